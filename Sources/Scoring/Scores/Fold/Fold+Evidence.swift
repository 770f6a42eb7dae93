extension Fold {
  /// Sorts the standing marks by slot, leaving out what came too late or before a restart that voids it.
  mutating func gatherEvidence() {
    var usable: [Int32] = []
    usable.reserveCapacity(log.marks.count)
    for (index, mark) in log.marks.enumerated() where mark.isStanding && mark.slot >= 0 {
      let slot = Int(mark.slot)
      let item = rules.items[Int(rules.slotItem[slot])].item
      if let limit, mark.clock > limit, item.kind.isHeldToTheTimeLimit {
        work[slot].isLate = true
        work[slot].missed += Int(mark.number)
      } else if index < voidedBefore, !item.survivesRestart, item.kind.isVoidedByRestart {
        work[slot].isBeforeRestart = true
        work[slot].missed += Int(mark.number)
      } else {
        usable.append(Int32(index))
        work[slot].markCount += 1
      }
    }
    var next: Int32 = 0
    for slot in work.indices {
      work[slot].firstMark = next
      next += work[slot].markCount
      work[slot].markCount = 0
    }
    evidence = usable
    for index in usable {
      let slot = Int(log.marks[Int(index)].slot)
      evidence[Int(work[slot].firstMark + work[slot].markCount)] = index
      work[slot].markCount += 1
    }
  }

  /// Leaves out the entries that came before what they must come after, or after their window closed.
  mutating func keepTimely(_ slot: Int, _ compiled: CompiledItem) {
    let position = compiled.position
    var earliest = compiled.after.reduce(Int64.min) { max($0, firstHeld($1, besides: slot, of: position)) }
    var latest = Int64.max
    if let window = compiled.item.within {
      let start: Int64?
      if let item = compiled.withinItem {
        start = firstClock(item, besides: slot, of: position)
      } else {
        start = 0
      }
      latest = start.map { (Milliseconds($0) + window.length).count } ?? .min
      // Soon enough after an item is after it.
      earliest = max(earliest, start ?? .min)
    }
    var timely: [Int32] = []
    var (early, late) = (false, false)
    for index in marks(slot) {
      let mark = log.marks[Int(index)]
      if mark.clock < earliest {
        early = true
      } else if mark.clock > latest {
        late = true
      } else {
        timely.append(index)
        continue
      }
      work[slot].missed += Int(mark.number)
    }
    guard early || late else { return }
    work[slot].kept = timely
    if early { work[slot].remarks.append(.tooEarly) }
    if late, !work[slot].isLate { work[slot].remarks.append(.tooLate) }
  }
}

extension Item.Kind {
  /// Whether it counts only within the time limit. A person is hit, a jury judges and a remark is made at any time.
  var isHeldToTheTimeLimit: Bool {
    switch self {
    case .disqualifying, .judgement, .record: false
    case .achievement, .penalised, .measurement, .declaration: true
    }
  }

  /// Whether a restart that voids what came before it voids this too.
  var isVoidedByRestart: Bool {
    switch self {
    case .disqualifying, .declaration, .record: false
    case .achievement, .penalised, .measurement, .judgement: true
    }
  }
}
