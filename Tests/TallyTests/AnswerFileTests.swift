import Foundation
import Testing

/// Where an answer may go: every command that writes a file, and every kind of place.
@Suite("An answer never takes the place of what somebody may want")
struct AnswerFileTests {
  /// A command with `-o`, as far as its `-o`, and what its file's name ends in.
  struct Writer: CustomTestStringConvertible, Sendable {
    var line: String
    var ending = "csv"
    var canReplace = true
    var testDescription: String { line }
  }

  static let writers: [Writer] = [
    Writer(line: "tally plan show"), Writer(line: "tally plan schema", ending: "json", canReplace: false),
    Writer(line: "tally team list"), Writer(line: "tally challenge list"),
    Writer(line: "tally rules new test-2026/new", ending: "yaml", canReplace: false),
    Writer(line: "tally rules list"), Writer(line: "tally rules show keys.yaml"),
    Writer(line: "tally rules show scrc-2025/coffee-shop-orders --yaml", ending: "yaml"),
    Writer(line: "tally rules diff keys.yaml keys.yaml"),
    Writer(line: "tally rules schema", ending: "json", canReplace: false), Writer(line: "tally run list"),
    Writer(line: "tally run show coffee-1"), Writer(line: "tally run explain coffee-1"),
    Writer(line: "tally run compare coffee-1 coffee-2"), Writer(line: "tally schedule show"),
    Writer(line: "tally schedule make --window 2025-09-23T13:00/18:00 --official chair"), Writer(line: "tally next"),
    Writer(line: "tally standings"), Writer(line: "tally standings --format html", ending: "html"),
    Writer(line: "tally standings --format json", ending: "json"),
    Writer(line: "tally standings --format markdown", ending: "md"),
    Writer(line: "tally standings --format text", ending: "txt"),
    Writer(line: "tally explain lasr"), Writer(line: "tally what-if place coffee lasr 1"),
    Writer(line: "tally what-if protest desk-1"), Writer(line: "tally what-if rules coffee keys.yaml"),
    Writer(line: "tally what-if retract coffee-1 desk-2"), Writer(line: "tally what-if withdraw kcl"),
    Writer(line: "tally what-if disqualify kcl"),
    Writer(line: "tally finalists coffee --admit homer --reason x --official chair"),
    Writer(line: "tally season tally.sqlite other.sqlite"), Writer(line: "tally protest list"),
    Writer(line: "tally protest decide desk-1 rejected --reason x --official jury"),
    Writer(line: "tally protest show desk-1"), Writer(line: "tally tie list"),
    Writer(line: "tally rescore coffee --rules keys.yaml --adopt --reason x --official chair"),
    Writer(line: "tally decision list"), Writer(line: "tally screen list"),
    Writer(line: "tally publish --all --provisional --force --reason x --official chair"),
    Writer(line: "tally revisions"), Writer(line: "tally audit"),
    Writer(line: "tally log export", ending: "jsonl", canReplace: false),
  ]

  /// Every file of a folder with its bytes, its kind and its inode.
  static func fingerprint(_ command: Command) throws -> [String: String] {
    var prints: [String: String] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: command.folder.path) {
      let path = command.folder.path + "/" + name
      var status = stat()
      #expect(lstat(path, &status) == 0)
      let isFile = status.st_mode & S_IFMT == S_IFREG
      let bytes = isFile ? try Data(contentsOf: URL(filePath: path)).base64EncodedString() : ""
      prints[name] = "\(status.st_ino) \(status.st_mode) \(bytes)"
    }
    return prints
  }

  /// A folder with everything in it that must not be written over.
  private func folder(_ writer: Writer) throws -> (command: Command, targets: [(name: String, isPrecious: Bool)]) {
    let day = try EventDay()
    let (command, end) = (day.command, writer.ending)
    func bytes(_ name: String) throws -> Data { try Data(contentsOf: command.folder.appending(path: name)) }
    func put(_ data: Data, _ name: String) throws { try data.write(to: command.folder.appending(path: name)) }
    try day.must("tally backup other.sqlite")
    try put(bytes("other.sqlite"), "database.\(end)")
    try put(bytes("tally.sqlite.witness"), "witness.\(end)")
    if writer.ending != "jsonl" {
      try day.must("tally log export -o log.jsonl")
      try put(bytes("log.jsonl"), "log.\(end)")
    } else {
      try command.write(#"{"ruleSet":"other/rules","edition":1,"digest":"d","text":"t"}"# + "\n", to: "log.\(end)")
    }
    try put(bytes("keys.yaml"), "rules.\(end)")
    try put(bytes("plan.yaml"), "a-plan.\(end)")
    try command.write("what I must not forget\n", to: "notes.\(end)")
    try command.write("what I must not forget\n", to: "without-ending")
    let manager = FileManager.default
    let here = command.folder
    try manager.createSymbolicLink(
      at: here.appending(path: "link.\(end)"), withDestinationURL: here.appending(path: "tally.sqlite"))
    try manager.createSymbolicLink(atPath: here.path + "/round.\(end)", withDestinationPath: "round.\(end)")
    try manager.linkItem(at: here.appending(path: "tally.sqlite"), to: here.appending(path: "hard.\(end)"))
    try manager.createDirectory(at: here.appending(path: "results"), withIntermediateDirectories: false)
    return (
      command,
      [
        ("tally.sqlite", true), ("tally.sqlite.witness", true), ("tally.sqlite-journal", true),
        ("other.sqlite", true), ("new.sqlite", true), ("new.sqlite.witness", true), ("new.sqlite-wal", true),
        ("database.\(end)", true), ("witness.\(end)", true), ("log.\(end)", true), ("rules.\(end)", true),
        ("a-plan.\(end)", true), ("keys.yaml", true), ("plan.yaml", true), ("link.\(end)", true),
        ("hard.\(end)", true), ("round.\(end)", true), ("results", true), ("results/", true),
        ("nowhere/x.\(end)", true), ("x.xlsx", true), ("x.pdf", true), ("x.\(end).gz", true),
        (end == "html" ? "x.csv" : "x.html", true), ("/dev/fd/77", true), ("notes.\(end)", false),
        ("without-ending", false),
      ]
    )
  }

  @Test("what is there stays, and nothing is recorded", arguments: writers)
  func refused(_ writer: Writer) throws {
    let (command, targets) = try folder(writer)
    let before = try AnswerFileTests.fingerprint(command)
    // Without a format, the name says what is written: then it must be one that Tally writes.
    let line = writer.ending == "csv" ? writer.line + " --format csv" : writer.line
    for target in targets {
      for replacing in writer.canReplace && target.isPrecious ? ["", " --replace"] : [""] {
        let outcome = try command.run(line: line + " -o \(target.name)" + replacing)
        #expect(outcome.code == 1, "\(target.name)\(replacing): \(outcome.out)\(outcome.err)")
        let sentences = outcome.err.split(separator: "\n")
        #expect(sentences.count == 1 && outcome.err.hasPrefix("error: "), "\(target.name): \(outcome.err)")
      }
    }
    #expect(try AnswerFileTests.fingerprint(command) == before)
  }

  @Test("the table above has every command with an -o, and no other")
  func complete() throws {
    let process = Process()
    process.executableURL = Command.binary
    process.arguments = ["--experimental-dump-help"]
    let out = Pipe()
    process.standardOutput = out
    try process.run()
    let data = out.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    var found: Set<String> = []
    func walk(_ command: [String: Any], _ words: [String]) {
      let words = words + [command["commandName"] as? String ?? ""]
      let names = (command["arguments"] as? [[String: Any]] ?? []).flatMap {
        ($0["names"] as? [[String: Any]] ?? []).compactMap { $0["name"] as? String }
      }
      if names.contains("output") { found.insert(words.joined(separator: " ")) }
      for child in command["subcommands"] as? [[String: Any]] ?? [] { walk(child, words) }
    }
    let root = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    walk(root?["command"] as? [String: Any] ?? [:], [])
    #expect(found.count > 30)
    for name in found {
      #expect(AnswerFileTests.writers.contains { ($0.line + " ").hasPrefix(name + " ") }, "\(name)")
    }
  }

  /// One command for each thing that can be written.
  static let kinds = writers.filter { writer in
    [
      "tally standings", "tally rules new", "tally rules schema", "tally log export",
      "tally rules show scrc-2025/coffee-shop-orders --yaml",
    ]
    .contains { writer.line.hasPrefix($0) }
  }

  @Test("it is written into a pipe, and through a link; an empty file makes place", arguments: kinds)
  func accepted(_ writer: Writer) throws {
    let command = try EventDay().command
    let end = writer.ending
    let format = writer.line == "tally standings" ? " --format csv" : ""
    let expected = try command.must(writer.line + format)
    let path = command.folder.path + "/"

    #expect(mkfifo(path + "pipe", 0o600) == 0)
    for name in ["pipe", "link-to-pipe.xlsx"] {
      if name != "pipe" {
        try FileManager.default.createSymbolicLink(atPath: path + name, withDestinationPath: "pipe")
      }
      let running = try command.start(
        (writer.line + format + " -o \(name)").split(separator: " ").dropFirst().map(String.init))
      let pipe = try #require(FileHandle(forReadingAtPath: path + "pipe"))
      #expect(String(decoding: pipe.readDataToEndOfFile(), as: UTF8.self) == expected)
      #expect(running.finish().code == 0)
    }
    var status = stat()
    #expect(lstat(path + "pipe", &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
    #expect(try command.must(writer.line + format + " -o -") == expected)
    #expect(try command.must(writer.line + format + " -o /dev/stdout") == expected)

    try FileManager.default.createDirectory(atPath: path + "far", withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(atPath: path + "a.\(end)", withDestinationPath: "b.\(end)")
    try FileManager.default.createSymbolicLink(atPath: path + "b.\(end)", withDestinationPath: "far/c.\(end)")
    try command.write("", to: "empty.\(end)")
    for name in ["a.\(end)", "empty.\(end)", "plain"] {
      try command.must(writer.line + format + " -o \(name)")
      #expect(try command.read(name) == expected)
    }
    #expect(lstat(path + "a.\(end)", &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
    #expect(try command.read("far/c.\(end)") == expected)
    let left = try FileManager.default.subpathsOfDirectory(atPath: command.folder.path).filter {
      $0.contains("unfinished")
    }
    #expect(left == [])
  }

  @Test("an earlier answer makes place for the next, until somebody changes it")
  func again() throws {
    let day = try EventDay()
    for end in ["csv", "json", "html", "md", "txt"] {
      try day.must("tally run list -o runs.\(end)")
      let first = try day.command.read("runs.\(end)")
      try day.must("tally run note coffee-1 \"one more\"")
      try day.must("tally run list -o runs.\(end)")
      try day.must("tally standings -o runs.\(end)")
      #expect(try day.command.read("runs.\(end)") != first)
      try day.command.write(try day.command.read("runs.\(end)") + "my own remark\n", to: "runs.\(end)")
      let changed = try day.command.read("runs.\(end)")
      try day.refuses("tally standings -o runs.\(end)", "was changed since", "--replace")
      #expect(try day.command.read("runs.\(end)") == changed)
      try day.must("tally standings -o runs.\(end) --replace")
      #expect(try day.command.read("runs.\(end)") != changed)
    }
    // A schema and rules that say the same already are left as they are.
    try day.must("tally rules schema -o schema.json")
    try day.must("tally rules schema -o schema.json")
    try day.must("tally rules show keys.yaml --yaml -o keys.yaml")
  }

  @Test("a log makes place for one that has all of it, and for no other")
  func logs() throws {
    let day = try EventDay()
    try day.must("tally backup before.sqlite")
    try day.must("tally log export -o day.jsonl")
    try day.must("tally run note coffee-1 later")
    try day.must("tally log export -o day.jsonl")
    let log = try day.command.read("day.jsonl")
    #expect(log.contains("later"))
    try day.refuses("tally log export -o day.jsonl --db before.sqlite", "something that this one has not")
    #expect(try day.command.read("day.jsonl") == log)
  }

  @Test("files for others can be read by all, whatever the umask; a permission that was taken stays taken")
  func permissions() throws {
    let day = try EventDay()
    func mode(_ name: String) -> mode_t {
      var status = stat()
      return stat(day.command.folder.path + "/" + name, &status) == 0 ? status.st_mode & 0o7777 : 0
    }
    let shell = Process()
    shell.executableURL = URL(filePath: "/bin/sh")
    shell.currentDirectoryURL = day.command.folder
    shell.environment = day.command.environment
    shell.standardOutput = FileHandle.nullDevice
    shell.arguments = [
      "-c",
      """
      T='\(Command.binary.path)'; set -e
      for mask in 000 077; do umask $mask
        $T standings -o board-$mask.html; $T log export -o log-$mask.jsonl; $T export --to results-$mask
        $T init --name x --db x-$mask.sqlite; $T team add a A --db x-$mask.sqlite
        $T init --name x --group --db group-$mask.sqlite; $T team add a A --db group-$mask.sqlite
        $T backup copy-$mask.sqlite --db x-$mask.sqlite; $T backup group-copy-$mask.sqlite --db group-$mask.sqlite
      done
      """,
    ]
    try shell.run()
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 0)
    for mask in ["000", "077"] {
      for name in [
        "board-\(mask).html", "log-\(mask).jsonl", "results-\(mask)/teams.csv", "results-\(mask)/manifest.csv",
      ] {
        #expect(mode(name) == 0o644, "\(name)")
      }
      #expect(mode("results-\(mask)") == 0o755 && mode("results-\(mask)/sheets") == 0o755)
      for name in ["x-\(mask).sqlite", "x-\(mask).sqlite.witness", "copy-\(mask).sqlite"] {
        #expect(mode(name) == 0o600, "\(name)")
      }
      for name in ["group-\(mask).sqlite", "group-\(mask).sqlite.witness", "group-copy-\(mask).sqlite"] {
        #expect(mode(name) == 0o660, "\(name)")
      }
    }
    #expect(chmod(day.command.folder.path + "/board-000.html", 0o640) == 0)
    try day.must("tally standings -o board-000.html")
    #expect(mode("board-000.html") == 0o640)
  }

  @Test("init, backup, plan new, plan export and simulate take nobody's place either")
  func others() throws {
    let day = try EventDay()
    try day.command.write("mine\n", to: "notes.txt")
    try day.command.write("mine\n", to: "mine.yaml")
    try day.must("tally simulate --to try --teams 2 --trials 1 --rules scrc-2025/through-the-door")
    try FileManager.default.createSymbolicLink(
      atPath: day.command.folder.path + "/dangling.sqlite", withDestinationPath: "gone.sqlite")
    try Data("old pages".utf8).write(to: day.command.folder.appending(path: "free.sqlite-journal"))
    let before = try AnswerFileTests.fingerprint(day.command)
    for name in [
      "tally.sqlite", "tally.sqlite.witness", "notes.txt", "plan.yaml", "dangling.sqlite", "try", "new.witness",
      "new-journal", "nowhere/x.sqlite", "free.sqlite", "/dev/null",
    ] {
      try day.refuses("tally backup \(name)")
      try day.refuses("tally init --name x --db \(name)")
    }
    for name in ["tally.sqlite", "tally.sqlite.witness", "notes.txt", "plan.yaml", "mine.yaml", "keys.yaml", "try"] {
      try day.refuses("tally plan new \(name)")
      try day.refuses("tally plan export \(name)")
    }
    try day.refuses("tally simulate --to try --teams 2 --trials 1 --rules scrc-2025/through-the-door")
    try day.refuses("tally simulate --to notes.txt")
    try day.refuses("tally backup --every 1s --to notes.txt")
    #expect(try AnswerFileTests.fingerprint(day.command) == before)
  }
}
