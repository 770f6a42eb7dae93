public import Scoring

/// Random rule sets and logs: the same seed makes the same competition on every machine.
public struct SeededCompetition: Sendable {
  /// Its chance.
  public var random: SeededGenerator

  /// What follows from a seed.
  public init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// A whole number of the range.
  public mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
  /// True one time in `n`.
  public mutating func oneIn(_ n: Int) -> Bool { random.oneIn(n) }
  /// One of these.
  public mutating func one<Element>(of elements: [Element]) -> Element { elements.randomElement(using: &random)! }
  /// These in another order.
  public mutating func shuffled<Element>(_ elements: [Element]) -> [Element] { elements.shuffled(using: &random) }

  /// A random sheet that uses any word of the format. With `isMonotone` it keeps to the words for which an achievement
  /// never lowers and a penalised behaviour never raises a total: see the law's test for what that leaves out.
  public mutating func ruleSet(isMonotone: Bool = false) -> RuleSet {
    var sheet = RuleSet.make([])
    sheet.instances = [
      InstanceList(
        id: "table", instances: (1...number(1...3)).map { Instance(id: Instance.ID("t\($0)"), title: "Table \($0)") }),
      InstanceList(id: "guest", instances: (1...2).map { Instance(id: Instance.ID("g\($0)"), title: "Guest \($0)") }),
    ]
    for index in 0..<number(3...8) {
      let item = item(index, in: sheet, isMonotone)
      sheet.items.append(item)
      guard item.modifies == nil, item.worth.isOfItem, oneIn(3) else { continue }
      for part in 0..<number(1...2) { sheet.items.append(modifier(of: item, part, isMonotone)) }
    }
    addGroups(to: &sheet, isMonotone)
    addShares(to: &sheet, isMonotone)
    addRunRules(to: &sheet, isMonotone)
    return sheet
  }

  private mutating func item(_ index: Int, in sheet: RuleSet, _ isMonotone: Bool) -> Item {
    let kinds: [Item.Kind] =
      isMonotone
      ? [.achievement, .achievement, .penalised, .record]
      : Item.Kind.allCases + [.achievement, .achievement, .penalised]
    let kind = one(of: kinds)
    var item = Item.make(kind, Item.ID("item-\(index)"))
    let sign: Points = kind == .penalised ? -1 : 1
    if oneIn(3) { item.per = one(of: ["table", "guest"]) }
    if oneIn(3) { item.limit = number(1...4) }
    if kind == .record { return item }
    switch kind {
    case .measurement, .judgement:
      item.worth = one(of: [
        .each(points(1...9)), .tiers([.init(upTo: 5, points: 9), .init(upTo: 10, points: 4)]),
        .line([.init(value: 0, points: 60), .init(value: 10, points: 0)]), .nothing,
      ])
      item.combined = one(of: [.mean, .trimmedMean, .median, .sum, .highest, .lowest, .last])
      if oneIn(2) { item.scale = 0...20 }
      item.reversed = item.scale != nil && oneIn(3)
      if oneIn(3) { item.quantityRounding = Rounding(to: 1, one(of: RoundingMode.allCases)) }
      if kind == .measurement, oneIn(2) { item.quantity = derivedQuantity(sheet) }
    default:
      switch number(0...(isMonotone ? 3 : 5)) {
      case 0: item.worth = .table([sign * 10, sign * 15, sign * 25])
      case 1:
        item.worth = .each(sign * points(5...20))
        if kind != .penalised, oneIn(2) { item.falls = Falling(by: points(1...4), cause: .repetition, floor: 0) }
      case 2, 3: item.worth = .each(sign * points(1...100))
      case 4:
        item.levels = (0...number(0...2)).map {
          .init(id: Item.Level.ID("l\($0)"), title: "", points: sign * Points(10 * $0), count: $0 == 0 ? 0 : 1)
        }
        item.worth = .levels
      default: item.falls = Falling(by: 1, cause: cause(sheet), floor: -3)
      }
      if !isMonotone, kind == .achievement, oneIn(5) { item.quantity = derivedQuantity(sheet) }
    }
    addConditions(to: &item, sheet, isMonotone)
    return item
  }

  private mutating func modifier(of item: Item, _ part: Int, _ isMonotone: Bool) -> Item {
    let isPenalty = oneIn(2)
    var modifier = Item.make(isPenalty ? .penalised : .achievement, Item.ID("\(item.id)-m\(part)"))
    modifier.modifies = item.id
    modifier.per = oneIn(2) ? item.per : nil
    let sign: Points = isPenalty ? -1 : 1
    switch number(0...3) {
    case 0: modifier.worth = .percent(sign * Points(number(5...40)), of: .objective, cap: Points(number(20...100)))
    case 1: modifier.worth = .factor(isPenalty ? Points(1, over: 2) : Points(3, over: 2), of: .objective, floor: nil)
    default: modifier.worth = .each(sign * points(1...60))
    }
    if !isPenalty, !isMonotone, oneIn(3) {
      modifier.quantity = .automatic
      modifier.needs = [.seen(item.id, atLeast: 1)]
    }
    return modifier
  }

  private mutating func derivedQuantity(_ sheet: RuleSet) -> QuantitySource {
    guard let first = sheet.items.randomElement(using: &random), let second = sheet.items.randomElement(using: &random)
    else { return one(of: [.timeUsed, .timeLeft, .restarts, .automatic]) }
    return one(of: [
      .automatic, .sum(of: [first.id, second.id]), .elapsed(from: first.id, to: second.id),
      .elapsed(from: .start, to: first.id), .timeLeft, .timeUsed, .restarts,
    ])
  }

  private mutating func cause(_ sheet: RuleSet) -> Falling.Cause {
    guard let item = sheet.items.randomElement(using: &random), oneIn(2) else { return .restart }
    return .item(item.id)
  }

  private mutating func addConditions(to item: inout Item, _ sheet: RuleSet, _ isMonotone: Bool) {
    // What has to happen first lies above on the sheet, so that nothing goes in circles.
    let above = sheet.items.filter { isMonotone ? $0.kind == item.kind : true }
    guard let other = above.randomElement(using: &random) else { return }
    if isMonotone {
      guard item.kind == .achievement else { return }
      if oneIn(3) {
        item.needs = [one(of: [.seen(other.id, atLeast: number(1...2)), .complete([other.id]), .completed])]
      }
      if oneIn(4) { item.after = [.seen(other.id, atLeast: 1)] }
      if oneIn(4) { item.within = TimeWindow(length: .at(number(1...4)), since: nil) }
      return
    }
    if oneIn(4) { item.needs = [condition(sheet, 2)] }
    if oneIn(6) { item.unless = [condition(sheet, 1)] }
    if oneIn(6) { item.after = [condition(sheet, 2)] }
    if oneIn(6) { item.within = TimeWindow(length: .at(number(0...3), 30), since: oneIn(2) ? other.id : nil) }
    if oneIn(6) { item.voidAbove = number(1...5) }
    if oneIn(8) { item.dividedBy = other.id }
    if oneIn(6) { item.isExempt = true }
    if oneIn(6) { item.survivesRestart = true }
    if item.kind == .disqualifying {
      item.disqualifiesFrom = one(of: [.run, .challenge, .competition, .item(other.id)])
    }
  }

  private mutating func condition(_ sheet: RuleSet, _ depth: Int) -> Condition {
    guard let item = sheet.items.randomElement(using: &random) else { return .completed }
    guard depth > 0, oneIn(3) else {
      switch number(0...4) {
      case 0: return .chosen(item.id, item.levels.prefix(1).map(\.id))
      case 1: return .value(item.id, atLeast: oneIn(2) ? points(0...9) : nil, atMost: oneIn(2) ? points(5...20) : nil)
      case 2: return .complete([item.id])
      case 3: return .completed
      default: return .seen(item.id, atLeast: number(0...3))
      }
    }
    let parts = (0..<number(0...2)).map { _ in condition(sheet, depth - 1) }
    return one(of: [.all(parts), .any(parts), .none(parts)])
  }

  private mutating func addGroups(to sheet: inout RuleSet, _ isMonotone: Bool) {
    for index in 0..<number(0...2) {
      let kind: Item.Kind = oneIn(2) ? .achievement : .penalised
      let members = sheet.items.filter { $0.modifies == nil && (isMonotone ? $0.kind == kind : oneIn(2)) }
      // An item stands in one group, or its lines would be corrected twice.
      let taken = Set(sheet.groups.flatMap(\.items))
      let items = members.map(\.id).filter { !taken.contains($0) }
      guard !items.isEmpty else { continue }
      var group = Group(id: Group.ID("group-\(index)"), title: "Group \(index)", items: items)
      if isMonotone {
        group.keep = one(of: [.all, kind == .achievement ? .best(number(1...2)) : .worst(number(1...2))])
      } else {
        group.keep = one(of: [.all, .best(number(0...2)), .worst(number(0...2)), .untilFirstGap])
        if oneIn(3) { group.voidAbove = number(2...6) }
        if oneIn(3) { group.per = "table" }
      }
      if oneIn(3) { group.cap = points(0...100) }
      if oneIn(3) { group.floor = points(-60...0) }
      sheet.groups.append(group)
    }
  }

  private mutating func addShares(to sheet: inout RuleSet, _ isMonotone: Bool) {
    let bases: [Worth.Base] = [.run, .maximum] + sheet.groups.map { .group($0.id) }
    // Together at most 80 %: more than all of a base cannot be taken from it twice.
    for index in 0..<number(0...2) {
      var tape = Item.make(.penalised, Item.ID("tape-\(index)"))
      let base = one(of: isMonotone ? bases.filter { $0 != .maximum } : bases)
      tape.worth = .percent(-Points(number(1...20)), of: base, cap: Points(number(20...40)))
      sheet.items.append(tape)
    }
    if oneIn(2) {
      var factor = Item.make(oneIn(2) ? .penalised : .achievement, "factor")
      let each = factor.kind == .penalised ? Points(3, over: 4) : Points(5, over: 4)
      factor.worth = .factor(
        each, of: one(of: bases.filter { $0 != .maximum }), floor: oneIn(2) ? Points(1, over: 4) : nil)
      if factor.kind == .penalised, oneIn(2), !isMonotone {
        factor.falls = Falling(by: Points(1, over: 10), cause: .restart, floor: 0)
      }
      sheet.items.append(factor)
    }
  }

  private mutating func addRunRules(to sheet: inout RuleSet, _ isMonotone: Bool) {
    sheet.modifierFloor = one(of: isMonotone ? [.line, .instance] : ModifierFloor.allCases)
    sheet.restart.allowed = one(of: [nil, 0, 1, 2])
    sheet.restart.earlier = one(of: RestartRule.Earlier.allCases)
    if oneIn(3) { sheet.restart.penalty = -50 }
    sheet.restart.penaltyOnlyIfScoring = !isMonotone && oneIn(2)
    sheet.total.order = shuffled(TotalRule.Step.allCases)
    if oneIn(2) { sheet.total.floor = 0 }
    if oneIn(3) { sheet.total.cap = points(100...300) }
    if oneIn(3) {
      sheet.total.rounding = Rounding(to: one(of: [1, 5, Points(1, over: 2)]), one(of: RoundingMode.allCases))
    }
    sheet.total.roundsLines = oneIn(3)
    sheet.disqualified = one(of: DisqualifiedRank.allCases)
    if oneIn(2) { sheet.timeLimit = .at(5) }
    sheet.countsAfterTimeLimit = oneIn(3)
    if oneIn(4) { sheet.noShowPoints = -500 }
    sheet.ranking = shuffled([
      .mostPoints, .mostAchievements, .fewestPenalised,
      RankingKey(.time, greaterIsBetter: false, step: oneIn(3) ? one(of: [100, 1000, 60_000]) : nil),
    ])
    if let item = sheet.items.randomElement(using: &random) {
      sheet.ranking.insert(RankingKey(.item(item.id), greaterIsBetter: oneIn(2)), at: number(0...4))
    }
    if oneIn(3) { sheet.ranking.removeLast() }
    if oneIn(3) { sheet.stopWhen = condition(sheet, 2) }
    if oneIn(3) { sheet.checks = [Check(id: "check", when: condition(sheet, 2), message: "Odd.")] }
    sheet.aggregation = one(of: [
      .best, .meanOfBest(2), .mean, .sum, .sumOfBest(2), .meanWithoutWorst(1), .median, .last,
    ])
  }

  /// A whole, a half or a third.
  private mutating func points(_ range: ClosedRange<Int>) -> Points {
    Points(number(range)) / one(of: [1, 1, 1, 2, 3])
  }
}

extension Worth {
  /// Whether it belongs to one item, not to a group or the run.
  fileprivate var isOfItem: Bool {
    switch self {
    case .percent, .factor: false
    case .nothing, .each, .table, .levels, .tiers, .line: true
    }
  }
}
