/// How a phase of a challenge is ranked.
public struct RankingRule: Equatable, Sendable {
  /// How runs become a result.
  public var aggregation: Aggregation
  /// The keys, the first first.
  public var keys: [RankingKey]
  /// Where a disqualified result stands.
  public var disqualified: DisqualifiedRank
  /// What a team gets that has fewer runs than its result is made of.
  public var incomplete: IncompleteRule
  /// How many runs each team has; `nil`: nobody has said.
  public var runs: Int?
  /// A rule.
  public init(
    aggregation: Aggregation, keys: [RankingKey], disqualified: DisqualifiedRank = .last,
    incomplete: IncompleteRule = .asItIs, runs: Int? = nil
  ) {
    self.aggregation = aggregation
    self.keys = keys
    self.disqualified = disqualified
    self.incomplete = incomplete
    self.runs = runs
  }

  /// What a rule set says of a phase, with what the event's plan says otherwise.
  public init(_ ruleSet: RuleSet, plan: PhasePlan? = nil, of phase: Phase = .trials) {
    self.init(
      aggregation: plan?.aggregation ?? ruleSet.aggregation, keys: plan?.ranking ?? ruleSet.ranking,
      disqualified: ruleSet.disqualified, incomplete: plan?.incomplete ?? ruleSet.incomplete,
      runs: ruleSet.runs(in: plan?.phase ?? phase, plan))
  }

  /// How many of the runs that its result is made of a team lacks.
  public func missingRuns(of result: Result) -> Int {
    // Where who lacks runs is not ranked, a disqualification must not be what brings a team in.
    let there = incomplete == .notRanked ? result.whole : result.held
    return max(0, (aggregation.needed(ofPlanned: runs) ?? 0) - there)
  }

  /// Ranks teams. Equal in every key means an equal place, and the next place is skipped: 1, 1, 3; unless the tie was
  /// settled. The order of the input makes no difference; teams with a shared place are listed by their short name,
  /// which decides nothing.
  public func standings(of contenders: [Contender], settled ties: [Tie] = []) -> [Standing] {
    var ranked: [Standing] = []
    var others: [Standing] = []
    for contender in contenders {
      let result = result(of: contender)
      var standing = Standing(
        team: contender.team, rank: nil, isShared: false, status: status(of: contender, result), result: result,
        runs: contender.runs, decidedBy: nil)
      standing.isOutOfAll = isOut(contender) || contender.isDisqualified
      if isRanked(standing, contender) { ranked.append(standing) } else { others.append(standing) }
    }
    return placed(ranked, settled: ties) + others.sorted(by: Standing.listed(_:before:))
  }

  private func result(of contender: Contender) -> Result? {
    let result = result(of: contender, missing: 0)
    guard incomplete == .zero, let missing = result.map(missingRuns), missing > 0 else { return result }
    return self.result(of: contender, missing: missing)
  }

  private func result(of contender: Contender, missing: Int) -> Result? {
    Result(
      of: contender.runs, by: aggregation, keys: runKeys, missing: missing, isOut: isOut(contender),
      scoresZero: disqualified == .zero)
  }

  /// These teams in the order of the keys, each with its place and what decided it.
  func placed(_ standings: [Standing], settled ties: [Tie]) -> [Standing] {
    var ranked = standings
    ranked.takePlaces(settled: ties) { compare($0, $1).order }
    for index in ranked.indices {
      ranked[index].decidedBy = ranked.neighbour(of: index).map { decider(of: ranked[index], against: $0) }
    }
    return ranked
  }

  /// What separates two teams that have their places in this ranking.
  func decider(of standing: Standing, against neighbour: Standing) -> Standing.Decider {
    var decider = Standing.Decider(against: neighbour.team, ground: .nothing)
    if let key = compare(standing, neighbour).key {
      decider.ground = .key
      decider.key = key
      decider.own = value(of: key, standing)
      decider.other = value(of: key, neighbour)
    } else if standing.rank != neighbour.rank, let method = standing.settledBy {
      decider.ground = .settled(method)
    }
    return decider
  }

  private func value(of key: RankingKey, _ standing: Standing) -> Points? {
    if key == .notDisqualified { return standing.status == .disqualified ? 1 : 0 }
    return standing.result?.measures.value(of: key.measure).map(key.compared)
  }

  /// The keys that order a team's runs: where a disqualified run stands below all others, it is never the best.
  var runKeys: [RankingKey] {
    disqualified == .zero ? keys : [.notDisqualified] + keys
  }

  /// Whether one of its runs disqualifies a team from the challenge or more: that outlives the run it was earned in.
  private func isOut(_ contender: Contender) -> Bool {
    contender.isOutOfAll || contender.runs.contains { $0.reach != .run }
  }

  private func status(of contender: Contender, _ result: Result?) -> Standing.Status {
    if contender.isDisqualified { return .disqualified }
    if let result {
      if result.isDisqualified { return .disqualified }
      return incomplete == .notRanked && missingRuns(of: result) > 0 ? .incomplete : .ranked
    }
    if !contender.isEntered, contender.runs.isEmpty { return .notEntered }
    if contender.hasWithdrawn { return .withdrawn }
    let states = contender.runs.map(\.score.state)
    if states.contains(where: { !$0.isVoid && $0.finish == nil }) || states.isEmpty { return .noRun }
    if states.contains(where: { !$0.isVoid && $0.finish == .noShow }) { return .noShow }
    return .void
  }

  private func isRanked(_ standing: Standing, _ contender: Contender) -> Bool {
    guard let result = standing.result, !contender.isDisqualified else { return false }
    if incomplete == .notRanked, missingRuns(of: result) > 0 { return false }
    return standing.status == .ranked || standing.status == .disqualified && disqualified != .removed
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
}

extension Standing {
  /// The order in which teams without a place are listed.
  static func listed(_ a: Standing, before b: Standing) -> Bool {
    (a.status.listing, a.team) < (b.status.listing, b.team)
  }
}

extension Standing.Status {
  /// Where a team without a place is listed.
  var listing: Int { Standing.Status.allCases.firstIndex(of: self)! }
}

extension RuleSet {
  /// The standings of a phase by this rule set, with what the event's plan says otherwise.
  public func standings(of contenders: [Contender], plan: PhasePlan? = nil) -> [Standing] {
    RankingRule(self, plan: plan).standings(of: contenders)
  }
}
