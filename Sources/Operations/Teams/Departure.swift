package import EventStore
package import Scoring

/// A team goes, or must.
package struct Departure: OfficialOperation {
  package var team: Team.ID
  /// Only from this challenge; `nil`: from the competition.
  package var challenge: Challenge.ID?
  package var kind: Kind
  package var reason: String

  /// How it goes.
  package enum Kind: Sendable { case withdrawal, disqualification }

  package init(_ kind: Kind, of team: Team.ID, from challenge: Challenge.ID? = nil, reason: String) {
    self.kind = kind
    self.team = team
    self.challenge = challenge
    self.reason = reason
  }

  /// Why it is not recorded.
  package enum Refusal: OperationRefusal, Equatable {
    case needsReason

    package var problem: String { "a reason is needed" }
  }

  var ruling: Decision.Ruling {
    switch kind {
    case .withdrawal: .withdrew(team, from: challenge, reason: reason)
    case .disqualification: .disqualified(team, from: challenge, reason: reason)
    }
  }

  package func decide(_ situation: Situation, by official: String, at now: Int64) throws -> Records {
    guard reason.saysSomething else { throw Refusal.needsReason }
    try situation.competition.require(official, may: .decideAboutTeams)
    try requireNames(in: situation.competition)
    return Records(decisions: [ruling])
  }

  private func requireNames(in competition: Competition) throws {
    _ = try competition.require(team)
    if let challenge { _ = try competition.require(challenge) }
  }

  package func conclude(_ before: Situation, _ recorded: Recorded, _ reader: StoreReader) throws -> Change {
    Change(before: before, after: try Situation(reader))
  }

  /// What would follow, without touching anything.
  package func imagined(in situation: Situation) throws -> Change {
    try requireNames(in: situation.competition)
    return Change(before: situation, after: Situation(situation, deciding: [ruling]))
  }
}

/// The competition before something was recorded, or imagined, and after.
package struct Change {
  package var before: Situation
  package var after: Situation
  /// The rules that are forced on a challenge afterwards.
  var forced: [Challenge.ID: CompiledRules] = [:]

  package init(before: Situation, after: Situation, forcing forced: [Challenge.ID: CompiledRules] = [:]) {
    self.before = before
    self.after = after
    self.forced = forced
  }

  /// Every score and every place that is different.
  package var ofBoards: BoardChanges {
    BoardChanges(from: (before.board(), before.logs), to: (after.board(forcing: forced), after.logs))
  }
}
