extension Fact {
  /// The fact as a sentence for people, with the titles of the rule set: "Delivers the order, table 2 (2 times)".
  public func words(in rules: RuleSet) -> String {
    switch self {
    case .started: return "started"
    case .paused: return "paused"
    case .resumed: return "resumed"
    case .finished(let finish): return "ended: \(finish.words)"
    case .observed(let item, let at, let count):
      return rules.title(of: item, at: at) + (count == 1 ? "" : " (\(count) times)")
    case .chose(let item, let at, let level):
      let title = rules.item(item)?.levels.first { $0.id == level }?.title ?? level.text
      return "\(rules.title(of: item, at: at)): \(title)"
    case .measured(let item, let at, let value): return "\(rules.title(of: item, at: at)): \(value)"
    case .rated(let item, let at, let rater, let value):
      return "\(rules.title(of: item, at: at)): \(value), says \(rater)"
    case .restarted: return "restarted"
    case .extended(let time, let reason): return "time limit extended by \(time): \(reason)"
    case .retracted(let entry, let reason): return "took back \(entry): \(reason)"
    case .claimed(let total): return "the paper sheet says \(total)"
    case .accepted(let check, let reason): return "check '\(check)' set aside: \(reason)"
    case .signed(let role, let code, let name):
      let who = name.map { "signed for the \(role.rawValue) by \($0)" } ?? "signed by the \(role.rawValue)"
      return who + (code.isEmpty ? "" : ", code \(code)")
    case .protested(let text): return "the team protests: \(text)"
    case .ruled(let text): return "ruling: \(text)"
    case .voided(let reason): return "run voided: \(reason)"
    case .noted(let text): return "note: \(text)"
    }
  }
}

extension Finish {
  /// What people say: "time limit".
  public var words: String {
    switch self {
    case .completed: "task completed"
    case .timeLimit: "time limit"
    case .teamStopped: "stopped by the team"
    case .refereeStopped: "stopped by the referee"
    case .noShow: "the team did not come"
    case .invalid: "invalid, to be repeated"
    }
  }
}

extension RuleSet {
  /// The title of an item with that of its instance; the bare id if the rule set knows no such item.
  public func title(of item: Item.ID, at instance: Instance.ID? = nil) -> String {
    let known = self.item(item)
    let title = known?.title ?? item.text
    guard let instance else { return title }
    let list = instances.first { $0.id == known?.per }
    return "\(title), \(list?.instances.first { $0.id == instance }?.title ?? instance.text)"
  }
}
