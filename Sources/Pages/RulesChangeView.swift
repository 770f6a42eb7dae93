package import Operations
package import Reports
import Scoring
import Text

/// What changes, or would, when a challenge is scored by other rules.
package struct RulesChangeView {
  private let change: RulesChange
  private let isAdopted: Bool

  package init(_ change: RulesChange, isAdopted: Bool) {
    self.change = change
    self.isAdopted = isAdopted
  }

  /// The scores and places that change, and what is to be looked at.
  package var report: Report {
    let (challenge, ruleSet) = (change.challenge, change.ruleSet)
    var blocks: [Block] = [
      .paragraph(
        "\(counted(change.runs, "run")) \(isAdopted ? "are" : "would be") scored by \(ruleSet.id), edition "
          + "\(ruleSet.edition), instead of \(challenge.rules.id), edition \(challenge.rules.edition).")
    ]
    blocks += ChangesView(changes: change.changes, competition: change.competition).blocks
    if !change.findings.isEmpty {
      blocks += [.heading("To look at"), .lines(change.findings.map { Line("\($0.run): \($0.message)") })]
    }
    return Report(
      title: "\(change.only.map { "Run \($0)" } ?? challenge.title) under other rules", blocks: blocks)
  }
}
