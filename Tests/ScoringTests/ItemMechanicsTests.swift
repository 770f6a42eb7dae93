import Scoring
import ScoringTestSupport
import Testing

/// Rows 1–8 of the mechanics that the real rulebooks need (`rulebooks.md`, section 3).
@Suite("What an item is worth")
struct ItemMechanicsTests {
  @Test("1, 2: achievements and penalised behaviours are counted, whether or not they have points")
  func counts() {
    let rules = RuleSet.make([
      .achievement("enters"), .achievement("brings"), .penalty("bumps"), .penalty("stops"),
      .make(.disqualifying, "hits"),
    ])
    let score = Score(
      of: run(under: rules) {
        started()
        saw("enters")
        saw("brings", count: 3)
        saw("brings")
        saw("bumps", count: 2)
      })
    #expect(score.achievements == 5)
    #expect(score.penalised == 2)
    #expect(score.total == 0)
    #expect(!score.isDisqualified)
    #expect(score.quantities == [1, 4, 2, 0, 0])
  }

  @Test("2: ERL Emergency: 78 achievements are the most there is, each counting one")
  func emergency() {
    let rules = RuleSet.make([.achievement("task", 1) { $0.limit = 78 }])
    #expect(
      total(under: rules) {
        started()
        saw("task", count: 99)
      } == 78)
    #expect(rules.maximum == 78)
  }

  @Test("3: four items are picked for 100 each; a fifth is seen and does not count")
  func limit() {
    let rules = RuleSet.make([.achievement("pick", 100) { $0.limit = 4 }])
    let score = Score(
      of: run(under: rules) {
        started()
        saw("pick", count: 3)
        saw("pick", count: 2)
      })
    #expect(score.total == 400)
    #expect(score.achievements == 4)
    #expect(score.lines.map(\.seen) == [5])
    #expect(score.lines.map(\.because.count) == [2])
  }

  @Test("4: each table has its own limit, and its own sub-items")
  func instances() {
    let rules = RuleSet.make([
      .achievement("order", 80) {
        $0.per = "table"
        $0.limit = 1
      },
      .achievement("serve", 100) {
        $0.per = "table"
        $0.limit = 2
        $0.needs = [.seen("order", atLeast: 1)]
      },
    ]) { $0.instances = [places("table", "1", "2", "3")] }
    #expect(
      total(under: rules) {
        started()
        saw("order", on: "1", count: 2)
        saw("order", on: "2")
        saw("serve", on: "1", count: 3)
        saw("serve", on: "2")
        saw("serve", on: "3", count: 2)
      } == 460)  // 80 + 80 + 200 + 100
    #expect(rules.maximum == 840)  // 3 · 80 + 3 · 200
  }

  /// RoboCup@Home 2026, Human-Robot Interaction: "Tell a visual attribute", base 0, +20 correct, −20 incorrect.
  private static func attributes(_ floor: ModifierFloor) -> RuleSet {
    RuleSet.make([
      .achievement("tell") {
        $0.per = "attribute"
        $0.limit = 1
      },
      .modifier("correct", of: "tell", 20) { $0.per = "attribute" },
      .modifier("incorrect", of: "tell", -20) { $0.per = "attribute" },
    ]) {
      $0.instances = [places("attribute", "1", "2", "3", "4")]
      $0.modifierFloor = floor
    }
  }

  @Test(
    "5: two correct and two incorrect attributes are 0 by the line, 40 by the instance",
    arguments: [(ModifierFloor.line, Points(0)), (.instance, 40), (.none, 0)])
  func attributes(floor: ModifierFloor, expected: Points) {
    let score = Score(
      of: run(under: Self.attributes(floor)) {
        started()
        for place in ["1", "2", "3", "4"] as [Instance.ID] { saw("tell", on: place) }
        saw("correct", on: "1")
        saw("correct", on: "2")
        saw("incorrect", on: "3")
        saw("incorrect", on: "4")
      })
    #expect(score.total == expected)
    #expect(score.achievements == 4)
  }

  @Test(
    "5: three incorrect attributes and one correct do not take the objective below zero",
    arguments: [(ModifierFloor.line, Points(0)), (.instance, 20), (.none, -40)])
  func incorrect(floor: ModifierFloor, expected: Points) {
    #expect(
      total(under: Self.attributes(floor)) {
        started()
        saw("correct", on: "1")
        for place in ["2", "3", "4"] as [Instance.ID] { saw("incorrect", on: place) }
      } == expected)
  }

  @Test("5: following the host: 200, and modifiers of 300 take it to zero, not to −100")
  func following() {
    let rules = RuleSet.make([
      .achievement("follow", 200), .modifier("drop", of: "follow", -50), .modifier("rediscover", of: "follow", -50),
      .modifier("wait", of: "follow", -50), .modifier("pull", of: "follow", -150), .achievement("area", 50),
    ])
    #expect(
      total(under: rules) {
        started()
        saw("follow")
        for item in ["drop", "rediscover", "wait", "pull"] as [Item.ID] { saw(item) }
        saw("area")
      } == 50)
    #expect(
      total(under: rules) {
        started()
        saw("follow")
        saw("pull")
      } == 50)
  }

  @Test("5: a penalty with a modifier is not lifted to zero by the floor")
  func modifiedPenalty() {
    let rules = RuleSet.make([.penalty("drop", -40), .modifier("broken", of: "drop", -60)])
    #expect(
      total(under: rules) {
        started()
        saw("drop")
      } == -40)
    #expect(
      total(under: rules) {
        started()
        saw("drop")
        saw("broken")
      } == -40)
  }

  @Test("6: the first pick earns its bonus once in the run")
  func firstPick() {
    let rules = RuleSet.make([
      .achievement("pick", 100) { $0.limit = 4 },
      .modifier("first", of: "pick", 100) {
        $0.quantity = .automatic
        $0.needs = [.seen("pick", atLeast: 1)]
      },
    ])
    #expect(total(under: rules) { started() } == 0)
    #expect(
      total(under: rules) {
        started()
        saw("pick", count: 3)
      } == 400)
    #expect(rules.maximum == 500)
  }

  @Test(
    "7: of the levels of the door the last one chosen holds",
    arguments: [(["touched"], Points(10), 0), (["touched", "opened"], 25, 1), (["passed", "opened"], 25, 1)])
  func door(chosen: [Item.Level.ID], expected: Points, achievements: Int) {
    let rules = RuleSet.make([
      .make(.achievement, "door") {
        $0.levels = [
          .init(id: "touched", title: "", points: 10, count: 0), .init(id: "opened", title: "", points: 25),
          .init(id: "passed", title: "", points: 40, count: 2),
        ]
        $0.worth = .levels
      }
    ])
    let score = Score(
      of: run(under: rules) {
        started()
        for (index, level) in chosen.enumerated() { chose("door", level, at: "1:0\(index)") }
      })
    #expect(score.total == expected)
    #expect(score.achievements == achievements)
    #expect(rules.maximum == 40)
  }

  @Test("7: a table of two dimensions is a ladder whose levels are row/column")
  func twoDimensions() {
    let rules = RuleSet.make([
      .make(.achievement, "hand-me-that") {
        $0.levels = levels(["first/none": 100, "first/one": 80, "second/none": 60, "second/one": 40])
        $0.worth = .levels
      }
    ])
    #expect(
      total(under: rules) {
        started()
        chose("hand-me-that", "second/none")
      } == 60)
  }

  @Test(
    "8: FIRST LEGO League: precision tokens left are worth 10, 15, 25, 35, 50, 50",
    arguments: zip(0...8, [0, 10, 15, 25, 35, 50, 50, 50, 50] as [Points]))
  func tokens(left: Int, expected: Points) {
    let rules = RuleSet.make([.make(.achievement, "token") { $0.worth = .table([10, 15, 25, 35, 50, 50]) }])
    let sum = total(under: rules) {
      started()
      if left > 0 { saw("token", count: left) }
    }
    #expect(sum == expected)
    #expect(rules.maximum == 50)
  }
}

@Suite("The floor of a line and the best of a group")
struct LineFloorTests {
  @Test("what the floor of a line gives back is not picked out as the best of its group")
  func floorInGroup() {
    let rules = RuleSet.make([
      .achievement("solve", 13) { $0.per = "guest" }, .modifier("help", of: "solve", -23) { $0.per = "guest" },
      .achievement("other", 5),
    ]) {
      $0.instances = [places("guest", "1", "2")]
      $0.groups = [Group(id: "best", title: "Best", items: ["solve", "other"])]
      $0.groups[0].keep = .best(1)
    }
    #expect(
      total(under: rules) {
        started()
        saw("help", on: "1", count: 3)
        saw("other")
      } == 5)
  }

  @Test("what a modifier of the whole line takes off is taken where there is something")
  func unpairedInGroup() {
    let rules = RuleSet.make([
      .achievement("solve", 50) { $0.per = "guest" }, .modifier("help", of: "solve", -30),
    ]) {
      $0.instances = [places("guest", "1", "2")]
      $0.groups = [Group(id: "best", title: "Best", items: ["solve"])]
      $0.groups[0].keep = .best(1)
    }
    #expect(
      total(under: rules) {
        started()
        saw("solve", on: "1")
        saw("help")
      } == 20)
  }
}
