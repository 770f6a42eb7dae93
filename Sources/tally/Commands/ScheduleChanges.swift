import ArgumentParser
import EventStore
import Operations
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
    let by = Milliseconds(Int64(minutes) * (earlier ? -60_000 : 60_000))
    try official.change(.delay(arena, from: from, by: by, reason: reason.reason), in: database)
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
    try official.change(.move(slot, to: to, arena: arena), anyway: anyway, in: database)
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
    try official.change(.swap(first, second), anyway: anyway, in: database)
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
    try official.change(.drop(slot, reason: reason.reason), in: database)
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
    let run = try official.carryOut(RecordNoShow(slot), in: database)
    Process.answer("\(run)\n")
    Process.tell("\(run): the team did not come ('tally run void \(run)' takes it back)")
  }
}

extension OfficialOptions {
  /// Records a change of the running order, and says what it came to.
  fileprivate func change(
    _ step: ChangeSchedule.Step, anyway: Bool = true, in database: DatabaseOptions
  ) throws {
    let outcome = try carryOut(ChangeSchedule(step, anyway: anyway), in: database)
    let time = LocalTime(outcome.competition)
    if let delay = outcome.delay, let next = delay.next {
      Process.tell(
        "note: what comes after the break, from \(time.text(next.startsAt)) on, stays; the break is "
          + "\(delay.breakAfter.count / 60_000) min now, not \(delay.breakBefore.count / 60_000)")
    }
    for problem in outcome.problems { Process.tell("note: \(problem)") }
    for id in outcome.moved {
      let place = outcome.competition.slot(id).map { "\(time.text($0.startsAt)), arena \($0.arena)" }
      Process.answer("\(id): \(place ?? "off the order")\n")
    }
  }
}
