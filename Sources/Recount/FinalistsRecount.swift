public import Scoring

/// Who reaches a final, worked out a second time.
public struct FinalistsRecount: Equatable, Sendable {
  /// How many places the rule gives, before ties, margins and admissions.
  public var places: Int
  /// How many teams take part: entered, and not withdrawn.
  public var participants: Int
  /// Who is in: in the order of the table, then those who were admitted.
  public var teams: [Team.ID]

  /// A team of the table that says who is in.
  struct Candidate {
    var team: Team.ID
    var rank: Int?
    /// What the table's first key compares, turned so that more is better.
    var value: Points?
    var status: TableRecount.Status
    var hasWithdrawn: Bool
  }

  /// Who of a table's teams is in, the first first; `admitted` are in too.
  init(_ qualification: Qualification, of candidates: [Candidate], admitted: [Team.ID]) {
    participants = candidates.filter { !$0.hasWithdrawn && $0.status != .notEntered && $0.status != .withdrawn }.count
    // Whoever withdraws makes room; who is disqualified, or has no result, was never among them.
    let able = candidates.filter { $0.rank != nil && $0.status == .ranked && !$0.hasWithdrawn }
    let ranked = candidates.filter { $0.rank != nil && $0.status == .ranked }
    switch qualification.rule {
    case .best(let count): places = count
    case .share(let percent, let least, let most):
      var share = ranked.count * percent / 100
      if let least { share = max(share, least) }
      if let most { share = min(share, most) }
      places = share
    case .steps(let steps):
      var places = 0
      for step in steps where participants >= step.teams { places = step.places }
      self.places = places
    case .within(let distance):
      places = able.filter { able.first?.isClose(to: $0, within: distance) ?? false }.count
    }

    var inside: [Candidate] = []
    for candidate in able {
      // A place that begins before the line is in with all who share it.
      let better = able.filter { ($0.rank ?? 0) < (candidate.rank ?? 0) }.count
      if better < places { inside.append(candidate) }
    }
    if let margin = qualification.margin, let last = inside.last {
      let names = inside.map(\.team)
      inside += able.filter { !names.contains($0.team) && last.isClose(to: $0, within: margin) }
    }
    teams = inside.map(\.team)
    let gone = candidates.filter { $0.hasWithdrawn || $0.status == .withdrawn || $0.status == .disqualified }
    for team in admitted where !teams.contains(team) && !gone.contains(where: { $0.team == team }) {
      teams.append(team)
    }
  }
}

extension FinalistsRecount.Candidate {
  /// Whether another team is no further behind this one.
  func isClose(to other: Self, within distance: Points) -> Bool {
    guard let value, let behind = other.value else { return false }
    return value - behind <= distance
  }
}
