import Foundation
import GRDB
import Scoring
import Testing

@testable import EventStore

@Suite("The chain of a terminal's records")
struct ChainTests {
  let folder: Folder
  let store: EventStore

  init() throws {
    folder = try Folder()
    store = try newStore(folder)
    try store.write {
      try $0.decide(
        [.named("City", days: ["2025-09-23"]), .heldChallenge("coffee", title: "Coffee ☕️\n", rules: rulesReference)],
        by: "eva", recordedAt: 1, ruleSets: [rulesDocument])
    }
    try store.openRun()
    try store.say(.started, .observed("deliver", at: nil, count: 1), .noted("a\u{0}b\né"), .noted("last"))
  }

  private func links(_ table: String) throws -> [String] {
    try store.queue.read { try String.fetchAll($0, sql: "SELECT link FROM \(table) ORDER BY number") }
  }

  /// Changes what must never be changed, as somebody with a shell would.
  private func attack(_ statements: String...) throws {
    try store.queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA foreign_keys = OFF")
      try db.inTransaction {
        let triggers = try Row.fetchAll(db, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        for row in triggers { try db.execute(sql: "DROP TRIGGER " + (row["name"] as String)) }
        for statement in statements { try db.execute(sql: statement) }
        for row in triggers { try db.execute(sql: row["sql"]) }
        return .commit
      }
    }
  }

  private func breaks() throws -> [String] {
    try store.read { try $0.chains() }.flatMap { chain in chain.breaks.map { "\($0.id) \($0.kind)" } }
  }

  @Test("the worked example: what is hashed, to the letter")
  func workedExample() throws {
    let text = try store.queue.read { db in
      let reader = StoreReader(db: db)
      let rows = try Rows(db, Table.entry.selection + " WHERE number = 2", [])
      let row = try #require(try rows.next()?.values(from: 0))
      return CanonicalText(try reader.canonicalBeginning(of: "coffee-1"), entry: row)
    }
    #expect(
      String(decoding: text.bytes, as: UTF8.self) == """
        entry
        run.id t8:coffee-1
        run.challenge t6:coffee
        run.team t4:lasr
        run.phase t6:trials
        run.number i1
        run.rule_set_id t11:demo/coffee
        run.rule_set_edition i1
        run.rule_set_digest t2:d1
        run.official t3:ada
        run.terminal t4:kfmt
        run.opened_at i5
        id t6:kfmt-2
        run t8:coffee-1
        official t3:ada
        terminal t4:kfmt
        number i2
        clock i0
        recorded_at i7
        kind t8:observed
        item t7:deliver
        count i1

        """)
    // `printf '%064d%s' 0 "$first" | sha256sum`, then `printf '%s%s' "$answer" "$second" | sha256sum`: each text with
    // its last line feed, as it is above.
    #expect(
      try links("entry").prefix(2) == [
        "2eba5cacb659d1b2d145b74f472a0695ff42698c8186b42873c1aed626d3cba4",
        "3aee525227f7228f4f3c3eb48c93ebbb01be9a7aa543a5b54cf2524f7fbdf4f5",
      ])
  }

  @Test("a Python script of a few lines makes the same links of the rows")
  func python() throws {
    let script = """
      import hashlib, sqlite3, sys
      db = sqlite3.connect("file:" + sys.argv[1] + "?mode=ro", uri=True)
      db.text_factory = bytes
      RUN = "id challenge team phase number rule_set_id rule_set_edition rule_set_digest official terminal opened_at"
      ENTRY = ("id run official terminal number clock recorded_at kind finish item instance count level"
        " value_numerator value_denominator unit rater duration target reason text check_id role code")
      DECISION = "id official terminal number recorded_at kind"
      def line(name, value):
        if value is None: return b""
        if isinstance(value, int): return b"%s i%d\\n" % (name, value)
        return b"%s t%d:%s\\n" % (name, len(value), value)
      def lines(prefix, names, row):
        return b"".join(line((prefix + n).encode(), v) for n, v in zip(names.split(), row))
      def rows(table, names): return db.execute("SELECT " + names.replace(" ", ",") + " FROM " + table + " ORDER BY number")
      run = {r[0]: lines("run.", RUN, r) for r in rows("run", RUN)}
      link = b"0" * 64
      for r in rows("entry", ENTRY):
        link = hashlib.sha256(link + b"entry\\n" + run[r[1]] + lines("", ENTRY, r)).hexdigest().encode()
        print(link.decode())
      link = b"0" * 64
      for r in rows("decision", DECISION):
        fields = db.execute("SELECT name, coalesce(text, number) FROM decision_field WHERE decision = ? ORDER BY name", (r[0].decode(),))
        said = b"".join(line(b"field." + n, v) for n, v in fields)
        link = hashlib.sha256(link + b"decision\\n" + lines("", DECISION, r) + said).hexdigest().encode()
        print(link.decode())
      """
    let made = try shell("/usr/bin/env", ["python3", "-c", script, folder.file()])
    #expect(made.code == 0)
    #expect(made.output.split(separator: "\n").map(String.init) == (try links("entry") + links("decision")))
    #expect(try links("entry").count == 4 && links("decision").count == 2)
  }

  @Test("a chain that nobody touched has no break, and a head")
  func sound() throws {
    let chains = try store.read { try $0.chains() }
    #expect(chains.map(\.series) == [Series(.entry, of: "kfmt"), Series(.decision, of: "kfmt")])
    #expect(chains.map(\.count) == [4, 2] && chains.map(\.unlinked) == [0, 0] && chains.map(\.lastNumber) == [4, 2])
    #expect(chains.flatMap(\.breaks).isEmpty)
    #expect(chains.map(\.head) == [try links("entry").last, try links("decision").last])
  }

  @Test(
    "every column of an entry is vouched for",
    arguments: [
      "run = 'coffee-2'", "official = 'eve'", "clock = 1", "recorded_at = 8", "item = 'bump'", "instance = 't1'",
      "count = 2", "id = 'kfmt-x'", "kind = 'noted', item = NULL, count = NULL, text = ''",
      "kind = 'chose', count = NULL, level = '1'",
      "kind = 'measured', count = NULL, value_numerator = 1, value_denominator = 1, unit = 'm'",
      "kind = 'finished', item = NULL, count = NULL, finish = 'completed'",
    ])
  func everyColumn(change: String) throws {
    try store.openRun("homer")
    try attack("UPDATE entry SET \(change) WHERE number = 2")
    let id = change.hasPrefix("id") ? "kfmt-x" : "kfmt-2"
    #expect(try breaks() == ["\(id) link"])
  }

  @Test(
    "every column of a kind of fact of its own is vouched for",
    arguments: [
      (Fact.rated("x", at: nil, by: "j", Quantity(Points(1, over: 2), .points)), "value_numerator = 3"),
      (.rated("x", at: nil, by: "j", Quantity(Points(1, over: 2), .points)), "value_denominator = 3"),
      (.rated("x", at: nil, by: "j", Quantity(Points(1, over: 2), .points)), "unit = 'm'"),
      (.rated("x", at: nil, by: "j", Quantity(Points(1, over: 2), .points)), "rater = 'k'"),
      (.chose("x", at: nil, "a"), "level = 'b'"), (.finished(.completed), "finish = 'invalid'"),
      (.extended(Milliseconds(1), reason: "r"), "duration = 2"),
      (.retracted("kfmt-1", reason: "r"), "target = 'kfmt-2'"),
      (.retracted("kfmt-1", reason: "r"), "reason = 's'"), (.accepted("c", reason: "r"), "check_id = 'd'"),
      (.signed(as: .team, code: "c"), "role = 'referee'"), (.signed(as: .team, code: "c"), "code = 'd'"),
      (.noted("a"), "text = 'b'"),
    ])
  func everyFact(fact: Fact, change: String) throws {
    let entry = Entry(
      id: "zz-1", run: "coffee-1", official: "a", terminal: "zz", number: 1, clock: .zero, recordedAt: 1, fact: fact)
    let beginning = try store.read { try $0.canonicalBeginning(of: "coffee-1") }
    var parcel = Parcel(entries: [entry])
    parcel.entryLinks["zz-1"] = Link.next(after: Link.start, CanonicalText(beginning, entry: entry.row))
    try store.write { try $0.record(parcel) }
    #expect(try breaks() == [])
    try attack("UPDATE entry SET \(change) WHERE terminal = 'zz'")
    #expect(try breaks() == ["zz-1 link"])
  }

  @Test(
    "a run's own line is vouched for by each of its entries",
    arguments: [
      "challenge = 'x'", "team = 'homer'", "phase = 'practice'", "number = 2", "rule_set_id = 'x'",
      "rule_set_edition = 2", "rule_set_digest = 'd2'", "official = 'eve'", "terminal = 'x'", "opened_at = 6",
    ])
  func runs(change: String) throws {
    try attack("UPDATE run SET \(change)")
    #expect(try breaks() == (1...4).map { "kfmt-\($0) link" })
  }

  @Test(
    "every column and every field of a decision is vouched for",
    arguments: [
      "UPDATE decision SET official = 'eve' WHERE number = 1", "UPDATE decision SET recorded_at = 2 WHERE number = 1",
      "UPDATE decision SET kind = 'thawed' WHERE number = 1",
      "UPDATE decision_field SET text = 'Town' WHERE decision = 'kfmt-d1' AND name = 'name'",
      "UPDATE decision_field SET name = 'title' WHERE decision = 'kfmt-d1' AND name = 'name'",
      "DELETE FROM decision_field WHERE decision = 'kfmt-d1' AND name = 'days'",
      "UPDATE decision_field SET text = NULL, number = 5 WHERE decision = 'kfmt-d1' AND name = 'days'",
      "INSERT INTO decision_field VALUES ('kfmt-d1', 9, 'reason', '', NULL)",
    ])
  func decisions(attack statement: String) throws {
    try attack(statement)
    #expect(try breaks() == ["kfmt-d1 link"])
  }

  @Test("texts that run into each other are told apart")
  func unambiguous() {
    func text(_ a: String, _ b: String) -> [UInt8] {
      CanonicalText(decision: [.text(a), .text(b), .text(""), .integer(1), .integer(1), .text("named")], []).bytes
    }
    #expect(text("a", "b\nterminal t0:") != text("a\nofficial t1:b", ""))
    #expect(text("1", "") != text("", "1"))
    func named(_ value: Value) -> [UInt8] {
      CanonicalText(decision: [value, .text(""), .text(""), .integer(1), .integer(1), .text("named")], []).bytes
    }
    #expect(named(.text("1")) != named(.integer(1)) && named(.text("")) != named(.null))
    #expect(named(.text("\u{E9}")) != named(.text("e\u{301}")))
  }

  @Test("a gap is named once, and what follows it is taken as it is")
  func gap() throws {
    try attack("DELETE FROM entry WHERE number IN (2, 3)")
    #expect(try breaks() == ["kfmt-4 gap(from: 2)"])
    try store.say(.noted("after"))
    #expect(try breaks() == ["kfmt-4 gap(from: 2)"])
    try attack("DELETE FROM entry WHERE number = 1")
    #expect(try breaks() == ["kfmt-4 gap(from: 1)"])
  }

  @Test("a record without a link after linked ones was put in")
  func unlinked() throws {
    try attack(
      "INSERT INTO entry (id, run, official, terminal, number, clock, recorded_at, kind) "
        + "VALUES ('kfmt-5', 'coffee-1', 'ada', 'kfmt', 5, 0, 9, 'started')")
    #expect(try breaks() == ["kfmt-5 unlinked"])
    #expect(try store.read { try $0.chains() }[0].unlinked == 1)
  }

  @Test("a row that cannot be read is named, and the others are checked all the same")
  func unreadable() throws {
    try attack("UPDATE entry SET text = CAST(x'ff' AS TEXT) WHERE number = 3")
    #expect(try breaks() == [#"kfmt-3 unreadable("the column \'text\' is not UTF-8")"#])
  }

  @Test("what was recorded before there were chains is vouched for by the first link after it")
  func olderRecords() throws {
    try attack("UPDATE entry SET link = NULL", "UPDATE decision SET link = NULL")
    #expect(try breaks() == [])
    #expect(try store.read { try $0.chains() }.map(\.unlinked) == [4, 2])
    try store.say(.noted("the first with a link"))
    #expect(try breaks() == [])
    try attack("UPDATE entry SET recorded_at = 8 WHERE number = 1")
    #expect(try breaks() == ["kfmt-5 link"])
  }

  // MARK: - Links on their way

  @Test("a copy has the same links, and goes on with them")
  func copies() throws {
    let parcel = try store.read { try $0.parcel() }
    #expect(parcel.entryLinks.count == 4 && parcel.decisionLinks.count == 2)
    let other = try newStore(folder, "other.sqlite")
    try other.write { try $0.record(parcel) }
    #expect(try other.read { try $0.parcel() } == parcel)
    try other.say(.noted("x"))
    try store.say(.noted("x"))
    #expect(try other.read { try $0.parcel() } == store.read { try $0.parcel() })
  }

  @Test("parts may come in any order: a link is held against its neighbours when they are there")
  func anyOrder() throws {
    let parcel = try store.read { try $0.parcel() }
    let other = try newStore(folder, "other.sqlite")
    for numbers in [[4], [2], [1, 3]] {
      var part = parcel
      part.entries = parcel.entries.filter { numbers.contains($0.number) }
      try other.write { try $0.record(part) }
    }
    #expect(try other.read { try $0.chains() }.flatMap(\.breaks).isEmpty)
  }

  @Test("a link that does not follow is a conflict, and nothing is written")
  func wrongLinks() throws {
    let parcel = try store.read { try $0.parcel() }
    let other = try newStore(folder, "other.sqlite")
    func refusal(_ parcel: Parcel) throws -> [String] {
      let before = try other.read { try $0.parcel() }
      defer { #expect(throws: Never.self) { try #expect(other.read { try $0.parcel() } == before) } }
      do {
        try other.write { try $0.record(parcel) }
        return []
      } catch StoreError.conflicts(let conflicts) {
        return conflicts.map(\.description)
      }
    }
    var forged = parcel
    forged.entries[1].recordedAt = 8
    #expect(
      try refusal(forged) == ["entry kfmt-2 does not follow from what terminal 'kfmt' had recorded before it"])
    var run = parcel
    run.runs[0].official = "eve"
    #expect(try refusal(run).count == 4)
    var stripped = parcel
    stripped.entryLinks["kfmt-3"] = nil
    #expect(try refusal(stripped) == ["entry kfmt-3 has no link, and terminal 'kfmt' had linked ones before it"])
    var decision = parcel
    decision.decisionLinks["kfmt-d2"] = parcel.decisionLinks["kfmt-d1"]
    #expect(
      try refusal(decision) == ["decision kfmt-d2 does not follow from what terminal 'kfmt' had recorded before it"])
    // What is here must follow from what comes, too.
    var late = parcel
    late.entries = [parcel.entries[3]]
    try other.write { try $0.record(late) }
    var early = forged
    early.entries[1] = parcel.entries[1]
    early.entries[2].recordedAt = 8
    early.entryLinks["kfmt-3"] = String(repeating: "1", count: 64)
    #expect(
      try refusal(early) == [
        "entry kfmt-3 does not follow from what terminal 'kfmt' had recorded before it",
        "entry kfmt-4 does not follow from what terminal 'kfmt' had recorded before it",
      ])
  }

  @Test("the same record after another past is a conflict; where one of the two has no link it is known")
  func samePast() throws {
    var parcel = try store.read { try $0.parcel() }
    parcel.entryLinks["kfmt-2"] = String(repeating: "1", count: 64)
    parcel.decisionLinks["kfmt-d1"] = String(repeating: "1", count: 64)
    #expect {
      try store.write { try $0.record(parcel) }
    } throws: { error in
      guard case StoreError.conflicts(let conflicts) = error else { return false }
      return conflicts.map(\.description) == [
        "decision kfmt-d1 is recorded already, after other decisions of its terminal",
        "entry kfmt-2 is recorded already, after other entries of its terminal",
      ]
    }
    parcel.entryLinks = [:]
    parcel.decisionLinks = [:]
    #expect(try store.write { try $0.record(parcel) } == StoreCounts())
  }

  @Test("another competition's log is refused by both names, and taken when that is wanted")
  func otherCompetition() throws {
    let stranger = try EventStore.create(at: folder.file("stranger.sqlite"), madeAt: 1, terminal: "zzzz")
    try stranger.write { try $0.decide([.named("Other", days: [])], by: "x", recordedAt: 1) }
    let parcel = try stranger.read { try $0.parcel() }
    let id = try stranger.read { try $0.identity().id.prefix(8) }
    #expect(throws: StoreError.otherCompetition(theirs: "Other (\(id))", ours: "City (00112233)")) {
      try store.write { try $0.record(parcel) }
    }
    #expect(try store.write { try $0.record(parcel, anyway: true) }.decisions == 1)
  }
}
