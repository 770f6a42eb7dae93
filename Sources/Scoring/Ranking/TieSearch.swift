/// In which of a challenge's tables teams are tied: where a settlement belongs.
public enum TieSearch: Equatable, Sendable {
  /// In this one.
  case found(Tie.Place)
  /// In several that have nothing to do with each other; somebody must say which is meant.
  case several([Tie.Place])
  /// In none: just these teams share no place.
  case none
}

extension Board {
  /// Where just these teams share a place in a challenge.
  ///
  /// Those who are tied in a phase are tied in the challenge's own table too, if their places there come from that
  /// phase. That is one tie, and the phase is where it is settled.
  public func tie(between teams: Set<Team.ID>, in challenge: Challenge.ID) -> TieSearch {
    guard let result = result(of: challenge) else { return .none }
    let phases = [result.trials, result.final].compactMap { $0 }.filter { areTied(teams, in: $0.standings) }
    var tables = phases.map { Tie.Place.phase(challenge, $0.phase) }
    if result.isCombined, areTied(teams, in: result.standings) {
      let sources = Set(result.standings.filter { teams.contains($0.team) }.map(\.phase))
      if !phases.contains(where: { sources == [$0.phase] }) { tables.append(.challenge(challenge)) }
    }
    return tables.isEmpty ? .none : tables.count == 1 ? .found(tables[0]) : .several(tables)
  }

  private func areTied(_ teams: Set<Team.ID>, in standings: [Standing]) -> Bool {
    guard let rank = standings.first(where: { teams.contains($0.team) })?.rank else { return false }
    return teams.count > 1 && Set(standings.filter { $0.rank == rank }.map(\.team)) == teams
  }

  /// Whether a settlement tells teams apart in a table as things stand: it has no effect once they are not tied any
  /// more, once another team is tied with them, and where a newer one speaks of them.
  public func holds(_ tie: Tie) -> Bool {
    func tells(_ places: [(team: Team.ID, rank: Int?, method: Tie.Method?)]) -> Bool {
      let named = places.filter { $0.rank != nil && tie.order.contains($0.team) }
      guard named.count > 1, named.allSatisfy({ $0.method == tie.method }) else { return false }
      return named.map(\.team) == tie.order.filter { team in named.contains { $0.team == team } }
    }
    func tells(_ standings: [Standing]) -> Bool { tells(standings.map { ($0.team, $0.rank, $0.settledBy) }) }
    if tables.contains(where: { $0.settled.contains(tie) && tells($0.standings) }) { return true }
    switch tie.table {
    case .phase: return false
    case .challenge(let challenge): return tells(result(of: challenge)?.standings ?? [])
    case .overall(let id): return tells((overall(id)?.standings ?? []).map { ($0.team, $0.rank, $0.settledBy) })
    }
  }
}
