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
    /// A tournament.
    public init(name: String, points: [Team.ID: Points]) {
      self.name = name
      self.points = points
    }
  }

  /// The season's standings: equal scores share a place. The order of the tournaments matters only where the last one
  /// counts; of equal results that of the earlier tournament counts.
  public func standings(of tournaments: [Tournament]) -> [SeasonStanding] {
    let teams = Set(tournaments.flatMap(\.points.keys)).sorted()
    var ranked: [SeasonStanding] = []
    var others: [SeasonStanding] = []
    for team in teams {
      let played = tournaments.filter { $0.points[team] != nil }
      let combined = combination.combined(played.compactMap { $0.points[team] })
      let counted = combined?.counted ?? []
      var standing = SeasonStanding(team: team, score: combined?.value, counted: [], dropped: [])
      for (index, tournament) in played.enumerated() {
        if counted.contains(index) {
          standing.counted.append(tournament.name)
        } else {
          standing.dropped.append(tournament.name)
        }
      }
      if played.count >= atLeast {
        ranked.append(standing)
      } else {
        standing.missing = atLeast - played.count
        others.append(standing)
      }
    }
    ranked.takePlaces(settled: []) { a, b in
      let (mine, theirs) = (a.score ?? .zero, b.score ?? .zero)
      return mine == theirs ? .equal : mine > theirs ? .better : .worse
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
  /// How many tournaments it lacks to be ranked.
  public var missing = 0
  /// Ties of a season are not settled.
  var settledBy: Tie.Method?
}

extension SeasonStanding: Placeable {}
