public import Scoring

/// The standings of a phase, worked out a second time.
public struct TableRecount: Equatable, Sendable {
  /// The teams, the first first.
  public var places: [Place]

  /// A team with its runs of the phase, and what the organisers decided about it.
  public struct Team: Sendable {
    /// The team.
    public var id: Scoring.Team.ID
    /// Its runs of the phase, recounted.
    public var runs: [RunRecount]
    /// Whether it entered the challenge.
    public var isEntered: Bool
    /// Whether it withdrew.
    public var hasWithdrawn: Bool
    /// Whether the organisers disqualified it.
    public var isDisqualified: Bool
    /// Whether a run of another table disqualified it from this one too.
    public var isOutOfAll: Bool
    /// The runs that settled a tie, its own or others': they count for nothing else.
    public var decidingRuns: Set<Run.ID>

    /// A team before it is ranked.
    public init(
      id: Scoring.Team.ID, runs: [RunRecount], isEntered: Bool = true, hasWithdrawn: Bool = false,
      isDisqualified: Bool = false, isOutOfAll: Bool = false, decidingRuns: Set<Run.ID> = []
    ) {
      self.id = id
      self.runs = runs
      self.isEntered = isEntered
      self.hasWithdrawn = hasWithdrawn
      self.isDisqualified = isDisqualified
      self.isOutOfAll = isOutOfAll
      self.decidingRuns = decidingRuns
    }
  }

  /// How a team stands.
  public struct Place: Equatable, Sendable {
    /// The team.
    public var team: Scoring.Team.ID
    /// The place; `nil` for a team that is not ranked.
    public var rank: Int?
    /// Whether another team has the same place.
    public var isShared: Bool
    /// How it stands.
    public var status: Status
    /// What its runs made; `nil` if no run counts.
    public var result: ResultRecount?

    /// Whether it has a place that it earned: it is not disqualified, and it came.
    var isEarned: Bool { rank != nil && status == .ranked && result?.isEarned ?? false }
  }

  /// How a team stands, in the words that the standings use.
  public enum Status: String, CaseIterable, Sendable {
    /// It has a result.
    case ranked
    /// Its result is a disqualification, or the organisers took it out.
    case disqualified
    /// It has fewer runs than a result is made of, and the rules do not rank that.
    case incomplete
    /// It came to none of its runs.
    case noShow = "no show"
    /// Its runs are void or to be repeated.
    case void
    /// It has not finished a run yet.
    case noRun = "no run yet"
    /// It withdrew.
    case withdrawn
    /// It never entered.
    case notEntered = "not entered"
  }
}
