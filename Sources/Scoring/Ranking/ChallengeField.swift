/// The teams of a challenge's table that an overall table looks at, with their places among each other.
///
/// What each of them gives is ``Contribution``'s to say. A team that is disqualified is in the field, with a place where
/// the rule set ranks it, and gains nothing there.
struct ChallengeField {
  /// A team's place.
  struct Place {
    var team: Team.ID
    /// Counted among these teams only; `nil` for a team that is taken out of the ranking.
    var rank: Int?
    /// How many of these teams have this place.
    var sharers: Int
    var isDisqualified: Bool
    /// What it gives.
    var contribution: Contribution
    /// Its points; where it gives only its debts, what is left of them.
    var points: Points
    var achievements: Points
  }

  let places: [Place]

  /// The teams of these standings that are among `teams`.
  init(_ standings: [Standing], among teams: Set<Team.ID>) {
    let present = standings.filter { teams.contains($0.team) }
    let ranked = present.filter { $0.rank != nil && $0.result != nil }
    places = present.compactMap { standing in
      let contribution = Contribution(of: standing)
      guard contribution != .nothing else { return nil }
      let measures = contribution == .everything ? standing.result?.measures : standing.result?.owed
      return Place(
        team: standing.team, rank: standing.rank.map { rank in ranked.filter { $0.rank! < rank }.count + 1 },
        sharers: ranked.filter { $0.rank == standing.rank }.count,
        isDisqualified: standing.status == .disqualified, contribution: contribution,
        points: contribution.left(of: measures?.points ?? .zero),
        achievements: contribution.left(of: measures?.achievements ?? .zero))
    }
  }

  /// What each team's standing is worth.
  func values(_ value: Overall.Value, zeroBestIsFull: Bool) -> [Team.ID: Points] {
    var values: [Team.ID: Points] = [:]
    for place in places {
      switch value {
      case .points, .normalisedPoints: values[place.team] = place.points
      case .achievements, .normalisedAchievements: values[place.team] = place.achievements
      case .league(let points): values[place.team] = place.contribution.left(of: mean(of: points, at: place))
      }
    }
    switch value {
    case .points, .achievements, .league: return values
    case .normalisedPoints(let best), .normalisedAchievements(let best):
      let earners = Set(places.filter { $0.contribution == .everything }.map(\.team))
      return values.normalised(to: best, among: earners, zeroBestIsFull: zeroBestIsFull)
    }
  }

  /// The mean of the league points of the places that those who share this one take up; nothing beyond the last. Who is
  /// taken out of the ranking is behind everybody.
  private func mean(of points: [Points], at place: Place) -> Points {
    func given(for rank: Int) -> Points { points.indices.contains(rank - 1) ? points[rank - 1] : .zero }
    guard let rank = place.rank else { return given(for: places.count { $0.rank != nil } + 1) }
    return (rank..<rank + place.sharers).reduce(.zero) { $0 + given(for: $1) } / Points(place.sharers)
  }
}

extension [Team.ID: Points] {
  /// Each in proportion to the best of those who earned something, which becomes `full`; a single team is the best.
  ///
  /// Nobody falls below zero: a share of the best is never less than nothing. Where the best is zero, all have nothing,
  /// or with `zeroBestIsFull` those at zero have all; where even the best is below zero, all have nothing. Who earned
  /// nothing has nothing.
  func normalised(to full: Points, among earners: Set<Team.ID>, zeroBestIsFull: Bool) -> Self {
    let best = filter { earners.contains($0.key) }.values.max() ?? .zero
    var shares: Self = [:]
    for (team, value) in self {
      if !earners.contains(team) {
        shares[team] = .zero
      } else if best > .zero {
        shares[team] = Swift.max(.zero, value / best * full)
      } else {
        shares[team] = zeroBestIsFull && best == .zero && value == best ? full : .zero
      }
    }
    return shares
  }
}
