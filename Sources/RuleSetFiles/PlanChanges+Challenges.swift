public import Scoring
import Text

/// Challenges and their phases.
extension PlanComparison {
  mutating func compareChallenges() {
    for challenge in wanted.challenges {
      if let before = current.challenge(challenge.id) {
        compare(challenge, with: before)
        comparePhases(of: challenge, with: before)
      } else {
        let rulings: [Decision.Ruling] = [
          .heldChallenge(challenge.id, title: challenge.title, rules: challenge.rules)
        ]
        add(
          "challenge \(challenge.id): '\(challenge.title)', rules \(challenge.rules.id) edition \(challenge.rules.edition)",
          rulings + challenge.phases.map { .plannedPhase(challenge.id, $0) })
      }
      compareEntries(of: challenge.id)
    }
    for challenge in current.challenges where wanted.challenge(challenge.id) == nil { leaveOut(challenge) }
  }

  private mutating func compare(_ challenge: Challenge, with before: Challenge) {
    var held = before
    var words: [String] = []
    if before.title != challenge.title {
      words.append("title '\(before.title)' becomes '\(challenge.title)'")
      held.title = challenge.title
    }
    if before.rules != challenge.rules, mayTake(challenge.rules, in: before) {
      words.append(wordsForRules(of: before, becoming: challenge.rules))
      held.rules = challenge.rules
    }
    if words.isEmpty { return }
    change(
      "challenge \(challenge.id): \(words.joined(separator: "; "))",
      [.heldChallenge(held.id, title: held.title, rules: held.rules)])
  }

  /// Whether other rules can be had by a plan; if not, says why.
  private mutating func mayTake(_ rules: RuleSetReference, in challenge: Challenge) -> Bool {
    let was = challenge.rules
    if was.id == rules.id, was.edition == rules.edition {
      problems.append(
        "challenge \(challenge.id): edition \(rules.edition) of '\(rules.id)' is in force and says something else; give "
          + "the changed rule set edition \(rules.edition + 1)")
      return false
    }
    if let adopted = current.adoptions[challenge.id] {
      notes.append(
        "challenge \(challenge.id): '\(adopted.id)' edition \(adopted.edition) was adopted for all its runs and the plan "
          + "names '\(rules.id)' edition \(rules.edition); a plan does not undo that, only 'tally rescore' does")
      return false
    }
    return true
  }

  private func wordsForRules(of challenge: Challenge, becoming rules: RuleSetReference) -> String {
    let was = challenge.rules
    let change =
      was.id == rules.id
      ? "rules \(rules.id) edition \(was.edition) becomes edition \(rules.edition)"
      : "rules \(was.id) edition \(was.edition) become \(rules.id) edition \(rules.edition)"
    guard let runs = held({ $0.challenge == challenge.id }) else { return change + ", before any run" }
    return change + ", for the runs still to come; \(runs) held already stay under the rules they were opened with, "
      + "unless 'tally rescore' adopts these for all"
  }

  private mutating func comparePhases(of challenge: Challenge, with before: Challenge) {
    // Trials with nothing said of them are what a challenge has where nobody planned a phase.
    let plain = [PhasePlan(phase: .trials)]
    let was = before.phases.isEmpty ? plain : before.phases
    for plan in challenge.phases {
      guard let old = was.first(where: { $0.phase == plan.phase }) else {
        add(
          "challenge \(challenge.id): phase \(plan.phase.rawValue), \(plan.words)", [.plannedPhase(challenge.id, plan)])
        continue
      }
      if old != plan {
        change(
          "challenge \(challenge.id): phase \(plan.phase.rawValue), \(old.words), becomes \(plan.words)",
          [.plannedPhase(challenge.id, plan)])
      }
    }
    for old in before.phases where !challenge.phases.contains(where: { $0.phase == old.phase }) {
      let stay =
        held { $0.challenge == challenge.id && $0.phase == old.phase }.map { "; what was held (\($0)) stays" } ?? ""
      remove(
        "challenge \(challenge.id): phase \(old.phase.rawValue), \(old.words)\(stay)",
        takeBack {
          if case .plannedPhase(challenge.id, let plan) = $0 { plan.phase == old.phase } else { false }
        })
    }
  }

  private mutating func leaveOut(_ challenge: Challenge) {
    if let runs = held({ $0.challenge == challenge.id }) {
      notes.append(
        "challenge \(challenge.id) is not in the plan and stays, because \(runs) of it \(runs == "1 run" ? "is" : "are") "
          + "recorded")
      return
    }
    noteSlots("challenge \(challenge.id)") { $0.challenge == challenge.id }
    remove(
      "challenge \(challenge.id): '\(challenge.title)' is not held",
      takeBack { ruling in
        switch ruling {
        case .heldChallenge(challenge.id, _, _), .plannedPhase(challenge.id, _), .enteredChallenge(_, challenge.id):
          true
        default: false
        }
      })
  }
}

extension PhasePlan {
  /// What it says, for a line of changes: "3 runs, mean of best 2".
  public var words: String {
    var words: [String] = []
    if let runs { words.append(counted(runs, "run")) }
    if let aggregation { words.append("\(aggregation)") }
    if let incomplete { words.append("incomplete: \(incomplete.rawValue)") }
    if let ranking { words.append("ranked by " + ranking.map(\.description).joined(separator: ", then ")) }
    if let qualification {
      words.append("qualification \(qualification)" + (qualifiedFrom.map { " of '\($0)'" } ?? ""))
    }
    if let finalRule { words.append("\(finalRule)") }
    if let slotLength { words.append("slots of \(slotLength)") }
    return words.isEmpty ? "as the rules have it" : words.joined(separator: ", ")
  }
}
