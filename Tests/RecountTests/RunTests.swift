import Recount
import Scoring
import ScoringTestSupport
import Testing

/// The manual's own sentences, asked of the second way alone.
@Suite("A run, counted a second time")
struct RunTests {
  private func recount(_ rules: RuleSet, @ScriptBuilder _ script: () -> [Told]) -> RunRecount {
    let log = run(under: rules, script)
    return RunRecount(of: log.entries, run: log.run, by: rules)
  }

  private func achievement(_ id: Item.ID, _ points: Points, _ change: (inout Item) -> Void = { _ in }) -> Item {
    .make(.achievement, id) {
      $0.worth = .each(points)
      change(&$0)
    }
  }

  @Test("a fact counts, one taken back does not, and its retraction is never taken back itself")
  func retractions() {
    let told = recount(.make([achievement("deliver", 100)])) {
      started()
      saw("deliver", as: "a")
      saw("deliver", as: "b")
      Told(fact: .retracted("a", reason: "other robot"), as: "r1")
      Told(fact: .retracted("r1", reason: "no"), as: "r2")
      finished(at: "3:00")
    }
    #expect(told.total == 100)
    #expect(told.achievements == 1)
    #expect(told.time == clock("3:00"))
    #expect(told.finish == .completed)
  }

  @Test("100 for each, at most two in each room")
  func limits() {
    let rules = RuleSet.make([
      achievement("greet", 100) {
        $0.per = "room"
        $0.limit = 2
      }
    ]) {
      $0.instances = [
        InstanceList(id: "room", instances: [Instance(id: "1", title: "One"), Instance(id: "2", title: "Two")])
      ]
    }
    let told = recount(rules) {
      started()
      saw("greet", on: "1", count: 3)
      saw("greet", on: "2")
    }
    #expect(told.total == 300)
    #expect(told.quantities == ["greet": 3])
  }

  @Test("modifiers never take their item below zero, and a percentage is taken of what is left")
  func modifiers() {
    let rules = RuleSet.make([
      achievement("solve", 650),
      .make(.penalised, "again") {
        $0.modifies = "solve"
        $0.worth = .each(-300)
      },
      .make(.penalised, "help") {
        $0.modifies = "solve"
        $0.worth = .percent(-60, of: .objective, cap: nil)
      },
    ])
    func points(_ again: Int) -> Points {
      recount(rules) {
        started()
        saw("solve")
        saw("help")
        if again > 0 { saw("again", count: again) }
      }.total
    }
    #expect(points(0) == 260)
    #expect(points(1) == 140)
    #expect(points(3) == 0)
  }

  @Test("a restart voids what came before, but no disqualifying behaviour, and costs what the rules say")
  func restarts() {
    let rules = RuleSet.make([achievement("goal", 100), .make(.disqualifying, "hit")]) {
      $0.restart.allowed = 1
      $0.restart.earlier = .void
      $0.restart.penalty = -50
    }
    let told = recount(rules) {
      started()
      saw("goal", at: "0:30")
      saw("hit", at: "0:40")
      restarted(at: "1:00")
      saw("goal", at: "2:00")
    }
    #expect(told.total == 50)
    #expect(told.isDisqualified)
    #expect(told.disqualifyingScopes == [.run])
  }

  @Test(
    "rounding: half up is away from zero, half even to the even neighbour",
    arguments: [
      (RoundingMode.halfUp, "2.5", "3"), (.halfUp, "-2.5", "-3"), (.halfEven, "2.5", "2"), (.halfEven, "-3.5", "-4"),
      (.down, "-2.1", "-3"), (.up, "-2.9", "-2"), (.truncate, "-2.9", "-2"), (.truncate, "2.9", "2"),
      (.halfUp, "2.4", "2"), (.halfEven, "2.6", "3"), (.down, "7", "7"),
    ])
  func rounding(mode: RoundingMode, value: String, expected: String) {
    let rules = RuleSet.make([.make(.measurement, "custom") { $0.worth = .each(1) }]) {
      $0.total.rounding = Rounding(to: 1, mode)
    }
    let told = recount(rules) {
      started()
      measured("custom", value)
    }
    #expect(told.total == Points(expected))
  }

  @Test("a sheet that contradicts itself, or the paper, is invalid, which is not zero")
  func invalid() {
    let rules = RuleSet.make([achievement("precise", 10), achievement("cavity", 5)]) {
      $0.checks = [
        Check(
          id: "odd", when: .all([.seen("precise", atLeast: 1), .none([.seen("cavity", atLeast: 1)])]), message: "Odd.")
      ]
    }
    func isInvalid(_ more: Told...) -> Bool {
      let told = recount(rules) {
        started()
        saw("precise")
        more
      }
      #expect(told.total >= 10)
      return told.isInvalid
    }
    #expect(isInvalid())
    #expect(!isInvalid(saw("cavity")))
    #expect(!isInvalid(told(.accepted("odd", reason: "it was removed"))))
    #expect(isInvalid(saw("cavity"), told(.claimed(total: 10))))
    #expect(!isInvalid(saw("cavity"), told(.claimed(total: 15))))
  }

  @Test("a team that did not come has what the rules give for that, and no time")
  func noShow() {
    let rules = RuleSet.make([achievement("goal", 100)]) { $0.noShowPoints = -500 }
    let told = recount(rules) { finished(.noShow, at: "0:00") }
    #expect(told.total == -500)
    #expect(told.time == nil)
    #expect(!told.isStarted)
  }
}
