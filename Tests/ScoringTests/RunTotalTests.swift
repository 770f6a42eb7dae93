import Scoring
import ScoringTestSupport
import Testing

/// Rows 29–33 of the mechanics that the real rulebooks need (`rulebooks.md`, section 3).
@Suite("The time, the limits and the rounding of a run")
struct RunTotalTests {
  @Test("29: two points for each whole second left, only if the task is done")
  func timeBonus() {
    let rules = RuleSet.make([
      .achievement("quick", 2) {
        $0.quantity = .timeLeft
        $0.quantityRounding = Rounding(to: 1, .down)
        $0.needs = [.completed]
      }
    ]) { $0.timeLimit = clock("5:00") }
    func sum(_ finish: Finish, _ time: String) -> Points {
      total(under: rules) {
        started()
        finished(finish, at: time)
      }
    }
    #expect(sum(.completed, "4:00.5") == 118)
    #expect(sum(.teamStopped, "4:00.5") == 0)
    #expect(sum(.completed, "5:00") == 0)
    #expect(sum(.completed, "5:30") == 0)
  }

  @Test("29: the time itself is the score, or falls into a tier")
  func timeAsScore() {
    let rules = RuleSet.make([
      .make(.measurement, "flight") {
        $0.quantity = .timeUsed
        $0.worth = .each(-1)
      },
      .make(.measurement, "tier") {
        $0.quantity = .timeUsed
        $0.worth = .tiers([.init(upTo: 60, points: 100), .init(upTo: 120, points: 50)])
      },
    ])
    #expect(
      total(under: rules) {
        started()
        finished(at: "1:10.5")
      } == Points(-41, over: 2))  // 50 − 70.5
  }

  @Test("30: caps and floors of an item, a group, the run; special penalties lie outside")
  func limits() {
    let rules = RuleSet.make([
      .achievement("kit", 3), .achievement("goal", 400), .penalty("bump", -300),
      .penalty("not-attending", -500) { $0.isExempt = true },
    ]) {
      $0.groups = [Group(id: "kits", title: "Kits", items: ["kit"])]
      $0.groups[0].cap = 12
      $0.total.floor = 0
      $0.total.cap = 620
    }
    func sum(_ kits: Int, _ goals: Int, _ bumps: Int, _ special: Int) -> Points {
      total(under: rules) {
        started()
        if kits > 0 { saw("kit", count: kits) }
        if goals > 0 { saw("goal", count: goals) }
        if bumps > 0 { saw("bump", count: bumps) }
        if special > 0 { saw("not-attending", count: special) }
      }
    }
    #expect(sum(5, 0, 0, 0) == 12)
    #expect(sum(4, 0, 0, 0) == 12)
    #expect(sum(0, 2, 0, 0) == 620)
    #expect(sum(0, 1, 2, 0) == 0)
    #expect(sum(0, 1, 2, 1) == -500)
    #expect(sum(0, 2, 0, 1) == 120)
  }

  @Test(
    "31: rounding once at the end is not rounding each line",
    arguments: [(false, RoundingMode.halfUp, Points(101)), (true, .halfUp, 102), (true, .truncate, 100)])
  func rounding(lines: Bool, mode: RoundingMode, expected: Points) {
    let rules = RuleSet.make([
      .achievement("a", Points(101, over: 2)), .achievement("b", Points(101, over: 2)),
    ]) {
      $0.total.rounding = Rounding(to: 1, mode)
      $0.total.roundsLines = lines
    }
    #expect(
      total(under: rules) {
        started()
        saw("a")
        saw("b")
      } == expected)
  }

  @Test("31: half points stay half points: 127.5")
  func halves() {
    let rules = RuleSet.make([.achievement("half", Points(255, over: 2))])
    #expect(
      total(under: rules) {
        started()
        saw("half")
      } == Points("127.5"))
  }

  @Test("33: of the bonuses for working together only the highest counts")
  func best() {
    let rules = RuleSet.make([.achievement("two", 50), .achievement("three", 80), .achievement("four", 120)]) {
      $0.groups = [Group(id: "bonus", title: "Bonuses", items: ["two", "three", "four"])]
      $0.groups[0].keep = .best(1)
    }
    #expect(
      total(under: rules) {
        started()
        saw("two")
        saw("three")
      } == 80)
  }
}
