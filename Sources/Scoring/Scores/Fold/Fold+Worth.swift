extension Fold {
  /// What a slot is worth, and the numbers that it was worked out from.
  struct Worked {
    var points = Points.zero
    var base: Points?
    var steps = Points.zero
  }

  mutating func worth(_ slot: Int, of compiled: CompiledItem) -> Worked {
    guard work[slot].hasQuantity else { return Worked() }
    let quantity = work[slot].counted
    switch compiled.item.worth {
    case .nothing, .percent, .factor: return Worked()
    case .each(let points):
      guard let falls = compiled.item.falls else { return Worked(points: points * quantity) }
      if falls.cause == .repetition {
        if whole(quantity) > 1 { work[slot].remarks.append(.fell) }
        return Worked(points: compiled.item.worth(ofFirst: whole(quantity)))
      }
      let (each, steps) = fallen(points, slot, of: compiled)
      return Worked(points: each * quantity, steps: steps)
    case .table(let points):
      let count = whole(quantity)
      return Worked(points: count < 1 || points.isEmpty ? .zero : points[min(count, points.count) - 1])
    case .levels:
      return Worked(points: work[slot].level < 0 ? .zero : compiled.item.levels[Int(work[slot].level)].points)
    case .tiers(let tiers):
      return Worked(points: tiers.first { quantity <= $0.upTo ?? quantity }?.points ?? .zero)
    case .line(let corners):
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
    if steps > .zero { work[slot].remarks.append(.fell) }
    return (max(falls.floor, points - falls.by * steps), steps)
  }

  /// What a percentage or a factor of a base (never of a debt) adds to it, for each unit of the slot's quantity.
  mutating func share(of base: Points, _ slot: Int, _ compiled: CompiledItem) -> Worked {
    guard work[slot].hasQuantity, !work[slot].isOverfull, work[slot].counted != .zero else { return Worked() }
    let base = max(.zero, base)
    switch compiled.item.worth {
    case .percent(let whole, _, let cap):
      let (each, steps) = fallen(whole, slot, of: compiled)
      var percent = each * work[slot].counted
      if let cap, percent.magnitude > cap {
        percent = percent < .zero ? -cap : cap
        work[slot].remarks.append(.bounded)
      }
      return Worked(points: base * percent / 100, base: base, steps: steps)
    case .factor(let whole, _, let floor):
      let (each, steps) = fallen(whole, slot, of: compiled)
      var product = each.power(self.whole(work[slot].counted))
      if let floor, product < floor {
        product = floor
        work[slot].remarks.append(.bounded)
      }
      return Worked(points: base * product - base, base: base, steps: steps)
    case .nothing, .each, .table, .levels, .tiers, .line: return Worked()
    }
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
