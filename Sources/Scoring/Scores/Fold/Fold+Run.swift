extension Fold {
  /// Restarts, the steps of the run's arithmetic, disqualification, then what lies outside all of it.
  mutating func scoreRun() {
    if score.state.finish == .noShow {
      score.lines = []
      (score.achievements, score.penalised) = (0, 0)
      score.total = rules.ruleSet.noShowPoints ?? .zero
      score.debt = min(.zero, score.total)
      if score.total != .zero { addCorrection(.noShow, from: .zero, to: score.total) }
      return
    }
    chargeRestarts()
    for step in rules.ruleSet.total.order {
      switch step {
      case .percentages: applyShares { if case .percent = $0 { true } else { false } }
      case .factors: applyShares { if case .factor = $0 { true } else { false } }
      case .limits: limitRun()
      case .rounding: roundRun()
      }
    }
    if score.isDisqualified, rules.ruleSet.disqualified == .zero {
      score.achievements = 0
      let total = runTotal + exemptTotal
      // Nobody gains by it: a debt stays a debt, and so does what exempt items take off.
      (runTotal, exemptTotal) = (min(.zero, runTotal), min(.zero, exemptTotal))
      if runTotal + exemptTotal != total {
        addCorrection(
          .disqualified, from: total, to: runTotal + exemptTotal,
          because: score.disqualifications.flatMap(\.because))
      }
    }
    score.total = runTotal + exemptTotal
    score.debt = min(.zero, runTotal) + min(.zero, exemptTotal)
  }

  mutating func chargeRestarts() {
    let rule = rules.ruleSet.restart
    guard rule.penalty != .zero else { return }
    let restarts = log.marks.indices.filter { log.marks[$0].isStanding && log.marks[$0].kind == .restarted }
    var charged: [Int] = restarts
    if rule.penaltyOnlyIfScoring {
      var lastScored: Int32?
      // The robot scores with whatever gives it points, modifiers and floor included.
      for item in rules.items where item.item.modifies == nil && item.item.isEntered {
        for slot in item.slots where work[slot].total > .zero && !work[slot].isOverfull {
          if let last = countedMarks(slot, of: item).last { lastScored = max(lastScored ?? last, last) }
        }
      }
      charged = restarts.filter { $0 < Int(lastScored ?? -1) }
    }
    guard !charged.isEmpty else { return }
    let cost = rule.penalty * Points(charged.count)
    score.lines.append(
      Score.Line(
        subject: .restarts, seen: Points(restarts.count), counted: Points(charged.count), points: cost,
        because: charged.map { log.entries[Int(log.marks[$0].entry)].id }))
    runTotal += cost
  }

  /// Percentages are all taken of what the run had when the step began; factors multiply one after the other.
  mutating func applyShares(_ belongs: (Worth) -> Bool) {
    let start = runTotal
    for compiled in rules.items where belongs(compiled.item.worth) {
      guard let base = compiled.item.worth.base, base == .run || base == .maximum else { continue }
      for slot in compiled.slots {
        let amount: Points
        if case .factor = compiled.item.worth {
          amount = runTotal
        } else {
          amount = base == .run ? start : rules.maximum
        }
        let added = addUnlessDisqualified(slot, of: compiled, share(of: amount, slot, compiled))
        if compiled.item.isExempt { exemptTotal += added } else { runTotal += added }
      }
    }
  }

  mutating func limitRun() {
    let rule = rules.ruleSet.total
    var limited = runTotal
    if let cap = rule.cap { limited = min(limited, cap) }
    if let floor = rule.floor { limited = max(limited, floor) }
    if limited != runTotal { addCorrection(.limits, from: runTotal, to: limited) }
    runTotal = limited
  }

  mutating func roundRun() {
    guard let rounding = rules.ruleSet.total.rounding else { return }
    let rounded = runTotal.rounded(to: rounding.step, rounding.mode)
    if rounded != runTotal { addCorrection(.rounding, from: runTotal, to: rounded) }
    runTotal = rounded
  }
}
