import Foundation
import GRDB
import Scoring
import Synchronization
import Testing

@testable import EventStore

@Suite("The witness beside a file")
struct WitnessTests {
  let folder: Folder
  let store: EventStore

  init() throws {
    folder = try Folder()
    store = try newStore(folder)
    try store.write {
      try $0.decide([.named("City", days: [])], by: "eva", recordedAt: 1, ruleSets: [rulesDocument])
    }
    try store.openRun()
    try store.say(.started, .noted("two"))
    try store.say(.noted("three"))
  }

  private var path: String { folder.file("tally.sqlite.witness") }
  private func text() throws -> String { try String(contentsOfFile: path, encoding: .utf8) }
  private func write(_ text: String) throws { try text.write(toFile: path, atomically: false, encoding: .utf8) }

  private func losses(_ store: EventStore? = nil) throws -> [String] {
    let store = store ?? self.store
    guard let statement = store.witnessStatement() else { return ["no witness"] }
    return try store.read { try $0.lacking(statement) }.map {
      "\($0.record.terminal) \($0.record.kind) \($0.record.number) \($0.isGone ? "gone" : "replaced")"
    }
  }

  private func attack(_ statements: String...) throws {
    try store.queue.writeWithoutTransaction { db in
      for name in try String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger'") {
        try db.execute(sql: "DROP TRIGGER " + name)
      }
      for statement in statements { try db.execute(sql: statement) }
    }
  }

  @Test("it names the competition, then every record with its link, in the order of the commits")
  func lines() throws {
    let links = try store.read { ($0, try $0.links(.decision), try $0.links(.entry)) }
    #expect(
      try text() == """
        tally witness 1 00112233445566778899aabbccddeeff
        kfmt decision 1 \(links.1[0].link)
        kfmt entry 1 \(links.2[0].link)
        kfmt entry 2 \(links.2[1].link)
        kfmt entry 3 \(links.2[2].link)

        """)
    #expect(store.witnessStatement()?.competition == testIdentity.id)
    #expect(store.witnessStatement()?.records.count == 4)
    #expect(try losses() == [])
  }

  @Test("what is refused or changes nothing is not witnessed")
  func refused() throws {
    let before = try text()
    #expect(throws: (any Error).self) { try store.say(.started) }
    try store.write { try $0.record(try $0.reader.parcel()) }
    #expect(try text() == before)
  }

  @Test("of what is taken in, each series' last record is witnessed")
  func takenIn() throws {
    let other = try newStore(folder, "other.sqlite", terminal: "bc")
    try other.write { try $0.record(try store.read { try $0.parcel() }) }
    let statement = try #require(other.witnessStatement())
    #expect(Set(statement.records.map { "\($0.kind) \($0.number)" }) == ["decision 1", "entry 3"])
    #expect(try losses(other) == [])
  }

  @Test("an end that was taken away shows")
  func truncated() throws {
    try attack("DELETE FROM entry WHERE number >= 2")
    #expect(try losses() == ["kfmt entry 2 gone", "kfmt entry 3 gone"])
  }

  @Test("an older copy that went on under the same name shows")
  func olderCopy() throws {
    try attack("DELETE FROM entry WHERE number = 3")
    try store.say(.noted("another three"))
    #expect(try losses() == ["kfmt entry 3 replaced"])
  }

  @Test("it is a lower bound: with a line too few, none at all, or a torn one, nothing is lost")
  func lowerBound() throws {
    let whole = try text()
    let lines = whole.split(separator: "\n", omittingEmptySubsequences: false)
    try write(lines.dropLast(2).joined(separator: "\n") + "\n")
    #expect(try losses() == [])
    // Torn within a line that would otherwise be a finding.
    try write(whole + "kfmt entry 9 " + String(repeating: "1", count: 64))
    #expect(try losses() == [])
    try write(whole + "kfmt entry 9 123\n\n\u{0}\n")
    #expect(try losses() == [])
    try FileManager.default.removeItem(atPath: path)
    #expect(store.witnessStatement() == nil)
  }

  @Test("after a torn line it goes on in a new one")
  func goesOn() throws {
    try write(try text() + "kfmt entry 4 12")
    try store.say(.noted("four"))
    #expect(store.witnessStatement()?.records.map(\.number) == [1, 1, 2, 3, 4])
    #expect(try text().contains("\nkfmt entry 4 12\nkfmt entry 4 "))
  }

  @Test("names that would break a line are escaped, and found again")
  func hostileNames() throws {
    for (index, name) in hostileTexts.enumerated() where !name.contains("long") {
      let entry = Entry(
        id: Entry.ID("h-\(index)"), run: "coffee-1", official: "a", terminal: name, number: 1, clock: .zero,
        recordedAt: 1, fact: .noted(""))
      try store.write { try $0.record(Parcel(entries: [entry])) }
    }
    #expect(try losses() == [])
    #expect(try #require(store.witnessStatement()).records.count == 4 + hostileTexts.count - 1)
    try attack("DELETE FROM entry WHERE terminal <> 'kfmt'")
    #expect(try losses().count == hostileTexts.count - 1)
  }

  @Test("where it cannot be written it says so once, and recording goes on")
  func cannotBeWritten() throws {
    let said = Mutex<[String]>([])
    let other = try EventStore.open(
      at: folder.file(), readOnly: false, terminal: "zz",
      listener: StoreListener(complain: { message in said.withLock { $0.append(message) } }))
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    try other.say(.noted("x"))
    try other.say(.noted("y"))
    #expect(try store.entries().count == 5)
    #expect(
      said.withLock { $0 } == [
        "\(folder.file()).witness: it could not be written (Is a directory), so nothing is witnessed here"
      ])
    #expect(other.witnessStatement() == nil)
  }

  @Test("the witness of another competition is neither added to nor taken for this one's")
  func otherCompetition() throws {
    let foreign = "tally witness 1 ffffffffffffffffffffffffffffffff\nkfmt entry 99 -\n"
    try write(foreign)
    let said = Mutex<[String]>([])
    let other = try EventStore.open(
      at: folder.file(), readOnly: false, terminal: "zz",
      listener: StoreListener(complain: { message in said.withLock { $0.append(message) } }))
    try other.say(.noted("x"))
    #expect(try text() == foreign)
    #expect(said.withLock { $0.count } == 1 && said.withLock { $0[0] }.contains("another competition"))
    #expect(store.witnessStatement()?.competition != testIdentity.id)
  }

  @Test("a new competition puts the witness of a file that is no more aside; the same competition goes on with it")
  func stale() throws {
    let old = try text()
    try store.close()
    try FileManager.default.removeItem(atPath: folder.file())
    let again = try newStore(folder)
    #expect(try text() == old)
    try again.close()
    try FileManager.default.removeItem(atPath: folder.file())
    _ = try EventStore.create(at: folder.file(), madeAt: 1)
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(try String(contentsOfFile: path + ".00112233", encoding: .utf8) == old)
  }
}
