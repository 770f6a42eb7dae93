import Scoring

/// What counts of one item at one place.
struct Counted {
  /// The number: how often it was seen, or the value; `nil` where there is none, which is not a zero.
  var number: Points?
  /// The same before the item's own `max`.
  var unlimited: Points?
  /// Whether it counts at all: it was seen, and its conditions hold.
  var counts = true
  /// The level that holds, of an item with levels.
  var level: Item.Level?
  /// What was seen, of that which counts.
  var sightings: [Sighting] = []
}
