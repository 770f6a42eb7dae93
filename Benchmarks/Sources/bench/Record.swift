import EventStore
import Foundation
import GRDBSQLite
import Scoring

/// One entry recorded, durably, against one row inserted through SQLite's C interface under the same settings.
func record() throws {
  let name: RuleSet.ID = "scrc-2025/coffee-shop-orders"
  let rules = compiledRules(name)
  let document = RuleSetDocument(
    RuleSetReference(id: name, edition: rules.ruleSet.edition, digest: "bench"), text: "", source: "bench")
  let path = try freshFile("record.sqlite")
  let store = try EventStore.create(at: path, madeAt: 0, terminal: "desk")
  let seen = rules.ruleSet.items.first { $0.isEntered && $0.kind == .achievement && $0.per != nil && $0.levels.isEmpty }
  guard let item = seen, let place = rules.ruleSet.instances.first(where: { $0.id == item.per })?.instances.first
  else { throw Failure("'\(name)' has no achievement to see at a place") }

  // A new run before every go, with as many entries as it shall have, so that every go finds the same.
  var run: Run.ID = ""
  func openRun(entries: Int) throws { try openRun(entries: entries, in: store) }
  func openRun(entries: Int, in store: EventStore) throws {
    run = try store.write { writer in
      let opened = try writer.openRun(
        of: "coffee", for: "team", in: .trials, under: document, by: "R1", recordedAt: 0, besidesOpenRun: true)
      try writer.append(to: opened.id, rules: { _ in rules }) { desk in
        var made = [desk.entry(.started, by: "R1", clock: .zero, recordedAt: 0)]
        while made.count < entries {
          let clock = Milliseconds(Int64(made.count) * 1000)
          made.append(desk.entry(.observed(item.id, at: place.id, count: 1), by: "R1", clock: clock, recordedAt: 0))
        }
        return made
      }
      return opened.id
    }
  }
  func recordOne() throws { try recordOne(in: store) }
  func recordOne(in store: EventStore) throws {
    try store.write { writer in
      try writer.append(to: run, rules: { _ in rules }) { desk in
        [
          desk.entry(
            .observed(item.id, at: place.id, count: 1), by: "R1", clock: Milliseconds(300_000), recordedAt: 0)
        ]
      }
    }
  }
  try openRun(entries: 60)

  // What the witness costs: a file whose witness cannot be written, because a folder has its name.
  let silentPath = try freshFile("silent.sqlite")
  try store.backup(to: silentPath)
  try FileManager.default.createDirectory(atPath: silentPath + ".witness", withIntermediateDirectories: true)
  let silent = try EventStore.open(at: silentPath, readOnly: false, terminal: "desk")

  // The same file once more, where rows go in without Tally: as it is, and without triggers, checks and indexes.
  let guarded = try RawTable(copyOf: store, named: "guarded.sqlite", bare: false)
  let bare = try RawTable(copyOf: store, named: "bare.sqlite", bare: true)

  try compare(
    "record: one entry, on the disk when it returns (journal DELETE, synchronous EXTRA)", rounds: 300,
    [
      Subject("raw insert, no trigger, check or index") { try bare.insert() },
      Subject("raw insert into Tally's table") { try guarded.insert() },
      Subject("EventStore, run of 1 entry", prepare: { try openRun(entries: 1) }, work: recordOne),
      Subject("EventStore, run of 60 entries", prepare: { try openRun(entries: 60) }, work: recordOne),
      Subject(
        "the same without a witness", prepare: { try openRun(entries: 60, in: silent) },
        work: { try recordOne(in: silent) }),
    ])
}

/// A table with the columns of `entry`, and one prepared statement that inserts into it.
private final class RawTable {
  private var connection: OpaquePointer?
  private var statement: OpaquePointer?
  private var number: Int64 = 1000

  init(copyOf store: EventStore, named name: String, bare: Bool) throws {
    let path = try freshFile(name)
    try store.backup(to: path)
    try check(sqlite3_open_v2(path, &connection, SQLITE_OPEN_READWRITE, nil))
    for pragma in [
      "journal_mode = DELETE", "synchronous = EXTRA", "foreign_keys = ON", "trusted_schema = OFF",
      "recursive_triggers = ON", "cell_size_check = ON",
    ] { try run("PRAGMA \(pragma)") }
    if bare { try run("CREATE TABLE bare AS SELECT * FROM entry") }
    try check(
      sqlite3_prepare_v2(
        connection,
        """
        INSERT INTO \(bare ? "bare" : "entry") (id, run, official, terminal, number, clock, recorded_at, kind, item,
          instance, count) VALUES ('raw-' || ?1, 'coffee-1', 'R1', 'raw', ?1, 300000, 0, 'observed', 'delivered',
          'table-1', 1)
        """, -1, &statement, nil))
  }

  deinit {
    sqlite3_finalize(statement)
    sqlite3_close(connection)
  }

  /// One row, in a transaction of its own, as EventStore makes it.
  func insert() throws {
    number += 1
    try run("BEGIN IMMEDIATE")
    try check(sqlite3_bind_int64(statement, 1, number))
    guard sqlite3_step(statement) == SQLITE_DONE else { throw Failure(String(cString: sqlite3_errmsg(connection))) }
    try check(sqlite3_reset(statement))
    try run("COMMIT")
  }

  private func run(_ query: String) throws { try check(sqlite3_exec(connection, query, nil, nil, nil)) }

  private func check(_ code: CInt) throws {
    if code != SQLITE_OK { throw Failure("SQLite: \(String(cString: sqlite3_errmsg(connection)))") }
  }
}
