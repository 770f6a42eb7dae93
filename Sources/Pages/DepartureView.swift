package import Operations
package import Reports
package import Scoring

/// What follows when a team goes, or must: places, finals, and runs that will not be held.
package struct DepartureView {
  private let changes: BoardChanges
  private let notHeld: [Slot.ID]
  private let competition: Competition

  /// What is different between the situation before and the one after.
  package init(of team: Team.ID, _ challenge: Challenge.ID?, from before: Situation, to after: Situation) {
    changes = BoardChanges(from: (before.board(), before.logs), to: (after.board(), after.logs))
    competition = after.competition
    notHeld = before.plannedRuns.filter { slot, run in
      slot.team == team && run == nil && (challenge == nil || slot.challenge == challenge)
        && before.competition.isIn(team, slot.challenge) && !after.competition.isIn(team, slot.challenge)
    }.map(\.slot.id)
  }

  /// Whether nothing follows.
  package var isEmpty: Bool { changes.isEmpty && notHeld.isEmpty }

  /// The blocks of a report.
  package var blocks: [Block] {
    var blocks = ChangesView(changes: changes, competition: competition).blocks
    if !notHeld.isEmpty {
      let names = notHeld.map(\.text).joined(separator: ", ")
      blocks.append(.paragraph("\(Words.count(Points(notHeld.count), "planned run")) will not be held: \(names)."))
    }
    return blocks
  }
}
