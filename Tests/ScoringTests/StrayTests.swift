import Scoring
import ScoringTestSupport
import Testing

@Suite("What counts nowhere is said")
struct StrayTests {
  private static let sheet = RuleSet.make([.achievement("goal", 10)])

  private static func decision(_ number: Int, _ ruling: Decision.Ruling) -> Decision {
    Decision(
      id: Decision.ID("d\(number)"), official: "O", terminal: "desk", number: number, recordedAt: Int64(number),
      ruling: ruling)
  }

  private static let rules = RuleSetReference(id: sheet.id, edition: 1, digest: "")
  private static let decisions: [Decision] = [
    decision(1, .named("Day", days: [])), decision(2, .heldChallenge("challenge", title: "C", rules: rules)),
    decision(3, .enteredTeam("blue", name: "Blue", affiliation: "")),
    decision(4, .enteredChallenge("blue", "challenge")),
  ]

  private func log(_ id: Run.ID, team: Team.ID = "blue", challenge: Challenge.ID = "challenge", _ told: [Told])
    -> RunLog
  {
    let run = Run(id: id, challenge: challenge, team: team, phase: .trials, number: 1, rules: Self.rules)
    return RunLog(
      run, under: CompiledRules(Self.sheet), recording: told.enumerated().map { $1.entry($0 + 1, in: id) })
  }

  @Test("runs of a team or a challenge that is not there, and entries that nothing is made of; a void run is settled")
  func logs() {
    let played = [started(), saw("goal"), finished(at: "2:00")]
    let competition = Competition(Self.decisions)
    let logs = [
      log("c-1", played), log("c-2", team: "bleu", played), log("c-3", challenge: "chalenge", played),
      log("c-4", team: "nobody-at-all", played + [voided("no", at: "2:00")]),
      log("c-5", [started(), saw("gaol"), retracted("x-9"), finished(at: "2:00")]),
    ]
    #expect(
      competition.strays(in: logs).map(\.message) == [
        "run c-2 counts nowhere: it is of 'bleu', a team that nobody entered; did you mean 'blue'?",
        "run c-3 counts nowhere: it is of 'chalenge', a challenge that is not held; did you mean 'challenge'?",
        "run c-5: nothing is made of this entry for 'gaol': the rules 'test-2026/sheet' (edition 1) have no item 'gaol'; "
          + "did you mean 'goal'? (c-5-e2)", "run c-5: 'x-9' was taken back, and this run has no such entry (c-5-e3)",
      ])
    let board = Board(competition, logs: logs, rules: [Self.rules: CompiledRules(Self.sheet)])
    #expect(board.strays.map(\.subject) == ["c-2", "c-3"])
  }

  @Test("decisions that speak of what is not there, until they are taken back")
  func decisions() {
    var all =
      Self.decisions + [
        Self.decision(5, .retracted("d77", reason: "no")),
        Self.decision(6, .withdrew("bleu", from: nil, reason: "ill")),
        Self.decision(7, .enteredChallenge("blue", "door")), Self.decision(8, .retracted("d4", reason: "late")),
      ]
    #expect(
      Competition(all).strays(among: all).map(\.message) == [
        "decision d5 of O changes nothing: it takes back 'd77', which is not there",
        "decision d6 of O changes nothing: there is no team 'bleu'",
        "decision d7 of O changes nothing: there is no challenge 'door'",
      ])
    for number in 5...7 { all.append(Self.decision(number + 10, .retracted(Decision.ID("d\(number)"), reason: "x"))) }
    #expect(Competition(all).strays(among: all).isEmpty)
  }

  @Test("a retraction of nothing is settled by taking it back, once")
  func settled() throws {
    var log = log("c-1", [started(), retracted("x-9")])
    #expect(Score(of: log).findings.count == 1)
    try log.append(retracted("c-1-e2", "it was nothing").entry(3, in: "c-1"))
    #expect(Score(of: log).findings.isEmpty)
    #expect(throws: Rejection.self) { try log.decide(retracted("c-1-e2", "again").entry(4, in: "c-1")) }
    #expect(throws: Rejection.self) { try log.decide(retracted("c-1-e3", "again").entry(4, in: "c-1")) }
    // What comes late is taken back after all.
    log.record(
      Entry(
        id: "x-9", run: "c-1", official: "R", terminal: "x", number: 9, clock: .at(0, 30), recordedAt: 1,
        fact: .observed("goal", at: nil, count: 1)))
    #expect(Score(of: log).total == .zero)
  }
}
