import Operations
package import Reports
package import Scoring

/// The ties that were settled and whether they still hold, and the places still shared.
package struct TiesView {
  private let board: Board

  package init(_ board: Board) { self.board = board }

  package var table: Table {
    Table(
      title: "Ties",
      columns: [
        Column.text("table", "Table") { $0.table }, Column.text("teams", "Teams") { $0.teams },
        Column.text("settled_by", "Settled by") { $0.settledBy }, Column.text("reason", "Reason") { $0.reason },
        Column("decision", "Decision") { $0.decision.map { .text($0) } ?? .missing },
        Column("holds", "Holds") { $0.holds.map { .text($0) } ?? .missing },
      ], of: settled + shared)
  }

  /// A shared place, settled or not.
  private struct Row {
    var table: String
    var teams: String
    var settledBy: String
    var reason = ""
    var decision: String?
    var holds: String?
  }

  private var settled: [Row] {
    board.competition.ties.map { tie, decision in
      Row(
        table: Words.table(tie.table, in: board.competition), teams: tie.order.map(\.text).joined(separator: ", "),
        settledBy: tie.method.words, reason: tie.reason, decision: decision.text,
        holds: board.holds(tie) ? "yes" : "no: they are not tied as they were")
    }
  }

  private var shared: [Row] {
    board.positions.flatMap { list in
      Dictionary(grouping: list.teams.filter { $0.position.isShared }) { $0.position.rank ?? 0 }
        .sorted { $0.key < $1.key }.map { rank, teams in
          Row(
            table: Words.table(list.table, in: board.competition),
            teams: teams.map(\.team.text).joined(separator: ", "), settledBy: "shared place \(rank)")
        }
    }
  }
}
