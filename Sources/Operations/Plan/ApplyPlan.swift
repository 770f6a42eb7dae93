package import EventStore
package import RuleSetFiles
package import Scoring

/// What a plan changes is recorded as decisions, all of them or none.
package struct ApplyPlan: OfficialOperation {
  package var plan: LoadedPlan
  /// Why something is taken away; needed only then.
  package var reason: String
  /// The teams that may withdraw because the plan does not name them.
  package var withdrawing: Set<Team.ID>

  package init(_ plan: LoadedPlan, reason: String, withdrawing: Set<Team.ID> = []) {
    self.plan = plan
    self.reason = reason
    self.withdrawing = withdrawing
  }

  /// Why a plan is not applied.
  package enum Refusal: OperationRefusal {
    case impossible([String])
    /// What would be taken away.
    case needsReason([PlanChange])
    /// Teams that the plan does not name, and nobody said that they withdraw.
    case wouldWithdrawUnnamed([Team.ID])

    package var problem: String {
      switch self {
      case .impossible(let problems): "nothing was applied:\n" + problems.joined(separator: "\n")
      case .needsReason(let changes):
        "nothing was applied; this needs a reason:\n"
          + changes.map { "\($0.sign.rawValue) \($0.words)" }.joined(separator: "\n")
      case .wouldWithdrawUnnamed(let teams):
        "nothing was applied: the plan does not name \(teams.map(\.text).joined(separator: ", ")), and would make "
          + "\(teams.count == 1 ? "it" : "them") withdraw"
      }
    }
  }

  /// The competition as it is, and what the plan changes in it.
  package struct Known {
    package var competition: Competition
    package var changes: PlanChanges
  }

  package func read(_ reader: StoreReader) throws -> Known {
    Known(competition: try reader.competition(), changes: try plan.changes(in: reader, reason: reason))
  }

  package func decide(_ known: Known, by official: String, at now: Int64) throws -> Records {
    let changes = known.changes
    if !changes.problems.isEmpty { throw Refusal.impossible(changes.problems) }
    if changes.needReason, !reason.saysSomething {
      throw Refusal.needsReason(changes.changes.filter(\.needsReason))
    }
    let rulings = changes.rulings
    // A team may have come by a command since the plan was written: nobody is thrown out unseen.
    let gone = rulings.compactMap { ruling in
      if case .withdrew(let team, nil, _) = ruling, !withdrawing.contains(team) { team } else { nil }
    }
    if !gone.isEmpty { throw Refusal.wouldWithdrawUnnamed(gone) }
    try known.competition.require(official, may: .changePlan)
    let named = Set(rulings.compactMap(\.rules))
    return Records(decisions: rulings, ruleSets: plan.documents.filter { named.contains($0.reference) })
  }

  /// The changes, and how many decisions they became.
  package func conclude(
    _ known: Known, _ recorded: Recorded, _ reader: StoreReader
  ) throws -> (changes: PlanChanges, decisions: Int) {
    (known.changes, recorded.decisions.count)
  }
}

extension LoadedPlan {
  /// What applying the plan would change.
  package func changes(in reader: StoreReader, reason: String = "") throws -> PlanChanges {
    let decisions = try reader.decisions()
    return PlanChanges(
      from: Competition(decisions), decisions: decisions, runs: try reader.runs().map(\.run), to: competition,
      reason: reason)
  }
}
