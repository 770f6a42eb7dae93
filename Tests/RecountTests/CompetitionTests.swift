import Recount
import RuleSetFiles
import Scoring
import ScoringTestSupport
import Testing

@testable import Operations

/// Whole random competitions, each with its scores and places worked out on two ways. `scripts/prove places` tries ten
/// thousand of them.
@Suite("Two ways to one competition")
struct CompetitionTests {
  private func check(_ seed: UInt64, _ event: SeededEvent) {
    let competition = event.competition
    let count = SecondCount(of: competition, logs: event.logs, rules: event.rules, at: "seed \(seed)")
    for finding in count.scoreFindings + count.placeFindings { Issue.record("\(finding.message)") }
    for (tie, _) in competition.ties {
      if let order = tie.redrawnOrder { #expect(order == tie.order, "seed \(seed)") }
    }
  }

  @Test("finals, withdrawals, disqualifications, ties, other rules and tables over several challenges")
  func seeded() {
    for seed in Seeds.all {
      var chance = SeededCompetition(seed: seed)
      check(seed, SeededEvent(seed: seed, sheets: [CompiledRules(chance.soundSheet())]))
    }
  }

  @Test("the same under the shipped sheets")
  func shipped() {
    let sheets = RuleSetLibrary.shipped.compactMap { $0.read().0 }.map { CompiledRules($0) }
    #expect(sheets.count == RuleSetLibrary.shipped.count)
    for seed in Seeds.few { check(seed, SeededEvent(seed: seed, sheets: sheets)) }
  }
}
