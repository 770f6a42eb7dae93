import Scoring
import ScoringTestSupport
import Testing

@Suite("Every run has one word")
struct RunStatusTests {
  private static let rules = RuleSet.make([.make(.disqualifying, "hit")])

  private func word(@ScriptBuilder _ script: () -> [Told]) -> String {
    RunStatus(of: Score(of: run(under: Self.rules, script))).rawValue
  }

  @Test("from the plan to the result")
  func words() {
    #expect(RunStatus(of: nil).rawValue == "planned")
    #expect(word {} == "open")
    #expect(word { started() } == "open")
    #expect(
      word {
        started()
        finished(at: "1:00")
      } == "finished")
    #expect(
      word {
        started()
        finished(.timeLimit, at: "5:00")
      } == "finished")
    for finish in [Finish.teamStopped, .refereeStopped] {
      #expect(
        word {
          started()
          finished(finish, at: "1:00")
        } == "aborted")
    }
    #expect(
      word {
        started()
        finished(.invalid, at: "1:00")
      } == "invalid")
    #expect(word { finished(.noShow, at: "0:00") } == "no-show")
  }

  @Test("void outdoes everything, a disqualification outdoes how the run ended")
  func order() {
    #expect(
      word {
        started()
        saw("hit")
        finished(.refereeStopped, at: "1:00")
      } == "disqualified")
    #expect(
      word {
        started()
        saw("hit")
        finished(at: "1:00")
        voided("the wrong team")
      } == "void")
  }
}
