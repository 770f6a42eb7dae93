package import EventStore
import Operations
package import Reports
import Scoring

/// Everything that an export writes, as texts with their names: tables, printable sheets, the booklet, and last the
/// manifest, which has the digest of each.
package struct ExportedResults {
  /// A file to write.
  package struct File {
    /// Its name in the folder.
    package var name: String
    package var text: String
  }

  package private(set) var files: [File] = []
  /// The manifest, which is written when all the others are.
  package private(set) var manifest = File(name: "", text: "")

  /// What stands now, or what stood when a revision was published.
  package init(
    of store: EventStore, revision: Int?, as format: Format, options: RenderOptions, check: Booklet.Check
  ) throws {
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
    let suffix = format == .csv ? "csv" : "json"
    // What a revision of one challenge did not say is not exported in its name.
    let only = publication?.challenge
    let logs = situation.logs.filter { only == nil || $0.run.challenge == only }
    for (name, table) in ExportedResults.tables(situation, logs, only) {
      files.append(File(name: "\(name).\(suffix)", text: render(table, as: format, options: options)))
    }
    for log in logs where log.run.phase != .practice {
      // A run's name comes with an imported log and may hold anything; a file's name may not.
      files.append(
        File(
          name: "sheets/\(escapedName(log.run.id.text)).html",
          text: render(RunView(log, in: situation.competition).sheet, as: .html)))
    }
    for file in files { manifest.add(file.name, file.text) }
    let booklet = File(
      name: "booklet.html",
      text: render(Booklet(situation: situation, manifest: manifest, check: check).report, as: .html))
    files.append(booklet)
    manifest.add(booklet.name, booklet.text)
    self.manifest = File(
      name: "manifest.\(suffix)", text: render(manifest.table, as: format, options: options))
  }

  private static func tables(
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
    let decisions = ExportTables.decisions(
      situation.decisions, all: situation.decisions, competition, forMachines: true)
    files.append(("decisions", decisions))
    let planned = situation.plannedRuns.filter { only == nil || $0.slot.challenge == only }
    files.append(("schedule", ScheduleView(planned: planned, competition: competition).table))
    files.append(("protests", ExportTables.protests(situation.protests, competition)))
    files.append(("revisions", ExportTables.revisions(competition)))
    return files
  }
}
