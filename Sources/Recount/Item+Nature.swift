import Scoring

extension Item {
  /// Whether officials enter it; everything else follows from the rest of the sheet.
  var isEnteredByHand: Bool { quantity == .entries }

  /// Whether a value is entered for it, and not a count or a level.
  var takesValues: Bool { isEnteredByHand && levels.isEmpty && (kind == .measurement || kind == .judgement) }

  /// Whether it may have no number at all, which is not a zero: nothing was measured, or the time is not known.
  var canBeMissing: Bool {
    switch quantity {
    case .entries: takesValues
    case .elapsed, .timeLeft, .timeUsed: true
    case .automatic, .sum, .restarts: dividedBy != nil
    }
  }

  /// Whether it is worth a share of something else: of its objective, a group, the run or the maximum.
  var shareBase: Worth.Base? {
    switch worth {
    case .percent(_, let base, _), .factor(_, let base, _): base
    default: nil
    }
  }
}

extension RuleSet {
  /// The places at which an item is scored: those of its list, or the run as a whole (`nil`).
  func places(of item: Item) -> [Instance.ID?] { places(of: item.per) }

  /// The places of a list, or the run as a whole.
  func places(of list: InstanceList.ID?) -> [Instance.ID?] {
    guard let list, let known = instances.first(where: { $0.id == list }) else { return [nil] }
    return known.instances.map { $0.id }
  }
}
