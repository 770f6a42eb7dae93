package import Scoring

/// Why a team has no run to come in a phase of a challenge.
package enum NoTurn: Equatable {
  /// It did not enter.
  case notEntered
  /// It withdrew, for this reason.
  case withdrew(String)
  /// The organisers disqualified it, for this reason.
  case disqualified(String)
  /// One of its runs disqualified it from more than that run.
  case disqualifiedByRun
  /// Nobody is in the final yet: the trials have no result.
  case nobodyQualified
  /// These are in the final, and it is not.
  case notInFinal([Team.ID])
  /// It has held all its runs, so many.
  case allHeld(Int)
}

extension Situation {
  /// Why a team has no run to come in a phase of a challenge; `nil` if it has one, or one of its runs is under way.
  package func noTurn(of team: Team.ID, at challenge: Challenge, in phase: Phase, _ board: Board) -> NoTurn? {
    guard competition.isEntered(team, in: challenge.id) else { return .notEntered }
    if let withdrawal = competition.withdrawal(of: team, from: challenge.id) { return .withdrew(withdrawal.reason) }
    if let decision = competition.disqualification(of: team, from: challenge.id) {
      return .disqualified(decision.reason)
    }
    if board.tables.contains(where: { $0.challenge.id == challenge.id && $0.outOfAll.contains(team) }) {
      return .disqualifiedByRun
    }
    let finalists = phase == .final ? board.finalists(of: challenge.id) : nil
    if phase == .final, finalists == nil, challenge.hasQualification { return .nobodyQualified }
    if let finalists, !finalists.contains(team) { return .notInFinal(finalists) }
    let runs = held(challenge.id, phase, team)
    if let planned = planned(phase, of: challenge), numbersToHold(challenge.id, phase, team, upTo: planned).isEmpty,
      runs.allSatisfy(\.state.isFinished)
    {
      return .allHeld(runs.count)
    }
    return nil
  }
}
