import Foundation
import Testing

/// What a newcomer ran into, following the manual alone.
@Suite("What a newcomer ran into")
struct EventMendedTests {
  @Test("a final is for its finalists; a run more than planned must be asked for")
  func turns() throws {
    let day = try EventDay(at: "09:40")
    try day.refuses(
      "tally run open coffee homer --phase final", "homer is not in the final of coffee", "lasr", "--admit homer")
    try day.must("tally finalists coffee --admit homer --reason \"the jury's wish\" --official jury")
    try day.must("tally run open coffee homer --phase final")
    try day.play("lasr", alphas: 0, challenge: "door")
    try day.refuses("tally run open door lasr", "lasr has had its 1 run of the trials of door", "--extra")
    let extra = try day.command.run(line: "tally run open door lasr --extra")
    #expect(extra.code == 0 && extra.err.contains("trial 2 of 1 (one more than planned)"))
  }

  @Test("nobody is in a final before the trials have a result")
  func early() throws {
    let command = try Command()
    try command.must("tally plan new plan.yaml")
    try command.must("tally init --plan plan.yaml --official Ada")
    let early = try command.run(line: "tally run open coffee red --phase final")
    let order = try command.run(
      line: "tally schedule make --phase final --window 2026-09-22T14:00/16:00 --official Ada")
    #expect(order.code == 1 && order.err.contains("nobody has qualified for the final of coffee yet"))
    #expect(early.code == 1 && early.err.contains("nobody has qualified for the final of coffee yet"), "\(early.err)")
  }

  @Test("a void run and a spoilt one take no turn away")
  func repeated() throws {
    let day = try EventDay(at: "09:40")
    let spoilt = try day.must("tally run open door lasr").trimmingCharacters(in: .newlines)
    try day.must("tally run start \(spoilt)")
    try day.must("tally run finish \(spoilt) --reason invalid --at 0:30")
    let again = try day.command.run(line: "tally run open door lasr")
    #expect(again.code == 0 && again.err.contains("trial 1 of 1"), "\(again.err)")
  }

  @Test("either signature guards the sheet; a remark breaks none")
  func signatures() throws {
    let day = try EventDay(at: "09:40")
    let signed = try day.rows("tally run show coffee-1").filter { $0["fact"]?.hasPrefix("signed") == true }
    #expect(signed.count == 2)
    try day.must("tally run note coffee-1 \"the robot's cable was loose\"")
    #expect(try day.must("tally audit").contains("all holds"))
    try day.must("tally run retract coffee-1 \(signed[0]["entry"]!) --reason \"a mistake\"")
    try day.refuses("tally run saw coffee-1 bump --at 3:00", "is signed", signed[1]["entry"]!)
  }

  @Test("signing for the referees is theirs")
  func referees() throws {
    var day = try EventDay(at: "09:40")
    let run = try day.play("kcl", alphas: 1, signed: false)
    day.by("somebody")
    try day.refuses("tally run sign \(run) --as referee", "signs for the referees (chair, jury, R1)")
    try day.refuses("tally run sign \(run) --as team", "the referee signs run \(run) first, then the team")
    day.by("R1")
    try day.must("tally run sign \(run) --as referee")
    day.by("somebody")
    try day.must("tally run sign \(run) --as team")
  }

  @Test("a protest has its time and its judges, whichever command says it")
  func protests() throws {
    var day = try EventDay(at: "09:10")
    try day.must("tally run protest coffee-1 \"the floor was wet\"")
    try day.refuses("tally run rule coffee-1 granted", "here the jury decides protests (jury)")
    try day.must("tally run rule coffee-1 \"rejected: it was dry\" --official jury")
    day.at("09:45")
    try day.refuses("tally run protest coffee-1 \"too late\"", "ended at 2025-09-23 10:30:00 UTC+1", "--late REASON")
    try day.must("tally protest file coffee-1 \"too late\" --late \"the jury's wish\"")
  }

  @Test("the list of runs says of each in one word what it is, and whether it counts")
  func words() throws {
    let day = try EventDay(at: "09:40")
    let better = try day.play("kcl", alphas: 3)
    let stopped = try day.must("tally run open coffee homer").trimmingCharacters(in: .newlines)
    try day.must("tally run start \(stopped)")
    let runs = { try day.rows("tally run list").reduce(into: [:]) { $0[$1["run"]!] = $1 } }
    #expect(try runs()[stopped]?["status"] == "open" && runs()[stopped]?["counts"] == "no: still open")
    try day.must("tally run finish \(stopped) --reason team-stopped --at 1:00")
    #expect(try runs()[stopped]?["status"] == "aborted")
    #expect(try runs()[better]?["counts"] == "yes")
    #expect(try runs()["coffee-3"]?["counts"] == "no: other runs were better")
    try day.must("tally run void \(better) --reason \"the wrong team\"")
    #expect(try runs()[better]?["status"] == "void" && runs()[better]?["counts"] == "no: void")
    #expect(try runs()["coffee-3"]?["counts"] == "yes", "what was better is gone")
  }

  @Test("a final of which the plan says no number has one run a team")
  func oneFinal() throws {
    let command = try Command()
    try command.write(EventDay.rules, to: "keys.yaml")
    try command.write(
      """
      name: A day
      days: [2025-09-23]
      teams: [{id: a, name: A}, {id: b, name: B}]
      challenges:
        - {id: keys, rules: ./keys.yaml, phases: [{phase: final}]}
      """, to: "plan.yaml")
    try command.must("tally init --plan plan.yaml")
    let run = try command.must("tally run open keys a --phase final").trimmingCharacters(in: .newlines)
    try command.must("tally run start \(run)")
    try command.must("tally run finish \(run)")
    let again = try command.run(line: "tally run open keys a --phase final")
    #expect(again.code == 1 && again.err.contains("a has had its 1 run of the final of keys"))
    let published = try command.run(line: "tally publish keys")
    #expect(published.code == 1 && published.err.contains("planned run keys/final/b/1 was not held"))
  }

  @Test("two machines that were apart name their runs apart, so their files can be united")
  func apart() throws {
    let day = try EventDay(at: "09:40")
    try day.must("tally log export -o log.jsonl")
    try day.must("tally init --from log.jsonl --db second.sqlite")
    var second = day.command
    second.environment["TALLY_TERMINAL"] = "second"
    let here = try day.must("tally run open coffee kcl").trimmingCharacters(in: .newlines)
    let there = try second.must("tally run open coffee homer --db second.sqlite").trimmingCharacters(in: .newlines)
    #expect(here == "coffee-5" && there.hasPrefix("coffee-5-"))
    try second.must("tally run start \(there) --db second.sqlite")
    try day.must("tally merge second.sqlite")
    try second.must("tally merge tally.sqlite --db second.sqlite")
    #expect(try day.must("tally log export") == second.must("tally log export --db second.sqlite"))
    #expect(try Set(day.rows("tally run list").map { $0["run"]! }).isSuperset(of: [here, there]))
  }

  @Test("a delay that is taken back leaves the others as they are")
  func delays() throws {
    var day = try EventDay(at: "08:30")
    day.by("chair")
    try day.must("tally schedule make --challenge coffee --window 2025-09-23T10:00/16:00")
    func starts() throws -> [String] { try day.rows("tally schedule").map { $0["starts_at"]! } }
    let planned = try starts()
    try day.must("tally schedule delay shop 20 --reason \"rain\"")
    let once = try starts()
    try day.must("tally schedule delay shop 10 --reason \"more rain\"")
    let delays = try day.rows("tally decision list --kind delayed").map { $0["decision"]! }
    #expect(delays.count == 2 && planned != once)
    // The earlier of the two: every run keeps the later one's ten minutes, and nothing else.
    try day.must("tally decision retract \(delays[0]) --reason \"it was not that long\"")
    let clock = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    let times = try [planned, starts()].map { try $0.map { try clock.parse($0) } }
    #expect(zip(times[0], times[1]).allSatisfy { $1.timeIntervalSince($0) == 600 } && times[1].count == planned.count)
    try day.must("tally decision retract \(delays[1]) --reason \"it stopped\"")
    #expect(try starts() == planned)
  }
}
