import ArgumentParser
import EventStore
import Operations
import Pages
import Reports
import Scoring

/// `tally run list`.
struct RunList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Show the runs and what they came to.",
    discussion: "EXAMPLE:\n  tally run list --challenge coffee")

  @Option(help: "Only this challenge.") var challenge: Challenge.ID?
  @Option(help: "Only this team.") var team: Team.ID?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let situation = try Situation(database.openForReading(), of: challenge)
    if let team { _ = try situation.team(team) }
    let logs = situation.logs.filter { team == nil || $0.run.team == team }
    try output.show(ExportTables.runs(logs, situation, title: "Runs"))
  }
}

/// `tally run show`.
struct RunShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a run: its score and its whole log, with what was taken back.",
    discussion: "EXAMPLE:\n  tally run show coffee-3 --format markdown")

  @Argument(help: .run) var id: Run.ID
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() throws { try output.show(RunView(of: id, in: database.openForReading()).report) }
}

/// `tally run explain`.
struct RunExplain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Explain a run's score: every step with its numbers and its entries.",
    discussion: "EXAMPLE:\n  tally run explain coffee-3")

  @Argument(help: .run) var id: Run.ID
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() throws { try output.show(RunView(of: id, in: database.openForReading()).explanation) }
}

extension RunView {
  /// The view of a run in a competition's file.
  init(of run: Run.ID, in store: EventStore) throws {
    let ruleSets = RuleSets()
    let (log, competition) = try store.read { reader in
      if try reader.run(run) == nil {
        throw unknown("run", run.text, try reader.runs().map(\.run.id.text), "tally run list")
      }
      return (try reader.log(of: run, rules: ruleSets.compile), try reader.competitionWithoutOrder())
    }
    self.init(log, in: competition)
  }
}
