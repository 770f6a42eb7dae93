extension Fold {
  /// The slots of another item that belong to this one: the same instance where both have the same list, else all.
  func slots(of other: Int, besides slot: Int, of position: Int) -> Range<Int> {
    let mine = rules.items[position]
    let theirs = rules.items[other]
    guard mine.hasInstances, theirs.hasInstances, mine.item.per == theirs.item.per else { return theirs.slots }
    let same = theirs.firstSlot + slot - mine.firstSlot
    return same..<(same + 1)
  }

  func counted(of other: Int, besides slot: Int, of position: Int) -> Points {
    counted(slots(of: other, besides: slot, of: position))
  }

  private func counted(_ slots: Range<Int>) -> Points { slots.reduce(Points.zero) { $0 + work[$1].counted } }

  /// Whether something holds at a slot of an item.
  func holds(_ condition: CompiledCondition, at slot: Int, of compiled: CompiledItem) -> Bool {
    holds(condition) { slots(of: $0, besides: slot, of: compiled.position) }
  }

  /// Whether something holds of the whole run, not at an instance.
  func holdsForRun(_ condition: CompiledCondition) -> Bool {
    holds(condition) { rules.items[$0].slots }
  }

  /// Whether something holds of these slots of each item.
  func holds(_ condition: CompiledCondition, _ slots: (Int) -> Range<Int>) -> Bool {
    switch condition {
    case .seen(let item, let least):
      // Of a measurement it is asked whether there is one, not how great it is.
      if rules.items[item].isMeasured { return slots(item).count { work[$0].hasQuantity } >= least }
      return counted(slots(item)) >= Points(least)
    case .chosen(let item, let levels): return slots(item).contains { levels.contains(Int(work[$0].level)) }
    case .value(let item, let least, let most):
      // Counts are added up; of measurements one is enough.
      if rules.items[item].isMeasured { return slots(item).contains { isValue($0, of: item, least, most) } }
      let sum = counted(slots(item))
      return sum >= least ?? sum && sum <= most ?? sum
    case .complete(let items): return items.allSatisfy { item in slots(item).allSatisfy { isComplete(item, $0) } }
    case .completed: return score.state.finish == .completed
    case .all(let parts): return parts.allSatisfy { holds($0, slots) }
    case .any(let parts): return parts.contains { holds($0, slots) }
    case .none(let parts): return !parts.contains { holds($0, slots) }
    }
  }

  /// Whether there is a value at a slot, and it lies in a range.
  func isValue(_ slot: Int, of item: Int, _ least: Points?, _ most: Points?) -> Bool {
    let value = work[slot].counted
    return work[slot].hasQuantity && value >= least ?? value && value <= most ?? value
  }

  /// Whether anything counts at a slot: of a measurement, whether there is one.
  func isThere(_ slot: Int, of compiled: CompiledItem) -> Bool {
    compiled.isMeasured ? work[slot].hasQuantity : work[slot].counted > .zero
  }

  /// Whether an item counted at a slot as often as it can, or reached its best level.
  private func isComplete(_ item: Int, _ slot: Int) -> Bool {
    let isMeasured = rules.items[item].isMeasured
    let item = rules.items[item].item
    guard let best = item.levels.map(\.points).max() else {
      if isMeasured, item.limit == nil { return work[slot].hasQuantity }
      return work[slot].counted >= Points(item.limit ?? 1)
    }
    return work[slot].level >= 0 && item.levels[Int(work[slot].level)].points == best
  }
}
