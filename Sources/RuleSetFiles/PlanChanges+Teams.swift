public import Scoring

/// Teams, and who takes part in what.
extension PlanComparison {
  mutating func compareTeams() {
    for team in wanted.teams { compare(team) }
    for team in current.teams where wanted.team(team.id) == nil && !isOut(team.id) {
      let stay = held { $0.team == team.id }.map { "; what it has done (\($0)) stays ranked" } ?? ""
      remove(
        "team \(team.id): '\(team.name)' withdraws, because the plan does not name it\(stay)",
        [.withdrew(team.id, from: nil, reason: reason)])
    }
  }

  private mutating func compare(_ team: Team) {
    let divisions = wanted.divisionsOfTeam[team.id] ?? []
    guard let before = current.team(team.id) else {
      var rulings: [Decision.Ruling] = [.enteredTeam(team.id, name: team.name, affiliation: team.affiliation)]
      if !divisions.isEmpty { rulings.append(.grouped(team.id, in: divisions)) }
      let from = team.affiliation.isEmpty ? "" : ", \(team.affiliation)"
      let among = divisions.isEmpty ? "" : "; divisions \(list(divisions.map(\.text)))"
      add("team \(team.id): '\(team.name)'\(from)\(among)", rulings)
      // Of two of the plan the check of the file has spoken.
      for double in team.nearNamesakes(among: current.teams.filter({ wanted.team($0.id) == nil })) {
        notes.append("\(double); is it one team twice?")
      }
      return
    }
    if let departure = current.departure(of: team.id) {
      notes.append(
        "team \(team.id) is out (\(departure.reason)) and the plan names it; a plan brings nobody back, only taking back "
          + "decision \(departure.decision) does")
    }
    if before.name != team.name {
      change(
        "team \(team.id): name '\(before.name)' becomes '\(team.name)'",
        [.enteredTeam(team.id, name: team.name, affiliation: team.affiliation)])
    } else if before.affiliation != team.affiliation {
      change(
        "team \(team.id): affiliation '\(before.affiliation)' becomes '\(team.affiliation)'",
        [.enteredTeam(team.id, name: team.name, affiliation: team.affiliation)])
    }
    let was = current.divisionsOfTeam[team.id] ?? []
    if Set(was) != Set(divisions) {
      change(
        "team \(team.id): divisions \(list(was.map(\.text))) become \(list(divisions.map(\.text)))",
        [.grouped(team.id, in: divisions)])
    }
  }

  /// Whether a team takes no part in anything any more.
  func isOut(_ team: Team.ID) -> Bool { current.departure(of: team) != nil }

  /// Who takes part in a challenge.
  mutating func compareEntries(of challenge: Challenge.ID) {
    for team in wanted.teams where wanted.isEntered(team.id, in: challenge) && !isOut(team.id) {
      if !current.isEntered(team.id, in: challenge) {
        add("challenge \(challenge): \(team.id) enters", [.enteredChallenge(team.id, challenge)])
      } else if let departure = current.withdrawal(of: team.id, from: challenge)
        ?? current.disqualification(of: team.id, from: challenge)
      {
        notes.append(
          "team \(team.id) is out of \(challenge) (\(departure.reason)) and the plan names it there; a plan brings nobody "
            + "back, only taking back decision \(departure.decision) does")
      }
    }
    for team in current.teams
    where current.isEntered(team.id, in: challenge) && !wanted.isEntered(team.id, in: challenge)
      && wanted.team(team.id) != nil && current.withdrawal(of: team.id, from: challenge) == nil
      && current.disqualification(of: team.id, from: challenge) == nil
    {
      let stay =
        held { $0.team == team.id && $0.challenge == challenge }.map { "; what it has done there (\($0)) stays" } ?? ""
      remove(
        "challenge \(challenge): \(team.id) withdraws from it\(stay)",
        [.withdrew(team.id, from: challenge, reason: reason)])
    }
  }
}

extension Competition {
  /// Why a team is out of the whole competition, by its own wish or not.
  public func departure(of team: Team.ID) -> Departure? {
    (withdrawals + disqualifications).first { $0.team == team && $0.challenge == nil }
  }
}
