import EventStore
package import Scoring

/// A team takes part in a challenge's final beyond those that qualify.
package struct AdmitToFinal: OfficialOperation {
  package var team: Team.ID
  package var challenge: Challenge.ID
  package var reason: String

  package init(_ team: Team.ID, of challenge: Challenge.ID, reason: String) {
    self.team = team
    self.challenge = challenge
    self.reason = reason
  }

  /// Why a team is not admitted.
  package enum Refusal: OperationRefusal, Equatable {
    case noFinal(Challenge.ID)
    case notEntered(Team.ID, Challenge.ID)
    /// It withdrew or was disqualified.
    case isOut(Team.ID, Challenge.ID)
    case isIn(Team.ID, Challenge.ID)

    package var problem: String {
      switch self {
      case .noFinal(let challenge): "'\(challenge)' has no final in the plan"
      case .notEntered(let team, let challenge): "\(team) has not entered \(challenge)"
      case .isOut(let team, let challenge): "\(team) is out of \(challenge): it withdrew or was disqualified"
      case .isIn(let team, _): "\(team) is in the final already"
      }
    }
  }

  package func decide(_ situation: Situation, by official: String, at now: Int64) throws -> Records {
    let competition = situation.competition
    _ = (try competition.requireFinal(of: challenge), try competition.require(team))
    guard competition.isEntered(team, in: challenge) else { throw Refusal.notEntered(team, challenge) }
    try competition.require(official, may: .admitToFinal)
    guard competition.isIn(team, challenge) else { throw Refusal.isOut(team, challenge) }
    if situation.board().finalists(of: challenge)?.contains(team) == true { throw Refusal.isIn(team, challenge) }
    return Records(decisions: [.admitted(team, to: challenge, reason: reason)])
  }
}

extension Competition {
  /// The challenge with this short name, if it has a final.
  package func requireFinal(of id: Challenge.ID) throws -> Challenge {
    let challenge = try require(id)
    if challenge.phases.contains(where: { $0.phase == .final }) { return challenge }
    throw AdmitToFinal.Refusal.noFinal(id)
  }
}
