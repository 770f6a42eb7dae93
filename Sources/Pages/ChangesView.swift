package import Operations
package import Reports
package import Scoring

/// What would be, or is, different: for re-scores, protests, revisions and "what if".
package struct ChangesView {
  package let changes: BoardChanges
  package let competition: Competition

  package init(changes: BoardChanges, competition: Competition) {
    self.changes = changes
    self.competition = competition
  }

  /// The changed runs and the changed places as two tables, or one sentence.
  package var blocks: [Block] {
    if changes.isEmpty { return [.paragraph("Nothing changes: every score and every place stays.")] }
    var blocks: [Block] = []
    if !changes.runs.isEmpty { blocks.append(.table(runs)) }
    if !changes.places.isEmpty { blocks.append(.table(places)) }
    if !changes.finals.isEmpty { blocks.append(.table(finals)) }
    blocks.append(.paragraph(summary))
    return blocks
  }

  /// "3 scores, 2 places and 1 medal change."
  package var summary: String {
    let medals = changes.places.filter(\.isMedal).count
    let finals = changes.finals.isEmpty ? [] : ["who is in \(Words.count(Points(changes.finals.count), "final"))"]
    return
      ([
        Words.count(Points(changes.runs.count), "score"), Words.count(Points(changes.places.count), "place"),
        "\(Words.count(Points(medals), "place")) on the podium",
      ] + finals).joined(separator: ", ") + ": that is what changes."
  }

  private var runs: Table {
    var table = Table(
      title: "Changed scores",
      columns: [
        Table.Column("run", "Run"), Table.Column("team", "Team"), Table.Column("before", "Before"),
        Table.Column("after", "After"),
      ])
    for change in changes.runs {
      table.append([
        .text(change.run.id.text), .text(name(change.run.team)), outcome(change.before, change),
        outcome(change.after, change),
      ])
    }
    return table
  }

  private var places: Table {
    var table = Table(
      title: "Changed places",
      columns: [
        Table.Column("table", "Table"), Table.Column("team", "Team"),
        Table.Column("before", "Before", alignment: .trailing), Table.Column("after", "After", alignment: .trailing),
        Table.Column("podium", "Podium"),
      ])
    for change in changes.places {
      table.append([
        .text(Words.table(change.table, in: competition)), .text(name(change.team)), position(change.before),
        position(change.after), .flag(change.isMedal),
      ])
    }
    return table
  }

  private var finals: Table {
    var table = Table(
      title: "Who is in a final",
      columns: [
        Table.Column("challenge", "Challenge"), Table.Column("before", "Before"), Table.Column("after", "After"),
      ])
    func names(_ teams: [Team.ID]?) -> Cell {
      teams.map { .text($0.isEmpty ? "nobody" : $0.map(\.text).joined(separator: ", ")) } ?? .missing
    }
    for change in changes.finals {
      let title = competition.challenge(change.challenge)?.title ?? change.challenge.text
      table.append([.text(title), names(change.before), names(change.after)])
    }
    return table
  }

  private func name(_ team: Team.ID) -> String { Words.team(team, in: competition) }

  private func position(_ position: BoardChanges.Position?) -> Cell { position.map { .text($0.text) } ?? .missing }

  private func outcome(_ score: Score?, _ change: BoardChanges.RunChange) -> Cell {
    guard let score else { return .missing }
    if let reason = score.state.voidReason { return .text("void: \(reason)") }
    guard let finish = score.state.finish else { return .text(score.state.word) }
    if finish == .noShow || finish == .invalid { return .text(finish.words) }
    // Many sheets of this family give no points at all.
    let hasPoints = [change.before, change.after].contains { ($0?.total ?? .zero) != .zero }
    var words = hasPoints ? "\(Words.count(score.total, "point")), " : ""
    words += "\(Words.count(Points(score.achievements), "achievement")), \(score.penalised) penalised"
    if let time = score.time { words += ", \(time)" }
    return .text(words + (score.isDisqualified ? ", disqualified" : ""))
  }
}

extension Words {
  /// A table's name for people: "Coffee shop orders · trials".
  package static func table(_ table: Tie.Place, in competition: Competition) -> String {
    func title(_ id: Challenge.ID) -> String { competition.challenge(id)?.title ?? id.text }
    switch table {
    case .phase(let challenge, let phase): return "\(title(challenge)) · \(phase.rawValue)"
    case .challenge(let challenge): return "\(title(challenge)) · result"
    case .overall(let overall): return competition.overall(overall)?.title ?? overall.text
    }
  }
}
