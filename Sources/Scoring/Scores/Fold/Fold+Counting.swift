extension Fold {
  /// What counts of each item, whatever it depends on first.
  mutating func countItems() {
    for position in rules.evaluationOrder {
      let compiled = rules.items[position]
      for slot in compiled.slots { count(slot, of: compiled) }
    }
  }

  /// What counts of each item in the end, and how many achievements and penalised behaviours that is.
  mutating func countBehaviours() {
    score.quantities = rules.items.map { compiled in
      let counting = compiled.slots.filter { !work[$0].isOverfull }
      if compiled.isMeasured, !counting.contains(where: { work[$0].hasQuantity }) { return nil }
      return counting.reduce(.zero) { $0 + work[$1].counted }
    }
    for compiled in rules.items where compiled.item.countsAsBehaviour {
      let count = whole(score.quantities[compiled.position] ?? .zero)
      if compiled.item.kind == .penalised {
        score.penalised += count
      } else if !isDisqualified(compiled) {
        score.achievements += count
      }
    }
  }

  private mutating func count(_ slot: Int, of compiled: CompiledItem) {
    let item = compiled.item
    if work[slot].isLate { work[slot].remarks.append(.tooLate) }
    if work[slot].isBeforeRestart { work[slot].remarks.append(.beforeRestart) }

    if item.quantity == .entries {
      quantifyEntries(slot, compiled)
    } else if let quantity = derivedQuantity(slot, compiled) {
      work[slot].hasQuantity = true
      work[slot].seen = quantity
      work[slot].counted = quantity
    }
    guard work[slot].hasQuantity else { return }
    if let divisor = compiled.divisor {
      let whole = counted(of: divisor, besides: slot, of: compiled.position)
      guard whole != .zero else {
        (work[slot].hasQuantity, work[slot].counted, work[slot].level) = (false, .zero, -1)
        return
      }
      work[slot].counted = work[slot].counted / whole
      work[slot].seen = work[slot].counted
    }
    if let rounding = item.quantityRounding {
      work[slot].counted = work[slot].counted.rounded(to: rounding.step, rounding.mode)
    }
    work[slot].unlimited = work[slot].counted

    let counted = work[slot].counted
    if !compiled.needs.allSatisfy({ holds($0, at: slot, of: compiled) }) {
      drop(slot, compiled, .prerequisiteMissing)
    } else if compiled.unless.contains(where: { holds($0, at: slot, of: compiled) }) {
      drop(slot, compiled, .ruledOut)
    } else if let most = item.voidAbove, counted > Points(most) {
      drop(slot, compiled, .overfull(most))
    } else if let most = item.limit, !compiled.isValued, !compiled.hasLevels, counted > Points(most) {
      work[slot].counted = Points(most)
      work[slot].remarks.append(.cappedAt(most))
    }
  }

  /// Nothing of the slot counts. Of what follows from the sheet by itself there is then no line either.
  private mutating func drop(_ slot: Int, _ compiled: CompiledItem, _ remark: Score.Remark) {
    work[slot].counted = .zero
    work[slot].unlimited = .zero
    work[slot].hasQuantity = false
    work[slot].level = -1
    if compiled.item.isEntered { work[slot].remarks.append(remark) }
  }

  private func derivedQuantity(_ slot: Int, _ compiled: CompiledItem) -> Points? {
    let (sources, position) = (compiled.sources, compiled.position)
    switch compiled.item.quantity {
    case .entries: return nil
    case .automatic: return 1
    case .sum: return sources.reduce(Points.zero) { $0 + counted(of: $1, besides: slot, of: position) }
    case .elapsed(let from, _):
      guard let last = sources.last, sources.count == 2 || from == .start,
        let begin = from == .start ? 0 : firstClock(sources[0], besides: slot, of: position),
        let end = compiled.item.endsWithLast
          ? lastClock(last, besides: slot, of: position) : firstClock(last, besides: slot, of: position),
        end >= begin
      else { return nil }
      return Milliseconds(end - begin).seconds
    case .timeLeft:
      guard let end = score.state.finishClock, let limit = rules.ruleSet.timeLimit else { return nil }
      return max(.zero, (limit + score.state.extraTime - end).seconds)
    case .timeUsed: return score.state.finishClock?.seconds
    case .restarts: return Points(score.state.restarts)
    }
  }

  private mutating func quantifyEntries(_ slot: Int, _ compiled: CompiledItem) {
    if !compiled.after.isEmpty || compiled.item.within != nil { keepTimely(slot, compiled) }
    let marks = marks(slot)
    if compiled.hasLevels {
      guard let last = marks.last else { return }
      let level = log.marks[Int(last)].number
      work[slot].level = level
      work[slot].chosenLevel = level
      work[slot].seen = 1
      work[slot].counted = Points(compiled.item.levels[Int(level)].count)
    } else if compiled.isValued {
      guard !marks.isEmpty else { return }
      work[slot].seen = combined(marks, compiled.item)
      work[slot].counted = work[slot].seen
    } else {
      let counted = marks.reduce(0) { $0 + Int(log.marks[Int($1)].number) }
      work[slot].seen = Points(counted + work[slot].missed)
      work[slot].counted = Points(counted)
      guard !marks.isEmpty || compiled.divisor != nil else { return }
    }
    work[slot].hasQuantity = true
  }
}

extension Item {
  /// Whether what counts of it is an achievement, or a penalised behaviour, of the run.
  fileprivate var countsAsBehaviour: Bool {
    modifies == nil && isEntered && (kind == .achievement || kind == .penalised)
  }
}
