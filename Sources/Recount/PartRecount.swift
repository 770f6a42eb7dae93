import Scoring

/// A part of a table over several challenges: what it gives each of the table's teams.
struct PartRecount {
  /// What is added up; a team without a value is not there.
  var weighted: [Team.ID: Points] = [:]

  init(_ part: Overall.Part, of challenges: [ChallengeRecount], among teams: [Team.ID]) {
    let chosen: [ChallengeRecount] =
      part.challenges.isEmpty
      ? challenges : part.challenges.compactMap { id in challenges.first { $0.challenge == id } }
    let values = chosen.map { challenge in
      FieldRecount(challenge.places(in: part.source), among: teams).values(of: part)
    }
    var combined: [Team.ID: Points] = [:]
    for team in teams { combined[team] = part.combination.recount(values.compactMap { $0[team] }) }
    if let full = part.normalised {
      // Who earned nothing has no share.
      let earners = combined.filter { team, _ in values.contains { $0[team]?.isEarned ?? false } }
      let best = earners.values.max() ?? .zero
      for team in combined.keys {
        combined[team] =
          earners[team].map { share(of: $0, best: best, full: full, zeroIsFull: part.zeroBestIsFull) } ?? .zero
      }
    }
    weighted = combined.mapValues { $0 * part.weight }
  }
}

/// What the best gets in full, others get in proportion, and nobody less than nothing.
func share(of value: Points, best: Points, full: Points, zeroIsFull: Bool) -> Points {
  if best > .zero { return max(.zero, value * full / best) }
  return zeroIsFull && best == .zero && value == .zero ? full : .zero
}

/// A challenge's table as if only some of its teams had been there.
struct FieldRecount {
  /// The teams with a place, each with the place that it then has, and how many have it.
  var teams: [(place: TableRecount.Place, rank: Int, count: Int)] = []
  /// The teams that are not ranked because they are disqualified.
  var out: [TableRecount.Place] = []

  init(_ places: [TableRecount.Place], among some: [Team.ID]) {
    let present = places.filter { $0.rank != nil && some.contains($0.team) }
    teams = present.map { place in
      let better = present.filter { ($0.rank ?? 0) < (place.rank ?? 0) }.count
      return (place, better + 1, present.filter { $0.rank == place.rank }.count)
    }
    out = places.filter { $0.isOut && some.contains($0.team) }
  }

  /// What a part makes of it, and whether it was earned. Who is disqualified, or did not come at a price, has nothing but
  /// what that costs; a disqualified team that is not ranked has it too.
  func values(of part: Overall.Part) -> [Team.ID: (value: Points, isEarned: Bool)] {
    var values: [Team.ID: (value: Points, isEarned: Bool)] = [:]
    for (place, rank, count) in teams {
      values[place.team] = (worth(of: place, league(part.value, rank, count), by: part.value), place.isEarned)
    }
    for place in out {
      // It stands behind everybody.
      values[place.team] = (worth(of: place, league(part.value, teams.count + 1, 1), by: part.value), false)
    }
    let full: Points
    switch part.value {
    case .points, .achievements, .league: return values
    case .normalisedPoints(let best), .normalisedAchievements(let best): full = best
    }
    let best = values.values.filter(\.isEarned).map(\.value).max() ?? .zero
    return values.mapValues { value in
      let share = share(of: value.value, best: best, full: full, zeroIsFull: part.zeroBestIsFull)
      return (value.isEarned ? share : .zero, value.isEarned)
    }
  }

  /// What a place is worth, before anything is put in proportion.
  private func worth(of place: TableRecount.Place, _ league: Points, by value: Overall.Value) -> Points {
    let numbers = place.isEarned ? place.result?.numbers : place.result?.debts
    let worth =
      switch value {
      case .points, .normalisedPoints: numbers?.points ?? .zero
      case .achievements, .normalisedAchievements: numbers?.achievements ?? .zero
      case .league: league
      }
    return place.isEarned ? worth : min(.zero, worth)
  }

  /// The league points of a place. Those who share it share the points of the places that they take up.
  private func league(_ value: Overall.Value, _ rank: Int, _ count: Int) -> Points {
    guard case .league(let points) = value else { return .zero }
    var sum = Points.zero
    for taken in rank..<rank + count where taken <= points.count { sum += points[taken - 1] }
    return sum / Points(count)
  }
}
