import Scoring

extension RuleSet {
  /// The most the sheet can give, which percentages of the maximum are taken of: every line at its best, as far as the
  /// groups and the run's cap let it. Zero where there is no end to it.
  var mostOnPaper: Points {
    var sum = Points.zero
    var inGroups: [Group.ID: [(place: Instance.ID?, most: Points)]] = [:]
    for item in items where item.modifies == nil {
      guard let lines = bestLines(of: item) else { return .zero }
      if let group = groups.first(where: { $0.canLower && $0.items.contains(item.id) }) {
        let own = group.per != nil && group.per == item.per
        inGroups[group.id, default: []] += zip(places(of: item), lines).map { (own ? $0 : nil, $1) }
      } else {
        sum += lines.reduce(.zero, +)
      }
    }
    for group in groups {
      let lines = inGroups[group.id] ?? []
      for place in Set(lines.map(\.place)) { sum += group.best(of: lines.filter { $0.place == place }.map(\.most)) }
    }
    return total.cap.map { min(sum, $0) } ?? sum
  }

  /// The best that an item with its modifiers can give at each place; `nil` if there is no end to it.
  private func bestLines(of item: Item) -> [Points]? {
    var lines = places(of: item).map { _ in Points.zero }
    for part in [item] + items.filter({ $0.modifies == item.id }) {
      guard let most = best(of: part) else { return nil }
      for (index, _) in places(of: part).enumerated() {
        lines[part.per == item.per ? index : lines.count - 1] += most
      }
    }
    return lines
  }

  /// The best that an item can give at one place.
  private func best(of item: Item) -> Points? {
    switch item.worth {
    case .nothing, .percent, .factor: return .zero
    case .each(let points):
      if points <= .zero { return .zero }
      if item.quantity == .timeLeft { return timeLimit.map { $0.seconds * points } }
      if item.takesValues { return item.scale.map { $0.upperBound * points } }
      if item.quantity == .automatic { return points }
      guard let limit = item.limit else { return nil }
      guard let falls = item.falls, case .repetition = falls.cause else { return points * Points(limit) }
      var sum = Points.zero
      for time in 0..<limit { sum += max(points - falls.by * Points(time), falls.floor) }
      return max(.zero, sum)
    case .table(let points): return points.prefix(item.limit ?? points.count).reduce(.zero, max)
    case .levels: return item.levels.map(\.points).reduce(.zero, max)
    case .tiers(let tiers): return tiers.map(\.points).reduce(.zero, max)
    case .line(let corners): return corners.map(\.points).reduce(.zero, max)
    }
  }
}

extension Group {
  /// Whether it can give less than its lines together.
  fileprivate var canLower: Bool {
    switch keep {
    case .all, .untilFirstGap: cap != nil
    case .best, .worst: true
    }
  }

  /// The most it gives of lines that can each give so much. Of a group that keeps the worst, nothing worse need be there.
  fileprivate func best(of lines: [Points]) -> Points {
    let sum: Points
    switch keep {
    case .all, .untilFirstGap: sum = lines.reduce(.zero, +)
    case .best(let number), .worst(let number): sum = lines.sorted(by: >).prefix(number).reduce(.zero, +)
    }
    return cap.map { min($0, sum) } ?? sum
  }
}
