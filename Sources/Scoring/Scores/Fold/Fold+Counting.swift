extension Fold {
  /// Sorts the standing marks by slot, leaving out what came too late or before a restart that voids it.
  mutating func gatherEvidence() {
    let marks = log.marks
    var usable: [Int32] = []
    usable.reserveCapacity(marks.count)
    for index in marks.indices {
      let mark = marks[index]
      guard mark.isStanding, mark.slot >= 0 else { continue }
      let slot = Int(mark.slot)
      let item = rules.items[Int(rules.slotItem[slot])].item
      if let limit, mark.clock > limit, item.kind != .disqualifying, item.kind != .judgement, item.kind != .record {
        dropped[slot].insert(.late)
      } else if index < voidedBefore, !item.survivesRestart, item.kind != .disqualifying, item.kind != .declaration,
        item.kind != .record
      {
        dropped[slot].insert(.beforeRestart)
      } else {
        usable.append(Int32(index))
        firstEvidence[slot + 1] += 1
      }
    }
    for slot in dropped.indices { firstEvidence[slot + 1] += firstEvidence[slot] }
    evidence = Array(repeating: 0, count: usable.count)
    var next = firstEvidence
    for index in usable {
      let slot = Int(marks[Int(index)].slot)
      evidence[Int(next[slot])] = index
      next[slot] += 1
    }
  }

  /// What counts of each item, whatever it depends on first.
  mutating func countItems() {
    for item in rules.evaluationOrder {
      for slot in rules.items[item].slots { count(slot, of: item) }
    }
    score.quantities = rules.items.indices.map { item in
      rules.items[item].slots.contains { hasQuantity[$0] } ? totalCounted(item) : nil
    }
    for item in rules.items where item.item.modifies == nil && item.item.isEntered {
      guard item.item.kind == .achievement || item.item.kind == .penalised else { continue }
      let total = item.slots.reduce(Points.zero) { $0 + counted[$1] }
      let whole = Int(clamping: total.numerator / total.denominator)
      if item.item.kind == .achievement { score.achievements += whole } else { score.penalised += whole }
    }
  }

  mutating func count(_ slot: Int, of position: Int) {
    let compiled = rules.items[position]
    let item = compiled.item
    if dropped[slot].contains(.late) { remarks[slot].append(.tooLate) }
    if dropped[slot].contains(.beforeRestart) { remarks[slot].append(.beforeRestart) }

    switch item.quantity {
    case .entries: quantifyEntries(slot, compiled)
    case .automatic: setQuantity(slot, 1)
    case .sum:
      let sum = compiled.sources.reduce(Points.zero) { $0 + counted(of: $1, besides: slot, of: position) }
      setQuantity(slot, sum)
    case .elapsed:
      guard compiled.sources.count == 2, let from = firstClock(compiled.sources[0], besides: slot, of: position),
        let to = firstClock(compiled.sources[1], besides: slot, of: position), to >= from
      else { break }
      setQuantity(slot, Milliseconds(to - from).seconds)
    case .timeLeft:
      guard let end = score.state.finishClock, let limit = rules.ruleSet.timeLimit else { break }
      setQuantity(slot, max(.zero, (limit + score.state.extraTime - end).seconds))
    case .timeUsed:
      guard let end = score.state.finishClock else { break }
      setQuantity(slot, end.seconds)
    case .restarts: setQuantity(slot, Points(score.state.restarts))
    }
    guard hasQuantity[slot] else { return }
    if let rounding = item.quantityRounding { counted[slot] = counted[slot].rounded(to: rounding.step, rounding.mode) }

    if !compiled.needs.allSatisfy({ holds($0, at: slot, of: position) }) {
      drop(slot, .prerequisiteMissing)
    } else if compiled.unless.contains(where: { holds($0, at: slot, of: position) }) {
      drop(slot, .ruledOut)
    } else if let most = item.voidAbove, counted[slot] > Points(most) {
      drop(slot, .overfull(most))
    } else if let most = item.limit, !compiled.isValued, !compiled.hasLevels, counted[slot] > Points(most) {
      counted[slot] = Points(most)
      remarks[slot].append(.cappedAt(most))
    }
  }

  mutating func setQuantity(_ slot: Int, _ quantity: Points) {
    seen[slot] = quantity
    counted[slot] = quantity
    hasQuantity[slot] = true
  }

  mutating func drop(_ slot: Int, _ remark: Score.Remark) {
    counted[slot] = .zero
    // A derived item whose conditions do not hold is simply not there.
    if rules.items[Int(rules.slotItem[slot])].item.isEntered {
      remarks[slot].append(remark)
    } else {
      hasQuantity[slot] = false
    }
    if level[slot] >= 0 { level[slot] = -2 - level[slot] }  // Still known, but not reached.
  }

  mutating func quantifyEntries(_ slot: Int, _ compiled: CompiledItem) {
    var marks = evidence[Int(firstEvidence[slot])..<Int(firstEvidence[slot + 1])]
    let all = marks.count
    if !compiled.after.isEmpty || compiled.within != nil {
      let position = Int(rules.slotItem[slot])
      let earliest = compiled.after.reduce(Int64.min) { max($0, firstHeld($1, besides: slot, of: position)) }
      var latest = Int64.max
      if let window = compiled.within {
        let start = compiled.withinItem.map { firstClock($0, besides: slot, of: position) ?? .max } ?? 0
        latest = start == .max ? .min : start + window.length.count
      }
      let timely = marks.filter { (earliest...max(earliest, latest)).contains(log.marks[Int($0)].clock) && latest >= earliest }
      if timely.count < all {
        if marks.contains(where: { log.marks[Int($0)].clock < earliest }) { remarks[slot].append(.tooEarly) }
        if marks.contains(where: { log.marks[Int($0)].clock > latest }) { remarks[slot].append(.tooLate) }
      }
      kept[slot] = timely
      if !marks.isEmpty { hasQuantity[slot] = true }
      seen[slot] = Points(marks.reduce(0) { $0 + Int(log.marks[Int($1)].number) })
      marks = timely[...]
    }
    guard !marks.isEmpty else { return }
    hasQuantity[slot] = true
    if compiled.hasLevels {
      let last = log.marks[Int(marks.last!)]
      level[slot] = last.number
      seen[slot] = 1
      counted[slot] = Points(compiled.item.levels[Int(last.number)].count)
    } else if compiled.isValued {
      let value = combined(marks, compiled.item)
      seen[slot] = value
      counted[slot] = value
    } else {
      var sum = 0
      for mark in marks { sum += Int(log.marks[Int(mark)].number) }
      counted[slot] = Points(sum)
      seen[slot] = kept[slot] == nil ? Points(sum) : max(seen[slot], Points(sum))
    }
  }

  /// Several values as one: of each rater the last, then the way the item says.
  func combined(_ marks: ArraySlice<Int32>, _ item: Item) -> Points {
    var raters: [Rater.ID] = []
    var values: [Points] = []
    for index in marks {
      let mark = log.marks[Int(index)]
      var value = mark.value
      if item.reversed, let scale = item.scale { value = scale.lowerBound + scale.upperBound - value }
      if case .rated(_, _, let rater, _) = log.entries[Int(mark.entry)].fact {
        if let known = raters.firstIndex(of: rater) {
          values[known] = value
          continue
        }
        raters.append(rater)
      }
      values.append(value)
    }
    let sum = values.reduce(.zero, +)
    let sorted = values.sorted()
    switch item.combined {
    case .sum: return sum
    case .mean: return sum / Points(values.count)
    case .trimmedMean:
      if values.count < 3 { return sum / Points(values.count) }
      return (sum - sorted.first! - sorted.last!) / Points(values.count - 2)
    case .median:
      let middle = values.count / 2
      return values.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    case .highest: return sorted.last!
    case .lowest: return sorted.first!
    case .last: return values.last!
    }
  }
}
