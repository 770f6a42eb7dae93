/// Every challenge of a competition with its standings: derived from decisions and logs, never stored.
public struct Board: Sendable {
  /// The competition.
  public let competition: Competition
  /// The tables, in the order of the plan; practice is never among them.
  public let tables: [Table]

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
    /// The teams, the first first.
    public var standings: [Standing]

    /// The standing of a team.
    public func standing(of team: Team.ID) -> Standing? { standings.first { $0.team == team } }
  }

  /// The board of these logs. `rules` gives the compiled rules of each challenge; a challenge without is left out.
  /// Under `forced` rules every run is scored and ranked by them instead: "what if".
  public init(
    _ competition: Competition, logs: some Sequence<RunLog>, rules: [RuleSetReference: CompiledRules],
    forced: [Challenge.ID: CompiledRules] = [:]
  ) {
    self.competition = competition
    var logsOf: [Challenge.ID: [RunLog]] = [:]
    for log in logs where log.run.phase != .practice { logsOf[log.run.challenge, default: []].append(log) }
    var tables: [Table] = []
    for challenge in competition.challenges {
      guard let rules = forced[challenge.id] ?? rules[challenge.rules] else { continue }
      let logs = logsOf[challenge.id] ?? []
      for phase in Phase.allCases where phase != .practice {
        let plan = challenge.phases.first { $0.phase == phase }
        let inPhase = logs.filter { $0.run.phase == phase }
        // A phase nobody planned is shown once it has runs; with no plan at all there are trials.
        if plan == nil, inPhase.isEmpty, !(phase == .trials && challenge.phases.isEmpty) { continue }
        let rule = RankingRule(rules.ruleSet, plan: plan)
        let runs = inPhase.map { log in
          ScoredRun(forced[challenge.id].map { log.rescored(under: $0) } ?? log, keys: rule.keys)
        }
        let runsOf = Dictionary(grouping: runs, by: \.run.team)
        let contenders = competition.teams.map { team in
          Contender(
            team: team.id, runs: runsOf[team.id] ?? [], isEntered: competition.isEntered(team.id, in: challenge.id),
            hasWithdrawn: competition.withdrawal(of: team.id, from: challenge.id) != nil,
            isDisqualified: competition.disqualification(of: team.id, from: challenge.id) != nil)
        }
        tables.append(
          Table(
            challenge: challenge, phase: phase, rules: rules, plan: plan, rule: rule,
            standings: rule.standings(of: contenders)))
      }
    }
    self.tables = tables
  }
}
