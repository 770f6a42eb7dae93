extension Fold {
  /// The clock of the first counted entry of another item.
  func firstClock(_ other: Int, besides slot: Int, of position: Int) -> Int64? {
    countedMarks(of: other, besides: slot, of: position).first.map { log.marks[Int($0)].clock }
  }

  /// The clock of the last counted entry of another item.
  func lastClock(_ other: Int, besides slot: Int, of position: Int) -> Int64? {
    countedMarks(of: other, besides: slot, of: position).last.map { log.marks[Int($0)].clock }
  }

  /// The marks of another item where it counted, in field order; of a sum, those of what it is the sum of.
  func countedMarks(of other: Int, besides slot: Int, of position: Int) -> [Int32] {
    var found: [Int32] = []
    for slot in slots(of: other, besides: slot, of: position) where work[slot].counted > .zero { found += marks(slot) }
    if case .sum = rules.items[other].item.quantity {
      for source in rules.items[other].sources where rules.items[source].item.isEntered {
        found += countedMarks(of: source, besides: slot, of: position)
      }
    }
    return found.sorted()
  }

  /// The clock at which a condition first held; the greatest number if it never did.
  func firstHeld(_ condition: CompiledCondition, besides slot: Int, of position: Int) -> Int64 {
    let compiled = rules.items[position]
    switch condition {
    case .seen(let item, let least):
      guard least > 0 else { return .min }
      if rules.items[item].item.quantity == .automatic {
        // It holds from when all that it needs held.
        guard holds(condition, at: slot, of: compiled) else { return .max }
        return rules.items[item].needs.map { firstHeld($0, besides: slot, of: position) }.max() ?? .min
      }
      var left = least
      for index in countedMarks(of: item, besides: slot, of: position) {
        let mark = log.marks[Int(index)]
        left -= mark.kind == .observed ? Int(mark.number) : 1
        if left <= 0 { return mark.clock }
      }
      return .max
    case .chosen(let item, _), .value(let item, _, _):
      guard holds(condition, at: slot, of: compiled) else { return .max }
      return lastEntries(of: item, besides: slot, of: position).min() ?? .max
    case .complete(let items):
      guard holds(condition, at: slot, of: compiled) else { return .max }
      return items.flatMap { lastEntries(of: $0, besides: slot, of: position) }.max() ?? .max
    case .completed:
      return score.state.finish == .completed ? score.state.finishClock?.count ?? .max : .max
    case .all(let parts): return parts.map { firstHeld($0, besides: slot, of: position) }.max() ?? .min
    case .any(let parts): return parts.map { firstHeld($0, besides: slot, of: position) }.min() ?? .max
    case .none: return holds(condition, at: slot, of: compiled) ? .min : .max
    }
  }

  /// The clock of the last entry at each slot of an item that has any.
  private func lastEntries(of item: Int, besides slot: Int, of position: Int) -> [Int64] {
    slots(of: item, besides: slot, of: position).compactMap { marks($0).last.map { log.marks[Int($0)].clock } }
  }
}
