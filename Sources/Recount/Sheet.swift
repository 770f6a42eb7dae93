import Scoring

/// The second and third step of the order of operations: what each item is worth at each place, with its modifiers and
/// their floor, and what the groups make of it.
struct Sheet {
  let count: Count
  /// The items that disqualifying behaviours make worthless.
  let worthless: Set<Item.ID>
  /// The points of each item, with all that modifies it, at each of its places.
  var points: [Item.ID: [Instance.ID?: Points]] = [:]
  /// What each group is worth by its own rules, and with its percentages and factors.
  var groups: [Group.ID: Points] = [:]
  /// What groups add to the run, or take off: rules, percentages and factors.
  var corrections = Points.zero
  /// What exempt percentages and factors of groups come to.
  var exempt = Points.zero
  /// The items and places of groups of which so many were seen that none counts.
  var overfull: Set<Spot> = []

  var rules: RuleSet { count.sheet }

  /// An item at a place.
  struct Spot: Hashable {
    var item: Item.ID
    var place: Instance.ID?
  }

  init(of count: Count, worthless: Set<Item.ID>) {
    self.count = count
    self.worthless = worthless
    for item in rules.items where item.modifies == nil && item.shareBase == nil { points[item.id] = family(item) }
    for group in rules.groups { apply(group) }
    for item in rules.items {
      guard case .group(let group) = item.shareBase else { continue }
      for place in rules.places(of: item) { addShare(item, at: place, of: group) }
    }
  }

  /// What an item is worth in all, with its modifiers.
  func sum(of item: Item.ID) -> Points { (points[item] ?? [:]).values.reduce(.zero, +) }

  /// A line, rounded where the rules round lines.
  func line(_ points: Points) -> Points {
    guard rules.total.roundsLines, let rounding = rules.total.rounding else { return points }
    return points.recounted(by: rounding)
  }

  /// What a share of a base comes to: nothing where a disqualifying behaviour makes it worthless, but a debt stays one.
  func share(_ item: Item, at place: Instance.ID?, of base: Points) -> Points {
    let points = line(count.share(of: item, at: place, base: base))
    return worthless.contains(item.id) ? min(.zero, points) : points
  }
}
