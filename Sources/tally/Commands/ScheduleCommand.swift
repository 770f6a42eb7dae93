import ArgumentParser
import EventStore
import Operations
import Pages
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
    let view = ScheduleView(
      planned: planned, competition: situation.competition, planning: "'tally schedule make'")
    try output.show(view.table)
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
    let now = try Process.now()
    let (competition, order) = try database.openForReading().read { reader in
      let competition = try reader.competition()
      if let arena { _ = try competition.require(arena) }
      return (competition, try RunningOrder(competition, of: arena, reader))
    }
    try output.show(ScheduleView.next(arena, in: order, of: competition, now: now, planning: "'tally schedule make'"))
  }
}
