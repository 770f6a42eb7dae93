import Scoring
import ScoringTestSupport
import Testing

/// What the log refuses, and the sentence it says so with.
private struct Refused: CustomTestStringConvertible {
  var reason: Rejection.Reason
  var sentence: String
  var before: [Told]
  var told: Told

  init(
    _ reason: Rejection.Reason, _ sentence: String, after before: [Told] = [], _ told: Told
  ) {
    self.reason = reason
    self.sentence = sentence
    self.before = before
    self.told = told
  }

  var testDescription: String { sentence }
}

private let rules = RuleSet.make([
  .achievement("deliver", 100),
  .achievement("serve", 10) { $0.per = "table" },
  .make(.achievement, "door") {
    $0.levels = levels(["touched": 1, "opened": 2])
    $0.worth = .levels
  },
  .penalty("bump", -20),
  .make(.measurement, "distance") {
    $0.unit = .metres
    $0.scale = 0...10
  },
  .make(.measurement, "tries"),
  .make(.judgement, "style") { $0.unit = .points },
  .make(.declaration, "sign-language"),
  .make(.record, "weather"),
  .achievement("all", 250) {
    $0.quantity = .automatic
    $0.needs = [.seen("deliver", atLeast: 9)]
  },
]) {
  $0.timeLimit = clock("5:00")
  $0.instances = [places("table", "1", "2")]
  $0.restart.allowed = 1
  $0.restart.untilTime = clock("3:00")
  $0.restart.untilPoints = 300
  $0.checks = [Check(id: "parked", when: .seen("bump", atLeast: 9), message: "No.")]
}

private let running = [started()]
private let ended = [started(), finished(at: "4:00")]
private let signed = ended + [Told(fact: .signed(as: .referee, code: "c"), at: "4:00", as: "s1")]

private let signedByBoth = signed + [Told(fact: .signed(as: .team, code: "c"), at: "4:00", as: "s2")]
private let odd = [started(), saw("bump", count: 9, at: "1:00"), finished(at: "4:00")]
private let protested = ended + [told(.protested("no"), at: "4:00")]

private let table: [Refused] = [
  Refused(
    .clockOutOfRange, "a run starts at 0:00 of its own clock, not at 0:07", Told(fact: .started, clock: .at(0, 7))),
  Refused(
    .clockBeforeLast, "the clock of run run-1 last went on at 2:00, so it cannot be paused at 1:30",
    after: running + [paused(at: "1:00"), resumed(at: "2:00")], paused(at: "1:30")),
  Refused(
    .clockBeforeLast, "the clock of run run-1 was paused at 1:00, so it cannot go on at 0:59.999",
    after: running + [paused(at: "1:00")], resumed(at: "0:59.999")),
  Refused(
    .clockAfterEnd, "the clock of run run-1 stands at 4:00 since its end; it is voided at that reading, not at 3:00",
    after: ended, voided("wrong team", at: "3:00")),
  Refused(
    .signedAlready, "the referee has signed run run-1 already (s1); one signature is enough", after: signed,
    told(.signed(as: .referee, code: "c"), at: "4:00")),
  Refused(
    .signedAlready, "the team has signed run run-1 already (s2); one signature is enough", after: signedByBoth,
    told(.signed(as: .team, code: "c"), at: "4:00")),
  Refused(
    .refereeFirst, "the referee signs run run-1 first, then the team", after: ended,
    told(.signed(as: .team, code: "c"), at: "4:00")),
  Refused(
    .wrongFact, "the referee signs in the official's own name; a name is for who signs for the team", after: ended,
    told(.signed(as: .referee, code: "c", by: "Ana"), at: "4:00")),
  Refused(
    .emptyText, "a name needs 1 to 200 bytes", after: signed, told(.signed(as: .team, code: "c", by: " "), at: "4:00")),
  Refused(
    .contradicts,
    "the sheet of run run-1 contradicts itself: No. (check 'parked'); mend it or accept it with a reason, then sign",
    after: odd, told(.signed(as: .referee, code: "c"), at: "4:00")),
  Refused(
    .contradicts,
    "the sheet of run run-1 contradicts itself: the paper sheet says 5, the log gives 0; mend it, then sign",
    after: ended + [told(.claimed(total: 5), at: "4:00")], told(.signed(as: .referee, code: "c"), at: "4:00")),
  Refused(
    .signed, "run run-1 is signed; take back the signatures s1 and s2 first, with a reason", after: signedByBoth,
    told(.claimed(total: 5), at: "4:00")),
  Refused(
    .signed, "run run-1 is signed; take back the signature s2 first, with a reason",
    after: signedByBoth + [retracted("s1", at: "4:00")], retracted("run-1-e1", at: "4:00")),
  Refused(
    .nothingToAccept, "the check 'parked' has nothing against run run-1, or is accepted already", after: ended,
    told(.accepted("parked", reason: "seen"), at: "4:00")),
  Refused(
    .nothingToAccept, "the check 'parked' has nothing against run run-1, or is accepted already",
    after: odd + [told(.accepted("parked", reason: "seen"), at: "4:00")],
    told(.accepted("parked", reason: "seen"), at: "4:00")),
  Refused(
    .noProtest, "no protest is open on the sheet of run run-1", after: ended, told(.ruled("yes"), at: "4:00")),
  Refused(
    .noProtest, "no protest is open on the sheet of run run-1", after: protested + [told(.ruled("yes"), at: "4:00")],
    told(.ruled("no"), at: "4:00")),
  Refused(
    .clockOutOfRange, "the clock must lie between 0:00 and 100:00:00, not -0:00.001",
    after: running, Told(fact: .noted("x"), clock: Milliseconds(-1))),
  Refused(
    .clockOutOfRange, "the clock must lie between 0:00 and 100:00:00, not 100:00:00.001",
    after: running, Told(fact: .noted("x"), clock: Milliseconds(360_000_001))),
  Refused(.notStarted, "run run-1 has not started; start it first", saw("deliver")),
  Refused(
    .notStarted, "run run-1 has not started; start it first, or end it as no-show or invalid", finished(at: "1:00")),
  Refused(.alreadyStarted, "run run-1 has started already; 'restart' restarts it", after: running, started()),
  Refused(
    .alreadyStarted, "run run-1 has started, so the team did show up; end it as team-stopped",
    after: running, finished(.noShow, at: "0:00")),
  Refused(
    .finished, "run run-1 has ended; open a new run", after: [finished(.noShow, at: "0:00")], started()),
  Refused(.finished, "run run-1 has ended already", after: ended, finished(at: "4:30")),
  Refused(.notRunning, "run run-1 is not started, so it cannot be paused", paused(at: "0:00")),
  Refused(
    .notRunning, "run run-1 is paused, so it cannot be paused", after: running + [paused(at: "1:00")],
    paused(at: "1:00")),
  Refused(.notRunning, "run run-1 is finished, so it cannot be restarted", after: ended, restarted(at: "4:00")),
  Refused(.notPaused, "run run-1 is running, so it cannot be resumed", after: running, resumed(at: "1:00")),
  Refused(
    .notRunning, "run run-1 is running; it is signed when it has ended", after: running,
    told(.signed(as: .team, code: "c"), at: "1:00")),
  Refused(
    .clockAfterEnd, "run run-1 has an entry at 2:00, so it cannot end at 1:59",
    after: running + [saw("deliver", at: "2:00")], finished(at: "1:59")),
  Refused(
    .clockAfterEnd, "run run-1 ended at 4:00, so nothing can have been seen at 4:01", after: ended,
    saw("bump", at: "4:01")),
  Refused(
    .voided, "run run-1 is void; take back the entry that voided it, or open a new run",
    after: running + [voided("wrong team")], saw("deliver")),
  Refused(
    .signed, "run run-1 is signed; take back the signature s1 first, with a reason", after: signed, saw("deliver")),
  Refused(
    .signed, "run run-1 is signed; take back the signature s1 first, with a reason", after: signed,
    retracted("run-1-e1")),
  Refused(
    .unknownItem, "the rules 'test-2026/sheet' (edition 1) have no item 'delivr'; did you mean 'deliver'?",
    after: running, saw("delivr")),
  Refused(
    .unknownItem, "the rules 'test-2026/sheet' (edition 1) have no item 'xyzzy'",
    after: running, saw("xyzzy")),
  Refused(
    .notEntered, "'all' follows from the rest of the sheet; nothing is entered for it", after: running, saw("all")),
  Refused(.wrongFact, "'door' has levels; choose one of touched, opened", after: running, saw("door")),
  Refused(.wrongFact, "'distance' is a value in m; enter a value", after: running, saw("distance")),
  Refused(.wrongFact, "'tries' is a value in plain numbers; enter a value", after: running, saw("tries")),
  Refused(.wrongFact, "'deliver' has no levels; it is counted", after: running, chose("deliver", "opened")),
  Refused(.wrongFact, "'distance' has no levels; it is measured", after: running, chose("distance", "opened")),
  Refused(.wrongFact, "'deliver' is not a value; it is counted", after: running, measured("deliver", "3")),
  Refused(.wrongFact, "'door' is not a value; it is chosen", after: running, measured("door", "3")),
  Refused(
    .wrongFact, "'distance' is not a judgement, so nobody rates it", after: running,
    rated("distance", "3 m", by: "jury-1")),
  Refused(
    .missingInstance, "'serve' is scored per table; say at which: serve@1", after: running, saw("serve")),
  Refused(.unknownInstance, "'serve' is scored at 1, 2, not at '3'", after: running, saw("serve", on: "3")),
  Refused(
    .unneededInstance, "'deliver' is scored once for the whole run; leave out '@1'", after: running,
    saw("deliver", on: "1")),
  Refused(
    .unknownLevel, "'door' has no level 'openend'; did you mean 'opened'?", after: running, chose("door", "openend")),
  Refused(
    .unknownLevel, "'door' has no level 'xyzzy'; one of touched, opened", after: running, chose("door", "xyzzy")),
  Refused(.badCount, "a count must be between 1 and 9999, not 0", after: running, saw("deliver", count: 0)),
  Refused(.badCount, "a count must be between 1 and 9999, not -3", after: running, saw("deliver", count: -3)),
  Refused(.badCount, "a count must be between 1 and 9999, not 10000", after: running, saw("deliver", count: 10000)),
  Refused(.badUnit, "'distance' is measured in m, not in s", after: running, measured("distance", "3 s")),
  Refused(.badUnit, "'distance' is measured in m, not in plain numbers", after: running, measured("distance", "3")),
  Refused(.badUnit, "'tries' is measured in plain numbers, not in m", after: running, measured("tries", "3 m")),
  Refused(
    .outsideScale, "'distance' goes from 0 to 10; 11 is outside", after: running, measured("distance", "1100 cm")),
  Refused(.ownTeam, "team 'blue' cannot judge its own run", after: running, rated("style", "3 points", by: "blue")),
  Refused(
    .tooLateToDeclare, "'sign-language' must be declared before the start, and run run-1 has started", after: running,
    saw("sign-language", at: "0:00")),
  Refused(
    .noRestartLeft, "the rules 'test-2026/sheet' allow one restart, and 1 were made",
    after: running + [restarted(at: "1:00")], restarted(at: "2:00")),
  Refused(
    .tooLateToRestart, "a restart is allowed until 3:00, and the clock shows 3:01", after: running,
    restarted(at: "3:01")),
  Refused(
    .tooLateToRestart, "a restart is allowed until the run has 300 points, and it has 300",
    after: running + [saw("deliver", count: 3)], restarted(at: "2:00")),
  Refused(
    .clockOutOfRange, "an extension must be longer than 0:00", after: running,
    told(.extended(.zero, reason: "x"), at: "1:00")),
  Refused(
    .unknownEntry, "run run-1 has no entry 'e9'", after: running, retracted("e9")),
  Refused(
    .alreadyRetracted, "entry 'run-1-e2' was taken back already",
    after: running + [saw("deliver"), retracted("run-1-e2")], retracted("run-1-e2")),
  Refused(
    .notRetractable, "'run-1-e3' is itself a retraction; say again what it took back",
    after: running + [saw("deliver"), retracted("run-1-e2")], retracted("run-1-e3")),
  Refused(
    .unknownCheck, "the rules 'test-2026/sheet' have no check 'parkd'", after: running,
    told(.accepted("parkd", reason: "seen"))),
  Refused(.emptyText, "a reason is needed", after: running, retracted("run-1-e1", " \t\u{3000}")),
  Refused(.emptyText, "a reason is needed", after: running, voided("")),
  Refused(.emptyText, "a text is needed", after: running, told(.noted("\n"))),
  Refused(
    .emptyText, "a text may have 4000 bytes at most", after: running,
    told(.noted(String(repeating: "x", count: 4001)))),
]

@Suite("What the log refuses, it refuses with a reason")
struct RejectionTests {
  @Test("each refusal has its sentence, and changes nothing", arguments: table)
  private func sentences(refused: Refused) throws {
    var log = run(under: rules) { refused.before }
    let before = log.entries
    let entry = refused.told.entry(before.count + 1, in: "run-1")
    let rejection = #expect(throws: Rejection.self) { try log.append(entry) }
    #expect(rejection?.reason == refused.reason)
    #expect(rejection?.description == refused.sentence)
    #expect(rejection?.description.contains(/'tally |--/) == false, "the core knows no command")
    #expect(log.entries == before)
  }

  @Test("what came before a refusal was itself allowed")
  func allowed() throws {
    for refused in table {
      var log = run(under: rules) {}
      for (index, told) in refused.before.enumerated() { try log.append(told.entry(index + 1, in: "run-1")) }
    }
  }

  @Test("an entry of another run, a restart or an extension that the rules do not know")
  func rest() {
    var log = run(under: RuleSet.make([.achievement("deliver")])) { started() }
    #expect(throws: Rejection(.otherRun, "the entry is for run run-2, not for run-1")) {
      try log.append(saw("deliver").entry(2, in: "run-2"))
    }
    #expect(throws: Rejection(.noRestartLeft, "the rules 'test-2026/sheet' allow no restart, and 0 were made")) {
      try log.append(restarted(at: "1:00").entry(2, in: "run-1"))
    }
    #expect(throws: Rejection(.wrongFact, "the rules 'test-2026/sheet' have no time limit to extend")) {
      try log.append(told(.extended(clock("1:00"), reason: "x")).entry(2, in: "run-1"))
    }
  }

  @Test("each reason is reached by one of these tests")
  func complete() {
    let reached = Set(table.map(\.reason)).union([.otherRun, .conflictingEntry])
    let all: [Rejection.Reason] = [
      .otherRun, .conflictingEntry, .notStarted, .alreadyStarted, .notRunning, .notPaused, .finished, .voided, .signed,
      .unknownItem, .notEntered, .wrongFact, .unknownInstance, .missingInstance, .unneededInstance, .unknownLevel,
      .badCount, .badUnit, .outsideScale, .ownTeam, .tooLateToDeclare, .clockOutOfRange, .clockAfterEnd, .noRestartLeft,
      .tooLateToRestart, .unknownEntry, .alreadyRetracted, .notRetractable, .unknownCheck, .emptyText,
    ]
    #expect(all.filter { !reached.contains($0) } == [])
  }

  @Test("a sheet is signed, the signature taken back, and then it may be mended")
  func unsign() throws {
    var log = run(under: rules) { signed }
    try log.append(retracted("s1", "a bump was forgotten", at: "4:00").entry(4, in: "run-1"))
    try log.append(saw("bump", at: "2:00").entry(5, in: "run-1"))
    try log.append(told(.signed(as: .referee, code: "d"), at: "4:00").entry(6, in: "run-1"))
    #expect(log.state.refereeSignature == "run-1-e6")
    #expect(Score(of: log).total == -20)
  }

  @Test("a run is voided, even a signed one, and the voiding taken back")
  func void() throws {
    var log = run(under: rules) { signed }
    try log.append(voided("wrong team", at: "4:00").entry(4, in: "run-1"))
    #expect(log.state.isVoid)
    try log.append(retracted("run-1-e4", "right team after all", at: "4:00").entry(5, in: "run-1"))
    #expect(!log.state.isVoid)
  }

  @Test("remarks, protests and rulings may be told at any time; what is signed with the sheet, before that")
  func anytime() throws {
    var log = run(under: rules) { odd }
    let facts: [Fact] = [
      .noted("rain"), .accepted("parked", reason: "seen"), .claimed(total: -180), .signed(as: .referee, code: "c"),
      .noted("more rain"), .protested("no"), .ruled("yes"), .signed(as: .team, code: "c"), .protested("no"),
    ]
    for (index, fact) in facts.enumerated() { try log.append(told(fact, at: "4:00").entry(4 + index, in: "run-1")) }
    #expect(log.entries.count == 12)
  }

  @Test("a declaration or a record comes before the start, a jury's value after the end")
  func aroundTheRun() throws {
    var log = run(under: rules) {}
    let told = [
      saw("sign-language", at: "0:00"), saw("weather", at: "0:00"), started(), finished(at: "4:00"),
      rated("style", "7 points", by: "jury-1", at: "4:00"), measured("distance", "3 m", at: "4:00"),
    ]
    for (index, line) in told.enumerated() { try log.append(line.entry(index + 1, in: "run-1")) }
    #expect(log.entries.count == 6)
  }
}
