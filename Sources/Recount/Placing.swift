import Scoring

/// A place among teams, and whether another team has it too.
struct Placing {
  var rank: Int
  var isShared: Bool
}

/// The places of these teams: one more than the number of teams that are better. Equal teams share a place unless they
/// were told apart.
func placings(
  of teams: [Team.ID], settled ties: [Tie], isBetter: (Team.ID, Team.ID) -> Bool
) -> [Team.ID: Placing] {
  var placings: [Team.ID: Placing] = [:]
  for team in teams {
    let better = teams.filter { isBetter($0, team) }.count
    let equal = teams.filter { !isBetter($0, team) && !isBetter(team, $0) }
    if equal.count > 1, let position = settledOrder(of: equal, among: teams, by: ties)?.firstIndex(of: team) {
      placings[team] = Placing(rank: better + 1 + position, isShared: false)
    } else {
      placings[team] = Placing(rank: better + 1, isShared: equal.count > 1)
    }
  }
  return placings
}

/// The order in which teams with one place were told apart. A settlement holds for just those whom it names, of whom
/// only teams that are ranked there are asked for; of two the newer holds.
private func settledOrder(of tied: [Team.ID], among ranked: [Team.ID], by ties: [Tie]) -> [Team.ID]? {
  for tie in ties.reversed() {
    let named = tie.order.filter { ranked.contains($0) }
    if named.count == tied.count, Set(named) == Set(tied) { return named }
  }
  return nil
}
