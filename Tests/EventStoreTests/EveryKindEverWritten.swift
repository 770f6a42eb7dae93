import GRDB
import Scoring
import Testing

@testable import EventStore

/// One row of every kind that any version has ever written, as SQL. Only ever added to: an organiser's file of years
/// ago must still be read. When a format is added, its rows get a literal of their own.
private let version1 = """
  INSERT INTO competition (only, id, note, made_at) VALUES (1, '00112233445566778899aabbccddeeff', 'old', 1758600000000);
  INSERT INTO rule_set (digest, id, edition, text, source) VALUES ('d1', 'demo/coffee', 1, 'id: demo/coffee', 'x.yaml');
  INSERT INTO decision (id, official, terminal, number, recorded_at, kind, name, days)
    VALUES ('kfmt-d1', 'eva', 'kfmt', 1, 1, 'named', 'Smart City', '2025-09-23, 2025-09-24');
  INSERT INTO decision (id, official, terminal, number, recorded_at, kind, challenge, title, rule_set_id,
    rule_set_edition, rule_set_digest)
    VALUES ('kfmt-d2', 'eva', 'kfmt', 2, 1, 'held-challenge', 'coffee', 'Coffee', 'demo/coffee', 1, 'd1');
  INSERT INTO decision (id, official, terminal, number, recorded_at, kind, challenge, phase, runs, aggregation, ranking)
    VALUES ('kfmt-d3', 'eva', 'kfmt', 3, 1, 'planned-phase', 'coffee', 'trials', 3, 'mean of best 2',
      'not disqualified, most points, fewest bump');
  INSERT INTO decision (id, official, terminal, number, recorded_at, kind, challenge, phase)
    VALUES ('kfmt-d4', 'eva', 'kfmt', 4, 1, 'planned-phase', 'coffee', 'final');
  INSERT INTO decision (id, official, terminal, number, recorded_at, kind, team, name, affiliation)
    VALUES ('kfmt-d5', 'eva', 'kfmt', 5, 1, 'entered-team', 'lasr', 'LASR', 'Leeds');
  INSERT INTO decision (id, official, terminal, number, recorded_at, kind, team, challenge)
    VALUES ('kfmt-d6', 'eva', 'kfmt', 6, 1, 'entered-challenge', 'lasr', 'coffee');
  INSERT INTO decision (id, official, terminal, number, recorded_at, kind, team, challenge, reason)
    VALUES ('kfmt-d7', 'eva', 'kfmt', 7, 1, 'withdrew', 'lasr', 'coffee', 'arm');
  INSERT INTO decision (id, official, terminal, number, recorded_at, kind, team, reason)
    VALUES ('kfmt-d8', 'eva', 'kfmt', 8, 1, 'disqualified', 'lasr', 'remote control');
  INSERT INTO decision (id, official, terminal, number, recorded_at, kind, target, reason)
    VALUES ('kfmt-d9', 'eva', 'kfmt', 9, 1, 'retracted', 'kfmt-d8', 'it was not');
  INSERT INTO run (id, challenge, team, phase, number, rule_set_id, rule_set_edition, rule_set_digest, official,
    terminal, opened_at)
    VALUES ('coffee-1', 'coffee', 'lasr', 'trials', 1, 'demo/coffee', 1, 'd1', 'ada', 'kfmt', 2);
  """

private let entries1: [(columns: String, values: String, fact: Fact)] = [
  ("kind", "'started'", .started),
  ("kind", "'paused'", .paused),
  ("kind", "'resumed'", .resumed),
  ("kind, finish", "'finished', 'completed'", .finished(.completed)),
  ("kind, finish", "'finished', 'time-limit'", .finished(.timeLimit)),
  ("kind, finish", "'finished', 'team-stopped'", .finished(.teamStopped)),
  ("kind, finish", "'finished', 'referee-stopped'", .finished(.refereeStopped)),
  ("kind, finish", "'finished', 'no-show'", .finished(.noShow)),
  ("kind, finish", "'finished', 'invalid'", .finished(.invalid)),
  ("kind, item, count", "'observed', 'deliver', 2", .observed("deliver", at: nil, count: 2)),
  ("kind, item, instance, count", "'observed', 'deliver', 't1', 1", .observed("deliver", at: "t1", count: 1)),
  ("kind, item, level", "'chose', 'door', 'opened'", .chose("door", at: nil, "opened")),
  ("kind, item, instance, level", "'chose', 'door', 'left', 'opened'", .chose("door", at: "left", "opened")),
  (
    "kind, item, value_numerator, value_denominator, unit", "'measured', 'gap', 7, 20, 'm'",
    .measured("gap", at: nil, Quantity(Points(7, over: 20), .metres))
  ),
  (
    "kind, item, instance, value_numerator, value_denominator, unit", "'measured', 'gap', 'g', -3, 1, ''",
    .measured("gap", at: "g", Quantity(-3))
  ),
  (
    "kind, item, rater, value_numerator, value_denominator, unit", "'rated', 'looks', 'jury-1', 9, 2, 'points'",
    .rated("looks", at: nil, by: "jury-1", Quantity(Points(9, over: 2), .points))
  ),
  ("kind", "'restarted'", .restarted),
  ("kind, duration, reason", "'extended', 60000, 'lights'", .extended(Milliseconds(60_000), reason: "lights")),
  ("kind, target, reason", "'retracted', 'kfmt-1', 'wrong'", .retracted("kfmt-1", reason: "wrong")),
  ("kind, value_numerator, value_denominator", "'claimed', 7, 3", .claimed(total: Points(7, over: 3))),
  ("kind, check_id, reason", "'accepted', 'both', 'seen'", .accepted("both", reason: "seen")),
  ("kind, role, code", "'signed', 'referee', 'ab12'", .signed(as: .referee, code: "ab12")),
  ("kind, role, code", "'signed', 'team', 'ab12'", .signed(as: .team, code: "ab12")),
  ("kind, text", "'protested', 'no'", .protested("no")),
  ("kind, text", "'ruled', 'yes'", .ruled("yes")),
  ("kind, reason", "'voided', 'fire'", .voided(reason: "fire")),
  ("kind, text", "'noted', 'hello'", .noted("hello")),
]

private let version2 = """
  INSERT INTO competition VALUES (1, '00112233445566778899aabbccddeeff', 'old', 1);
  INSERT INTO rule_set VALUES ('d1', 'demo/coffee', 1, 'id: demo/coffee' || char(10) || 'edition: 1' || char(10), 'test');
  INSERT INTO run (id, challenge, team, phase, number, rule_set_id, rule_set_edition, rule_set_digest, official,
    terminal, opened_at) VALUES ('coffee-1', 'coffee', 'lasr', 'trials', 1, 'demo/coffee', 1, 'd1', 'ada', 'kfmt', 2);
  INSERT INTO entry (id, run, official, terminal, number, clock, recorded_at, kind)
    VALUES ('kfmt-1', 'coffee-1', 'ada', 'kfmt', 1, 0, 3, 'started');
  """

@Suite("What was ever written")
struct EveryKindEverWrittenTests {
  @Test("a file of format 1 with every kind of row is read for ever")
  func format1() throws {
    let folder = try Folder()
    do {
      let raw = try DatabaseQueue(path: folder.file())
      try raw.write { db in
        try db.execute(sql: Schema.migrations[0].script)
        try db.execute(sql: version1)
        for (index, entry) in entries1.enumerated() {
          let number = "\(index + 1)"
          try db.execute(
            sql: "INSERT INTO entry (id, run, official, terminal, number, clock, recorded_at, " + entry.columns
              + ") VALUES ('kfmt-" + number + "', 'coffee-1', 'ada', 'kfmt', " + number + ", 31000, 3, " + entry.values
              + ")")
        }
        try db.execute(sql: "INSERT INTO stopwatch (entry, boot, milliseconds) VALUES ('kfmt-1', 'b', 5)")
      }
      try raw.writeWithoutTransaction {
        try $0.execute(sql: "PRAGMA application_id = 1415670905; PRAGMA user_version = 1")
      }
    }
    let store = try EventStore.open(at: folder.file(), readOnly: false)
    try store.read { (reader) throws in
      #expect(try reader.entries().map(\.entry.fact) == entries1.map(\.fact))
      #expect(try reader.log(of: "coffee-1", rules: compile).entries.first?.clock == Milliseconds.at(0, 31))
      #expect(
        try reader.decisions().map(\.ruling) == [
          .named("Smart City", days: ["2025-09-23", "2025-09-24"]),
          .heldChallenge("coffee", title: "Coffee", rules: rulesReference),
          .plannedPhase(
            "coffee",
            PhasePlan(
              phase: .trials, runs: 3, aggregation: .meanOfBest(2),
              ranking: [.notDisqualified, .mostPoints, RankingKey(.item("bump"), greaterIsBetter: false)])),
          .plannedPhase("coffee", PhasePlan(phase: .final)),
          .enteredTeam("lasr", name: "LASR", affiliation: "Leeds"), .enteredChallenge("lasr", "coffee"),
          .withdrew("lasr", from: "coffee", reason: "arm"), .disqualified("lasr", from: nil, reason: "remote control"),
          .retracted("kfmt-d8", reason: "it was not"),
        ])
      #expect(try reader.runs().map(\.official) == ["ada"])
      #expect(try reader.stopwatch(of: "kfmt-1") == BootTime(boot: "b", milliseconds: 5))
      #expect(try reader.identity().id == "00112233445566778899aabbccddeeff")
    }
    #expect(Set(entries1.map(\.fact.kind)) == Set(Fact.Kind.allCases), "a new kind needs a row here")
  }

  @Test("a signature of the days before the team's had a name is read without one, and keeps its bytes")
  func signatures() {
    for (column, code, name) in [
      ("ab12", "ab12", nil), ("", "", nil), ("ab12\nAna Ruiz", "ab12", "Ana Ruiz"), ("\nAna", "", "Ana"),
    ] as [(String, String, String?)] {
      let signed = SignedColumn(column)
      #expect(signed.code == code && signed.name == name)
      #expect(signed.text == column)
    }
  }

  @Test("a file of format 2 is read as it is, untouched, and goes on in the present format")
  func format2() throws {
    let folder = try Folder()
    do {
      // A file of the present format, turned back to what format 2 had.
      let raw = try DatabaseQueue(path: folder.file())
      try raw.write { db in
        for migration in Schema.migrations.prefix(2) { try db.execute(sql: migration.script) }
        try db.execute(sql: version2)
      }
      try raw.writeWithoutTransaction {
        try $0.execute(sql: "PRAGMA application_id = 1415670905; PRAGMA user_version = 2")
      }
    }
    let before = try folder.fingerprint()
    do {
      let store = try EventStore.open(at: folder.file(), readOnly: true)
      #expect(try store.read { try $0.runs() }.map(\.id) == ["coffee-1"])
      #expect(try store.read { try $0.schemaFindings() } == [])
    }
    #expect(try folder.fingerprint() == before)
    let store = try EventStore.open(at: folder.file(), readOnly: false)
    try store.read { (reader) throws in
      #expect(try reader.runs().map(\.openedAt) == [2])
      #expect(try reader.entries().map(\.entry.fact) == [.started])
      #expect(try reader.schemaFindings() == [] && reader.orderFindings() == [])
    }
    #expect(try store.foreignKeyCheck() == [] && store.integrityCheck() == [])
    // The next row of the table that was made anew goes on where the old one stopped.
    #expect(try store.openRun("homer") == "coffee-2")
    #expect(throws: (any Error).self) {
      try store.queue.write { try $0.execute(sql: "UPDATE run SET team = 'x'") }
    }
  }

  @Test("a released migration is never edited")
  func migrations() {
    // FNV-1a, so that an edit cannot go unseen. A new format adds a line and changes none.
    let prints = Schema.migrations.map { migration in
      migration.script.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
    #expect(prints == [9_713_298_442_207_393_066, 16_725_956_143_641_228_558, 16_080_619_112_381_648_083])
  }
}
