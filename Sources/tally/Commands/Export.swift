import ArgumentParser
import EventStore
import Reports
import Scoring

/// `tally export`.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write teams, standings, results, runs, score lines and the log as files.",
    discussion: """
      Each file is written whole or not at all; docs/cli.md names the columns. CSV is safe for spreadsheets; --raw
      keeps every character as it was entered.

      EXAMPLE:
        tally export --to results/
      """)

  @Option(help: "The folder (made if it is not there).", completion: .directory) var to: String
  @Option(help: "csv or json.") var format: ExportFormat = .csv
  @Flag(help: "CSV exactly as entered, for programs.") var raw = false
  @OptionGroup var database: DatabaseOptions

  /// The formats that machines read.
  enum ExportFormat: String, ExpressibleByArgument, CaseIterable { case csv, json }

  func run() throws {
    let situation = try Situation(database.openForReading())
    let board = situation.board()
    var files: [(name: String, table: Table)] = [("teams", ExportTables.teams(situation.competition))]
    for challenge in situation.competition.challenges {
      let rows = board.tables.filter { $0.challenge.id == challenge.id }
        .flatMap { StandingsView(table: $0, competition: board.competition).rows }
      files.append(("standings-\(challenge.id)", Table(columns: StandingsView.columns, rows: rows)))
    }
    files.append(("results", ExportTables.results(board)))
    files.append(("runs", ExportTables.runs(situation.logs, situation)))
    files.append(("score-lines", ExportTables.scoreLines(situation.logs)))
    files.append(("log", ExportTables.log(situation.logs)))

    try WholeFile.makeFolder(to)
    let chosen: Format = format == .csv ? .csv : .json
    for file in files {
      let path = "\(to.hasSuffix("/") ? String(to.dropLast()) : to)/\(file.name).\(format.rawValue)"
      try WholeFile.write(
        render(file.table, as: chosen, options: RenderOptions(csv: raw ? .raw : .spreadsheet)), to: path)
      Process.answer("\(path)\n")
    }
  }
}
