import Scoring

extension Item {
  /// Whether officials enter it; everything else follows from the rest of the sheet.
  var isEnteredByHand: Bool { quantity == .entries }

  /// Whether a value is entered for it, and not a count or a level.
  var takesValues: Bool { isEnteredByHand && levels.isEmpty && (kind == .measurement || kind == .judgement) }

  /// Whether it may have no number at all, which is not a zero: nothing was measured, or the time is not known.
  var canBeMissing: Bool {
    switch quantity {
    case .elapsed, .timeLeft, .timeUsed: true
    case .entries, .automatic, .sum, .restarts: takesValues || dividedBy != nil
    }
  }

  /// What it is worth a share of: its objective, a group, the run or the maximum; `nil` for most items.
  var shareBase: Worth.Base? {
    switch worth {
    case .percent(_, let base, _), .factor(_, let base, _): base
    default: nil
    }
  }

  /// Whether it is worth a percentage of something.
  var isPercentage: Bool { if case .percent = worth { true } else { false } }
}
