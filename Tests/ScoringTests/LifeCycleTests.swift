import Scoring
import ScoringTestSupport
import Testing

/// Rows 34–42 of the mechanics that the real rulebooks need (`rulebooks.md`, section 3).
@Suite("The life of a run")
struct LifeCycleTests {
  @Test("34: what is seen after the time limit does not count, unless the rules say so; people are hit at any time")
  func timeLimit() {
    func rules(_ counts: Bool) -> RuleSet {
      RuleSet.make([.achievement("goal", 100), .make(.disqualifying, "hit")]) {
        $0.timeLimit = clock("5:00")
        $0.countsAfterTimeLimit = counts
        $0.disqualified = .last
      }
    }
    func score(_ counts: Bool) -> Score {
      Score(
        of: run(under: rules(counts)) {
          started()
          saw("goal", at: "5:00")
          saw("goal", at: "5:00.001")
          saw("hit", at: "5:01")
          finished(.timeLimit, at: "5:01")
        })
    }
    #expect(score(false).total == 100)
    #expect(score(true).total == 200)
    #expect(score(false).isDisqualified)
    #expect(score(false).lines[0].seen == 2)
    #expect(score(false).lines[0].remarks == [.tooLate])
  }

  @Test("34: an extension moves the limit; a pause is not on the clock at all")
  func extended() {
    let rules = RuleSet.make([.achievement("goal", 100)]) { $0.timeLimit = clock("5:00") }
    #expect(
      total(under: rules) {
        started()
        told(.extended(clock("0:30"), reason: "the light failed"), at: "2:00")
        paused(at: "3:00")
        resumed(at: "3:00")
        saw("goal", at: "5:30")
        saw("goal", at: "5:31")
      } == 100)
  }

  @Test("34: each goal of a functionality benchmark has its own time after it was given")
  func goalTimeout() {
    let rules = RuleSet.make([
      .make(.record, "goal-given") { $0.per = "goal" },
      .achievement("reached", 1) {
        $0.per = "goal"
        $0.within = TimeWindow(length: clock("0:30"), since: "goal-given")
      },
      .achievement("early", 5) { $0.within = TimeWindow(length: clock("1:30"), since: nil) },
    ]) { $0.instances = [places("goal", "1", "2", "3")] }
    #expect(
      total(under: rules) {
        started()
        saw("goal-given", on: "1", at: "1:00")
        saw("reached", on: "1", at: "1:30")
        saw("early", at: "1:30")
        saw("early", at: "1:31")
        saw("goal-given", on: "2", at: "2:00")
        saw("reached", on: "2", at: "2:31")
        saw("reached", on: "3", at: "2:31")
      } == 6)
  }

  private static func restarting(_ change: (inout RestartRule) -> Void) -> RuleSet {
    RuleSet.make([
      .achievement("goal", 100), .penalty("bump", -20), .make(.declaration, "signs", { $0.worth = .each(7) }),
      .achievement("badge", 3) { $0.survivesRestart = true }, .make(.disqualifying, "hit"),
    ]) {
      $0.restart.allowed = 1
      change(&$0.restart)
    }
  }

  private static func restartedRun(_ rules: RuleSet, scoringAgain: Bool = true) -> Score {
    Score(
      of: run(under: rules) {
        saw("signs", at: "0:00")
        started()
        saw("goal", at: "0:30")
        saw("bump", at: "0:40")
        saw("badge", at: "0:45")
        restarted(at: "1:00")
        if scoringAgain { saw("goal", at: "2:00") }
        saw("bump", at: "3:00")
      })
  }

  @Test("35: a restart keeps earlier points, or voids them with earlier penalties; declarations and badges stay")
  func restarts() {
    #expect(Self.restartedRun(Self.restarting { $0.earlier = .kept }).total == 170)
    let void = Self.restartedRun(Self.restarting { $0.earlier = .void })
    #expect(void.total == 90)
    #expect(void.achievements == 2)
    #expect(void.penalised == 1)
    #expect(void.lines[0].remarks == [.beforeRestart])
    #expect(void.lines[0].seen == 2)
  }

  @Test("35: Finals: a restart costs 50 only if the robot scores again afterwards")
  func restartPenalty() {
    func rules(_ onlyIfScoring: Bool) -> RuleSet {
      Self.restarting {
        $0.penalty = -50
        $0.penaltyOnlyIfScoring = onlyIfScoring
      }
    }
    #expect(Self.restartedRun(rules(true)).total == 120)
    #expect(Self.restartedRun(rules(true), scoringAgain: false).total == 70)
    #expect(Self.restartedRun(rules(false), scoringAgain: false).total == 20)
  }

  @Test("35: a restart taken back never happened; one too many is told")
  func oddRestarts() {
    let rules = Self.restarting {
      $0.earlier = .void
      $0.penalty = -50
    }
    let back = run(under: rules) {
      started()
      saw("goal", at: "0:30")
      Told(fact: .restarted, at: "1:00", as: "r")
      retracted("r", at: "1:00")
    }
    #expect(Score(of: back).total == 100)
    let many = run(under: rules) {
      started()
      restarted(at: "1:00")
      restarted(at: "2:00")
    }
    #expect(
      Score(of: many).findings.map(\.message) == [
        "2 restarts were made (run-1-e2 (R1, 1:00), run-1-e3 (R1, 2:00)), and the rules allow 1; take the rest back"
      ])
  }

  @Test("36: a team that does not come gets what the rules give for that; an invalid run is to be repeated")
  func noShow() {
    let rules = RuleSet.make([.achievement("goal", 100)]) { $0.noShowPoints = -500 }
    #expect(total(under: rules) { finished(.noShow, at: "0:00") } == -500)
    let invalid = run(under: rules) {
      started()
      saw("goal")
      finished(.invalid, at: "2:00")
    }
    #expect(invalid.state.word == "invalid")
    #expect(Result(of: [ScoredRun(invalid, keys: [.mostPoints])], by: .best, keys: [.mostPoints]) == nil)
  }

  @Test("37: a disqualifying behaviour reaches as far as it says: an item, the run, the challenge, the competition")
  func scopes() {
    func score(_ scope: DisqualificationScope) -> Score {
      let rules = RuleSet.make([
        .achievement("open", 40), .achievement("pass", 60),
        .make(.disqualifying, "breaks-door") { $0.disqualifiesFrom = scope },
      ])
      return Score(
        of: run(under: rules) {
          started()
          saw("open")
          saw("pass")
          saw("breaks-door", as: "b")
        })
    }
    let item = score(.item("open"))
    #expect(item.total == 60)
    #expect(item.achievements == 1)
    #expect(!item.isDisqualified)
    for scope in [DisqualificationScope.run, .challenge, .competition] {
      #expect(score(scope).isDisqualified)
      #expect(score(scope).total == 100)
      #expect(score(scope).disqualifications.map(\.because) == [["b"]])
    }
  }

  @Test("37: a disqualified run of rules that say zero has no points and no achievements")
  func zero() {
    let rules = RuleSet.make([.achievement("open", 40), .make(.disqualifying, "hit")]) { $0.disqualified = .zero }
    let score = Score(
      of: run(under: rules) {
        started()
        saw("open")
        saw("hit")
      })
    #expect(score.total == 0)
    #expect(score.achievements == 0)
    #expect(score.lines.map(\.points) == [40, 0, -40])
  }

  @Test("38, 39: a declaration and the drawn conditions are recorded with the run, and may gate what counts")
  func conditions() {
    let rules = RuleSet.make([
      .make(.declaration, "sign-language"),
      .make(.record, "wind") { $0.levels = levels(["none": 0, "gusts": 0]) },
      .achievement("order", 10),
      .achievement("signed-order", 30) { $0.needs = [.seen("sign-language", atLeast: 1)] },
      .achievement("in-gusts", 5) { $0.needs = [.chosen("wind", ["gusts"])] },
    ])
    func sum(_ signs: Bool, _ wind: Item.Level.ID) -> Points {
      total(under: rules) {
        if signs { saw("sign-language", at: "0:00") }
        chose("wind", wind, at: "0:00")
        started()
        saw("order")
        saw("signed-order")
        saw("in-gusts")
      }
    }
    #expect(sum(true, "none") == 40)
    #expect(sum(false, "gusts") == 15)
  }

  @Test("40: after five successes, or eight attempts, the referee is told that the run may end")
  func stop() {
    let rules = RuleSet.make([.achievement("success"), .make(.record, "attempt")]) {
      $0.stopWhen = .any([.seen("success", atLeast: 5), .seen("attempt", atLeast: 8)])
    }
    func findings(_ successes: Int, _ attempts: Int, end: Bool = false) -> [String] {
      Score(
        of: run(under: rules) {
          started()
          saw("success", count: successes)
          saw("attempt", count: attempts)
          if end { finished(at: "2:00") }
        }
      ).findings.map(\.message)
    }
    #expect(findings(4, 7) == [])
    #expect(findings(5, 5) == ["the target is reached: the run may end"])
    #expect(findings(1, 8) == ["the target is reached: the run may end"])
    #expect(findings(5, 5, end: true) == [])
  }

  @Test("41: two robots at once are two runs: nothing of one is in the other")
  func simultaneous() {
    let rules = RuleSet.make([.achievement("understood", 1)])
    let blue = run("speech-1", team: "blue", under: rules) {
      started()
      saw("understood")
    }
    let red = run("speech-2", team: "red", under: rules) {
      started()
      saw("understood", count: 2)
    }
    #expect(Score(of: blue).total == 1)
    #expect(Score(of: red).total == 2)
  }

  @Test("42: a sheet is signed by both, and what the paper claims is compared, never used")
  func signOff() {
    let rules = RuleSet.make([.achievement("goal", 100)])
    func score(_ claimed: Points) -> Score {
      Score(
        of: run(under: rules) {
          started()
          saw("goal")
          finished(at: "2:00")
          told(.claimed(total: claimed), at: "2:00")
          told(.signed(as: .referee, code: "c"), at: "2:00")
          told(.signed(as: .team, code: "c"), at: "2:00")
          told(.protested("a bump was not ours"), at: "2:00")
        })
    }
    #expect(score(100).findings.isEmpty)
    #expect(score(90).findings.map(\.message) == ["the paper sheet says 90, the log gives 100"])
    #expect(score(90).isInvalid)
    #expect(score(90).total == 100)
    #expect(score(100).state.hasOpenProtest)
    #expect(score(100).state.teamSignature == "run-1-e6")
  }

  @Test("what is odd is told beside the score")
  func oddities() {
    let rules = RuleSet.make([.achievement("goal", 100)]) { $0.timeLimit = clock("5:00") }
    func messages(@ScriptBuilder _ script: () -> [Told]) -> [String] {
      Score(of: run(under: rules, script)).findings.map(\.message)
    }
    #expect(messages { saw("goal") } == ["things were seen, but the run was never started"])
    #expect(
      messages {
        started()
        started()
      } == ["the run was started twice: run-1-e1 (R1, 0:00) and run-1-e2 (R1, 0:00); take one of the two back"])
    #expect(
      messages {
        started()
        saw("goals")
        saw("goal", count: 0)
      } == [
        "nothing is made of this entry for 'goals': the rules 'test-2026/sheet' (edition 1) have no item 'goals'; did you "
          + "mean 'goal'?", "nothing is made of this entry for 'goal': a count must be between 1 and 9999, not 0",
      ])
    #expect(
      messages {
        started()
        finished(at: "2:00")
        saw("goal", at: "3:00")
      } == ["'goal' at 3:00 is after the run's end at 2:00"])
    #expect(
      messages {
        started()
        saw("goal", at: "5:10")
        finished(at: "5:20")
      } == [
        "'goal' at 5:10 is after the time limit of 5:00 and does not count",
        "the run ended at 5:20, after the time limit of 5:00",
      ])
  }
}
