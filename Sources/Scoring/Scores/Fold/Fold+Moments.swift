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
    let compiled = rules.items[other]
    var found: [Int32] = []
    for slot in slots(of: other, besides: slot, of: position) {
      found += countedMarks(slot, of: compiled)
      guard case .sum = compiled.item.quantity, isThere(slot, of: compiled) else { continue }
      for source in compiled.sources where rules.items[source].item.isEntered {
        found += countedMarks(of: source, besides: slot, of: other)
      }
    }
    return found.sorted()
  }

  /// The marks of a slot that count: none beyond the limit, no level that counts as nothing.
  func countedMarks(_ slot: Int, of compiled: CompiledItem) -> [Int32] {
    guard isThere(slot, of: compiled) else { return [] }
    let item = compiled.item
    if compiled.hasLevels { return marks(slot).filter { item.levels[Int(log.marks[Int($0)].number)].count > 0 } }
    guard !compiled.isValued, let limit = item.limit else { return Array(marks(slot)) }
    var seen = 0
    return marks(slot).filter { mark in
      defer { seen += Int(log.marks[Int(mark)].number) }
      return seen < limit
    }
  }

  /// The clock at which a condition first held; the greatest number if it never did. It goes by what counts in the end.
  func firstHeld(_ condition: CompiledCondition, besides slot: Int, of position: Int) -> Int64 {
    guard holds(condition, at: slot, of: rules.items[position]) else { return .max }
    switch condition {
    case .seen(let item, let least): return firstThere(Points(least), of: item, besides: slot, of: position)
    case .value(let item, let least, _) where !rules.items[item].isMeasured:
      return firstThere(least ?? .zero, of: item, besides: slot, of: position)
    case .value(let item, let least, let most):
      let slots = slots(of: item, besides: slot, of: position).filter { isValue($0, of: item, least, most) }
      return slots.compactMap { lastMade($0, of: rules.items[item]) }.min() ?? .max
    case .chosen(let item, let levels):
      let slots = slots(of: item, besides: slot, of: position).filter { levels.contains(Int(work[$0].level)) }
      let chosen = slots.flatMap { marks($0) }.map { log.marks[Int($0)] }
      return chosen.filter { levels.contains(Int($0.number)) }.map(\.clock).min() ?? .max
    case .complete(let items):
      return items.flatMap { item in
        slots(of: item, besides: slot, of: position).map { firstComplete(item, $0, besides: slot, of: position) }
      }.max() ?? .min
    case .completed: return score.state.finishClock?.count ?? .max
    case .all(let parts): return parts.map { firstHeld($0, besides: slot, of: position) }.max() ?? .min
    case .any(let parts): return parts.map { firstHeld($0, besides: slot, of: position) }.min() ?? .max
    case .none: return .min
    }
  }

  /// The clock of the last entry that a value is made of: its own, those that a sum adds up, those it is divided by.
  private func lastMade(_ slot: Int, of compiled: CompiledItem) -> Int64? {
    var made = marks(slot).last.map { log.marks[Int($0)].clock }
    if case .sum = compiled.item.quantity { made = lastClock(compiled.position, besides: slot, of: compiled.position) }
    guard let divisor = compiled.divisor else { return made }
    return [made, lastClock(divisor, besides: slot, of: compiled.position)].compactMap { $0 }.max()
  }

  /// The clock from which an item was there so often.
  private func firstThere(_ least: Points, of item: Int, besides slot: Int, of position: Int) -> Int64 {
    guard least > .zero else { return .min }
    let compiled = rules.items[item]
    if compiled.item.quantity == .automatic { return firstNeeded(item, besides: slot, of: position) }
    var sum = Points.zero
    for index in countedMarks(of: item, besides: slot, of: position) {
      sum += times(log.marks[Int(index)], of: compiled)
      if sum >= least { return log.marks[Int(index)].clock }
    }
    return .max
  }

  /// How often a mark says that its item was there.
  private func times(_ mark: Mark, of compiled: CompiledItem) -> Points {
    if compiled.hasLevels { return Points(compiled.item.levels[Int(mark.number)].count) }
    return mark.kind == .observed ? Points(Int(mark.number)) : 1
  }

  /// What follows by itself is there from when all that it needs was.
  private func firstNeeded(_ item: Int, besides slot: Int, of position: Int) -> Int64 {
    rules.items[item].needs.map { firstHeld($0, besides: slot, of: position) }.max() ?? .min
  }

  /// The clock from which an item was complete at a slot.
  private func firstComplete(_ item: Int, _ slot: Int, besides asker: Int, of position: Int) -> Int64 {
    let compiled = rules.items[item]
    if compiled.item.quantity == .automatic { return firstNeeded(item, besides: asker, of: position) }
    let marks = marks(slot).map { log.marks[Int($0)] }
    if compiled.hasLevels { return marks.first { $0.number == work[slot].level }?.clock ?? .max }
    if compiled.isMeasured { return marks.last?.clock ?? .max }
    var left = compiled.item.limit ?? 1
    for mark in marks {
      left -= Int(mark.number)
      if left <= 0 { return mark.clock }
    }
    return .max
  }
}
