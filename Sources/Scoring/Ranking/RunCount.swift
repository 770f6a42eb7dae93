/// Of how many runs a team's result is made, where that is not as many as planned, or not as many as others have.
public struct RunCount: Hashable, Sendable {
  /// The team.
  public var team: Team.ID
  /// How many of its runs could count.
  public var held: Int
  /// How many there were to be: as planned; where nobody has planned any, as many as whoever has most.
  public var expected: Int
  /// How many of its runs nobody came to, where that has no price and so is no run.
  public var missed: Int
}

extension Board.Table {
  /// The teams with a result of fewer runs than it is made of, or of more runs than planned; so that unequal numbers of
  /// runs are never compared in silence.
  public var unequalRuns: [RunCount] {
    let results = standings.compactMap { standing in
      standing.result.map { (standing, rule.incomplete == .notRanked ? $0.whole : $0.held) }
    }
    let most = results.map(\.1).max() ?? 0
    let expected = rule.runs ?? max(rule.aggregation.needed(ofPlanned: nil) ?? 0, most)
    let least = rule.aggregation.needed(ofPlanned: rule.runs) ?? (rule.aggregation.weighsRuns ? most : 1)
    return results.filter { $0.1 < least || $0.1 > expected }.map { standing, held in
      RunCount(
        team: standing.team, held: held, expected: expected, missed: standing.runs.count { $0.exclusion == .noShow })
    }
  }
}
