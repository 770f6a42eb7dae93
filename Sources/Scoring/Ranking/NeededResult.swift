/// What one run more must come to for a team to reach a place, if nobody else's result changes and the run is not a
/// disqualification.
///
/// Rankings compare key after key. So what is needed is a limit for the first key; better than that is enough, whatever
/// the later keys are. Just at it the second key must be at its own limit or better, and so on. Less is not enough.
public struct NeededResult: Equatable, Sendable {
  /// The limits, in the order of the keys; empty where any run is enough. `nil`: no single run is enough.
  public var limits: [Limit]?
  /// Whether another team has the place too, if the run is at every limit exactly, whatever the later keys are.
  public var isShared: Bool

  /// How far a run must come in one key.
  public struct Limit: Equatable, Sendable {
    /// The key.
    public var key: RankingKey
    /// The least value that can be enough, or where less is better the greatest.
    public var value: Points
    /// The next better value, which is enough whatever the later keys are; `nil` if there is none. Where a time is
    /// rounded, all values before it are the limit's equals.
    public var better: Points?
    /// A limit.
    public init(key: RankingKey, value: Points, better: Points?) {
      self.key = key
      self.value = value
      self.better = better
    }
  }

  /// Whether any run is enough, the worst too.
  public var isAnyEnough: Bool { limits?.isEmpty == true }

  /// Whether a run of these values is enough; a missing value is worse than any.
  public func isEnough(_ value: (RankingKey) -> Points?) -> Bool {
    guard let limits else { return false }
    for limit in limits {
      guard let own = value(limit.key) else { return false }
      func isAsGood(as other: Points) -> Bool { limit.key.greaterIsBetter ? own >= other : own <= other }
      if let better = limit.better, isAsGood(as: better) { return true }
      // Where times are rounded, all from the limit to the better one are the limit's equals.
      guard isAsGood(as: limit.value) else { return false }
    }
    return true
  }

  /// What `team` needs in one run more for `place` in a phase's table.
  public init(for team: Team.ID, place: Int, in table: Board.Table) {
    var scales: [Scale] = []
    for key in table.rule.keys where key.measure != .disqualified && !scales.contains(where: { $0.key == key }) {
      scales.append(Scale(of: key, under: table.rules.ruleSet))
    }
    func standing(_ values: [Points]) -> Standing? {
      let run = ScoredRun(imagined: Array(zip(scales.map(\.key), values)), by: team, in: table)
      return table.standings(with: run, of: team).first { $0.team == team }
    }
    func reaches(_ values: [Points]) -> Bool { standing(values)?.rank.map { $0 <= place } ?? false }
    self.init(scales, reaches: reaches) { standing($0)?.isShared ?? false }
  }

  private init(_ scales: [Scale], reaches: ([Points]) -> Bool, isShared: ([Points]) -> Bool) {
    let (best, worst) = (scales.map { $0.value(at: $0.steps) }, scales.map(\.worst))
    self.isShared = false
    limits = nil
    guard reaches(best) else { return }
    var (limits, values): ([Limit], [Points]) = ([], [])
    for (index, scale) in scales.enumerated() {
      let (better, worse) = (best[(index + 1)...], worst[(index + 1)...])
      if reaches(values + worst[index...]) { break }
      // The fewest steps up from the worst value with which it can be reached.
      var (low, high) = (-1, scale.steps)
      while high - low > 1 {
        let middle = (low + high) / 2
        if reaches(values + [scale.value(at: middle)] + better) { high = middle } else { low = middle }
      }
      let value = scale.value(at: high)
      var next = high + 1
      if scale.key.step != nil {
        // Some values are the limit's equals: the next one is the first that is enough whatever the later keys are.
        var top = scale.steps + 1
        while next < top {
          let middle = (next + top) / 2
          if reaches(values + [scale.value(at: middle)] + worse) { top = middle } else { next = middle + 1 }
        }
      }
      limits.append(Limit(key: scale.key, value: value, better: next <= scale.steps ? scale.value(at: next) : nil))
      values.append(value)
      if reaches(values + worse) { break }
    }
    self.limits = limits
    let later = values.count...
    self.isShared = !limits.isEmpty && isShared(values + worst[later]) && isShared(values + best[later])
  }
}

/// The values that a run can have of what a key compares, from the worst to the best.
private struct Scale {
  var key: RankingKey
  var worst: Points
  private var step: Points
  /// How many steps there are from the worst to the best.
  var steps: Int

  func value(at step: Int) -> Points { worst + self.step * Points(step) }

  init(of key: RankingKey, under rules: RuleSet) {
    let endless = Points(1_000_000)
    var (least, most, step) = (Points.zero, endless, Points(1))
    switch key.measure {
    case .points:
      (least, most, step) = (rules.floor ?? -endless, rules.attainable ?? endless, rules.pointStep)
    case .achievements: most = rules.mostSeen(.achievement).map { Points($0) } ?? endless
    case .penalised: most = rules.mostSeen(.penalised).map { Points($0) } ?? 9999
    case .time: most = Points(Int((rules.timeLimit ?? .longest).count))
    case .item(let id):
      guard let item = rules.item(id) else { break }
      if item.isValued {
        (least, most) = (item.scale?.lowerBound ?? -endless, item.scale?.upperBound ?? endless)
        step = item.unit == .count ? 1 : Points(1, over: 1000)
      } else {
        most = rules.mostSeen(of: item).map { Points($0) } ?? endless
      }
    case .disqualified: break
    }
    self.key = key
    let count = max(0, Int(((max(most, least) - least) / step).rounded(to: 1, .down).numerator))
    steps = count
    worst = key.greaterIsBetter ? least : least + step * Points(count)
    self.step = key.greaterIsBetter ? step : -step
  }
}

extension RuleSet {
  /// The most points of a run; `nil` where that has no end, or cannot be told.
  fileprivate var attainable: Points? {
    // What multiplies is no part of a printed maximum.
    let multiplies = items.contains { item in
      switch item.worth {
      case .percent, .factor: true
      default: false
      }
    }
    return multiplies ? nil : maximum.map { max(.zero, $0) }
  }

  /// The least points of a run, if nothing lies outside its floor.
  fileprivate var floor: Points? { items.contains(where: \.isExempt) ? nil : total.floor }

  /// What points differ by at least.
  fileprivate var pointStep: Points {
    if let rounding = total.rounding { return rounding.step }
    return (0..<decimals).reduce(Points(1)) { step, _ in step / 10 }
  }

  /// Every line of a kind at its limit, at each place; `nil` if one has no limit.
  fileprivate func mostSeen(_ kind: Item.Kind) -> Int? {
    var sum = 0
    for item in items where item.kind == kind && item.modifies == nil && item.isEntered {
      guard let most = mostSeen(of: item) else { return nil }
      sum += most
    }
    return sum
  }

  /// A line at its limit, at each place; `nil` if it has none.
  fileprivate func mostSeen(of item: Item) -> Int? {
    guard let most = item.levels.map(\.count).max() ?? (item.isValued ? nil : item.limit) else { return nil }
    return most * (instances.first { $0.id == item.per }?.instances.count ?? 1)
  }
}

extension Board.Table {
  /// The standings as they would be with one run more of a team.
  fileprivate func standings(with run: ScoredRun, of team: Team.ID) -> [Standing] {
    var contenders = contenders
    for index in contenders.indices where contenders[index].team == team { contenders[index].runs.append(run) }
    return rule.standings(of: contenders, settled: settled)
  }
}

extension ScoredRun {
  /// A run that nobody has held, with these values of the keys.
  fileprivate init(imagined values: [(key: RankingKey, value: Points)], by team: Team.ID, in table: Board.Table) {
    var state = RunState()
    state.isStarted = true
    state.finish = .completed
    var score = Score(state: state)
    score.time = .zero
    let run = Run(
      id: "imagined", challenge: table.challenge.id, team: team, phase: table.phase, number: .max,
      rules: table.challenge.rules)
    self.init(run, scoring: score, under: table.rules, keys: table.rule.keys)
    for (key, value) in values {
      switch key.measure {
      case .points: measures.points = value
      case .achievements: measures.achievements = value
      case .penalised: measures.penalised = value
      case .time: measures.time = value
      case .item(let item): measures.items[item] = value
      case .disqualified: break
      }
    }
  }
}
