import Foundation
import Testing

/// Processes that are killed at one system call after another, and others that look at the file meanwhile.
@Suite("Whatever moment a process dies at, the file is as before or as after", .enabled(if: hasStrace, "needs strace"))
struct KilledTests {
  /// The calls by which a file changes.
  static let calls = [
    "pwrite64", "write", "fsync", "fdatasync", "ftruncate", "unlink", "rename", "renameat2", "openat", "fchmod",
    "mkdir",
  ]

  /// Runs a command again and again, killed at the first, second … of each call that has to do with this folder, and
  /// hands over what is left each time. At calls that are many, some are left out.
  private func kills(
    _ command: Command, _ line: String, prepare: () throws -> Void, check: (_ place: String) throws -> Void
  ) throws -> Int {
    var kills = 0
    for call in KilledTests.calls {
      var count = 1
      while count < 200 {
        try prepare()
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/strace")
        process.currentDirectoryURL = command.folder
        process.environment = command.environment
        process.arguments =
          ["-f", "-qq", "-o", "/dev/null", "-e", "trace=\(call)", "-e", "inject=\(call):signal=SIGKILL:when=\(count)"]
          + [Command.binary.path] + line.split(separator: " ").dropFirst().map(String.init)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        if process.terminationReason == .exit, process.terminationStatus == 0 { break }
        kills += 1
        try check("\(call) \(count)")
        count += count < 12 ? 1 : 5
      }
    }
    return kills
  }

  private func names(_ command: Command) throws -> Set<String> {
    try Set(FileManager.default.contentsOfDirectory(atPath: command.folder.path))
  }

  @Test("a competition is made whole or not at all, and can be made again")
  func making() throws {
    let command = try Command.small()
    try command.must("tally log export -o whole.jsonl")
    let whole = try command.must("tally team list --format csv")
    let count = try kills(command, "tally init --plan plan.yaml --db new.sqlite") {
      for name in try names(command) where name.contains("new.sqlite") { try command.remove(name) }
    } check: { place in
      if try names(command).contains("new.sqlite") {
        #expect(try command.must("tally team list --format csv --db new.sqlite") == whole, "\(place)")
        #expect(try command.run(line: "tally audit --db new.sqlite").code == 0, "\(place)")
      } else {
        try command.must("tally init --plan plan.yaml --db new.sqlite")
      }
      let left = try names(command).filter { $0.contains("unfinished") }
      #expect(left.count <= 2, "\(place): \(left)")
      try? command.remove("new.sqlite")
      try command.must("tally init --plan plan.yaml --db new.sqlite")
      #expect(try names(command).filter { $0.contains("unfinished") } == [], "the next one takes away what was left")
    }
    #expect(count > 40)
  }

  @Test("so is a backup")
  func backup() throws {
    let command = try Command.refereed()
    let whole = try command.must("tally log export")
    let count = try kills(command, "tally backup copy.sqlite") {
      for name in try names(command) where name.contains("copy.sqlite") { try command.remove(name) }
    } check: { place in
      if try names(command).contains("copy.sqlite") {
        #expect(try command.must("tally log export --db copy.sqlite") == whole, "\(place)")
      }
    }
    #expect(count > 40)
  }

  @Test("a commit that makes the file longer leaves a file that opens, and the next command goes on")
  func growing() throws {
    let command = try Command.small()
    try command.must("tally run open coffee lasr")
    try command.must("tally run start coffee-1")
    let long = String(repeating: "n", count: 3900)
    for _ in 0..<3 { try command.must("tally run note coffee-1 \(long)") }
    try FileManager.default.copyItem(
      at: command.folder.appending(path: "tally.sqlite"), to: command.folder.appending(path: "base"))
    var hot = 0
    let count = try kills(command, "tally run note coffee-1 \(long)") {
      for name in try names(command) where name.hasPrefix("tally.sqlite") { try command.remove(name) }
      try FileManager.default.copyItem(
        at: command.folder.appending(path: "base"), to: command.folder.appending(path: "tally.sqlite"))
    } check: { place in
      if try names(command).contains("tally.sqlite-journal") { hot += 1 }
      let shown = try command.run(line: "tally run show coffee-1 --format csv")
      #expect(shown.code == 0, "\(place): \(shown.err)")
      let next = try command.run(line: "tally run note coffee-1 next")
      #expect(next.code == 0, "\(place): \(next.err)")
    }
    // The command that ships opens fewer files than a debug build: some 40 calls against 70.
    #expect(count > 30, "\(count)")
    #expect(hot > 10, "\(hot)")
  }

  @Test("an older format is brought up to date or stays what it was, and a copy of it is kept")
  func migrating() throws {
    let command = try Command()
    let base = command.folder.appending(path: "base")
    _ = try Command.sqlite(KilledTests.formatOne, in: base)
    let count = try kills(command, "tally team add late Late --official ada") {
      for name in try names(command) where name.contains("tally") { try command.remove(name) }
      try FileManager.default.copyItem(at: base, to: command.folder.appending(path: "tally.sqlite"))
    } check: { place in
      let next = try command.run(line: "tally team add later Later --official ada")
      #expect(next.code == 0, "\(place): \(next.err)")
      #expect(try command.must("tally team list --format csv").contains("LASR"), "\(place)")
      let copies = try names(command).filter { $0.contains(".format-1") && !$0.contains("unfinished") }
      #expect(copies == ["tally.format-1.sqlite"], "\(place): \(copies)")
      let tables = "SELECT count(*) FROM decision"
      let kept = command.folder.appending(path: "tally.format-1.sqlite")
      #expect(try Command.sqlite(tables, in: kept) == Command.sqlite(tables, in: base), "\(place)")
    }
    #expect(count > 40)
  }

  /// A small file of the first format, by the tables of the first migration.
  private static var formatOne: String {
    get throws {
      let source = try String(
        contentsOf: Command.top.appending(path: "Sources/EventStore/Schema.swift"), encoding: .utf8)
      let match = try #require(source.firstMatch(of: /static let first = """\n((?s:.*?))\n    """/))
      return """
        \(match.1)
        INSERT INTO competition VALUES (1, '00112233445566778899aabbccddeeff', 'n', 1);
        INSERT INTO decision (id, official, terminal, number, recorded_at, kind, name, days)
          VALUES ('k-d1', 'ada', 'k', 1, 5, 'named', 'Old', '2025-09-23');
        INSERT INTO decision (id, official, terminal, number, recorded_at, kind, team, name, affiliation)
          VALUES ('k-d2', 'ada', 'k', 2, 6, 'entered-team', 'lasr', 'LASR', '');
        INSERT INTO terminal VALUES ('m', 'k');
        PRAGMA application_id = 1415670905; PRAGMA user_version = 1;
        """
    }
  }

  @Test("who looks at a file that another makes longer sees it whole, each time")
  func looking() throws {
    let command = try Command.small()
    try command.must("tally run open coffee lasr")
    try command.must("tally run start coffee-1")
    let long = String(repeating: "n", count: 3900)
    for _ in 0..<40 {
      let writer = try command.start(["run", "note", "coffee-1", long])
      let readers = try (0..<2).map { _ in try command.start(["run", "list"]) }
      for running in [writer] + readers {
        let outcome = running.finish()
        #expect(outcome.code == 0, "\(outcome.err)")
      }
    }
  }

  @Test("a process that was stopped in a commit is waited for, and named after a second", arguments: [1, 3])
  func stopped(_ call: Int) throws {
    let command = try Command.small()
    try command.must("tally run open coffee lasr")
    try command.must("tally run start coffee-1")
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/strace")
    process.currentDirectoryURL = command.folder
    process.environment = command.environment
    process.arguments = [
      "-f", "-qq", "-o", "trace", "-e", "trace=fdatasync", "-e", "inject=fdatasync:signal=SIGSTOP:when=\(call)",
      Command.binary.path, "run", "note", "coffee-1", "first",
    ]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    usleep(700_000)
    let other = try command.start(["run", "note", "coffee-1", "second"])
    usleep(2_500_000)
    #expect(other.process.isRunning, "it waits")
    let stopped = try String(
      contentsOfFile: "/proc/\(process.processIdentifier)/task/\(process.processIdentifier)/children", encoding: .utf8
    )
    .split(separator: " ").compactMap { Int32($0) }
    for id in stopped { kill(id, SIGCONT) }
    let outcome = other.finish()
    process.waitUntilExit()
    #expect(outcome.code == 0, "\(outcome.err)")
    #expect(outcome.err.contains("note: process \(stopped.first ?? 0) is stopped"), "\(outcome.err)")
    #expect(outcome.err.contains("60 s at most"), "\(outcome.err)")
    #expect(try command.must("tally log export").components(separatedBy: "\"noted\"").count - 1 == 2)
  }
}

let hasStrace = FileManager.default.isExecutableFile(atPath: "/usr/bin/strace")
