import Foundation
import LogFiles
import Scoring
import ScoringTestSupport
import Testing

/// One of every kind of fact and decision, with names that try to break out.
enum Everything {
  static let hostile = "=1+1,\"<b>\" \u{202E}\u{1B}[31m\n\u{0}\u{2028}🤖 d'); DROP TABLE entry;--"

  static let facts: [Fact] = [
    .started, .paused, .resumed, .restarted, .finished(.timeLimit), .finished(.noShow),
    .observed("deliver", at: nil, count: 1), .observed("deliver", at: "table-2", count: 3),
    .chose("door", at: "door-1", "opened"), .measured("error", at: nil, Quantity(Points(35, over: 100), .metres)),
    .measured("third", at: "x", Quantity(Points(7, over: 3))), .rated("manner", at: nil, by: "j1", Quantity(4)),
    .extended(Milliseconds(60_000), reason: hostile), .retracted("desk-4", reason: hostile),
    .claimed(total: Points(255, over: 2)), .accepted("both", reason: hostile), .signed(as: .referee, code: "K7F3"),
    .signed(as: .team, code: ""), .protested(hostile),
    .ruled(hostile), .voided(reason: hostile), .noted(hostile),
    .signed(as: .team, code: "K7F3", by: "Ana \u{202E}=Ruíz"),
  ]

  static let rules = RuleSetReference(id: "test-2026/sheet", edition: 2, digest: "0123abcd")

  static let rulings: [Decision.Ruling] =
    [
      .named(hostile, days: ["2025-09-23", "2025-09-24"]), .named("A day", days: []),
      .heldChallenge("coffee", title: hostile, rules: rules),
      .plannedPhase("coffee", PhasePlan(phase: .trials)),
      .plannedPhase(
        "coffee",
        PhasePlan(phase: .final, runs: 2, aggregation: .meanOfBest(2), ranking: [.notDisqualified, .mostPoints])),
      .enteredTeam("lasr", name: hostile, affiliation: ""), .enteredChallenge("lasr", "coffee"),
      .withdrew("lasr", from: nil, reason: hostile), .withdrew("lasr", from: "coffee", reason: "broken"),
      .disqualified("lasr", from: "coffee", reason: "rules"), .retracted("desk-d3", reason: hostile),
    ] + rulingsOfLaterKinds(hostile, rules: rules)

  static var lines: [LogLine] {
    var lines: [LogLine] = [.ruleSet(rules, text: "id: test-2026/sheet\n" + hostile)]
    for (index, ruling) in rulings.enumerated() {
      lines.append(
        .decision(
          Decision(
            id: Decision.ID("desk-d\(index + 1)"), official: hostile, terminal: "desk", number: index + 1,
            recordedAt: 1_758_618_000_000 + Int64(index), ruling: ruling)))
    }
    let run = Run(id: "coffee-1", challenge: "coffee", team: "lasr", phase: .practice, number: 1, rules: rules)
    lines.append(.run(OpenedRun(run: run, official: "R1", terminal: "desk", openedAt: 1_758_618_000_123)))
    for (index, fact) in facts.enumerated() {
      lines.append(
        .entry(
          Entry(
            id: Entry.ID("desk-\(index + 1)"), run: "coffee-1", official: "R1", terminal: "desk", number: index + 1,
            clock: Milliseconds(Int64(index) * 1500), recordedAt: 1_758_618_000_000 + Int64(index) * 1000, fact: fact)))
    }
    // Since format 2: whose log it is, and chains.
    lines.append(
      .competition(id: "00112233445566778899aabbccddeeff", note: hostile, madeAt: 1_758_600_000_000))
    lines.append(
      .decision(
        Decision(
          id: "desk-d999", official: "R1", terminal: "desk", number: 999, recordedAt: 1_758_618_000_000,
          ruling: .thawed), link: String(repeating: "0123456789abcdef", count: 4)))
    lines.append(
      .entry(
        Entry(
          id: "desk-999", run: "coffee-1", official: "R1", terminal: "desk", number: 999, clock: .zero,
          recordedAt: 1_758_618_000_000, fact: .noted("")), link: String(repeating: "fedcba9876543210", count: 4)))
    return lines
  }
}

@Suite("Logs as JSON lines")
struct LogLineTests {
  @Test("every kind of line, written and read again, is the same value and the same bytes")
  func roundTrip() throws {
    for line in Everything.lines {
      let json = line.json
      let again = try LogLine(json)
      #expect(again == line)
      #expect(again.json == json)
      #expect(json.unicodeScalars.allSatisfy { $0.value >= 0x20 }, "one line stays one line")
    }
    #expect(Set(Everything.facts.map(\.kind)) == Set(Fact.Kind.allCases), "a kind of fact is missing from the test")
    #expect(Set(Everything.rulings.map(\.kind)) == Set(Decision.Ruling.Kind.allCases), "a kind of ruling is missing")
  }

  @Test("what was ever written decodes for ever")
  func everyFactEverWritten() throws {
    // Only ever added to: fixtures/every-fact/log.jsonl holds a line of each kind, as first written.
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../fixtures/every-fact/log.jsonl").standardizedFileURL
    let text = Everything.lines.map { $0.json + "\n" }.joined()
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
      try text.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("recorded \(file.lastPathComponent); read the change and run the tests again")
    }
    let read = LogLine.read(try String(contentsOf: file, encoding: .utf8))
    #expect(read.errors == [])
    #expect(read.lines == Everything.lines)
  }

  @Test(
    "a broken line is refused with its place and what would be right",
    arguments: [
      ("nonsense", "1:1: error: '{' is missing; a line is one JSON object of texts and whole numbers"),
      ("{}", "1:2: error: an empty object says nothing; leave the line out"),
      (
        #"{"a":1}"#, "1:1: error: a line must have one of the keys 'competition', 'ruleSet', 'decision', 'run' or 'id'"
      ),
      (#"{"id":"a","id":"b"}"#, "1:11: error: the key 'id' is there twice; each key may be there once"),
      (#"{"id":1.5}"#, "1:8: error: '}' is missing; a line is one JSON object of texts and whole numbers"),
      (#"{"id":01}"#, "1:7: error: neither a text in quotes nor a whole number"),
      (#"{"id":"a"} x"#, "1:12: error: there is more after the object; a line holds one object"),
      (#"{"id":"a"#, "1:9: error: a text is not closed; a '\"' is missing"),
      (#"{"id":"\ud800"}"#, "1:14: error: half a surrogate pair; the other half is missing"),
      (#"{"id":"a","run":"r"}"#, "1:1: error: the key 'official' is missing"),
      (
        #"{"id":"a","run":"r","official":"R","terminal":"t","number":1,"clock":0,"at":"2025-09-23T09:00:00.000Z","fact":"startd"}"#,
        "1:111: error: 'startd' is no fact; did you mean 'started'?"
      ),
      (
        #"{"id":"a","run":"r","official":"R","terminal":"t","number":1,"clock":0,"at":"yesterday","fact":"started"}"#,
        "1:77: error: 'yesterday' is no time; write it as \"2025-09-23T09:00:05.000Z\""
      ),
      (
        #"{"competition":"00112233445566778899AABBCCDDEEFF","note":"","madeAt":"2025-09-23T09:00:00.000Z"}"#,
        "1:16: error: '00112233445566778899AABBCCDDEEFF' is no competition; it has 32 digits of 0 to 9 and a to f"
      ),
      (
        #"{"id":"a","run":"r","official":"R","terminal":"t","number":1,"clock":0,"at":"2025-09-23T09:00:00.000Z","fact":"started","link":"5f"}"#,
        "1:128: error: '5f' is no link; it has 64 digits of 0 to 9 and a to f"
      ),
      (
        #"{"id":"a","run":"r","official":"R","terminal":"t","number":1,"clock":0,"at":"2025-09-23T09:00:00.000Z","fact":"started","x":1}"#,
        "1:125: error: the key 'x' does not belong here"
      ),
    ])
  func brokenLines(line: String, message: String) {
    #expect(throws: LogFileError.self) { try LogLine(line) }
    do { _ = try LogLine(line) } catch { #expect(error.description == message) }
  }

  @Test("all broken lines of a file are reported at once, and none of the good ones is lost")
  func allErrors() {
    let good = Everything.lines[3].json
    let read = LogLine.read("x\n\(good)\ny\n\n\(good)\n")
    #expect(read.errors.map(\.line) == [1, 3])
    #expect(read.lines.count == 2)
  }

  @Test("no text whatever can trap the reader")
  func fuzz() {
    var random = SeededGenerator(seed: 7)
    let good = Everything.lines.map { Array($0.json.unicodeScalars) }
    for _ in 0..<5_000 {
      var scalars = good.randomElement(using: &random)!
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let at = Int.random(in: 0..<scalars.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: scalars.remove(at: at)
        case 1: scalars[at] = Unicode.Scalar(UInt8.random(in: 0...255, using: &random))
        default: scalars.insert("\"\\{}:,0-9u\u{0}".unicodeScalars.randomElement(using: &random)!, at: at)
        }
        if scalars.isEmpty { break }
      }
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars)
      if let line = try? LogLine(String(text)) {
        // Whatever is accepted is written the way it is read.
        #expect((try? LogLine(line.json)) == line)
      }
    }
  }
}
