/// The teams of a challenge's table that an overall table looks at, with their places among each other.
///
/// A disqualified team is in the field where the rule set ranks it, and gains nothing there: neither league points, nor
/// achievements, nor a medal; of its points only those below zero count.
struct ChallengeField {
  /// A team's place.
  struct Place {
    var team: Team.ID
    /// Counted among these teams only.
    var rank: Int
    /// How many of these teams have this place.
    var sharers: Int
    var isDisqualified: Bool
    var measures: Measures
  }

  let places: [Place]

  /// The teams of these standings that are among `teams`.
  init(_ standings: [Standing], among teams: Set<Team.ID>) {
    let ranked = standings.filter { $0.rank != nil && teams.contains($0.team) }
    places = ranked.compactMap { standing in
      standing.result.map { result in
        Place(
          team: standing.team, rank: ranked.filter { $0.rank! < standing.rank! }.count + 1,
          sharers: ranked.filter { $0.rank == standing.rank }.count,
          isDisqualified: standing.status == .disqualified, measures: result.measures)
      }
    }
  }

  /// What each team's standing is worth.
  func values(_ value: Overall.Value, zeroBestIsFull: Bool) -> [Team.ID: Points] {
    var values: [Team.ID: Points] = [:]
    for place in places {
      switch value {
      case .points, .normalisedPoints:
        values[place.team] = place.isDisqualified ? min(.zero, place.measures.points) : place.measures.points
      case .achievements, .normalisedAchievements:
        values[place.team] = place.isDisqualified ? .zero : place.measures.achievements
      case .league(let points): values[place.team] = place.isDisqualified ? .zero : place.mean(of: points)
      }
    }
    switch value {
    case .points, .achievements, .league: return values
    case .normalisedPoints(let best), .normalisedAchievements(let best):
      var shares = values.normalised(to: best, zeroBestIsFull: zeroBestIsFull)
      for place in places where place.isDisqualified { shares[place.team] = .zero }
      return shares
    }
  }
}

extension ChallengeField.Place {
  /// The mean of the league points of the places that those who share this one take up; nothing beyond the last.
  fileprivate func mean(of points: [Points]) -> Points {
    let taken = (rank..<rank + sharers).map { points.indices.contains($0 - 1) ? points[$0 - 1] : .zero }
    return taken.reduce(.zero, +) / Points(sharers)
  }
}

extension [Team.ID: Points] {
  /// Each in proportion to the best, which becomes `full`; a single team is the best.
  ///
  /// Nobody falls below zero: a share of the best is never less than nothing. Where the best is zero, all have nothing,
  /// or with `zeroBestIsFull` those at zero have all; where even the best is below zero, all have nothing.
  func normalised(to full: Points, zeroBestIsFull: Bool) -> Self {
    guard let best = values.max() else { return self }
    return mapValues { value in
      if best > .zero { return Swift.max(.zero, value / best * full) }
      return zeroBestIsFull && best == .zero && value == best ? full : .zero
    }
  }
}
