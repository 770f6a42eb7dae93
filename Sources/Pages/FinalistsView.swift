package import Reports
package import Scoring

/// Who reaches a challenge's final, each with why.
package struct FinalistsView {
  let board: Board
  let challenge: Challenge
  /// How the reader would settle a tie, in the words of the face: a command, a button.
  let settling: String
  /// How the reader would let a team in.
  let admitting: String

  package init(board: Board, challenge: Challenge, settling: String, admitting: String) {
    self.board = board
    self.challenge = challenge
    self.settling = settling
    self.admitting = admitting
  }

  package var table: Table {
    let competition = board.competition
    let plan = challenge.phases.first { $0.phase == .final }
    var table = Table(
      title: "\(challenge.title) · who reaches the final",
      columns: [Table.Column("team", "Team"), Table.Column("name", "Name"), Table.Column("reason", "Why")])
    guard
      let qualified = board.tables.first(where: { $0.challenge.id == challenge.id && $0.phase == .final })?.qualified
    else {
      table.notes.append(
        plan?.qualification == nil
          ? "The plan names no qualification: every team that entered is in." : "Nobody has a result yet.")
      return table
    }
    for finalist in qualified.finalists {
      table.append([
        .text(finalist.team.text), .text(competition.team(finalist.team)?.name ?? ""),
        .text(QualifiedWords.reason(finalist.reason)),
      ])
    }
    let source = plan?.qualifiedFrom.flatMap { competition.overall($0)?.title } ?? "the trials"
    table.notes.append(
      "Rule: \(plan?.qualification?.description ?? "everybody") of \(source); "
        + "\(qualified.places) of \(qualified.participants) teams.")
    table.notes += QualifiedWords.settled(qualified, admitting: admitting)
    if qualified.settled == nil, !qualified.tiedAtTheLine.isEmpty {
      table.notes.append(
        "\(qualified.tiedAtTheLine.map(\.text).joined(separator: ", ")) share the last place: all are in, "
          + "unless the tie is settled (\(settling)).")
    }
    return table
  }
}
