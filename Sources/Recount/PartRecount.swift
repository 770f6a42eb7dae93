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
      let best = combined.values.max() ?? .zero
      combined = combined.mapValues { share(of: $0, best: best, full: full, zeroIsFull: part.zeroBestIsFull) }
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

  init(_ places: [TableRecount.Place], among some: [Team.ID]) {
    let present = places.filter { $0.rank != nil && some.contains($0.team) }
    teams = present.map { place in
      let better = present.filter { ($0.rank ?? 0) < (place.rank ?? 0) }.count
      return (place, better + 1, present.filter { $0.rank == place.rank }.count)
    }
  }

  /// What a part makes of it; a disqualified result gives nothing but what it costs.
  func values(of part: Overall.Part) -> [Team.ID: Points] {
    func plain(_ place: TableRecount.Place, _ value: Points) -> Points {
      place.status == .disqualified ? min(.zero, value) : value
    }
    func shares(_ full: Points, _ value: (ResultRecount) -> Points) -> [Team.ID: Points] {
      let best = every { place, _, _ in place.result.map { plain(place, value($0)) } }.values.max() ?? .zero
      return every { place, _, _ in
        if place.status == .disqualified { return .zero }
        return place.result.map {
          share(of: value($0), best: best, full: full, zeroIsFull: part.zeroBestIsFull)
        }
      }
    }
    switch part.value {
    case .points: return every { place, _, _ in place.result.map { plain(place, $0.points) } }
    case .achievements: return every { place, _, _ in place.result.map { plain(place, $0.achievements) } }
    case .normalisedPoints(let full): return shares(full, \.points)
    case .normalisedAchievements(let full): return shares(full, \.achievements)
    case .league(let points):
      return every { place, rank, count in
        if place.status == .disqualified { return .zero }
        // Those who share a place share the points of the places that they take up.
        var sum = Points.zero
        for taken in rank..<rank + count where taken <= points.count { sum += points[taken - 1] }
        return sum / Points(count)
      }
    }
  }

  private func every(_ value: (TableRecount.Place, Int, Int) -> Points?) -> [Team.ID: Points] {
    var values: [Team.ID: Points] = [:]
    for (place, rank, count) in teams { values[place.team] = value(place, rank, count) }
    return values
  }
}

extension Aggregation {
  /// Several values made one, the best being the greatest; `nil` of none.
  func recount(_ values: [Points]) -> Points? {
    guard let last = values.last else { return nil }
    let best = values.sorted(by: >)
    func sum(_ values: [Points]) -> Points { values.reduce(.zero, +) }
    func mean(_ values: [Points]) -> Points { sum(values) / Points(values.count) }
    switch self {
    case .best: return best[0]
    case .meanOfBest(let count): return mean(Array(best.prefix(max(1, count))))
    case .mean: return mean(values)
    case .sum: return sum(values)
    case .sumOfBest(let count): return sum(Array(best.prefix(max(1, count))))
    case .meanWithoutWorst(let count): return mean(Array(best.prefix(max(1, best.count - count))))
    case .median:
      let middle = best.count / 2
      return best.count % 2 == 1 ? best[middle] : mean([best[middle - 1], best[middle]])
    case .last: return last
    }
  }
}
