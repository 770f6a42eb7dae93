/// A table over several tournaments: how the European Robotics League makes the season's standings of a benchmark.
public struct SeasonRule: Hashable, Sendable {
  /// How many tournaments a team must have taken part in to be ranked.
  public var atLeast: Int
  /// How its tournaments become one score.
  public var combination: Aggregation
  /// A rule; unless said otherwise that of ERL 2018/19: at least two tournaments, and the best two count.
  public init(atLeast: Int = 2, combination: Aggregation = .sumOfBest(2)) {
    self.atLeast = atLeast
    self.combination = combination
  }

  /// A tournament of the season: what each team that took part has reached.
  public struct Tournament: Equatable, Sendable {
    /// What it is called.
    public var name: String
    /// The teams that took part, with their points, zero included.
    public var points: [Team.ID: Points]
    /// Those of them that earned nothing: disqualified, or absent at a price. Only what they owe counts, and the
    /// tournament is none that they took part in.
    public var earnedNothing: Set<Team.ID>
    /// A tournament.
    public init(name: String, points: [Team.ID: Points], earnedNothing: Set<Team.ID> = []) {
      self.name = name
      self.points = points
      self.earnedNothing = earnedNothing
    }

    /// What a table made of a competition gives each team; whoever has nothing in it did not take part.
    public init(_ table: OverallTable, name: String) {
      self.init(name: name, points: [:])
      for standing in table.standings where standing.parts.contains(where: { $0.held > 0 }) || standing.rank != nil {
        let values = standing.parts.compactMap(\.weighted)
        points[standing.team] = standing.total ?? values.reduce(.zero, +)
        if standing.rank == nil || !standing.isEarned { earnedNothing.insert(standing.team) }
      }
    }

    fileprivate func gives(_ team: Team.ID) -> Contribution {
      points[team] == nil ? .nothing : earnedNothing.contains(team) ? .debts : .everything
    }
  }

  /// The season's standings: equal scores share a place. The order of the tournaments matters only where the last one
  /// counts; of equal results that of the earlier tournament counts.
  public func standings(of tournaments: [Tournament]) -> [SeasonStanding] {
    let teams = Set(tournaments.flatMap(\.points.keys)).sorted()
    var ranked: [SeasonStanding] = []
    var others: [SeasonStanding] = []
    for team in teams {
      let parts = tournaments.map { tournament in
        let gives = tournament.gives(team)
        return (gives: gives, value: gives.left(of: tournament.points[team] ?? .zero))
      }
      let combined = combination.combined(parts)
      var standing = SeasonStanding(team: team, score: combined?.value, counted: [], dropped: [])
      for (index, tournament) in tournaments.enumerated() where parts[index].gives != .nothing {
        standing.results.append(
          SeasonStanding.Result(tournament: tournament.name, value: parts[index].value, gives: parts[index].gives))
        if combined?.counted.contains(index) == true {
          standing.counted.append(tournament.name)
        } else {
          standing.dropped.append(tournament.name)
        }
      }
      standing.missing = max(0, atLeast - parts.count { $0.gives == .everything })
      if standing.missing == 0 { ranked.append(standing) } else { others.append(standing) }
    }
    ranked.takePlaces(settled: []) { a, b in
      let (mine, theirs) = (a.score ?? .zero, b.score ?? .zero)
      return mine == theirs ? .equal : mine > theirs ? .better : .worse
    }
    for index in ranked.indices {
      ranked[index].decidedBy = ranked.neighbour(of: index).map { other in
        SeasonStanding.Decider(
          against: other.team, own: ranked[index].score ?? .zero, other: other.score ?? .zero,
          isEqual: other.rank == ranked[index].rank)
      }
    }
    return ranked + others
  }
}

/// A team's place in a season.
public struct SeasonStanding: Equatable, Sendable {
  /// The team.
  public var team: Team.ID
  /// The place; `nil` for a team that took part too seldom.
  public var rank: Int?
  /// Whether another team has the same place.
  public var isShared = false
  /// What its tournaments come to.
  public var score: Points?
  /// The tournaments that count.
  public var counted: [String]
  /// The tournaments that do not.
  public var dropped: [String]
  /// What each tournament that it was at gives it, in their order.
  public var results: [Result] = []
  /// How many tournaments it lacks to be ranked.
  public var missing = 0
  /// Why it stands here and not where its neighbour does.
  public var decidedBy: Decider?
  /// Ties of a season are not settled.
  var settledBy: Tie.Method?

  /// What a tournament gives a team.
  public struct Result: Equatable, Sendable {
    /// The tournament.
    public var tournament: String
    /// The points.
    public var value: Points
    /// Whether that is all that it has, or only its debts.
    public var gives: Contribution
  }

  /// What separates a team from a neighbour: their scores, or nothing.
  public struct Decider: Equatable, Sendable {
    /// The neighbour: the next team above, or for the first the next below.
    public var against: Team.ID
    /// The team's own score.
    public var own: Points
    /// The neighbour's.
    public var other: Points
    /// Whether they share the place.
    public var isEqual: Bool
  }
}

extension SeasonStanding: Placeable {}
