import Foundation
import Reports
import Testing

/// A small event for the commands of its day: made once through the real command, copied for each test.
///
/// The coffee shop has held its first trials at 10:00 by the venue's clock (UTC+1), all signed:
/// coffee-1 lasr 6 points, coffee-2 mku 6, coffee-3 kcl 2 (a bump), coffee-4 homer 0.
struct EventDay {
  var command: Command

  private static let base = Result { try make() }

  /// A copy of its own, at a time of the day by UTC.
  init(at time: String = "09:10") throws {
    let base = try EventDay.base.get()
    command = try Command()
    for name in try FileManager.default.contentsOfDirectory(atPath: base.folder.path) {
      try FileManager.default.copyItem(
        at: base.folder.appending(path: name), to: command.folder.appending(path: name))
    }
    // A copied file is another machine's, which names its runs apart; here it stands for the file itself.
    _ = try Command.sqlite("DELETE FROM terminal", in: command.folder.appending(path: "tally.sqlite"))
    self.at(time)
  }

  /// Goes on at another time, by UTC.
  mutating func at(_ time: String) { command.environment["TALLY_NOW"] = "2025-09-23T\(time):00.000Z" }

  /// Somebody else speaks.
  mutating func by(_ official: String) { command.environment["TALLY_OFFICIAL"] = official }

  /// Runs a line that must succeed, and gives its answer.
  @discardableResult
  func must(_ line: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
    try command.must(line, sourceLocation: sourceLocation)
  }

  /// Runs a line that must be refused with these words, and must leave the log as it was.
  func refuses(_ line: String, _ words: String..., sourceLocation: SourceLocation = #_sourceLocation) throws {
    let before = try file
    let outcome = try command.run(line: line)
    #expect(outcome.code == 1 || outcome.code == 64, "\(line)\n\(outcome.out)", sourceLocation: sourceLocation)
    for word in words { #expect(outcome.err.contains(word), "\(outcome.err)", sourceLocation: sourceLocation) }
    #expect(try file == before, "a refused command records nothing", sourceLocation: sourceLocation)
  }

  /// The rows of a table, by the names of its columns.
  func rows(_ line: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> [[String: String]] {
    let document = try CSVDocument.parse(must(line + " --format csv", sourceLocation: sourceLocation))
    return document.rows.map { row in
      Dictionary(zip(document.header.map(\.text), row.map(\.text)), uniquingKeysWith: { first, _ in first })
    }
  }

  /// The teams of these standings with their places: "1 lasr".
  func places(_ line: String) throws -> [String] {
    try rows(line).map { "\($0["rank"] ?? "") \($0["team"] ?? "")" }
  }

  /// Holds a run of so many alphas (3 points each) and bumps, signed by both sides; its name.
  @discardableResult
  func play(
    _ team: String, alphas: Int, bumps: Int = 0, phase: String = "trials", challenge: String = "coffee",
    signed: Bool = true
  ) throws -> String {
    let run = try must("tally run open \(challenge) \(team) --phase \(phase)").trimmingCharacters(in: .newlines)
    try must("tally run start \(run)")
    if alphas > 0 { try must("tally run saw \(run) alpha --count \(alphas) --at 1:00") }
    if bumps > 0 { try must("tally run saw \(run) bump --count \(bumps) --at 2:00") }
    try must("tally run finish \(run) --at 5:00")
    if signed {
      try must("tally run sign \(run) --as referee")
      try must("tally run sign \(run) --as team")
    }
    return run
  }

  /// Takes everything that the plan still asks for off it: the day ends early.
  func dropRest() throws {
    for phase in ["trials", "final"] {
      let shown = try command.run(
        line: "tally schedule make --phase \(phase) --window 2025-09-23T11:00/23:59 --rest 0 --preview --format csv")
      for slot in Set(shown.out.matches(of: /(?:coffee|door)\/(?:trials|final)\/[a-z0-9-]+\/[0-9]/).map(\.output)) {
        try must("tally schedule drop \(slot) --reason \"the day ends early\" --official chair")
      }
    }
  }

  /// The bytes of the competition's file.
  var file: Data { get throws { try Data(contentsOf: command.folder.appending(path: "tally.sqlite")) } }

  static let rules = """
    id: test-2026/keys
    edition: 1
    title: Keys
    competition: a test
    changes: First edition.
    time-limit: 20:00
    ranking: [most points, fewest penalised]
    achievements:
      - {id: alpha, title: Alpha, source: house a test, points: 3, max: 9, key: a}
      - {id: beta, title: Beta, source: house a test, points: 5, max: 2, key: b}
    penalised:
      - {id: bump, title: Bump, source: house a test, points: -1, key: "1"}
    """

  private static func make() throws -> Command {
    let day = EventDay(command: try Command())
    try day.command.write(rules, to: "keys.yaml")
    try day.command.write(
      """
      name: A day
      days: [2025-09-23]
      time-zone: Europe/London
      protests: {within: 30:00}
      arenas:
        - {id: shop, title: The coffee shop, challenges: [coffee]}
        - {id: field, title: The field, challenges: [door]}
      officials:
        - {name: chair, duties: [organiser]}
        - {name: jury, duties: [jury]}
        - {name: R1, duties: [referee]}
      teams:
        - {id: lasr, name: LASR}
        - {id: mku, name: "MK:U"}
        - {id: kcl, name: KCL}
        - {id: homer, name: Homer}
      challenges:
        - id: coffee
          rules: ./keys.yaml
          phases:
            - {phase: practice}
            - {phase: trials, runs: 3, slot: 10:00}
            - {phase: final, runs: 1, qualification: best 2, slot: 10:00}
        - id: door
          rules: ./keys.yaml
          teams: [lasr, mku]
          phases:
            - {phase: practice}
            - {phase: trials, runs: 1, slot: 10:00}
      overall:
        - id: best
          title: Best team
          parts:
            - {title: Coffee, challenges: [coffee], value: league 10 8 6 5}
      """, to: "plan.yaml")
    try day.must("tally init --plan plan.yaml")
    try day.play("lasr", alphas: 2)
    try day.play("mku", alphas: 2)
    try day.play("kcl", alphas: 1, bumps: 1)
    try day.play("homer", alphas: 0)
    return day.command
  }

  private init(command: Command) { self.command = command }
}
