/// A team's runs of a phase made one.
public struct Result: Equatable, Sendable {
  /// The runs that made it, best first (for the last or the sum: in the order they were run).
  public var counted: [Run.ID]
  /// The runs that did not, and why.
  public var dropped: [Dropped]
  /// What the ranking compares.
  public var measures: Measures
  /// What stays of that where the result gives only its debts.
  public var owed: Measures
  /// What it gives where it is put together with others.
  public var contribution: Contribution
  /// How many of the team's runs could count, whether or not they are among those that do.
  public var held: Int
  /// How many of those give everything: what is disqualified, and a run that was missed, completes nothing.
  public var whole: Int
  /// Whether nothing of it is left but what was disqualified.
  public var isDisqualified: Bool { measures.disqualified > .zero }

  /// A run that does not count, and why.
  public struct Dropped: Equatable, Sendable {
    /// The run.
    public var run: Run.ID
    /// Why.
    public var reason: Reason
    /// A run that does not count.
    public init(run: Run.ID, reason: Reason) {
      self.run = run
      self.reason = reason
    }

    /// Why a run does not count.
    public enum Reason: String, Equatable, Sendable {
      /// Others were better.
      case notAmongTheBest = "other runs were better"
      /// A later one counts.
      case notTheLast = "a later run counts"
      /// It is not among those in the middle.
      case notTheMedian = "not the median"
      /// It was voided.
      case void = "void"
      /// It is to be repeated.
      case invalid = "invalid, to be repeated"
      /// It has not ended.
      case open = "still open"
      /// The team did not come, and the rules give nothing for that.
      case noShow = "the team did not come"
      /// It was run to settle a tie, and counts for nothing else.
      case decidedTie = "it settled a tie"
      /// Another run was opened for the same turn, by a machine that was apart, and counts for it.
      case turnTakenTwice = "another run counts for the same turn"
      /// It is disqualified, or nobody came, and such a run never makes a result better.
      case wouldHelp = "the result would be better with it"
    }
  }
}

/// What rankings compare: of one run, or of a result made of several. Exact.
public struct Measures: Equatable, Sendable {
  /// 1 if disqualified.
  public var disqualified: Points
  /// The total.
  public var points: Points
  /// Achievements that count.
  public var achievements: Points
  /// Penalised behaviours that count.
  public var penalised: Points
  /// The run's clock at its end, in milliseconds; `nil` if there was none.
  public var time: Points?
  /// What counted of the items that the ranking names.
  public var items: [Item.ID: Points] = [:]

  /// The measures of a run, with the items that these keys name.
  public init(of score: Score, by rules: CompiledRules, keys: [RankingKey]) {
    disqualified = score.isDisqualified ? 1 : 0
    points = score.total
    achievements = Points(score.achievements)
    penalised = Points(score.penalised)
    time = score.state.finish == .noShow ? nil : score.time.map { Points(Int($0.count)) }
    for key in keys {
      guard case .item(let item) = key.measure, let position = rules.position(of: item) else { continue }
      items[item] = score.quantities.indices.contains(position) ? score.quantities[position] : nil
    }
  }

  /// The value that a key compares; `nil` if there is none.
  public func value(of measure: RankingKey.Measure) -> Points? {
    switch measure {
    case .disqualified: disqualified
    case .points: points
    case .achievements: achievements
    case .penalised: penalised
    case .time: time
    case .item(let item): items[item]
    }
  }

  /// What stays of a run where it gives only its debts: the same for everything that is ranked by these keys.
  ///
  /// In a key where more is better nothing stays but what is below zero, where less is better everything but that. It
  /// has no time, and nothing was measured.
  init(owedBy score: Score, by rules: CompiledRules, keys: [RankingKey]) {
    self.init(of: score, by: rules, keys: keys)
    func isLessBetter(_ measure: RankingKey.Measure) -> Bool {
      keys.first { $0.measure == measure }?.greaterIsBetter == false
    }
    points = isLessBetter(.points) ? max(.zero, points) : score.debt
    achievements = isLessBetter(.achievements) ? achievements : .zero
    time = nil
    for (item, quantity) in items {
      guard let position = rules.position(of: item), !rules.items[position].isMeasured else {
        items[item] = nil
        continue
      }
      items[item] = isLessBetter(.item(item)) ? max(.zero, quantity) : min(.zero, quantity)
    }
  }

  /// Nothing, where these have something.
  func nothing() -> Measures {
    var nothing = self
    (nothing.disqualified, nothing.points, nothing.achievements, nothing.penalised) = (.zero, .zero, .zero, .zero)
    nothing.time = nil
    nothing.items = items.mapValues { _ in .zero }
    return nothing
  }

  /// These measures combined by adding and dividing by `count`.
  init(combining parts: [Measures], dividedBy count: Int) {
    let divisor = Points(count)
    func sum(_ value: (Measures) -> Points) -> Points { parts.reduce(Points.zero) { $0 + value($1) } / divisor }
    disqualified = .zero
    points = sum(\.points)
    achievements = sum(\.achievements)
    penalised = sum(\.penalised)
    time = parts.contains { $0.time == nil } ? nil : sum { $0.time ?? .zero }
    // What was not measured in one of them is not measured of them all: a missing value is never a zero.
    for item in Set(parts.flatMap(\.items.keys)) where parts.allSatisfy({ $0.items[item] != nil }) {
      items[item] = sum { $0.items[item] ?? .zero }
    }
  }

  /// Compares by the keys, the first first; a missing value is worse than any. Says which key decided.
  public func compared(to other: Measures, by keys: [RankingKey]) -> (order: Order, key: RankingKey?) {
    for key in keys {
      switch (value(of: key.measure).map(key.compared), other.value(of: key.measure).map(key.compared)) {
      case (nil, nil): continue
      case (nil, _?): return (.worse, key)
      case (_?, nil): return (.better, key)
      case (let mine?, let theirs?):
        if mine == theirs { continue }
        return ((mine > theirs) == key.greaterIsBetter ? .better : .worse, key)
      }
    }
    return (.equal, nil)
  }

  /// How one result stands to another.
  public enum Order: Sendable {
    case better, equal, worse
  }
}

/// A run with its score.
public struct ScoredRun: Equatable, Sendable {
  /// The run.
  public var run: Run
  /// What its log is worth.
  public var score: Score
  /// What rankings compare of it.
  public var measures: Measures
  /// What stays of that where the run gives only its debts.
  public var owed: Measures
  /// A scored run.
  public init(_ log: RunLog, keys: [RankingKey]) { self.init(log, scoring: Score(of: log), keys: keys) }

  /// A run whose log has this score.
  init(_ log: RunLog, scoring score: Score, keys: [RankingKey]) {
    run = log.run
    self.score = score
    measures = Measures(of: score, by: log.rules, keys: keys)
    owed = Measures(owedBy: score, by: log.rules, keys: keys)
    noShowCounts = log.rules.ruleSet.noShowPoints != nil
  }

  /// A run that has not ended, taken as if it ended with this score now: for a provisional place.
  public init(_ run: Run, scoring score: Score, under rules: CompiledRules, keys: [RankingKey]) {
    self.run = run
    self.score = score
    if self.score.state.finish == nil { self.score.state.finish = .refereeStopped }
    measures = Measures(of: self.score, by: rules, keys: keys)
    owed = Measures(owedBy: self.score, by: rules, keys: keys)
    noShowCounts = rules.ruleSet.noShowPoints != nil
  }

  /// Whether the rules give something (a penalty, say) for not coming.
  var noShowCounts: Bool

  /// Whether it was run to settle a tie, which is all it counts for.
  public var decidedTie = false

  /// Whether another run was opened for the same turn, and counts for it.
  public var isSecondOfItsTurn = false

  /// How far its disqualifications reach beyond the run itself; a void run's reach nowhere.
  var reach: DisqualificationScope {
    guard !score.state.isVoid else { return .run }
    let scopes = score.disqualifications.map(\.scope)
    if scopes.contains(.competition) { return .competition }
    return scopes.contains(.challenge) ? .challenge : .run
  }

  /// Why the run cannot count, if it cannot.
  public var exclusion: Result.Dropped.Reason? {
    if score.state.isVoid { return .void }
    if decidedTie { return .decidedTie }
    if isSecondOfItsTurn { return .turnTakenTwice }
    switch score.state.finish {
    case nil: return .open
    case .invalid: return .invalid
    case .noShow: return noShowCounts ? nil : .noShow
    case .completed, .timeLimit, .teamStopped, .refereeStopped: return nil
    }
  }
}
