package import Operations
package import Reports
package import Scoring

/// Who stands where: the tables of a challenge, or of all and those over several.
package struct StandingsPage {
  private let board: Board
  private let scope: Scope
  /// "as of 2025-09-23 14:00 UTC+1", "what if by …": behind the competition's name.
  private let remarks: [String]

  /// Which tables.
  package enum Scope {
    /// Those of a challenge, or of all, in one phase or in both.
    case challenges(Challenge.ID?, Phase?)
    /// Those over several challenges, or one of them with everything that made it.
    case overalls(Overall.ID?)
  }

  package init(_ board: Board, _ scope: Scope, remarks: [String] = []) throws(Unknown) {
    self.board = board
    self.scope = scope
    self.remarks = remarks
    guard case .overalls(let id?) = scope, board.overall(id) == nil else { return }
    throw Unknown(.overallTable, id.text, among: board.overalls.map(\.overall.id.text))
  }

  /// For machines: one table.
  package var table: Table {
    switch scope {
    case .challenges(let challenge, let phase):
      StandingsView.table(of: StandingsView.views(of: board, only: challenge, phase))
    case .overalls: OverallView.table(of: overalls)
    }
  }

  /// For people.
  package var report: Report {
    Report(title: ([board.competition.name] + remarks).joined(separator: ", "), blocks: blocks)
  }

  private var overalls: [OverallView] {
    let tables = board.overalls.filter {
      if case .overalls(let id?) = scope { $0.overall.id == id } else { true }
    }
    return tables.map { OverallView(table: $0, competition: board.competition) }
  }

  private var blocks: [Block] {
    switch scope {
    case .challenges(let challenge, let phase):
      let views = StandingsView.views(of: board, only: challenge, phase).map { Block.table($0.forPeople) }
      // Of one challenge alone nothing is known that could fill the others.
      guard challenge == nil, phase == nil else { return views }
      return views + overalls.map { .table($0.forPeople) } + StandingsView.strays(of: board)
    case .overalls(let id):
      let views = overalls
      if views.isEmpty { return [.paragraph("No table over several challenges is planned.")] }
      return views.map { .table($0.forPeople) } + (id == nil ? [] : views.map { .table($0.working) })
    }
  }
}
