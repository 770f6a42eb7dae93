/// A team's place in a ranking, with the key that decided it.
public struct Standing: Equatable, Sendable {
  /// The team.
  public var team: Team.ID
  /// The place; `nil` for a team that is not ranked.
  public var rank: Int?
  /// Whether another team has the same place.
  public var isShared: Bool
  /// How the team stands.
  public var status: Status
  /// What its runs made; `nil` if no run counts.
  public var result: Result?
  /// The runs that do not count although no result came of them.
  public var runs: [ScoredRun]
  /// Why it stands here and not where its neighbour does.
  public var decidedBy: Decider?
  /// How a shared place was settled for it, where one was.
  public var settledBy: Tie.Method?
  /// Whether it is disqualified from more than single runs, by a run or by the organisers.
  public var isOutOfAll = false
  /// In a challenge's own table, the phase that its place comes from; `nil` where phases are added.
  public var phase: Phase?

  /// How a team stands: never mixed up, down to the CSV.
  public enum Status: String, CaseIterable, Sendable {
    /// It has a result, zero included.
    case ranked
    /// Its result is a disqualification, or the organisers took it out.
    case disqualified
    /// It has fewer runs than a result is made of, and the rules do not rank such a team.
    case incomplete
    /// It did not come to any run.
    case noShow = "no show"
    /// Its runs are void or invalid: neither a zero nor a loss.
    case void
    /// It entered and has not finished a run yet.
    case noRun = "no run yet"
    /// It withdrew.
    case withdrawn
    /// It never entered this challenge.
    case notEntered = "not entered"
  }

  /// What separates a team from a neighbour.
  public struct Decider: Equatable, Sendable {
    /// The neighbour: the next team above, or for the first the next below.
    public var against: Team.ID
    /// What tells the two apart.
    public var ground: Ground
    /// The key, where a key of a ranking decided.
    public var key: RankingKey?
    /// The team's own value of the key.
    public var own: Points?
    /// The neighbour's value of the key.
    public var other: Points?
    /// The phase whose results decided, in a table made of several.
    public var phase: Phase?

    /// The same as it is seen by the neighbour above, of whom `team` is the next below.
    public func fromAbove(_ team: Team.ID) -> Decider {
      var decider = self
      (decider.against, decider.own, decider.other) = (team, other, own)
      return decider
    }
  }

  /// What can tell two neighbours apart.
  public enum Ground: Hashable, Sendable {
    /// A key of the ranking.
    case key
    /// One of them reached the final.
    case reachedFinal
    /// One of them has a result in the final.
    case ranInFinal
    /// One of them has a result in the trials.
    case ranInTrials
    /// One of them is not disqualified.
    case notDisqualified
    /// One of them is among the first so many of the final.
    case firstOfFinal(Int)
    /// They were equal in every key, and the tie was settled.
    case settled(Tie.Method)
    /// Nothing: they share the place.
    case nothing
  }
}

extension Standing: Placeable {}

/// What is known of a team before it is ranked.
public struct Contender: Sendable {
  /// The team.
  public var team: Team.ID
  /// Its runs of the phase.
  public var runs: [ScoredRun]
  /// Whether it entered the challenge.
  public var isEntered: Bool
  /// Whether it withdrew.
  public var hasWithdrawn: Bool
  /// Whether the organisers disqualified it.
  public var isDisqualified: Bool
  /// Whether a run of another phase or challenge disqualified it from this one too.
  public var isOutOfAll: Bool
  /// A contender.
  public init(
    team: Team.ID, runs: [ScoredRun], isEntered: Bool = true, hasWithdrawn: Bool = false, isDisqualified: Bool = false,
    isOutOfAll: Bool = false
  ) {
    self.team = team
    self.runs = runs
    self.isEntered = isEntered
    self.hasWithdrawn = hasWithdrawn
    self.isDisqualified = isDisqualified
    self.isOutOfAll = isOutOfAll
  }
}
