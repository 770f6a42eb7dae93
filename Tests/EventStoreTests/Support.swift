import EventStore
import Foundation
import Scoring
import Testing

/// A folder of its own for a test, removed with the value that holds it.
final class Folder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "tally-store-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String = "tally.sqlite") -> String { path + "/" + name }

  /// Every file with its bytes and its times: what "nothing was touched" means.
  ///
  /// It reads with file handles, so no store may have a file here open.
  func fingerprint() throws -> [String: String] {
    var prints: [String: String] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: path) {
      var status = stat()
      #expect(lstat(file(name), &status) == 0)
      let isFile = status.st_mode & S_IFMT == S_IFREG
      let bytes = isFile ? try Data(contentsOf: URL(fileURLWithPath: file(name))).base64EncodedString() : ""
      prints[name] =
        "\(status.st_ino) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec) \(status.st_mode) \(bytes)"
    }
    return prints
  }
}

let rulesText = "id: demo/coffee\nedition: 1\n"
let rulesReference = RuleSetReference(id: "demo/coffee", edition: 1, digest: "d1")
let rulesDocument = RuleSetDocument(rulesReference, text: rulesText, source: "test")

/// What RuleSetFiles does in the product: the store hands the stored text over and gets rules back.
func compile(_ document: RuleSetDocument) throws -> CompiledRules {
  var rules = RuleSet(id: document.reference.id, edition: document.reference.edition, title: "Coffee")
  rules.items = [
    Item(id: "deliver", kind: .achievement, title: "Delivers", origin: Origin(.house, "test")),
    Item(id: "bump", kind: .penalised, title: "Bumps", origin: Origin(.house, "test")),
  ]
  return CompiledRules(rules)
}

/// The competition that all files of these tests are of.
let testIdentity = CompetitionIdentity(id: "00112233445566778899aabbccddeeff", note: "a test", madeAt: 1000)

/// A new file of the competition in this folder.
func newStore(_ folder: Folder, _ name: String = "tally.sqlite", terminal: String? = "kfmt") throws -> EventStore {
  try EventStore.create(at: folder.file(name), madeAt: 1000, identity: testIdentity, terminal: terminal)
}

extension EventStore {
  @discardableResult
  func openRun(_ team: Team.ID = "lasr", _ challenge: Challenge.ID = "coffee", beside: Bool = false) throws -> Run.ID {
    try write {
      try $0.openRun(
        of: challenge, for: team, in: .trials, under: rulesDocument, by: "ada", recordedAt: 5, besidesOpenRun: beside
      ).id
    }
  }

  @discardableResult
  func say(_ facts: Fact..., to run: Run.ID = "coffee-1", clock: Milliseconds = .zero) throws -> RunLog {
    try write {
      try $0.append(to: run, rules: compile) { desk in
        facts.map { desk.entry($0, by: "ada", clock: clock, recordedAt: 7) }
      }
    }
  }

  func entries() throws -> [Entry] { try read { try $0.entries().map(\.entry) } }
}

/// Texts that break careless code.
let hostileTexts = [
  "", " ", "'x');DROP TABLE entry;--", "\"; DELETE FROM run; --", "a\u{0}b", "\u{0}", "\u{0}\u{0}end", "☕️👩‍🚒🏳️‍🌈",
  "\u{202E}evil\u{2066}",
  "e\u{301}", "\u{E9}", "\u{FEFF}bom", "line\nline\r\n\ttab", "\u{1B}[2J\u{7}", "=1+1", "%s%n?1:name@x$y", "NULL",
  "日本チーム",
  String(repeating: "long ", count: 2000), "\u{FFFF}\u{10FFFF}", "\u{7F}\u{80}\u{9F}",
]

/// One fact of every kind and form, with this text wherever one can stand.
func everyFact(_ text: String) -> [Fact] {
  let item = Item.ID(text)
  let values = [
    Points(0), Points(-7, over: 3), Points(Int.max), Points(Int.min + 1, over: 2), Points(1, over: Int.max),
  ]
  var facts: [Fact] = [
    .started, .paused, .resumed, .restarted, .extended(Milliseconds(60_000), reason: text),
    .retracted(Entry.ID(text), reason: text), .accepted(Check.ID(text), reason: text), .protested(text), .ruled(text),
    .voided(reason: text), .noted(text),
  ]
  facts += Finish.allCases.map { .finished($0) }
  facts += Role.allCases.map { .signed(as: $0, code: text) }
  // A name is one line, as every door sees to.
  let name = "Ana" + String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\n" }))
  facts += [.signed(as: .team, code: text, by: "Ana Ruiz"), .signed(as: .team, code: "7Q2M-4XKD", by: name)]
  facts += values.map { .claimed(total: $0) }
  for place in [nil, Instance.ID(text)] {
    facts += [0, 1, -3, Int.max, Int.min].map { .observed(item, at: place, count: $0) }
    facts.append(.chose(item, at: place, Item.Level.ID(text)))
    for unit in Unit.allCases {
      facts.append(.measured(item, at: place, Quantity(values[1], unit)))
      facts.append(.rated(item, at: place, by: Rater.ID(text), Quantity(values[3], unit)))
    }
  }
  return facts
}

/// Whether two texts are the same byte for byte; `==` is more generous.
func sameBytes(_ a: some Any, _ b: some Any) -> Bool { "\(a)".utf8.elementsEqual("\(b)".utf8) }

/// Runs another program and returns what it printed, with its exit code.
func shell(_ command: String, _ arguments: [String]) throws -> (code: Int32, output: String) {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: command)
  process.arguments = arguments
  let pipe = Pipe()
  process.standardOutput = pipe
  process.standardError = pipe
  try process.run()
  let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  process.waitUntilExit()
  return (process.terminationStatus, output)
}

let hasShell = FileManager.default.isExecutableFile(atPath: "/usr/bin/sqlite3")
