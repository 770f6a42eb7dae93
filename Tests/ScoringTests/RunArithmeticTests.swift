import Scoring
import ScoringTestSupport
import Testing

/// Rows 22–28 of the mechanics that the real rulebooks need (`rulebooks.md`, section 3).
@Suite("Penalties, percentages and factors")
struct RunArithmeticTests {
  @Test("22: a penalty is charged each time, or once however often it happens")
  func penalties() {
    let rules = RuleSet.make([.penalty("bump", -20), .penalty("touch", -50) { $0.limit = 1 }])
    #expect(
      total(under: rules) {
        started()
        saw("bump", count: 3)
        saw("touch", count: 3)
      } == -110)
  }

  @Test(
    "23: @Work: each tape touched costs 5 % of the run, at most 20 %",
    arguments: zip(0...6, [400, 380, 360, 340, 320, 320, 320] as [Points]))
  func tape(touched: Int, expected: Points) {
    let rules = RuleSet.make([
      .achievement("goal", 100), .penalty("tape") { $0.worth = .percent(-5, of: .run, cap: 20) },
    ])
    let sum = total(under: rules) {
      started()
      saw("goal", count: 4)
      if touched > 0 { saw("tape", count: touched) }
    }
    #expect(sum == expected)
  }

  @Test("23: laundry: help costs 12.5 % of the full points, whatever quality was reached")
  func laundry() {
    let rules = RuleSet.make([
      .make(.achievement, "fold") {
        $0.levels = levels(["quarter": 200, "half": 400, "whole": 800])
        $0.worth = .levels
      },
      .make(.penalised, "help") {
        $0.levels = levels(["minimal": -100, "partial": -200, "major": -800])
        $0.worth = .levels
        $0.modifies = "fold"
      },
    ])
    func sum(_ quality: Item.Level.ID, _ help: Item.Level.ID) -> Points {
      total(under: rules) {
        started()
        chose("fold", quality)
        chose("help", help)
      }
    }
    #expect(sum("half", "minimal") == 300)
    #expect(sum("quarter", "partial") == 0)
    #expect(sum("half", "major") == 0)
    #expect(rules.maximum == 800)
  }

  @Test("the maximum counts a group's cap at each instance, and only what a group keeps")
  func maximumOfGroups() {
    let rules = RuleSet.make([
      .achievement("enter", 30) {
        $0.limit = 1
        $0.per = "room"
      },
      .achievement("hand-over", 60) {
        $0.limit = 2
        $0.per = "room"
      },
      .modifier("gently", of: "hand-over", 5) {
        $0.limit = 1
        $0.per = "room"
      },
      .achievement("tray", 20) { $0.limit = 1 },
      .achievement("bag", 35) { $0.limit = 1 },
      .penalty("drop", -50),
    ]) {
      $0.instances = [places("room", "a", "b", "c", "d")]
      $0.groups = [
        Group(id: "rooms", title: "A room", items: ["enter", "hand-over"]),
        Group(id: "carrying", title: "Carrying", items: ["tray", "bag"]),
        Group(id: "faults", title: "Faults", items: ["drop"]),
      ]
      $0.groups[0].per = "room"
      $0.groups[2].keep = .worst(1)
    }
    func maximum(of group: Int, _ change: (inout Group) -> Void) -> Points? {
      var rules = rules
      change(&rules.groups[group])
      return rules.maximum
    }
    #expect(rules.maximum == 675)  // 4 · (30 + 125) + 20 + 35
    #expect(maximum(of: 0) { $0.cap = 100 } == 455)  // 4 · 100 + 55
    #expect(maximum(of: 0) { ($0.cap, $0.per) = (100, nil) } == 155)  // 100 + 55
    #expect(maximum(of: 0) { $0.keep = .best(1) } == 555)  // 4 · 125 + 55
    #expect(maximum(of: 0) { ($0.keep, $0.per) = (.best(1), nil) } == 180)  // the best line of one room, 125 + 55
    #expect(maximum(of: 1) { $0.keep = .best(1) } == 655)  // 4 · 155 + 35
    #expect(maximum(of: 1) { $0.keep = .worst(1) } == 655)  // who carries only the bag has 35
    #expect(maximum(of: 1) { ($0.keep, $0.cap) = (.best(2), 40) } == 660)  // 4 · 155 + 40
  }

  @Test("24: of the requests for help of one kind the worst counts, and the kinds add up")
  func worst() {
    let rules = RuleSet.make([
      .achievement("goal", 500), .penalty("ask-direction", -30), .penalty("ask-location", -40),
      .penalty("handover", -100), .penalty("reposition", -60),
    ]) {
      $0.groups = [
        Group(id: "way", title: "Way", items: ["ask-direction", "ask-location"]),
        Group(id: "hand", title: "Hand", items: ["handover", "reposition"]),
      ]
      $0.groups[0].keep = .worst(1)
      $0.groups[1].keep = .worst(1)
    }
    #expect(
      total(under: rules) {
        started()
        saw("goal")
        saw("ask-direction")
        saw("ask-location")
        saw("handover")
        saw("reposition")
      } == 360)
  }

  /// RoboCup@Home 2026, Finals: the repetition is taken off before the percentage.
  private static let finals = RuleSet.make([
    .achievement("solve", 650) { $0.per = "problem" },
    .modifier("second-time", of: "solve", -300) { $0.per = "problem" },
    .modifier("third-time", of: "solve", -500) { $0.per = "problem" },
    .make(.penalised, "help") {
      $0.per = "problem"
      $0.modifies = "solve"
      $0.worth = .percent(-60, of: .objective, cap: nil)
    },
  ]) { $0.instances = [places("problem", "1", "2", "3")] }

  @Test("25: Finals: help with 60 % of the solution costs 390 the first time and 210 the second")
  func repetition() {
    let score = Score(
      of: run(under: Self.finals) {
        started()
        saw("solve", on: "1")
        saw("help", on: "1")
        saw("solve", on: "2")
        saw("second-time", on: "2")
        saw("help", on: "2")
      })
    #expect(score.lines.filter { $0.base != nil }.map(\.points) == [-390, -210])
    #expect(score.total == 400)  // 260 and 140 remain
  }

  @Test(
    "25: the order of percentages, factors, limits and rounding is the sheet's",
    arguments: [
      ([.percentages, .factors, .limits, .rounding], 45),  // 100 − 10 = 90, × ½ = 45
      ([.factors, .percentages, .limits, .rounding], 45),
      ([.limits, .percentages, .factors, .rounding], 36),  // at most 80: 80 − 8 = 72, × ½ = 36
      ([.factors, .limits, .percentages, .rounding], 45),
      ([.percentages, .limits, .factors, .rounding], 40),
    ] as [([TotalRule.Step], Points)])
  func order(order: [TotalRule.Step], expected: Points) {
    let rules = RuleSet.make([
      .achievement("goal", 100), .penalty("tape") { $0.worth = .percent(-10, of: .run, cap: nil) },
      .penalty("crash") { $0.worth = .factor(Points(1, over: 2), of: .run, floor: nil) },
    ]) {
      $0.total.order = order
      $0.total.cap = 80
    }
    #expect(
      total(under: rules) {
        started()
        saw("goal")
        saw("tape")
        saw("crash")
      } == expected)
  }

  @Test("26: autonomy doubles the run, simplification halves a part of it, cheating leaves nothing")
  func factors() {
    let rules = RuleSet.make([
      .make(.declaration, "autonomous") { $0.worth = .factor(2, of: .run, floor: nil) },
      .make(.declaration, "simple-cubes") { $0.worth = .factor(Points(1, over: 2), of: .group("cubes"), floor: nil) },
      .achievement("cube", 40), .achievement("drive", 100),
      .penalty("cheat") { $0.worth = .factor(0, of: .run, floor: nil) },
    ]) { $0.groups = [Group(id: "cubes", title: "Cubes", items: ["cube"])] }
    func sum(_ declared: [Item.ID], _ seen: [Item.ID]) -> Points {
      total(under: rules) {
        for item in declared { saw(item, at: "0:00") }
        started()
        for item in seen { saw(item) }
      }
    }
    #expect(sum([], ["cube", "drive"]) == 140)
    #expect(sum(["autonomous"], ["cube", "drive"]) == 280)
    #expect(sum(["simple-cubes"], ["cube", "drive"]) == 120)
    #expect(sum(["autonomous", "simple-cubes"], ["cube", "drive"]) == 240)
    #expect(sum(["autonomous"], ["cube", "drive", "cheat"]) == 0)
  }

  @Test("26: a factor multiplies what was earned, never a debt")
  func debt() {
    let rules = RuleSet.make([
      .achievement("goal", 10), .penalty("bump", -20),
      .make(.declaration, "autonomous") { $0.worth = .factor(2, of: .run, floor: nil) },
      .penalty("cheat") { $0.worth = .factor(0, of: .run, floor: nil) },
    ])
    #expect(
      total(under: rules) {
        saw("autonomous", at: "0:00")
        started()
        saw("bump")
        saw("cheat")
      } == -20)
  }

  @Test(
    "27: RoboCup Junior: leaving the room multiplies by (1400 − 50 · LoP) / 1000, and by 1.25 at least",
    arguments: zip([0, 1, 3, 4, 9], ["1400", "1350", "1250", "1250", "1250"].map { Points($0)! }))
  func product(lacks: Int, expected: Points) {
    let rules = RuleSet.make([
      .achievement("tile", 5), .make(.record, "lack-of-progress"),
      .achievement("exit") {
        $0.worth = .factor(Points(1400, over: 1000), of: .run, floor: nil)
        $0.falls = Falling(
          by: Points(50, over: 1000), cause: .item("lack-of-progress"), floor: Points(1250, over: 1000))
      },
    ])
    let sum = total(under: rules) {
      started()
      saw("tile", count: 200)
      if lacks > 0 { saw("lack-of-progress", count: lacks) }
      saw("exit")
    }
    #expect(sum == expected)
  }

  @Test("27: the factors of two victims multiply")
  func twoFactors() {
    let rules = RuleSet.make([
      .achievement("tile", 100),
      .achievement("victim") { $0.worth = .factor(Points(12, over: 10), of: .run, floor: nil) },
    ])
    #expect(
      total(under: rules) {
        started()
        saw("tile")
        saw("victim", count: 2)
      } == 144)
  }

  @Test(
    "28: RoboCup Junior: n tiles of a section are worth max(n · (5 − 2k), 0) after k lacks of progress",
    arguments: zip(0...4, [20, 12, 4, 0, 0] as [Points]))
  func section(lacks: Int, expected: Points) {
    let rules = RuleSet.make([
      .achievement("tile", 5) {
        $0.per = "section"
        $0.falls = Falling(by: 2, cause: .item("lack"), floor: 0)
      },
      .make(.record, "lack") { $0.per = "section" },
    ]) { $0.instances = [places("section", "1", "2")] }
    let sum = total(under: rules) {
      started()
      saw("tile", on: "1", count: 4)
      saw("tile", on: "2", count: 1)
      if lacks > 0 { saw("lack", on: "1", count: lacks) }
    }
    #expect(sum == expected + 5)
  }

  @Test("28: each repetition is worth less, to a floor")
  func falling() {
    let rules = RuleSet.make([
      .achievement("solve", 650) { $0.falls = Falling(by: 300, cause: .repetition, floor: 150) }
    ])
    let sums = (1...5).map { count in
      total(under: rules) {
        started()
        saw("solve", count: count)
      }
    }
    #expect(sums == [650, 1000, 1150, 1300, 1450])
  }
}
