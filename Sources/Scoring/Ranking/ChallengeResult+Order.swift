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
    /// The final is all that it has, and it is disqualified there.
    case disqualified
  }

  /// Those to whom the final gives a place by it; then finalists without; then the rest, both by the trials.
  ///
  /// A final that a team is disqualified in, or did not come to, gives it no place: it is a finalist without. Nor does it
  /// then give medals, or anything but debts, to other tables.
  static func ordered(_ trials: Board.Table, _ final: Board.Table, _ rule: FinalRule, _ ties: [Tie]) -> [Standing] {
    var lines: [Line] = []
    var others: [Standing] = []
    let earned = final.standings.filter { $0.rank != nil && Contribution(of: $0) == .everything }
    for team in teams(trials, final) {
      let (before, after) = (trials.standing(of: team), final.standing(of: team))
      if let out = [before, after].first(where: { $0?.isOut == true }) {
        others.append((out ?? before)!.of(out == before ? .trials : .final))
      } else if let after = earned.first(where: { $0.team == team }),
        rule.decides(earned.count { $0.rank! < after.rank! } + 1)
      {
        lines.append(Line(after, of: .final, final.rule, tier: .final))
      } else if let before, before.rank != nil {
        let isFinalist =
          rule == .decides && !earned.isEmpty && before.status != .disqualified
          && (final.qualified?.contains(team) ?? false)
        let standing = after.map { before.without(final: $0) } ?? before
        lines.append(Line(standing, of: .trials, trials.rule, tier: isFinalist ? .finalist : .others))
      } else if let after, after.rank != nil, after.status == .disqualified, rule == .decides {
        lines.append(Line(after, of: .final, final.rule, tier: .disqualified))
      } else if let standing = before ?? after {
        others.append(standing.of(before == nil ? .final : .trials))
      }
    }
    return placed(lines, ties) { upper, lower in
      if lower.tier == .disqualified {
        return upper.standing.status == .disqualified ? .ranInTrials : .notDisqualified
      }
      if case .decidesFirst(let places) = rule { return .firstOfFinal(places) }
      return lower.tier == .others && final.qualified != nil ? .reachedFinal : .ranInFinal
    } + others.sorted(by: Standing.listed(_:before:))
  }

  /// The lines with their places, and what decided them. `ground` says what an upper tier has before a lower.
  private static func placed(
    _ lines: [Line], _ ties: [Tie], ground: (Line, Line) -> Standing.Ground
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
          return Standing.Decider(against: other.team, ground: ground(upper, lower))
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
  /// The same, of a team whose final is disqualified, or was missed at a price: it keeps its place, and what it gives
  /// elsewhere is what the final decided, which is nothing but debts.
  fileprivate func without(final: Standing) -> Standing {
    guard final.rank != nil, Contribution(of: final) == .debts, let owed = final.result?.owed else { return self }
    var standing = self
    standing.result?.contribution = .debts
    standing.result?.owed = owed
    return standing
  }

  /// Whether the team is taken out of the ranking by a disqualification.
  var isOut: Bool { status == .disqualified && rank == nil }
}
