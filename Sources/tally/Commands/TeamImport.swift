import ArgumentParser
import EventStore
import Operations
import Reports
import Scoring
import Text

/// `tally team import`.
struct TeamImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Enter teams from a CSV file with the columns id and name, as 'tally export' writes them.",
    discussion: """
      Commas, semicolons or tabs part the columns, as spreadsheets save them; empty rows are left out. Further columns
      are affiliation, divisions and challenges (short names, separated by spaces). Without the column challenges a new
      team enters every challenge. What a column does not say stays as it is; nobody is withdrawn. A line for each team:
      + new, ~ different, = as before. Nothing is recorded if any line is wrong.

      EXAMPLE:
        tally team import teams.csv --preview
      """)

  @Argument(help: "The CSV file, or - for standard input.", completion: .file(extensions: ["csv"])) var file: String
  @Flag(
    name: [.customLong("preview"), .customLong("dry-run")], help: "Say what would be recorded, and record nothing.")
  var preview = false
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var official: OfficialOptions

  func run() throws {
    let teams = try TeamFile(named: file)
    let news =
      try preview
      ? database.openForReading().read { try teams.news(for: $0.competition()) }
      : official.carryOut(ImportTeams(teams), in: database)
    Process.tell("\(file): \(teams.taken)")
    for note in news.notes { Process.tell("note: \(note.words)") }
    Process.answer(news.lines.map { safeForPeople($0) + "\n" }.joined())
  }
}

extension TeamFile {
  /// Reads a file, or standard input for `-`.
  fileprivate init(named path: String) throws {
    try self.init(WholeFile.read(path, maximumBytes: 1_000_000), from: path)
  }
}

extension TeamFile.Note {
  fileprivate var words: String {
    switch self {
    case .leftOut(let team, let status): "\(team) is \(status) in the file and left out"
    case .namesake(let words): "\(words); is it one team twice?"
    case .staysIn(let team, let challenges):
      "\(team) stays in \(challenges.map(\.text).joined(separator: ", ")), which the file does not list; "
        + "'tally team withdraw' takes it out, with a reason"
    }
  }
}
