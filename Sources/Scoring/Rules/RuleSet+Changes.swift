extension RuleSet {
  /// What changed from another edition to this one, a sentence each, in the order of the file. Titles, sources and
  /// numbers alike: whoever reads it knows what to tell the teams.
  public func changes(from old: RuleSet) -> [String] {
    var changes: [String] = []
    func compare<Value: Equatable>(_ what: String, _ before: Value, _ now: Value, _ words: (Value) -> String) {
      if before != now { changes.append("\(what): \(words(before)) becomes \(words(now))") }
    }
    func optional<Value: CustomStringConvertible>(_ value: Value?) -> String { value?.description ?? "none" }

    compare("rules", old.id, id) { $0.text }
    compare("edition", old.edition, edition) { "\($0)" }
    compare("title", old.title, title) { "'\($0)'" }
    compare("competition", old.competition, competition) { "'\($0)'" }
    compare("time limit", old.timeLimit, timeLimit, optional)
    compare("after the time limit", old.countsAfterTimeLimit, countsAfterTimeLimit) { $0 ? "counted" : "ignored" }
    compare("preparation", old.preparation, preparation, optional)
    compare("runs", old.runs, runs, optional)
    compare("aggregation", old.aggregation, aggregation) { $0.description }
    compare("incomplete", old.incomplete, incomplete) { $0.rawValue }
    compare("ranking", old.ranking, ranking) { $0.map(\.description).joined(separator: ", ") }
    compare("other rankings", old.otherRankings, otherRankings) { rankings in
      rankings.isEmpty
        ? "none"
        : rankings.map { "\($0.name) (\($0.keys.map(\.description).joined(separator: ", ")))" }.joined(separator: "; ")
    }
    compare("disqualified", old.disqualified, disqualified) { $0.rawValue }
    compare("no-show", old.noShowPoints, noShowPoints, optional)
    compare("modifier floor", old.modifierFloor, modifierFloor) { $0.rawValue }
    compare("restarts allowed", old.restart.allowed, restart.allowed) { $0.map(String.init) ?? "unlimited" }
    compare("restart until points", old.restart.untilPoints, restart.untilPoints, optional)
    compare("restart until time", old.restart.untilTime, restart.untilTime, optional)
    compare("before a restart", old.restart.earlier, restart.earlier) { $0.rawValue }
    compare("restart penalty", old.restart.penalty, restart.penalty) { $0.description }
    compare("restart penalty only if scoring", old.restart.penaltyOnlyIfScoring, restart.penaltyOnlyIfScoring) {
      "\($0)"
    }
    compare("order of operations", old.total.order, total.order) { $0.map(\.rawValue).joined(separator: ", ") }
    compare("least total", old.total.floor, total.floor, optional)
    compare("greatest total", old.total.cap, total.cap, optional)
    compare("rounding", old.total.rounding, total.rounding) {
      $0.map { "to \($0.step), \($0.mode.rawValue)" } ?? "none"
    }
    compare("rounding of lines", old.total.roundsLines, total.roundsLines) { $0 ? "yes" : "no" }
    compare("stated maximum", old.statedMaximum, statedMaximum, optional)
    compare("decimals", old.decimals, decimals) { "\($0)" }

    changes += listChanges("instances", old.instances, instances) { before, now in
      before == now
        ? []
        : [
          "\(now.instances.count) members: \(list(now.instances.map(\.id.text))), before \(list(before.instances.map(\.id.text)))"
        ]
    }
    changes += listChanges("item", old.items, items) { $1.changes(from: $0) }
    changes += listChanges("group", old.groups, groups) { before, now in
      before == now ? [] : ["its rules change"]
    }
    changes += listChanges("check", old.checks, checks) { before, now in
      before == now ? [] : ["'\(before.message)' becomes '\(now.message)', or when it holds changes"]
    }
    if old.stopWhen != stopWhen { changes.append("when a run may stop: changes") }
    if old.about != about { changes.append("what an organiser should know: changes") }
    if old.sources != sources { changes.append("sources: change") }
    return changes
  }

  private func listChanges<Element: Identifiable & Equatable>(
    _ what: String, _ old: [Element], _ new: [Element], _ compare: (Element, Element) -> [String]
  ) -> [String] where Element.ID: CustomStringConvertible {
    var changes: [String] = []
    for element in old where !new.contains(where: { $0.id == element.id }) {
      changes.append("\(what) '\(element.id)': is gone")
    }
    for element in new {
      guard let before = old.first(where: { $0.id == element.id }) else {
        changes.append("\(what) '\(element.id)': is new")
        continue
      }
      changes += compare(before, element).map { "\(what) '\(element.id)': \($0)" }
    }
    let kept = old.map(\.id).filter { id in new.contains { $0.id == id } }
    if kept != new.map(\.id).filter({ id in old.contains { $0.id == id } }) {
      changes.append("\(what)s: their order changes")
    }
    return changes
  }
}

extension Item {
  /// What changed of an item, a phrase each.
  func changes(from old: Item) -> [String] {
    var changes: [String] = []
    func compare<Value: Equatable>(_ what: String, _ before: Value, _ now: Value, _ words: (Value) -> String) {
      if before != now { changes.append("\(what) \(words(before)) becomes \(words(now))") }
    }
    func same<Value: Equatable>(_ what: String, _ before: Value, _ now: Value) {
      if before != now { changes.append("\(what) changes") }
    }
    compare("kind", old.kind, kind) { $0.rawValue }
    compare("title", old.title, title) { "'\($0)'" }
    compare("source", old.origin, origin) { "'\($0.standing.rawValue) \($0.source)'" }
    compare("key", old.key, key) { $0.map { "'\($0)'" } ?? "none" }
    compare("max", old.limit, limit) { $0.map(String.init) ?? "unlimited" }
    compare("void above", old.voidAbove, voidAbove) { $0.map(String.init) ?? "none" }
    compare("per", old.per, per) { $0?.text ?? "run" }
    compare("worth", old.worth, worth) { $0.words }
    compare("unit", old.unit, unit) { $0 == .count ? "none" : $0.rawValue }
    if levels != old.levels {
      let words = { (levels: [Level]) in levels.map { "\($0.id) \($0.points)" }.joined(separator: ", ") }
      compare("levels", old.levels, levels) { $0.isEmpty ? "none" : words($0) }
    }
    compare("what it modifies", old.modifies, modifies) { $0?.text ?? "nothing" }
    compare("exempt", old.isExempt, isExempt) { $0 ? "yes" : "no" }
    compare("survives a restart", old.survivesRestart, survivesRestart) { $0 ? "yes" : "no" }
    same("where its quantity comes from", old.quantity, quantity)
    same("its scale", old.scale, scale)
    same("whether it is reversed", old.reversed, reversed)
    same("how several values become one", old.combined, combined)
    same("how its quantity is rounded", old.quantityRounding, quantityRounding)
    same("what it needs", old.needs, needs)
    same("what rules it out", old.unless, unless)
    same("what it must come after", old.after, after)
    same("how soon it must come", old.within, within)
    same("how its worth falls", old.falls, falls)
    same("what it disqualifies from", old.disqualifiesFrom, disqualifiesFrom)
    same("its rulings", old.rulings, rulings)
    same("its tags", old.tags, tags)
    return changes
  }
}

extension Worth {
  /// In words: `100 each`, `10, 15, 25`, `-10 % each of the run, at most 20 %`.
  public var words: String {
    switch self {
    case .nothing: return "nothing"
    case .each(let points): return "\(points) each"
    case .table(let points): return points.map(\.description).joined(separator: ", ")
    case .levels: return "by level"
    case .tiers(let tiers):
      return tiers.map { tier in tier.upTo.map { "up to \($0): \(tier.points)" } ?? "else \(tier.points)" }
        .joined(separator: ", ")
    case .line(let corners): return corners.map { "\($0.value) → \($0.points)" }.joined(separator: ", ")
    case .percent(let each, let base, let cap):
      return "\(each) % each of \(base.words)" + (cap.map { ", at most \($0) %" } ?? "")
    case .factor(let each, let base, let floor):
      return "× \(each) of \(base.words)" + (floor.map { ", not below \($0)" } ?? "")
    }
  }
}

extension Worth.Base {
  /// In words: `the run`.
  public var words: String {
    switch self {
    case .objective: "the item above"
    case .group(let group): "the group \(group)"
    case .run: "the run"
    case .maximum: "the maximum"
    }
  }
}
