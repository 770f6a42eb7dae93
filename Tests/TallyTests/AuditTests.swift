import Foundation
import Testing

/// What somebody does with SQLite's own shell who knows the tables and wants nobody to notice: the triggers are back
/// afterwards.
extension Command {
  func attack(_ script: String, on name: String = "tally.sqlite", sourceLocation: SourceLocation = #_sourceLocation)
    throws
  {
    let file = folder.appending(path: name)
    let tables = ".dump entry decision decision_field run rule_set sqlite_sequence"
    let names = try Command.sqlite("SELECT name FROM sqlite_schema WHERE type = 'trigger'", in: file)
    let triggers = try Command.sqlite(
      "SELECT group_concat(sql, ';' || char(10)) || ';' FROM sqlite_schema WHERE type = 'trigger'", in: file)
    let drop = names.split(separator: "\n").map { "DROP TRIGGER \($0);" }.joined()
    let before = try Command.sqlite(tables, in: file)
    _ = try Command.sqlite("BEGIN; \(drop) \(script); \(triggers) COMMIT;", in: file)
    #expect(try Command.sqlite(tables, in: file) != before, "the attack did nothing", sourceLocation: sourceLocation)
  }

  /// The names of what an audit finds, in order; it must end with 1 where it finds anything and with 0 where not.
  func findings(_ arguments: String = "", sourceLocation: SourceLocation = #_sourceLocation) throws -> [String] {
    let outcome = try run(line: "tally audit --format json " + arguments)
    let report = try JSONSerialization.jsonObject(with: Data(outcome.out.utf8)) as? [String: Any]
    let tables = try #require(report?["blocks"] as? [[String: Any]])
    let rows = tables.filter { $0["title"] as? String == "What does not hold" }
      .flatMap { $0["rows"] as? [[String: Any]] ?? [] }
    #expect(outcome.code == (rows.isEmpty ? 0 : 1), "\(outcome.err)", sourceLocation: sourceLocation)
    return rows.map { "\($0["finding"] ?? "") \($0["subject"] ?? "")" }
  }

  /// The small competition with two signed runs, typed on two terminals.
  static func refereed() throws -> Command {
    let command = try small()
    var other = command
    other.environment["TALLY_TERMINAL"] = "tent"
    for line in [
      "tally run open coffee lasr", "tally run start coffee-1", "tally run saw coffee-1 delivered@table-1 --at 0:30",
      "tally run saw coffee-1 bump --at 0:40", "tally run saw coffee-1 delivered@table-2 --at 1:00",
      "tally run finish coffee-1 --at 2:00", "tally run sign coffee-1 --as referee",
    ] { try command.must(line) }
    for line in [
      "tally run open coffee mk-u", "tally run start coffee-2", "tally run note coffee-2 hello",
      "tally run finish coffee-2 --at 3:00", "tally run note coffee-1 \"from the tent\"",
      "tally run retract coffee-1 desk-6 --reason \"signed too early\"",
    ] { try other.must(line) }
    // What another machine knows that was given a copy before the sheet was signed anew.
    try command.copy("tally.sqlite", to: "before.sqlite")
    try other.must("tally run sign coffee-1 --as referee")
    return command
  }

  func remove(_ name: String) throws { try FileManager.default.removeItem(at: folder.appending(path: name)) }

  func copy(_ name: String, to other: String) throws {
    try? remove(other)
    try FileManager.default.copyItem(at: folder.appending(path: name), to: folder.appending(path: other))
  }
}

/// The ways in which a log can be falsified, and what an audit says.
enum Attack: String, CaseIterable {
  case change, delete, insert, swap, truncate, rollBack, olderCopy

  /// Falsifies the file, which has a backup of before as `backup.sqlite` and an older one as `older.sqlite`.
  func strike(_ command: Command) throws {
    switch self {
    case .change: try command.attack("UPDATE entry SET instance = 'table-3' WHERE id = 'desk-2'")
    case .delete: try command.attack("DELETE FROM entry WHERE id = 'desk-3'")
    case .insert:
      try command.attack(
        """
        UPDATE entry SET number = number + 1000, id = 'x' || id WHERE terminal = 'desk' AND number >= 3;
        UPDATE entry SET number = number - 999, id = 'desk-' || (number - 999)
          WHERE terminal = 'desk' AND number > 1000;
        INSERT INTO entry (id, run, official, terminal, number, clock, recorded_at, kind, item, instance, count, link)
          SELECT 'desk-3', run, official, terminal, 3, clock, recorded_at, kind, item, 'table-3', count, link
          FROM entry WHERE id = 'desk-2'
        """)
    case .swap:
      try command.attack(
        """
        UPDATE entry SET number = 1000 WHERE id = 'desk-2'; UPDATE entry SET number = 2 WHERE id = 'desk-4';
        UPDATE entry SET number = 4 WHERE id = 'desk-2'
        """)
    case .truncate: try command.attack("DELETE FROM entry WHERE terminal = 'tent' AND number >= 3")
    case .rollBack:
      try command.attack(
        """
        DELETE FROM entry WHERE id = 'tent-6';
        UPDATE sqlite_sequence SET seq = (SELECT max(sequence) FROM entry) WHERE name = 'entry'
        """)
    case .olderCopy: try command.copy("older.sqlite", to: "tally.sqlite")
    }
  }

  /// What the audit of the file alone names first.
  var named: String {
    switch self {
    case .change: "changed desk-2"
    case .delete: "gap desk-4"
    case .insert: "changed desk-3"
    case .swap: "changed desk-4"
    case .truncate: "gone tent entry 3-6"
    case .rollBack: "gone tent entry 6"
    case .olderCopy: "gone tent entry 2-6"
    }
  }

  /// What it names against the backup, without the witness.
  var namedAgainstBackup: [String] {
    switch self {
    case .change: ["different desk-2"]
    case .delete: ["missing desk-3"]
    case .insert: ["different desk-3", "different desk-4", "different desk-5", "different desk-6"]
    case .swap: ["different desk-2", "different desk-4"]
    case .truncate: ["missing tent-3"]
    case .rollBack: ["missing tent-6"]
    case .olderCopy: ["missing tent-2"]
    }
  }
}

@Suite("Nothing was changed, or it is named")
struct AuditTests {
  private func prepared() throws -> Command {
    let command = try Command.refereed()
    try command.must("tally log export -o whole.jsonl")
    // A copy of an hour ago: the log up to the tent's first entry.
    let lines = try command.read("whole.jsonl").split(separator: "\n")
    let late = lines.filter { !$0.contains(/"id":"tent-[2-6]"/) }
    try command.write(late.joined(separator: "\n") + "\n", to: "older.jsonl")
    try command.must("tally init --from older.jsonl --db older.sqlite")
    try command.remove("older.sqlite.witness")
    try command.must("tally backup backup.sqlite")
    return command
  }

  @Test("a log that nobody touched holds, alone, against its backup, its export and an older copy")
  func sound() throws {
    let command = try prepared()
    #expect(try command.findings() == [])
    for other in ["backup.sqlite", "whole.jsonl", "older.sqlite", "older.jsonl", "tally.sqlite"] {
      #expect(try command.findings("--against \(other)") == [], "\(other)")
    }
    let text = try command.must("tally audit")
    #expect(text.hasPrefix("tally.sqlite: all holds\n"))
    #expect(text.contains("19 records in 3 chains") && text.contains("19 records that were made or taken in here"))
    #expect(text.contains("1 signatures") && text.firstMatch(of: /now +[0-9A-Z]{4}-[0-9A-Z]{4} +yes/) != nil)
  }

  @Test("every attack is named by the file alone", arguments: Attack.allCases)
  func alone(attack: Attack) throws {
    let command = try prepared()
    try attack.strike(command)
    let found = try command.findings()
    #expect(found.contains(attack.named), "\(found)")
    let text = try command.run("audit").out
    #expect(text.contains("The first thing that does not hold"))
  }

  @Test(
    "without the witness every attack is named against a backup, and against an exported log",
    arguments: Attack.allCases)
  func againstBackup(attack: Attack) throws {
    let command = try prepared()
    try attack.strike(command)
    try command.remove("tally.sqlite.witness")
    for other in ["backup.sqlite", "whole.jsonl"] {
      let found = try command.findings("--against \(other)")
      for name in attack.namedAgainstBackup { #expect(found.contains(name), "\(other): \(found)") }
    }
  }

  @Test("what only the witness can see is not seen without it")
  func onlyTheWitness() throws {
    for attack in [Attack.rollBack, .olderCopy] {
      let command = try prepared()
      try attack.strike(command)
      try command.remove("tally.sqlite.witness")
      // The team's signature goes with it, so there is nothing left to say it.
      #expect(try command.findings() == [])
    }
  }

  @Test("an end that was taken away shows by SQLite's own count too")
  func taken() throws {
    let command = try prepared()
    try Attack.truncate.strike(command)
    try command.remove("tally.sqlite.witness")
    #expect(try command.findings() == ["taken-out arrival"])
  }

  @Test(
    "a changed run, decision, trigger, index and rule set are named",
    arguments: [
      ("UPDATE run SET team = 'mk-u', number = 2 WHERE id = 'coffee-1'", ["changed-run coffee-1"]),
      ("UPDATE run SET opened_at = 1 WHERE id = 'coffee-2'", ["changed-run coffee-2"]),
      (
        "UPDATE decision_field SET text = 'LISA' WHERE name = 'name' AND text = 'LASR'", ["changed desk-d2"]
      ),
      ("UPDATE decision_field SET text = 'Tea' WHERE decision = 'desk-d4' AND name = 'title'", ["changed desk-d4"]),
      (
        "UPDATE rule_set SET text = text || '# 20 points'",
        ["rules-changed scrc-2025/coffee-shop-orders"]
      ),
      (
        "DELETE FROM decision WHERE number = 3; DELETE FROM decision_field WHERE decision = 'desk-d3'",
        ["taken-out arrival", "gap desk-d4", "gone desk decision 3"]
      ),
      ("UPDATE entry SET run = 'coffee-9' WHERE id = 'tent-1'", ["dangling file", "changed tent-1"]),
      (
        "INSERT INTO entry (id, run, official, terminal, number, clock, recorded_at, kind) "
          + "VALUES ('desk-7', 'coffee-1', 'R1', 'desk', 7, 0, 0, 'restarted')", ["unlinked desk-7"]
      ),
    ])
  func otherThings(script: String, names: [String]) throws {
    let command = try Command.refereed()
    try command.attack(script)
    let found = try command.findings()
    // A changed sheet breaks its signature as well, and without its team a run counts nowhere.
    #expect(found.filter { !$0.hasPrefix("signature") && !$0.hasPrefix("stray") } == names, "\(found)")
  }

  @Test("a trigger that is gone or weaker, and anything that does not belong there, is named")
  func tables() throws {
    for script in [
      "DROP TRIGGER entry_is_never_changed", "DROP INDEX entry_by_run", "CREATE VIEW standings AS SELECT 1",
      "DROP TRIGGER run_is_never_deleted; CREATE TRIGGER run_is_never_deleted BEFORE DELETE ON run BEGIN SELECT 1; END",
    ] {
      let command = try Command.small()
      _ = try Command.sqlite(script, in: command.folder.appending(path: "tally.sqlite"))
      #expect(try command.findings() == ["tables tables"], "\(script)")
    }
    let command = try Command.small()
    _ = try Command.sqlite("DROP TRIGGER entry_is_never_changed", in: command.folder.appending(path: "tally.sqlite"))
    #expect(try command.run("audit").out.contains("the trigger 'entry_is_never_changed' is missing"))
  }

  // MARK: - Signatures

  @Test("a sheet that was added to after it was signed is a finding until it is signed anew")
  func addedTo() throws {
    let command = try Command.refereed()
    #expect(try command.findings() == [])
    var later = command
    later.environment["TALLY_NOW"] = "2025-09-23T09:30:00.000Z"
    try later.must("tally run note coffee-1 \"a remark breaks no signature\"")
    #expect(try command.findings() == [])
    var apart = later
    apart.environment["TALLY_TERMINAL"] = "apart"
    try apart.must("tally run saw coffee-1 bump --at 1:10 --db before.sqlite")
    try command.must("tally merge before.sqlite")
    #expect(try command.findings() == ["signature tent-6"])
    #expect(try command.run("audit").out.contains("the sheet was added to afterwards (apart-1)"))
    try command.must("tally run protest coffee-2 \"no part of a sheet\"")
    try command.must("tally run retract coffee-1 tent-6 --reason \"sign again\"")
    try command.must("tally run sign coffee-1 --as referee")
    #expect(try command.findings() == [])
  }

  @Test("a signed sheet that was changed is told from one that was added to")
  func changedSheet() throws {
    let command = try Command.refereed()
    try command.attack("UPDATE entry SET link = NULL; UPDATE entry SET clock = clock + 1 WHERE id = 'desk-2'")
    try command.remove("tally.sqlite.witness")
    #expect(try command.findings() == ["signature tent-6"], "the chain was taken away, and the signature still knows")
    #expect(try command.run("audit").out.contains("what was recorded before gives another"))
  }

  // MARK: - Lots

  @Test("lots that were not drawn as they say are named")
  func lots() throws {
    let command = try Command.refereed()
    for (number, teams) in [(1, "lasr mk-u"), (2, "mk-u lasr")] {
      try command.write(
        #"{"decision":"office-d\#(number)","official":"Eva","terminal":"office","number":\#(number),"#
          + #""at":"2025-09-23T10:00:00.000Z","ruling":"settled","challenge":"coffee","phase":"trials","#
          + #""teams":"\#(teams)","seed":"23 September","reason":"equal"}"# + "\n", to: "lots.jsonl")
      try command.must("tally merge lots.jsonl")
    }
    // One of the two orders is the one that the seed gives.
    let found = try command.findings()
    #expect(found == ["lots office-d1"] || found == ["lots office-d2"], "\(found)")
    #expect(try command.run("audit").out.contains("2 lots, drawn a second time"))
  }

  // MARK: - Codes and publications

  /// Records that the log as it is was published.
  private func publish(_ command: Command, revision: Int, code: String? = nil) throws {
    let now = try #require(try command.must("tally audit --format csv").firstMatch(of: /now,([0-9A-Z-]+)/)?.1)
    let told = code ?? String(now)
    let entries = try command.must("tally log export").matches(of: /"id":"(desk|tent)-(\d+)"/)
    let decisions = try command.must("tally log export").matches(of: /"decision":"(\w+)-d(\d+)"/)
    func last(_ terminal: String, _ matches: [(Substring, Substring)]) -> Int {
      matches.filter { $0.0 == terminal }.compactMap { Int($0.1) }.max() ?? 0
    }
    let said = entries.map { ($0.1, $0.2) }
    let decided = decisions.map { ($0.1, $0.2) }
    let terminals = Set((said + decided).map { String($0.0) }).sorted()
    let heads = terminals.map { "\($0):\(last($0, said)):\(last($0, decided))" }.joined(separator: " ")
    let published =
      #"{"decision":"office\#(revision)-d1","official":"Eva","terminal":"office\#(revision)","number":1,"#
      + #""at":"2025-09-23T10:00:00.000Z","ruling":"published","revision":\#(revision),"isOfficial":"yes","#
      + #""heads":"\#(heads)","code":"\#(told)","reason":""}"#
    try command.write(published + "\n", to: "published.jsonl")
    try command.must("tally merge published.jsonl")
  }

  @Test("what was published holds however the log goes on, and a code on paper finds it")
  func published() throws {
    let command = try Command.refereed()
    try publish(command, revision: 1)
    #expect(try command.findings() == [])
    let code = try #require(
      try command.must("tally audit --format csv").firstMatch(of: /revision 1,([0-9A-Z-]+),true/)?.1)
    try command.must("tally run open coffee lasr")
    try command.must("tally run start coffee-3")
    try command.must("tally team withdraw mk-u --reason broken")
    try publish(command, revision: 2)
    #expect(try command.findings() == [])
    let sloppy = code.lowercased().replacing("-", with: " ").replacing("0", with: "o").replacing("1", with: "l")
    let found = try command.must("tally audit --code \"\(sloppy)\"")
    #expect(found.contains("revision 1") && found.contains("yes") && !found.contains("revision 2"))
    let signed = try #require(
      try command.must("tally log export").firstMatch(of: /"role":"referee","code":"([^"]+)"/)?.1)
    #expect(try command.must("tally audit --code \(signed)").contains("run coffee-1 as referee"))
    let none = try command.run("audit", "--code", "0000-0000")
    #expect(none.code == 1 && none.err.contains("no published revision and no signed sheet has the code 0000-0000"))
    #expect(try command.run("audit", "--code", "7Q2M").code == 1)
  }

  @Test(
    "a publication does not hold when what it rests on is changed, though every chain were made anew",
    arguments: [
      "UPDATE entry SET count = 2 WHERE id = 'desk-3'", "UPDATE run SET number = 7 WHERE id = 'coffee-2'",
      "UPDATE decision_field SET text = 'LISA' WHERE text = 'LASR'", "DELETE FROM entry WHERE id = 'tent-3'",
      "UPDATE rule_set SET text = text || '#'", "UPDATE entry SET official = 'R9' WHERE id = 'desk-2'",
    ])
  func falsified(script: String) throws {
    let command = try Command.refereed()
    try publish(command, revision: 1)
    try command.attack("UPDATE entry SET link = NULL; UPDATE decision SET link = NULL; \(script)")
    #expect(try command.findings().contains("publication revision 1"))
    let code = try #require(
      try command.run("audit", "--format", "csv").out.firstMatch(of: /revision 1,([0-9A-Z-]+),false/)?.1)
    let asked = try command.run("audit", "--code", String(code))
    #expect(asked.code == 1 && asked.out.contains("no"))
  }

  @Test("a code that was never the log's own is named")
  func wrongCode() throws {
    let command = try Command.refereed()
    try publish(command, revision: 1, code: "0000-0000")
    #expect(try command.findings() == ["publication revision 1"])
  }

  @Test("the code is the first forty bits of the SHA-256 of the canonical log without identity and links")
  func codeByPython() throws {
    let command = try Command.refereed()
    let script = """
      import hashlib, re, sys
      text = "".join(re.sub(r',"link":"[0-9a-f]{64}"', "", l) for l in open("log.jsonl", newline="") if not l.startswith('{"competition"'))
      bits = int.from_bytes(hashlib.sha256(text.encode()).digest()[:5], "big")
      code = "".join("0123456789ABCDEFGHJKMNPQRSTVWXYZ"[bits >> (35 - 5 * i) & 31] for i in range(8))
      print(code[:4] + "-" + code[4:])
      """
    try command.must("tally log export -o log.jsonl")
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script]
    process.currentDirectoryURL = command.folder
    let out = Pipe()
    process.standardOutput = out
    try process.run()
    let code = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(code.count == 10)
    #expect(try command.must("tally audit --format csv").contains("now,\(code.dropLast()),true"))
  }

  // MARK: - The witness

  @Test("a kill between the commit and the witness's line is no false alarm, and a torn line is none")
  func killed() throws {
    let command = try Command.refereed()
    let witness = try command.read("tally.sqlite.witness").split(separator: "\n", omittingEmptySubsequences: false)
    try command.write(witness.dropLast(2).joined(separator: "\n") + "\n", to: "tally.sqlite.witness")
    #expect(try command.findings() == [])
    try command.write(witness.dropLast(1).joined(separator: "\n").dropLast(9) + "", to: "tally.sqlite.witness")
    #expect(try command.findings() == [])
    try command.must("tally run note coffee-2 more")
    #expect(try command.findings() == [])
    try command.remove("tally.sqlite.witness")
    #expect(try command.findings() == [])
    #expect(try command.must("tally audit").contains("there is no witness beside the file"))
  }

  @Test("random kills with signal 9 never raise an alarm")
  func kills() throws {
    let command = try Command.refereed()
    var random = SplitMix(state: 7)
    var killed = 0
    for index in 0..<40 {
      let running = try command.start(["run", "note", "coffee-2", "note \(index)"])
      usleep(UInt32(random.fraction() * 60_000))
      kill(running.process.processIdentifier, SIGKILL)
      _ = running.finish()
      if running.process.terminationReason == .uncaughtSignal { killed += 1 }
    }
    #expect(killed >= 5, "the kills came too late")
    #expect(try command.findings() == [])
  }

  @Test("where the witness cannot be written it is said, and everything is recorded all the same")
  func unwritable() throws {
    let command = try Command.small()
    try command.remove("tally.sqlite.witness")
    try FileManager.default.createDirectory(
      at: command.folder.appending(path: "tally.sqlite.witness"), withIntermediateDirectories: false)
    let outcome = try command.run("run", "open", "coffee", "lasr")
    #expect(outcome.code == 0)
    let start = try command.run("run", "start", "coffee-1")
    #expect(start.code == 0 && start.out.contains("started"))
    #expect(
      start.err.contains("warning: tally.sqlite.witness: it could not be written (Is a directory), so nothing is"))
    #expect(try command.findings() == [])
  }
}
