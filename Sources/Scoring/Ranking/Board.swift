/// Every challenge of a competition with its standings: derived from decisions and logs, never stored.
public struct Board: Sendable {
  /// The competition.
  public let competition: Competition
  /// The tables of the phases, in the order of the plan; practice is never among them.
  public let tables: [Table]
  /// The challenges' own tables, trials and final taken together, in the order of the plan.
  public let results: [ChallengeResult]
  /// The tables over several challenges, in the order of the plan.
  public let overalls: [OverallTable]
  /// Who gets the special awards, in the order of the plan.
  public let awards: [AwardOutcome]

  /// Runs that count in no table: of a team that nobody entered, or of a challenge that is not held.
  public let strays: [Stray]

  /// The standings of one phase of a challenge.
  public struct Table: Sendable {
    /// The challenge.
    public var challenge: Challenge
    /// The phase.
    public var phase: Phase
    /// The rules the challenge is held under now.
    public var rules: CompiledRules
    /// What the plan says of the phase.
    public var plan: PhasePlan?
    /// How it is ranked.
    public var rule: RankingRule
    /// Of a final, who reached it and why, once there is something to say it; only they are in the table, and whoever
    /// ran in it all the same.
    public var qualified: Qualified?
    /// Who was disqualified from all of the challenge by a run in any of its phases, or by one of another challenge.
    public var outOfAll: Set<Team.ID> = []
    /// The ties that were settled in it, the oldest first.
    public var settled: [Tie] = []
    /// Who is ranked, before it was: for what would be.
    var contenders: [Contender] = []
    /// The teams, the first first.
    public var standings: [Standing]

    /// The standing of a team.
    public func standing(of team: Team.ID) -> Standing? { standings.first { $0.team == team } }
  }

  /// A challenge's own table.
  public func result(of challenge: Challenge.ID) -> ChallengeResult? {
    results.first { $0.challenge.id == challenge }
  }

  /// Who reaches a challenge's final; `nil` where everybody does, or nothing can be said yet.
  public func finalists(of challenge: Challenge.ID) -> [Team.ID]? {
    result(of: challenge)?.final?.qualified?.finalists.map(\.team)
  }

  /// The table over several challenges with this short name.
  public func overall(_ id: Overall.ID) -> OverallTable? { overalls.first { $0.overall.id == id } }

  /// The board of these logs. `rules` gives the compiled rules of each challenge, and of what it was held under before;
  /// a challenge without is left out. Under `forced` rules every run is scored and ranked by them instead: "what if".
  /// `score` gives a log's score where it may be known already.
  public init(
    _ competition: Competition, logs: some Sequence<RunLog>, rules: [RuleSetReference: CompiledRules],
    forced: [Challenge.ID: CompiledRules] = [:], scoring score: (RunLog) -> Score = { Score(of: $0) }
  ) {
    self.competition = competition
    strays = logs.filter { $0.run.phase != .practice && !$0.state.isVoid }.map(\.run).sorted { $0.id < $1.id }
      .compactMap(competition.stray)
    var logsOf: [Challenge.ID: [RunLog]] = [:]
    for log in logs where log.run.phase != .practice { logsOf[log.run.challenge, default: []].append(log) }
    let held = Held(competition, logs: logsOf, rules: rules, forced: forced, scoring: score)
    let results = held.results()
    let overalls = held.overalls(of: results)
    self.results = results
    self.overalls = overalls
    tables = results.flatMap { [$0.trials, $0.final].compactMap { $0 } }
    awards = competition.awards.map { AwardOutcome($0, overalls: overalls, results: results, in: competition) }
  }
}
