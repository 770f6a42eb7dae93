/// Teams that are also ranked among themselves: universities, industry, newcomers.
public struct Division: Identifiable, Hashable, Sendable {
  /// Names a division within its competition: `university`.
  public typealias ID = Identifier<Division>
  /// The short name that people type.
  public var id: ID
  /// What people read.
  public var title: String
  /// A division.
  public init(id: ID, title: String) {
    self.id = id
    self.title = title
  }
}
