package import EventStore
import Operations
package import Reports
package import Scoring

/// What the public may see: everything as it stands, or while the board is frozen for a ceremony what stood when it was
/// frozen, and of the tables that are being opened the places that have been.
package struct PublicBoard {
  private let now: Situation
  private let shown: Situation
  private let challenge: Challenge.ID?
  /// The newest results given out that this board speaks of, and whether something has changed since.
  private let newest: Publication?
  private let hasChanged: Bool

  /// The public board of a competition, or of one challenge.
  package init(_ store: EventStore, only challenge: Challenge.ID?) throws {
    now = try Situation(store)
    if let challenge { _ = try now.competition.require(challenge) }
    self.challenge = challenge
    shown = try now.competition.frozenAt.map { try Situation(store, at: .heads($0)) } ?? now
    // While the board is held, what was published since is not on it.
    newest =
      shown.competition.publications.last {
        challenge == nil || $0.publication.challenge == nil || $0.publication.challenge == challenge
      }?.publication
    let published = try newest.map { try Situation(store, at: .heads($0.heads)) } ?? shown
    let changes = BoardChanges(from: (published.board(), published.logs), to: (shown.board(), shown.logs))
    hasChanged = changes.concerns(newest?.challenge ?? challenge)
  }

  /// The board with what must be known about it.
  package var report: Report {
    let isFrozen = now.competition.frozenAt != nil
    var blocks: [Block] = []
    if isFrozen { blocks.append(.paragraph("Held until the ceremony: the log goes on, this board does not.")) }
    blocks.append(.paragraph(state))
    blocks += opened
    blocks += StandingsView.blocks(of: shown.board(), only: challenge)
    return Report(title: now.competition.name, blocks: blocks)
  }

  private var state: String {
    guard let newest else { return "Nothing is published yet: these are live results." }
    // Results of one challenge say nothing of the others.
    let only = challenge == nil ? newest.challenge.map { " (only \($0))" } ?? "" : ""
    guard newest.isOfficial else { return "Provisional\(only): protests are still possible." }
    let official = "Official\(only): revision \(newest.revision), code \(newest.code)."
    return hasChanged ? official + " What has changed since is not official yet." : official
  }

  /// The tables that are being opened, from the last place up.
  private var opened: [Block] {
    let board = now.board()
    return now.competition.revealed.sorted {
      Words.table($0.key, in: now.competition) < Words.table($1.key, in: now.competition)
    }
    .compactMap { table, place in
      let teams = board.positions(in: table)
      if teams.isEmpty { return nil }
      var view = Table(
        title: Words.table(table, in: now.competition),
        columns: [Table.Column("place", "Place", alignment: .trailing), Table.Column("team", "Team")],
        notes: place > 1 ? ["Places before \(place) are still to come."] : [])
      for (team, position) in teams where (position.rank ?? 0) >= place {
        view.append([
          .rank(position.rank ?? 0, shared: position.isShared), .text(Words.team(team, in: now.competition)),
        ])
      }
      return .table(view)
    }
  }
}
