public import Scoring

/// A table over several challenges, worked out a second time.
public struct OverallRecount: Sendable {
  /// The table.
  public let overall: Overall.ID
  /// The teams, the first first; then those without a value.
  public var places: [Place]

  /// How a team stands.
  public struct Place: Equatable, Sendable {
    /// The team.
    public var team: Team.ID
    /// The place; `nil` for a team that has no value anywhere.
    public var rank: Int?
    /// Whether another team has the same place.
    public var isShared = false
    /// How it stands.
    public var status: TableRecount.Status
    /// What each part adds; `nil` where the team has no value.
    public var parts: [Points?]
    /// The sum of the parts; `nil` for a team without a value.
    public var exactTotal: Points?
    /// The same, rounded as the table says.
    public var total: Points?
    /// The places that it has in the challenges of the table.
    public var medals: [Int]

    /// How often it has a place in the challenges of the table.
    public func count(ofPlace place: Int) -> Int { medals.filter { $0 == place }.count }
  }
}
