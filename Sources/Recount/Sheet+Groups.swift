import Scoring

extension Sheet {
  /// Applies a group's rules: for each place by itself where it is `per` a list, else to all of it together.
  mutating func apply(_ group: Group) {
    let members = group.items.compactMap { rules.item($0) }
    let paired = members.filter { group.per != nil && $0.per == group.per }
    let others = members.filter { member in !paired.contains { $0.id == member.id } }
    for place in group.per == nil ? [] : rules.places(of: group.per) {
      apply(group, to: paired.map { [Spot(item: $0.id, place: place)] })
    }
    apply(group, to: others.map { item in rules.places(of: item).map { Spot(item: item.id, place: $0) } })
  }

  /// Applies a group's rules to its members' spots.
  private mutating func apply(_ group: Group, to members: [[Spot]]) {
    guard !members.isEmpty else { return }
    let spots = members.flatMap { $0 }
    if let most = group.voidAbove {
      let seen = spots.map { count.seen(rules.item($0.item)!, at: $0.place) }.reduce(.zero, +)
      if seen > Points(most) { for spot in spots { drop(spot) } }
    }
    switch group.keep {
    case .all: break
    case .best(let number): keep(number, of: spots) { $0 > $1 }
    case .worst(let number): keep(number, of: spots) { $0 < $1 }
    case .untilFirstGap:
      var isGap = false
      for member in members {
        isGap = isGap || !member.contains { happened($0) }
        if isGap { for spot in member { drop(spot) } }
      }
    }
    let sum = spots.map { value($0) }.reduce(.zero, +)
    var limited = sum
    if let cap = group.cap { limited = min(limited, cap) }
    if let floor = group.floor { limited = max(limited, floor) }
    corrections[group.id, default: .zero] += line(limited - sum)
  }

  private func value(_ spot: Spot) -> Points { points[spot.item]?[spot.place] ?? .zero }

  private func happened(_ spot: Spot) -> Bool {
    !dropped.contains(spot) && (count.counted(rules.item(spot.item)!, at: spot.place).number ?? .zero) > .zero
  }

  private mutating func drop(_ spot: Spot) {
    dropped.insert(spot)
    points[spot.item]?[spot.place] = .zero
  }

  /// Only so many of the lines keep their points, the first in this order.
  private mutating func keep(_ number: Int, of spots: [Spot], in order: (Points, Points) -> Bool) {
    let lines = spots.filter { happened($0) || value($0) != .zero }
    let sorted = lines.map { (spot: $0, value: value($0)) }.sorted { order($0.value, $1.value) }
    for line in sorted.dropFirst(number) { points[line.spot.item]?[line.spot.place] = .zero }
  }

  /// Percentages of a group, all of the same amount, and then its factors, one after the other.
  mutating func applyShares(of group: Group, without disqualified: Set<Item.ID>) {
    let shares = rules.items.filter { $0.shareBase == .group(group.id) && !disqualified.contains($0.id) }
    let base = sum(of: group)
    for item in shares where item.isPercentage { add(item, of: base, to: group) }
    for item in shares where !item.isPercentage { add(item, of: sum(of: group), to: group) }
  }

  private mutating func add(_ item: Item, of base: Points, to group: Group) {
    for place in rules.places(of: item) {
      let change = line(count.share(of: item, at: place, base: base))
      corrections[group.id, default: .zero] += change
    }
  }
}

extension Item {
  /// Whether it is worth a percentage of something.
  var isPercentage: Bool { if case .percent = worth { true } else { false } }
}

extension Count {
  /// How often an item was seen in time, before its own limit.
  func seen(_ item: Item, at place: Instance.ID?) -> Points {
    (item.isEnteredByHand ? entered(item, at: place) : counted(item, at: place)).number ?? .zero
  }
}
