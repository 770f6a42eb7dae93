package import EventStore
package import Scoring

/// A challenge is held under a rule set; every team that is there enters it.
package struct AddChallenge: OfficialOperation {
  package var challenge: Challenge.ID
  package var title: String
  package var rules: RuleSetDocument

  package init(_ challenge: Challenge.ID, title: String, rules: RuleSetDocument) {
    self.challenge = challenge
    self.title = title
    self.rules = rules
  }

  /// Why a challenge is not added.
  package enum Refusal: OperationRefusal, Equatable {
    case noShortName(String)
    case isThere(Challenge.ID)

    package var problem: String {
      switch self {
      case .noShortName(let name): "'\(name)' is no short name; use 1 to 60 of a–z, 0–9 and hyphens"
      case .isThere(let challenge): "there is a challenge '\(challenge)' already; choose another short name"
      }
    }
  }

  /// Throws unless runs can be numbered under this name.
  package static func check(_ name: Challenge.ID) throws(Refusal) {
    if !name.isShortName { throw .noShortName(name.text) }
  }

  package func read(_ reader: StoreReader) throws -> Competition { try reader.competition() }

  package func decide(_ competition: Competition, by official: String, at now: Int64) throws -> Records {
    try AddChallenge.check(challenge)
    try competition.require(official, may: .addChallenges)
    if competition.challenge(challenge) != nil { throw Refusal.isThere(challenge) }
    return Records(
      decisions: [.heldChallenge(challenge, title: title, rules: rules.reference)]
        + competition.teams.map { .enteredChallenge($0.id, challenge) }, ruleSets: [rules])
  }
}
