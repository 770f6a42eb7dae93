import Scoring
import ScoringTestSupport
import Testing

@Suite("A run's life is told by its log")
struct RunStateTests {
  private static let rules = RuleSet.make([.achievement("deliver", 100)]) {
    $0.timeLimit = clock("5:00")
    $0.restart.allowed = 1
  }

  private func state(@ScriptBuilder _ script: () -> [Told]) -> RunState { run(under: Self.rules, script).state }

  @Test("a run is not started, running, paused, finished, no-show, invalid or void")
  func words() {
    #expect(state {}.word == "not started")
    #expect(state { started() }.word == "running")
    let still = state {
      started()
      paused(at: "1:00")
    }
    #expect(still.word == "paused")
    #expect(!still.isRunning)
    let again = state {
      started()
      paused(at: "1:00")
      resumed(at: "1:00")
    }
    #expect(again.word == "running")
    #expect(again.isRunning)
    for finish in [Finish.completed, .timeLimit, .teamStopped, .refereeStopped] {
      let ended = state {
        started()
        finished(finish, at: "4:00")
      }
      #expect(ended.word == "finished")
      #expect(ended.finish == finish)
      #expect(!ended.isRunning)
    }
    #expect(state { finished(.noShow, at: "0:00") }.word == "no-show")
    #expect(state { finished(.invalid, at: "0:00") }.word == "invalid")
    let void = state {
      started()
      voided("wrong team")
    }
    #expect(void.word == "void")
    #expect(void.voidReason == "wrong team")
  }

  @Test("the first finish holds; taken back, the run goes on")
  func finish() {
    let twice = state {
      started()
      finished(.completed, at: "3:00")
      finished(.timeLimit, at: "5:00")
    }
    #expect(twice.finish == .completed)
    #expect(twice.finishClock == clock("3:00"))
    let back = state {
      started()
      Told(fact: .finished(.completed), at: "3:00", as: "f")
      retracted("f", at: "3:00")
    }
    #expect(back.isRunning)
    #expect(back.finishClock == nil)
  }

  @Test("of two reasons for voiding a run the first holds")
  func firstVoidHolds() {
    let twice = state {
      started()
      voided("the lights failed", at: "1:00")
      voided("wrong team", at: "2:00")
    }
    #expect(twice.voidReason == "the lights failed")
  }

  @Test(
    "time up means the limit, extensions included, whenever the end was called; every other end has its own clock",
    arguments: [
      // limit 5:00; (reason, called at, extension, time)
      (Finish.timeLimit, "5:00", nil, "5:00"), (.timeLimit, "5:02.187", nil, "5:00"),
      (.timeLimit, "4:59.9", nil, "5:00"), (.timeLimit, "6:10", "1:00", "6:00"), (.timeLimit, "6:00", "1:00", "6:00"),
      (.completed, "5:02.187", nil, "5:02.187"), (.completed, "4:00", "1:00", "4:00"),
      (.teamStopped, "5:02", nil, "5:02"), (.refereeStopped, "5:02", nil, "5:02"), (.invalid, "5:02", nil, "5:02"),
    ] as [(Finish, String, String?, String)])
  func timeUp(_ finish: Finish, _ called: String, _ extra: String?, _ time: String) {
    let log = run(under: Self.rules) {
      started()
      if let extra { told(.extended(clock(extra), reason: "a visitor"), at: "1:00") }
      finished(finish, at: called)
    }
    #expect(log.state.finishClock == clock(time))
    #expect(log.state.endedAt == clock(called))
    #expect(log.state.closedAt == max(clock(time), clock(called)))
    #expect(Score(of: log).time == clock(time))
  }

  @Test("without a time limit, time is up when somebody says so")
  func timeUpWithoutLimit() {
    let log = run(under: .make([.achievement("deliver", 100)])) {
      started()
      finished(.timeLimit, at: "5:02.187")
    }
    #expect(log.state.timeLimit == nil)
    #expect(log.state.finishClock == clock("5:02.187"))
  }

  @Test("two teams that ran out of time are level, whoever's referee was quicker")
  func timeUpIsLevel() {
    func team(_ team: Team.ID, _ called: String) -> Contender {
      let log = run(Run.ID("\(team)-1"), team: team, under: Self.rules) {
        started()
        finished(.timeLimit, at: called)
      }
      return Contender(team: team, runs: [ScoredRun(log, keys: [.mostPoints, .shortestTime])])
    }
    let rule = RankingRule(aggregation: .best, keys: [.mostPoints, .shortestTime])
    let standings = rule.standings(of: [team("a", "5:02.1"), team("b", "5:00.6"), team("c", "5:00")])
    #expect(standings.map(\.rank) == [1, 1, 1])
  }

  @Test("time up is no finding when it was noticed late, and one when it cannot have been up yet")
  func timeUpFindings() {
    func messages(_ finish: Finish, at called: String) -> [String] {
      Score(
        of: run(under: Self.rules) {
          started()
          finished(finish, at: called)
        }
      ).findings.map(\.message)
    }
    #expect(messages(.timeLimit, at: "5:02") == [])
    #expect(messages(.completed, at: "5:02") == ["the run ended at 5:02, after the time limit of 5:00"])
    #expect(
      messages(.timeLimit, at: "3:00") == [
        "time was up at 3:00, before the time limit of 5:00, which is the run's time; if it ended for another reason, "
          + "take the end back"
      ])
  }

  @Test("what is entered between the limit and the end is too late, and not after the end")
  func betweenLimitAndEnd() throws {
    var log = run(under: Self.rules) {
      started()
      finished(.timeLimit, at: "5:02")
    }
    try log.append(saw("deliver", at: "5:01").entry(3, in: "run-1"))
    #expect(Score(of: log).total == .zero)
    #expect(
      Score(of: log).findings.map(\.message)
        == ["'deliver' at 5:01 is after the time limit of 5:00 and does not count"])
    // What was forgotten counts at the limit, also where the end was called before it.
    var early = run(under: Self.rules) {
      started()
      finished(.timeLimit, at: "4:59")
    }
    try early.append(saw("deliver", at: "5:00").entry(3, in: "run-1"))
    #expect(Score(of: early).total == 100)
    #expect(throws: Rejection.self) { try log.decide(saw("deliver", at: "5:02.001").entry(4, in: "run-1")) }
  }

  @Test("what was forgotten is entered at the limit where time was up, and asked about where it was not")
  func forgotten() {
    let going = state { started() }
    #expect(going.clockOfForgotten(calledAt: clock("5:02")) == clock("5:00"))
    #expect(going.clockOfForgotten(calledAt: clock("5:00")) == clock("5:00"))
    #expect(going.clockOfForgotten(calledAt: clock("4:59.999")) == nil)
    let up = state {
      started()
      finished(.timeLimit, at: "5:02")
    }
    #expect(up.clockOfForgotten(calledAt: clock("5:02")) == clock("5:00"))
    let done = state {
      started()
      finished(.completed, at: "5:02")
    }
    #expect(done.clockOfForgotten(calledAt: clock("5:02")) == nil)
    #expect(RunState(of: run(under: .make([])) { started() }).clockOfForgotten(calledAt: clock("5:02")) == nil)
  }

  @Test("restarts are counted, extensions added, signatures and protests kept")
  func rest() {
    let whole = state {
      started()
      restarted(at: "1:00")
      told(.extended(clock("0:30"), reason: "light failed"), at: "1:00")
      told(.extended(clock("0:15"), reason: "again"), at: "1:10")
      saw("deliver", at: "2:00")
      finished(at: "4:00")
      Told(fact: .signed(as: .referee, code: "c"), at: "4:00", as: "s1")
      Told(fact: .signed(as: .team, code: "c"), at: "4:00", as: "s2")
      told(.protested("bumped"), at: "4:00")
    }
    #expect(whole.restarts == 1)
    #expect(whole.extraTime == clock("0:45"))
    #expect(whole.refereeSignature == "s1")
    #expect(whole.teamSignature == "s2")
    #expect(whole.hasOpenProtest)
    #expect(whole.lastClock == clock("4:00"))
    let ruled = state {
      told(.protested("bumped"), at: "4:00")
      told(.ruled("no"), at: "4:00")
    }
    #expect(!ruled.hasOpenProtest)
  }

  @Test("a score's time is the clock at the end, or the latest while it runs, or none before the start")
  func time() {
    func time(@ScriptBuilder _ script: () -> [Told]) -> Milliseconds? { Score(of: run(under: Self.rules, script)).time }
    #expect(time {} == nil)
    #expect(
      time {
        started()
        saw("deliver", at: "2:00")
      } == clock("2:00"))
    #expect(
      time {
        started()
        saw("deliver", at: "2:00")
        finished(at: "4:00")
      } == clock("4:00"))
  }
}
