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
