/// How an item's line comes to its points, in words: all but the number that comes out.
struct ItemWorking {
  private let line: Score.Line
  private let item: Item
  private let rules: RuleSet

  init(_ line: Score.Line, _ item: Item, _ rules: RuleSet) {
    self.line = line
    self.item = item
    self.rules = rules
  }

  var text: String {
    guard line.counted != .zero || countsAtZero else { return "\(amount) = " }
    switch item.worth {
    case .nothing: return "\(amount), worth "
    case .each(let points): return each(points)
    case .table(let points):
      let asFor = line.counted > Points(points.count) ? ", as for \(points.count)" : ""
      return "\(amount)\(asFor) = "
    case .levels: return "\(amount) = "
    case .tiers(let tiers): return "\(amount), \(tier(tiers)) = "
    case .line(let corners): return "\(amount), \(segment(corners)) = "
    case .percent(let percent, _, let cap): return share(percent, cap)
    case .factor(let factor, _, let floor): return product(factor, floor)
    }
  }

  /// Whether a quantity of zero may be worth something: zero seconds, no mistakes.
  private var countsAtZero: Bool {
    switch item.worth {
    case .levels: line.level != nil && !line.remarks.contains(where: \.makesWorthless)
    case .tiers, .line: !line.remarks.contains(where: \.makesWorthless) && !isGone
    case .nothing, .each, .table, .percent, .factor: false
    }
  }

  /// Whether entries were made, and none of them counts.
  private var isGone: Bool { item.isEntered && line.because.isEmpty && !line.remarks.isEmpty }

  /// What was seen and what of it counts: `5 seen, 4 count`, `12.7 s`, `level 'opened'`.
  private var amount: String {
    if let level = line.level {
      return line.remarks.contains(where: \.makesWorthless) ? "level '\(level)' does not count" : "level '\(level)'"
    }
    if isGone, item.isValued || !item.levels.isEmpty { return "nothing counts" }
    switch item.quantity {
    case .automatic: return "its conditions hold"
    case .sum: return counted("in all")
    case .elapsed: return counted("between")
    case .timeLeft: return counted("left")
    case .timeUsed: return counted("used")
    case .restarts: return counted(line.counted == 1 ? "restart" : "restarts")
    case .entries: break
    }
    if line.seen == line.counted { return counted(item.isValued ? nil : "seen") }
    if item.isValued { return line.counted == .zero ? "\(value(line.seen)) does not count" : counted(nil) }
    switch line.counted {
    case .zero: return "\(written(line.seen)) seen, none counts"
    case 1: return "\(written(line.seen)) seen, 1 counts"
    default: return "\(written(line.seen)) seen, \(written(line.counted)) count"
    }
  }

  private func counted(_ word: String?) -> String {
    let rounded = item.quantityRounding == nil || line.seen == line.counted || line.counted == .zero
    let number = rounded ? value(line.counted) : "\(value(line.seen)), rounded to \(value(line.counted))"
    return word.map { "\(number) \($0)" } ?? number
  }

  private func value(_ number: Points) -> String {
    switch item.quantity {
    case .elapsed, .timeLeft, .timeUsed: "\(written(number)) s"
    case .entries where item.isValued && item.unit != .count: "\(written(number)) \(item.unit.rawValue)"
    case .entries, .automatic, .sum, .restarts: written(number)
    }
  }

  private func each(_ points: Points) -> String {
    guard let falls = item.falls else {
      return item.quantity == .automatic ? "\(amount) = " : "\(amount) × \(written(points)) = "
    }
    if falls.cause == .repetition {
      let count = Int(clamping: line.counted.numerator / line.counted.denominator)
      let terms = (0..<max(0, min(count, 6))).map { written(item.worthOfOccurrence($0)) }
      return "\(amount): \(terms.joined(separator: " + "))\(count > 6 ? " + …" : "") = "
    }
    return "\(fall(points))\(amount) × \(written(fallen(points))) = "
  }

  private func share(_ percent: Points, _ cap: Points?) -> String {
    let each = fallen(percent)
    var sum = each * line.counted
    var text = fall(percent)
    if line.counted != 1 { text += "\(amount) × \(written(each)) % = \(written(sum)) %" }
    if let cap, sum.magnitude > cap {
      sum = sum < .zero ? -cap : cap
      text += "\(line.counted == 1 ? "\(written(each)) %" : ""), at most \(written(cap)) %"
    }
    let taken = text.isEmpty || text.hasSuffix("; ") ? "\(written(sum)) %" : line.counted == 1 ? "" : ","
    return "\(text)\(taken) of \(written(line.base ?? .zero)) = "
  }

  private func product(_ factor: Points, _ floor: Points?) -> String {
    let each = fallen(factor)
    let count = Int(clamping: line.counted.numerator / line.counted.denominator)
    let exact = each.power(count)
    var text = fall(factor)
    let factors =
      count <= 4
      ? Array(repeating: written(each), count: max(0, count)).joined(separator: " × ") : "\(written(each))^\(count)"
    let base = written(line.base ?? .zero)
    let (product, isHeld) = (max(exact, floor ?? exact), floor.map { exact < $0 } ?? false)
    if isHeld {
      text += "\(factors) is held at \(written(product)); \(base) × \(written(product))"
    } else {
      text += "\(base) × \(factors)"
    }
    return "\(text) = \(written((line.base ?? .zero) * product)), a change of "
  }

  /// `5 falls by 2 for each of 3, not below 0: 0; ` — empty where nothing fell.
  private func fall(_ points: Points) -> String {
    guard let falls = item.falls, line.steps > .zero else { return "" }
    let each = fallen(points)
    let floor = points - falls.by * line.steps < falls.floor ? ", not below \(written(falls.floor))" : ""
    return
      "\(written(points)) falls by \(written(falls.by)) for each of \(written(line.steps))\(floor): \(written(each)); "
  }

  private func fallen(_ points: Points) -> Points {
    guard let falls = item.falls else { return points }
    return max(falls.floor, points - falls.by * line.steps)
  }

  private func tier(_ tiers: [Worth.Tier]) -> String {
    guard let index = tiers.firstIndex(where: { line.counted <= $0.upTo ?? line.counted }) else {
      return "beyond every tier"
    }
    if let bound = tiers[index].upTo { return "at most \(value(bound))" }
    guard index > 0, let bound = tiers[index - 1].upTo else { return "any" }
    return "more than \(value(bound))"
  }

  private func segment(_ corners: [Worth.Corner]) -> String {
    guard let first = corners.first, let last = corners.last else { return "on no line" }
    if line.counted <= first.value { return "not more than \(value(first.value))" }
    if line.counted >= last.value { return "not less than \(value(last.value))" }
    guard let next = corners.firstIndex(where: { $0.value >= line.counted }), next > 0 else { return "on no line" }
    let (a, b) = (corners[next - 1], corners[next])
    return "between \(value(a.value)) (\(written(a.points))) and \(value(b.value)) (\(written(b.points)))"
  }
}
