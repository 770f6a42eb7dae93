import Scoring

/// How often a team is first, second, third in the tables that a table over several challenges looks at.
struct MedalRecount {
  /// The places of each team among the table's teams, shared ones too. A disqualified result is none of them.
  var places: [Team.ID: [Int]] = [:]
  /// The teams with any place, disqualified ones too.
  private var placed: Set<Team.ID> = []
  /// The teams with a place that they earned.
  private var earners: Set<Team.ID> = []
  /// The teams that are disqualified in one of the tables.
  private var disqualified: Set<Team.ID> = []

  /// Each table counts once, in however many parts it is; where there are no parts, every challenge counts.
  init(_ overall: Overall, of challenges: [ChallengeRecount], among teams: [Team.ID]) {
    for challenge in challenges {
      for source in Overall.Source.allCases {
        let isLookedAt = overall.parts.contains { part in
          part.source == source && (part.challenges.isEmpty || part.challenges.contains(challenge.challenge))
        }
        guard isLookedAt || (overall.parts.isEmpty && source == .result) else { continue }
        let field = FieldRecount(challenge.places(in: source), among: teams)
        for (place, rank, _) in field.teams {
          placed.insert(place.team)
          if place.status == .disqualified { disqualified.insert(place.team) }
          guard place.isEarned else { continue }
          earners.insert(place.team)
          places[place.team, default: []].append(rank)
        }
        disqualified.formUnion(field.out.map(\.team))
      }
    }
  }

  /// Whether a team has a place in any of the tables.
  func isPlaced(_ team: Team.ID) -> Bool { placed.contains(team) }
  /// Whether a team is disqualified in one of the tables, and has earned nothing in the others.
  func isDisqualified(_ team: Team.ID) -> Bool { disqualified.contains(team) && !earners.contains(team) }
}
