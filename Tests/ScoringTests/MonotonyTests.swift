import Scoring
import ScoringTestSupport
import Testing

/// Where monotony holds. Real rulebooks have words that break it on purpose, and those sheets are left out here:
/// a ladder whose last level holds (a lower one may be chosen), "more than four: none", conditions that rule out
/// (`unless`, `none`, `at-most`), quantities that lower a worth (`falls` per item, `divided-by`, an elapsed time, a tier),
/// the best of penalties (or of lines that modifiers take below zero) or the worst of achievements, a window after another item, a restart that costs only if the
/// robot scores again, and percentages that take more than all of one base.
@Suite("Monotony")
struct MonotonyTests {
  @Test("an achievement never lowers a total, a penalised behaviour never raises it")
  func monotony() {
    for seed in 1...800 as ClosedRange<UInt64> {
      var chance = SeededCompetition(seed: seed)
      let rules = CompiledRules(chance.ruleSet(isMonotone: true))
      let log = chance.log(under: rules)
      let before = Score(of: log).total
      for item in rules.ruleSet.items where item.isEntered && (item.kind == .achievement || item.kind == .penalised) {
        var more = log
        let clock = Milliseconds(Int64(chance.number(0...400_000)))
        more.record(
          Entry(
            id: "one-more", run: log.run.id, official: "R", terminal: "t", number: 99, clock: clock, recordedAt: 0,
            fact: chance.fact(of: item, rules)))
        let after = Score(of: more).total
        if item.kind == .achievement {
          #expect(after >= before, "seed \(seed): \(item.id)")
        } else {
          #expect(after <= before, "seed \(seed): \(item.id)")
        }
      }
    }
  }

  @Test("a disqualifying behaviour never raises a total, not even one below zero")
  func disqualification() {
    let rules = RuleSet.make([.penalty("bump", -20), .achievement("goal", 50), .make(.disqualifying, "hit")]) {
      $0.disqualified = .zero
    }
    func sum(_ goals: Int, _ hits: Int) -> Points {
      total(under: rules) {
        started()
        saw("bump")
        if goals > 0 { saw("goal", count: goals) }
        if hits > 0 { saw("hit") }
      }
    }
    #expect(sum(0, 1) == -20)
    #expect(sum(1, 1) == 0)
  }
}
