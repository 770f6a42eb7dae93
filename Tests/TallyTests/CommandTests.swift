import Foundation
import Testing

@Suite("The command")
struct CommandTests {
  @Test("done is 0, refused is 1, misused is 64")
  func exitCodes() throws {
    let command = try Command.small()
    #expect(try command.run("standings").code == 0)
    #expect(try command.run("run", "start", "coffee-9").code == 1)
    #expect(try command.run("run", "start").code == 64)
    #expect(try command.run("standings", "--phse", "final").code == 64)
  }

  @Test(
    "an error says what is wrong and what would be right",
    arguments: [
      ("tally run start cofee-1", "error: there is no run 'cofee-1'; did you mean 'coffee-1'?"),
      ("tally run open cofee lasr", "error: there is no challenge 'cofee'; did you mean 'coffee'?"),
      ("tally run open coffee lsr", "error: there is no team 'lsr'; did you mean 'lasr'?"),
      ("tally run opne coffee lasr", "error: 'tally run' has no command 'opne'; did you mean 'tally run open'?"),
      ("tally stadings", "error: 'tally' has no command 'stadings'; did you mean 'tally standings'?"),
      (
        "tally run saw coffee-1 delivrd@table-2",
        "error: the rules 'scrc-2025/coffee-shop-orders' (edition 1) have no item 'delivrd'; did you mean 'delivered'?"
      ),
      (
        "tally run saw coffee-1 delivered",
        "error: 'delivered' is scored per table; say at which: delivered@table-1"
      ),
      (
        "tally run saw coffee-1 delivered@table-9",
        "error: 'delivered' is scored at table-1, table-2, table-3, not at 'table-9'"
      ),
      (
        "tally run open coffee lasr",
        "error: run coffee-1 of team 'lasr' at 'coffee' has not ended; finish or void it first"
      ),
      ("tally run retract coffee-1 desk-9 --reason x", "error: run coffee-1 has no entry 'desk-9'"),
      ("tally run note coffee-1 \" \"", "error: a text is needed"),
      ("tally init", "error: there is already something at tally.sqlite"),
      (
        "tally standings --as-of yesterday",
        "error: 'yesterday' is no time; write it as 2025-09-23T14:00 or 14:00 (the venue's clock), or 2025-09-23T13:00Z (UTC)"
      ),
      ("tally standings --as-of 2025-09-23", "error: '2025-09-23' is a day and no moment; write when"),
      ("tally rules show scrc-2025/cofee-shop-orders", "did you mean 'scrc-2025/coffee-shop-orders'?"),
    ])
  func errors(line: String, message: String) throws {
    let command = try Command.small()
    try command.must("tally run open coffee lasr")
    try command.must("tally run start coffee-1")
    let before = try command.must("tally log export")
    let outcome = try command.run(line: line)
    #expect(outcome.code == 1 || outcome.code == 64)
    #expect(outcome.out == "")
    #expect(outcome.err.contains(message), "\(outcome.err)")
    #expect(try command.must("tally log export") == before, "a refused command records nothing")
  }

  @Test("a command that only asks changes nothing on the disk")
  func asking() throws {
    let command = try Command.small()
    try command.must("tally run open coffee lasr")
    let file = command.folder.appending(path: "tally.sqlite")
    let before = try (
      Data(contentsOf: file), FileManager.default.attributesOfItem(atPath: file.path)[.modificationDate] as? Date
    )
    for line in [
      "tally standings", "tally team list", "tally challenge list", "tally run list", "tally run show coffee-1",
      "tally run explain coffee-1", "tally explain lasr", "tally log export", "tally rules list",
      "tally audit",
    ] { try command.must(line) }
    let after = try (
      Data(contentsOf: file), FileManager.default.attributesOfItem(atPath: file.path)[.modificationDate] as? Date
    )
    #expect(before == after)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: command.folder.path).sorted() == [
        "plan.yaml", "tally.sqlite", "tally.sqlite.witness",
      ])
  }

  @Test("the log goes out and in and out again as the same bytes")
  func logRoundTrip() throws {
    let command = try Command.small()
    try command.must("tally run open coffee lasr")
    try command.must("tally run start coffee-1")
    try command.must("tally run saw coffee-1 delivered@table-1 --count 2 --at 0:50")
    try command.must("tally run retract coffee-1 desk-2 --reason \"wrong, \\ key: é 🤖\"")
    try command.must("tally team withdraw mk-u --reason broken")
    try command.must("tally log export -o one.jsonl")
    #expect(
      try command.must("tally init --from one.jsonl --db other.sqlite")
        == "other.sqlite: 8 decisions, 1 runs, 3 entries\n")
    #expect(try command.must("tally log export --db other.sqlite") == (try command.read("one.jsonl")))
    #expect(
      try command.must("tally merge one.jsonl --db other.sqlite")
        == "new: 0 rule sets, 0 decisions, 0 runs, 0 entries; known already: 13\n")
    #expect(try command.must("tally standings --db other.sqlite") == command.must("tally standings"))
  }

  @Test("a broken or contradicting log is refused whole, all errors at once")
  func brokenImport() throws {
    let command = try Command.small()
    try command.must("tally run open coffee lasr")
    try command.must("tally run start coffee-1")
    let good = try command.must("tally log export")
    try command.write(good + "{\"id\":1}\nnonsense\n", to: "broken.jsonl")
    let broken = try command.run("merge", "broken.jsonl")
    #expect(broken.code == 1)
    #expect(broken.err.contains("broken.jsonl:") && broken.err.split(separator: "\n").count == 3)
    try command.write(good.replacing("\"fact\":\"started\"", with: "\"fact\":\"paused\""), to: "other.jsonl")
    let conflict = try command.run("merge", "other.jsonl")
    #expect(conflict.code == 1)
    #expect(conflict.err.contains("desk-1"))
    #expect(try command.must("tally log export") == good)
  }

  @Test("names that try to break out come through every format safely, and raw gives them back exactly")
  func hostileNames() throws {
    let command = try Command.small()
    let names = [
      "=1+1,\"<b>&", "+44 1908", "-2+3", "@SUM(A1)", "a,b;c", "two\nlines", "\u{1B}[31mred\u{1B}]0;PWNED\u{7}",
      "\u{202E}evil", "日本チーム 🤖👨‍👩‍👧", "'); DROP TABLE entry;--", "  =1+1",
    ]
    for (index, name) in names.enumerated() {
      #expect(try command.run("team", "add", "--", "t\(index)", name).code == 0)
    }
    for format in ["text", "markdown", "html"] {
      let text = try command.run("standings", "--format", format).out
      #expect(
        !text.unicodeScalars.contains {
          ($0.value < 0x20 && $0 != "\n") || (0x7F...0x9F).contains($0.value) || $0 == "\u{202E}"
        })
      #expect(!text.contains("<b>") || format == "text")
    }
    let sheet = try command.run("team", "list", "--format", "csv").out
    for name in ["=1+1", "+44", "-2+3", "@SUM", "  =1"] {
      #expect(!sheet.contains(",\(name)") && !sheet.contains("\"\(name)"))
    }
    let raw = try command.run("team", "list", "--format", "csv", "--raw").out
    // A name is kept as one line without spaces around it, whatever door it came through.
    let kept = names.map { $0.replacing("\n", with: " ").trimmingCharacters(in: .whitespaces) }
    for name in kept { #expect(raw.contains(name.replacing("\"", with: "\"\""))) }
    let json = try JSONSerialization.jsonObject(
      with: Data(try command.run("team", "list", "--format", "json").out.utf8))
    let read = (json as? [[String: Any]])?.compactMap { $0["name"] as? String } ?? []
    #expect(read.suffix(names.count) == kept[...])
  }

  @Test("a file that is no competition is left alone, and the sentence says what it is")
  func otherFiles() throws {
    let command = try Command()
    try command.write("shopping list\n", to: "text.sqlite")
    try command.write("", to: "empty.sqlite")
    _ = try Command.sqlite("CREATE TABLE t(x)", in: command.folder.appending(path: "foreign.sqlite"))
    for (file, words) in [
      ("none.sqlite", "there is no competition at none.sqlite; 'tally init' makes one"),
      ("text.sqlite", "is not a Tally database"), ("empty.sqlite", "is empty"), ("foreign.sqlite", "another program's"),
      (".", "is a folder"),
    ] {
      let before = try? Data(contentsOf: command.folder.appending(path: file))
      let asked = try command.run("standings", "--db", file)
      #expect(asked.code == 1 && asked.err.contains(words), "\(file): \(asked.err)")
      let told = try command.run("team", "add", "x", "X", "--db", file)
      #expect(told.code == 1 && told.err.contains(words), "\(file): \(told.err)")
      #expect((try? Data(contentsOf: command.folder.appending(path: file))) == before)
    }
  }

  @Test("the clock of a live run is the machine's own, pauses out")
  func liveClock() throws {
    var command = try Command.small()
    command.environment["TALLY_NOW"] = nil
    try command.must("tally run open coffee lasr")
    try command.must("tally run start coffee-1")
    usleep(300_000)
    try command.must("tally run pause coffee-1")
    usleep(1_500_000)
    try command.must("tally run resume coffee-1")
    usleep(300_000)
    try command.must("tally run finish coffee-1")
    let clocks = try command.must("tally log export").split(separator: "\n")
      .compactMap { $0.firstMatch(of: /"clock":(\d+)/)?.1 }.compactMap { Int($0) }
    #expect(clocks.count == 4 && clocks == clocks.sorted())
    #expect(clocks[1] >= 300 && clocks[1] == clocks[2], "the clock stands still while the run is paused")
    #expect(clocks[3] >= 600, "both stretches count")
    let whole = clocks[3] - clocks[2]
    #expect(whole >= 300)
  }

  @Test("standings --watch shows what another process records")
  func watch() throws {
    let command = try Command.small()
    try command.must("tally run open coffee lasr")
    try command.must("tally run start coffee-1")
    let watching = try command.start(["standings", "coffee", "--watch"])
    defer { kill(watching.process.processIdentifier, SIGKILL) }
    let handle = watching.out.fileHandleForReading
    var seen = String(decoding: handle.availableData, as: UTF8.self)
    #expect(seen.contains("coffee-1 of lasr is running"))
    try command.must("tally run saw coffee-1 delivered@table-1 --at 0:30")
    try command.must("tally run finish coffee-1 --at 1:00")
    while !seen.contains("1  LASR (lasr)") {
      let more = handle.availableData
      if more.isEmpty { break }
      seen += String(decoding: more, as: UTF8.self)
    }
    #expect(seen.contains("1  LASR (lasr)"))
  }
}
