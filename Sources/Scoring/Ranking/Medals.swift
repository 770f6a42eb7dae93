/// How often each team has which place in the tables that an overall table looks at. Each of these counts once, in
/// however many parts it is; a table without parts looks at every challenge.
struct Medals {
  private var counts: [Team.ID: [Int]] = [:]
  private var placed: Set<Team.ID> = []
  private var earners: Set<Team.ID> = []
  private var disqualified: Set<Team.ID> = []

  init(_ overall: Overall, of results: [ChallengeResult], among teams: [Team.ID]) {
    var seen: Set<Source> = []
    for part in overall.parts.isEmpty ? [Overall.Part(title: "")] : overall.parts {
      for result in results.covered(by: part) {
        guard seen.insert(Source(challenge: result.challenge.id, source: part.source)).inserted else { continue }
        for place in ChallengeField(result.standings(in: part.source), among: Set(teams)).places {
          if place.isDisqualified { disqualified.insert(place.team) }
          guard let rank = place.rank else { continue }
          placed.insert(place.team)
          guard place.contribution == .everything else { continue }
          earners.insert(place.team)
          add(rank, of: place.team)
        }
      }
    }
  }

  private struct Source: Hashable {
    var challenge: Challenge.ID
    var source: Overall.Source
  }

  private mutating func add(_ rank: Int, of team: Team.ID) {
    var places = counts[team] ?? []
    while places.count < rank { places.append(0) }
    places[rank - 1] += 1
    counts[team] = places
  }

  /// How often a team has the first place, the second, and so on.
  func places(of team: Team.ID) -> [Int] { counts[team] ?? [] }
  /// Whether a team has a place in any of the tables.
  func hasPlace(_ team: Team.ID) -> Bool { placed.contains(team) }
  /// Whether a team has earned a place in any of the tables.
  func hasEarned(_ team: Team.ID) -> Bool { earners.contains(team) }
  /// Whether a team is disqualified in any of the tables.
  func isDisqualified(_ team: Team.ID) -> Bool { disqualified.contains(team) }
}
