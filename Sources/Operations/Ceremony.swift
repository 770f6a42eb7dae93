package import Scoring

/// What the public may see of each table while the board is held for a ceremony.
///
/// A table that is to be revealed is off the public board until it has been, and with it every table that it follows
/// from, and every table that follows from it: any of them would tell. To be revealed is what somebody has begun to
/// reveal, and what was over when the board was held: then the board itself would tell the result.
package struct Ceremony {
  private let now: Competition
  private let held: Competition
  private let revealed: [Tie.Place: Int]
  /// What is to be revealed.
  package let tables: Set<Tie.Place>

  /// `held`: the situation at the moment at which the board was held.
  package init(now: Situation, held: Situation) {
    (self.now, self.held) = (now.competition, held.competition)
    revealed = now.competition.revealed
    tables = Set(now.competition.revealed.keys).union(Ceremony.over(in: held))
  }

  /// The challenges and overall tables whose result stands: all their runs are held, and it was not given out yet.
  package static func over(in situation: Situation) -> Set<Tie.Place> {
    let competition = situation.competition
    let board = situation.board()
    func isGivenOut(_ challenge: Challenge.ID?) -> Bool {
      competition.publications.contains {
        $0.publication.isOfficial && ($0.publication.challenge == nil || $0.publication.challenge == challenge)
      }
    }
    let challenges = competition.challenges.filter { challenge in
      let logs = situation.logs.filter { $0.run.challenge == challenge.id && $0.run.phase != .practice }
      return board.result(of: challenge.id)?.standings.contains { $0.rank != nil } == true
        && logs.allSatisfy { $0.state.isFinished || $0.state.isVoid } && situation.runsToHold(of: challenge).isEmpty
    }.map(\.id)
    let overalls = board.overalls.filter { table in
      table.hasResults && competition.challenges(of: table.overall).allSatisfy(challenges.contains)
    }
    return Set(
      challenges.filter { !isGivenOut($0) }.map { Tie.Place.challenge($0) }
        + overalls.filter { _ in !isGivenOut(nil) }.map { .overall($0.overall.id) })
  }

  /// What the public sees of a table.
  package enum Visibility: Equatable {
    /// What stood when the board was held.
    case asHeld
    /// Nothing yet.
    case off
    /// The places from this one on.
    case from(Int)
    /// All of it, as it is now.
    case whole
  }

  /// What the public sees of a challenge's tables, or of an overall table.
  package func visibility(of table: Tie.Place) -> Visibility {
    if let place = revealed[table] { return place <= 1 ? .whole : .from(place) }
    let related = tables.filter { $0 == table || areRelated($0, table) }
    if related.contains(where: { (revealed[$0] ?? .max) > 1 }) { return .off }
    return related.isEmpty ? .asHeld : .whole
  }

  private func areRelated(_ a: Tie.Place, _ b: Tie.Place) -> Bool {
    switch (a, b) {
    case (.challenge(let challenge), .overall(let overall)), (.overall(let overall), .challenge(let challenge)):
      // What was planned since tells of nothing that was there before.
      let competition = held.overall(overall) != nil && held.challenge(challenge) != nil ? held : now
      guard let overall = competition.overall(overall) else { return false }
      return competition.challenges(of: overall).contains(challenge)
        || competition.challenge(challenge)?.phases.contains { $0.qualifiedFrom == overall.id } == true
    default: return false
    }
  }
}

extension Competition {
  /// The challenges that a table over several looks at.
  fileprivate func challenges(of overall: Overall) -> [Challenge.ID] {
    let named = overall.parts.flatMap(\.challenges)
    let isAll = overall.parts.isEmpty || overall.parts.contains { $0.challenges.isEmpty }
    return isAll ? challenges.map(\.id) : named
  }
}
