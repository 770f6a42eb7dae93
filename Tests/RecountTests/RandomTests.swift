import Foundation
import Recount
import Scoring
import ScoringTestSupport
import Testing

/// Ten thousand random competitions, each scored twice:
///
///     RECOUNT_COUNT=10000 RECOUNT_SEED=1 .build/release/TallyPackageTests.xctest --testing-library swift-testing \
///       --filter RecountTests
@Suite("Two ways to one score")
struct RandomTests {
  private static func number(_ variable: String) -> UInt64? {
    ProcessInfo.processInfo.environment[variable].flatMap { UInt64($0) }
  }
  /// As many as take a few seconds, unless more are asked for.
  private static let seeds: Range<UInt64> = {
    let first = number("RECOUNT_SEED") ?? 1
    return first..<first + (number("RECOUNT_COUNT") ?? 300)
  }()

  @Test("random runs of random sheets come to the same")
  func runs() {
    for seed in Self.seeds {
      var chance = SeededCompetition(seed: seed)
      let rules = CompiledRules(chance.soundSheet())
      for number in 1...3 {
        let log = chance.log(Run.ID("run-\(number)"), number: number, under: rules)
        for found in disagreements(of: log, typedAs: chance.shuffled(log.entries)) {
          Issue.record("seed \(seed), run \(number): \(found)")
        }
      }
    }
  }

  @Test("random tables of random sheets come to the same")
  func tables() {
    for seed in Self.seeds {
      var chance = SeededCompetition(seed: seed)
      let rules = CompiledRules(chance.soundSheet())
      for found in disagreements(of: chance.teams(under: rules), by: rules.ruleSet) {
        Issue.record("seed \(seed): \(found)")
      }
    }
  }
}

extension SeededCompetition {
  /// Teams of which some did just what another did, some never came, some were sent home.
  mutating func teams(under rules: CompiledRules) -> [LoggedTeam] {
    var before: [RunLog] = []
    return (1...number(1...7)).map { index in
      let team = Team.ID("team-\(index)")
      if before.isEmpty || !oneIn(2) {
        before = (0..<number(0...3)).map { log(Run.ID("\(team)-\($0)"), team: team, number: $0, under: rules) }
      }
      return LoggedTeam(
        id: team, logs: before, isEntered: !oneIn(8), hasWithdrawn: oneIn(8), isDisqualified: oneIn(12))
    }
  }
}

extension SeededCompetition {
  /// A random sheet as the linter lets it pass: what a group is per, its items are per too.
  mutating func soundSheet() -> RuleSet {
    var sheet = ruleSet()
    sheet.groups = sheet.groups.map { group in
      var group = group
      if let list = group.per { group.items.removeAll { sheet.item($0)?.per != list } }
      return group
    }
    return sheet
  }
}
