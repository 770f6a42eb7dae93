import Foundation
import GRDB
import Scoring
import Testing

@testable import EventStore

@Suite("Opening a competition's file")
struct OpeningTests {
  let folder: Folder
  init() throws { folder = try Folder() }

  private func bothWays(
    _ path: String, _ expected: StoreError, location: SourceLocation = #_sourceLocation
  ) throws {
    let before = try folder.fingerprint()
    for readOnly in [true, false] {
      #expect(throws: expected, sourceLocation: location) {
        _ = try EventStore.open(at: path, readOnly: readOnly)
      }
    }
    #expect(try folder.fingerprint() == before, sourceLocation: location)
  }

  @Test("a file that is not there is missed, and none is made")
  func missing() throws {
    try bothWays(folder.file("x.sqlite"), .missing(path: folder.file("x.sqlite")))
    #expect(
      StoreError.missing(path: "./x.sqlite").description
        == "there is no competition at ./x.sqlite")
  }

  @Test("a folder is no competition")
  func isFolder() throws { try bothWays(folder.path, .isFolder(path: folder.path)) }

  @Test("a pipe is no competition, and nobody waits at it")
  func pipe() throws {
    #expect(mkfifo(folder.file("pipe"), 0o600) == 0)
    try bothWays(folder.file("pipe"), .notAFile(path: folder.file("pipe")))
  }

  @Test("a text, short or long, is left alone")
  func text() throws {
    let path = folder.file("teams.csv")
    let long = String(repeating: "team,1\n", count: 5000)
    for content in ["x", "teams,points\n", long, "SQLite format 3\u{0}", "SQLite format 4\u{0}" + long] {
      try content.write(toFile: path, atomically: false, encoding: .utf8)
      try bothWays(path, .notADatabase(path: path))
    }
  }

  @Test("an empty file is said to be empty")
  func empty() throws {
    try Data().write(to: URL(fileURLWithPath: folder.file()))
    try bothWays(folder.file(), .empty(path: folder.file()))
  }

  @Test("another program's database is left alone, in every journal mode", arguments: ["delete", "wal"])
  func foreign(_ mode: String) throws {
    let path = folder.file("photos.db")
    do {
      let other = try DatabaseQueue(path: path)
      try other.writeWithoutTransaction { db in
        _ = try String.fetchOne(db, sql: "PRAGMA journal_mode = " + mode)
        try db.execute(sql: "CREATE TABLE photo (id); INSERT INTO photo VALUES (1); PRAGMA user_version = 999")
      }
    }
    try bothWays(path, .foreign(path: path))
  }

  @Test("a newer version's file is left alone")
  func newer() throws {
    _ = try newStore(folder)
    do {
      let raw = try DatabaseQueue(path: folder.file())
      try raw.writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 99") }
    }
    try bothWays(folder.file(), .newer(path: folder.file(), version: 99))
  }

  @Test("a damaged file is said to be damaged")
  func damaged() throws {
    do {
      let store = try newStore(folder)
      try store.openRun()
    }
    let handle = try #require(FileHandle(forUpdatingAtPath: folder.file()))
    try handle.seek(toOffset: 100)
    try handle.write(contentsOf: Data(repeating: 0xAB, count: 3000))
    try handle.close()
    let before = try folder.fingerprint()
    #expect {
      _ = try EventStore.open(at: folder.file(), readOnly: true)
    } throws: { error in
      guard case StoreError.corrupted(_, let detail) = error else { return false }
      return !detail.isEmpty
    }
    #expect(try folder.fingerprint() == before)
  }

  @Test("a new competition is never made over something")
  func create() throws {
    try "hello".write(toFile: folder.file(), atomically: false, encoding: .utf8)
    let before = try folder.fingerprint()
    #expect(throws: StoreError.alreadyExists(path: folder.file())) { _ = try newStore(folder) }
    #expect(throws: StoreError.noFolder(path: folder.file("no/where"))) { _ = try newStore(folder, "no/where") }
    #expect(throws: StoreError.self) { _ = try newStore(folder, "x.sqlite", terminal: "Not A Name") }
    #expect(try folder.fingerprint() == before)
  }

  @Test("names that SQLite takes specially are names of files")
  func specialNames() throws {
    // Paths that are not absolute, in a process whose folder is shared by all tests.
    for path in [":memory:", "file:tally-test-\(UUID().uuidString)?mode=memory&a=b%20c#d"] {
      defer { unlink(path) }
      _ = try EventStore.create(at: path, madeAt: 3)
      #expect(FileManager.default.fileExists(atPath: path))
      let store = try EventStore.open(at: path, readOnly: true)
      #expect(try store.read { try $0.identity().madeAt } == 3)
    }
  }

  @Test("whoever only asks changes nothing on the disk")
  func readingOnly() throws {
    do {
      let store = try newStore(folder)
      try store.openRun()
      try store.say(.started)
    }
    let before = try folder.fingerprint()
    do {
      let store = try EventStore.open(at: folder.file(), readOnly: true)
      #expect(try store.entries().count == 1)
      _ = try store.read { try ($0.competition(), $0.runs(), $0.logs(rules: compile), $0.counts(), $0.parcel()) }
      _ = try store.dataVersion()
      #expect(try store.integrityCheck().isEmpty)
      #expect(throws: StoreError.openedForReading(path: folder.file())) { try store.openRun() }
    }
    #expect(try folder.fingerprint() == before)
  }

  @Test("each competition has an identity of its own, and keeps it")
  func identity() throws {
    let a = try EventStore.create(at: folder.file("a.sqlite"), madeAt: 1000, note: "a test").read { try $0.identity() }
    let b = try EventStore.create(at: folder.file("b.sqlite"), madeAt: 1000, note: "a test").read { try $0.identity() }
    #expect(a.id != b.id && a.id.count == 32 && a.note == "a test" && a.madeAt == 1000)
    #expect(try EventStore.open(at: folder.file("a.sqlite"), readOnly: true).read { try $0.identity() } == a)
  }

  @Test("opening a second store drops no lock of the first", .enabled(if: hasShell, "needs the sqlite3 shell"))
  func locksHold() throws {
    let store = try newStore(folder)
    let path = folder.file()
    try store.write { _ in
      // POSIX drops all locks of a process on a file when it closes any handle on it.
      for _ in 0..<3 { _ = try EventStore.open(at: path, readOnly: true) }
      let other = try shell("/usr/bin/sqlite3", [path, "BEGIN IMMEDIATE; COMMIT;"])
      #expect(other.code != 0 && other.output.contains("locked"), "\(other.output)")
    }
    #expect(try shell("/usr/bin/sqlite3", [path, "BEGIN IMMEDIATE; COMMIT;"]).code == 0)
  }

  @Test("what a killed program left half-written is taken back, even for whoever only asks")
  func hotJournal() throws {
    let store = try newStore(folder)
    try store.openRun()
    try store.close()
    do {
      let raw = try DatabaseQueue(path: folder.file())
      try raw.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA cache_size = 1; PRAGMA cache_spill = 1")
        try db.inTransaction(.immediate) {
          for number in 1...500 {
            try db.execute(
              sql: "INSERT INTO entry (id, run, official, terminal, number, clock, recorded_at, kind) VALUES (?, "
                + "'coffee-1', ?, 'kfmt', ?, 0, 0, 'started')",
              arguments: ["kfmt-\(number)", String(repeating: "x", count: 500), number])
          }
          // By another process, since reading the file here would drop SQLite's locks.
          _ = try shell("/bin/cp", [folder.file(), folder.file("killed.sqlite")])
          _ = try shell("/bin/cp", [folder.file("tally.sqlite-journal"), folder.file("killed.sqlite-journal")])
          return .rollback
        }
      }
    }
    #expect(try folder.fingerprint().keys.contains("killed.sqlite-journal"))
    let killed = try EventStore.open(at: folder.file("killed.sqlite"), readOnly: true)
    #expect(try killed.read { try $0.counts() } == StoreCounts(ruleSets: 1, runs: 1))
    #expect(try killed.integrityCheck().isEmpty)
  }

  @Test(
    "a file or folder that may not be written is said to be so, and can still be read",
    .enabled(if: getuid() == 0, "needs root, to become somebody else"))
  func readOnlyFile() async throws {
    do {
      let store = try newStore(folder)
      try store.openRun()
      try store.say(.started)
    }
    // The folder, then the file.
    for (folderMode, fileMode) in [(0o555, 0o666), (0o777, 0o444)] as [(mode_t, mode_t)] {
      #expect(chmod(folder.path, folderMode) == 0 && chmod(folder.file(), fileMode) == 0)
      let before = try folder.fingerprint()
      let path: String = folder.file()
      let isFolder: Bool = folderMode == 0o555
      await #expect(processExitsWith: .success) { [path = path as String, isFolder = isFolder as Bool] in
        try #require(setgid(65534) == 0 && setuid(65534) == 0)
        let wanted: StoreError = isFolder ? .readOnlyFolder(path: path) : .readOnlyFile(path: path)
        #expect(throws: wanted) { _ = try EventStore.open(at: path, readOnly: false) }
        let store = try EventStore.open(at: path, readOnly: true)
        #expect(try store.read { try $0.counts().entries } == 1)
        if isFolder {
          let new = path + ".new"
          #expect(throws: StoreError.readOnlyFolder(path: new)) { _ = try EventStore.create(at: new, madeAt: 0) }
          #expect(throws: StoreError.readOnlyFolder(path: new)) { try store.backup(to: new) }
        }
      }
      #expect(try folder.fingerprint() == before)
    }
    #expect(chmod(folder.path, 0o777) == 0 && chmod(folder.file(), 0o600) == 0)
    let path: String = folder.file()
    await #expect(processExitsWith: .success) { [path = path as String] in
      try #require(setgid(65534) == 0 && setuid(65534) == 0)
      #expect(throws: StoreError.unreadable(path: path)) { _ = try EventStore.open(at: path, readOnly: true) }
    }
  }
}

@Suite("Settings that safety rests on")
struct SettingsTests {
  let folder: Folder
  init() throws { folder = try Folder() }

  private let expected = [
    "journal_mode": "delete", "synchronous": "3", "foreign_keys": "1", "trusted_schema": "0", "recursive_triggers": "1",
    "cell_size_check": "1", "mmap_size": "0", "cache_spill": "0", "application_id": "1415670905",
    "user_version": "3", "wal_autocheckpoint": "1000", "query_only": "0",
  ]

  private func settings(_ store: EventStore) throws -> [String: String] {
    try store.queue.unsafeRead { db in
      var found: [String: String] = [:]
      for name in expected.keys { found[name] = try String.fetchOne(db, sql: "PRAGMA " + name) }
      return found
    }
  }

  @Test("a store that writes has all of them, newly made or opened again")
  func writing() throws {
    #expect(try settings(newStore(folder)) == expected)
    let store = try EventStore.open(at: folder.file(), readOnly: false)
    try store.openRun()
    _ = try store.read { try $0.counts() }
    #expect(try settings(store) == expected)
  }

  @Test("a store that reads has all of them")
  func reading() throws {
    _ = try newStore(folder)
    #expect(try settings(EventStore.open(at: folder.file(), readOnly: true)) == expected)
  }

  @Test("the application id spells Taly")
  func applicationID() {
    #expect(
      withUnsafeBytes(of: UInt32(Schema.applicationID).bigEndian) { String(decoding: $0, as: UTF8.self) } == "Taly")
  }

  @Test("a file that somebody switched to WAL is refused for reading and switched back for writing")
  func otherJournal() throws {
    _ = try newStore(folder)
    do {
      let raw = try DatabaseQueue(path: folder.file())
      try raw.writeWithoutTransaction { _ = try String.fetchOne($0, sql: "PRAGMA journal_mode = wal") }
    }
    #expect(
      throws: StoreError.setting(path: folder.file(), name: "journal_mode", wanted: "DELETE", found: "wal")
    ) { _ = try EventStore.open(at: folder.file(), readOnly: true) }
    let store = try EventStore.open(at: folder.file(), readOnly: false)
    #expect(try settings(store)["journal_mode"] == "delete")
  }

  @Test("a setting that SQLite does not take is an error")
  func notTaken() throws {
    let store = try newStore(folder)
    try store.queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = NORMAL") }
    #expect(throws: StoreError.setting(path: folder.file(), name: "synchronous", wanted: "EXTRA", found: "1")) {
      try store.checkSettings()
    }
  }
}
