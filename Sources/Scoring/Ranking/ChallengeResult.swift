/// A challenge's own table: trials and final taken together as its plan says.
///
/// While no run of the final counts yet, the trials' order stands.
public struct ChallengeResult: Sendable {
  /// The challenge.
  public let challenge: Challenge
  /// The trials' table, if there are trials.
  public let trials: Board.Table?
  /// The final's table, if there is a final.
  public let final: Board.Table?
  /// What the final does to the places.
  public let rule: FinalRule
  /// The teams, the first first.
  public let standings: [Standing]

  /// Whether the final changes what the trials say: there are both, and a result of the final counts.
  public var isCombined: Bool { trials != nil && final?.hasResults == true && rule != .apart }

  /// The standing of a team.
  public func standing(of team: Team.ID) -> Standing? { standings.first { $0.team == team } }

  /// A challenge's table from those of its phases. Where it is one phase's table, ties are settled there; `ties` are
  /// those settled in one of trials and final together, the oldest first.
  public init(_ challenge: Challenge, trials: Board.Table?, final: Board.Table?, settled ties: [Tie] = []) {
    self.challenge = challenge
    self.trials = trials
    self.final = final
    rule = final?.plan?.finalRule ?? .decides
    let counts = final?.hasResults == true && rule != .apart
    switch (trials, final) {
    case (nil, nil): standings = []
    case (let trials?, let final?) where counts && rule == .adds:
      standings = ChallengeResult.added(trials, final, ties)
    case (let trials?, let final?) where counts:
      standings = ChallengeResult.ordered(trials, final, rule, ties)
    case (let only?, _), (nil, let only?): standings = only.standings.map { $0.of(only.phase) }
    }
  }

  /// The standings in one of the challenge's tables.
  public func standings(in source: Overall.Source) -> [Standing] {
    switch source {
    case .result: standings
    case .trials: trials?.standings ?? []
    case .final: final?.standings ?? []
    }
  }
}

extension Board.Table {
  /// Whether any team has a place in it.
  public var hasResults: Bool { standings.contains { $0.rank != nil } }
}

extension Standing {
  /// The same, in a challenge's own table.
  func of(_ phase: Phase) -> Standing {
    var standing = self
    standing.phase = phase
    return standing
  }
}
