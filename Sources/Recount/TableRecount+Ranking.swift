public import Scoring

extension TableRecount {
  /// Ranks teams by a rule set, with what the event's plan says otherwise. The order they come in makes no difference.
  public init(of teams: [Team], by ruleSet: RuleSet, plan: PhasePlan? = nil) {
    let aggregation = plan?.aggregation ?? ruleSet.aggregation
    let given = plan?.ranking ?? ruleSet.ranking
    // Where disqualified runs stand last, or not at all, that comes before every key.
    let runKeys = ruleSet.disqualified == .zero ? given : [.notDisqualified] + given
    let keys = ruleSet.disqualified == .last ? [.notDisqualified] + given : given

    var ranked: [Place] = []
    var others: [Place] = []
    for team in teams {
      let place = team.place(by: ruleSet, aggregation, runKeys)
      let isRemoved = team.isDisqualified || (place.status == .disqualified && ruleSet.disqualified == .removed)
      if place.result == nil || isRemoved { others.append(place) } else { ranked.append(place) }
    }
    // A place is one more than the number of teams that are better.
    for index in ranked.indices {
      guard let own = ranked[index].result else { continue }
      let results = ranked.compactMap(\.result)
      let better = results.filter { $0.isBetter(than: own, by: keys) }
      let equal = results.filter { !$0.isBetter(than: own, by: keys) && !own.isBetter(than: $0, by: keys) }
      ranked[index].rank = better.count + 1
      ranked[index].isShared = equal.count > 1
    }
    ranked.sort { a, b in a.rank != b.rank ? (a.rank ?? 0) < (b.rank ?? 0) : a.team < b.team }
    let order = Status.allCases
    others.sort { a, b in
      let (first, second) = (order.firstIndex(of: a.status)!, order.firstIndex(of: b.status)!)
      return first != second ? first < second : a.team < b.team
    }
    places = ranked + others
  }
}

extension TableRecount.Team {
  /// How the team stands before anybody is compared with it.
  func place(by rules: RuleSet, _ aggregation: Aggregation, _ keys: [RankingKey]) -> TableRecount.Place {
    let counting = runs.filter { $0.counts(by: rules) }
    var place = TableRecount.Place(team: id, rank: nil, isShared: false, status: .ranked, result: nil)
    place.result = aggregation.recount(counting, by: keys)
    // Who is disqualified from the challenge is so in all runs at it.
    if runs.contains(where: { !$0.isVoid && $0.reachesBeyondTheRun }) {
      place.result?.disqualified = 1
      if rules.disqualified == .zero, let points = place.result?.points {
        place.result?.points = min(.zero, points)
        place.result?.achievements = .zero
      }
    }
    place.status = status(place.result)
    return place
  }

  private func status(_ result: ResultRecount?) -> TableRecount.Status {
    if isDisqualified { return .disqualified }
    if let result { return result.disqualified >= 1 ? .disqualified : .ranked }
    if !isEntered, runs.isEmpty { return .notEntered }
    if hasWithdrawn { return .withdrawn }
    let valid = runs.filter { !$0.isVoid }
    if runs.isEmpty || valid.contains(where: { $0.finish == nil }) { return .noRun }
    return valid.contains { $0.finish == .noShow } ? .noShow : .void
  }
}

extension RunRecount {
  /// Whether the run counts: it has ended, is not void and not to be repeated, and somebody came (or the rules say what
  /// not coming is worth).
  func counts(by rules: RuleSet) -> Bool {
    guard !isVoid, let finish else { return false }
    switch finish {
    case .invalid: return false
    case .noShow: return rules.noShowPoints != nil
    case .completed, .timeLimit, .teamStopped, .refereeStopped: return true
    }
  }

  /// Whether it disqualifies the team from the challenge or more.
  var reachesBeyondTheRun: Bool {
    disqualifyingScopes.contains(.challenge) || disqualifyingScopes.contains(.competition)
  }
}
