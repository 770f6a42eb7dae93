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
    _ challenge: Challenge, under rules: CompiledRules, isForced: Bool, logs: [RunLog], of competition: Competition
  ) {
    self.challenge = challenge
    self.rules = rules
    self.competition = competition
    let keys = challenge.keys(by: rules.ruleSet)
    let deciding = competition.decidingRuns
    let second = Set(logs.turnsTakenTwice.map(\.other.id))
    runs = Dictionary(grouping: logs, by: \.run.phase).mapValues { logs in
      logs.map { log in
        var run = ScoredRun(isForced ? log.rescored(under: rules) : log, keys: keys)
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
    return ChallengeResult(
      challenge, trials: trials, final: final, settled: competition.ties(in: .challenge(challenge.id)))
  }

  /// A phase nobody planned is shown once it has runs; with no plan at all there are trials.
  private func isShown(_ phase: Phase) -> Bool {
    plan(of: phase) != nil || runs[phase]?.isEmpty == false || (phase == .trials && challenge.phases.isEmpty)
  }

  private func table(of phase: Phase, qualified: Qualified?) -> Board.Table {
    let plan = plan(of: phase)
    let rule = RankingRule(rules.ruleSet, plan: plan)
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
    let ties = ties(of: phase)
    return Board.Table(
      challenge: challenge, phase: phase, rules: rules, plan: plan, rule: rule, qualified: qualified,
      outOfAll: outOfAll, settled: ties, standings: rule.standings(of: contenders, settled: ties))
  }

  /// The ties that hold in a phase's table, the oldest first: those settled in it, and those settled in the challenge's
  /// own table while that was this one. So a tie is always settled in a table that people see.
  private func ties(of phase: Phase) -> [Tie] {
    competition.ties.map(\.tie).filter { tie in
      tie.table == .phase(challenge.id, phase) || (tie.table == .challenge(challenge.id) && isAlone(phase))
    }
  }

  /// Whether a phase's table is the challenge's own: there is no other, or the final stands apart, or it has not begun.
  private func isAlone(_ phase: Phase) -> Bool {
    guard phase == .trials else { return !isShown(.trials) }
    return !isShown(.final) || plan(of: .final)?.finalRule == .apart || !hasBegun
  }

  /// Whether a run of the final was opened, and not in error.
  private var hasBegun: Bool { runs[.final]?.contains { !$0.score.state.isVoid } ?? false }

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
