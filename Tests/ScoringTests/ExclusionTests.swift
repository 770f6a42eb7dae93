import Scoring
import ScoringTestSupport
import Testing

private let rules = RuleSet.make([.achievement("goal", 100)]) {
  $0.timeLimit = clock("5:00")
  $0.restart.allowed = 1
}

/// An entry of one of two machines that were apart.
private func on(_ machine: String, _ number: Int, _ fact: Fact, at time: String) -> Entry {
  Entry(
    id: Entry.ID("\(machine)-\(number)"), run: "run-1", official: machine.uppercased(), terminal: machine,
    number: number, clock: clock(time), recordedAt: 1_758_700_000_000 + Int64(number) + (machine == "x" ? 0 : 1000),
    fact: fact)
}

/// What the log says after a merge of two machines' entries, and which sentence names the contradiction.
private struct Merged: CustomTestStringConvertible {
  var entries: [Entry]
  var sentence: String
  var testDescription: String { sentence }

  init(_ sentence: String, _ entries: Entry...) {
    self.entries = entries
    self.sentence = sentence
  }
}

private let start = on("x", 1, .started, at: "0:00")
private let end = on("x", 2, .finished(.completed), at: "1:00")
private let referee = Fact.signed(as: .referee, code: "c")

private let table: [Merged] = [
  Merged(
    "the run ended twice: x-2 (X, 1:00, task completed) and y-1 (Y, 2:00, stopped by the team); take one of the two back",
    start, end, on("y", 1, .finished(.teamStopped), at: "2:00")),
  Merged(
    "the run ended twice: x-2 (X, 1:00, task completed) and y-1 (Y, 1:00, task completed); take one of the two back",
    start, end, on("y", 1, .finished(.completed), at: "1:00")),
  Merged(
    "the run ended 3 times: x-2 (X, 1:00, task completed), y-1 (Y, 1:10, task completed) and z-1 (Z, 1:20, time limit); "
      + "take all but one back", start, end, on("y", 1, .finished(.completed), at: "1:10"),
    on("z", 1, .finished(.timeLimit), at: "1:20")),
  Merged(
    "the run was started twice: x-1 (X, 0:00) and y-1 (Y, 0:00); take one of the two back", start,
    on("y", 1, .started, at: "0:00")),
  Merged(
    "the team did not come (y-1 (Y, 0:00, the team did not come)), but the run was started (x-1 (X, 0:00)); take one of "
      + "the two back", start, on("y", 1, .finished(.noShow), at: "0:00")),
  Merged(
    "the run ended (x-2 (X, 1:00, task completed)), and was voided as if it had not (y-1 (Y, 0:50)); take one of the two "
      + "back", start, end, on("y", 1, .voided(reason: "the lights failed"), at: "0:50")),
  Merged(
    "the run ended (x-2 (X, 1:00, task completed)), and was voided as if it had not (y-1 (Y, 1:50)); take one of the two "
      + "back", start, end, on("y", 1, .voided(reason: "the lights failed"), at: "1:50")),
  Merged(
    "the referee signed twice: x-3 (X, 1:00) and y-1 (Y, 1:00); take one of the two back", start, end,
    on("x", 3, referee, at: "1:00"), on("y", 1, referee, at: "1:00")),
  Merged(
    "the team signed twice: x-4 (X, 1:00) and y-1 (Y, 1:00); take one of the two back", start, end,
    on("x", 3, referee, at: "1:00"), on("x", 4, .signed(as: .team, code: "c"), at: "1:00"),
    on("y", 1, .signed(as: .team, code: "c"), at: "1:00")),
  Merged(
    "2 restarts were made (x-3 (X, 0:10), y-1 (Y, 0:12)), and the rules allow 1; take the rest back", start,
    on("x", 3, .restarted, at: "0:10"), on("y", 1, .restarted, at: "0:12")),
]

@Suite("Of what can be there once, two exclude each other")
struct ExclusionTests {
  private func log(_ entries: some Sequence<Entry>) -> RunLog {
    let run = Run(
      id: "run-1", challenge: "challenge", team: "blue", phase: .trials, number: 1,
      rules: RuleSetReference(id: rules.id, edition: 1, digest: ""))
    return RunLog(run, under: CompiledRules(rules), recording: entries)
  }

  @Test("a merge that brings two together is an error, which names both, in whatever order they come", arguments: table)
  fileprivate func excluded(_ merged: Merged) throws {
    for entries in [merged.entries, merged.entries.reversed()] {
      let findings = Score(of: log(entries)).findings.filter { $0.severity == .error }
      #expect(findings.map(\.message) == [merged.sentence])
      #expect(findings.first?.kind == .contradiction)
      #expect(findings.first?.entry != nil)
    }
  }

  @Test("such a sheet cannot be signed until one of the two is taken back")
  func signing() throws {
    var log = log([start, end, on("y", 1, .finished(.teamStopped), at: "2:00")])
    let signature = on("x", 9, referee, at: "1:00")
    #expect(throws: Rejection.self) { try log.decide(signature) }
    do {
      try log.decide(signature)
    } catch {
      #expect(error.reason == .contradicts)
    }
    try log.append(on("x", 3, .retracted("y-1", reason: "not at this desk"), at: "1:00"))
    #expect(Score(of: log).findings.isEmpty)
    try log.append(signature)
  }

  @Test("a run that was voided by somebody who knew of its end is in order")
  func knownEnd() {
    let known: [[Entry]] = [
      [start, end, on("y", 1, .voided(reason: "wrong team"), at: "1:00")],
      [start, end, on("x", 3, .voided(reason: "wrong team"), at: "0:30")],
      // Time was up at 5:00 and the end called at 5:03: the clock may be taken for either.
      [start, on("x", 2, .finished(.timeLimit), at: "5:03"), on("y", 1, .voided(reason: "no"), at: "5:00")],
      [start, on("x", 2, .finished(.timeLimit), at: "5:03"), on("y", 1, .voided(reason: "no"), at: "5:03")],
    ]
    for entries in known { #expect(Score(of: log(entries)).findings.isEmpty) }
  }

  @Test("the log says why nothing is made of an entry, whatever it is")
  func meaningless() {
    let cases: [(fact: Fact, sentence: String)] = [
      (
        .observed("gaol", at: nil, count: 1),
        "nothing is made of this entry for 'gaol': the rules 'test-2026/sheet' (edition 1) have no item 'gaol'; did you "
          + "mean 'goal'?"
      ),
      (
        .observed("goal", at: "t1", count: 1),
        "nothing is made of this entry for 'goal': 'goal' is scored once for the whole run; leave out '@t1'"
      ),
      (
        .chose("goal", at: nil, "half"),
        "nothing is made of this entry for 'goal': 'goal' has no levels; it is counted"
      ),
      (
        .observed("goal", at: nil, count: 0),
        "nothing is made of this entry for 'goal': a count must be between 1 and 9999, not 0"
      ),
      (.retracted("x-77", reason: "no"), "'x-77' was taken back, and this run has no such entry"),
      (.accepted("parked", reason: "no"), "nothing is made of accepting 'parked': the rules have no such check"),
    ]
    for (fact, sentence) in cases {
      let findings = Score(of: log([start, on("x", 2, fact, at: "0:30")])).findings
      #expect(findings == [Finding(.warning, sentence, entry: "x-2", kind: .meaningless)])
    }
    let withoutLimit = run(under: .make([])) {
      started()
      told(.extended(clock("1:00"), reason: "the door"), at: "0:30")
    }
    #expect(
      Score(of: withoutLimit).findings == [
        Finding(
          .warning, "nothing is made of more time: the rules have no time limit", entry: "run-1-e2", kind: .meaningless)
      ])
    let twice = log([
      start, on("x", 2, .noted("a"), at: "0:30"), on("x", 3, .retracted("x-2", reason: "no"), at: "0:30"),
      on("x", 4, .retracted("x-3", reason: "yes"), at: "0:30"),
    ])
    #expect(
      Score(of: twice).findings.map(\.message) == [
        "'x-3' was taken back, which is itself a retraction; what it took back is said again"
      ])
  }

  @Test("a shadow book is never signed by the team or protested against; its referee may sign it")
  func shadow() throws {
    var book = run(phase: .practice, under: rules) {
      told(.shadow(of: "coffee-3"))
      started()
      finished(at: "2:00")
    }
    #expect(book.shadowOf == "coffee-3")
    try book.append(on("x", 5, referee, at: "2:00"))
    for fact in [Fact.signed(as: .team, code: "c"), .protested("no")] {
      do {
        try book.decide(on("x", 6, fact, at: "2:00"))
        Issue.record("\(fact) was taken")
      } catch {
        #expect(error.reason == .shadowBook)
      }
    }
    // A remark makes no run that counts a shadow.
    let counting = run(under: rules) { told(.shadow(of: "coffee-3")) }
    #expect(counting.shadowOf == nil)
  }
}
