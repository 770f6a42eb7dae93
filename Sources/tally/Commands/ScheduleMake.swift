import ArgumentParser
import EventStore
import Operations
import Pages
import Reports
import Scoring
import Text

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
  @Option(help: "When runs can be held: 2025-09-23T09:30/12:30, over midnight too (say it for each).") var window:
    [String]
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
    let making = MakeSchedule(
      phase, of: challenge, in: window, rest: .at(rest), change: .at(change), length: length.map { .at($0) },
      again: again)
    let made =
      try preview
      ? database.openForReading().read { try making.read($0) } : official.carryOut(making, in: database)
    let competition = made.situation.competition
    let view = ScheduleView(planned: made.order.slots.map { PlannedRun($0) }, competition: competition)
    if output.isForMachines {
      try output.show(view.table)
    } else {
      try output.show(Report(title: competition.name, blocks: [.table(view.table), .table(view.fairness)]))
    }
    try made.order.requireRoom()
  }
}
