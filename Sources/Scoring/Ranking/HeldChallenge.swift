/// A challenge with its scored runs, on the way to its tables.
struct HeldChallenge {
  let challenge: Challenge
  let rules: CompiledRules
  private let competition: Competition
  private let runs: [Phase: [ScoredRun]]
  /// Who is disqualified from more than a run by a run of this challenge, or from the competition by any.
  private var outOfAll: Set<Team.ID> = []

  /// Scores the runs of a challenge; `isForced`: under these rules instead of those they are scored under.
  init(
    _ challenge: Challenge, under rules: CompiledRules, isForced: Bool, logs: [RunLog], of competition: Competition,
    scoring score: (RunLog) -> Score
  ) {
    self.challenge = challenge
    self.rules = rules
    self.competition = competition
    let keys = challenge.keys(by: rules.ruleSet)
    let deciding = competition.decidingRuns
    let second = Set(logs.turnsTakenTwice.map(\.other.id))
    runs = Dictionary(grouping: logs, by: \.run.phase).mapValues { logs in
      logs.map { log in
        let log = isForced ? log.rescored(under: rules) : log
        var run = ScoredRun(log, scoring: score(log), keys: keys)
        run.decidedTie = deciding.contains(log.run.id)
        run.isSecondOfItsTurn = second.contains(log.run.id)
        return run
      }
    }
  }

  /// Who is disqualified from the whole competition by a run of this challenge.
  var outOfCompetition: Set<Team.ID> { teams { $0 == .competition } }

  /// Takes out whom runs have disqualified: these from the competition, others from this challenge.
  mutating func takeOut(_ teams: Set<Team.ID>) { outOfAll = teams.union(self.teams { $0 != .run }) }

  private func teams(whose reach: (DisqualificationScope) -> Bool) -> Set<Team.ID> {
    Set(runs.values.joined().filter { reach($0.reach) }.map(\.run.team))
  }

  /// Whether an overall table says who reaches its final.
  var qualifiesFromOverall: Bool { plan(of: .final).map { $0.qualifiedFrom != nil } ?? false }

  /// What the plan says of a phase.
  private func plan(of phase: Phase) -> PhasePlan? { challenge.phases.first { $0.phase == phase } }

  /// The challenge's table. A final that qualifies from an overall table is left out where these are not known yet.
  func result(overalls: [OverallTable]?) -> ChallengeResult {
    let trials = isShown(.trials) ? table(of: .trials, qualified: nil) : nil
    var final: Board.Table?
    if isShown(.final), !qualifiesFromOverall || overalls != nil {
      final = table(of: .final, qualified: qualified(from: trials, overalls ?? []))
    }
    let ties = competition.ties(in: .challenge(challenge.id))
    return ChallengeResult(challenge, trials: trials, final: final, settled: ties)
  }

  /// A phase nobody planned is shown once it has runs; with no plan at all there are trials.
  private func isShown(_ phase: Phase) -> Bool {
    plan(of: phase) != nil || runs[phase]?.isEmpty == false || (phase == .trials && challenge.phases.isEmpty)
  }

  private func table(of phase: Phase, qualified: Qualified?) -> Board.Table {
    let plan = plan(of: phase)
    let rule = RankingRule(rules.ruleSet, plan: plan, of: phase)
    let runsOf = Dictionary(grouping: runs[phase] ?? [], by: \.run.team)
    let contenders = competition.teams.compactMap { team -> Contender? in
      let runs = runsOf[team.id] ?? []
      let isFinalist = qualified?.contains(team.id) ?? true
      if !isFinalist, runs.isEmpty { return nil }
      return Contender(
        team: team.id, runs: runs,
        isEntered: competition.isEntered(team.id, in: challenge.id) || qualified?.contains(team.id) == true,
        hasWithdrawn: competition.withdrawal(of: team.id, from: challenge.id) != nil,
        isDisqualified: competition.disqualification(of: team.id, from: challenge.id) != nil,
        isOutOfAll: outOfAll.contains(team.id))
    }
    let ties = competition.ties(in: .phase(challenge.id, phase))
    return Board.Table(
      challenge: challenge, phase: phase, rules: rules, plan: plan, rule: rule, qualified: qualified,
      outOfAll: outOfAll, standings: rule.standings(of: contenders, settled: ties))
  }

  /// Who reaches the final; `nil` where nothing is planned for that, or nothing is known yet that could say it.
  private func qualified(from trials: Board.Table?, _ overalls: [OverallTable]) -> Qualified? {
    guard let plan = plan(of: .final), let qualification = plan.qualification else { return nil }
    let withdrawn = Set(
      competition.teams.map(\.id).filter { competition.withdrawal(of: $0, from: challenge.id) != nil })
    let admitted = competition.admissions(to: challenge.id).filter { admission in
      !withdrawn.contains(admission.team) && competition.disqualification(of: admission.team, from: challenge.id) == nil
    }.map { (team: $0.team, reason: $0.reason) }
    if let name = plan.qualifiedFrom {
      guard let table = overalls.first(where: { $0.overall.id == name }), table.hasResults else { return nil }
      let candidates = table.standings.map { standing in
        let isOut = competition.disqualification(of: standing.team, from: challenge.id) != nil
        return Qualification.Candidate(
          team: standing.team, rank: standing.rank, value: standing.firstValue(in: table.overall),
          status: isOut ? .disqualified : standing.status, hasWithdrawn: withdrawn.contains(standing.team))
      }
      return qualification.qualified(from: candidates, admitted: admitted)
    }
    guard let trials, trials.hasResults else { return nil }
    return qualification.qualified(
      from: trials.standings, keys: trials.rule.keys, withdrawn: withdrawn, admitted: admitted)
  }
}

extension Challenge {
  /// Every key that ranks one of its phases: where results of two are added, both must have measured it.
  fileprivate func keys(by rules: RuleSet) -> [RankingKey] {
    phases.reduce(into: rules.ranking) { keys, plan in
      for key in plan.ranking ?? [] where !keys.contains(key) { keys.append(key) }
    }
  }
}

extension OverallStanding {
  /// What the table's first key compares: the total, or how many first places there are.
  fileprivate func firstValue(in overall: Overall) -> Points? {
    overall.order == .medals ? Points(count(ofPlace: 1)) : total
  }
}

extension Competition {
  /// The runs that settled a tie.
  fileprivate var decidingRuns: Set<Run.ID> {
    ties.reduce(into: []) { deciding, settled in
      if case .runs(let runs) = settled.tie.method { deciding.formUnion(runs) }
    }
  }
}
