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
      slotTotal[slot] = addLine(slot, of: compiled, worth(slot, of: compiled))
    }
    var wholeLine = Points.zero
    for modifier in compiled.modifiers { wholeLine += scoreModifier(modifier, of: position, wholeLine) }
    if !compiled.modifiers.isEmpty { applyModifierFloor(compiled, &wholeLine) }

    itemTotal[position] = compiled.slots.reduce(wholeLine) { $0 + slotTotal[$1] }
    if isDisqualified(compiled.item.id), itemTotal[position] > .zero {
      addCorrection(.itemDisqualified(compiled.item.id), from: itemTotal[position], to: .zero)
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
      let worked: Worked
      switch modifier.item.worth {
      case .percent(_, .objective, _), .factor(_, .objective, _):
        let base =
          isPaired ? slotTotal[partner] : target.slots.reduce(wholeLine + unpaired) { $0 + slotTotal[$1] }
        worked = share(of: base, slot, modifier)
      case .nothing, .each, .table, .levels, .tiers, .line, .percent, .factor: worked = worth(slot, of: modifier)
      }
      let added = addLine(slot, of: modifier, worked)
      if isPaired { slotTotal[partner] += added } else { unpaired += added }
    }
    return unpaired
  }

  mutating func applyModifierFloor(_ compiled: CompiledItem, _ wholeLine: inout Points) {
    let rule = rules.ruleSet.modifierFloor
    guard rule != .none else { return }
    if rule == .instance {
      for slot in compiled.slots where slotTotal[slot] < .zero {
        addCorrection(
          .modifierFloor(compiled.item.id, at: rules.instanceID(slot: slot)), from: slotTotal[slot], to: .zero)
        slotTotal[slot] = .zero
      }
    }
    let total = compiled.slots.reduce(wholeLine) { $0 + slotTotal[$1] }
    if total < .zero {
      addCorrection(.modifierFloor(compiled.item.id, at: nil), from: total, to: .zero)
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

  /// What a slot is worth, and the numbers that it was worked out from.
  struct Worked {
    var points = Points.zero
    var base: Points?
    var steps = Points.zero
  }

  mutating func worth(_ slot: Int, of compiled: CompiledItem) -> Worked {
    guard hasQuantity[slot] else { return Worked() }
    let quantity = counted[slot]
    switch compiled.item.worth {
    case .nothing, .percent, .factor: return Worked()
    case .each(let points):
      guard let falls = compiled.item.falls else { return Worked(points: points * quantity) }
      if falls.cause == .repetition {
        if whole(quantity) > 1 { remarks[slot].append(.fell) }
        return Worked(
          points: (0..<whole(quantity)).reduce(Points.zero) { $0 + compiled.item.worthOfOccurrence($1, falling: 0) })
      }
      let (each, steps) = fallen(points, slot, of: compiled)
      return Worked(points: each * quantity, steps: steps)
    case .table(let points):
      let count = whole(quantity)
      return Worked(points: count < 1 || points.isEmpty ? .zero : points[min(count, points.count) - 1])
    case .levels: return Worked(points: level[slot] < 0 ? .zero : compiled.item.levels[Int(level[slot])].points)
    case .tiers(let tiers):
      if remarks[slot].contains(where: \.makesWorthless) { return Worked() }
      return Worked(points: tiers.first { quantity <= $0.upTo ?? quantity }?.points ?? .zero)
    case .line(let corners):
      if remarks[slot].contains(where: \.makesWorthless) { return Worked() }
      return Worked(points: Worth.interpolated(quantity, corners))
    }
  }

  func whole(_ quantity: Points) -> Int { Int(quantity.numerator / quantity.denominator) }

  /// What one is worth after its fall, and after how many steps.
  mutating func fallen(_ points: Points, _ slot: Int, of compiled: CompiledItem) -> (each: Points, steps: Points) {
    guard let falls = compiled.item.falls else { return (points, .zero) }
    let steps: Points
    switch falls.cause {
    case .restart: steps = Points(score.state.restarts)
    case .item:
      steps = compiled.fallsWith.map { counted(of: $0, besides: slot, of: Int(rules.slotItem[slot])) } ?? .zero
    case .repetition: steps = .zero
    }
    if steps > .zero { remarks[slot].append(.fell) }
    return (max(falls.floor, points - falls.by * steps), steps)
  }

  /// What a percentage or a factor of a base (never of a debt) adds to it, for each unit of the slot's quantity.
  mutating func share(of base: Points, _ slot: Int, _ compiled: CompiledItem) -> Worked {
    guard hasQuantity[slot], counted[slot] != .zero else { return Worked() }
    let base = max(.zero, base)
    switch compiled.item.worth {
    case .percent(let whole, _, let cap):
      let (each, steps) = fallen(whole, slot, of: compiled)
      var percent = each * counted[slot]
      if let cap, percent.magnitude > cap {
        percent = percent < .zero ? -cap : cap
        remarks[slot].append(.bounded)
      }
      return Worked(points: base * percent / 100, base: base, steps: steps)
    case .factor(let whole, _, let floor):
      let (each, steps) = fallen(whole, slot, of: compiled)
      var product = each.power(self.whole(counted[slot]))
      if let floor, product < floor {
        product = floor
        remarks[slot].append(.bounded)
      }
      return Worked(points: base * product - base, base: base, steps: steps)
    case .nothing, .each, .table, .levels, .tiers, .line: return Worked()
    }
  }

  func because(_ slot: Int) -> [Entry.ID] {
    marks(slot).map { log.entries[Int(log.marks[Int($0)].entry)].id }
  }

  /// Adds a slot's line if there is anything to say; returns its points as they stand on the line.
  mutating func addLine(_ slot: Int, of compiled: CompiledItem, _ worked: Worked) -> Points {
    guard hasQuantity[slot] || !remarks[slot].isEmpty else { return .zero }
    if !compiled.item.isEntered, worked.points == .zero, compiled.item.worth != .nothing { return .zero }
    var line = Score.Line(
      subject: .item(compiled.item.id, at: rules.instanceID(slot: slot)), seen: seen[slot], counted: counted[slot],
      points: worked.points, because: because(slot), base: worked.base, steps: worked.steps)
    if level[slot] != -1 { line.level = compiled.item.levels[Int(level[slot] < 0 ? -2 - level[slot] : level[slot])].id }
    let rule = rules.ruleSet.total
    if rule.roundsLines, let rounding = rule.rounding, line.points != .zero {
      let rounded = line.points.rounded(to: rounding.step, rounding.mode)
      if rounded != line.points {
        line.unrounded = line.points
        line.points = rounded
        remarks[slot].append(.rounded)
      }
    }
    line.remarks = remarks[slot]
    score.lines.append(line)
    return line.points
  }

  /// Adds a line that makes `before` into `after`.
  mutating func addCorrection(
    _ subject: Score.Subject, from before: Points, to after: Points, because: [Entry.ID] = []
  ) {
    score.lines.append(
      Score.Line(
        subject: subject, seen: .zero, counted: .zero, points: after - before, because: because, base: before))
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

extension Worth {
  /// The points at a value on the broken line through these corners.
  static func interpolated(_ value: Points, _ corners: [Corner]) -> Points {
    guard let first = corners.first, let last = corners.last else { return .zero }
    if value <= first.value { return first.points }
    if value >= last.value { return last.points }
    guard let next = corners.firstIndex(where: { $0.value >= value }), next > 0 else { return first.points }
    let (a, b) = (corners[next - 1], corners[next])
    return a.points + (b.points - a.points) * (value - a.value) / (b.value - a.value)
  }
}
