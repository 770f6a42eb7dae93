import Foundation
import Testing

@Suite("What was acknowledged is there")
struct DurabilityTests {
  /// When the harness takes an entry for acknowledged.
  enum Acknowledgement {
    /// When the command has printed the entry, which it does after the commit.
    case printed
    /// When the command was started: before any commit. A harness that finds nothing wrong with this finds nothing.
    case started
  }

  /// Kills commands at random moments and counts acknowledged entries that are not there afterwards.
  private func lost(kills: Int, acknowledging: Acknowledgement, seed: UInt64) throws -> (lost: Int, killed: Int) {
    let command = try Command.small()
    try command.must("tally run open coffee lasr")
    try command.must("tally run start coffee-1")
    // How long a whole command takes here and now, so that kills fall before, within and after the commit.
    let begin = ContinuousClock.now
    try command.must("tally run saw coffee-1 bump --at 0:01")
    let whole = ContinuousClock.now - begin
    var random = SplitMix(state: seed)
    var acknowledged: [String] = []
    var killed = 0
    for index in 0..<kills {
      let running = try command.start(["run", "note", "coffee-1", "note-\(index)"])
      usleep(UInt32(Double(whole.components.attoseconds) / 1e12 * random.fraction() * 1.2))
      kill(running.process.processIdentifier, SIGKILL)
      let outcome = running.finish()
      if running.process.terminationReason == .uncaughtSignal { killed += 1 }
      if acknowledging == .started || outcome.out.contains("note-\(index)") { acknowledged.append("note-\(index)\"") }
    }
    // The log is whole: it can be read, every line of it, and further entries can be made.
    try command.must("tally run saw coffee-1 bump --at 0:02")
    let log = try command.must("tally log export")
    let check = try Command.sqlite("PRAGMA integrity_check", in: command.folder.appending(path: "tally.sqlite"))
    #expect(check == "ok\n")
    return (acknowledged.filter { !log.contains("\"\($0)") }.count, killed)
  }

  @Test("200 kills with signal 9 at random moments lose no acknowledged entry")
  func kill9() throws {
    let (lost, killed) = try lost(kills: 200, acknowledging: .printed, seed: 20_250_923)
    #expect(lost == 0)
    #expect(killed >= 50, "most kills came after the command had ended; the test did not bite")
  }

  @Test("the same harness notices a loss when entries are acknowledged before the commit")
  func kill9Control() throws {
    #expect(try lost(kills: 40, acknowledging: .started, seed: 4).lost > 0)
  }

  @Test("two processes that write at once both succeed, and nothing is lost")
  func twoProcesses() throws {
    let command = try Command.small()
    try command.must("tally run open coffee lasr")
    try command.must("tally run start coffee-1")
    for round in 0..<15 {
      let both = try (0..<2).map { try command.start(["run", "note", "coffee-1", "round \(round) process \($0)"]) }
      for running in both {
        let outcome = running.finish()
        #expect(outcome.code == 0, "\(outcome.err)")
      }
    }
    let log = try command.must("tally log export")
    #expect(log.components(separatedBy: "\"fact\":\"noted\"").count - 1 == 30)
    let numbers = log.split(separator: "\n").compactMap { $0.firstMatch(of: /"id":"desk-(\d+)"/)?.1 }.compactMap {
      Int($0)
    }
    #expect(numbers == Array(1...31), "a gap in a terminal's numbers would be a lost entry")
  }
}

struct SplitMix {
  var state: UInt64
  mutating func fraction() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((z ^ (z >> 31)) >> 11) / 9_007_199_254_740_992
  }
}

extension Command {
  /// What SQLite's own shell answers.
  static func sqlite(_ query: String, in file: URL) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["sqlite3", file.path, query]
    let out = Pipe()
    process.standardOutput = out
    try process.run()
    let answer = out.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: answer, as: UTF8.self)
  }
}
