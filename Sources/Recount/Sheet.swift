import Scoring

/// The second and third step of the order of operations: what each item is worth at each place, with its modifiers and
/// their floor, and what the groups make of it.
struct Sheet {
  let count: Count
  let rules: RuleSet
  /// The points of each item (with all that modifies it) at each of its places.
  var points: [Item.ID: [Instance.ID?: Points]] = [:]
  /// What the caps and floors of a group take off or add, and its percentages and factors.
  var corrections: [Group.ID: Points] = [:]
  /// The items and places that a group has taken out: they do not count at all.
  var dropped: Set<Spot> = []

  /// An item at a place.
  struct Spot: Hashable {
    var item: Item.ID
    var place: Instance.ID?
  }

  init(of count: Count, disqualified: Set<Item.ID>) {
    self.count = count
    rules = count.sheet
    for item in rules.items where item.modifies == nil && item.shareBase == nil {
      points[item.id] = disqualified.contains(item.id) ? [:] : family(item, without: disqualified)
    }
    for group in rules.groups { apply(group) }
    for group in rules.groups { applyShares(of: group, without: disqualified) }
  }

  /// What an item is worth in all.
  func sum(of item: Item.ID) -> Points { (points[item] ?? [:]).values.reduce(.zero, +) }

  /// What a group is worth in all.
  func sum(of group: Group) -> Points {
    group.items.map { sum(of: $0) }.reduce(.zero, +) + (corrections[group.id] ?? .zero)
  }

  /// A line, rounded where the rules round lines.
  func line(_ points: Points) -> Points {
    guard rules.total.roundsLines, let rounding = rules.total.rounding else { return points }
    return points.recounted(by: rounding)
  }
}
