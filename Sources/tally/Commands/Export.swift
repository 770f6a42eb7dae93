import ArgumentParser
import EventStore
import Operations
import Pages
import Reports
import Scoring
import Text

/// `tally export`.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write results, awards, runs, score lines, the log and printable sheets as files, with a manifest.",
    discussion: """
      Each file is written whole or not at all, and none over another's: a folder of an earlier export may be used again,
      as far as its files were not changed. docs/cli.md names the columns. The manifest holds the digest of every
      file and rule set, the revision and the competition's code: 'tally audit --results FOLDER' checks a folder against
      it. CSV is safe for spreadsheets; --raw keeps every character as it was entered. The HTML pages print as they are.

      EXAMPLE:
        tally export --to results/
        tally export --to results-revision-2/ --revision 2
        tally export --site /var/www/board --watch     the public board as files, for a web server
      """)

  @Option(help: "The folder (made if it is not there).", completion: .directory) var to: String?
  @Option(help: "Write the public board into this folder instead, as 'tally serve' shows it.", completion: .directory)
  var site: String?
  @Flag(help: "With --site: write again whenever something changes, until Ctrl-C.") var watch = false
  @Option(help: "With --site: the address that people are told.") var url: String?
  @Option(help: "csv or json.") var format: ExportFormat = .csv
  @Flag(help: "CSV exactly as entered, for programs.") var raw = false
  @Option(help: "As it was published in this revision (default: as it stands now).") var revision: Int?
  @OptionGroup var database: DatabaseOptions

  /// The formats that machines read.
  enum ExportFormat: String, ExpressibleByArgument, CaseIterable { case csv, json }

  func validate() throws {
    guard (to == nil) != (site == nil) else { throw ValidationError("say where to: --to FOLDER, or --site FOLDER") }
    if site == nil, watch || url != nil { throw ValidationError("--watch and --url go with --site") }
    if site != nil, revision != nil || raw {
      throw ValidationError("--site is what the public sees now; leave out the rest")
    }
  }

  func run() throws {
    if let site {
      return try SiteFolder.keep(site, of: database, surroundings: .init(address: url), watching: watch)
    }
    guard let to else { return }
    let results = try ExportedResults(
      of: database.openForReading(), revision: revision, as: format == .csv ? .csv : .json,
      options: RenderOptions(csv: raw ? .raw : .spreadsheet),
      check: Booklet.Check(explanation: "'tally explain TEAM'", audit: "'tally audit'"))
    try ResultsWriter(to: to).write(results.files, manifest: results.manifest)
    let folder = to.hasSuffix("/") ? String(to.dropLast()) : to
    Process.keep("the files are in \(folder)")
    for file in results.files + [results.manifest] {
      Process.answer("\(safeForPeople(folder))/\(safeForPeople(file.name))\n")
    }
  }
}
