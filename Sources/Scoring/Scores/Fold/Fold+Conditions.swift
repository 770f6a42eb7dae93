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
    slots(of: other, besides: slot, of: position).reduce(Points.zero) { $0 + counted[$1] }
  }

  func totalCounted(_ item: Int) -> Points {
    rules.items[item].slots.reduce(Points.zero) { $0 + counted[$1] }
  }

  func marks(_ slot: Int) -> ArraySlice<Int32> {
    if let kept = kept[slot] { return kept[...] }
    return evidence[Int(firstEvidence[slot])..<Int(firstEvidence[slot + 1])]
  }

  func firstClock(_ other: Int, besides slot: Int, of position: Int) -> Int64? {
    slots(of: other, besides: slot, of: position).compactMap { slot in
      counted[slot] > .zero ? marks(slot).first.map { log.marks[Int($0)].clock } : nil
    }.min()
  }

  func holds(_ condition: CompiledCondition, at slot: Int, of position: Int) -> Bool {
    switch condition {
    case .seen(let item, let least): return counted(of: item, besides: slot, of: position) >= Points(least)
    case .chosen(let item, let levels):
      return slots(of: item, besides: slot, of: position).contains { levels.contains(Int(level[$0])) }
    case .value(let item, let least, let most):
      return slots(of: item, besides: slot, of: position).contains {
        hasQuantity[$0] && counted[$0] >= least ?? counted[$0] && counted[$0] <= most ?? counted[$0]
      }
    case .complete(let items): return items.allSatisfy { isComplete($0, besides: slot, of: position) }
    case .completed: return score.state.finish == .completed
    case .all(let parts): return parts.allSatisfy { holds($0, at: slot, of: position) }
    case .any(let parts): return parts.contains { holds($0, at: slot, of: position) }
    case .none(let parts): return !parts.contains { holds($0, at: slot, of: position) }
    }
  }

  func isComplete(_ item: Int, besides slot: Int, of position: Int) -> Bool {
    let levels = rules.items[item].item.levels
    return slots(of: item, besides: slot, of: position).allSatisfy { slot in
      if let best = levels.map(\.points).max() { return level[slot] >= 0 && levels[Int(level[slot])].points == best }
      return counted[slot] >= Points(rules.items[item].item.limit ?? 1)
    }
  }

  /// Whether something holds of the whole run, not at an instance.
  func holdsForRun(_ condition: CompiledCondition) -> Bool {
    switch condition {
    case .seen(let item, let least): return totalCounted(item) >= Points(least)
    case .chosen(let item, let levels): return rules.items[item].slots.contains { levels.contains(Int(level[$0])) }
    case .value(let item, let least, let most):
      return rules.items[item].slots.contains {
        hasQuantity[$0] && counted[$0] >= least ?? counted[$0] && counted[$0] <= most ?? counted[$0]
      }
    case .complete(let items):
      return items.allSatisfy { item in
        rules.items[item].slots.allSatisfy { isComplete(item, besides: $0, of: item) }
      }
    case .completed: return score.state.finish == .completed
    case .all(let parts): return parts.allSatisfy(holdsForRun)
    case .any(let parts): return parts.contains(where: holdsForRun)
    case .none(let parts): return !parts.contains(where: holdsForRun)
    }
  }

  /// The clock at which a condition first held; the greatest number if it never did.
  func firstHeld(_ condition: CompiledCondition, besides slot: Int, of position: Int) -> Int64 {
    switch condition {
    case .seen(let item, let least):
      var left = least
      let relevant = slots(of: item, besides: slot, of: position).filter { counted[$0] > .zero }.flatMap { marks($0) }
      for index in relevant.sorted() {
        let mark = log.marks[Int(index)]
        left -= rules.items[item].hasLevels || rules.items[item].isValued ? 1 : Int(mark.number)
        if left <= 0 { return mark.clock }
      }
      return .max
    case .chosen(let item, _), .value(let item, _, _):
      guard holds(condition, at: slot, of: position) else { return .max }
      return slots(of: item, besides: slot, of: position).compactMap { marks($0).last }
        .map { log.marks[Int($0)].clock }.min() ?? .max
    case .complete(let items):
      guard holds(condition, at: slot, of: position) else { return .max }
      return items.flatMap { slots(of: $0, besides: slot, of: position).compactMap { marks($0).last } }
        .map { log.marks[Int($0)].clock }.max() ?? .max
    case .completed: return score.state.finish == .completed ? score.state.finishClock?.count ?? .max : .max
    case .all(let parts):
      return parts.map { firstHeld($0, besides: slot, of: position) }.max() ?? .min
    case .any(let parts):
      return parts.map { firstHeld($0, besides: slot, of: position) }.min() ?? .max
    case .none(let parts): return parts.contains { holds($0, at: slot, of: position) } ? .max : .min
    }
  }
}
