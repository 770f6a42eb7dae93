extension Fold {
  /// What is odd about the log or its score: told beside it, and never a reason to stop.
  mutating func findOddities() {
    let state = score.state
    let ruleSet = rules.ruleSet
    var accepted: [Check.ID: String] = [:]
    let timeLimit = state.timeLimit

    for mark in log.marks {
      guard mark.isStanding else {
        if mark.kind == .retracted { findRetractionOfNothing(log.entries[Int(mark.entry)]) }
        continue
      }
      if mark.speaksOfItem {
        findOddities(of: mark, timeLimit)
        continue
      }
      let entry = log.entries[Int(mark.entry)]
      switch entry.fact {
      case .finished(.timeLimit):
        // That time was up is noticed a moment later: only before the limit it cannot have been.
        if let timeLimit, entry.clock < timeLimit {
          warn(
            "time was up at \(entry.clock), before the time limit of \(timeLimit), which is the run's time; "
              + "if it ended for another reason, take the end back", entry)
        }
      case .finished:
        if let timeLimit, entry.clock > timeLimit {
          warn("the run ended at \(entry.clock), after the time limit of \(timeLimit)", entry)
        }
      case .claimed(let total):
        if total != score.total {
          score.findings.append(
            Finding(.error, "the paper sheet says \(total), the log gives \(score.total)", entry: entry.id))
        }
      case .accepted(let check, let reason):
        accepted[check] = reason
        if !ruleSet.checks.contains(where: { $0.id == check }) {
          nothing("nothing is made of accepting '\(check)': the rules have no such check", entry)
        }
      case .extended where ruleSet.timeLimit == nil:
        nothing("nothing is made of more time: the rules have no time limit", entry)
      case .observed, .chose, .measured, .rated, .started, .paused, .resumed, .restarted, .extended, .retracted,
        .signed, .protested, .ruled, .voided, .noted:
        break
      }
    }
    findExclusions()
    findNearRaters()
    let wasSeen = log.marks.contains { $0.isStanding && $0.slot >= 0 && $0.clock > 0 }
    if !state.isStarted, state.finish != .noShow, wasSeen {
      score.findings.append(Finding(.warning, "things were seen, but the run was never started"))
    }
    if let stopWhen = rules.stopWhen, holdsForRun(stopWhen), !state.isFinished {
      score.findings.append(Finding(.hint, "the target is reached: the run may end"))
    }
    findContradictions(accepted: accepted)
  }

  private mutating func findOddities(of mark: Mark, _ timeLimit: Milliseconds?) {
    let clock = Milliseconds(mark.clock)
    let isLate = limit.map { mark.clock > $0 } ?? false
    let isAfterEnd = score.state.closedAt.map { clock > $0 } ?? false
    guard mark.slot < 0 || isLate || isAfterEnd else { return }  // Nearly always: nothing is odd.
    let entry = log.entries[Int(mark.entry)]
    let item = entry.fact.item?.text ?? ""
    if mark.slot < 0 {
      do throws(Rejection) {
        try log.decideMeaning(of: entry.fact)
        nothing("nothing is made of this entry for '\(item)'", entry)
      } catch {
        nothing("nothing is made of this entry for '\(item)': \(error)", entry)
      }
    } else if isLate, let timeLimit, rules.items[Int(rules.slotItem[Int(mark.slot)])].item.kind.isHeldToTheTimeLimit {
      hint("'\(item)' at \(clock) is after the time limit of \(timeLimit) and does not count", entry)
    }
    if isAfterEnd, let end = score.state.closedAt {
      warn("'\(item)' at \(clock) is after the run's end at \(end)", entry)
    }
  }

  private mutating func findRetractionOfNothing(_ entry: Entry) {
    guard case .retracted(let target, _) = entry.fact, log.isRetractionOfNothing(entry), !log.isSettled(entry) else {
      return
    }
    if log.entry(target) == nil {
      nothing("'\(target)' was taken back, and this run has no such entry", entry)
    } else {
      nothing("'\(target)' was taken back, which is itself a retraction; what it took back is said again", entry)
    }
  }

  /// Who gave two values under names that nearly are one may be one person, whose last value alone would count.
  private mutating func findNearRaters() {
    var known: [String] = []
    for mark in log.marks where mark.isStanding && mark.kind == .rated && mark.slot >= 0 {
      let entry = log.entries[Int(mark.entry)]
      guard case .rated(_, _, let rater, _) = entry.fact, !known.contains(rater.text) else { continue }
      if let other = known.first(where: { isNearly($0, rater.text) }) {
        warn(
          "'\(rater)' and '\(other)' are nearly one name; if it is one person, take one of the values back and say it "
            + "under the other name", entry)
      }
      known.append(rater.text)
    }
  }

  private mutating func nothing(_ message: String, _ entry: Entry) {
    score.findings.append(Finding(.warning, message, entry: entry.id, kind: .meaningless))
  }

  private mutating func warn(_ message: String, _ entry: Entry) {
    score.findings.append(Finding(.warning, message, entry: entry.id))
  }

  private mutating func hint(_ message: String, _ entry: Entry) {
    score.findings.append(Finding(.hint, message, entry: entry.id))
  }
}
