package import EventStore
package import Scoring

/// All runs of a challenge, those held already too, are scored by other rules from now on.
package struct AdoptRules: OfficialOperation {
  package var challenge: Challenge.ID
  package var ruleSet: RuleSet
  package var document: RuleSetDocument
  package var reason: String

  package init(_ ruleSet: RuleSet, _ document: RuleSetDocument, for challenge: Challenge.ID, reason: String) {
    self.challenge = challenge
    self.ruleSet = ruleSet
    self.document = document
    self.reason = reason
  }

  /// Why rules are not adopted.
  package enum Refusal: OperationRefusal, Equatable {
    case inForceAlready(Challenge.ID, RuleSetReference)

    package var problem: String {
      switch self {
      case .inForceAlready(let challenge, let rules):
        "'\(challenge)' is scored by \(rules.id), edition \(rules.edition), already; nothing is to be adopted"
      }
    }
  }

  package func decide(_ situation: Situation, by official: String, at now: Int64) throws -> Records {
    let challenge = try situation.competition.require(challenge)
    try situation.competition.require(official, may: .adoptRules)
    if challenge.rules == document.reference,
      situation.logs.allSatisfy({ $0.run.challenge != challenge.id || $0.rules.ruleSet == ruleSet })
    {
      throw Refusal.inForceAlready(challenge.id, document.reference)
    }
    return Records(
      decisions: [.adopted(challenge.id, document.reference, reason: reason)], ruleSets: [document])
  }

  package func conclude(_ before: Situation, _ recorded: Recorded, _ reader: StoreReader) throws -> RulesChange {
    try RulesChange(to: ruleSet, of: challenge, in: before)
  }
}

/// What changes when a challenge is scored by other rules.
package struct RulesChange {
  package let challenge: Challenge
  package let competition: Competition
  package let ruleSet: RuleSet
  /// How many runs were held already.
  package let runs: Int
  package let changes: BoardChanges
  /// What is odd about sheets under these rules and was not before; above all entries that mean nothing any more.
  package let findings: [(run: Run.ID, message: String)]

  /// Works it out, without touching anything.
  package init(to ruleSet: RuleSet, of challenge: Challenge.ID, in situation: Situation) throws {
    let challenge = try situation.competition.require(challenge)
    self.challenge = challenge
    self.ruleSet = ruleSet
    competition = situation.competition
    let rules = CompiledRules(ruleSet)
    let logs = situation.logs.map { $0.run.challenge == challenge.id ? $0.rescored(under: rules) : $0 }
    changes = BoardChanges(
      from: (situation.board(), situation.logs), to: (situation.board(forcing: [challenge.id: rules]), logs))
    runs = situation.logs.count { $0.run.challenge == challenge.id }
    let known = Set(situation.logs.flatMap { Score(of: $0).findings.map(\.message) })
    findings = logs.filter { $0.run.challenge == challenge.id }.flatMap { log in
      Score(of: log).findings.map(\.message).filter { !known.contains($0) }.map { (log.run.id, $0) }
    }
  }
}
