import Scoring

extension Count {
  /// Whether a condition holds for somebody at a place of a list. Conditions see what counts.
  func holds(_ condition: Condition, per list: InstanceList.ID?, at place: Instance.ID?) -> Bool {
    condition.holds(isCompleted: story.finish == .completed) { id in
      guard let item = sheet.item(id) else { return nil }
      return (item, look(at: item, per: list, at: place))
    }
  }

  /// Whether there is a value, and it lies in a range that may be open at either end.
  func lies(_ value: Points?, between least: Points?, and most: Points?) -> Bool {
    guard let value else { return false }
    return least.map { value >= $0 } ?? true && most.map { value <= $0 } ?? true
  }
}

extension Condition {
  /// Whether it holds of what somebody sees of each item, place by place.
  func holds(isCompleted: Bool, _ look: (Item.ID) -> (item: Item, places: [Counted])?) -> Bool {
    switch self {
    case .seen(let id, let least):
      guard let (item, places) = look(id) else { return least <= 0 }
      // Of a measurement it is asked whether there is one, not how great it is.
      if item.canBeMissing { return places.filter { $0.number != nil }.count >= least }
      return places.compactMap(\.number).reduce(.zero, +) >= Points(least)
    case .chosen(let id, let levels):
      return look(id)?.places.contains { $0.level.map { levels.contains($0.id) } ?? false } ?? false
    case .value(let id, let least, let most):
      guard let (item, places) = look(id) else { return false }
      let numbers = places.compactMap(\.number)
      func isWithin(_ value: Points) -> Bool {
        least.map { value >= $0 } ?? true && most.map { value <= $0 } ?? true
      }
      // Counts are added up; of measurements one is enough.
      return item.canBeMissing ? numbers.contains(where: isWithin) : isWithin(numbers.reduce(.zero, +))
    case .complete(let ids):
      return ids.allSatisfy { id in
        look(id).map { seen in seen.places.allSatisfy { $0.isComplete(seen.item) } } ?? false
      }
    case .completed: return isCompleted
    case .all(let parts): return parts.allSatisfy { $0.holds(isCompleted: isCompleted, look) }
    case .any(let parts): return parts.contains { $0.holds(isCompleted: isCompleted, look) }
    case .none(let parts): return !parts.contains { $0.holds(isCompleted: isCompleted, look) }
    }
  }
}

extension Counted {
  /// Whether an item counted as often as it can; of levels, whether the best was reached.
  fileprivate func isComplete(_ item: Item) -> Bool {
    if let best = item.levels.map(\.points).max() { return level?.points == best }
    guard let number else { return false }
    if item.canBeMissing, item.limit == nil { return true }
    return number >= Points(item.limit ?? 1)
  }
}
