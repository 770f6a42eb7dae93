extension Score {
  /// How a line comes to its points, for a referee with a pencil: `5 seen, 4 count × 100 = 400`. Every number is exact.
  ///
  /// Why less counts than was seen is said by ``Line/remarks``.
  public func working(of line: Line, in rules: RuleSet) -> String {
    let base = written(line.base ?? .zero)
    let change = signed(line.points)
    switch line.subject {
    case .item(let id, _):
      guard let item = rules.item(id) else { return written(line.points) }
      let working = ItemWorking(line, item, rules).text
      guard let unrounded = line.unrounded else { return working + written(line.points) }
      return working + written(unrounded) + ", rounded to " + written(line.points)
    case .modifierFloor: return "\(base) with what changes it, not below \(written(line.after)): \(change)"
    case .itemDisqualified: return "all \(base) are lost: \(change)"
    case .group(let id, let rule, _):
      let group = rules.groups.first { $0.id == id }
      switch rule {
      case .best:
        guard case .best(let count) = group?.keep else { return change }
        return count == 1 ? "only the best counts: \(change)" : "only the best \(count) count: \(change)"
      case .worst:
        guard case .worst(let count) = group?.keep else { return change }
        return count == 1 ? "only the worst counts: \(change)" : "only the worst \(count) count: \(change)"
      case .overfull:
        guard let most = group?.voidAbove else { return change }
        return "more than \(most) in all, so none counts: \(change)"
      case .cap: return "\(base) together, at most \(written(line.after)): \(change)"
      case .floor: return "\(base) together, at least \(written(line.after)): \(change)"
      }
    case .restarts:
      let made = line.seen == 1 ? "1 restart" : "\(written(line.seen)) restarts"
      let counted = line.seen == line.counted ? made : "\(made), \(written(line.counted)) charged"
      return "\(counted) × \(written(rules.restart.penalty)) = \(written(line.points))"
    case .limits:
      return "\(base) in all, at \(line.points < .zero ? "most" : "least") \(written(line.after)): \(change)"
    case .rounding:
      guard let rounding = rules.total.rounding else { return change }
      return "\(base) rounded to \(written(line.after)) (\(rounding.words)): \(change)"
    case .disqualified: return "a disqualified run has \(written(line.after)), not \(base): \(change)"
    case .noShow: return change
    }
  }
}

extension Score.Subject {
  /// What a line is for, in words: `Delivers the order to the table, Table 2`.
  public func title(in rules: RuleSet) -> String {
    func item(_ id: Item.ID, _ instance: Instance.ID?) -> String {
      let item = rules.item(id)
      return place(item?.title ?? id.text, instance, item?.per)
    }
    func place(_ title: String, _ instance: Instance.ID?, _ list: InstanceList.ID?) -> String {
      guard let instance else { return title }
      let known = rules.instances.first { $0.id == list }?.instances.first { $0.id == instance }
      return "\(title), \(known?.title ?? instance.text)"
    }
    switch self {
    case .item(let id, let instance): return item(id, instance)
    case .modifierFloor(let id, let instance): return "\(item(id, instance)): its floor"
    case .itemDisqualified(let id): return "\(item(id, nil)): disqualified"
    case .group(let id, _, let instance):
      let group = rules.groups.first { $0.id == id }
      return place(group?.title ?? id.text, instance, group?.per)
    case .restarts: return "Restarts"
    case .limits: return "The run's limits"
    case .rounding: return "Rounding"
    case .disqualified: return "Disqualified"
    case .noShow: return "The team did not come"
    }
  }
}

extension Score.Remark {
  /// The remark in words, to stand beside the line.
  public var text: String {
    switch self {
    case .cappedAt(let most): "at most \(most) \(most == 1 ? "counts" : "count")"
    case .prerequisiteMissing: "what it needs did not happen"
    case .ruledOut: "something else rules it out"
    case .overfull(let most): "more than \(most) were seen, so none counts"
    case .tooEarly: "something was too early to count"
    case .tooLate: "something was too late to count"
    case .beforeRestart: "something was before a restart and does not count"
    case .fell: "each was worth less"
    case .bounded: "held at its bound"
    case .rounded: "rounded"
    }
  }
}

extension Score.Line {
  /// What the line made of its base.
  fileprivate var after: Points { (base ?? .zero) + points }
}

extension Rounding {
  /// `to 1, half-up`.
  fileprivate var words: String { "to \(written(step)), \(mode.rawValue)" }
}

/// A number as people write it: with a real minus sign, and a fraction that no decimal ends with one beside it:
/// `17017/60 (≈ 283.617)`.
public func written(_ number: Points) -> String {
  let sign = number < .zero ? "−" : ""
  let exact = "\(sign)\(number.magnitude)"
  return number.decimal == nil ? "\(exact) (≈ \(sign)\(number.magnitude.fixed(places: 3)))" : exact
}

/// A change, with its sign in any case.
func signed(_ number: Points) -> String {
  number < .zero ? written(number) : "+\(written(number))"
}
