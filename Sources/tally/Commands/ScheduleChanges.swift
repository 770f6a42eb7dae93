import ArgumentParser
import EventStore
import Operations
import Reports
import Scheduling
import Scoring
import Text

/// `tally schedule delay`.
struct ScheduleDelay: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delay", abstract: "Move everything in an arena from a time on, later or (with --earlier) earlier.",
    discussion: """
      Runs that follow one another move together, over midnight too, until the arena has a break of 45 minutes or more.
      The break takes the delay up; what comes after it moves as well only where it must. What was held stays where it
      was, and no run overtakes another.

      EXAMPLE:
        tally schedule delay shop 20 --from 2025-09-23T14:00 --reason "the door was repaired"
      """)

  @Argument(help: "The arena.") var arena: Arena.ID
  @Argument(help: "By how many minutes.") var minutes: Int
  @Option(help: "From when, by the venue's clock: 14:00, '2025-09-23 14:00' (default: all that wait there).")
  var from: String?
  @Flag(help: "Earlier instead of later.") var earlier = false
  @OptionGroup var reason: ReasonOption
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var official: OfficialOptions

  func validate() throws {
    if !(1...1440).contains(minutes) { throw ValidationError("a delay is 1 to 1440 minutes") }
  }

  func run() throws {
    try official.change(database) { situation, now in
      let arena = try situation.competition.require(arena)
      let time = LocalTime(situation.competition)
      let start = try from.map { try situation.plannedMoment($0) }
      let by = Milliseconds(Int64(minutes) * (earlier ? -60_000 : 60_000))
      let delay = try situation.delay(in: arena.id, from: start, by: by)
      if let next = delay.next {
        Process.tell(
          "note: what comes after the break, from \(time.text(next.startsAt)) on, stays; the break is "
            + "\(delay.breakAfter.count / 60_000) min now, not \(delay.breakBefore.count / 60_000)")
      }
      return ([.delayed(delay.moved.map(\.id), by: by, reason: reason.reason)], delay.moved.map(\.id))
    }
  }
}

extension Situation {
  /// What a delay moves in an arena, or a sentence why nothing can be moved.
  fileprivate func delay(in arena: Arena.ID, from start: Int64?, by: Milliseconds) throws -> Delay {
    let planned = plannedRuns.filter { $0.slot.arena == arena }
    let held = planned.filter { $0.run != nil }.map(\.slot.id)
    let out = planned.map(\.slot).filter { !competition.isIn($0.team, $0.challenge) }.map(\.id)
    let time = LocalTime(competition)
    do throws(Delay.Refusal) {
      return try Delay(of: planned.map(\.slot), held: Set(held), out: Set(out), from: start, by: by)
    } catch {
      switch error {
      case .nothingWaits:
        throw CommandError(
          "nothing is waiting in '\(arena)'\(start.map { " from \(time.text($0)) on" } ?? ""); "
            + "'tally schedule' shows it all")
      case .tooEarly(let before, let most):
        throw CommandError(
          "\(before.id) waits there before them, until \(time.text(before.endsAt)); "
            + (most == .zero ? "they cannot be earlier" : "they can be \(most.count / 60_000) min earlier, no more")
            + ": move or drop it first")
      }
    }
  }
}

/// `tally schedule move`.
struct ScheduleMove: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "move", abstract: "Move one planned run to another time or arena.",
    discussion: "EXAMPLE:\n  tally schedule move coffee/trials/lasr/2 2025-09-23T15:10 --arena field")

  @Argument(help: "The planned run.") var slot: Slot.ID
  @Argument(help: "When, by the venue's clock: 15:10, '2025-09-23 15:10'.") var to: String
  @Option(help: "Where (default: the same arena).") var arena: Arena.ID?
  @Flag(help: "Although an arena or a team is taken then.") var anyway = false
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var official: OfficialOptions

  func run() throws {
    try official.change(database, anyway: anyway) { situation, _ in
      var slot = try situation.requireSlot(slot)
      slot.startsAt = try situation.plannedMoment(to)
      if let arena { slot.arena = try situation.competition.require(arena).id }
      return ([.scheduled(slot)], [slot.id])
    }
  }
}

/// `tally schedule swap`.
struct ScheduleSwap: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "swap", abstract: "Let two planned runs change places.",
    discussion: "EXAMPLE:\n  tally schedule swap coffee/trials/lasr/2 coffee/trials/kcl/2")

  @Argument(help: "A planned run.") var first: Slot.ID
  @Argument(help: "Another.") var second: Slot.ID
  @Flag(help: "Although an arena or a team is taken then.") var anyway = false
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var official: OfficialOptions

  func run() throws {
    try official.change(database, anyway: anyway) { situation, _ in
      var (a, b) = (try situation.requireSlot(first), try situation.requireSlot(second))
      (a.startsAt, b.startsAt) = (b.startsAt, a.startsAt)
      (a.arena, b.arena) = (b.arena, a.arena)
      return ([.scheduled(a), .scheduled(b)], [a.id, b.id])
    }
  }
}

/// `tally schedule drop`.
struct ScheduleDrop: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drop", abstract: "Take a planned run off the order: it will not be held.",
    discussion: "EXAMPLE:\n  tally schedule drop coffee/trials/lasr/3 --reason \"the team goes home\"")

  @Argument(help: "The planned run.") var slot: Slot.ID
  @OptionGroup var reason: ReasonOption
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var official: OfficialOptions

  func run() throws {
    try official.change(database) { situation, _ in
      // What nobody has put on the order yet can be dropped too.
      let toHold = situation.competition.challenges.flatMap { situation.runsToHold(of: $0) }
      let id = toHold.contains(slot) ? slot : try situation.requireSlot(slot).id
      return ([.unscheduled(id, reason: reason.reason)], [id])
    }
  }
}

/// `tally schedule no-show`.
struct ScheduleNoShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "no-show", abstract: "The team did not come: opens its run and ends it as a no-show.",
    discussion: "EXAMPLE:\n  tally schedule no-show coffee/trials/lasr/2")

  @Argument(help: "The planned run.") var slot: Slot.ID
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var official: OfficialOptions

  func run() throws {
    let name = try official.name()
    let now = try Process.now()
    let run = try official.open(database).write { writer in
      let situation = try Situation(writer.reader)
      let slot = try situation.requireSlot(slot)
      if let first = situation.plannedRuns.filter({ $0.run == nil && $0.slot.isSeries(of: slot) })
        .map(\.slot).min(by: { $0.number < $1.number }), first.number < slot.number
      {
        throw CommandError("\(first.id) comes first; say no-show for that one, or drop it")
      }
      let opened = try RunOpening(by: name, recordedAt: now).openNew(slot.challenge, slot.team, slot.phase, writer)
      try writer.append(to: opened.run.id, rules: RuleSets().compile) { desk in
        [desk.entry(.finished(.noShow), by: name, clock: .zero, recordedAt: now)]
      }
      return opened.run.id
    }
    Process.answer("\(run)\n")
    Process.tell("\(run): the team did not come ('tally run void \(run)' takes it back)")
  }
}

extension OfficialOptions {
  /// Records changes of the running order, if the order is still possible with them.
  fileprivate func change(
    _ database: DatabaseOptions, anyway: Bool = true,
    _ make: (Situation, _ now: Int64) throws -> (rulings: [Decision.Ruling], moved: [Slot.ID])
  ) throws {
    let name = try self.name()
    let now = try Process.now()
    let lines = try open(database).write { writer in
      let before = try Situation(writer.reader)
      try before.competition.require(name, .organiser, .referee, .assistant, to: "moves runs")
      let (rulings, moved) = try make(before, now)
      try writer.decide(rulings, by: name, recordedAt: now)
      let after = try Situation(writer.reader)
      let checker = Scheduler(arenas: after.competition.arenas, windows: [], rest: .zero, change: .zero)
      let known = Set(checker.problems(in: before.competition.slots))
      let new = checker.problems(in: after.competition.slots).filter { !known.contains($0) }
      if !new.isEmpty, !anyway {
        throw CommandError(
          "nothing was moved:\n" + new.map { "  - \($0)" }.joined(separator: "\n") + "\n--anyway moves it all the same")
      }
      for problem in new { Process.tell("note: \(problem)") }
      let time = LocalTime(after.competition)
      return moved.map { id in
        guard let slot = after.competition.slot(id) else { return "\(id): off the order" }
        return "\(id): \(time.text(slot.startsAt)), arena \(slot.arena)"
      }
    }
    Process.answer(lines.map { $0 + "\n" }.joined())
  }
}

extension Situation {
  /// The planned run of this name that was not held yet, or a sentence with what was probably meant.
  func requireSlot(_ id: Slot.ID) throws -> Slot {
    guard let planned = plannedRuns.first(where: { $0.slot.id == id }) else {
      throw unknown("planned run", id.text, competition.slots.map(\.id.text), "tally schedule")
    }
    if let run = planned.run { throw CommandError("planned run \(id) was held already: run \(run.run.id)") }
    return planned.slot
  }
}
