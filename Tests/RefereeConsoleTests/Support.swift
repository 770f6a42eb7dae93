import RefereeConsole
import Scoring
import ScoringTestSupport
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The coffee shop: a sheet with something of every kind.
let coffee: RuleSet = .make([
  .make(.declaration, "sign-language") { $0.title = "Uses sign language" },
  .make(.achievement, "recognise") {
    $0.title = "Recognises the waving customer"
    $0.limit = 3
    $0.worth = .each(10)
    $0.rulings = ["Looking at the customer is enough (2021-09-08)."]
  },
  .make(.achievement, "table") {
    $0.title = "Reaches the table"
    $0.per = "table"
    $0.limit = 1
    $0.worth = .each(20)
  },
  .make(.achievement, "helped") {
    $0.title = "With help"
    $0.per = "table"
    $0.limit = 1
    $0.modifies = "table"
    $0.worth = .each(-5)
  },
  .make(.achievement, "order") {
    $0.title = "Takes the order"
    $0.levels = [
      .init(id: "none", title: "nothing right", points: 0, count: 0), .init(id: "one", title: "one thing", points: 5),
      .init(id: "all", title: "all of it", points: 15),
    ]
    $0.worth = .levels
  },
  .make(.achievement, "deliver") {
    $0.title = "Delivers the order"
    $0.limit = 4
    $0.worth = .each(25)
  },
  .make(.achievement, "whole") {
    $0.title = "The whole order, by itself"
    $0.quantity = .automatic
    $0.needs = [.seen("deliver", atLeast: 4)]
    $0.worth = .each(50)
  },
  .make(.penalised, "bump") {
    $0.title = "Bumps into furniture"
    $0.worth = .each(-10)
  },
  .make(.penalised, "repeat") {
    $0.title = "Asks to repeat"
    $0.limit = 2
    $0.worth = .each(-5)
  },
  .make(.disqualifying, "hits") { $0.title = "Hits a person" },
  .make(.measurement, "spilled") {
    $0.title = "Coffee spilled"
    $0.unit = .grams
    $0.scale = 0...500
    $0.combined = .last
    $0.worth = .line([.init(value: 0, points: 10), .init(value: 100, points: 0)])
  },
  .make(.judgement, "manner") {
    $0.title = "Manner of service"
    $0.scale = 1...5
    $0.worth = .each(2)
  },
  .make(.record, "guests") { $0.title = "A guest leaves" },
]) { rules in
  rules.id = "scrc-2025/coffee-shop-orders"
  rules.title = "Coffee shop orders"
  rules.timeLimit = .at(10)
  rules.instances = [
    InstanceList(
      id: "table",
      instances: [
        Instance(id: "table-1", title: "Table 1"), Instance(id: "table-2", title: "Table 2"),
        Instance(id: "table-3", title: "Table 3"),
      ])
  ]
  rules.ranking = [.notDisqualified, .mostPoints, .fewestPenalised, .shortestTime]
  rules.restart.allowed = 1
  rules.restart.earlier = .void
  rules.restart.penalty = -20
  rules.checks = [
    Check(
      id: "served-without-table", when: .all([.seen("deliver", atLeast: 1), .none([.seen("table", atLeast: 1)])]),
      message: "Nothing can be delivered without reaching a table.")
  ]
}

/// Columns of a text, near enough for the tests: two for East Asian letters and pictures, none for accents.
func testWidth(_ text: String) -> Int {
  if text.utf16.count == text.utf8.count { return text.utf8.count }
  return wideWidth(text)
}

private func wideWidth(_ text: String) -> Int {
  text.reduce(0) { sum, character in
    // The signs that the console draws, without asking the tables.
    if let scalar = character.unicodeScalars.first, character.utf16.count == 1,
      scalar.value < 0x300 || (0x2010...0x27BF).contains(scalar.value)
    {
      return sum + 1
    }
    guard let scalar = character.unicodeScalars.first(where: { $0.properties.generalCategory != .nonspacingMark })
    else {
      return sum
    }
    return sum
      + (scalar.properties.isEmojiPresentation || (0x1100...0x115F).contains(scalar.value)
        || (0x2E80...0xA4CF).contains(scalar.value) || (0xAC00...0xD7A3).contains(scalar.value) ? 2 : 1)
  }
}

/// Control characters become a question mark.
func testSafe(_ text: String) -> String {
  String(String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? "?" : $0 }))
}

/// A stand-in for SHA-256: FNV-1a, eight bytes.
func testDigest(_ bytes: [UInt8]) -> [UInt8] {
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
  return (0..<8).map { UInt8(truncatingIfNeeded: hash >> (56 - 8 * UInt64($0))) }
}

let lettering = Lettering(width: testWidth, safe: testSafe)

/// A referee at a console, with a shell that is only a log in memory and a watch that is wound by the test.
struct Desk {
  let console: Console
  var state: ConsoleState
  /// What is on disk.
  var disk: RunLog
  var now: Int64 = 1_000_000
  /// The time at the desk, which may be set back.
  var wall: Int64 = 1_758_700_000_000
  var effects: [Effect] = []
  /// What the log refused although the console asked for it.
  var refused: [Rejection] = []
  /// Whether the disk answers at once.
  var isDiskSlow = false
  var drafts: [Draft] = []
  var isDiskBroken = false

  init(
    _ rules: RuleSet = coffee, team: String = "LASR", phase: Phase = .trials, columns: Int = 113, rows: Int = 30,
    speaks: Bool = false, shadowOf: Run.ID? = nil, rehearsal: Rehearsal? = nil, log: RunLog? = nil,
    lettering: Lettering = lettering, away: Int64 = 0, stamps: [Entry.ID: Int64] = [:],
    surroundings: Console.Surroundings = Console.Surroundings(),
    place: @escaping @Sendable (Score) -> Console.Place? = { _ in nil }
  ) {
    let run = Run(
      id: "coffee-2", challenge: "coffee", team: "lasr", phase: phase, number: 2,
      rules: RuleSetReference(id: rules.id, edition: 1, digest: "d1"))
    var options = Console.Options()
    options.speaks = speaks
    options.shadowOf = shadowOf
    let compiled = log?.rules ?? CompiledRules(rules)
    console = Console(
      run, under: compiled,
      desk: Console.Desk(challenge: rules.title, team: team, runs: 3, official: "R2", terminal: "arena-1"),
      options: options, lettering: lettering, digest: testDigest, provisional: place, rehearsal: rehearsal)
    disk = log ?? RunLog(run, under: compiled)
    if let last = disk.entries.last { wall = last.recordedAt + away }
    let first: [Effect]
    (state, first) = console.begin(
      disk, at: now, wallTime: wall, stamps: stamps, surroundings: surroundings,
      size: Screen.Size(columns: columns, rows: rows))
    effects = first
  }

  mutating func hand(_ input: Input) {
    var todo = console.step(&state, input, at: now)
    while !todo.isEmpty {
      let effect = todo.removeFirst()
      effects.append(effect)
      guard case .append(let draft) = effect else { continue }
      drafts.append(draft)
      if !isDiskSlow { todo = answer(draft) + todo }
    }
  }

  /// The disk's answer to a draft.
  mutating func answer(_ draft: Draft) -> [Effect] {
    if isDiskBroken { return console.step(&state, .failed("the disk is full"), at: now) }
    let number = disk.entries.count + 1
    let entry = Entry(
      id: Entry.ID("e\(number)"), run: console.run.id, official: "R2", terminal: "arena-1", number: number,
      clock: draft.clock, recordedAt: draft.recordedAt(wallTime: wall), fact: draft.fact)
    do throws(Rejection) {
      try disk.append(entry)
    } catch {
      refused.append(error)
      return console.step(&state, .refused(error), at: now)
    }
    return console.step(&state, .recorded(entry), at: now)
  }

  /// Time goes by, with a tick when the console wants one.
  mutating func wait(_ milliseconds: Int64) {
    let end = now + milliseconds
    while let tick = state.nextTick, now + tick <= end {
      now += tick
      wall += tick
      hand(.tick)
    }
    wall += end - now
    now = end
    hand(.tick)
  }

  /// Plays a script: words apart by spaces are `space`, `enter`, `esc`, `up`, `down`, `pgdn`, `back`, a time to wait such
  /// as `+10s` or `+0.3s`, a text in 'quotes' (with `_` for a space), or keys one after the other.
  mutating func play(_ script: String) {
    let named: [String: Key] = [
      "space": .character(" "), "enter": .enter, "esc": .escape, "up": .up, "down": .down, "pgdn": .pageDown,
      "pgup": .pageUp, "back": .backspace, "end": .end, "home": .home, "interrupt": .interrupt, "suspend": .suspend,
    ]
    for word in script.split(whereSeparator: \.isWhitespace).map(String.init) {
      if let key = named[word] {
        hand(.key(key))
      } else if word.hasPrefix("+"), word.hasSuffix("s"), let seconds = Points(String(word.dropFirst().dropLast())) {
        wait((seconds * 1000).numerator)
      } else if word.hasPrefix("'"), word.hasSuffix("'") {
        for character in word.dropFirst().dropLast() { hand(.key(.character(character == "_" ? " " : character))) }
      } else {
        for character in word { hand(.key(.character(character))) }
      }
    }
  }

  /// Types lines, for the console without a screen.
  mutating func type(_ lines: String...) { for line in lines { hand(.line(line)) } }

  /// The console is gone, as after a crash, and opened again on what is on disk.
  func reopened(after milliseconds: Int64, rules: RuleSet = coffee) -> Desk {
    var desk = Desk(rules, log: disk, away: milliseconds)
    desk.disk = disk
    return desk
  }

  var screen: Screen { console.screen(of: state) }
  var text: String { screen.text.joined(separator: "\n") }
  var said: [String] {
    effects.compactMap { if case .say(let text) = $0 { text } else { nil } }
  }
  var bells: Int { effects.count { $0 == .bell } }

  /// The standing facts with their clocks, the way a referee would tell them.
  var told: [String] {
    disk.standing.map { entry in
      switch entry.fact {
      case .observed(let item, let at, let count):
        "\(entry.clock) \(item)\(at.map { "@\($0)" } ?? "")" + (count == 1 ? "" : " x\(count)")
      case .chose(let item, _, let level): "\(entry.clock) \(item)=\(level)"
      case .measured(let item, _, let quantity): "\(entry.clock) \(item)=\(quantity)"
      case .rated(let item, _, let rater, let quantity): "\(entry.clock) \(item)=\(quantity) by \(rater)"
      case .finished(let finish): "\(entry.clock) finished \(finish.rawValue)"
      default: "\(entry.clock) \(entry.fact.kind.rawValue)"
      }
    }
  }
}

func environment(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
}

/// Compares with `Golden/<name>.txt`. With RECORD_GOLDEN=1 the file is written and the test fails, so that nothing
/// records itself unseen; where CI is set it refuses to record.
func expectGolden(
  _ text: String, _ name: String, in place: String = "Golden", sourceLocation: SourceLocation = #_sourceLocation
) {
  let folder = String(#filePath.prefix(upTo: #filePath.lastIndex(of: "/")!)) + "/\(place)/"
  let path = folder + name + ".txt"
  let text = text + "\n"
  if environment("RECORD_GOLDEN") == "1" {
    guard environment("CI") == nil else {
      Issue.record("RECORD_GOLDEN is refused where CI is set", sourceLocation: sourceLocation)
      return
    }
    guard let file = fopen(path, "w") else {
      Issue.record("cannot write \(path)", sourceLocation: sourceLocation)
      return
    }
    fputs(text, file)
    fclose(file)
    Issue.record(
      "recorded \(name).txt: look at it, then run again without RECORD_GOLDEN", sourceLocation: sourceLocation)
    return
  }
  guard let known = contents(path) else {
    Issue.record("no golden file \(name).txt; record it with RECORD_GOLDEN=1", sourceLocation: sourceLocation)
    return
  }
  if known == text { return }
  let (old, new) = (
    known.split(separator: "\n", omittingEmptySubsequences: false),
    text.split(separator: "\n", omittingEmptySubsequences: false)
  )
  var lines: [String] = []
  for index in 0..<max(old.count, new.count) {
    let (a, b) = (index < old.count ? String(old[index]) : nil, index < new.count ? String(new[index]) : nil)
    if a == b { continue }
    if let a { lines.append("\(index + 1) - \(a)") }
    if let b { lines.append("\(index + 1) + \(b)") }
  }
  Issue.record("\(name).txt differs:\n\(lines.joined(separator: "\n"))", sourceLocation: sourceLocation)
}

private func contents(_ path: String) -> String? {
  guard let file = fopen(path, "r") else { return nil }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 65536)
  while true {
    let count = fread(&buffer, 1, buffer.count, file)
    if count == 0 { break }
    bytes += buffer[..<count]
  }
  return String(decoding: bytes, as: UTF8.self)
}
