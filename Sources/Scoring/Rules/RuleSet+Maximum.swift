extension RuleSet {
  /// The sum of every positive item and modifier at its limit: what a printed sheet gives as its maximum. `nil` if an
  /// item that scores has no limit. What groups keep, their caps (at each instance where they are `per` a list) and the
  /// cap of the run lower it; percentages and factors are left out.
  public var maximum: Points? {
    var sum = Points.zero
    // The most at each place of each item, by the first group that restricts it; the groups work on these.
    var restricted: [Group.ID: [(instance: Int, most: Points)]] = [:]
    for item in items where item.modifies == nil {
      let parts = [item] + items.filter { $0.modifies == item.id }
      var places = Array(repeating: Points.zero, count: placeCount(of: item))
      for part in parts {
        guard let most = most(of: part) else { return nil }
        if placeCount(of: part) == places.count {
          for index in places.indices { places[index] += most / Points(places.count) }
        } else {
          places[places.count - 1] += most
        }
      }
      guard let group = groups.first(where: { $0.restrictsMost && $0.items.contains(item.id) }) else {
        sum += places.reduce(.zero, +)
        continue
      }
      let isPaired = group.per != nil && group.per == item.per
      restricted[group.id, default: []] += places.enumerated().map { (isPaired ? $0 : 0, $1) }
    }
    for group in groups {
      for (_, parts) in Dictionary(grouping: restricted[group.id] ?? [], by: \.instance) {
        sum += group.most(of: parts.map(\.most))
      }
    }
    if let cap = total.cap { sum = min(sum, cap) }
    return sum
  }

  private func placeCount(of item: Item) -> Int {
    item.per.flatMap { list in instances.first { $0.id == list }?.instances.count } ?? 1
  }

  /// The most an item can add by itself, at all its instances; `nil` if there is no end to it.
  public func most(of item: Item) -> Points? {
    let places = Points(placeCount(of: item))
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

extension Group {
  /// Whether it can give less than its lines together.
  fileprivate var restrictsMost: Bool {
    switch keep {
    case .best, .worst: true
    case .all, .untilFirstGap: cap != nil
    }
  }

  /// The most it gives of lines that can each give so much. Of a group that keeps the worst, nothing worse need be there.
  fileprivate func most(of lines: [Points]) -> Points {
    let sum: Points
    switch keep {
    case .all, .untilFirstGap: sum = lines.reduce(.zero, +)
    case .best(let count), .worst(let count): sum = lines.sorted().suffix(count).reduce(.zero, +)
    }
    return cap.map { min($0, sum) } ?? sum
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
