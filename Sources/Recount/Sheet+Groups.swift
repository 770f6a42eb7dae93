import Scoring

extension Sheet {
  /// Applies a group's rules: for each place by itself where it is `per` a list, else to all of it together.
  mutating func apply(_ group: Group) {
    let members = group.items.compactMap { rules.item($0) }
    if group.per != nil {
      for place in rules.places(of: group.per) {
        apply(group, to: members.filter { $0.per == group.per }.map { Spot(item: $0.id, place: place) })
      }
    } else {
      apply(group, to: members.flatMap { item in rules.places(of: item).map { Spot(item: item.id, place: $0) } })
    }
  }

  /// Applies a group's rules to these lines of it.
  private mutating func apply(_ group: Group, to spots: [Spot]) {
    let values = spots.map { points[$0.item]?[$0.place] ?? .zero }
    // A line that is worth nothing is neither the best nor the worst.
    let sorted = values.filter { $0 != .zero }.sorted()
    var worth: Points
    switch group.keep {
    case .all, .untilFirstGap: worth = values.reduce(.zero, +)
    case .best(let number): worth = sorted.reversed().prefix(number).reduce(.zero, +)
    case .worst(let number): worth = sorted.prefix(number).reduce(.zero, +)
    }
    if let cap = group.cap { worth = min(worth, cap) }
    if let floor = group.floor { worth = max(worth, floor) }
    if let most = group.voidAbove, seen(spots) > Points(most) {
      worth = .zero
      overfull.formUnion(spots)
    }
    groups[group.id, default: .zero] += worth
    corrections += worth - values.reduce(.zero, +)
  }

  /// How often all of these were there, before their own limits.
  private func seen(_ spots: [Spot]) -> Points {
    spots.map { spot in
      rules.item(spot.item).flatMap { count.counted($0, at: spot.place).unlimited } ?? .zero
    }.reduce(.zero, +)
  }

  /// Percentages and factors of a group are taken one after the other, from top to bottom.
  mutating func addShare(_ item: Item, at place: Instance.ID?, of group: Group.ID) {
    guard let base = groups[group] else { return }
    let change = overfull.contains(Spot(item: item.id, place: place)) ? .zero : share(item, at: place, of: base)
    groups[group] = base + change
    if item.isExempt { exempt += change } else { corrections += change }
  }
}
