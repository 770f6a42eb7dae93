extension Fold {
  /// What is odd about the log or its score: told beside it, and never a reason to stop.
  mutating func findOddities() {
    let state = score.state
    let ruleSet = rules.ruleSet
    var starts = 0
    var accepted: [Check.ID: String] = [:]
    let timeLimit = ruleSet.timeLimit.map { $0 + state.extraTime }

    for mark in log.marks where mark.isStanding {
      let entry = log.entries[Int(mark.entry)]
      switch entry.fact {
      case .started:
        starts += 1
        if starts > 1 { warn("the run was started twice; take one of the starts back", entry) }
      case .observed(let item, _, _), .chose(let item, _, _), .measured(let item, _, _), .rated(let item, _, _, _):
        if mark.slot < 0 {
          warn("the rules '\(ruleSet.id)' (edition \(ruleSet.edition)) make nothing of this entry for '\(item)'", entry)
        } else if let timeLimit, entry.clock > timeLimit, !ruleSet.countsAfterTimeLimit, countsOnlyInTime(mark) {
          hint("'\(item)' at \(entry.clock) is after the time limit of \(timeLimit) and does not count", entry)
        }
        if let end = state.finishClock, entry.clock > end {
          warn("'\(item)' at \(entry.clock) is after the run's end at \(end)", entry)
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
      case .accepted(let check, let reason): accepted[check] = reason
      case .paused, .resumed, .restarted, .extended, .retracted, .signed, .protested, .ruled, .voided, .noted: break
      }
    }
    if starts == 0, state.finish != .noShow, log.marks.contains(where: { $0.isStanding && $0.slot >= 0 && $0.clock > 0 }) {
      score.findings.append(Finding(.warning, "things were seen, but the run was never started"))
    }
    if let allowed = ruleSet.restart.allowed, state.restarts > allowed {
      score.findings.append(Finding(.warning, "\(state.restarts) restarts were made; the rules allow \(allowed)"))
    }
    for (check, when) in rules.checks where holdsForRun(when) {
      if let reason = accepted[check.id] {
        score.findings.append(Finding(.hint, "\(check.message) Accepted: \(reason)"))
      } else {
        score.findings.append(Finding(.error, "\(check.message) (check '\(check.id)')"))
      }
    }
    if let stopWhen = rules.stopWhen, holdsForRun(stopWhen), !state.isFinished {
      score.findings.append(Finding(.hint, "the target is reached: the run may end"))
    }
  }

  private func countsOnlyInTime(_ mark: Mark) -> Bool {
    let kind = rules.items[Int(rules.slotItem[Int(mark.slot)])].item.kind
    return kind != .disqualifying && kind != .judgement && kind != .record
  }

  private mutating func warn(_ message: String, _ entry: Entry) {
    score.findings.append(Finding(.warning, message, entry: entry.id))
  }

  private mutating func hint(_ message: String, _ entry: Entry) {
    score.findings.append(Finding(.hint, message, entry: entry.id))
  }
}
