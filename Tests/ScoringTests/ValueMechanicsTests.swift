import Scoring
import ScoringTestSupport
import Testing

/// Rows 15–21 of the mechanics that the real rulebooks need (`rulebooks.md`, section 3).
@Suite("What is measured and judged")
struct ValueMechanicsTests {
  @Test(
    "15: time tiers: 10 up to 30 s, 5 up to 60 s, then nothing",
    arguments: [("0:29.9", Points(10)), ("0:30", 10), ("0:30.001", 5), ("1:00", 5), ("1:01", 0)])
  func tiers(time: String, expected: Points) {
    let rules = RuleSet.make([
      .make(.measurement, "time") {
        $0.unit = .seconds
        $0.worth = .tiers([.init(upTo: 30, points: 10), .init(upTo: 60, points: 5), .init(upTo: nil, points: 0)])
      }
    ])
    #expect(
      total(under: rules) {
        started()
        measured("time", time)
      } == expected)
  }

  @Test(
    "15: an error of 0 cm gives 60, of a metre or more 0, in between on a straight line, exactly",
    arguments: [
      ("0 cm", Points(60)), ("40 cm", 36), ("0.55 m", 27), ("1 m", 0), ("350 mm", 39), ("3 m", 0), ("1/3 m", 40),
    ])
  func line(error: String, expected: Points) {
    let rules = RuleSet.make([
      .make(.measurement, "error") {
        $0.unit = .centimetres
        $0.worth = .line([.init(value: 0, points: 60), .init(value: 100, points: 0)])
      }
    ])
    #expect(
      total(under: rules) {
        started()
        measured("error", error)
      } == expected)
  }

  @Test("15: nothing measured is not a measurement of zero")
  func nothing() {
    let rules = RuleSet.make([
      .make(.measurement, "error") { $0.worth = .line([.init(value: 0, points: 60), .init(value: 100, points: 0)]) },
      .achievement("near", 5) { $0.needs = [.value("error", atLeast: nil, atMost: 10)] },
      .make(.measurement, "only-if") {
        $0.needs = [.seen("near", atLeast: 1)]
        $0.worth = .tiers([.init(upTo: nil, points: 7)])
      },
    ])
    let score = Score(
      of: run(under: rules) {
        started()
        saw("near")
        measured("only-if", "3")
      })
    #expect(score.total == 0)
    #expect(score.quantities == [nil, 0, nil])
  }

  @Test("15: RoCKIn object perception: class accuracy is right of shown, exactly two thirds")
  func ratio() {
    let rules = RuleSet.make([
      .achievement("right"), .make(.record, "shown"),
      .achievement("accuracy", 90) {
        $0.quantity = .sum(of: ["right"])
        $0.dividedBy = "shown"
      },
    ])
    let log = run(under: rules) {
      started()
      saw("shown", count: 3)
      saw("right", count: 2)
    }
    #expect(Score(of: log).total == 60)
    #expect(Score(of: log).quantities == [2, 3, Points(2, over: 3)])
    #expect(Score(of: run(under: rules) { started() }).quantities == [0, 0, nil])
  }

  @Test(
    "15: several measurements become one",
    arguments: [
      (Combination.mean, Points(5)), (.median, 4), (.sum, 15), (.highest, 9), (.lowest, 2), (.last, 2),
      (.trimmedMean, 4),
    ])
  func combination(combination: Combination, expected: Points) {
    let rules = RuleSet.make([
      .make(.measurement, "force") {
        $0.combined = combination
        $0.worth = .each(1)
      }
    ])
    #expect(
      total(under: rules) {
        started()
        measured("force", "4", at: "1:00")
        measured("force", "9", at: "2:00")
        measured("force", "2", at: "3:00")
      } == expected)
  }

  private static let beast = RuleSet.make([
    .make(.record, "gripped"), .make(.record, "moves"), .make(.record, "checkpoint"), .make(.record, "door-closes"),
    .make(.measurement, "time-to-grip") { $0.quantity = .elapsed(from: .start, to: "gripped") },
    .make(.measurement, "time-to-checkpoint") { $0.quantity = .elapsed(from: "moves", to: "checkpoint") },
    .make(.measurement, "passage") {
      $0.quantity = .elapsed(from: "gripped", to: "door-closes")
      $0.endsWithLast = true
    },
  ])

  @Test("16: BEAST and MADROB: times between the first or last of two events; a timeout is no number")
  func elapsed() {
    let score = Score(
      of: run(under: Self.beast) {
        started()
        saw("gripped", at: "0:12.5")
        saw("moves", at: "0:20")
        saw("checkpoint", at: "0:35")
        saw("checkpoint", at: "0:50")
        saw("door-closes", at: "1:00")
        saw("door-closes", at: "1:10")
      })
    #expect(score.quantities.suffix(3) == [Points(25, over: 2), 15, Points(115, over: 2)])
    let timeout = Score(
      of: run(under: Self.beast) {
        started()
        saw("gripped", at: "0:12.5")
      })
    #expect(timeout.quantities.suffix(3) == [Points(25, over: 2), nil, nil])
    #expect(score.lines.suffix(1).map(\.because) == [["run-1-e2", "run-1-e7"]])
  }

  @Test("16: an event before the one it is counted from gives no time")
  func backwards() {
    let score = Score(
      of: run(under: Self.beast) {
        started()
        saw("checkpoint", at: "0:10")
        saw("moves", at: "0:20")
      })
    #expect(score.quantities[5] == nil)
  }

  @Test("17: a questionnaire: the mean of the raters, a reversed question, min–max normalised to 0–100")
  func questionnaire() {
    let rules = RuleSet.make([
      .make(.judgement, "friendly") {
        $0.scale = 1...5
        $0.worth = .line([.init(value: 1, points: 0), .init(value: 5, points: 100)])
      },
      .make(.judgement, "annoying") {
        $0.scale = 1...5
        $0.reversed = true
        $0.worth = .line([.init(value: 1, points: 0), .init(value: 5, points: 100)])
      },
    ])
    #expect(
      total(under: rules) {
        started()
        rated("friendly", "4", by: "user-1")
        rated("friendly", "5", by: "user-2")
        rated("annoying", "2", by: "user-1")
      } == Points(325, over: 2))  // 4.5 → 87.5, and 2 is 4 → 75
  }

  @Test("17, 18: a rater who says it again has one voice, and a team none on itself")
  func raters() {
    let rules = RuleSet.make([.make(.judgement, "style") { $0.worth = .each(1) }])
    let score = Score(
      of: run(team: "blue", under: rules) {
        started()
        rated("style", "2", by: "jury-1", at: "1:00")
        rated("style", "9", by: "blue", at: "1:10")
        rated("style", "4", by: "jury-2", at: "1:20")
        rated("style", "6", by: "jury-1", at: "1:30")
      })
    #expect(score.total == 5)
    #expect(score.findings.count == 1)
  }

  @Test("18: the highest and the lowest of the jury are left out, where there are three or more")
  func trimmed() {
    let rules = RuleSet.make([
      .make(.judgement, "poster") {
        $0.combined = .trimmedMean
        $0.worth = .each(1)
      }
    ])
    func sum(_ values: [String]) -> Points {
      total(under: rules) {
        started()
        for (index, value) in values.enumerated() { rated("poster", value, by: Rater.ID("jury-\(index)")) }
      }
    }
    #expect(sum(["10", "1", "5", "6"]) == Points(11, over: 2))
    #expect(sum(["10", "1", "5"]) == 5)
    #expect(sum(["10", "1"]) == Points(11, over: 2))
    #expect(sum(["10"]) == 10)
  }

  @Test("18, 32: the jury may add up to ten per cent of the maximum, or of what the team has")
  func juryShare() {
    func rules(_ base: Worth.Base) -> RuleSet {
      RuleSet.make([
        .achievement("goal", 300) { $0.limit = 4 },
        .make(.judgement, "outstanding") {
          $0.unit = .percent
          $0.scale = 0...10
          $0.worth = .percent(1, of: base, cap: nil)
        },
      ])
    }
    func sum(_ base: Worth.Base) -> Points {
      total(under: rules(base)) {
        started()
        saw("goal")
        rated("outstanding", "7 %", by: "committee")
      }
    }
    #expect(sum(.maximum) == 384)  // 300 + 7 % of 1200
    #expect(sum(.run) == 321)
  }

  @Test("19: a phase of sign language is right by exact match or by a person's verdict")
  func verdicts() {
    let rules = RuleSet.make([
      .achievement("simple", 1) { $0.limit = 2 }, .achievement("composed", 1) { $0.limit = 1 },
      .make(.achievement, "sentence") {
        $0.levels = levels(["wrong": 0, "understood": 1, "exact": 2])
        $0.worth = .levels
      },
    ])
    #expect(
      total(under: rules) {
        started()
        saw("simple", count: 2)
        saw("composed")
        chose("sentence", "understood")
      } == 4)
  }

  @Test("20: records score nothing and are kept; a custom line has the points that the referees give it")
  func records() {
    let rules = RuleSet.make([
      .make(.record, "milk-opened"), .make(.judgement, "custom-1") { $0.worth = .each(1) },
    ])
    let score = Score(
      of: run(under: rules) {
        started()
        saw("milk-opened")
        rated("custom-1", "120", by: "referee")
      })
    #expect(score.total == 120)
    #expect(score.lines.map(\.points) == [0, 120])
    #expect(score.achievements == 0)
  }

  @Test("21: not asking non-essential questions is earned by what did not happen, guest by guest")
  func negative() {
    let rules = RuleSet.make([
      .achievement("received", 0) { $0.per = "guest" }, .make(.record, "asked") { $0.per = "guest" },
      .achievement("not-asking", 15) {
        $0.per = "guest"
        $0.quantity = .automatic
        $0.needs = [.seen("received", atLeast: 1)]
        $0.unless = [.seen("asked", atLeast: 1)]
      },
    ]) { $0.instances = [places("guest", "1", "2", "3")] }
    #expect(
      total(under: rules) {
        started()
        saw("received", on: "1")
        saw("received", on: "2")
        saw("asked", on: "2")
      } == 15)
  }
}
