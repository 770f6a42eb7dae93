package import EventStore
package import Scoring

/// The public board stays as it is now, while the log goes on.
package struct FreezeBoard: OfficialOperation {
  package var reason: String

  package init(reason: String) { self.reason = reason }

  /// Why it is not held.
  package enum Refusal: OperationRefusal, Equatable {
    case frozenAlready

    package var problem: String { "the public board is frozen already" }
  }

  package func decide(_ situation: Situation, by official: String, at now: Int64) throws -> Records {
    try situation.competition.require(official, may: .holdBoard)
    if situation.competition.frozenAt != nil { throw Refusal.frozenAlready }
    return Records(decisions: [.froze(situation.heads, reason: reason)])
  }

  /// The tables whose result stands already. The board would tell it, so they are off it until they are revealed.
  package struct Outcome {
    package var over: Set<Tie.Place>
    package var competition: Competition
  }

  package func conclude(_ situation: Situation, _ recorded: Recorded, _ reader: StoreReader) -> Outcome {
    Outcome(over: Ceremony.over(in: situation), competition: situation.competition)
  }
}

/// The public board shows everything again.
package struct OpenBoard: OfficialOperation {
  package init() {}

  /// Why it is not opened.
  package enum Refusal: OperationRefusal, Equatable {
    case notFrozen

    package var problem: String { "the public board is not frozen" }
  }

  package func decide(_ competition: Competition, by official: String, at now: Int64) throws -> Records {
    try competition.require(official, may: .holdBoard)
    if competition.frozenAt == nil { throw Refusal.notFrozen }
    return Records(decisions: [.thawed])
  }

  package func conclude(_ known: Competition, _ recorded: Recorded, _ reader: StoreReader) {}
}
