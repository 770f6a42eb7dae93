import Scoring

extension OverallRecount {
  /// The table that these challenges make.
  init(_ overall: Overall, of challenges: [ChallengeRecount], in competition: Competition) {
    self.overall = overall.id
    let teams = competition.teams.map(\.id).filter { team in
      overall.division.map { competition.divisionsOfTeam[team]?.contains($0) ?? false } ?? true
    }.sorted()
    let parts = overall.parts.map { PartRecount($0, of: challenges, among: teams).weighted }
    let medals = MedalRecount(overall, of: challenges, among: teams)

    var ranked: [Place] = []
    var others: [Place] = []
    for team in teams {
      var place = Place(
        team: team, status: .ranked, parts: parts.map { $0[team] }, medals: medals.places[team] ?? [])
      let values = place.parts.compactMap { $0 }
      let isRanked = medals.isPlaced(team) && !(overall.order == .total && values.isEmpty)
      if !isRanked {
        place.status = OverallRecount.status(of: team, in: competition, challenges)
        others.append(place)
      } else {
        if !values.isEmpty {
          let total = values.reduce(.zero, +)
          place.exactTotal = total
          place.total = overall.rounding.map { total.recounted(by: $0) } ?? total
        }
        if medals.isDisqualified(team) { place.status = .disqualified }
        ranked.append(place)
      }
    }
    let ties = competition.ties.map(\.tie).filter { $0.table == .overall(overall.id) }
    let named = Dictionary(uniqueKeysWithValues: ranked.map { ($0.team, $0) })
    let found = placings(of: ranked.map(\.team), settled: ties) { a, b in
      named[a]!.isBetter(than: named[b]!, in: overall)
    }
    for index in ranked.indices {
      guard let placing = found[ranked[index].team] else { continue }
      ranked[index].rank = placing.rank
      ranked[index].isShared = placing.isShared
    }
    ranked.sort { a, b in a.rank != b.rank ? (a.rank ?? 0) < (b.rank ?? 0) : a.team < b.team }
    let order = TableRecount.Status.allCases
    others.sort { a, b in
      let (first, second) = (order.firstIndex(of: a.status)!, order.firstIndex(of: b.status)!)
      return first != second ? first < second : a.team < b.team
    }
    places = ranked + others
  }

  /// Why a team has no value: it is out of everything, or what its challenges say, the first in the order of the lists.
  private static func status(
    of team: Team.ID, in competition: Competition, _ challenges: [ChallengeRecount]
  ) -> TableRecount.Status {
    if competition.disqualifications.contains(where: { $0.team == team && $0.challenge == nil }) {
      return .disqualified
    }
    if competition.withdrawals.contains(where: { $0.team == team && $0.challenge == nil }) { return .withdrawn }
    // As long as there is a challenge to come, there is no run yet.
    let known = challenges.flatMap(\.places).filter { $0.team == team }
    if known.contains(where: { $0.rank != nil || $0.status == .noRun }) { return .noRun }
    return TableRecount.Status.allCases.first { known.map(\.status).contains($0) } ?? .notEntered
  }
}

extension OverallRecount.Place {
  /// What the table's first key compares: the total, or how many first places there are.
  func firstValue(in overall: Overall?) -> Points? {
    overall?.order == .medals ? Points(count(ofPlace: 1)) : total
  }

  /// Whether it stands above another by the table's order, and then by what tells equal teams apart.
  fileprivate func isBetter(than other: Self, in overall: Overall) -> Bool {
    // Who is disqualified in all that it has stands below everybody else.
    if (status == .disqualified) != (other.status == .disqualified) { return other.status == .disqualified }
    switch overall.order {
    case .total:
      if let mine = total, let theirs = other.total, mine != theirs { return mine > theirs }
    case .medals:
      for place in 1...3 where count(ofPlace: place) != other.count(ofPlace: place) {
        return count(ofPlace: place) > other.count(ofPlace: place)
      }
    }
    for key in overall.ties {
      switch key {
      case .places:
        let last = max(medals.max() ?? 0, other.medals.max() ?? 0)
        for place in 0...last where count(ofPlace: place) != other.count(ofPlace: place) {
          return count(ofPlace: place) > other.count(ofPlace: place)
        }
      case .part(let number):
        guard parts.indices.contains(number - 1), parts[number - 1] != other.parts[number - 1] else { continue }
        guard let mine = parts[number - 1] else { return false }
        guard let theirs = other.parts[number - 1] else { return true }
        return mine > theirs
      }
    }
    return false
  }
}
