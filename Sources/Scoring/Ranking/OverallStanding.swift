/// A team's place in a table over several challenges, with everything that made it.
public struct OverallStanding: Equatable, Sendable {
  /// The team.
  public var team: Team.ID
  /// The place; `nil` for a team that has no value anywhere in the table.
  public var rank: Int?
  /// Whether another team has the same place.
  public var isShared = false
  /// How the team stands.
  public var status: Standing.Status
  /// What the parts come to, rounded as the table says; `nil` for a team without a value.
  public var total: Points?
  /// The same before it was rounded.
  public var exactTotal: Points?
  /// The parts, in the order of the table.
  public var parts: [Part]
  /// Whether the team has earned any of it: a result that is neither disqualified nor just the price of not coming.
  public var isEarned = false
  /// How often it has the first place in the challenges of the table, the second, and so on; shared places count.
  public var places: [Int]
  /// How a shared place was settled for it, where one was.
  public var settledBy: Tie.Method?
  /// Why it stands here and not where its neighbour does.
  public var decidedBy: Decider?

  /// How often it has this place, counted from 1.
  public func count(ofPlace place: Int) -> Int { places.indices.contains(place - 1) ? places[place - 1] : 0 }

  /// What a part of the table gives a team.
  public struct Part: Equatable, Sendable {
    /// What each challenge gives, in the order of the part.
    public var contributions: [ChallengeValue]
    /// The challenges made one value; `nil` if the team has none in any of them.
    public var value: Points?
    /// The value in proportion to the best team's, where the part says so; else the value itself.
    public var normalised: Points?
    /// That with its weight: what is added up.
    public var weighted: Points?

    /// Whether the team has earned any of it.
    public var isEarned: Bool { contributions.contains { $0.gives == .everything } }
    /// How many challenges its value is made of: those in which the team has a result.
    public var held: Int { contributions.count { $0.gives != .nothing } }
  }

  /// What a challenge gives a team.
  public struct ChallengeValue: Equatable, Sendable {
    /// The challenge.
    public var challenge: Challenge.ID
    /// The team's place there, among the teams of the table; `nil` if it has none.
    public var rank: Int?
    /// Whether another of these teams has the same place.
    public var isShared: Bool
    /// What that is worth; `nil` if it has no result there, which is not a zero.
    public var value: Points?
    /// Whether that is all that it has, or only its debts.
    public var gives: Contribution
    /// Whether it is disqualified there.
    public var isDisqualified: Bool
    /// Whether it is among the values that count.
    public var isCounted: Bool
  }

  /// What separates a team from a neighbour.
  public struct Decider: Equatable, Sendable {
    /// The neighbour: the next team above, or for the first the next below.
    public var against: Team.ID
    /// What tells the two apart.
    public var ground: Ground
    /// The team's own value of it.
    public var own: Points?
    /// The neighbour's value of it.
    public var other: Points?

    /// The same as it is seen by the neighbour above, of whom `team` is the next below.
    public func fromAbove(_ team: Team.ID) -> Decider {
      Decider(against: team, ground: ground, own: other, other: own)
    }
  }

  /// What can tell two neighbours apart.
  public enum Ground: Hashable, Sendable {
    /// The total, as it is rounded.
    case total
    /// The part with this number, counted from 1.
    case part(Int)
    /// How often they have this place, counted from 1.
    case places(Int)
    /// One of them is not disqualified.
    case notDisqualified
    /// They were equal in all of it, and the tie was settled.
    case settled(Tie.Method)
    /// Nothing: they share the place.
    case nothing
  }
}

extension OverallStanding: Placeable {}
