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

/// What changes when a challenge, or one run of it, is scored by other rules.
package struct RulesChange {
  package let challenge: Challenge
  /// The run, where it is only about one.
  package let only: Run.ID?
  package let competition: Competition
  package let ruleSet: RuleSet
  /// How many runs were held already.
  package let runs: Int
  package let changes: BoardChanges
  /// What is odd about sheets under these rules and was not before; above all entries that mean nothing any more.
  package let findings: [Oddity]

  /// What is odd about a run's sheet.
  package struct Oddity {
    package var run: Run.ID
    package var message: String
  }

  /// Works it out, without touching anything.
  package init(
    to ruleSet: RuleSet, of challenge: Challenge.ID, only: Run.ID? = nil, in situation: Situation
  ) throws {
    let challenge = try situation.competition.require(challenge)
    if let only { _ = try situation.log(of: only) }
    self.challenge = challenge
    self.only = only
    self.ruleSet = ruleSet
    competition = situation.competition
    let rules = CompiledRules(ruleSet)
    func isMeant(_ log: RunLog) -> Bool { log.run.challenge == challenge.id && (only == nil || log.run.id == only) }
    let logs = situation.logs.map { isMeant($0) ? $0.rescored(under: rules) : $0 }
    changes =
      Change(
        before: situation, after: Situation(situation, logs: logs), forcing: only == nil ? [challenge.id: rules] : [:]
      ).ofBoards
    runs = situation.logs.count(where: isMeant)
    let known = Set(situation.logs.flatMap { Score(of: $0).findings.map(\.message) })
    findings = logs.filter(isMeant).flatMap { log in
      Score(of: log).findings.map(\.message).filter { !known.contains($0) }
        .map { Oddity(run: log.run.id, message: $0) }
    }
  }
}
