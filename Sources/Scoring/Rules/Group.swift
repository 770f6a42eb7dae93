/// Items that are counted together.
public struct Group: Identifiable, Equatable, Sendable {
  /// Names a group within its rule set.
  public typealias ID = Identifier<Group>
  /// The name.
  public var id: ID
  /// What people read.
  public var title: String
  /// The items, in the order of the sheet.
  public var items: [Item.ID]
  /// Whether the rules below apply at each instance of this list by itself.
  public var per: InstanceList.ID?
  /// Which of the lines count.
  public var keep: Keep = .all
  /// Seen more often than this in all, the whole group is worth nothing.
  public var voidAbove: Int?
  /// The most the group can give.
  public var cap: Points?
  /// The least the group can give.
  public var floor: Points?

  /// Which lines of a group count.
  public enum Keep: Equatable, Sendable {
    /// All of them.
    case all
    /// Only so many of the highest ("the highest bonus only").
    case best(Int)
    /// Only so many of the lowest: penalties that do not add up, the worst counts.
    case worst(Int)
    /// Stages: the lines up to the first one that did not happen.
    case untilFirstGap
  }

  /// A group with every rule at its default.
  public init(id: ID, title: String, items: [Item.ID]) {
    self.id = id
    self.title = title
    self.items = items
  }
}
