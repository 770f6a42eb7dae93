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

/// `tally run compare`.
struct RunCompare: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "List where two books of one run differ, before it is signed.",
    discussion: """
      Without a second run, the shadow books of the run are compared ('tally referee --shadow RUN'). Exit code 0 if they
      agree, 1 if they differ.

      EXAMPLE:
        tally run compare coffee-3
      """)

  @Argument(help: .run) var id: Run.ID
  @Argument(help: "Another run to compare with (default: its shadow books).") var other: Run.ID?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let compile = RuleSets.shared.compile
    let (original, books) = try database.openForReading().read { reader in
      for name in [id] + [other].compactMap({ $0 }) { _ = try reader.requireRun(name) }
      let original = try reader.log(of: id, rules: compile)
      if let other { return (original, [try reader.log(of: other, rules: compile)]) }
      let books = try reader.logs(of: original.run.challenge, rules: compile)
        .filter { $0.run.id != id && $0.shadowOf == id }
      return (original, books)
    }
    if books.isEmpty {
      throw CommandError("run \(id) has no shadow book; 'tally referee --shadow \(id)' keeps one, or name a second run")
    }
    let view = ComparisonView(of: original, with: books)
    try output.show(view.report)
    if view.differs { throw ExitCode(1) }
  }
}

extension RunView {
  /// The view of a run in a competition's file.
  init(of run: Run.ID, in store: EventStore) throws {
    let (log, competition) = try store.read { reader in
      _ = try reader.requireRun(run)
      return (try reader.log(of: run, rules: RuleSets.shared.compile), try reader.competitionWithoutOrder())
    }
    self.init(log, in: competition)
  }
}
