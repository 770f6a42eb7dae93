/// What a quantity is worth.
public enum Worth: Equatable, Sendable {
  /// Nothing: it is recorded.
  case nothing
  /// So many points for each unit of the quantity.
  case each(Points)
  /// The points for 1, 2, 3 …; beyond the last, the last ("10, 15, 25, 35, 50").
  case table([Points])
  /// The points of the level chosen.
  case levels
  /// The points of the first tier whose bound the value does not exceed; beyond the last, none.
  case tiers([Tier])
  /// Points on a broken line through these corners, level beyond its ends.
  case line([Corner])
  /// So many per cent of a base for each unit of the quantity, at most `cap` per cent in all.
  case percent(Points, of: Base, cap: Points?)
  /// A base is multiplied by this for each unit of the quantity; the product does not go below `floor`.
  case factor(Points, of: Base, floor: Points?)

  /// A step of a table of tiers.
  public struct Tier: Equatable, Sendable {
    /// The greatest value that still belongs to the tier; `nil` for all that is left.
    public var upTo: Points?
    /// What the tier is worth.
    public var points: Points
    /// A tier.
    public init(upTo: Points?, points: Points) {
      self.upTo = upTo
      self.points = points
    }
  }

  /// A corner of a broken line.
  public struct Corner: Equatable, Sendable {
    /// The value.
    public var value: Points
    /// Its points.
    public var points: Points
    /// A corner.
    public init(value: Points, points: Points) {
      self.value = value
      self.points = points
    }
  }

  /// What a percentage or a factor is taken of.
  public enum Base: Equatable, Sendable {
    /// The item that this one modifies, as it stands after the modifiers listed above this one.
    case objective
    /// The points of a group, after its own rules.
    case group(Group.ID)
    /// The run's points so far, without exempt items.
    case run
    /// The most the sheet can give. Percentages only.
    case maximum
  }
}

/// How several values of one item become one.
public enum Combination: Equatable, Sendable {
  /// Their mean.
  case mean
  /// Their mean without the highest and the lowest, where there are three or more.
  case trimmedMean
  /// Their median.
  case median
  /// Their sum.
  case sum
  /// The highest.
  case highest
  /// The lowest.
  case lowest
  /// The one entered last.
  case last
}

/// A value that falls: five points a tile, two fewer for each restart, never below zero.
public struct Falling: Equatable, Sendable {
  /// How much for each.
  public var by: Points
  /// For each what.
  public var cause: Cause
  /// How low it can go.
  public var floor: Points

  /// What makes a value fall.
  public enum Cause: Equatable, Sendable {
    /// Each restart of the run.
    case restart
    /// Each occurrence of another item.
    case item(Item.ID)
    /// Each earlier occurrence of the item itself: the second is worth less than the first.
    case repetition
  }

  /// A falling value.
  public init(by: Points, cause: Cause, floor: Points) {
    self.by = by
    self.cause = cause
    self.floor = floor
  }
}
