/// A team's place in a ranking, with the key that decided it.
public struct Standing: Equatable, Sendable {
  /// The team.
  public var team: Team.ID
  /// The place; `nil` for a team that is not ranked.
  public var rank: Int?
  /// Whether another team has the same place.
  public var isShared: Bool
  /// How the team stands.
  public var status: Status
  /// What its runs made; `nil` if no run counts.
  public var result: Result?
  /// The runs that do not count although no result came of them.
  public var runs: [ScoredRun]
  /// Why it stands here and not where its neighbour does.
  public var decidedBy: Decider?

  /// How a team stands: never mixed up, down to the CSV.
  public enum Status: String, CaseIterable, Sendable {
    /// It has a result, zero included.
    case ranked
    /// Its result is a disqualification, or the organisers took it out.
    case disqualified
    /// It did not come to any run.
    case noShow = "no show"
    /// Its runs are void or invalid: neither a zero nor a loss.
    case void
    /// It entered and has not finished a run yet.
    case noRun = "no run yet"
    /// It withdrew.
    case withdrawn
    /// It never entered this challenge.
    case notEntered = "not entered"
  }

  /// The key that separates a team from a neighbour.
  public struct Decider: Equatable, Sendable {
    /// The neighbour: the next team above, or for the first the next below.
    public var against: Team.ID
    /// The key; `nil` if every key is equal and the place is shared.
    public var key: RankingKey?
    /// The team's own value.
    public var own: Points?
    /// The neighbour's value.
    public var other: Points?
  }
}

/// What is known of a team before it is ranked.
public struct Contender: Sendable {
  /// The team.
  public var team: Team.ID
  /// Its runs of the phase.
  public var runs: [ScoredRun]
  /// Whether it entered the challenge.
  public var isEntered: Bool
  /// Whether it withdrew.
  public var hasWithdrawn: Bool
  /// Whether the organisers disqualified it.
  public var isDisqualified: Bool
  /// A contender.
  public init(
    team: Team.ID, runs: [ScoredRun], isEntered: Bool = true, hasWithdrawn: Bool = false, isDisqualified: Bool = false
  ) {
    self.team = team
    self.runs = runs
    self.isEntered = isEntered
    self.hasWithdrawn = hasWithdrawn
    self.isDisqualified = isDisqualified
  }
}

/// How a phase of a challenge is ranked.
public struct RankingRule: Equatable, Sendable {
  /// How runs become a result.
  public var aggregation: Aggregation
  /// The keys, the first first.
  public var keys: [RankingKey]
  /// Where a disqualified result stands.
  public var disqualified: DisqualifiedRank
  /// A rule.
  public init(aggregation: Aggregation, keys: [RankingKey], disqualified: DisqualifiedRank = .last) {
    self.aggregation = aggregation
    self.keys = keys
    self.disqualified = disqualified
  }

  /// What a rule set says, with what the event's plan says otherwise.
  public init(_ ruleSet: RuleSet, plan: PhasePlan? = nil) {
    self.init(
      aggregation: plan?.aggregation ?? ruleSet.aggregation, keys: plan?.ranking ?? ruleSet.ranking,
      disqualified: ruleSet.disqualified)
  }

  /// Ranks teams. Equal in every key means an equal place, and the next place is skipped: 1, 1, 3. The order of the
  /// input makes no difference; teams with a shared place are listed by their short name, which decides nothing.
  public func standings(of contenders: [Contender]) -> [Standing] {
    var ranked: [Standing] = []
    var others: [Standing] = []
    for contender in contenders {
      var result = Result(of: contender.runs, by: aggregation, keys: runKeys)
      if disqualified == .zero, isOut(contender) {
        result?.measures.points = .zero
        result?.measures.achievements = .zero
      }
      let standing = Standing(
        team: contender.team, rank: nil, isShared: false, status: status(of: contender, result), result: result,
        runs: contender.runs, decidedBy: nil)
      if isRanked(standing, contender) { ranked.append(standing) } else { others.append(standing) }
    }
    ranked.sort { a, b in
      switch compare(a, b).order {
      case .better: true
      case .worse: false
      case .equal: a.team < b.team
      }
    }
    others.sort { (order(of: $0.status), $0.team) < (order(of: $1.status), $1.team) }
    placeInOrder(&ranked)
    return ranked + others
  }

  /// The keys that order a team's runs: where a disqualified run stands below all others, it is never the best.
  private var runKeys: [RankingKey] {
    disqualified == .zero || keys.contains(.notDisqualified) ? keys : [.notDisqualified] + keys
  }

  /// Whether one of its runs disqualifies a team from the challenge or more: that outlives the run it was earned in.
  private func isOut(_ contender: Contender) -> Bool {
    contender.runs.contains { run in
      !run.score.state.isVoid
        && run.score.disqualifications.contains { $0.scope == .challenge || $0.scope == .competition }
    }
  }

  private func status(of contender: Contender, _ result: Result?) -> Standing.Status {
    if contender.isDisqualified { return .disqualified }
    if let result { return result.isDisqualified || isOut(contender) ? .disqualified : .ranked }
    if !contender.isEntered, contender.runs.isEmpty { return .notEntered }
    if contender.hasWithdrawn { return .withdrawn }
    let states = contender.runs.map(\.score.state)
    if states.contains(where: { !$0.isVoid && $0.finish == nil }) || states.isEmpty { return .noRun }
    if states.contains(where: { !$0.isVoid && $0.finish == .noShow }) { return .noShow }
    return .void
  }

  private func isRanked(_ standing: Standing, _ contender: Contender) -> Bool {
    guard standing.result != nil, !contender.isDisqualified else { return false }
    return standing.status == .ranked || disqualified != .removed
  }

  private func compare(_ a: Standing, _ b: Standing) -> (order: Measures.Order, key: RankingKey?) {
    if disqualified == .last {
      // Below all others, whatever the keys say: the lowest performance class.
      let (first, second) = (a.status == .disqualified, b.status == .disqualified)
      if first != second { return (first ? .worse : .better, .notDisqualified) }
    }
    guard let mine = a.result?.measures, let theirs = b.result?.measures else { return (.equal, nil) }
    return mine.compared(to: theirs, by: keys)
  }

  private func placeInOrder(_ ranked: inout [Standing]) {
    for index in ranked.indices {
      let isTied = index > 0 && compare(ranked[index - 1], ranked[index]).order == .equal
      ranked[index].rank = isTied ? ranked[index - 1].rank : index + 1
      if isTied {
        ranked[index].isShared = true
        ranked[index - 1].isShared = true
      }
    }
    for index in ranked.indices {
      let neighbour = index > 0 ? index - 1 : index + 1
      guard ranked.indices.contains(neighbour) else { continue }
      let key = compare(ranked[index], ranked[neighbour]).key
      func value(_ standing: Standing) -> Points? {
        guard let key else { return nil }
        if key == .notDisqualified { return standing.status == .disqualified ? 1 : 0 }
        return standing.result?.measures.value(of: key.measure)
      }
      ranked[index].decidedBy = Standing.Decider(
        against: ranked[neighbour].team, key: key, own: value(ranked[index]), other: value(ranked[neighbour]))
    }
  }

  private func order(of status: Standing.Status) -> Int { Standing.Status.allCases.firstIndex(of: status)! }
}

extension RuleSet {
  /// The standings of a phase by this rule set, with what the event's plan says otherwise.
  public func standings(of contenders: [Contender], plan: PhasePlan? = nil) -> [Standing] {
    RankingRule(self, plan: plan).standings(of: contenders)
  }
}
