import Operations
package import Reports
package import Scoring

/// A table as a ceremony opens it, from the last place up. Nothing here names a team whose place is not open yet: why a
/// team stands where it stands is told against the next below, which was opened before.
package struct RevealedView {
  /// A team's line.
  package struct Row: Equatable {
    package var rank: Int
    package var isShared: Bool
    package var team: Team.ID
    /// "King's College London, invented".
    package var name: String
    /// "23 achievements, 2 penalised, 9:58.4", "total 42".
    package var result: String
    /// "total: 42 against 32 of kcl"; empty for the last.
    package var reason: String

    /// "=2", "3".
    package var place: String { (isShared ? "=" : "") + "\(rank)" }
    /// The line as text.
    package var text: String {
      ([place + "  " + name, result, reason].filter { !$0.isEmpty }).joined(separator: " · ")
    }
  }

  /// What people call the table.
  package let title: String
  /// The ranked teams, the first first.
  package let rows: [Row]

  package init(_ table: Tie.Place, in board: Board) {
    let competition = board.competition
    func name(_ team: Team.ID) -> String {
      let known = competition.team(team)
      return (known?.name ?? team.text) + (known.map { $0.affiliation.isEmpty ? "" : ", \($0.affiliation)" } ?? "")
    }
    var rows: [Row] = []
    switch table {
    case .overall(let id):
      title = competition.overall(id)?.title ?? id.text
      let ranked = board.overall(id)?.standings.filter { $0.rank != nil } ?? []
      for (index, standing) in ranked.enumerated() {
        let next = ranked.indices.contains(index + 1) ? ranked[index + 1] : nil
        let reason = next.flatMap { next in
          board.overall(id).map { Words.reason(above: next, in: $0.overall) }
        }
        rows.append(
          Row(
            rank: standing.rank!, isShared: standing.isShared, team: standing.team, name: name(standing.team),
            result: standing.total.map { "total \(Words.short($0))" } ?? "", reason: reason ?? ""))
      }
    case .challenge(let id), .phase(let id, _):
      title = competition.challenge(id)?.title ?? id.text
      let result = board.result(of: id)
      let ranked = result?.standings.filter { $0.rank != nil } ?? []
      let keys = ((result?.trials ?? result?.final)?.rule.keys ?? []).filter { $0.measure != .disqualified }
      for (index, standing) in ranked.enumerated() {
        let values = keys.compactMap { key in
          standing.result?.measures.value(of: key.measure).map { RevealedView.value($0, of: key) }
        }
        rows.append(
          Row(
            rank: standing.rank!, isShared: standing.isShared, team: standing.team, name: name(standing.team),
            result: values.joined(separator: ", "),
            reason: ranked.indices.contains(index + 1) ? Words.reason(above: ranked[index + 1]) : ""))
      }
    }
    self.rows = rows
  }

  /// The places, the last first.
  package var places: [Int] { Set(rows.map(\.rank)).sorted(by: >) }

  /// What is open from this place on.
  package func table(from place: Int) -> Table {
    var view = Table(
      title: title,
      columns: [
        Table.Column("place", "Place", alignment: .trailing), .team,
        Table.Column("result", "Result"), Table.Column("decided_by", "Decided by", style: .dim),
      ],
      notes: place > 1 ? ["Places before \(place) are still to come."] : [])
    for row in rows where row.rank >= place {
      view.append([.rank(row.rank, shared: row.isShared), .text(row.name), .text(row.result), .text(row.reason)])
    }
    return view
  }

  private static func value(_ value: Points, of key: RankingKey) -> String {
    switch key.measure {
    case .points: Words.count(value, "point")
    case .achievements: Words.count(value, "achievement")
    case .penalised: "\(Words.number(value)) penalised"
    case .time: Words.time(value)
    case .item, .disqualified: "\(key.title) \(Words.number(value))"
    }
  }
}
