extension Fold {
  /// The points of each item, its modifiers and their floor, in the order of the sheet.
  mutating func scoreItems() {
    for position in rules.items.indices where rules.items[position].objective == nil { scoreItem(position) }
  }

  mutating func scoreItem(_ position: Int) {
    let compiled = rules.items[position]
    if compiled.item.kind == .disqualifying { noteDisqualification(compiled) }
    guard compiled.item.worth.base == nil else { return }  // Percentages and factors of more than an item come later.
    for slot in compiled.slots {
      let points = worth(slot, of: compiled)
      slotTotal[slot] = addLine(slot, of: compiled, points)
    }
    var wholeLine = Points.zero
    for modifier in compiled.modifiers { wholeLine += scoreModifier(modifier, of: position, wholeLine) }
    if !compiled.modifiers.isEmpty { applyModifierFloor(compiled, &wholeLine) }

    itemTotal[position] = compiled.slots.reduce(wholeLine) { $0 + slotTotal[$1] }
    if isDisqualified(compiled.item.id), itemTotal[position] > .zero {
      addCorrection(.itemDisqualified(compiled.item.id), -itemTotal[position])
      itemTotal[position] = .zero
      for slot in compiled.slots { slotTotal[slot] = .zero }
    } else if wholeLine != .zero, let last = compiled.slots.last {
      slotTotal[last] += wholeLine  // What belongs to no instance is kept with the last one.
    }
    if compiled.item.isExempt { exemptTotal += itemTotal[position] } else { runTotal += itemTotal[position] }
  }

  /// Adds the lines of a modifier; returns what of it belongs to no single instance of its objective.
  mutating func scoreModifier(_ position: Int, of objective: Int, _ wholeLine: Points) -> Points {
    let modifier = rules.items[position]
    let target = rules.items[objective]
    let isPaired = modifier.hasInstances && target.hasInstances && modifier.item.per == target.item.per
    var unpaired = Points.zero
    for (offset, slot) in modifier.slots.enumerated() {
      let partner = target.firstSlot + offset
      let points: Points
      if case .percent(let each, .objective, let cap) = modifier.item.worth {
        let base =
          isPaired ? slotTotal[partner] : target.slots.reduce(wholeLine + unpaired) { $0 + slotTotal[$1] }
        points = percentage(each, of: base, cap: cap, slot)
      } else if case .factor(let each, .objective, let floor) = modifier.item.worth {
        let base =
          isPaired ? slotTotal[partner] : target.slots.reduce(wholeLine + unpaired) { $0 + slotTotal[$1] }
        points = multiplied(base, by: each, floor: floor, slot)
      } else {
        points = worth(slot, of: modifier)
      }
      let added = addLine(slot, of: modifier, points)
      if isPaired { slotTotal[partner] += added } else { unpaired += added }
    }
    return unpaired
  }

  mutating func applyModifierFloor(_ compiled: CompiledItem, _ wholeLine: inout Points) {
    let rule = rules.ruleSet.modifierFloor
    guard rule != .none else { return }
    if rule == .instance {
      for slot in compiled.slots where slotTotal[slot] < .zero {
        addCorrection(.modifierFloor(compiled.item.id, at: rules.instanceID(slot: slot)), -slotTotal[slot])
        slotTotal[slot] = .zero
      }
    }
    let total = compiled.slots.reduce(wholeLine) { $0 + slotTotal[$1] }
    if total < .zero {
      addCorrection(.modifierFloor(compiled.item.id, at: nil), -total)
      wholeLine -= total
    }
  }

  mutating func noteDisqualification(_ compiled: CompiledItem) {
    let slots = compiled.slots.filter { counted[$0] > .zero }
    guard !slots.isEmpty else { return }
    score.disqualifications.append(
      Score.Disqualification(
        item: compiled.item.id, scope: compiled.item.disqualifiesFrom, because: slots.flatMap(because)))
  }

  func isDisqualified(_ item: Item.ID) -> Bool {
    // Disqualifying behaviours stand below achievements on the sheet, so they are looked up, not remembered.
    rules.items.contains { other in
      other.item.kind == .disqualifying && other.item.disqualifiesFrom == .item(item)
        && other.slots.contains { counted[$0] > .zero }
    }
  }

  mutating func worth(_ slot: Int, of compiled: CompiledItem) -> Points {
    guard hasQuantity[slot] else { return .zero }
    let quantity = counted[slot]
    switch compiled.item.worth {
    case .nothing, .percent, .factor: return .zero
    case .each(let points):
      guard let falls = compiled.item.falls else { return points * quantity }
      if falls.cause == .repetition {
        return (0..<whole(quantity)).reduce(Points.zero) { $0 + compiled.item.worthOfOccurrence($1, falling: 0) }
      }
      return fallen(points, slot, of: compiled) * quantity
    case .table(let points):
      let count = whole(quantity)
      return count < 1 || points.isEmpty ? .zero : points[min(count, points.count) - 1]
    case .levels: return level[slot] < 0 ? .zero : compiled.item.levels[Int(level[slot])].points
    case .tiers(let tiers):
      if remarks[slot].contains(where: \.makesWorthless) { return .zero }
      return tiers.first { quantity <= $0.upTo ?? quantity }?.points ?? .zero
    case .line(let corners):
      if remarks[slot].contains(where: \.makesWorthless) { return .zero }
      return interpolated(quantity, corners)
    }
  }

  func whole(_ quantity: Points) -> Int { Int(quantity.numerator / quantity.denominator) }

  /// What one is worth after its fall.
  mutating func fallen(_ points: Points, _ slot: Int, of compiled: CompiledItem) -> Points {
    guard let falls = compiled.item.falls else { return points }
    let steps: Points
    switch falls.cause {
    case .restart: steps = Points(score.state.restarts)
    case .item:
      steps = compiled.fallsWith.map { counted(of: $0, besides: slot, of: Int(rules.slotItem[slot])) } ?? .zero
    case .repetition: steps = .zero
    }
    if steps > .zero { remarks[slot].append(.fell) }
    return max(falls.floor, points - falls.by * steps)
  }

  func interpolated(_ value: Points, _ corners: [Worth.Corner]) -> Points {
    guard let first = corners.first, let last = corners.last else { return .zero }
    if value <= first.value { return first.points }
    if value >= last.value { return last.points }
    let next = corners.firstIndex { $0.value >= value }!
    let (a, b) = (corners[next - 1], corners[next])
    return a.points + (b.points - a.points) * (value - a.value) / (b.value - a.value)
  }

  /// So many per cent of a base (never of a debt), for each unit of the slot's quantity.
  mutating func percentage(_ each: Points, of base: Points, cap: Points?, _ slot: Int) -> Points {
    let fallenEach = fallen(each, slot, of: rules.items[Int(rules.slotItem[slot])])
    var percent = fallenEach * counted[slot]
    if let cap, percent.magnitude > cap {
      percent = percent < .zero ? -cap : cap
      remarks[slot].append(.bounded)
    }
    return max(.zero, base) * percent / 100
  }

  /// What multiplying a base by a factor, once for each unit of the slot's quantity, adds to it.
  mutating func multiplied(_ base: Points, by each: Points, floor: Points?, _ slot: Int) -> Points {
    let factor = fallen(each, slot, of: rules.items[Int(rules.slotItem[slot])])
    var product = Points(1)
    // Beyond 64 a product of factors has long reached its floor, or nothing.
    for _ in 0..<min(64, whole(counted[slot])) { product = product * factor }
    if let floor, product < floor {
      product = floor
      remarks[slot].append(.bounded)
    }
    return base * product - base
  }

  func because(_ slot: Int) -> [Entry.ID] {
    marks(slot).map { log.entries[Int(log.marks[Int($0)].entry)].id }
  }

  /// Adds a slot's line if there is anything to say; returns its points as they stand on the line.
  mutating func addLine(_ slot: Int, of compiled: CompiledItem, _ points: Points) -> Points {
    guard hasQuantity[slot] || !remarks[slot].isEmpty else { return .zero }
    if !compiled.item.isEntered, points == .zero, compiled.item.worth != .nothing { return .zero }
    var points = points
    let rule = rules.ruleSet.total
    if rule.roundsLines, let rounding = rule.rounding, points != .zero {
      let rounded = points.rounded(to: rounding.step, rounding.mode)
      if rounded != points { remarks[slot].append(.rounded) }
      points = rounded
    }
    score.lines.append(
      Score.Line(
        subject: .item(compiled.item.id, at: rules.instanceID(slot: slot)), seen: seen[slot], counted: counted[slot],
        points: points, because: because(slot), remarks: remarks[slot]))
    return points
  }

  mutating func addCorrection(_ subject: Score.Subject, _ points: Points, because: [Entry.ID] = []) {
    score.lines.append(
      Score.Line(subject: subject, seen: .zero, counted: .zero, points: points, because: because))
  }
}

extension Score.Remark {
  /// Whether the line counts for nothing.
  var makesWorthless: Bool {
    switch self {
    case .prerequisiteMissing, .ruledOut, .overfull: true
    case .cappedAt, .tooEarly, .tooLate, .beforeRestart, .fell, .bounded, .rounded: false
    }
  }
}

extension Worth {
  /// What a percentage or a factor is taken of, where that is more than one item.
  var base: Base? {
    switch self {
    case .percent(_, let base, _), .factor(_, let base, _): base == .objective ? nil : base
    case .nothing, .each, .table, .levels, .tiers, .line: nil
    }
  }
}
