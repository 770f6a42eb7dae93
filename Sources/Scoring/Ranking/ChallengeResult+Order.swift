/// The final decides some of the places, the trials the others.
extension ChallengeResult {
  /// A team on its way into the table.
  struct Line: Placeable {
    /// What it goes by: its standing in the phase that decides about it.
    var standing: Standing
    /// How that phase is ranked.
    var ranking: RankingRule
    /// Above whom it stands whatever the results.
    var tier: Tier
    var rank: Int?
    var isShared = false
    var settledBy: Tie.Method?
    var team: Team.ID { standing.team }

    init(_ standing: Standing, of phase: Phase, _ ranking: RankingRule, tier: Tier = .others) {
      self.standing = standing.of(phase)
      self.ranking = ranking
      self.tier = tier
    }

    fileprivate func compared(to other: Line) -> Measures.Order {
      if tier != other.tier { return tier.rawValue < other.tier.rawValue ? .better : .worse }
      // In one tier all have a place in the same phase, which has settled everything it could.
      let (mine, theirs) = (standing.rank!, other.standing.rank!)
      return mine == theirs ? .equal : mine < theirs ? .better : .worse
    }
  }

  /// Above whom a team stands whatever the results.
  enum Tier: Int {
    /// The final gave it its place.
    case final
    /// It is a finalist whom the final has not given a place yet.
    case finalist
    /// All others.
    case others
  }

  /// Those to whom the final gives a place by it; then finalists without; then the rest, both by the trials.
  static func ordered(_ trials: Board.Table, _ final: Board.Table, _ rule: FinalRule, _ ties: [Tie]) -> [Standing] {
    var lines: [Line] = []
    var others: [Standing] = []
    for team in teams(trials, final) {
      let (before, after) = (trials.standing(of: team), final.standing(of: team))
      if let out = [before, after].first(where: { $0?.isOut == true }) {
        others.append((out ?? before)!.of(out == before ? .trials : .final))
      } else if let after, let rank = after.rank, rule.decides(rank) {
        lines.append(Line(after, of: .final, final.rule, tier: .final))
      } else if let before, before.rank != nil {
        let isFinalist = rule == .decides && (final.qualified?.contains(team) ?? false)
        lines.append(Line(before, of: .trials, trials.rule, tier: isFinalist ? .finalist : .others))
      } else if let standing = before ?? after {
        others.append(standing.of(before == nil ? .final : .trials))
      }
    }
    return placed(lines, ties) { upper, lower in
      if case .decidesFirst(let places) = rule { return .firstOfFinal(places) }
      return lower == .others && final.qualified != nil ? .reachedFinal : .ranInFinal
    } + others.sorted(by: Standing.listed(_:before:))
  }

  /// The lines with their places, and what decided them. `ground` says what an upper tier has before a lower.
  private static func placed(
    _ lines: [Line], _ ties: [Tie], ground: (Tier, Tier) -> Standing.Ground
  ) -> [Standing] {
    var lines = lines
    lines.takePlaces(settled: ties) { $0.compared(to: $1) }
    return lines.indices.map { index in
      let line = lines[index]
      var standing = line.standing
      standing.rank = line.rank
      standing.isShared = line.isShared
      standing.settledBy = line.settledBy ?? standing.settledBy
      standing.decidedBy = lines.neighbour(of: index).map { other in
        if line.tier != other.tier {
          let (upper, lower) = line.tier.rawValue < other.tier.rawValue ? (line, other) : (other, line)
          return Standing.Decider(against: other.team, ground: ground(upper.tier, lower.tier))
        }
        if line.standing.rank == other.standing.rank {
          let method = line.rank == other.rank ? nil : line.settledBy
          return Standing.Decider(against: other.team, ground: method.map { .settled($0) } ?? .nothing)
        }
        var decider = line.ranking.decider(of: line.standing, against: other.standing)
        decider.phase = line.standing.phase
        return decider
      }
      return standing
    }
  }

  /// Every team of both tables, once.
  static func teams(_ trials: Board.Table, _ final: Board.Table) -> [Team.ID] {
    Set((trials.standings + final.standings).map(\.team)).sorted()
  }
}

extension FinalRule {
  /// Whether a place in the final is a place in the challenge.
  fileprivate func decides(_ place: Int) -> Bool {
    switch self {
    case .decides: true
    case .decidesFirst(let places): place <= places
    case .adds, .apart: false
    }
  }
}

extension Standing {
  /// Whether the team is taken out of the ranking by a disqualification.
  var isOut: Bool { status == .disqualified && rank == nil }
}
