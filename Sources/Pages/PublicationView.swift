package import Operations
package import Reports
package import Scoring
import Text

/// Results as they are given out.
package struct PublicationView {
  package let publication: Publication
  /// The competition at the publication's moment.
  package let situation: Situation

  package init(publication: Publication, situation: Situation) {
    self.publication = publication
    self.situation = situation
  }

  /// "revision 3, official, code 7Q2M-4XKD".
  package var headline: String {
    "revision \(publication.revision), \(publication.isOfficial ? "official" : "provisional"), code \(publication.code)"
  }

  /// The tables of what was published, with what people must know about them.
  package var report: Report {
    var blocks: [Block] = [.paragraph(headline.capitalisedFirst + ".")]
    if !publication.isOfficial { blocks.append(.paragraph("Provisional: protests are still possible.")) }
    if !publication.objections.isEmpty {
      blocks.append(.paragraph("Published although this stood against it, because: \(publication.reason)"))
      blocks.append(.lines(publication.objections.map { Line($0, indent: 1) }))
    } else if !publication.reason.isEmpty {
      blocks.append(.paragraph("Published because: \(publication.reason)"))
    }
    blocks += StandingsView.blocks(of: situation.board(), only: publication.challenge)
    return Report(title: situation.competition.name, blocks: blocks)
  }
}

extension ExportTables {
  /// What was published, the newest last.
  package static func revisions(_ competition: Competition) -> Table {
    let time = LocalTime(competition)
    let columns: [Column<(publication: Publication, decision: Decision)>] = [
      .count("revision", "Revision") { $0.publication.revision },
      .text("scope", "What") { $0.publication.challenge?.text ?? "everything" },
      .text("state", "State") { $0.publication.isOfficial ? "official" : "provisional" },
      Column("published_at", "At") { moment($0.decision.recordedAt, time) },
      .text("official", "By") { $0.decision.official }, .text("code", "Code") { $0.publication.code },
      .text("objections", "Against it") { $0.publication.objections.joined(separator: "; ") },
      .text("reason", "Reason") { $0.publication.reason },
    ]
    return Table(
      title: "Published", columns: columns,
      of: competition.publications.map { (publication: $0.publication, decision: $0.decision) })
  }
}

extension StandingsView {
  /// The tables of each challenge's phases, then its own where it has both.
  package static func views(of board: Board, only challenge: Challenge.ID?, _ phase: Phase? = nil) -> [StandingsView] {
    board.results.filter { challenge == nil || $0.challenge.id == challenge }.flatMap { result in
      let tables = [result.trials, result.final].compactMap { $0 }.filter { phase == nil || $0.phase == phase }
      var views = tables.map { StandingsView(table: $0, competition: board.competition) }
      if !views.isEmpty {
        views[0].strays = board.strays.filter { $0.challenge == result.challenge.id }.map { $0.message + "." }
      }
      guard phase == nil, let own = StandingsView(result: result, competition: board.competition) else { return views }
      return views + [own]
    }
  }

  /// The tables of a board for people, or of one challenge; all of them with the overall tables.
  package static func blocks(of board: Board, only challenge: Challenge.ID?) -> [Block] {
    let views = views(of: board, only: challenge).map { Block.table($0.forPeople) }
    guard challenge == nil else { return views }
    return views + board.overalls.map { .table(OverallView(table: $0, competition: board.competition).forPeople) }
      + strays(of: board)
  }

  /// The runs of challenges that are not held, which have no table to stand under.
  package static func strays(of board: Board) -> [Block] {
    let homeless = board.strays.filter { stray in !board.results.contains { $0.challenge.id == stray.challenge } }
    return homeless.isEmpty ? [] : [.lines(homeless.map { Line($0.message + ".") })]
  }
}
