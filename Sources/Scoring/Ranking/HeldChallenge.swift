/// A challenge with its scored runs, on the way to its tables.
struct HeldChallenge {
  let challenge: Challenge
  let rules: CompiledRules
  private let competition: Competition
  private let runs: [Phase: [Scored]]
  /// Who is disqualified from more than a run by a run of this challenge, or from the competition by any.
  private var outOfAll: Set<Team.ID> = []

  /// The keys that any of its phases is ranked by.
  private let keys: [RankingKey]
  /// Whether it is scored under other rules than its own.
  private let isForced: Bool

  /// Scores the runs of a challenge; `isForced`: under these rules instead of those they are scored under. What an
  /// `earlier` look has scored already is not scored again.
  init(
    _ challenge: Challenge, under rules: CompiledRules, isForced: Bool, logs: [RunLog], of competition: Competition,
    earlier: HeldChallenge? = nil, scoring score: (RunLog) -> Score = { Score(of: $0) }
  ) {
    self.challenge = challenge
    self.rules = rules
    self.competition = competition
    self.isForced = isForced
    let keys = challenge.keys(by: rules.ruleSet)
    self.keys = keys
    let deciding = competition.decidingRuns
    let second = Set(logs.turnsTakenTwice.map(\.other.id))
    let known = earlier?.scored(by: keys) ?? [:]
    runs = Dictionary(grouping: logs, by: \.run.phase).mapValues { logs in
      logs.map { log in
        let log = isForced ? log.rescored(under: rules) : log
        let same = known[log.run.id].flatMap { $0.log.rules === log.rules && $0.log.isSame(as: log) ? $0.run : nil }
        var run = same ?? ScoredRun(log, scoring: score(log), keys: keys)
        run.decidedTie = deciding.contains(log.run.id)
        run.isSecondOfItsTurn = second.contains(log.run.id)
        return Scored(log: log, run: run)
      }
    }
  }

  /// A run's log with its score.
  private struct Scored {
    var log: RunLog
    var run: ScoredRun
  }

  /// What is scored already, if it is by these keys.
  private func scored(by keys: [RankingKey]) -> [Run.ID: Scored] {
    guard !isForced, keys == self.keys else { return [:] }
    return Dictionary(runs.values.joined().map { ($0.log.run.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Who is disqualified from the whole competition by a run of this challenge.
  var outOfCompetition: Set<Team.ID> { teams { $0 == .competition } }

  /// Takes out whom runs have disqualified: these from the competition, others from this challenge.
  mutating func takeOut(_ teams: Set<Team.ID>) { outOfAll = teams.union(self.teams { $0 != .run }) }

  private func teams(whose reach: (DisqualificationScope) -> Bool) -> Set<Team.ID> {
    Set(runs.values.joined().filter { reach($0.run.reach) }.map(\.log.run.team))
  }

  /// Whether an overall table says who reaches its final.
  var qualifiesFromOverall: Bool { plan(of: .final).map { $0.qualifiedFrom != nil } ?? false }

  /// What the plan says of a phase.
  private func plan(of phase: Phase) -> PhasePlan? { challenge.plan(of: phase) }

  /// What opened the final: the first of its openings whose run is there and not void.
  var opening: FinalOpening? {
    competition.finalOpenings.first { opening in
      opening.challenge == challenge.id
        && runs[.final]?.contains { $0.log.run.id == opening.run && !$0.run.score.state.isVoid } == true
    }
  }

  /// A phase nobody planned is shown once it has runs; with no plan at all there are trials.
  private func isShown(_ phase: Phase) -> Bool {
    plan(of: phase) != nil || runs[phase]?.isEmpty == false || (phase == .trials && challenge.phases.isEmpty)
  }

  /// A phase's table, if the phase is shown. Of a final, who qualified for it; of trials, what was known when their
  /// final was opened.
  func table(
    of phase: Phase, qualified: Qualified? = nil, settledUntil then: Competition? = nil
  ) -> Board.Table? {
    guard isShown(phase) else { return nil }
    let plan = plan(of: phase)
    let rule = RankingRule(rules.ruleSet, plan: plan, of: phase)
    let runsOf = Dictionary(grouping: (runs[phase] ?? []).map(\.run), by: \.run.team)
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
    let ties = ties(of: phase, until: then)
    return Board.Table(
      challenge: challenge, phase: phase, rules: rules, plan: plan, rule: rule, qualified: qualified,
      outOfAll: outOfAll, settled: ties, contenders: contenders,
      standings: rule.standings(of: contenders, settled: ties))
  }

  /// The ties that hold in a phase's table, the oldest first: those settled in it, and those settled in the challenge's
  /// own table while that was this one. So a tie is always settled in a table that people see. `then`: what was known
  /// when the final was opened.
  private func ties(of phase: Phase, until then: Competition?) -> [Tie] {
    let known = then.map { then in Set(then.ties.map(\.decision)) }
    return competition.ties.filter { tie, decision in
      tie.table == .phase(challenge.id, phase)
        || (tie.table == .challenge(challenge.id) && (isAlone(phase) || known?.contains(decision) == true))
    }.map(\.tie)
  }

  /// Whether a phase's table is the challenge's own: there is no other, or the final stands apart, or it has not begun.
  private func isAlone(_ phase: Phase) -> Bool {
    guard phase == .trials else { return !isShown(.trials) }
    return !isShown(.final) || plan(of: .final)?.finalRule == .apart || !hasBegun
  }

  /// Whether a run of the final was opened, and not in error.
  private var hasBegun: Bool { runs[.final]?.contains { !$0.run.score.state.isVoid } ?? false }

  /// Who reaches the final; `nil` where nothing is planned for that, or nothing is known yet that could say it.
  func qualified(from trials: Board.Table?, _ overalls: [OverallTable]) -> Qualified? {
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
