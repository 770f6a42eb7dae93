public import Scoring

extension Plan {
  /// What the plan decides, in the order in which it is recorded. The one place where a plan becomes rulings; a plan
  /// of names, days, teams and challenges alone decides what such plans always did.
  ///
  /// - Parameter rules: the rules of every challenge; a challenge without is left out.
  public func rulings(under rules: [Challenge.ID: PlanRules]) -> [Decision.Ruling] {
    var rulings: [Decision.Ruling] = [.named(name, days: days)]
    if !venue.isEmpty || timeZone != nil { rulings.append(.locatedAt(venue: venue, timeZone: timeZone ?? "")) }
    if let protestWindow { rulings.append(.allowedProtests(within: protestWindow)) }
    rulings += arenas.map { .preparedArena($0) }
    rulings += officials.map { .appointed($0) }
    rulings += divisions.map { .formedDivision($0) }
    for team in teams {
      rulings.append(.enteredTeam(team.id, name: team.name, affiliation: team.affiliation))
      if let divisions = divisionsOfTeam[team.id] { rulings.append(.grouped(team.id, in: divisions)) }
    }
    for challenge in challenges {
      if let rules = rules[challenge.id] { rulings += self.rulings(challenge, rules) }
    }
    for overall in overalls { rulings += overall.rulings }
    return rulings + awards.map { .plannedAward($0) }
  }

  private func rulings(_ challenge: PlannedChallenge, _ rules: PlanRules) -> [Decision.Ruling] {
    [.heldChallenge(challenge.id, title: challenge.title ?? rules.ruleSet.title, rules: rules.reference)]
      + challenge.phases.compactMap { phase in
        phase.resolved(under: rules.ruleSet).plan.map { .plannedPhase(challenge.id, $0) }
      }
      + (challenge.teams ?? teams.map(\.id)).map { .enteredChallenge($0, challenge.id) }
  }
}

extension Overall {
  /// The decisions that plan a table: the table by itself, then its parts.
  var rulings: [Decision.Ruling] {
    var bare = self
    bare.parts = []
    return [.plannedOverall(bare)] + parts.map { .plannedPart(id, $0) }
  }
}
