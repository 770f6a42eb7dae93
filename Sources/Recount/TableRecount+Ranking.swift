public import Scoring

extension TableRecount {
  /// Ranks teams by a rule set, with what the event's plan says otherwise. The order they come in makes no difference.
  /// Ties are those that were settled in this table, the oldest first.
  public init(
    of teams: [Team], by ruleSet: RuleSet, plan: PhasePlan? = nil, phase: Phase = .trials, settled ties: [Tie] = []
  ) {
    let aggregation = plan?.aggregation ?? ruleSet.aggregation
    let given = plan?.ranking ?? ruleSet.ranking
    // Where disqualified runs stand last, or not at all, that comes before every key.
    let runKeys = ruleSet.disqualified == .zero ? given : [.notDisqualified] + given
    let keys = TableRecount.keys(ruleSet, plan)
    let incomplete = plan?.incomplete ?? ruleSet.incomplete
    // A planned final of which nothing else is said has one run.
    let planned = plan?.runs ?? ((plan?.phase ?? phase) == .trials ? ruleSet.runs : plan == nil ? nil : 1)

    var ranked: [Place] = []
    var others: [Place] = []
    for team in teams {
      let result = team.result(by: ruleSet, aggregation, runKeys, incomplete, runsPlanned: planned)
      let lacksRuns =
        incomplete == .notRanked && (result.map { $0.held < aggregation.runsNeeded(of: planned) ?? 0 } ?? false)
      let place = team.place(result, lacksRuns: lacksRuns)
      let isRemoved = team.isDisqualified || (place.status == .disqualified && ruleSet.disqualified == .removed)
      if place.result == nil || isRemoved || lacksRuns { others.append(place) } else { ranked.append(place) }
    }
    places = TableRecount.inOrder(ranked, others, settled: ties) { a, b in
      guard let mine = a.result, let theirs = b.result else { return false }
      return mine.numbers.isBetter(than: theirs.numbers, by: keys)
    }
  }

  /// What ranks teams: the keys, and before them, where disqualified teams stand last, that they are not.
  static func keys(_ ruleSet: RuleSet, _ plan: PhasePlan?) -> [RankingKey] {
    let given = plan?.ranking ?? ruleSet.ranking
    return ruleSet.disqualified == .last ? [.notDisqualified] + given : given
  }

  /// Teams with their places, the first first, and behind them those that are not ranked.
  static func inOrder(
    _ ranked: [Place], _ others: [Place], settled ties: [Tie], isBetter: (Place, Place) -> Bool
  ) -> [Place] {
    let named = Dictionary(uniqueKeysWithValues: ranked.map { ($0.team, $0) })
    let found = placings(of: ranked.map(\.team), settled: ties) { isBetter(named[$0]!, named[$1]!) }
    var places = ranked
    for index in places.indices {
      guard let placing = found[places[index].team] else { continue }
      places[index].rank = placing.rank
      places[index].isShared = placing.isShared
    }
    places.sort { a, b in a.rank != b.rank ? (a.rank ?? 0) < (b.rank ?? 0) : a.team < b.team }
    let order = Status.allCases
    return places
      + others.sorted { a, b in
        let (first, second) = (order.firstIndex(of: a.status)!, order.firstIndex(of: b.status)!)
        return first != second ? first < second : a.team < b.team
      }
  }
}

extension TableRecount.Team {
  /// How the team stands before anybody is compared with it.
  func place(_ result: ResultRecount?, lacksRuns: Bool) -> TableRecount.Place {
    let status = status(result)
    return TableRecount.Place(
      team: id, rank: nil, isShared: false, status: lacksRuns && status == .ranked ? .incomplete : status,
      result: result)
  }

  /// How it stands.
  func status(_ result: ResultRecount?) -> TableRecount.Status {
    if isDisqualified { return .disqualified }
    if let result { return result.disqualified >= 1 ? .disqualified : .ranked }
    if !isEntered, runs.isEmpty { return .notEntered }
    if hasWithdrawn { return .withdrawn }
    let valid = runs.filter { !$0.isVoid }
    if runs.isEmpty || valid.contains(where: { $0.finish == nil }) { return .noRun }
    return valid.contains { $0.finish == .noShow } ? .noShow : .void
  }
}
