import Scoring

extension Count {
  /// What the counted quantity of an item at a place is worth by itself, without modifiers, groups or the run's rules.
  /// Shares of something else are worth nothing by themselves.
  func worth(of item: Item, at place: Instance.ID?) -> Points {
    let counted = counted(item, at: place)
    guard counted.counts, let number = counted.number else { return .zero }
    switch item.worth {
    case .nothing, .percent, .factor: return .zero
    case .each(let points): return each(points, number, item, at: place)
    case .table(let points):
      let whole = number.wholePart
      guard whole >= 1, !points.isEmpty else { return .zero }
      return points[min(whole, points.count) - 1]
    case .levels: return counted.level?.points ?? .zero
    case .tiers(let tiers): return tiers.first { $0.upTo.map { number <= $0 } ?? true }?.points ?? .zero
    case .line(let corners): return onLine(corners, number)
    }
  }

  /// So many points for each, which may fall.
  private func each(_ points: Points, _ number: Points, _ item: Item, at place: Instance.ID?) -> Points {
    guard let falls = item.falls else { return points * number }
    guard case .repetition = falls.cause else { return fallen(points, item, at: place) * number }
    var sum = Points.zero
    var each = points
    for _ in 0..<number.wholePart {
      sum += max(each, falls.floor)
      each = each - falls.by
    }
    return sum
  }

  /// What is left of the worth of each after all it fell by; never below the floor.
  func fallen(_ points: Points, _ item: Item, at place: Instance.ID?) -> Points {
    guard let falls = item.falls else { return points }
    let times: Points
    switch falls.cause {
    case .restart: times = Points(story.restarts.count)
    case .item(let id): times = sheet.item(id).flatMap { number(of: $0, per: item.per, at: place) } ?? .zero
    case .repetition: times = .zero
    }
    return max(points - falls.by * times, falls.floor)
  }

  private func onLine(_ corners: [Worth.Corner], _ value: Points) -> Points {
    guard let first = corners.first, let last = corners.last else { return .zero }
    if value <= first.value { return first.points }
    if value >= last.value { return last.points }
    for (left, right) in zip(corners, corners.dropFirst()) where value <= right.value {
      let way = (value - left.value) / (right.value - left.value)
      return left.points + (right.points - left.points) * way
    }
    return last.points
  }

  /// What a percentage or a factor adds to its base, or takes away. Nothing is ever taken of a debt.
  func share(of item: Item, at place: Instance.ID?, base: Points) -> Points {
    guard base > .zero, let number = counted(item, at: place).number else { return .zero }
    switch item.worth {
    case .percent(let each, _, let cap):
      var percent = fallen(each, item, at: place) * number
      if let cap { percent = min(max(percent, -cap), cap) }
      return base * percent / 100
    case .factor(let each, _, let floor):
      var product = Points(1)
      let each = fallen(each, item, at: place)
      for _ in 0..<number.wholePart { product = product * each }
      if let floor { product = max(product, floor) }
      return base * product - base
    default: return .zero
    }
  }
}

extension Points {
  /// How many whole ones there are.
  fileprivate var wholePart: Int { max(0, Int(numerator / denominator)) }
}
