import Foundation
import Testing

/// The real command, run as people run it: its own process, its own folder, a fixed time at the desk.
struct Command {
  /// The folder it runs in.
  let folder: URL
  var environment: [String: String]

  struct Outcome {
    var out: String
    var err: String
    var code: Int32
  }

  /// What is tested: the binary that `TALLY_BINARY` names (`scripts/test` names the one that people are given), else the
  /// one that this test run has built.
  static let binary: URL = {
    if let named = ProcessInfo.processInfo.environment["TALLY_BINARY"], !named.isEmpty {
      return URL(filePath: named, relativeTo: top).absoluteURL
    }
    return URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
      .appending(path: "tally")
  }()

  /// The top of the repository.
  static let top = URL(filePath: #filePath).appending(path: "../../..").standardizedFileURL

  /// Where all folders of this test run are; taken away when it ends.
  private static let base: URL = {
    atexit { try? FileManager.default.removeItem(at: Command.base) }
    return FileManager.default.temporaryDirectory.appending(
      path: "tally-tests-\(ProcessInfo.processInfo.processIdentifier)")
  }()

  /// A command in a fresh folder of its own.
  init(now: String? = "2025-09-23T09:00:00.000Z") throws {
    folder = Command.base.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "", "TALLY_TERMINAL": "desk", "TALLY_OFFICIAL": "R1",
    ]
    if let now { environment["TALLY_NOW"] = now }
  }

  /// Starts it; `finish` waits for the end.
  func start(_ arguments: [String]) throws -> Running {
    let process = Process()
    process.executableURL = Command.binary
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    let running = Running(process: process)
    process.standardOutput = running.out
    process.standardError = running.err
    try process.run()
    return running
  }

  /// A process under way.
  struct Running {
    let process: Process
    let out = Pipe()
    let err = Pipe()

    func finish() -> Outcome {
      // Nothing here writes more than a pipe holds to stderr, so reading one after the other cannot block.
      let output = out.fileHandleForReading.readDataToEndOfFile()
      let errors = err.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      return Outcome(
        out: String(decoding: output, as: UTF8.self), err: String(decoding: errors, as: UTF8.self),
        code: process.terminationStatus)
    }
  }

  /// Runs it to its end.
  @discardableResult
  func run(_ arguments: String...) throws -> Outcome { try start(arguments).finish() }

  /// Runs a line as a shell would take it apart: words, and double quotes around words with spaces.
  @discardableResult
  func run(line: String) throws -> Outcome {
    var words: [String] = []
    var word = ""
    var quoted = false
    var started = false
    for character in line {
      switch character {
      case "\"":
        quoted.toggle()
        started = true
      case " " where !quoted:
        if started { words.append(word) }
        (word, started) = ("", false)
      default:
        word.append(character)
        started = true
      }
    }
    if started { words.append(word) }
    return try start(Array(words.dropFirst(words.first == "tally" ? 1 : 0))).finish()
  }

  /// Runs a line that must succeed, and gives its answer.
  @discardableResult
  func must(_ line: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
    let outcome = try run(line: line)
    #expect(outcome.code == 0, "\(line)\n\(outcome.err)", sourceLocation: sourceLocation)
    return outcome.out
  }

  /// A file of the folder.
  func read(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  func write(_ text: String, to name: String) throws {
    try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
  }

  /// A competition with one challenge, two teams and no run.
  static func small() throws -> Command {
    let command = try Command()
    try command.write(
      """
      name: A morning
      days: [2025-09-23]
      teams:
        - {id: lasr, name: LASR}
        - {id: mk-u, name: MK:U}
      challenges:
        - {id: coffee, rules: scrc-2025/coffee-shop-orders}
      """, to: "plan.yaml")
    try command.must("tally init --plan plan.yaml")
    return command
  }
}

/// Golden files: compared with what is there, recorded by `scripts/golden` only, and recording fails the test.
enum Golden {
  static let isRecording = ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1"

  static func expect(_ text: String, equals path: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let file = Command.top.appending(path: path)
    if isRecording {
      precondition(ProcessInfo.processInfo.environment["CI"] != "true", "CI never records golden files")
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("recorded \(path); read the change and run the tests again", sourceLocation: sourceLocation)
      return
    }
    let expected = (try? String(contentsOf: file, encoding: .utf8)) ?? "(there is no \(path))"
    if text == expected { return }
    let (mine, theirs) = (
      text.split(separator: "\n", omittingEmptySubsequences: false),
      expected.split(separator: "\n", omittingEmptySubsequences: false)
    )
    let line = zip(mine, theirs).enumerated().first { $1.0 != $1.1 }?.offset ?? min(mine.count, theirs.count)
    Issue.record(
      """
      \(path):\(line + 1) differs
      expected: \(line < theirs.count ? theirs[line] : "(end)")
      got:      \(line < mine.count ? mine[line] : "(end)")
      """, sourceLocation: sourceLocation)
  }
}
