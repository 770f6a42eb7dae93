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
    guard now.competition.frozenAt != nil else {
      return Report(
        title: now.competition.name,
        blocks: [.paragraph(state)] + StandingsView.blocks(of: shown.board(), only: challenge))
    }
    var blocks: [Block] = [
      .paragraph("Held until the ceremony: the log goes on, this board does not."), .paragraph(state),
    ]
    let (opened, asHeld, off) = parts
    blocks += opened
    if !off.isEmpty { blocks.append(.paragraph("Not shown until it is revealed: \(off.joined(separator: ", ")).")) }
    return Report(title: shown.competition.name, blocks: blocks + asHeld)
  }

  /// What of a held board is open, what is as it was, and what the public must wait for. A table is in one of them.
  private var parts: (opened: [Block], asHeld: [Block], off: [String]) {
    let (before, after) = (shown.board(), now.board())
    let ceremony = Ceremony(now: now, held: shown)
    var parts: (opened: [Block], asHeld: [Block], off: [String]) = ([], [], [])
    func put(_ table: Tie.Place, _ title: String, _ blocks: (Board) -> [Block]) {
      switch ceremony.visibility(of: table) {
      case .asHeld: parts.asHeld += blocks(before)
      case .off: parts.off.append(title)
      case .from(let place): parts.opened.append(.table(RevealedView(table, in: after).table(from: place)))
      case .whole: parts.opened += blocks(after)
      }
    }
    // A table that came about later is there once it has been opened.
    let challenges = before.results.map(\.challenge)
    let later = after.results.map(\.challenge).filter { new in !challenges.contains { $0.id == new.id } }
    for held in challenges + later.filter({ now.competition.revealed[.challenge($0.id)] != nil })
    where challenge == nil || held.id == challenge {
      put(.challenge(held.id), held.title) { StandingsView.blocks(of: $0, only: held.id) }
    }
    guard challenge == nil else { return parts }
    let overalls = before.overalls.map(\.overall)
    let laterOveralls = after.overalls.map(\.overall).filter { new in !overalls.contains { $0.id == new.id } }
    for overall in overalls + laterOveralls.filter({ now.competition.revealed[.overall($0.id)] != nil }) {
      put(.overall(overall.id), overall.title) { board in
        board.overall(overall.id).map { [.table(OverallView(table: $0, competition: board.competition).forPeople)] }
          ?? []
      }
    }
    return parts
  }

  /// The standings of the challenges as one table for machines: the columns of the standings, and what the public may
  /// make of them.
  package var standings: Table {
    let views = StandingsView.views(of: shown.board(), only: challenge)
    return withState(StandingsView.table(of: views))
  }

  /// The tables over several challenges in the same way.
  package var overall: Table {
    withState(
      OverallView.table(of: shown.board().overalls.map { OverallView(table: $0, competition: shown.competition) }))
  }

  private func withState(_ table: Table) -> Table {
    let word =
      switch newest {
      case nil: "live"
      case let newest? where !newest.isOfficial: "provisional"
      case _?: hasChanged ? "official, changed since" : "official"
      }
    var result = Table(
      columns: table.columns + [
        Table.Column("published", "Published"), Table.Column("revision", "Revision", alignment: .trailing),
        Table.Column("held", "Held"),
      ])
    for row in table.rows {
      result.append(
        row + [
          .text(word), newest.map { .integer($0.revision) } ?? .missing, .flag(now.competition.frozenAt != nil),
        ])
    }
    return result
  }

  private var state: String {
    guard let newest else {
      return now.competition.frozenAt == nil
        ? "Nothing is published yet: these are live results." : "Nothing was published before it was held."
    }
    // Results of one challenge say nothing of the others.
    let only = challenge == nil ? newest.challenge.map { " (only \($0))" } ?? "" : ""
    guard newest.isOfficial else { return "Provisional\(only): protests are still possible." }
    let official = "Official\(only): revision \(newest.revision), code \(newest.code)."
    return hasChanged ? official + " What has changed since is not official yet." : official
  }
}
