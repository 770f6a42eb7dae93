/// A table over several challenges with its standings.
///
/// A table of a division is made as if its teams had been alone: places, league points, shares of the best and medals
/// are all reckoned among them only.
public struct OverallTable: Sendable {
  /// How it is made.
  public let overall: Overall
  /// The teams, the first first; then those without a value.
  public let standings: [OverallStanding]

  /// The standing of a team.
  public func standing(of team: Team.ID) -> OverallStanding? { standings.first { $0.team == team } }
  /// Whether any team has a place in it.
  public var hasResults: Bool { standings.contains { $0.rank != nil } }

  /// The table that these challenges make; a part's challenge that is not among them gives nobody anything.
  ///
  /// Teams are ranked by their rounded total (or by their first, second and third places), then by the table's own
  /// ways to settle ties, then by ties settled for it; after that they share a place. Below all others stands a team
  /// that is disqualified in all that it has.
  public init(_ overall: Overall, of results: [ChallengeResult], in competition: Competition) {
    self.overall = overall
    let teams = competition.teams.map(\.id).filter { competition.belongs($0, to: overall.division) }.sorted()
    let parts = overall.parts.map { PartTable($0, of: results, among: teams) }
    let medals = Medals(overall, of: results, among: teams)
    var ranked: [OverallStanding] = []
    var others: [OverallStanding] = []
    for team in teams {
      var standing = OverallStanding(
        team: team, status: .ranked, parts: parts.map { $0.part(of: team) }, places: medals.places(of: team))
      standing.isEarned = medals.hasEarned(team)
      let values = standing.parts.compactMap(\.weighted)
      if !values.isEmpty, medals.hasPlace(team) {
        let total = values.reduce(.zero, +)
        standing.exactTotal = total
        standing.total = overall.rounding.map { total.rounded(to: $0.step, $0.mode) } ?? total
      }
      if overall.order == .total ? standing.total != nil : medals.hasPlace(team) {
        if !standing.isEarned, medals.isDisqualified(team) { standing.status = .disqualified }
        ranked.append(standing)
      } else {
        standing.status = OverallTable.status(of: team, in: competition, results)
        others.append(standing)
      }
    }
    let rule = OverallRanking(overall)
    ranked.takePlaces(settled: competition.ties(in: .overall(overall.id))) { rule.compared($0, $1).order }
    for index in ranked.indices {
      ranked[index].decidedBy = ranked.neighbour(of: index).map { rule.decider(of: ranked[index], against: $0) }
    }
    standings = ranked + others.sorted { ($0.status.listing, $0.team) < ($1.status.listing, $1.team) }
  }

  /// Why a team without any value has none.
  private static func status(
    of team: Team.ID, in competition: Competition, _ results: [ChallengeResult]
  ) -> Standing.Status {
    func isOut(_ departures: [Competition.Departure]) -> Bool {
      departures.contains { $0.team == team && $0.challenge == nil }
    }
    if isOut(competition.disqualifications) { return .disqualified }
    if isOut(competition.withdrawals) { return .withdrawn }
    // As long as there is a challenge to come, there is no run yet; then what the challenges say.
    let places = results.compactMap { $0.standing(of: team) }
    if places.contains(where: { $0.rank != nil || $0.status == .noRun }) { return .noRun }
    return places.map(\.status).min { $0.listing < $1.listing } ?? .notEntered
  }
}

/// By what the teams of an overall table are ranked.
struct OverallRanking {
  private let overall: Overall

  init(_ overall: Overall) { self.overall = overall }

  /// How two teams stand to each other before any tie is settled, and by what.
  func compared(_ a: OverallStanding, _ b: OverallStanding) -> (order: Measures.Order, ground: OverallStanding.Ground) {
    if (a.status == .disqualified) != (b.status == .disqualified) {
      return (a.status == .disqualified ? .worse : .better, .notDisqualified)
    }
    for ground in grounds(a, b) {
      switch (value(of: ground, a), value(of: ground, b)) {
      case (nil, nil): continue
      // A missing value is worse than any.
      case (nil, _?): return (.worse, ground)
      case (_?, nil): return (.better, ground)
      case (let mine?, let theirs?):
        if mine != theirs { return (mine > theirs ? .better : .worse, ground) }
      }
    }
    return (.equal, .nothing)
  }

  /// What separates two teams that have their places.
  func decider(of standing: OverallStanding, against other: OverallStanding) -> OverallStanding.Decider {
    let ground = compared(standing, other).ground
    if ground == .nothing, standing.rank != other.rank, let method = standing.settledBy {
      return OverallStanding.Decider(against: other.team, ground: .settled(method))
    }
    return OverallStanding.Decider(
      against: other.team, ground: ground, own: value(of: ground, standing), other: value(of: ground, other))
  }

  /// Everything that is looked at, in order.
  private func grounds(_ a: OverallStanding, _ b: OverallStanding) -> [OverallStanding.Ground] {
    let first: [OverallStanding.Ground] = overall.order == .total ? [.total] : (1...3).map { .places($0) }
    return first
      + overall.ties.flatMap { key -> [OverallStanding.Ground] in
        switch key {
        case .places: (1...max(1, a.places.count, b.places.count)).map { .places($0) }
        case .part(let number): [.part(number)]
        }
      }
  }

  private func value(of ground: OverallStanding.Ground, _ standing: OverallStanding) -> Points? {
    switch ground {
    case .total: standing.total
    case .part(let number):
      standing.parts.indices.contains(number - 1) ? standing.parts[number - 1].weighted : nil
    case .places(let place): Points(standing.count(ofPlace: place))
    case .notDisqualified, .settled, .nothing: nil
    }
  }
}
