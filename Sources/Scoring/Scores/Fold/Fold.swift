/// The work of one fold, in flat arrays: by slot (an item at an instance), by item, by group.
struct Fold {
  let log: RunLog
  let rules: CompiledRules
  var score: Score

  /// The usable marks, grouped by slot and in field order within each.
  var evidence: [Int32] = []
  var work: [SlotWork]
  var itemTotal: [Points]
  var groupTotal: [Points]
  var runTotal = Points.zero
  var exemptTotal = Points.zero

  /// The clock after which nothing counts.
  let limit: Int64?
  /// The mark before which a restart voids everything; -1 for none.
  let voidedBefore: Int

  /// What is made of one slot.
  struct SlotWork {
    /// Where its usable marks lie in the evidence.
    var firstMark: Int32 = 0
    var markCount: Int32 = 0
    /// The marks that count, where that is not all of them.
    var kept: [Int32]?
    /// How often it was seen too late or before a restart.
    var missed = 0
    var isLate = false
    var isBeforeRestart = false

    /// Whether there is anything to be worth something.
    var hasQuantity = false
    var seen = Points.zero
    /// What counts before the limit of the item.
    var unlimited = Points.zero
    var counted = Points.zero
    /// Whether its group is overfull, so that none counts.
    var isOverfull = false
    /// The position of the level that holds, or -1.
    var level: Int32 = -1
    /// The position of the level that was chosen, even if it does not count.
    var chosenLevel: Int32 = -1
    var remarks: [Score.Remark] = []
    /// Points with modifiers and floors.
    var total = Points.zero
  }

  init(_ log: RunLog) {
    self.log = log
    rules = log.rules
    let state = log.state
    score = Score(state: state)
    score.time = state.finishClock ?? (state.isStarted ? state.lastClock : nil)
    work = Array(repeating: SlotWork(), count: rules.slotItem.count)
    itemTotal = Array(repeating: .zero, count: rules.items.count)
    groupTotal = Array(repeating: .zero, count: rules.groups.count)
    let ruleSet = rules.ruleSet
    limit = ruleSet.countsAfterTimeLimit ? nil : ruleSet.timeLimit.map { ($0 + state.extraTime).count }
    voidedBefore =
      ruleSet.restart.earlier == .void ? log.marks.lastIndex { $0.isStanding && $0.kind == .restarted } ?? -1 : -1
  }

  /// The marks that count at a slot.
  func marks(_ slot: Int) -> ArraySlice<Int32> {
    if let kept = work[slot].kept { return kept[...] }
    let first = Int(work[slot].firstMark)
    return evidence[first..<first + Int(work[slot].markCount)]
  }
}
