/// Only what is seen soon enough counts.
public struct TimeWindow: Equatable, Sendable {
  /// The length.
  public var length: Milliseconds
  /// What it is counted from: the first entry of this item, or the start of the run.
  public var since: Item.ID?

  /// A window.
  public init(length: Milliseconds, since: Item.ID?) {
    self.length = length
    self.since = since
  }
}

/// Something that holds or does not hold of a run.
public indirect enum Condition: Equatable, Sendable {
  /// The item counted at least so often; at the same instance, where both are scored per the same list.
  case seen(Item.ID, atLeast: Int)
  /// One of these levels was chosen.
  case chosen(Item.ID, [Item.Level.ID])
  /// The value lies in this range (either end may be open).
  case value(Item.ID, atLeast: Points?, atMost: Points?)
  /// Each of these items counted as often as it can.
  case complete([Item.ID])
  /// The run ended because its task was done.
  case completed
  /// All of these hold.
  case all([Condition])
  /// At least one of these holds.
  case any([Condition])
  /// None of these holds.
  case none([Condition])
}

/// How far a disqualification reaches.
public enum DisqualificationScope: Equatable, Sendable {
  /// The item named is worth nothing.
  case item(Item.ID)
  /// The run.
  case run
  /// All the team's runs at this challenge.
  case challenge
  /// The team.
  case competition
}
