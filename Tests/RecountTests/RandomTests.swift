import Recount
import RuleSetFiles
import Scoring
import ScoringTestSupport
import Testing

/// Random competitions, each scored on two ways that share nothing but the words. `scripts/prove places` tries ten
/// thousand of them.
@Suite("Two ways to one score")
struct RandomTests {
  private func record(_ found: [String], _ place: String) {
    for found in found { Issue.record("\(place): \(found)") }
  }

  @Test("random runs of random sheets come to the same")
  func runs() {
    for seed in Seeds.all {
      var chance = SeededCompetition(seed: seed)
      let rules = CompiledRules(chance.soundSheet())
      for number in 1...3 {
        let told = chance.log(Run.ID("run-\(number)"), number: number, under: rules)
        let log = RunLog(told.run, under: rules, recording: chance.inOtherUnits(told.entries))
        let typed = chance.shuffled(log.entries + log.entries.prefix(3))
        record(disagreements(of: log, typedAs: typed), "seed \(seed), run \(number)")
      }
    }
  }

  @Test("whatever a log says, both ways make the same of it")
  func nonsense() {
    for seed in Seeds.all {
      var chance = SeededCompetition(seed: seed)
      let rules = CompiledRules(chance.soundSheet())
      let run = chance.emptyLog(under: rules).run
      let log = RunLog(run, under: rules, recording: chance.nonsense(chance.number(1...40), under: rules))
      // Beyond what a fraction holds exactly, the order of an addition makes a difference.
      if Score(of: log).lines.contains(where: { $0.points.magnitude > 1_000_000_000_000_000 }) { continue }
      record(disagreements(of: log), "seed \(seed)")
    }
  }

  @Test("random tables of random sheets come to the same")
  func tables() {
    for seed in Seeds.all {
      var chance = SeededCompetition(seed: seed)
      let rules = CompiledRules(chance.soundSheet())
      record(disagreements(of: chance.teams(under: rules), by: rules.ruleSet), "seed \(seed)")
    }
  }

  @Test("random runs and tables of the shipped sheets come to the same")
  func shipped() {
    let sheets = RuleSetLibrary.shipped.compactMap { $0.read().0 }
    #expect(sheets.count == RuleSetLibrary.shipped.count)
    let compiled = sheets.map { CompiledRules($0) }
    for seed in Seeds.all {
      var chance = SeededCompetition(seed: seed)
      let rules = compiled[Int(seed) % compiled.count]
      let teams = chance.teams(under: rules)
      for log in teams.flatMap(\.logs) { record(disagreements(of: log), "seed \(seed), \(rules.ruleSet.id)") }
      record(disagreements(of: teams, by: rules.ruleSet), "seed \(seed), \(rules.ruleSet.id)")
    }
  }
}
