import GRDB
import Scoring
import ScoringTestSupport
import Testing

@testable import EventStore

@Suite("Rows")
struct CodecTests {
  let folder: Folder
  init() throws { folder = try Folder() }

  @Test("every kind of fact comes back as it was said, whatever the text")
  func everyFactComesBack() throws {
    let store = try newStore(folder)
    try store.openRun()
    var said: [Entry] = []
    for text in hostileTexts {
      for fact in everyFact(text) {
        let number = said.count + 1
        said.append(
          Entry(
            id: Entry.ID("t-\(number)"), run: "coffee-1", official: text, terminal: "t" + text, number: number,
            clock: Milliseconds(Int64(number)), recordedAt: Moment.range.upperBound - Int64(number), fact: fact))
      }
    }
    #expect(Set(said.map(\.fact.kind)) == Set(Fact.Kind.allCases))
    try store.write { try $0.record(Parcel(entries: said)) }
    let read = try EventStore.open(at: folder.file(), readOnly: true).entries()
    #expect(read.count == said.count)
    for (read, said) in zip(read, said) where read != said || !sameBytes(read, said) {
      Issue.record("\(said) came back as \(read)")
    }
    #expect(try store.read { try $0.log(of: "coffee-1", rules: compile).entries } == said)
    #expect(try store.integrityCheck().isEmpty)
    #expect(
      try store.queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'") }
        == 18)
  }

  @Test("names may be hostile too")
  func hostileNames() throws {
    let store = try newStore(folder)
    for text in hostileTexts where !text.isEmpty {
      let reference = RuleSetReference(id: RuleSet.ID(text), edition: 1, digest: text)
      let run = Run(
        id: Run.ID(text), challenge: Challenge.ID(text), team: Team.ID(text), phase: .final, number: 1, rules: reference
      )
      let opened = OpenedRun(run: run, official: text, terminal: text, openedAt: 1)
      let document = RuleSetDocument(reference, text: text, source: text)
      let entry = Entry(
        id: Entry.ID(text), run: run.id, official: text, terminal: text, number: 1, clock: .zero, recordedAt: 0,
        fact: .started)
      let parcel = Parcel(ruleSets: [document], runs: [opened], entries: [entry])
      #expect(
        try store.write { try $0.record(parcel) } == StoreCounts(ruleSets: 1, decisions: 0, runs: 1, entries: 1))
      #expect(try store.write { try $0.record(parcel) } == StoreCounts())
      try store.read {
        let (run, rules) = (try #require(try $0.run(run.id)), try #require(try $0.ruleSet(digest: text)))
        #expect(sameBytes(run, opened) && sameBytes(rules, document))
        #expect(try $0.log(of: opened.id, rules: compile).entries == [entry])
      }
    }
  }

  @Test("every kind of ruling comes back as it was made, its names as they are kept")
  func rulings() throws {
    let store = try newStore(folder)
    var rulings: [Decision.Ruling] = [
      .named("Smart City", days: []), .named("", days: ["2025-09-23", "2025-09-24"]),
      .heldChallenge("coffee", title: "Coffee", rules: rulesReference),
      .plannedPhase("coffee", PhasePlan(phase: .practice)),
      .plannedPhase(
        "coffee",
        PhasePlan(
          phase: .final, runs: 2, aggregation: .meanOfBest(2),
          ranking: [.notDisqualified, .mostPoints, RankingKey(.item("deliver"), greaterIsBetter: true), .shortestTime])),
      .plannedPhase("coffee", PhasePlan(phase: .trials, ranking: [])),
      .enteredChallenge("lasr", "coffee"),
    ]
    for text in hostileTexts {
      rulings += [
        .enteredTeam(Team.ID(text), name: text, affiliation: text),
        .withdrew(Team.ID(text), from: nil, reason: text), .withdrew("a", from: Challenge.ID(text), reason: text),
        .disqualified(Team.ID(text), from: nil, reason: text),
        .disqualified("a", from: Challenge.ID(text), reason: text), .retracted(Decision.ID(text), reason: text),
      ]
      // Lists are apart by spaces and line ends, so a list's own words cannot hold any.
      rulings += rulingsOfLaterKinds(text, rules: rulesReference)
    }
    for aggregation in [Aggregation.best, .mean, .sum, .sumOfBest(99), .meanWithoutWorst(1), .median, .last] {
      rulings.append(.plannedPhase("c", PhasePlan(phase: .trials, aggregation: aggregation)))
    }
    let made = try store.write {
      try $0.decide(rulings, by: "eva", recordedAt: 9, ruleSets: [rulesDocument])
    }
    #expect(made.map(\.ruling) == rulings.map(\.withComposedNames))
    #expect(made.map(\.id.text).prefix(2) == ["kfmt-d1", "kfmt-d2"])
    let read = try store.read { try $0.decisions() }
    #expect(read == made && sameBytes(read, made))
  }

  @Test("a ruling with no faithful form is refused, not bent")
  func unstorable() throws {
    let store = try newStore(folder)
    for ruling in [
      Decision.Ruling.named("x", days: ["a, b"]), .named("x", days: [""]),
      .plannedPhase("c", PhasePlan(phase: .final, aggregation: .meanOfBest(100))),
      .plannedPhase("c", PhasePlan(phase: .final, ranking: [RankingKey(.disqualified, greaterIsBetter: true)])),
      .plannedPhase("c", PhasePlan(phase: .final, ranking: [RankingKey(.item("a, b"), greaterIsBetter: true)])),
    ] {
      #expect {
        try store.write { try $0.decide([ruling], by: "eva", recordedAt: 0) }
      } throws: { if case StoreError.unstorable = $0 { true } else { false } }
    }
    #expect(try store.read { try $0.decisions() }.isEmpty)
  }

  @Test("a row that this version cannot read is named, and nothing traps")
  func brokenRows() throws {
    let store = try newStore(folder)
    try store.openRun()
    let insert = "INSERT INTO entry (id, run, official, terminal, number, clock, recorded_at, "
    let rows: [(sql: String, problem: String)] = [
      (
        "kind) VALUES ('t-1', 'coffee-1', 'a', 't', 1, 0, 0, 'teleported')",
        "this version of Tally knows no kind 'teleported'; update Tally if a newer one wrote it"
      ),
      ("kind) VALUES ('t-1', 'coffee-1', 'a', 't', 1, 0, 0, 'noted')", "the column 'text' is empty"),
      ("kind, finish) VALUES ('t-1', 'coffee-1', 'a', 't', 1, 0, 0, 'finished', 'exploded')", "knows no finish"),
      (
        "kind, value_numerator, value_denominator) VALUES ('t-1', 'coffee-1', 'a', 't', 1, 0, 0, 'claimed', 1, 0)",
        "a value over 0 is no number"
      ),
      (
        "kind, item, value_numerator, value_denominator, unit) VALUES ('t-1', 'coffee-1', 'a', 't', 1, 0, 0, "
          + "'measured', 'i', 1, 1, 'parsec')",
        "knows no unit 'parsec'"
      ),
      ("kind, text) VALUES ('t-1', 'coffee-1', 'a', 't', 1, 0, 0, 'noted', CAST(x'ff' AS TEXT))", "is not UTF-8"),
    ]
    for row in rows {
      try store.queue.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA ignore_check_constraints = ON; DROP TRIGGER IF EXISTS entry_is_never_deleted")
        try db.execute(sql: "DELETE FROM entry")
        try db.execute(sql: insert + row.sql)
      }
      #expect {
        _ = try store.read { try $0.logs(rules: compile) }
      } throws: { error in
        guard case StoreError.brokenRow("entry", "'t-1'", let problem) = error else { return false }
        return problem.contains(row.problem)
      }
    }
  }
}
