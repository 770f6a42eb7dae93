import Scoring
import ScoringTestSupport
import Testing

/// What the recount found: runs that the score once got wrong.
@Suite("What a second count has found")
struct RecountFindingsTests {
  @Test("needs: a measurement asks whether it was measured, not whether it is one or more", arguments: ["0", "0.4 m"])
  func whetherMeasured(value: String) {
    let rules = RuleSet.make([
      .make(.measurement, "error") { $0.unit = value == "0" ? .count : .metres },
      .achievement("landed", 5) { $0.needs = [.seen("error", atLeast: 1)] },
      .achievement("later", 7) { $0.after = [.seen("error", atLeast: 1)] },
    ])
    #expect(
      total(under: rules) {
        started()
        saw("landed")
        measured("error", value, at: "1:00")
        saw("later", at: "2:00")
      } == 12)
    #expect(
      total(under: rules) {
        started()
        saw("landed")
        saw("later")
      } == 0)
  }

  @Test("at-most: what is counted is added up over all places")
  func atMost() {
    let rules = RuleSet.make([
      .penalty("bump") { $0.per = "room" },
      .achievement("careful", 20) { $0.needs = [.value("bump", atLeast: nil, atMost: 2)] },
    ]) { $0.instances = [places("room", "1", "2")] }
    func sum(_ bumps: Int) -> Points {
      total(under: rules) {
        started()
        saw("bump", on: "1", count: bumps)
        saw("careful")
      }
    }
    #expect(sum(2) == 20)
    #expect(sum(3) == 0)  // none in room 2, and yet three
  }

  @Test("divided-by: what is entered has no value either where the divisor is zero")
  func ratio() {
    let rules = RuleSet.make([.make(.record, "shown"), .achievement("share", 30) { $0.dividedBy = "shown" }])
    func quantity(_ shown: Int) -> Points? {
      Score(
        of: run(under: rules) {
          started()
          if shown > 0 { saw("shown", count: shown) }
        }
      ).quantities[1]
    }
    #expect(quantity(0) == nil)
    #expect(quantity(2) == 0)
  }

  @Test("divided-by: where it has no value, its level is not there for a condition either")
  func levelOverNothing() {
    let rules = RuleSet.make([
      .make(.record, "shown"),
      .make(.achievement, "door") {
        $0.levels = levels(["opened": 5])
        $0.worth = .levels
        $0.dividedBy = "shown"
      },
      .achievement("through", 7) { $0.needs = [.chosen("door", ["opened"])] },
    ])
    #expect(
      total(under: rules) {
        started()
        chose("door", "opened")
        saw("through")
      } == 0)
  }

  @Test("disqualifies: a modifier, a percentage or a factor that a behaviour makes worthless gives nothing")
  func worthless() {
    func sum(_ item: Item.ID) -> Points {
      let rules = RuleSet.make([
        .achievement("pick", 100), .modifier("first", of: "pick", 50),
        .make(.declaration, "alone") { $0.worth = .percent(10, of: .run, cap: nil) },
        .make(.declaration, "fast") { $0.worth = .factor(2, of: .run, floor: nil) },
        .make(.disqualifying, "peek") { $0.disqualifiesFrom = .item(item) },
      ])
      return total(under: rules) {
        saw("alone", at: "0:00")
        saw("fast", at: "0:00")
        started()
        saw("pick")
        saw("first")
        saw("peek")
      }
    }
    #expect(sum("peek") == 330)  // (150 + 15) × 2
    #expect(sum("first") == 220)  // (100 + 10) × 2
    #expect(sum("alone") == 300)
    #expect(sum("fast") == 165)
    #expect(sum("pick") == 0)
  }

  @Test("disqualifies: a penalised behaviour still counts, for nobody gains by it")
  func penalisedStays() {
    let rules = RuleSet.make([
      .penalty("bump", -20), .make(.disqualifying, "peek") { $0.disqualifiesFrom = .item("bump") },
    ])
    let score = Score(
      of: run(under: rules) {
        started()
        saw("bump")
        saw("peek")
      })
    #expect(score.total == -20)
    #expect(score.penalised == 1)
  }

  @Test("void-above of a group: none counts, so none is an achievement, nor what a restart is charged for")
  func overfull() {
    let rules = RuleSet.make([.achievement("red", 5), .achievement("blue", 5)]) {
      $0.groups = [Group(id: "room", title: "Room", items: ["red", "blue"])]
      $0.groups[0].voidAbove = 4
      $0.restart.allowed = 1
      $0.restart.penalty = -50
      $0.restart.penaltyOnlyIfScoring = true
    }
    let score = Score(
      of: run(under: rules) {
        started()
        saw("red", count: 2)
        restarted(at: "1:30")
        saw("blue", count: 3, at: "2:00")
      })
    #expect(score.total == 0)
    #expect(score.achievements == 0)
    #expect(score.quantities == [0, 0])
  }

  @Test("a restart is free where all that is seen again lies beyond the limit")
  func beyondTheLimit() {
    let rules = RuleSet.make([.achievement("goal", 100) { $0.limit = 1 }]) {
      $0.restart.allowed = 1
      $0.restart.penalty = -50
      $0.restart.penaltyOnlyIfScoring = true
    }
    #expect(
      total(under: rules) {
        started()
        saw("goal", at: "0:30")
        restarted(at: "1:00")
        saw("goal", at: "2:00")
      } == 100)
  }

  @Test("times end with the last that counts; a level that counts as nothing begins none")
  func spans() {
    let rules = RuleSet.make([
      .achievement("greet") { $0.limit = 1 },
      .make(.achievement, "find") {
        $0.levels = [.init(id: "no", title: "", points: 0, count: 0), .init(id: "yes", title: "", points: 5)]
        $0.worth = .levels
      },
      .make(.measurement, "greeting") {
        $0.quantity = .elapsed(from: .start, to: "greet")
        $0.endsWithLast = true
      },
      .make(.measurement, "finding") { $0.quantity = .elapsed(from: .start, to: "find") },
    ])
    let score = Score(
      of: run(under: rules) {
        started()
        chose("find", "no", at: "0:10")
        saw("greet", at: "0:20")
        chose("find", "yes", at: "0:30")
        saw("greet", at: "0:50")
      })
    #expect(score.quantities.suffix(2) == [20, 30])
  }

  @Test("after: complete is complete when the last that counts was seen, not when one more was")
  func complete() {
    let rules = RuleSet.make([
      .achievement("live", 10) { $0.limit = 2 },
      .achievement("all-live", 5) {
        $0.quantity = .automatic
        $0.needs = [.complete(["live"])]
      },
      .achievement("dead", 100) { $0.after = [.complete(["live"])] },
      .achievement("also", 1000) { $0.after = [.complete(["all-live"])] },
    ])
    #expect(
      total(under: rules) {
        started()
        saw("live", at: "1:00")
        saw("live", at: "2:00")
        saw("dead", at: "2:30")
        saw("also", at: "2:30")
        saw("live", at: "3:00")
      } == 1125)
  }

  @Test("a disqualified run that scores zero keeps nothing outside the cap either; what exempt items take off stays")
  func exempt() {
    let rules = RuleSet.make([
      .achievement("goal", 100), .achievement("extra", 30) { $0.isExempt = true },
      .penalty("absent", -500) { $0.isExempt = true }, .make(.disqualifying, "hit"),
    ]) { $0.disqualified = .zero }
    func sum(_ item: Item.ID) -> Points {
      total(under: rules) {
        started()
        saw("goal")
        saw(item)
        saw("hit")
      }
    }
    #expect(sum("extra") == 0)
    #expect(sum("absent") == -500)
  }

  @Test("an exempt percentage of a group lies outside the run's floor")
  func exemptShare() {
    let rules = RuleSet.make([
      .achievement("goal", 100), .penalty("bump", -100),
      .penalty("cheat") {
        $0.worth = .percent(-50, of: .group("goals"), cap: nil)
        $0.isExempt = true
      },
    ]) {
      $0.groups = [Group(id: "goals", title: "Goals", items: ["goal"])]
      $0.total.floor = 0
    }
    #expect(
      total(under: rules) {
        started()
        saw("goal")
        saw("bump")
        saw("cheat")
      } == -50)
  }
}
