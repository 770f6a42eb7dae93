import Foundation
import GRDB
import Scoring
import Testing

@testable import EventStore

@Suite("Taking over what another file knows")
struct ImportTests {
  let folder: Folder
  let store: EventStore

  init() throws {
    folder = try Folder()
    store = try newStore(folder)
    try store.write {
      try $0.decide(
        [.named("City", days: []), .heldChallenge("coffee", title: "Coffee", rules: rulesReference)], by: "eva",
        recordedAt: 1, ruleSets: [rulesDocument])
    }
    try store.openRun()
    try store.say(.started, .observed("deliver", at: nil, count: 1))
  }

  private func entry(_ id: String, _ number: Int, run: Run.ID = "coffee-1", _ fact: Fact = .noted("x")) -> Entry {
    Entry(
      id: Entry.ID(id), run: run, official: "bob", terminal: "zzzz", number: number, clock: .zero, recordedAt: 8,
      fact: fact)
  }

  @Test("an empty file takes everything and then knows the same")
  func everything() throws {
    let parcel = try store.read { try $0.parcel() }
    let other = try newStore(folder, "other.sqlite")
    let counts = try other.write { try $0.record(parcel) }
    #expect(counts == StoreCounts(ruleSets: 1, decisions: 2, runs: 1, entries: 2))
    #expect(try other.read { try $0.parcel() } == parcel)
    #expect(try other.read { try $0.counts() } == counts)
  }

  @Test("a second time nothing is new")
  func again() throws {
    let parcel = try store.read { try $0.parcel() }
    #expect(try store.write { try $0.record(parcel) } == StoreCounts())
    #expect(try store.read { try $0.parcel() } == parcel)
  }

  @Test("two files that were apart know the same after each took over the other")
  func union() throws {
    let parcel = try store.read { try $0.parcel() }
    let other = try newStore(folder, "other.sqlite", terminal: "xxxx")
    try other.write { try $0.record(parcel) }
    try other.say(.noted("there"))
    try other.openRun("homer")
    try store.say(.noted("here"))
    let (ours, theirs) = (try store.read { try $0.parcel() }, try other.read { try $0.parcel() })
    try store.write { try $0.record(theirs) }
    try other.write { try $0.record(ours) }
    func known(_ store: EventStore) throws -> Set<Entry> { Set(try store.entries()) }
    #expect(try known(store) == known(other))
    #expect(try known(store).count == 4)
    #expect(try store.read { Set(try $0.runs().map(\.id)) } == ["coffee-1", "coffee-2"])
  }

  @Test("all conflicts are told at once, and then nothing is written")
  func conflicts() throws {
    let before = try store.read { try $0.parcel() }
    var changedEntry = before.entries[1]
    changedEntry.fact = .observed("deliver", at: nil, count: 2)
    var sameNumber = before.entries[1]
    sameNumber.id = "kfmt-x"
    var changedRun = before.runs[0]
    changedRun.run.team = "homer"
    var sameRun = before.runs[0]
    sameRun.run.id = "coffee-x"
    var changedDecision = before.decisions[0]
    changedDecision.ruling = .named("Town", days: [])
    var sameDecision = before.decisions[0]
    sameDecision.id = "kfmt-dx"
    let changedRules = RuleSetDocument(
      RuleSetReference(id: "demo/coffee", edition: 1, digest: "d2"), text: "changed", source: "")
    let parcel = Parcel(
      ruleSets: [changedRules, RuleSetDocument(rulesReference, text: "forged", source: "")],
      decisions: [changedDecision, sameDecision], runs: [changedRun, sameRun],
      entries: [
        entry("zzzz-1", 1), changedEntry, sameNumber, entry("zzzz-2", 1), entry("zzzz-1", 1, .noted("y")),
        entry("zzzz-3", 3, run: "nowhere-1"),
      ])
    #expect {
      try store.write { try $0.record(parcel) }
    } throws: { error in
      guard case StoreError.conflicts(let conflicts) = error else { return false }
      #expect(
        conflicts.map { "\($0.subject) \($0.id)" } == [
          "ruleSet d2", "ruleSet d1", "decision kfmt-d1", "decision kfmt-dx", "run coffee-1", "entry kfmt-2",
          "entry kfmt-x", "entry zzzz-2", "entry zzzz-1", "entry zzzz-3",
        ])
      #expect("\(error)".hasPrefix("10 conflicts, so nothing was written:\n  the rules 'demo/coffee' (edition 1) are"))
      return true
    }
    #expect(try store.read { try $0.parcel() } == before)
  }

  @Test("two spellings of one letter are two contents")
  func bytes() throws {
    try store.write { try $0.record(Parcel(entries: [entry("zzzz-1", 1, .noted("\u{E9}"))])) }
    #expect(throws: StoreError.self) {
      try store.write { try $0.record(Parcel(entries: [entry("zzzz-1", 1, .noted("e\u{301}"))])) }
    }
  }

  @Test("what the tables refuse is an error with a sentence, and nothing is written")
  func refused() throws {
    let before = try store.read { try $0.parcel() }
    var early = entry("zzzz-2", 2)
    early.clock = Milliseconds(-1)
    #expect {
      try store.write { try $0.record(Parcel(entries: [entry("zzzz-1", 1), early])) }
    } throws: {
      guard case StoreError.refused(let message) = $0 else { return false }
      return message.contains("clock")
    }
    #expect(try store.read { try $0.parcel() } == before)
  }
}

@Suite("Backups")
struct BackupTests {
  let folder: Folder
  let store: EventStore

  init() throws {
    folder = try Folder()
    store = try newStore(folder)
    try store.openRun()
    try store.say(.started)
  }

  @Test("a backup is the competition once more, and a store of its own")
  func backup() throws {
    try store.backup(to: folder.file("copy.sqlite"))
    let copy = try EventStore.open(at: folder.file("copy.sqlite"), readOnly: false)
    #expect(try copy.read { try $0.parcel() } == store.read { try $0.parcel() })
    #expect(try copy.read { try $0.identity() } == store.read { try $0.identity() })
    #expect(try copy.integrityCheck().isEmpty && copy.foreignKeyCheck().isEmpty)
    try copy.say(.noted("x"))
    #expect(try store.entries().count == 1)
    try EventStore.open(at: folder.file(), readOnly: true).backup(to: folder.file("from reading.sqlite"))
  }

  @Test("a backup never overwrites, and one that fails leaves nothing")
  func neverOverwrites() throws {
    try "mine".write(toFile: folder.file("copy.sqlite"), atomically: false, encoding: .utf8)
    #expect(throws: StoreError.alreadyExists(path: folder.file("copy.sqlite"))) {
      try store.backup(to: folder.file("copy.sqlite"))
    }
    #expect(throws: StoreError.noFolder(path: folder.file("no/where"))) {
      try store.backup(to: folder.file("no/where"))
    }
    #expect(try String(contentsOfFile: folder.file("copy.sqlite"), encoding: .utf8) == "mine")
    // What cannot be verified is no backup.
    try store.queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA foreign_keys = OFF")
      try db.execute(
        sql: "INSERT INTO entry (id, run, official, terminal, number, clock, recorded_at, kind) "
          + "VALUES ('x', 'nowhere', 'a', 'x', 1, 0, 0, 'started')")
    }
    #expect(try store.foreignKeyCheck() == ["row 2 of 'entry' speaks of something that is not in 'run'"])
    #expect { try store.backup(to: folder.file("bad.sqlite")) } throws: {
      if case StoreError.badBackup = $0 { true } else { false }
    }
    #expect(!FileManager.default.fileExists(atPath: folder.file("bad.sqlite")))
  }
}
