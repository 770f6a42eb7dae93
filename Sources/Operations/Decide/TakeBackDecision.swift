package import EventStore
package import Scoring

/// A decision is taken back; it stays visible, struck out.
package struct TakeBackDecision: OfficialOperation {
  package var decision: Decision.ID
  package var reason: String

  package init(_ decision: Decision.ID, reason: String) {
    self.decision = decision
    self.reason = reason
  }

  /// Why a decision stays.
  package enum Refusal: OperationRefusal, Equatable {
    case takenBackAlready(Decision.ID, by: Decision.ID)
    case isTakingBack(Decision.ID)
    case isPublication(Decision.ID)
    case isOnTheSheet(of: Run.ID, Protest.ID)
    case lastName(Decision.ID)
    case runRestsOn(Decision.ID, Run)

    package var problem: String {
      switch self {
      case .takenBackAlready(let decision, let by): "decision \(decision) was taken back already, by \(by)"
      case .isTakingBack(let decision):
        "\(decision) takes a decision back; that is not taken back itself: decide it again"
      case .isPublication: "what was published stays published; mend the results and publish a new revision"
      case .isOnTheSheet(let run, let protest):
        "the answer to protest \(protest) and its corrections are on the sheet of run \(run)"
      case .lastName: "a competition needs its name"
      case .runRestsOn(let decision, let run):
        "run \(run.id) of team '\(run.team)' at '\(run.challenge)' rests on \(decision)"
      }
    }
  }

  package func decide(_ situation: Situation, by official: String, at now: Int64) throws -> Records {
    let target = try situation.requireDecision(decision)
    for case (let other, .retracted(target.id, _)) in situation.decisions.map({ ($0, $0.ruling) }) {
      throw Refusal.takenBackAlready(target.id, by: other.id)
    }
    switch target.ruling {
    // One that took nothing back, since its decision never came, may go.
    case .retracted(let first, _) where situation.decisions.contains { $0.id == first }:
      throw Refusal.isTakingBack(target.id)
    case .published: throw Refusal.isPublication(target.id)
    case .decidedProtest(let protest, _, _):
      if case .run(let run)? = situation.protests.first(where: { $0.id == protest })?.subject {
        throw Refusal.isOnTheSheet(of: run, protest)
      }
    default: break
    }
    try situation.competition.require(official, may: .takeBackDecisions)
    return Records(decisions: [.retracted(target.id, reason: reason)])
  }

  /// Nothing that was held may hang in the air without the decision.
  package func conclude(_ before: Situation, _ recorded: Recorded, _ reader: StoreReader) throws {
    let competition = try reader.competition()
    if competition.name.isEmpty { throw Refusal.lastName(decision) }
    for run in before.runs.map(\.run)
    where competition.challenge(run.challenge) == nil || competition.team(run.team) == nil
      || !competition.isEntered(run.team, in: run.challenge)
    {
      throw Refusal.runRestsOn(decision, run)
    }
  }
}

extension Situation {
  /// The decision of this name.
  package func requireDecision(_ id: Decision.ID) throws(Unknown) -> Decision {
    if let decision = decisions.first(where: { $0.id == id }) { return decision }
    throw Unknown(.decision, id.text, among: decisions.map(\.id.text))
  }
}
