/// What a team must score in one run more to reach a place, if the others stay where they are.
public struct NeededResult: Equatable, Sendable {
  /// The measure that is asked for: the ranking's first key that a run can raise.
  public var key: RankingKey
  /// The least value that can be enough: with no penalised behaviour, in no time. `nil`: no value is enough.
  public var atBest: Points?
  /// The least value that is enough whatever else happens in the run, short of a disqualification. `nil`: none is.
  public var forSure: Points?
  /// Whether even the worst run is enough.
  public var isAnyEnough: Bool

  /// What `team` needs in one run more for `place` in a phase's table; `nil` where the ranking asks for nothing that a
  /// run can raise (the shortest time first).
  public init?(for team: Team.ID, place: Int, in table: Board.Table) {
    guard let key = table.rule.keys.first(where: { $0.greaterIsBetter && $0.measure != .disqualified }),
      table.rule.keys.prefix(while: { $0 != key }).allSatisfy({ $0.measure == .disqualified })
    else { return nil }
    self.key = key
    let most = NeededResult.most(of: key, under: table.rules)
    func reaches(_ value: Points, _ rest: Rest) -> Bool {
      NeededResult.place(of: team, with: value, of: key, rest, in: table).map { $0 <= place } ?? false
    }
    atBest = NeededResult.least(upTo: most) { reaches($0, .best) }
    forSure = NeededResult.least(upTo: most) { reaches($0, .worst) }
    isAnyEnough = reaches(-1_000_000, .worst)
  }

  /// How the rest of the run goes.
  private enum Rest { case best, worst }

  /// The least whole value that is enough; more is never worse.
  private static func least(upTo most: Int, _ isEnough: (Points) -> Bool) -> Points? {
    guard isEnough(Points(most)) else { return nil }
    var (low, high) = (-1, most)
    while high - low > 1 {
      let middle = (low + high) / 2
      if isEnough(Points(middle)) { high = middle } else { low = middle }
    }
    return Points(high)
  }

  /// The most that a run can have of what a key compares; where the sheet has no end, more than anybody ever had.
  private static func most(of key: RankingKey, under rules: CompiledRules) -> Int {
    switch key.measure {
    case .points: rules.ruleSet.maximum.map { max(0, Int($0.rounded(to: 1, .up).numerator)) } ?? 1_000_000
    case .achievements: rules.ruleSet.mostAchievements ?? 1_000_000
    default: 1_000_000
    }
  }

  private static func place(
    of team: Team.ID, with value: Points, of key: RankingKey, _ rest: Rest, in table: Board.Table
  ) -> Int? {
    let contenders = table.standings.map { standing in
      Contender(
        team: standing.team,
        runs: standing.team == team
          ? standing.runs + [ScoredRun(imagined: value, of: key, isBest: rest == .best, by: team, in: table)]
          : standing.runs,
        isEntered: standing.team == team || standing.status != .notEntered,
        hasWithdrawn: standing.status == .withdrawn && standing.team != team,
        isDisqualified: standing.status == .disqualified && standing.result?.isDisqualified != true,
        isOutOfAll: table.outOfAll.contains(standing.team))
    }
    return table.rule.standings(of: contenders).first { $0.team == team }?.rank
  }
}

extension RuleSet {
  /// Every achievement at its limit, at each place; `nil` if one has no limit.
  fileprivate var mostAchievements: Int? {
    var sum = 0
    for item in items where item.kind == .achievement && item.modifies == nil && item.isEntered {
      guard let most = item.levels.map(\.count).max() ?? (item.isValued ? nil : item.limit) else { return nil }
      sum += most * (instances.first { $0.id == item.per }?.instances.count ?? 1)
    }
    return sum
  }
}

extension ScoredRun {
  /// A run that nobody has held: so much of one measure, and the best or the worst of everything else.
  fileprivate init(imagined value: Points, of key: RankingKey, isBest: Bool, by team: Team.ID, in table: Board.Table) {
    var state = RunState()
    state.isStarted = true
    state.finish = .completed
    let longest = table.rules.ruleSet.timeLimit ?? .longest
    var score = Score(state: state)
    score.time = isBest ? .zero : longest
    let run = Run(
      id: "imagined", challenge: table.challenge.id, team: team, phase: table.phase, number: 9999,
      rules: table.challenge.rules)
    self.init(run, scoring: score, under: table.rules, keys: table.rule.keys)
    measures.penalised = isBest ? .zero : 9999
    for other in table.rule.keys {
      let best: Points = other.greaterIsBetter == isBest ? 9999 : .zero
      switch other.measure {
      case .points: measures.points = best
      case .achievements: measures.achievements = best
      case .item(let item): measures.items[item] = best
      case .time, .penalised, .disqualified: break
      }
    }
    switch key.measure {
    case .points: measures.points = value
    case .achievements: measures.achievements = value
    case .item(let item): measures.items[item] = value
    default: break
    }
  }
}
