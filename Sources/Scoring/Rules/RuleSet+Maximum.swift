extension RuleSet {
  /// The sum of every positive item and modifier at its limit: what a printed sheet gives as its maximum. `nil` if an
  /// item that scores has no limit. Caps of groups and of the run lower it; percentages and factors are left out.
  public var maximum: Points? {
    var sum = Points.zero
    let capped = Dictionary(
      groups.compactMap { group in group.cap.map { (group.id, $0) } }, uniquingKeysWith: { first, _ in first })
    var groupSums: [Group.ID: Points] = [:]
    for item in items {
      guard let most = most(of: item) else { return nil }
      if let group = groups.first(where: { capped[$0.id] != nil && $0.items.contains(item.modifies ?? item.id) }) {
        groupSums[group.id, default: .zero] += most
      } else {
        sum += most
      }
    }
    for group in groups {
      if let cap = capped[group.id], let total = groupSums[group.id] { sum += min(cap, total) }
    }
    if let cap = total.cap { sum = min(sum, cap) }
    return sum
  }

  /// The most an item can add by itself, at all its instances; `nil` if there is no end to it.
  public func most(of item: Item) -> Points? {
    let places = Points(item.per.flatMap { list in instances.first { $0.id == list }?.instances.count } ?? 1)
    let each: Points?
    switch item.worth {
    case .nothing, .percent, .factor: return .zero
    case .each(let points):
      if points <= .zero {
        each = .zero
      } else if item.quantity == .timeLeft {
        each = timeLimit.map { $0.seconds * points }
      } else if item.isValued {
        each = item.scale.map { $0.upperBound * points }
      } else if item.quantity == .automatic {
        each = points
      } else {
        each = item.limit.map { max(.zero, item.worth(ofFirst: $0)) }
      }
    case .table(let points):
      let reachable = item.limit.map { points.prefix($0) } ?? points[...]
      each = max(.zero, reachable.max() ?? .zero)
    case .levels: each = max(.zero, item.levels.map(\.points).max() ?? .zero)
    case .tiers(let tiers): each = max(.zero, tiers.map(\.points).max() ?? .zero)
    case .line(let corners): each = max(.zero, corners.map(\.points).max() ?? .zero)
    }
    return each.map { $0 * places }
  }
}

extension Item {
  /// What the occurrence at this position (from 0) is worth, after its falls by repetition.
  func worthOfOccurrence(_ position: Int) -> Points {
    guard case .each(let points) = worth else { return .zero }
    guard let falls, falls.cause == .repetition else { return points }
    return max(falls.floor, points - falls.by * Points(position))
  }

  /// What the first so many occurrences are worth together; worked out, not counted, for a log may say any number.
  func worth(ofFirst count: Int) -> Points {
    guard count > 0, case .each(let points) = worth else { return .zero }
    guard let falls, falls.cause == .repetition, falls.by > .zero else { return points * Points(count) }
    guard points > falls.floor else { return falls.floor * Points(count) }
    let steps = ((points - falls.floor) / falls.by).rounded(to: 1, .up)
    let falling = min(Points(count), steps)
    // points + (points − by) + … is an arithmetic series; the rest stands at the floor.
    let fallingSum = points * falling - falls.by * (falling * (falling - 1)) / 2
    return fallingSum + falls.floor * (Points(count) - falling)
  }
}
