import ArgumentParser
import EventStore
import Operations
import Pages
import RefereeConsole
import Reports
import Scoring
import Text

/// `tally audit`.
struct Audit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Prove that nothing was changed, or name what was, the first thing first.",
    discussion: """
      Checks the file, its tables, every terminal's chain, the witness beside it, rule sets, signatures and what was
      published; then every score, place and lot on a second way that shares nothing with the first, as of now and as of
      each publication. --against holds it against a backup, another terminal's file or an exported log: all that is
      there must be here, unchanged. --results holds an exported folder against its manifest, and that against the log.
      --code says what a code on paper is of, and whether it still holds.

      Exit code 0: all holds; 1: something was found.

      EXAMPLE:
        tally audit
        tally audit --against /media/stick/tally-1400.sqlite
        tally audit --results results-revision-2/
        tally audit --code 7Q2M-4XKD
      """)

  @Option(
    help: "Another file of the competition: a backup, another terminal's, an exported log.",
    completion: .file(extensions: ["sqlite", "jsonl"]))
  var against: String?
  @Option(help: "A folder that 'tally export' has written.", completion: .directory) var results: String?
  @Option(help: "A code of a published revision or of a signed sheet, as it is printed.") var code: String?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let store = try database.openForReading()
    if let code { return try explain(code, in: store) }
    let other = try against.map { (name: $0, parcel: try Parcel(fileAt: $0)) }
    let result = try AuditResult(of: store, against: other, results: results.map(ResultsFolder.init), and: [.oneTruth])
    try output.show(AuditView(path: database.path, result: result).report)
    if !result.findings.isEmpty { throw ExitCode(1) }
  }

  /// Says what a code is of.
  private func explain(_ typed: String, in store: EventStore) throws {
    let found = try CodeQuestion(typed, in: store).answers
    try output.show(AuditView.table(of: found))
    if !found.allSatisfy(\.holds) { throw ExitCode(1) }
  }
}
