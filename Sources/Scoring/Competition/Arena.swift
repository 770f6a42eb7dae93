/// A place where runs are held: the coffee shop's area, the door's.
public struct Arena: Identifiable, Hashable, Sendable {
  /// Names an arena within its competition: `shop`.
  public typealias ID = Identifier<Arena>
  /// The short name that people type.
  public var id: ID
  /// What people read.
  public var title: String
  /// The challenges held there; empty: any.
  public var challenges: [Challenge.ID]
  /// An arena.
  public init(id: ID, title: String, challenges: [Challenge.ID] = []) {
    self.id = id
    self.title = title
    self.challenges = challenges
  }

  /// Whether a challenge may be held there.
  public func holds(_ challenge: Challenge.ID) -> Bool { challenges.isEmpty || challenges.contains(challenge) }
}
