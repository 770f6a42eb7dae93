extension Fold {
  /// Looks for combinations that cannot be: among what was entered and stands, whether it counts or not.
  ///
  /// It is the last step, and leaves the fold's work as what was entered.
  mutating func findContradictions(accepted: [Check.ID: String]) {
    guard !rules.checks.isEmpty else { return }
    layOutEntries()
    for compiled in rules.checks {
      if compiled.places.isEmpty {
        if holdsForRun(compiled.when) { report(compiled.check, "", accepted) }
        continue
      }
      for (offset, place) in compiled.places.enumerated() {
        let holds = holds(compiled.when) { item in
          let slots = rules.items[item].slots
          guard rules.items[item].item.per == compiled.check.per else { return slots }
          return (slots.lowerBound + offset)..<(slots.lowerBound + offset + 1)
        }
        if holds { report(compiled.check, place.title + ": ", accepted) }
      }
    }
  }

  private mutating func report(_ check: Check, _ place: String, _ accepted: [Check.ID: String]) {
    if let reason = accepted[check.id] {
      score.findings.append(Finding(.hint, "\(place)\(check.message) Accepted: \(reason)"))
    } else {
      score.findings.append(Finding(.error, "\(place)\(check.message) (check '\(check.id)')", check: check.id))
    }
  }

  /// Puts in the place of what counts what was entered: too late, beyond a limit, without what it needs; but not what a
  /// restart has voided. What nobody enters stays what it comes to.
  private mutating func layOutEntries() {
    let checked = Set(rules.checks.flatMap(\.when.items)).filter { rules.items[$0].item.isEntered }
    var entries: [Int: [Int32]] = [:]
    for (index, mark) in log.marks.enumerated() where mark.isStanding && mark.slot >= 0 {
      let compiled = rules.items[Int(rules.slotItem[Int(mark.slot)])]
      guard checked.contains(compiled.position) else { continue }
      if index < voidedBefore, !compiled.item.survivesRestart, compiled.item.kind.isVoidedByRestart { continue }
      entries[Int(mark.slot), default: []].append(Int32(index))
    }
    for compiled in checked.map({ rules.items[$0] }) {
      for slot in compiled.slots {
        work[slot].hasQuantity = false
        work[slot].level = -1
        work[slot].counted = .zero
        guard let marks = entries[slot], let last = marks.last else { continue }
        work[slot].hasQuantity = true
        if compiled.hasLevels {
          work[slot].level = log.marks[Int(last)].number
          work[slot].counted = Points(compiled.item.levels[Int(work[slot].level)].count)
        } else if compiled.isValued {
          work[slot].counted = combined(marks[...], compiled.item)
        } else {
          work[slot].counted = Points(marks.reduce(0) { $0 + Int(log.marks[Int($1)].number) })
        }
      }
    }
  }
}
