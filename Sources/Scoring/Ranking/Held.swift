/// All challenges of a competition with their scored runs, as they are known at one moment: on the way to a board.
struct Held {
  let competition: Competition
  private(set) var challenges: [HeldChallenge]
  /// The counting phases' logs, under the rules that are in force.
  private let logs: [Challenge.ID: [RunLog]]
  private let rules: [RuleSetReference: CompiledRules]

  /// Scores all runs; under `forced` rules instead of their own where there are any. What an `earlier` look at the same
  /// competition has scored already is not scored again; `score` gives what is known otherwise.
  init(
    _ competition: Competition, logs: [Challenge.ID: [RunLog]], rules: [RuleSetReference: CompiledRules],
    forced: [Challenge.ID: CompiledRules] = [:], earlier: Held? = nil,
    scoring score: (RunLog) -> Score = { Score(of: $0) }
  ) {
    self.competition = competition
    self.logs = logs
    self.rules = rules
    challenges = competition.challenges.compactMap { challenge in
      (forced[challenge.id] ?? rules[challenge.rules]).map { rules in
        HeldChallenge(
          challenge, under: rules, isForced: forced[challenge.id] != nil, logs: logs[challenge.id] ?? [],
          of: competition, earlier: earlier?.challenges.first { $0.challenge.id == challenge.id }, scoring: score)
      }
    }
    let outOfCompetition = challenges.reduce(into: Set<Team.ID>()) { $0.formUnion($1.outOfCompetition) }
    for index in challenges.indices { challenges[index].takeOut(outOfCompetition) }
  }

  /// The challenges' tables. Where an overall table says who reaches a final, it is read as it stands without such
  /// finals, so that a final may itself be a part of the table it qualifies from.
  func results() -> [ChallengeResult] {
    let before = overallsBeforeFinals
    return challenges.map { result(of: $0, overalls: before) }
  }

  /// The overall tables of these results.
  func overalls(of results: [ChallengeResult]) -> [OverallTable] {
    competition.overalls.map { OverallTable($0, of: results, in: competition) }
  }

  private var overallsBeforeFinals: [OverallTable] {
    guard challenges.contains(where: \.qualifiesFromOverall) else { return [] }
    return overalls(of: challenges.map { result(of: $0, overalls: nil) })
  }

  /// A challenge's table. A final that qualifies from an overall table is left out where these are not known yet.
  private func result(of held: HeldChallenge, overalls: [OverallTable]?) -> ChallengeResult {
    let opening = held.opening
    let then = opening.map { known(at: $0) }
    let trials = held.table(of: .trials, settledUntil: then?.competition)
    var final: Board.Table?
    if !held.qualifiesFromOverall || overalls != nil {
      var qualified = held.qualified(from: trials, overalls ?? [])
      if let opening, let then, let settled = then.finalists(settledBy: opening, later: self) {
        qualified = settled.told(of: qualified)
      }
      final = held.table(of: .final, qualified: qualified)
    }
    return ChallengeResult(
      held.challenge, trials: trials, final: final, settled: competition.ties(in: .challenge(held.challenge.id)))
  }

  /// What was known when a final was opened: decisions, entries and rules of that moment.
  private func known(at opening: FinalOpening) -> Held {
    let then = competition.known(at: opening)
    var rules = rules
    let before = logs.mapValues { logs in
      logs.compactMap { log -> RunLog? in
        let entries = log.entries.filter(opening.heads.covers)
        // A run is known by its entries.
        if entries.isEmpty { return nil }
        let compiled = then.rules(of: log.run) == competition.rules(of: log.run) ? nil : rules[then.rules(of: log.run)]
        if entries.count == log.entries.count, compiled == nil { return log }
        return RunLog(log.run, under: compiled ?? log.rules, recording: entries)
      }
    }
    // A caller that knows no rules of before has those of now.
    for held in challenges {
      guard let challenge = then.challenge(held.challenge.id), rules[challenge.rules] == nil else { continue }
      rules[challenge.rules] = held.rules
    }
    return Held(then, logs: before, rules: rules, earlier: self)
  }

  /// Who was in a final when it was opened, and who was admitted to it later; `nil` if nothing could say it then. This
  /// is what was known at the opening.
  private func finalists(settledBy opening: FinalOpening, later: Held) -> Qualified? {
    guard let held = challenges.first(where: { $0.challenge.id == opening.challenge }) else { return nil }
    let overalls = held.qualifiesFromOverall ? overallsBeforeFinals : []
    let trials = held.table(of: .trials)
    guard var qualified = held.qualified(from: trials, overalls) else { return nil }
    for admission in later.competition.lateAdmissions(to: opening.challenge, since: competition)
    where !qualified.contains(admission.team) {
      qualified.finalists.append(Qualified.Finalist(team: admission.team, reason: .admitted(admission.reason)))
    }
    qualified.settled = Qualified.Settled(with: opening.run, byNow: [])
    return qualified
  }
}

extension Qualified {
  /// This, which was settled once, beside what would come out now.
  fileprivate func told(of now: Qualified?) -> Qualified {
    var told = self
    told.settled?.byNow = now?.finalists.map(\.team) ?? []
    return told
  }
}
