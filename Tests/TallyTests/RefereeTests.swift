import Foundation
import Testing

/// A real terminal: tmux with a server of its own, so that nobody else's sessions are touched.
final class Tmux {
  private let socket = "tally-\(UUID().uuidString.prefix(8))"
  private let command: Command

  init(_ command: Command, columns: Int = 110, rows: Int = 34) throws {
    self.command = command
    // Not through Foundation's Process: it believes a child alive as long as the server it leaves behind.
    let started = system(
      "tmux -L \(socket) -f /dev/null new-session -d -x \(columns) -y \(rows) 'bash --norc --noprofile'")
    #expect(started == 0)
    try type(
      "cd \(command.folder.path) && PS1='$ ' && unset NO_COLOR; export TALLY_TERMINAL=desk TALLY_OFFICIAL=R2 LC_ALL=C.UTF-8; clear"
    )
  }

  deinit { tmux("kill-server") }

  @discardableResult
  func tmux(_ arguments: String...) -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["tmux", "-L", socket, "-f", "/dev/null"] + arguments
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    let out = Pipe()
    process.standardOutput = out
    try? process.run()
    let text = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return text
  }

  /// A line at the shell's prompt.
  func type(_ line: String) throws {
    tmux("send-keys", "-l", line)
    tmux("send-keys", "Enter")
  }

  /// Keys, one after the other, as a referee presses them: a hand needs a moment for each, and more to press one again.
  func press(_ keys: String...) {
    for key in keys {
      usleep(key == lastKey ? 300_000 : 60_000)
      tmux("send-keys", key)
      lastKey = key
    }
  }

  private var lastKey = ""

  var screen: String { tmux("capture-pane", "-p") }

  /// Waits until the screen shows something.
  @discardableResult
  func wait(for words: String, sourceLocation: SourceLocation = #_sourceLocation) -> String {
    let deadline = ContinuousClock.now + .seconds(30)
    while ContinuousClock.now < deadline {
      let shown = screen
      if shown.contains(words) { return shown }
      usleep(20_000)
    }
    Issue.record("'\(words)' never came:\n\(screen)", sourceLocation: sourceLocation)
    return screen
  }

  /// The console's process.
  var console: pid_t? {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    let shell = tmux("display-message", "-p", "#{pane_pid}").trimmingCharacters(in: .whitespacesAndNewlines)
    process.arguments = ["pgrep", "-P", shell]
    let out = Pipe()
    process.standardOutput = out
    try? process.run()
    let text = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return text.split(separator: "\n").first.flatMap { pid_t($0) }
  }
}

@Suite("The console in a real terminal", .serialized)
struct RefereeTests {
  /// A rule set without instances or levels, so that each key is one fact.
  private func competition() throws -> Command {
    var command = try Command()
    command.environment["TALLY_NOW"] = nil
    try command.write(
      """
      id: test-2026/keys
      edition: 1
      title: Keys
      competition: a test
      changes: First edition.
      time-limit: 20:00
      ranking: [most points, fewest penalised]
      achievements:
        - {id: alpha, title: Alpha, source: house a test, points: 3, max: 99, key: a}
        - {id: beta, title: Beta, source: house a test, points: 5, max: 99, key: b}
      penalised:
        - {id: bump, title: Bump, source: house a test, points: -1, key: "1"}
      """, to: "keys.yaml")
    try command.write(
      """
      name: Keys
      days: [2025-09-23]
      teams:
        - {id: lasr, name: LASR}
        - {id: mk-u, name: MK:U}
      challenges:
        - {id: keys, rules: ./keys.yaml}
      """, to: "plan.yaml")
    try command.must("tally init --plan plan.yaml")
    return command
  }

  private var tally: String { Command.binary.path }

  @Test("forty keys give the same log, score and standings as the same facts through tally run saw")
  func fortyKeys() throws {
    let command = try competition()
    let terminal = try Tmux(command)
    try terminal.type("stty -g > before; \(tally) referee keys lasr; echo left $?; stty -g > after; echo is''written")
    terminal.wait(for: "in front of you")
    terminal.press("y", "Space")
    terminal.wait(for: "running")
    let keys = (0..<40).map { ["a", "b", "1", "a", "b"][$0 * 7 % 5] }
    for key in keys { terminal.press(key) }
    let counts = Dictionary(grouping: keys, by: { $0 }).mapValues(\.count)
    let points = counts["a"]! * 3 + counts["b"]! * 5 - counts["1"]!
    terminal.wait(for: "score \(points) points")
    terminal.press("q")
    terminal.wait(for: "Leave the console?")
    terminal.press("y")
    terminal.wait(for: "left 0")
    // Not as the command line itself has it.
    terminal.wait(for: "iswritten")
    #expect(try command.read("before") == command.read("after"), "the terminal is given back as it was found")

    try command.must("tally run open keys mk-u")
    try command.must("tally run start keys-2")
    for key in keys {
      try command.must("tally run saw keys-2 \(["a": "alpha", "b": "beta", "1": "bump"][key]!) --at 0:01")
    }
    for run in ["keys-1", "keys-2"] { try command.must("tally run finish \(run) --at 5:00") }
    let log = try command.must("tally log export").split(separator: "\n")
    func items(_ run: String) -> [String] {
      log.filter { $0.contains("\"run\":\"\(run)\"") }.compactMap {
        $0.firstMatch(of: /"item":"([a-z]+)"/).map { String($0.1) }
      }
    }
    #expect(items("keys-1") == items("keys-2") && items("keys-1").count == 40)
    let standings = try command.must("tally standings --format csv")
    #expect(
      standings.contains(
        "keys,trials,1,lasr,LASR,\(points),\(keys.count - counts["1"]!),\(counts["1"]!),300,ranked,equal to mk-u"))
  }

  @Test("killed with signal 9 after any of forty keys, it resumes with every acknowledged fact")
  func killedAfterEveryKey() throws {
    let command = try competition()
    let terminal = try Tmux(command)
    try terminal.type("\(tally) referee keys lasr")
    terminal.wait(for: "in front of you")
    terminal.press("y", "Space")
    terminal.wait(for: "running")
    var points = 0
    for index in 0..<40 {
      let (key, worth) = [("a", 3), ("b", 5), ("1", -1)][index % 3]
      terminal.press(key)
      points += worth
      // What the screen shows has been acknowledged.
      terminal.wait(for: "score \(points) points")
      let process = try #require(terminal.console)
      kill(process, SIGKILL)
      terminal.wait(for: "Killed")
      // After signal 9 nobody can put the terminal right but its owner.
      try terminal.type("stty sane; printf '\\033[?1049l'; clear")
      let log = try command.must("tally log export")
      #expect(log.components(separatedBy: "\"fact\":\"observed\"").count - 1 == index + 1)
      try terminal.type("\(tally) referee --resume")
      terminal.wait(for: "The clock was running when the console stopped")
      terminal.press("y")
      terminal.wait(for: "score \(points) points")
    }
  }

  @Test("an entry is taken back on the console, and a count asked for twice is on the disk once")
  func undo() throws {
    let command = try competition()
    let terminal = try Tmux(command)
    try terminal.type("\(tally) referee keys lasr; echo left $?")
    terminal.wait(for: "in front of you")
    terminal.press("y", "Space", "a", "b")
    terminal.wait(for: "score 8 points")
    terminal.press("u")
    terminal.wait(for: "takes it back")
    terminal.press("Enter")
    terminal.wait(for: "Why?")
    terminal.press("Enter")
    terminal.wait(for: "score 3 points")
    terminal.press("C-c")
    terminal.wait(for: "Leave the console?")
    terminal.press("y")
    terminal.wait(for: "left 0")
    let shown = try command.must("tally run show keys-1")
    #expect(shown.contains("taken back by"))
    #expect(try command.must("tally log export").components(separatedBy: "\"item\":\"beta\"").count == 2)
  }

  @Test("the terminal is given back when the console is stopped by a signal, and suspended and continued by Ctrl-Z")
  func signals() throws {
    let command = try competition()
    let terminal = try Tmux(command)
    for (name, code) in [("TERM", 143), ("INT", 130), ("HUP", 129)] {
      try terminal.type(
        "stty -g > before; \(tally) referee keys lasr; echo left $?; stty -g > after; echo done''-\(name)")
      terminal.wait(for: "in front of you")
      kill(try #require(terminal.console), ["TERM": SIGTERM, "INT": SIGINT, "HUP": SIGHUP][name]!)
      terminal.wait(for: "left \(code)")
      terminal.wait(for: "done-\(name)")
      #expect(try command.read("before") == command.read("after"), "\(name)")
    }
    try terminal.type("\(tally) referee keys lasr")
    terminal.wait(for: "in front of you")
    terminal.press("y", "C-z")
    terminal.wait(for: "Stopped")
    try terminal.type("fg")
    terminal.wait(for: "ACHIEVEMENTS")
    terminal.press("Space", "a")
    terminal.wait(for: "score 3 points")
  }

  @Test("without a terminal it goes line by line, for screen readers and pipes")
  func lineMode() throws {
    let command = try competition()
    try command.write("y\nstart\na\nb\n1\nq\ny\n", to: "lines")
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "\(tally) referee keys lasr --quiet < lines"]
    process.currentDirectoryURL = command.folder
    process.environment = command.environment.merging(["TERM": "dumb"]) { $1 }
    let out = Pipe()
    process.standardOutput = out
    process.standardError = out
    try process.run()
    let said = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(!said.contains("\u{1B}"), "no cursor movement, no attribute")
    #expect(said.contains("7 points"), "\(said)")
    #expect(try command.must("tally log export").components(separatedBy: "\"fact\":\"observed\"").count - 1 == 3)
  }

  @Test("a second referee's book is compared and never counts")
  func shadow() throws {
    let command = try competition()
    try command.must("tally run open keys lasr")
    try command.must("tally run start keys-1")
    for (item, at) in [("alpha", "1:00"), ("alpha", "2:00"), ("bump", "2:10")] {
      try command.must("tally run saw keys-1 \(item) --at \(at)")
    }
    let terminal = try Tmux(command)
    try terminal.type("\(tally) referee --shadow keys-1; echo left $?")
    terminal.wait(for: "Shadow book of run keys-1")
    terminal.press("y", "Space", "a", "1")
    terminal.wait(for: "1 penalised")
    terminal.press("q")
    terminal.wait(for: "Leave the console?")
    terminal.press("y")
    terminal.wait(for: "left 0")
    try command.must("tally run finish keys-1 --at 5:00")
    let compared = try command.run("run", "compare", "keys-1")
    #expect(compared.code == 1)
    #expect(compared.out.contains("Alpha") && compared.out.contains("2") && compared.out.contains("1"))
    #expect(try command.must("tally standings --format csv").contains("keys,trials,1,lasr,LASR,5,2,1,300,"))
  }

  // MARK: Around a console

  @Test("a second console on a live run is told so, and no note says that the first one stopped") func secondConsole()
    throws
  {
    let command = try competition()
    let first = try Tmux(command)
    try first.type("\(tally) referee keys lasr")
    first.wait(for: "in front of you")
    first.press("y", "Space", "a")
    first.wait(for: "score 3 points")
    let second = try Tmux(command)
    try second.type("\(tally) referee --resume --official R3")
    second.wait(for: "another console is open on this run: R2 at desk")
    first.wait(for: "another console is open on this run: R3 at desk")
    second.press("y", "b")
    second.wait(for: "score 8 points")
    first.wait(for: "logged elsewhere")
    #expect(try !command.must("tally log export").contains("\"noted\""))
    // Who is gone, however it went, is open nowhere.
    kill(try #require(first.console), SIGKILL)
    first.wait(for: "Killed")
    second.press("q")
    second.wait(for: "Leave the console?")
    second.press("y")
    second.wait(for: "goes on if it is open")
    try second.type("clear; \(tally) referee --resume --official R3")
    second.wait(for: "The clock was running when the console stopped")
  }

  @Test("--resume lists what is open where several runs are, and a team that runs elsewhere is warned of")
  func severalOpen() throws {
    let command = try competition()
    try command.must("tally run open keys lasr")
    try command.must("tally run start keys-1 --official R2")
    try command.must("tally run open keys mk-u")
    try command.must("tally run start keys-2 --official R2")
    let terminal = try Tmux(command)
    try terminal.type("\(tally) referee --resume")
    terminal.wait(for: "Several runs are open:")
    let shown = terminal.wait(for: "Which goes on?")
    #expect(shown.contains("1  keys-2  Keys, MK:U (mk-u), trial 1, running; last by R2"))
    #expect(shown.contains("2  keys-1  Keys, LASR (lasr), trial 1, running; last by R2"))
    terminal.press("7", "Enter")
    terminal.wait(for: "'7' is none of 1 to 2.")
    terminal.press("2", "Enter")
    terminal.wait(for: "Keys · LASR · trial 1")
    // Nobody is there to choose: it is refused, and nothing is opened.
    let refused = try command.run(line: "tally referee --resume --official R2")
    #expect(refused.code == 1 && refused.err.contains("several runs are open"))
  }

  @Test(
    "a file that is moved away, or put back, or replaced by one that knows less, is noticed before it is written to")
  func fileReplaced() throws {
    let command = try competition()
    let terminal = try Tmux(command)
    let (file, aside) = (command.folder.appending(path: "tally.sqlite"), command.folder.appending(path: "aside.sqlite"))
    try command.must("tally backup old.sqlite")
    try terminal.type("\(tally) referee keys lasr; echo left $?")
    terminal.wait(for: "in front of you")
    terminal.press("y", "Space", "a")
    terminal.wait(for: "score 3 points")

    try FileManager.default.moveItem(at: file, to: aside)
    terminal.press("b")
    terminal.wait(for: "NOTHING CAN BE LOGGED")
    terminal.wait(for: "is gone")
    // A copy that knows all that is on the screen: the console goes on with it.
    try FileManager.default.copyItem(at: aside, to: file)
    terminal.wait(for: "the console goes on with it")
    terminal.press("b")
    terminal.wait(for: "score 8 points")
    #expect(try command.must("tally log export").contains("\"item\":\"beta\""))

    // One that knows less: nothing is written to it.
    try FileManager.default.removeItem(at: file)
    try FileManager.default.copyItem(at: command.folder.appending(path: "old.sqlite"), to: file)
    terminal.wait(for: "NOTHING CAN BE LOGGED")
    terminal.press("1")
    terminal.wait(for: "Nothing was logged")
    #expect(try !command.must("tally log export").contains("\"fact\""))
    terminal.press("q")
    terminal.wait(for: "Leave the console?")
    terminal.press("y")
    terminal.wait(for: "left 0")
  }
}
