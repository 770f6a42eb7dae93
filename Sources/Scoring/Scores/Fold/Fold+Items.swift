extension Fold {
  /// The points of each item, its modifiers and their floor, in the order of the sheet.
  mutating func scoreItems() {
    for compiled in rules.items where compiled.objective == nil { scoreItem(compiled) }
  }

  private mutating func scoreItem(_ compiled: CompiledItem) {
    if compiled.item.kind == .disqualifying { noteDisqualification(compiled) }
    guard compiled.item.worth.base == nil else { return }  // Percentages and factors of more than an item come later.
    for slot in compiled.slots where hasLine(slot) {
      work[slot].total = addLine(slot, of: compiled, worth(slot, of: compiled))
    }
    // What of the line belongs to no single instance.
    var unpaired = Points.zero
    if !compiled.modifiers.isEmpty {
      let before = compiled.slots.map { work[$0].total }
      for modifier in compiled.modifiers where rules.items[modifier].item.worth.base == nil {
        unpaired += scoreModifier(rules.items[modifier], of: compiled, unpaired)
      }
      applyModifierFloor(compiled, before, &unpaired)
    }

    let position = compiled.position
    itemTotal[position] = compiled.slots.reduce(unpaired) { $0 + work[$1].total }
    if itemTotal[position] > .zero, isDisqualified(compiled) {
      addCorrection(.itemDisqualified(compiled.item.id), from: itemTotal[position], to: .zero)
      itemTotal[position] = .zero
      for slot in compiled.slots { work[slot].total = .zero }
    } else if unpaired != .zero {
      spread(unpaired, over: compiled.slots)
    }
    if compiled.item.isExempt { exemptTotal += itemTotal[position] } else { runTotal += itemTotal[position] }
  }

  /// Adds the lines of a modifier; returns what of it belongs to no single instance of its objective.
  private mutating func scoreModifier(_ modifier: CompiledItem, of target: CompiledItem, _ before: Points) -> Points {
    let isPaired = modifier.hasInstances && target.hasInstances && modifier.item.per == target.item.per
    var unpaired = Points.zero
    for (offset, slot) in modifier.slots.enumerated() where hasLine(slot) {
      let partner = target.firstSlot + offset
      let worked: Worked
      switch modifier.item.worth {
      case .percent(_, .objective, _), .factor(_, .objective, _):
        let base =
          isPaired ? work[partner].total : target.slots.reduce(before + unpaired) { $0 + work[$1].total }
        worked = share(of: base, slot, modifier)
      case .nothing, .each, .table, .levels, .tiers, .line, .percent, .factor: worked = worth(slot, of: modifier)
      }
      let added = addUnlessDisqualified(slot, of: modifier, worked)
      if isPaired { work[partner].total += added } else { unpaired += added }
    }
    return unpaired
  }

  /// Modifiers take an objective to zero and no further; an objective that is itself a penalty stays what it was.
  private mutating func applyModifierFloor(_ compiled: CompiledItem, _ before: [Points], _ unpaired: inout Points) {
    let rule = rules.ruleSet.modifierFloor
    guard rule != .none else { return }
    let item = compiled.item.id
    if rule == .instance {
      for (slot, before) in zip(compiled.slots, before) where work[slot].total < min(.zero, before) {
        let floor = min(.zero, before)
        addCorrection(.modifierFloor(item, at: rules.instanceID(slot: slot)), from: work[slot].total, to: floor)
        work[slot].total = floor
      }
    }
    let total = compiled.slots.reduce(unpaired) { $0 + work[$1].total }
    let floor = min(.zero, before.reduce(.zero, +))
    if total < floor {
      addCorrection(.modifierFloor(item, at: nil), from: total, to: floor)
      // No instance may keep what the line as a whole was denied, or a group would pick it out as its best.
      for (slot, before) in zip(compiled.slots, before) { work[slot].total = floor < .zero ? before : .zero }
      unpaired = .zero
    }
  }

  /// For the groups, what belongs to no single instance is put on the instances: what is taken off is taken where
  /// there is something, from the last to the first.
  private mutating func spread(_ points: Points, over slots: Range<Int>) {
    var left = points
    for slot in slots.reversed() where left < .zero && work[slot].total > .zero {
      let taken = max(left, -work[slot].total)
      work[slot].total += taken
      left -= taken
    }
    if left != .zero, let last = slots.last { work[last].total += left }
  }

  /// Adds the line of a modifier or a share; where a disqualifying behaviour makes that worthless, it gives nothing.
  mutating func addUnlessDisqualified(_ slot: Int, of compiled: CompiledItem, _ worked: Worked) -> Points {
    let added = addLine(slot, of: compiled, worked)
    guard added > .zero, isDisqualified(compiled) else { return added }
    addCorrection(.itemDisqualified(compiled.item.id), from: added, to: .zero)
    return .zero
  }

  private mutating func noteDisqualification(_ compiled: CompiledItem) {
    let slots = compiled.slots.filter { work[$0].counted > .zero }
    guard !slots.isEmpty else { return }
    score.disqualifications.append(
      Score.Disqualification(
        item: compiled.item.id, scope: compiled.item.disqualifiesFrom, because: slots.flatMap { because($0, compiled) })
    )
  }

  /// Whether a disqualifying behaviour makes the item worthless. Such behaviours stand below the achievements on a
  /// sheet, so they are looked up, not remembered.
  func isDisqualified(_ compiled: CompiledItem) -> Bool {
    compiled.disqualifiers.contains { rules.items[$0].slots.contains { work[$0].counted > .zero } }
  }
}
