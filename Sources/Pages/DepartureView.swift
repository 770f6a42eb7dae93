package import Operations
package import Reports
import Scoring

/// What follows when a team goes, or must: places, finals, and runs that will not be held.
package struct DepartureView {
  private let changes: BoardChanges
  private let notHeld: [Slot.ID]
  private let competition: Competition

  /// What is different before and after.
  package init(_ departure: Departure, _ change: Change) {
    let (team, challenge, before, after) = (departure.team, departure.challenge, change.before, change.after)
    changes = change.ofBoards
    competition = after.competition
    notHeld = before.plannedRuns.filter { planned in
      let slot = planned.slot
      return slot.team == team && planned.run == nil && (challenge == nil || slot.challenge == challenge)
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
