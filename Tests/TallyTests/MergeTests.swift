import Foundation
import Testing

@Suite("Files of one competition become one")
struct MergeTests {
  /// Lines of a log that can stand for themselves: all rule sets, then a part of the rest with what it needs.
  private func part(_ lines: [String], _ random: inout SplitMix) -> [String] {
    let kept = lines.filter {
      $0.hasPrefix("{\"competition\"") || $0.hasPrefix("{\"ruleSet\"") || random.fraction() < 0.5
    }
    let runs = Set(kept.compactMap { $0.firstMatch(of: /"id":"[^"]*","run":"([^"]*)"/)?.1 }.map(String.init))
    return lines.filter { line in
      kept.contains(line) || line.firstMatch(of: /^\{"run":"([^"]*)"/).map { runs.contains(String($0.1)) } == true
    }
  }

  @Test("N files with parts of one log, merged in any order, export the same bytes; again changes nothing")
  func anyOrder() throws {
    let command = try Command.refereed()
    try command.must("tally team withdraw mk-u --reason broken")
    let whole = try command.must("tally log export")
    let lines = whole.split(separator: "\n").map(String.init)
    for seed in 1...4 {
      var random = SplitMix(state: UInt64(seed))
      // Every line is in one part at least.
      var parts = (0..<3).map { _ in part(lines, &random) }
      parts.append(lines.filter { line in line.contains("\"competition\"") || !parts.contains { $0.contains(line) } })
      parts[3] = lines.filter { line in
        parts[3].contains(line) || line.hasPrefix("{\"ruleSet\"") || line.hasPrefix("{\"run\"")
      }
      for (index, part) in parts.enumerated() {
        // The lines of a part in a random order too: within a kind, none needs another.
        let ranks = ["{\"competition\"", "{\"ruleSet\"", "{\"decision\"", "{\"run\"", "{\"id\""]
        let shuffled = part.map { ($0, random.fraction()) }.sorted { $0.1 < $1.1 }.map(\.0)
        let ordered = ranks.flatMap { rank in shuffled.filter { $0.hasPrefix(rank) } }
        try command.write(ordered.joined(separator: "\n") + "\n", to: "\(seed)-\(index).jsonl")
        try command.must("tally init --from \(seed)-\(index).jsonl --db \(seed)-\(index).sqlite")
      }
      for first in 0..<4 {
        let target = "\(seed)-\(first)-all.sqlite"
        try command.must("tally init --from \(seed)-\(first).jsonl --db \(target)")
        var order = (0..<4).map { ($0, random.fraction()) }.sorted { $0.1 < $1.1 }.map(\.0)
        order.append(order[0])
        for index in order {
          let ending = random.fraction() < 0.5 ? "sqlite" : "jsonl"
          try command.must("tally merge \(seed)-\(index).\(ending) --db \(target)")
        }
        #expect(try command.must("tally log export --db \(target)") == whole)
        #expect(try command.findings("--db \(target) --against tally.sqlite") == [])
        let again = try command.must("tally merge tally.sqlite --db \(target)")
        #expect(again.hasPrefix("new: 0 rule sets, 0 decisions, 0 runs, 0 entries; known already: "))
      }
    }
  }

  @Test("two machines start from one log, go on apart, and know the same after each took over the other")
  func twoMachines() throws {
    let command = try Command.refereed()
    try command.must("tally log export -o start.jsonl")
    try command.must("tally init --from start.jsonl --db tent.sqlite")
    var tent = command
    tent.environment["TALLY_TERMINAL"] = "tent2"
    try tent.must("tally run note coffee-2 \"in the tent\" --db tent.sqlite")
    try command.must("tally run note coffee-2 \"at the desk\"")
    #expect(
      try command.must("tally merge tent.sqlite")
        == "new: 0 rule sets, 0 decisions, 0 runs, 1 entries; known already: 22\n")
    try command.must("tally merge tally.sqlite --db tent.sqlite")
    #expect(try command.must("tally log export") == command.must("tally log export --db tent.sqlite"))
    #expect(try command.findings() == [] && command.findings("--db tent.sqlite") == [])
  }

  @Test("a run that both machines opened for one turn blocks nothing: one counts, and publishing waits for a word")
  func oneTurnTwice() throws {
    let command = try Command.small()
    let folder = command.folder
    try FileManager.default.copyItem(at: folder.appending(path: "tally.sqlite"), to: folder.appending(path: "b.sqlite"))
    var other = command
    other.environment["TALLY_TERMINAL"] = "tent"
    other.environment["TALLY_DB"] = "b.sqlite"
    func hold(_ desk: Command, _ team: String, _ seen: Int) throws -> String {
      let run = try desk.must("tally run open coffee \(team)").trimmingCharacters(in: .newlines)
      try desk.must("tally run start \(run)")
      try desk.must("tally run saw \(run) status@table-1 --at 0:30")
      if seen > 1 { try desk.must("tally run saw \(run) status@table-2 --at 0:40") }
      try desk.must("tally run finish \(run) --at 1:00")
      try desk.must("tally run sign \(run) --as referee")
      return run
    }
    let here = try hold(command, "lasr", 1)
    let there = try hold(other, "lasr", 2)
    _ = try hold(other, "mk-u", 1)
    let merged = try command.run("merge", "b.sqlite")
    #expect(merged.code == 0 && merged.out.hasPrefix("new: 0 rule sets, 0 decisions, 2 runs, "))
    #expect(merged.err.contains("runs \(here) and \(there) were both opened as trial 1 of lasr at coffee"))
    try other.must("tally merge tally.sqlite")
    #expect(try command.must("tally log export") == other.must("tally log export"))
    func achievements() throws -> String? {
      let rows = try command.must("tally standings coffee --format csv").split(separator: "\r\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
      let column = try #require(rows.first?.firstIndex(of: "achievements"))
      return rows.first { $0.contains("lasr") }?[column]
    }
    #expect(try achievements() == "1" && command.findings() == [])
    let refused = try command.run("publish", "coffee")
    #expect(refused.code == 1 && refused.err.contains("\(here) counts until one of them is void"), "\(refused.err)")
    try command.must("tally run void \(here) --reason \"opened on both machines\"")
    #expect(try achievements() == "2" && command.findings() == [])
    #expect(try !command.run("publish", "coffee").err.contains("both opened"))
  }

  @Test("conflicts are told all at once with what to do, and then nothing is written")
  func conflicts() throws {
    let command = try Command.refereed()
    try command.must("tally log export -o start.jsonl")
    try command.must("tally init --from start.jsonl --db other.sqlite")
    // Both go on as the terminal 'desk', and both open coffee-3, as files did before runs of a copy had names apart.
    _ = try Command.sqlite("DELETE FROM terminal", in: command.folder.appending(path: "other.sqlite"))
    try command.must("tally run note coffee-2 here")
    try command.must("tally run open coffee lasr")
    try command.must("tally run note coffee-2 there --db other.sqlite")
    try command.must("tally run open coffee mk-u --db other.sqlite")
    var third = command
    third.environment["TALLY_TERMINAL"] = "third"
    try third.must("tally run note coffee-2 \"without fault\" --db other.sqlite")
    let (here, there) = (try command.must("tally log export"), try command.must("tally log export --db other.sqlite"))
    let outcome = try command.run("merge", "other.sqlite")
    #expect(outcome.code == 1 && outcome.out == "")
    #expect(outcome.err.hasPrefix("error: 2 conflicts, so nothing was written:\n"))
    for words in ["entry desk-7 is recorded already", "run coffee-3 was opened here for something else", "--against"] {
      #expect(outcome.err.contains(words), "\(outcome.err)")
    }
    #expect(try command.must("tally log export") == here)
    #expect(try command.must("tally log export --db other.sqlite") == there)
    #expect(try command.findings("--against other.sqlite").filter { $0.hasPrefix("different") }.count == 2)
  }

  @Test("another competition is refused with both names, unless it is wanted; an old log is taken with a note")
  func identity() throws {
    let command = try Command.refereed()
    try command.must("tally init --name \"Another day\" --db another.sqlite")
    try command.must("tally log export --db another.sqlite -o another.jsonl")
    for line in ["tally merge another.sqlite", "tally merge another.jsonl", "tally merge another.jsonl"] {
      let outcome = try command.run(line: line)
      #expect(outcome.code == 1)
      #expect(
        outcome.err.contains(
          /the log of another competition, Another day \([0-9a-f]{8}\), and the file here is of A morning \(/),
        "\(outcome.err)")
    }
    #expect(try command.run("audit", "--against", "another.sqlite").code == 1)
    #expect(try command.findings("--against another.sqlite").contains("other-competition another.sqlite"))
    let old =
      try command.read("another.jsonl").split(separator: "\n").filter { !$0.hasPrefix("{\"competition\"") }
      .map { $0.replacing(/,"link":"[0-9a-f]{64}"/, with: "") }.joined(separator: "\n") + "\n"
    // The same terminal has decided here, so the old log comes from another one.
    try command.write(old.replacing("desk", with: "old"), to: "old.jsonl")
    let taken = try command.run("merge", "old.jsonl")
    #expect(taken.code == 0, "\(taken.err)")
    #expect(taken.err.contains("note: old.jsonl does not say which competition it is of"))
    try command.must("tally init --db empty.sqlite --name x --terminal e1")
    try command.must("tally merge another.jsonl --anyway --db empty.sqlite")
    try command.write(
      try command.read("another.jsonl") + command.must("tally log export").split(separator: "\n")[0] + "\n",
      to: "two.jsonl")
    #expect(try command.run("merge", "two.jsonl").err.contains("says twice, and differently"))
  }

  @Test("a file made from a log is the same competition; one without an identity becomes a new one")
  func takenOver() throws {
    let command = try Command.refereed()
    let whole = try command.must("tally log export -o whole.jsonl") + command.read("whole.jsonl")
    try command.must("tally init --from whole.jsonl --db copy.sqlite")
    #expect(try command.must("tally log export --db copy.sqlite") == whole)
    let lines = whole.split(separator: "\n")
    try command.write(lines.dropFirst().joined(separator: "\n") + "\n", to: "nameless.jsonl")
    try command.must("tally init --from nameless.jsonl --db nameless.sqlite")
    let export = try command.must("tally log export --db nameless.sqlite").split(separator: "\n")
    #expect(export[0] != lines[0] && export.dropFirst() == lines.dropFirst())
  }
}

// One at a time: a process that goes on may hold the pipes of others that were begun at the same moment.
@Suite("Backups by the command", .serialized)
struct BackupCommandTests {
  @Test("a backup is audited, and opening it is restoring")
  func restore() throws {
    let command = try Command.refereed()
    let log = try command.must("tally log export")
    #expect(try command.must("tally backup copy.sqlite") == "copy.sqlite\n")
    try command.attack("DELETE FROM entry WHERE number >= 3")
    try command.copy("copy.sqlite", to: "tally.sqlite")
    #expect(try command.must("tally log export") == log)
    #expect(try command.findings() == [])
    try command.must("tally run note coffee-2 \"it goes on\"")
    #expect(try command.findings("--against copy.sqlite") == [])
  }

  @Test("a backup of a file that was changed is made, and says so")
  func falsified() throws {
    let command = try Command.refereed()
    try command.attack("UPDATE entry SET clock = clock + 1 WHERE id = 'desk-2'")
    let outcome = try command.run("backup", "copy.sqlite")
    #expect(outcome.code == 1 && outcome.out == "copy.sqlite\n")
    #expect(
      outcome.err.contains("warning: the copy is true, and the audit finds in it") && outcome.err.contains("desk-2"))
    #expect(try command.must("tally log export --db copy.sqlite") == command.must("tally log export"))
  }

  @Test("by time: a file for every change, none without, the oldest go, and nothing else is touched")
  func every() throws {
    var command = try Command.refereed()
    command.environment["TALLY_NOW"] = nil
    let folder = command.folder.appending(path: "stick")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    let mine = ["tally-20200101T000000000Z.sqlite", "photo.jpg"]
    for name in mine { try command.write("mine", to: "stick/\(name)") }
    func files() throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !mine.contains($0) }.sorted()
    }
    func wait(_ what: () throws -> Bool) throws {
      for _ in 0..<200 where try !what() { usleep(50_000) }
    }
    let running = try command.start(["backup", "--every", "1s", "--to", "stick", "--keep", "2"])
    defer { kill(running.process.processIdentifier, SIGKILL) }
    try wait { try files().count == 1 && !files()[0].hasSuffix("unfinished") }
    let first = try files()
    usleep(2_500_000)
    #expect(try files() == first, "nothing was recorded, so there is nothing to keep")
    for index in 0..<2 {
      try command.must("tally run note coffee-2 \"note \(index)\"")
      let before = try files()
      try wait { try files() != before && !files().contains { $0.hasSuffix("unfinished") } }
    }
    try wait { try !files().contains(first[0]) }
    let kept = try files()
    #expect(kept.count == 2 && !kept.contains(first[0]))
    kill(running.process.processIdentifier, SIGINT)
    let outcome = running.finish()
    #expect(outcome.code == 0)
    let lines = outcome.err.split(separator: "\n")
    #expect(lines.count == 3 && lines.allSatisfy { $0.hasPrefix("stick/tally-") && $0.hasSuffix("entries, audited") })
    #expect(try mine.allSatisfy { try command.read("stick/\($0)") == "mine" })
    let last = try #require(kept.last)
    #expect(try command.must("tally log export --db stick/\(last)") == command.must("tally log export"))
    #expect(try command.findings("--db stick/\(last)") == [])
  }

  @Test("by time it survives a file that somebody keeps locked")
  func busy() throws {
    var command = try Command.refereed()
    command.environment["TALLY_NOW"] = nil
    let shell = Process()
    shell.executableURL = URL(filePath: "/usr/bin/env")
    shell.arguments = ["sqlite3", command.folder.appending(path: "tally.sqlite").path]
    let input = Pipe()
    shell.standardInput = input
    shell.standardOutput = FileHandle.nullDevice
    let running = try command.start(["backup", "--every", "1s", "--to", "stick"])
    defer { kill(running.process.processIdentifier, SIGKILL) }
    func files() throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: command.folder.appending(path: "stick").path)
        .filter { $0.hasSuffix(".sqlite") }
    }
    for _ in 0..<200 where ((try? files().count) ?? 0) == 0 { usleep(50_000) }
    try command.must("tally run note coffee-2 changed")
    try shell.run()
    try input.fileHandleForWriting.write(contentsOf: Data("BEGIN EXCLUSIVE;\n".utf8))
    usleep(7_500_000)
    #expect(running.process.isRunning)
    // Not by the end of its input: it may itself hold the other end of the pipe.
    try input.fileHandleForWriting.write(contentsOf: Data("ROLLBACK;\n.quit\n".utf8))
    shell.waitUntilExit()
    for _ in 0..<200 where try files().count < 2 { usleep(50_000) }
    #expect(try files().count == 2)
    kill(running.process.processIdentifier, SIGTERM)
    #expect(running.finish().code == 0)
  }

  @Test("options that do not go together are refused")
  func misuse() throws {
    let command = try Command.small()
    for line in [
      "tally backup", "tally backup x.sqlite --keep 2", "tally backup --every 60s", "tally backup --to x",
      "tally backup --every 60 --to x", "tally backup --every 0s --to x", "tally backup --every 1s --to x --keep 0",
    ] { #expect(try command.run(line: line).code == 64, "\(line)") }
  }
}
