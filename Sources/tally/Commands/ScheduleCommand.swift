import ArgumentParser
import EventStore
import Reports
import Scoring

/// `tally schedule …`: the running order.
struct ScheduleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schedule", abstract: "Make, show and move the running order.",
    discussion: """
      Times are those of the venue's clock. Every team's first run comes before anybody's second, no team is in two
      places, and each has its rest. A run that is held takes the next planned one of its team off the order.

      EXAMPLE:
        tally schedule make --phase trials --window 2025-09-23T09:30/12:30 --window 2025-09-23T13:30/17:00
        tally schedule
        tally schedule delay shop 20 --from 14:00 --reason "the door had to be repaired"
        tally schedule move coffee/trials/lasr/2 2025-09-23T15:10
      """,
    subcommands: [
      ScheduleShow.self, ScheduleMake.self, ScheduleDelay.self, ScheduleMove.self, ScheduleSwap.self,
      ScheduleDrop.self, ScheduleNoShow.self,
    ], defaultSubcommand: ScheduleShow.self)
}

/// `tally schedule show`.
struct ScheduleShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show the running order and what became of it.",
    discussion: "EXAMPLE:\n  tally schedule show --team lasr")

  @Option(help: "Only this arena.") var arena: Arena.ID?
  @Option(help: "Only this team.") var team: Team.ID?
  @Option(help: "Only this day, for example 2025-09-23.") var day: String?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let situation = try Situation(database.openForReading())
    if let team { _ = try situation.team(team) }
    if let arena { _ = try situation.competition.require(arena) }
    let time = LocalTime(situation.competition)
    let planned = situation.plannedRuns.filter {
      (arena == nil || $0.slot.arena == arena) && (team == nil || $0.slot.team == team)
        && (day == nil || time.day($0.slot.startsAt) == day)
    }
    try output.show(ScheduleView(planned: planned, competition: situation.competition).table)
  }
}

/// `tally schedule make`.
struct ScheduleMake: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "make", abstract: "Plan all runs that are not planned yet, and show the order.",
    discussion: """
      With --preview nothing is recorded. What is planned already stays where it is; --again plans what was not held yet
      anew.

      EXAMPLE:
        tally schedule make --phase trials --window 2025-09-23T09:30/12:30 --rest 20 --preview
      """)

  @Option(help: "practice, trials or final.") var phase: Phase = .trials
  @Option(help: "Only this challenge (say it for each; default: all).") var challenge: [Challenge.ID] = []
  @Option(help: "When runs can be held: 2025-09-23T09:30/12:30 (say it for each).") var window: [String]
  @Option(help: "Minutes that a team rests, at least.") var rest: Int = 15
  @Option(help: "Minutes that an arena needs between two runs.") var change: Int = 2
  @Option(help: "Minutes that a run takes (default: the plan's slot, or the rules' preparation and time limit).")
  var length: Int?
  @Flag(help: "Only show.") var preview = false
  @Flag(help: "Plan what was not held yet anew.") var again = false
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var official: OfficialOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if !(0...600).contains(rest) || !(0...600).contains(change) || !(1...600).contains(length ?? 1) {
      throw ValidationError("--rest and --change are 0 to 600 minutes, --length is 1 to 600")
    }
  }

  func run() throws {
    let name = try official.name()
    let now = try Process.now()
    if preview {
      let situation = try Situation(database.openForReading())
      return try show(try order(situation), situation)
    }
    let (made, situation) = try official.open(database).write { writer in
      let situation = try Situation(writer.reader)
      try situation.competition.require(name, .organiser, to: "makes the running order")
      let made = try order(situation)
      if !made.unplaced.isEmpty { throw noRoom(made.unplaced) }
      try writer.decide(
        made.dropped.map { .unscheduled($0.id, reason: "planned anew") } + made.slots.map { .scheduled($0) }, by: name,
        recordedAt: now)
      return (made, try Situation(writer.reader))
    }
    try show(made, situation)
  }

  private typealias Order = (slots: [Slot], unplaced: [Scheduler.Wish], dropped: [Slot], scheduler: Scheduler)

  private func order(_ situation: Situation) throws -> Order {
    let competition = situation.competition
    for id in challenge { _ = try competition.require(id) }
    let planned = situation.plannedRuns
    func isMine(_ slot: Slot) -> Bool {
      slot.phase == phase && (challenge.isEmpty || challenge.contains(slot.challenge))
    }
    let dropped = again ? planned.filter { $0.run == nil && isMine($0.slot) }.map(\.slot) : []
    let kept = planned.map(\.slot).filter { slot in !dropped.contains { $0.id == slot.id } }
    let scheduler = Scheduler(
      arenas: competition.places,
      windows: try window.map { try readWindow($0, LocalTime(competition)) }, rest: .at(rest), change: .at(change),
      fixed: kept)
    let wishes = Wishes(situation: situation, phase: phase, length: length.map { .at($0) })
      .all(of: challenge, besides: Set(kept.map(\.id)))
    if wishes.isEmpty {
      throw CommandError("every run of the \(phase.rawValue) is planned already; --again plans anew")
    }
    for wish in wishes where !scheduler.arenas.contains(where: { $0.holds(wish.challenge) }) {
      throw CommandError("no arena holds '\(wish.challenge)'; add it to one in the plan")
    }
    let (slots, unplaced) = scheduler.plan(wishes)
    return (slots, unplaced, dropped, scheduler)
  }

  private func show(_ order: Order, _ situation: Situation) throws {
    let view = ScheduleView(planned: order.slots.map { ($0, nil) }, competition: situation.competition)
    try output.show(Report(title: situation.competition.name, blocks: [.table(view.table), .table(view.fairness)]))
    if !order.unplaced.isEmpty { throw noRoom(order.unplaced) }
  }

  private func noRoom(_ unplaced: [Scheduler.Wish]) -> CommandError {
    let minutes = unplaced.reduce(Int64(0)) { $0 + $1.length.count } / 60_000
    let names = unplaced.prefix(5).map { Slot.id($0.challenge, $0.phase, $0.team, $0.number).text }
    return CommandError(
      "\(Words.count(Points(unplaced.count), "run")) (\(minutes) min of arena time) found no place: "
        + names.joined(separator: ", ") + (unplaced.count > names.count ? " …" : "")
        + "; add a --window, or take a shorter --rest, --change or --length; nothing was recorded")
  }

  private func readWindow(_ text: String, _ time: LocalTime) throws -> Scheduler.Window {
    let parts = text.split(separator: "/").map(String.init)
    if parts.count == 2, let from = time.moment(parts[0]) {
      let until = time.moment(parts[1].contains("-") ? parts[1] : time.day(from) + "T" + parts[1])
      if let until, until > from { return Scheduler.Window(from: from, until: until) }
    }
    throw CommandError("'\(safeForPeople(text))' is no stretch of time; write it as 2025-09-23T09:30/12:30")
  }
}

/// The runs that a phase still needs.
struct Wishes {
  let situation: Situation
  let phase: Phase
  let length: Milliseconds?

  /// Every run of these challenges (none: all) that is neither planned nor held nor taken off the order.
  func all(of chosen: [Challenge.ID], besides planned: Set<Slot.ID>) -> [Scheduler.Wish] {
    var wishes: [Scheduler.Wish] = []
    let competition = situation.competition
    for challenge in competition.challenges where chosen.isEmpty || chosen.contains(challenge.id) {
      let plan = challenge.phases.first { $0.phase == phase }
      guard plan != nil || (phase == .trials && challenge.phases.isEmpty) || !chosen.isEmpty,
        let rules = situation.rules[challenge.rules]?.ruleSet
      else { continue }
      let runs = plan?.runs ?? (phase == .trials ? rules.runs : nil) ?? 1
      let usual = (rules.preparation ?? .zero) + (rules.timeLimit ?? .at(10))
      for team in teams(of: challenge) {
        for number in situation.numbersToHold(challenge.id, phase, team, upTo: runs)
        where !planned.contains(Slot.id(challenge.id, phase, team, number)) {
          wishes.append(
            Scheduler.Wish(
              challenge: challenge.id, phase: phase, team: team, number: number,
              length: length ?? plan?.slotLength ?? usual))
        }
      }
    }
    return wishes
  }

  /// Who runs: in a final with a qualification the finalists, elsewhere everybody who entered and has not withdrawn.
  private func teams(of challenge: Challenge) -> [Team.ID] {
    let competition = situation.competition
    let entered = competition.teams.map(\.id).filter {
      competition.isEntered($0, in: challenge.id) && competition.isIn($0, challenge.id)
    }
    guard phase == .final, let finalists = situation.board().finalists(of: challenge.id) else { return entered }
    return finalists.filter { competition.isIn($0, challenge.id) }
  }
}

/// `tally schedule delay`.
struct ScheduleDelay: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delay", abstract: "Move everything in an arena from a time on, later or (with --earlier) earlier.",
    discussion: """
      The day of the first run that moves is moved, to its end. What was held stays where it was.

      EXAMPLE:
        tally schedule delay shop 20 --from 2025-09-23T14:00 --reason "the door was repaired"
      """)

  @Argument(help: "The arena.") var arena: Arena.ID
  @Argument(help: "By how many minutes.") var minutes: Int
  @Option(help: "From when, by the venue's clock (default: all that wait there, the one that is late too).")
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
      let start = try from.map { try situation.moment($0) }
      // What was held stays where it was, and so do the other days.
      let here = situation.waiting(in: arena.id).filter { $0.run == nil && $0.slot.startsAt >= start ?? .min }
      let day = here.first.map { time.day($0.slot.startsAt) }
      let moved = here.map(\.slot).filter { time.day($0.startsAt) == day }
      guard !moved.isEmpty else {
        throw CommandError(
          "nothing is waiting in '\(arena.id)'\(start.map { " from \(time.text($0)) on" } ?? ""); "
            + "'tally schedule' shows it all")
      }
      let by = Milliseconds(Int64(minutes) * (earlier ? -60_000 : 60_000))
      return ([.delayed(moved.map(\.id), by: by, reason: reason.reason)], moved.map(\.id))
    }
  }
}

/// `tally schedule move`.
struct ScheduleMove: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "move", abstract: "Move one planned run to another time or arena.",
    discussion: "EXAMPLE:\n  tally schedule move coffee/trials/lasr/2 2025-09-23T15:10 --arena field")

  @Argument(help: "The planned run.") var slot: Slot.ID
  @Argument(help: "When, by the venue's clock.") var to: String
  @Option(help: "Where (default: the same arena).") var arena: Arena.ID?
  @Flag(help: "Although an arena or a team is taken then.") var anyway = false
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var official: OfficialOptions

  func run() throws {
    try official.change(database, anyway: anyway) { situation, _ in
      var slot = try situation.requireSlot(slot)
      slot.startsAt = try situation.moment(to)
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
        guard let slot = after.competition.slots.first(where: { $0.id == id }) else { return "\(id): off the order" }
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

  /// A time by the venue's clock; without a day, on the day of the next planned run.
  func moment(_ text: String) throws -> Int64 {
    let time = LocalTime(competition)
    let next = plannedRuns.first { $0.run == nil }?.slot.startsAt
    let full = text.contains("-") ? text : next.map { time.day($0) + "T" + text } ?? text
    guard let moment = time.moment(full) else {
      throw CommandError("'\(safeForPeople(text))' is no time; write it as 2025-09-23T14:00 or 14:00")
    }
    return moment
  }
}

/// `tally next`: who is up.
struct NextCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "next", abstract: "Who is up in an arena, and who should get ready.",
    discussion: """
      'tally referee --next ARENA' opens that run on the console.

      EXAMPLE:
        tally next shop
      """)

  @Argument(help: "The arena (default: all).") var arena: Arena.ID?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let situation = try Situation(database.openForReading())
    if let arena { _ = try situation.competition.require(arena) }
    let now = try Process.now()
    try output.show(ScheduleView.next(arena, in: situation, now: now))
  }
}
