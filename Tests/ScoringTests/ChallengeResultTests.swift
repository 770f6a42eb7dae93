import Scoring
import ScoringTestSupport
import Testing

/// Rows 46 and 53 of the mechanics: what a final does to the places of its challenge.
@Suite("Trials and final make one table")
struct ChallengeResultTests {
  private func event(_ rule: FinalRule?, qualification: String? = "best 2") -> Event {
    var event = Event(["a", "b", "c", "d"])
    event.plan(qualification: qualification, final: rule)
    event.held(.trials, ["a": "9", "b": "8", "c": "7", "d": "6"])
    return event
  }

  @Test("the final decides the places of its teams, the trials those of the rest (SciRoc 2019)")
  func decides() {
    var event = event(nil)
    event.held(.final, ["a": "1", "b": "2"])
    #expect(
      event.result() == [
        "1 b 2, most points in the final (a)", "2 a 1, most points in the final (b)", "3 c 7, reachedFinal (a)",
        "4 d 6, most points in the trials (c)",
      ])
    #expect(event.board.result(of: "coffee")?.standings.map(\.phase) == [.final, .final, .trials, .trials])
    #expect(event.board.result(of: "coffee")?.isCombined == true)
  }

  @Test("while no run of the final counts, the order of the trials stands")
  func before() {
    let trials = [
      "1 a 9, most points (b)", "2 b 8, most points (a)", "3 c 7, most points (b)", "4 d 6, most points (c)",
    ]
    for rule in [FinalRule.decides, .decidesFirst(1), .adds, .apart] { #expect(event(rule).result() == trials) }
  }

  @Test("a finalist without a result stands behind those with one, before all others, by the trials")
  func waiting() {
    var event = event(.decides, qualification: "best 3")
    event.run(.final, "c", "0")
    #expect(
      event.result() == [
        "1 c 0, ranInFinal (a)", "2 a 9, ranInFinal (c)", "3 b 8, most points in the trials (a)",
        "4 d 6, reachedFinal (b)",
      ])
  }

  @Test("third is the third of the final (RoboCup@Home 2026), or the best outside the first two (2024)")
  func third() {
    func places(_ rule: FinalRule) -> [String] {
      var event = event(rule, qualification: "best 4")
      event.held(.final, ["a": "1", "b": "2", "c": "3", "d": "4"])
      return event.result()
    }
    #expect(places(.decides).map { $0.prefix(3) } == ["1 d", "2 c", "3 b", "4 a"])
    #expect(
      places(.decidesFirst(2)) == [
        "1 d 4, most points in the final (c)", "2 c 3, most points in the final (d)", "3 a 9, firstOfFinal(2) (c)",
        "4 b 8, most points in the trials (a)",
      ])
  }

  @Test("a shared place in the final is shared in the challenge, and all that share the last place it gives have it")
  func shared() {
    var event = event(.decidesFirst(2), qualification: "best 3")
    event.held(.final, ["a": "2", "b": "1", "c": "1"])
    #expect(
      event.result() == [
        "1 a 2, most points in the final (b)", "=2 b 1, most points in the final (a)",
        "=2 c 1, nothing (b)", "4 d 6, firstOfFinal(2) (c)",
      ])
  }

  @Test("the points of the final are added to those of the trials")
  func adds() {
    var event = event(.adds)
    event.run(.final, "a", "1", then: [saw("bump")])
    event.run(.final, "b", "2")
    #expect(
      event.result() == [
        "1 b 10, fewest penalised (a)", "2 a 10, fewest penalised (b)", "3 c 7, most points (a)",
        "4 d 6, most points (c)",
      ])
    let first = event.board.result(of: "coffee")?.standings.first
    #expect(first?.result?.counted == ["coffee-trials-b-1", "coffee-final-b-1"])
    #expect(first?.result?.measures.time == 600_000)
    #expect(first?.phase == nil)
  }

  @Test("a final that stands apart changes nothing")
  func apart() {
    var event = event(.apart)
    event.held(.final, ["a": "1", "b": "2"])
    #expect(event.result().map { $0.prefix(3) } == ["1 a", "2 b", "3 c", "4 d"])
    #expect(event.board.result(of: "coffee")?.isCombined == false)
  }

  @Test("trials alone, or a final alone, are the challenge")
  func alone() {
    for phase in [Phase.trials, .final] {
      var event = Event(["a", "b"])
      event.rulings.append(.plannedPhase("coffee", PhasePlan(phase: phase)))
      event.run(phase, "b", "3")
      #expect(event.result() == ["1 b 3", "- a no run yet"])
      #expect(event.board.result(of: "coffee")?.standings[0].phase == phase)
    }
  }

  @Test("whoever is disqualified in the final is last of the finalists, or out where the rules say so")
  func disqualified() {
    var event = event(.decides)
    event.run(.final, "a", "9", then: [saw("hit")])
    event.run(.final, "b", "0")
    #expect(event.result().map { $0.prefix(3) } == ["1 b", "2 a", "3 c", "4 d"])
    // The final gives it nothing; it has what it earned in the trials, as a finalist without a result.
    #expect(event.board.tables.last?.standings.map(\.status) == [.ranked, .disqualified])
    #expect(event.board.result(of: "coffee")?.standings[1].status == .ranked)
    #expect(event.board.result(of: "coffee")?.standings[1].phase == .trials)
    var rules = Event.rules
    rules.disqualified = .removed
    event.rules = CompiledRules(rules)
    event.logs = event.logs.map { $0.rescored(under: event.rules) }
    #expect(event.result().map { $0.prefix(3) } == ["1 b", "2 c", "3 d", "- a"])
  }

  @Test("a team that the organisers take out is out of the challenge's table whatever it did")
  func out() {
    var event = event(.adds)
    event.held(.final, ["a": "1", "b": "2"])
    event.rulings.append(.disqualified("b", from: "coffee", reason: "cheating"))
    #expect(event.result().map { $0.prefix(3) } == ["1 a", "2 c", "3 d", "- b"])
  }

  @Test("a finalist that withdraws without a run goes by its trials")
  func withdrawn() {
    var event = event(.decides, qualification: "best 2")
    event.run(.final, "b", "1")
    event.run(.final, "c", "0")
    event.rulings.append(.withdrew("a", from: nil, reason: "a motor"))
    #expect(event.result().map { $0.prefix(3) } == ["1 b", "2 c", "3 a", "4 d"])
  }
}
