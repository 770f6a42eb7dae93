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
    let store = try database.openForReading()
    let now = try Situation(store)
    let publication = try revision.map(now.requireRevision)
    let situation = try publication.map { try Situation(store, at: .heads($0.heads)) } ?? now
    let parcel = try store.read { try $0.parcel() }
    let heads = publication?.heads ?? situation.heads
    var manifest = Manifest(
      competition: situation.competition, identity: try store.read { try $0.identity() }.id,
      publication: publication, heads: heads, code: publication?.code ?? competitionCode(of: parcel, at: heads),
      // Not those that were adopted later: what was published once is exported the same for ever.
      ruleSets: parcel.upTo(heads).ruleSets.map(\.reference))

    let writer = try ResultsWriter(to: to)
    let options = RenderOptions(csv: raw ? .raw : .spreadsheet)
    var files: [(name: String, text: String)] = []
    // What a revision of one challenge did not say is not exported in its name.
    let only = publication?.challenge
    let logs = situation.logs.filter { only == nil || $0.run.challenge == only }
    for file in tables(situation, logs, only) {
      files.append(
        (
          "\(file.name).\(format.rawValue)",
          render(file.table, as: format == .csv ? .csv : .json, options: options)
        ))
    }
    for log in logs where log.run.phase != .practice {
      // A run's name comes with an imported log and may hold anything; a file's name may not.
      files.append(
        (
          "sheets/\(escapedName(log.run.id.text)).html",
          render(RunView(log, in: situation.competition).sheet, as: .html)
        ))
    }
    for file in files { manifest.add(file.name, file.text) }
    files.append(("booklet.html", render(Booklet(situation: situation, manifest: manifest).report, as: .html)))
    manifest.add("booklet.html", files[files.count - 1].text)
    let last = (
      name: "manifest.\(format.rawValue)",
      text: render(manifest.table, as: format == .csv ? .csv : .json, options: options)
    )
    try writer.write(files, manifest: last)
    let folder = to.hasSuffix("/") ? String(to.dropLast()) : to
    Process.keep("the files are in \(folder)")
    for (name, _) in files + [last] { Process.answer("\(safeForPeople(folder))/\(safeForPeople(name))\n") }
  }

  private func tables(
    _ situation: Situation, _ logs: [RunLog], _ only: Challenge.ID?
  ) -> [(name: String, table: Table)] {
    let (board, competition) = (situation.board(), situation.competition)
    var files: [(name: String, table: Table)] = [
      ("teams", ExportTables.teams(competition)),
      ("challenges", ExportTables.challenges(competition, runs: logs.map(\.run), only: only)),
    ]
    for challenge in competition.challenges where only == nil || challenge.id == only {
      let views = StandingsView.views(of: board, only: challenge.id)
      files.append(("standings-\(escapedName(challenge.id.text))", StandingsView.table(of: views)))
    }
    files.append(("results", ExportTables.results(board, only: only)))
    if only == nil {
      let overalls = board.overalls.map { OverallView(table: $0, competition: competition) }
      files.append(("overall", OverallView.table(of: overalls)))
    }
    files.append(("awards", ExportTables.awards(situation, only: only, forMachines: true)))
    files.append(("runs", ExportTables.runs(logs, situation)))
    files.append(("score-lines", ExportTables.scoreLines(logs)))
    files.append(("log", ExportTables.log(logs)))
    files.append(
      (
        "decisions",
        ExportTables.decisions(situation.decisions, all: situation.decisions, competition, forMachines: true)
      ))
    let planned = situation.plannedRuns.filter { only == nil || $0.slot.challenge == only }
    files.append(("schedule", ScheduleView(planned: planned, competition: competition).table))
    files.append(("protests", ExportTables.protests(situation.protests, competition)))
    files.append(("revisions", ExportTables.revisions(competition)))
    return files
  }
}
