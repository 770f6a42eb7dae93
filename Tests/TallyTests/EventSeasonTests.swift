import Foundation
import Testing

@Suite("Finalists, seasons and invented events")
struct EventSeasonTests {
  @Test("who reaches the final and why; one more is admitted with a reason, by those who may")
  func finalists() throws {
    var day = try EventDay()
    day.by("chair")
    #expect(try day.rows("tally finalists coffee").map { $0["team"] } == ["lasr", "mku"])
    #expect(try day.must("tally finalists coffee").contains("best 2 of the trials; 2 of 4 teams"))
    try day.refuses("tally finalists coffee --admit kcl", "--admit and --reason belong together")
    try day.refuses("tally finalists door", "'door' has no final in the plan")
    try day.must("tally finalists coffee --admit kcl --reason \"the lift failed\"")
    #expect(try day.rows("tally finalists coffee").map { $0["team"] } == ["lasr", "mku", "kcl"])
    #expect(try day.must("tally finalists coffee").contains("admitted: the lift failed"))
    try day.refuses("tally finalists coffee --admit kcl --reason again", "is in the final already")
    try day.refuses("tally finalists door --admit lasr --reason x", "'door' has no final in the plan")
    try day.must("tally team withdraw lasr --reason \"the arm\"")
    #expect(try day.rows("tally finalists coffee").map { $0["team"] } == ["mku", "kcl"])
    day.by("R1")
    try day.refuses("tally finalists coffee --admit homer --reason x", "organiser or jury")
  }

  @Test("the best two of at least two tournaments count; a team with one is listed, not ranked")
  func season() throws {
    let command = try Command()
    for (event, results) in [
      ["lasr": 4, "mku": 1], ["lasr": 2, "mku": 3, "kcl": 9], ["lasr": 3, "mku": 3],
    ].enumerated() {
      try command.write(EventDay.rules, to: "keys.yaml")
      try command.write(
        "name: Event \(event + 1)\ndays: [2025-09-2\(event)]\nteams:\n"
          + results.keys.sorted().map { "  - {id: \($0), name: Team \($0)}\n" }.joined()
          + "challenges:\n  - {id: coffee, rules: ./keys.yaml}\n", to: "plan.yaml")
      let file = "--db event-\(event + 1).sqlite"
      try command.must("tally init --plan plan.yaml \(file)")
      for (team, alphas) in results.sorted(by: { $0.key < $1.key }) {
        let run = try command.must("tally run open coffee \(team) \(file)").trimmingCharacters(in: .newlines)
        try command.must("tally run start \(run) \(file)")
        try command.must("tally run saw \(run) alpha --count \(alphas) --at 1:00 \(file)")
        try command.must("tally run finish \(run) --at 5:00 \(file)")
      }
    }
    let csv = try command.must("tally season event-1.sqlite event-2.sqlite event-3.sqlite --format csv")
    let rows = csv.split(whereSeparator: \.isNewline).dropFirst()
    // 4, 2, 3 alphas: 12 + 9; 1, 3, 3: 9 + 9; KCL was there once.
    #expect(
      rows.map { $0.split(separator: ",").prefix(4).joined(separator: ",") }.prefix(2) == [
        "coffee,1,lasr,21", "coffee,2,mku,18",
      ])
    #expect(rows.last?.contains("not ranked: 1 tournament too few") == true)
    #expect(rows.first?.contains("Event 2") == true, "and what was dropped is named")
    let copied = try command.run("season", "event-1.sqlite", "event-1.sqlite")
    #expect(copied.code == 1 && copied.err.contains("the same competition"))
    #expect(try command.run("season", "event-1.sqlite").code == 64)
    let none = try command.run("season", "event-1.sqlite", "event-2.sqlite", "--only door")
    #expect(none.code != 0)
  }

  @Test("an invented event follows from its seed, byte for byte, and passes the audit")
  func simulated() throws {
    let command = try Command()
    for (folder, seed) in [("a", 7), ("b", 7), ("c", 8)] {
      try command.must(
        "tally simulate --to \(folder) --seed \(seed) --events 2 --teams 4 --trials 2 --rules scrc-2025/through-the-door"
      )
    }
    func log(_ file: String) throws -> String { try command.must("tally log export --db \(file).sqlite") }
    #expect(try log("a/event-1") == log("b/event-1"))
    #expect(try log("a/event-2") == log("b/event-2"))
    #expect(try log("a/event-1") != log("a/event-2"))
    #expect(try log("a/event-1") != log("c/event-1"))
    try command.must("tally audit --db a/event-1.sqlite")
    #expect(
      try command.must("tally season a/event-1.sqlite a/event-2.sqlite --value achievements").contains("Best team"))
    let again = try command.run("simulate", "--to", "a", "--seed", "7")
    #expect(again.code == 1 && again.err.contains("already"), "an event is never written over")
    for (words, reason) in [
      ("--teams 1", "2 to 200"), ("--day tomorrow", "'tomorrow' is no day"),
      ("--rules scrc-2025/through-the-door --rules scrc-2025/through-the-door", "would both be the challenge"),
    ] {
      let outcome = try command.run(line: "tally simulate --to d \(words)")
      #expect(outcome.code != 0 && outcome.err.contains(reason), "\(outcome.err)")
    }
  }
}
