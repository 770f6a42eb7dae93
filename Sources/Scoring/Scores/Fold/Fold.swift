/// The work of one fold: flat arrays, by slot (an item at an instance) or by item.
struct Fold {
  let log: RunLog
  let rules: CompiledRules
  var score: Score

  // By slot: which marks speak of it, grouped, in field order.
  var evidence: [Int32] = []
  var firstEvidence: [Int32]
  var dropped: [Dropped]

  // By slot: what was made of them.
  var seen: [Points]
  var counted: [Points]
  var hasQuantity: [Bool]
  var level: [Int32]
  var kept: [[Int32]?]
  var remarks: [[Score.Remark]]

  // By slot and item: points with modifiers and floors.
  var slotTotal: [Points]
  var itemTotal: [Points]
  var groupTotal: [Points]
  var runTotal = Points.zero
  var exemptTotal = Points.zero

  let limit: Int64?
  let voidedBefore: Int

  /// Why entries were left out, gathered while sorting them.
  struct Dropped: OptionSet {
    let rawValue: UInt8
    static let late = Dropped(rawValue: 1)
    static let beforeRestart = Dropped(rawValue: 2)
  }

  init(_ log: RunLog) {
    self.log = log
    rules = log.rules
    let state = log.state
    score = Score(state: state)
    let slots = rules.slotItem.count
    firstEvidence = Array(repeating: 0, count: slots + 1)
    dropped = Array(repeating: [], count: slots)
    seen = Array(repeating: .zero, count: slots)
    counted = seen
    slotTotal = seen
    hasQuantity = Array(repeating: false, count: slots)
    level = Array(repeating: -1, count: slots)
    kept = Array(repeating: nil, count: slots)
    remarks = Array(repeating: [], count: slots)
    itemTotal = Array(repeating: .zero, count: rules.items.count)
    groupTotal = Array(repeating: .zero, count: rules.groups.count)
    score.time = state.finishClock ?? (state.isStarted ? state.lastClock : nil)
    limit =
      rules.ruleSet.countsAfterTimeLimit ? nil : rules.ruleSet.timeLimit.map { $0.count + state.extraTime.count }
    voidedBefore =
      rules.ruleSet.restart.earlier == .void
      ? log.marks.lastIndex { $0.isStanding && $0.kind == .restarted } ?? -1 : -1
  }
}
