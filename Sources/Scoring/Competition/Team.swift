/// A team.
public struct Team: Identifiable, Equatable, Sendable {
  /// Names a team within its competition: `lasr`.
  public typealias ID = Identifier<Team>
  /// The short name that people type.
  public var id: ID
  /// The name as the team writes it.
  public var name: String
  /// Where it comes from, if that is known.
  public var affiliation: String
  /// A team.
  public init(id: ID, name: String, affiliation: String = "") {
    self.id = id
    self.name = name
    self.affiliation = affiliation
  }
}
