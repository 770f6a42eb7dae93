import GRDB
import Scoring
import Testing

@testable import EventStore

@Suite("The tables refuse to be rewritten")
struct SchemaTests {
  let folder: Folder
  let store: EventStore

  init() throws {
    folder = try Folder()
    store = try newStore(folder)
    try store.openRun()
    try store.say(.started, .noted("first"))
    try store.write {
      try $0.decide(
        [.named("City", days: []), .enteredTeam("lasr", name: "LASR", affiliation: "")], by: "eva", recordedAt: 1)
    }
  }

  private func dump() throws -> [Row] {
    try store.queue.read { db in
      try ["competition", "rule_set", "decision", "decision_field", "run", "entry"].flatMap {
        try Row.fetchAll(db, sql: "SELECT * FROM " + $0)
      }
    }
  }

  /// Every statement must fail with this in its message, and change nothing, on any connection.
  private func refuses(
    _ statements: [String], _ words: String, location: SourceLocation = #_sourceLocation
  ) throws {
    let before = try dump()
    // A connection with SQLite's own defaults: the sqlite3 shell, or another program.
    let raw = try DatabaseQueue(
      path: folder.file(),
      configuration: { () in
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA recursive_triggers = OFF") }
        return configuration
      }())
    for statement in statements {
      for queue in [raw, store.queue] {
        #expect(sourceLocation: location) {
          try queue.writeWithoutTransaction { try $0.execute(sql: statement) }
        } throws: { error in
          guard let error = error as? DatabaseError else { return false }
          return error.resultCode == .SQLITE_CONSTRAINT && (error.message ?? "").contains(words)
        }
      }
    }
    #expect(try dump() == before, sourceLocation: location)
  }

  @Test("an entry is never changed, deleted or replaced")
  func entries() throws {
    let columns = "(sequence, id, run, official, terminal, number, clock, recorded_at, kind, text)"
    try refuses(
      ["UPDATE entry SET official = 'eve'", "UPDATE entry SET clock = clock WHERE number = 1"], "never changed")
    try refuses(["DELETE FROM entry", "DELETE FROM entry WHERE number = 2"], "never deleted")
    try refuses(
      [
        // The same id, the same number of the terminal, the same place.
        "INSERT OR REPLACE INTO entry \(columns) VALUES (NULL, 'kfmt-2', 'coffee-1', 'eve', 'x', 9, 0, 0, 'noted', 'x')",
        "REPLACE INTO entry \(columns) VALUES (NULL, 'x', 'coffee-1', 'eve', 'kfmt', 2, 0, 0, 'noted', 'x')",
        "REPLACE INTO entry \(columns) VALUES (2, 'x', 'coffee-1', 'eve', 'x', 9, 0, 0, 'noted', 'x')",
        "INSERT OR IGNORE INTO entry \(columns) VALUES (NULL, 'kfmt-2', 'coffee-1', 'eve', 'x', 9, 0, 0, 'noted', 'x')",
        "INSERT INTO entry \(columns) VALUES (NULL, 'kfmt-2', 'coffee-1', 'eve', 'x', 9, 0, 0, 'noted', 'x') "
          + "ON CONFLICT (id) DO UPDATE SET official = 'eve'",
      ], "never replaced")
  }

  @Test("a decision is never changed, deleted or replaced")
  func decisions() throws {
    let columns = "(sequence, id, official, terminal, number, recorded_at, kind)"
    try refuses(["UPDATE decision SET kind = 'X'"], "never changed")
    try refuses(["DELETE FROM decision"], "never deleted")
    try refuses(
      [
        "REPLACE INTO decision \(columns) VALUES (NULL, 'kfmt-d1', 'eve', 'x', 9, 0, 'named')",
        "REPLACE INTO decision \(columns) VALUES (NULL, 'x', 'eve', 'kfmt', 1, 0, 'named')",
        "REPLACE INTO decision \(columns) VALUES (1, 'x', 'eve', 'x', 9, 0, 'named')",
        "INSERT OR IGNORE INTO decision \(columns) VALUES (NULL, 'kfmt-d1', 'eve', 'x', 9, 0, 'named')",
      ], "never replaced")
  }

  @Test("a run is never changed, deleted or replaced")
  func runs() throws {
    try refuses(["UPDATE run SET team = 'x'"], "never changed")
    try refuses(["DELETE FROM run"], "never deleted")
    try refuses(
      [
        "REPLACE INTO run VALUES (NULL, 'coffee-1', 'x', 'x', 'final', 1, 'demo/coffee', 1, 'd1', 'eve', 'x', 0)",
        "REPLACE INTO run VALUES (1, 'x', 'x', 'x', 'final', 1, 'demo/coffee', 1, 'd1', 'eve', 'x', 0)",
      ], "never replaced")
  }

  @Test("a stored rule set and the competition's identity are never changed, deleted or replaced")
  func ruleSets() throws {
    try refuses(["UPDATE rule_set SET text = ''", "UPDATE competition SET id = id"], "never changed")
    try refuses(["DELETE FROM rule_set", "DELETE FROM competition"], "never deleted")
    try refuses(
      [
        "REPLACE INTO rule_set VALUES ('d1', 'x', 1, '', '')",
        "REPLACE INTO rule_set VALUES ('d2', 'demo/coffee', 1, '', '')",
      ], "never replaced")
    try refuses(["REPLACE INTO competition VALUES (1, '00000000000000000000000000000000', '', 0)"], "identity already")
  }

  @Test("a row with a column too few or too many for its kind is refused")
  func columnsOfKinds() throws {
    let before = try dump()
    let columns = [
      "finish": "'completed'", "item": "'i'", "instance": "'p'", "count": "1", "level": "'l'", "value_numerator": "1",
      "value_denominator": "1", "unit": "'m'", "rater": "'r'", "duration": "1", "target": "'t'", "reason": "'r'",
      "text": "'t'", "check_id": "'c'", "role": "'team'", "code": "'c'",
    ]
    let needed: [Fact.Kind: Set<String>] = [
      .started: [], .paused: [], .resumed: [], .finished: ["finish"], .observed: ["item", "count"],
      .chose: ["item", "level"], .measured: ["item", "value_numerator", "value_denominator", "unit"],
      .rated: ["item", "value_numerator", "value_denominator", "unit", "rater"], .restarted: [],
      .extended: ["duration", "reason"], .retracted: ["target", "reason"],
      .claimed: ["value_numerator", "value_denominator"], .accepted: ["check_id", "reason"], .signed: ["role", "code"],
      .protested: ["text"], .ruled: ["text"], .voided: ["reason"], .noted: ["text"],
    ]
    func insert(_ kind: String, _ used: Set<String>) throws {
      let names = used.sorted()
      try store.queue.writeWithoutTransaction { db in
        try db.inTransaction {
          try db.execute(
            sql: "INSERT INTO entry ("
              + (["id, run, official, terminal, number, clock, recorded_at, kind"] + names)
              .joined(separator: ", ") + ") VALUES ("
              + (["'x-1', 'coffee-1', 'a', 'x', 1, 0, 0, '" + kind + "'"] + names.map { columns[$0]! })
              .joined(separator: ", ") + ")")
          return .rollback
        }
      }
    }
    for kind in Fact.Kind.allCases {
      let right = try #require(needed[kind])
      try insert(kind.rawValue, right)
      for column in right {
        #expect(throws: DatabaseError.self, "\(kind) without \(column)") {
          try insert(kind.rawValue, right.subtracting([column]))
        }
      }
      for column in columns.keys where !right.contains(column) && !(column == "instance" && right.contains("item")) {
        #expect(throws: DatabaseError.self, "\(kind) with \(column)") {
          try insert(kind.rawValue, right.union([column]))
        }
      }
    }
    #expect(throws: DatabaseError.self) { try insert("teleported", []) }
    #expect(try dump() == before)
  }

  @Test("a decision's fields are texts or numbers of a decision that is there, each once, and never changed")
  func fieldsOfRulings() throws {
    let before = try dump()
    for statement in [
      "INSERT INTO decision_field VALUES ('nowhere', 9, 'x', 'y', NULL)",
      "INSERT INTO decision_field VALUES ('kfmt-d1', 9, 'x', NULL, NULL)",
      "INSERT INTO decision_field VALUES ('kfmt-d1', 9, 'x', 'y', 1)",
      "INSERT INTO decision_field VALUES ('kfmt-d1', 9, 'name', 'y', NULL)",
      "INSERT INTO decision_field VALUES ('kfmt-d1', 1, 'x', 'y', NULL)",
      "REPLACE INTO decision_field VALUES ('kfmt-d1', 1, 'name', 'y', NULL)",
      "UPDATE decision_field SET text = 'y'", "DELETE FROM decision_field",
    ] {
      #expect(throws: DatabaseError.self, "\(statement)") {
        try store.queue.writeWithoutTransaction { try $0.execute(sql: statement) }
      }
    }
    #expect(try dump() == before)
  }

  @Test("an entry needs its run, and a run its rule set")
  func foreignKeys() throws {
    for statement in [
      "INSERT INTO entry (id, run, official, terminal, number, clock, recorded_at, kind) "
        + "VALUES ('x', 'nowhere', 'a', 'x', 1, 0, 0, 'started')",
      "INSERT INTO run VALUES (NULL, 'x', 'c', 't', 'final', 1, 'demo/coffee', 2, 'd1', 'a', 'x', 0)",
    ] {
      #expect(throws: DatabaseError.self) {
        try store.queue.writeWithoutTransaction { try $0.execute(sql: statement) }
      }
    }
  }
}
