import Scoring
import ScoringTestSupport
import Testing

/// A season's plan is no harder, run for run, than a day's. Each compares two sizes in one go; no time is asked for.
@Suite("What grows with the competition grows evenly")
struct GrowthTests {
  @Test("a competition of many planned runs")
  func plannedRuns() {
    let ratio = growth(from: decisionsOfLargePlan(runs: 500), to: decisionsOfLargePlan(runs: 4000)) { decisions in
      #expect(Competition(decisions).slots.count > decisions.count / 2)
    }
    #expect(ratio < 24)
  }
}
