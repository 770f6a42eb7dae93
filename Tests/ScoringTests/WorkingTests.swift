import Scoring
import ScoringTestSupport
import Testing

@Suite("A referee follows every line with a pencil")
struct WorkingTests {
  @Test("counts show what was seen, what counts, and the product")
  func counts() {
    let rules = RuleSet.make([
      .achievement("order", 100) { $0.limit = 4 },
      .achievement("greet", 15),
      .penalty("bump", -20),
      .achievement("reach"),
    ])
    let log = run(under: rules) {
      started()
      saw("order", count: 5)
      saw("greet")
      saw("bump", count: 3)
      saw("reach", count: 2)
    }
    #expect(
      sheet(log) == [
        "Item order: 5 seen, 4 count × 100 = 400 (at most 4 count)",
        "Item greet: 1 seen × 15 = 15",
        "Item bump: 3 seen × −20 = −60",
        "Item reach: 2 seen, worth 0",
      ])
  }

  @Test("a fraction that no decimal ends has one beside it")
  func fractions() {
    #expect(written(Points(17017, over: 60)) == "17017/60 (≈ 283.617)")
    #expect(written(Points(-1, over: 3)) == "−1/3 (≈ −0.333)")
    #expect(written(Points(5, over: 2)) == "2.5")
    let rules = RuleSet.make([.achievement("goal", 100), .make(.judgement, "polite") { $0.worth = .each(1) }])
    let log = run(under: rules) {
      started()
      rated("polite", "4", by: "a")
      rated("polite", "4", by: "b")
      rated("polite", "5", by: "c")
    }
    #expect(sheet(log) == ["Item polite: 13/3 (≈ 4.333) × 1 = 13/3 (≈ 4.333)"])
  }

  @Test("a line at an instance names it; a line that does not count says why")
  func instances() {
    let rules = RuleSet.make([
      .achievement("take", 10) { $0.per = "table" },
      .achievement("serve", 50) {
        $0.per = "table"
        $0.needs = [.seen("take", atLeast: 1)]
      },
      .achievement("fly", 5) { $0.voidAbove = 1 },
      .achievement("quick", 5) { $0.within = TimeWindow(length: clock("0:30"), since: nil) },
    ]) { $0.instances = [places("table", "1", "2")] }
    let log = run(under: rules) {
      started()
      saw("take", on: "1")
      saw("serve", on: "1")
      saw("serve", on: "2")
      saw("fly", count: 2)
      saw("quick", count: 2, at: "0:20")
      saw("quick", count: 3, at: "0:31")
    }
    #expect(
      sheet(log) == [
        "Item take, table 1: 1 seen × 10 = 10",
        "Item serve, table 1: 1 seen × 50 = 50",
        "Item serve, table 2: 1 seen, none counts = 0 (what it needs did not happen)",
        "Item fly: 2 seen, none counts = 0 (more than 1 were seen, so none counts)",
        "Item quick: 5 seen, 2 count × 5 = 10 (something was too late to count)",
      ])
  }

  @Test("levels, tables, tiers and lines say where the quantity lies")
  func curves() {
    let rules = RuleSet.make([
      .make(.achievement, "door") {
        $0.levels = levels(["touched": 1, "opened": 2])
        $0.worth = .levels
      },
      .make(.achievement, "token") { $0.worth = .table([10, 15, 25]) },
      .make(.achievement, "many") { $0.worth = .table([10, 15, 25]) },
      .make(.measurement, "time") {
        $0.unit = .seconds
        $0.worth = .tiers([.init(upTo: 30, points: 10), .init(upTo: 60, points: 5), .init(upTo: nil, points: 1)])
      },
      .make(.measurement, "slow") {
        $0.unit = .seconds
        $0.worth = .tiers([.init(upTo: 30, points: 10), .init(upTo: nil, points: 1)])
      },
      .make(.measurement, "far") { $0.worth = .tiers([.init(upTo: 30, points: 10)]) },
      .make(.measurement, "error") {
        $0.unit = .centimetres
        $0.worth = .line([.init(value: 0, points: 60), .init(value: 100, points: 0)])
      },
      .make(.measurement, "wide") { $0.worth = .line([.init(value: 0, points: 60), .init(value: 100, points: 0)]) },
      .make(.measurement, "whole") {
        $0.unit = .seconds
        $0.worth = .each(5)
        $0.quantityRounding = Rounding(to: 1, .down)
      },
    ])
    let log = run(under: rules) {
      started()
      chose("door", "opened")
      saw("token", count: 2)
      saw("many", count: 8)
      measured("time", "0:45")
      measured("slow", "0:45")
      measured("far", "31")
      measured("error", "0.4 m")
      measured("wide", "120")
      measured("whole", "12.7 s")
    }
    #expect(
      sheet(log) == [
        "Item door: level 'opened' = 2",
        "Item token: 2 seen = 15",
        "Item many: 8 seen, as for 3 = 25",
        "Item time: 45 s, at most 60 s = 5",
        "Item slow: 45 s, more than 30 s = 1",
        "Item far: 31, beyond every tier = 0",
        "Item error: 40 cm, between 0 cm (60) and 100 cm (0) = 36",
        "Item wide: 120, not less than 100 = 0",
        "Item whole: 12.7 s, rounded to 12 s × 5 = 60",
      ])
  }

  @Test("percentages and factors name what they are taken of")
  func shares() {
    let rules = RuleSet.make([
      .achievement("solve", 650),
      .modifier("help", of: "solve", -60) { $0.worth = .percent(-60, of: .objective, cap: nil) },
      .penalty("tape") { $0.worth = .percent(-5, of: .run, cap: 20) },
      .penalty("hit") { $0.worth = .factor(Points(1, over: 2), of: .run, floor: Points(1, over: 4)) },
    ])
    let one = run(under: rules) {
      started()
      saw("solve")
      saw("help")
      saw("tape")
      saw("hit")
    }
    #expect(
      sheet(one) == [
        "Item solve: 1 seen × 650 = 650",
        "Item help: −60 % of 650 = −390",
        "Item tape: −5 % of 260 = −13",
        "Item hit: 247 × 0.5 = 123.5, a change of −123.5",
      ])
    let many = run(under: rules) {
      started()
      saw("solve")
      saw("tape", count: 5)
      saw("hit", count: 3)
    }
    #expect(
      sheet(many) == [
        "Item solve: 1 seen × 650 = 650",
        "Item tape: 5 seen × −5 % = −25 %, at most 20 %, of 650 = −130 (held at its bound)",
        "Item hit: 0.5 × 0.5 × 0.5 is held at 0.25; 520 × 0.25 = 130, a change of −390 (held at its bound)",
      ])
  }

  @Test("a falling worth shows its steps and its floor")
  func falling() {
    let rules = RuleSet.make([
      .achievement("tile", 5) { $0.falls = Falling(by: 2, cause: .item("stop"), floor: 0) },
      .make(.record, "stop"),
      .achievement("again", 650) { $0.falls = Falling(by: 300, cause: .repetition, floor: 150) },
      .achievement("exit") {
        $0.worth = .factor(Points(14, over: 10), of: .run, floor: nil)
        $0.falls = Falling(by: Points(5, over: 100), cause: .item("stop"), floor: Points(125, over: 100))
      },
    ])
    func lines(_ stops: Int) -> [String] {
      sheet(
        run(under: rules) {
          started()
          saw("tile", count: 4)
          saw("stop", count: stops)
          saw("again", count: 3)
          saw("exit")
        })
    }
    #expect(
      lines(1) == [
        "Item tile: 5 falls by 2 for each of 1: 3; 4 seen × 3 = 12 (each was worth less)",
        "Item stop: 1 seen, worth 0",
        "Item again: 3 seen: 650 + 350 + 150 = 1150 (each was worth less)",
        "Item exit: 1.4 falls by 0.05 for each of 1: 1.35; 1162 × 1.35 = 1568.7, a change of 406.7 (each was worth less)",
      ])
    #expect(
      lines(4)[0] == "Item tile: 5 falls by 2 for each of 4, not below 0: 0; 4 seen × 0 = 0 (each was worth less)")
    #expect(
      lines(4)[3]
        == "Item exit: 1.4 falls by 0.05 for each of 4, not below 1.25: 1.25; 1150 × 1.25 = 1437.5, a change of 287.5 "
        + "(each was worth less)")
  }

  @Test("groups, floors, caps, restarts and rounding show what they change")
  func corrections() {
    let rules = RuleSet.make([
      .achievement("base", 20),
      .modifier("help", of: "base", -50),
      .penalty("ask", -20),
      .penalty("point", -40),
      .achievement("half", Points(1, over: 2)),
    ]) {
      $0.groups = [Group(id: "asks", title: "Asking for help", items: ["ask", "point"])]
      $0.groups[0].keep = .worst(1)
      $0.restart.allowed = 1
      $0.restart.penalty = -50
      $0.total.floor = 0
      $0.total.rounding = Rounding(to: 1, .halfUp)
      $0.total.order = [.rounding, .limits]
    }
    let log = run(under: rules) {
      started()
      saw("base")
      saw("help")
      saw("ask")
      saw("point")
      saw("half")
      restarted(at: "2:00")
    }
    #expect(
      sheet(log) == [
        "Item base: 1 seen × 20 = 20",
        "Item help: 1 seen × −50 = −50",
        "Item base: its floor: −30 with what changes it, not below 0: +30",
        "Item ask: 1 seen × −20 = −20",
        "Item point: 1 seen × −40 = −40",
        "Item half: 1 seen × 0.5 = 0.5",
        "Asking for help: only the worst counts: +20",
        "Restarts: 1 restart × −50 = −50",
        "Rounding: −89.5 rounded to −90 (to 1, half-up): −0.5",
        "The run's limits: −90 in all, at least 0: +90",
      ])
  }

  @Test("what follows from the sheet by itself says from what")
  func derived() {
    let rules = RuleSet.make([
      .achievement("pick", 0) { $0.limit = 2 },
      .achievement("all", 250) {
        $0.quantity = .automatic
        $0.needs = [.complete(["pick"])]
      },
      .achievement("ten", 10) { $0.quantity = .sum(of: ["pick"]) },
      .achievement("quick", 2) {
        $0.quantity = .timeLeft
        $0.needs = [.completed]
        $0.quantityRounding = Rounding(to: 1, .down)
      },
    ]) { $0.timeLimit = clock("5:00") }
    let log = run(under: rules) {
      started()
      saw("pick", count: 2)
      finished(at: "4:14.5")
    }
    #expect(
      sheet(log) == [
        "Item pick: 2 seen, worth 0",
        "Item all: its conditions hold = 250",
        "Item ten: 2 in all × 10 = 20",
        "Item quick: 45.5 s, rounded to 45 s left × 2 = 90",
      ])
  }

  @Test("a disqualified run and a team that does not come say so")
  func endings() {
    let rules = RuleSet.make([.achievement("goal", 80), .make(.disqualifying, "hit")]) {
      $0.disqualified = .zero
      $0.noShowPoints = -500
    }
    let hit = run(under: rules) {
      started()
      saw("goal")
      saw("hit")
    }
    #expect(
      sheet(hit) == [
        "Item goal: 1 seen × 80 = 80",
        "Item hit: 1 seen, worth 0",
        "Disqualified: a disqualified run has 0, not 80: −80",
      ])
    #expect(sheet(run(under: rules) { finished(.noShow, at: "0:00") }) == ["The team did not come: −500"])
  }

  @Test("a value or a level that does not count is not told as a zero")
  func nothingCounts() {
    let rules = RuleSet.make([
      .make(.measurement, "error") {
        $0.unit = .centimetres
        $0.worth = .line([.init(value: 0, points: 60), .init(value: 100, points: 0)])
      },
      .make(.achievement, "door") {
        $0.levels = levels(["touched": 1, "opened": 2])
        $0.worth = .levels
      },
      .make(.measurement, "only-if") {
        $0.needs = [.chosen("door", ["opened"])]
        $0.worth = .each(3)
      },
    ]) { $0.timeLimit = clock("5:00") }
    let log = run(under: rules) {
      started()
      measured("only-if", "7", at: "1:00")
      measured("error", "12 cm", at: "5:01")
      chose("door", "opened", at: "5:01")
    }
    #expect(
      sheet(log) == [
        "Item error: nothing counts = 0 (something was too late to count)",
        "Item door: nothing counts = 0 (something was too late to count)",
        "Item only-if: 7 does not count = 0 (what it needs did not happen)",
      ])
  }
}
