import Scoring

/// What a rule set says of an item, in words, so that the printed sheet alone tells what is meant.
struct RuleWords {
  package let ruleSet: RuleSet

  /// Everything of an item that its row has no column for; empty if there is nothing to say.
  func details(of item: Item) -> String {
    var parts: [String] = []
    if let source = source(of: item) { parts.append(source) }
    if let divisor = item.dividedBy { parts.append("divided by \(divisor)") }
    if let scale = item.scale {
      parts.append("from \(scale.lowerBound) to \(scale.upperBound)" + (item.reversed ? ", turned around" : ""))
    }
    if item.isValued, item.unit != .count { parts.append("in \(item.unit.rawValue)") }
    if item.isValued, let combined = combined(item) { parts.append(combined) }
    if let rounding = item.quantityRounding { parts.append("rounded to \(rounding.step), \(rounding.mode.rawValue)") }
    if let most = item.voidAbove { parts.append("more than \(most): none counts") }
    if !item.needs.isEmpty { parts.append("only if \(list(item.needs, "and", item.per))") }
    if !item.unless.isEmpty { parts.append("not if \(list(item.unless, "or", item.per))") }
    if !item.after.isEmpty { parts.append("only what is entered after \(list(item.after, "and", item.per))") }
    if let window = item.within {
      parts.append("only within \(window.length) of \(window.since?.text ?? "the start")")
    }
    if let falls = item.falls { parts.append(words(of: falls)) }
    if item.kind == .disqualifying { parts.append("disqualifies from \(scope(item.disqualifiesFrom))") }
    if item.isExempt { parts.append("outside the run's floor and cap") }
    if item.survivesRestart { parts.append("survives a restart") }
    return parts.joined(separator: "; ")
  }

  private func source(of item: Item) -> String? {
    switch item.quantity {
    case .entries: nil
    case .automatic: "follows from the sheet"
    case .sum(let items): "the sum of \(items.map(\.text).joined(separator: ", "))"
    case .elapsed(let from, let to):
      "the seconds from \(from == .start ? "the start" : from.text) to the \(item.endsWithLast ? "last" : "first") \(to)"
    case .timeLeft: "the seconds left"
    case .timeUsed: "the seconds used"
    case .restarts: "the number of restarts"
    }
  }

  private func combined(_ item: Item) -> String? {
    switch item.combined {
    case .mean: item.kind == .judgement ? nil : "the mean of several"
    case .last: item.kind == .measurement ? nil : "the last of several"
    case .trimmedMean: "the mean of several without the highest and the lowest"
    case .median: "the median of several"
    case .sum: "the sum of several"
    case .highest: "the highest of several"
    case .lowest: "the lowest of several"
    }
  }

  private func words(of falls: Falling) -> String {
    let cause =
      switch falls.cause {
      case .restart: "restart"
      case .item(let item): item.text
      case .repetition: "earlier one"
      }
    return "\(falls.by) less for each \(cause), not below \(falls.floor)"
  }

  private func scope(_ scope: DisqualificationScope) -> String {
    switch scope {
    case .item(let item): item.text
    case .run: "the run"
    case .challenge: "the challenge"
    case .competition: "the competition"
    }
  }

  /// A condition of something scored per a list, or (`nil`) of the run.
  package func words(of condition: Condition, at list: InstanceList.ID?) -> String {
    func item(_ id: Item.ID) -> String {
      guard let per = ruleSet.item(id)?.per else { return id.text }
      return per == list ? "\(id) (same \(per))" : "\(id) (each \(per) together)"
    }
    switch condition {
    case .seen(let id, 1): return item(id)
    case .seen(let id, let least): return "\(item(id)) at least \(least) times"
    case .chosen(let id, let levels): return "\(item(id)) is \(levels.map(\.text).joined(separator: " or "))"
    case .value(let id, let least, let most):
      let unit = ruleSet.item(id).map { $0.unit == .count ? "" : " \($0.unit.rawValue)" } ?? ""
      let bounds = [least.map { "at least \($0)\(unit)" }, most.map { "at most \($0)\(unit)" }].compactMap { $0 }
      return "\(item(id)) \(bounds.joined(separator: " and "))"
    case .complete(let items): return "\(items.map(item).joined(separator: " and ")) as often as can be"
    case .completed: return "the run's task is done"
    case .all(let parts): return self.list(parts, "and", list, nested: true)
    case .any(let parts): return self.list(parts, "or", list, nested: true)
    case .none(let parts): return "not " + self.list(parts, "or", list, nested: true)
    }
  }

  private func list(
    _ parts: [Condition], _ word: String, _ list: InstanceList.ID?, nested: Bool = false
  ) -> String {
    let text = parts.map { words(of: $0, at: list) }.joined(separator: " \(word) ")
    return nested && parts.count > 1 ? "(\(text))" : text
  }
}
