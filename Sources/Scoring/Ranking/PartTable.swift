/// What a part of an overall table gives each team.
struct PartTable {
  private var parts: [Team.ID: OverallStanding.Part] = [:]

  init(_ part: Overall.Part, of results: [ChallengeResult], among teams: [Team.ID]) {
    let fields = results.covered(by: part).map { result in
      (result.challenge.id, ChallengeField(result.standings(in: part.source), among: Set(teams)))
    }
    let values = fields.map { $0.1.values(part.value, zeroBestIsFull: part.zeroBestIsFull) }
    for team in teams {
      var contributions = fields.enumerated().map { index, field in
        let place = field.1.places.first { $0.team == team }
        return OverallStanding.ChallengeValue(
          challenge: field.0, rank: place?.rank, isShared: (place?.sharers ?? 1) > 1, value: values[index][team],
          gives: place?.contribution ?? .nothing, isDisqualified: place?.isDisqualified ?? false, isCounted: false)
      }
      let combined = part.combination.combined(contributions.map { ($0.gives, $0.value ?? .zero) })
      for position in combined?.counted ?? [] { contributions[position].isCounted = true }
      parts[team] = OverallStanding.Part(contributions: contributions, value: combined?.value)
    }
    let own = parts.compactMapValues(\.value)
    let earners = Set(parts.filter { $0.value.isEarned }.map(\.key))
    let shown =
      part.normalised.map { own.normalised(to: $0, among: earners, zeroBestIsFull: part.zeroBestIsFull) } ?? own
    for (team, value) in shown {
      parts[team]?.normalised = value
      parts[team]?.weighted = value * part.weight
    }
  }

  func part(of team: Team.ID) -> OverallStanding.Part { parts[team] ?? OverallStanding.Part(contributions: []) }
}

extension [ChallengeResult] {
  /// The challenges of a part, in its order; all, where it names none.
  func covered(by part: Overall.Part) -> [ChallengeResult] {
    part.challenges.isEmpty ? self : part.challenges.compactMap { name in first { $0.challenge.id == name } }
  }
}
