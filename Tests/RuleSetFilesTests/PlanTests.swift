import Foundation
import RuleSetFiles
import Scoring
import Testing

/// What a plan is read as.
struct PlanTests {
  private let text = """
    name: Milton Keynes demonstration day
    days: [2024-02-29, 2025-09-24]
    teams:
      - {id: lasr, name: LASR, affiliation: King's College London}
      - {id: homer, name: homer@UniKoblenz}
    challenges:
      - id: coffee
        title: Coffee shop orders
        rules: scrc-2025/coffee-shop-orders
        teams: all
        phases:
          - {phase: trials, runs: 3, aggregation: mean of best 2, ranking: [most points, fewest bumps]}
          - {phase: final, runs: 1, ranking: display-2019}
      - {id: door, rules: ./door.yaml, teams: [homer]}
    """

  @Test("a plan is read whole")
  func whole() throws {
    let (read, told) = PlanFile.read(text: text, path: "competition.yaml")
    #expect(told.isEmpty, "\(told)")
    let plan = try #require(read)
    #expect(plan.name == "Milton Keynes demonstration day")
    #expect(plan.days == ["2024-02-29", "2025-09-24"])
    #expect(
      plan.teams == [
        Team(id: "lasr", name: "LASR", affiliation: "King's College London"),
        Team(id: "homer", name: "homer@UniKoblenz"),
      ])
    let coffee = try #require(plan.challenges.first)
    #expect(coffee.id == "coffee" && coffee.title == "Coffee shop orders" && coffee.teams == nil)
    #expect(coffee.rules == "scrc-2025/coffee-shop-orders" && !coffee.rulesAreFile)
    #expect(coffee.rulesPlace == (9, 12))
    #expect(coffee.phases.map(\.phase) == [.trials, .final] && coffee.phases.map(\.runs) == [3, 1])
    #expect(coffee.phases[0].aggregation == .meanOfBest(2))
    #expect(coffee.phases[1].ranking == .named("display-2019"))
    let door = plan.challenges[1]
    #expect(door.title == nil && door.rulesAreFile && door.teams == ["homer"])
    #expect(door.phases.map(\.phase) == [.trials])
  }

  @Test("a phase is resolved under its rule set, or says what is not there")
  func resolved() throws {
    var rules = RuleSet(id: "a/b", title: "T")
    rules.items = [Item(id: "bump", kind: .penalised, title: "B", origin: Origin(.house, ""))]
    rules.otherRankings = [.init(name: "display-2019", keys: [.mostAchievements])]
    let phases = try #require(PlanFile.read(text: text, path: "x").0).challenges[0].phases
    #expect(
      phases[0].resolved(under: rules).problem == "the rules 'a/b' have no item 'bumps'; did you mean 'bump'?")
    #expect(
      phases[1].resolved(under: rules).plan == PhasePlan(phase: .final, runs: 1, ranking: [.mostAchievements]))
    rules.otherRankings[0].name = "shown"
    #expect(
      phases[1].resolved(under: rules).problem
        == "the rules 'a/b' have no ranking 'display-2019'; look at 'tally rules show a/b'")
  }
}

/// The rule sets inside the program.
struct LibraryTests {
  @Test("the program carries every file below rulesets/, and each is sound")
  func shipped() throws {
    let files = files(below: "rulesets", ending: "yaml")
    #expect(RuleSetLibrary.shipped.count == files.count)
    for sheet in RuleSetLibrary.shipped {
      let (ruleSet, told) = sheet.read()
      #expect(told.allSatisfy { $0.severity == .hint }, "\(told)")
      #expect(ruleSet?.id == sheet.id)
      #expect(RuleSetLibrary.find(sheet.id) == sheet)
      let file = packageFolder.appending(path: "rulesets/\(sheet.path)")
      #expect(try Data(contentsOf: file) == Data(sheet.text.utf8))
    }
  }

  @Test("a file is read with its digest")
  func file() throws {
    let path = packageFolder.appending(path: "fixtures/rule-sets/tests-2025/small.yaml").path
    let (sheet, ruleSet, told) = try RuleSetLibrary.file(at: path)
    #expect(told.isEmpty && ruleSet?.id == "tests-2025/small")
    #expect(sheet?.digest.count == 64)
    #expect(throws: (any Error).self) { try RuleSetLibrary.file(at: path + ".gone") }
  }
}
