import Foundation
import Testing

@Suite("tally schedule: the running order of the day")
struct EventScheduleTests {
  private static let window = "--window 2025-09-23T10:30/12:30"

  /// Everybody's second and third coffee, planned by the chair.
  private func planned() throws -> EventDay {
    var day = try EventDay()
    day.by("chair")
    try day.must("tally schedule make --challenge coffee \(EventScheduleTests.window) --rest 10")
    return day
  }

  /// "coffee/trials/lasr/2 09:30 planned": in the order of time, by UTC.
  private func order(_ day: EventDay) throws -> [String] {
    try day.rows("tally schedule").map { "\($0["slot"]!) \($0["starts_at"]!.dropFirst(11).prefix(5)) \($0["state"]!)" }
  }

  @Test("what was held before the order was made is not planned again, and takes no planned run")
  func makesTheRest() throws {
    let day = try planned()
    #expect(
      try order(day) == [
        "coffee/trials/mku/2 09:30 planned", "coffee/trials/kcl/2 09:42 planned",
        "coffee/trials/homer/2 09:54 planned", "coffee/trials/lasr/2 10:06 planned",
        "coffee/trials/kcl/3 10:18 planned", "coffee/trials/mku/3 10:30 planned",
        "coffee/trials/homer/3 10:42 planned", "coffee/trials/lasr/3 10:54 planned",
      ])
    let shown = try day.must("tally schedule show --team lasr")
    #expect(shown.contains("2025-09-23 11:06 UTC+1"), "by the venue's clock")
    #expect(!shown.contains("mku"))
    #expect(try day.must("tally schedule show --day 2025-09-24").contains("Nothing of that is planned."))
  }

  @Test("--preview shows the order and what it means for each team, and records nothing")
  func preview() throws {
    var day = try EventDay()
    day.by("chair")
    let before = try day.file
    let shown = try day.must("tally schedule make \(EventScheduleTests.window) --preview")
    #expect(shown.contains("What it means for each team") && shown.contains("coffee/trials/lasr/2"))
    #expect(try day.file == before)
    #expect(try day.must("tally schedule").contains("Nothing is planned: 'tally schedule make' does it."))
  }

  @Test("refusals name the problem")
  func refusals() throws {
    var day = try planned()
    try day.refuses("tally schedule make --challenge coffee \(EventScheduleTests.window)", "--again plans anew")
    try day.refuses("tally schedule make --challenge door --window yesterday", "2025-09-23T09:30/12:30")
    try day.refuses(
      "tally schedule make --challenge door --window 2025-09-23T12:40/12:55",
      "1 run (10 min of arena time) found no place: door/trials/lasr/1", "nothing was recorded")
    try day.refuses(
      "tally schedule move coffee/trials/lasr/2 10:42 --arena shop",
      "coffee/trials/kcl/2 and coffee/trials/lasr/2 are in arena 'shop' at the same time", "--anyway")
    try day.refuses("tally schedule move coffee/trials/lasr/9 10:42", "did you mean 'coffee/trials/lasr/2'?")
    try day.refuses("tally schedule move coffee/trials/lasr/2 noon", "'noon' is no time", "14:00")
    try day.refuses("tally schedule delay shp 10 --reason x", "did you mean 'shop'?")
    try day.refuses(
      "tally schedule delay shop 10 --from 18:00 --reason x", "nothing is waiting in 'shop' from 2025-09-23 18:00")
    try day.refuses("tally schedule drop coffee/trials/lasr/2", "--reason")
    day.by("R1")
    try day.refuses("tally schedule make --challenge door --window 2025-09-23T12:40/13:30", "organiser", "chair")
  }

  @Test("the spring's hour that the venue's clock skips is no time; the autumn's long night has all its hours")
  func summerTime() throws {
    var day = try EventDay()
    day.by("chair")
    try day.refuses(
      "tally schedule make --challenge door --window 2026-03-29T01:15/03:00",
      "2026-03-29T01:15 is no time at the venue: its clock is put forward over it")
    let night = try day.must(
      "tally schedule make --challenge door --window 2025-10-26T00:30/02:00 --length 60 --rest 0 --preview --format csv"
    )
    #expect(night.contains("2025-10-25T23:30:00.000Z"))
    #expect(night.contains("2025-10-26T00:32:00.000Z"), "00:30 to 02:00 are two and a half hours in this night")
  }

  @Test("a delay moves the rest of the day in its arena: not what was held, not the other arena, not tomorrow")
  func delay() throws {
    var day = try planned()
    try day.must("tally schedule make --challenge door --window 2025-09-24T10:00/12:00")
    try day.must("tally schedule move door/trials/mku/1 2025-09-24T11:00 --arena shop --anyway")
    day.at("09:54")
    day.by("R1")
    try day.play("homer", alphas: 1)
    try day.must("tally schedule delay shop 20 --from 10:42 --reason \"the tables are wiped\"")
    #expect(
      try order(day).prefix(4) == [
        "coffee/trials/mku/2 09:30 planned", "coffee/trials/homer/2 09:54 finished",
        "coffee/trials/kcl/2 10:02 planned", "coffee/trials/lasr/2 10:26 planned",
      ])
    #expect(try order(day).suffix(1) == ["door/trials/mku/1 10:00 planned"], "tomorrow stays")
    try day.must("tally schedule delay shop 20 --from 10:42 --earlier --reason \"they were quick\"")
    #expect(try order(day).contains("coffee/trials/kcl/2 09:42 planned"))
  }

  @Test("a night session moves whole over midnight; earlier only as far as nothing waits before it")
  func midnight() throws {
    var day = try EventDay()
    day.by("chair")
    try day.must("tally schedule make --challenge coffee --window 2025-09-23T23:40/2025-09-24T01:30 --rest 0")
    let before = try day.rows("tally schedule").map { "\($0["slot"]!)" }
    #expect(before.count == 8)
    try day.must("tally schedule delay shop 45 --reason \"the door is repaired\"")
    let rows = try day.rows("tally schedule")
    #expect(rows.map { $0["slot"]! } == before, "nobody is overtaken")
    #expect(rows.first?["starts_at"] == "2025-09-23T23:25:00.000Z")
    #expect(rows.last?["starts_at"] == "2025-09-24T00:49:00.000Z")
    try day.refuses(
      "tally schedule delay shop 3 --from 2025-09-24T01:00 --earlier --reason x", "waits there before them",
      "they can be 2 min earlier, no more")
  }

  @Test("a break takes a delay up, and that is said")
  func lunch() throws {
    var day = try EventDay()
    day.by("chair")
    try day.must(
      "tally schedule make --challenge coffee --window 2025-09-23T11:00/11:50 --window 2025-09-23T13:00/14:00 --rest 0")
    let told = try day.command.run(line: "tally schedule delay shop 20 --reason rain")
    #expect(told.err.contains("from 2025-09-23 13:00 UTC+1 on, stays; the break is 54 min now, not 74"), "\(told.err)")
    #expect(
      try order(day).map { $0.split(separator: " ")[1] } == [
        "10:20", "10:32", "10:44", "10:56", "12:00", "12:12", "12:24", "12:36",
      ])
    try day.must("tally schedule delay shop 70 --reason \"more rain\"")
    #expect(try order(day).last?.contains("13:46") == true, "now the afternoon must move too")
  }

  @Test("moved, swapped, dropped: each says where the run is now")
  func moves() throws {
    let day = try planned()
    #expect(
      try day.must("tally schedule move coffee/trials/lasr/2 13:00")
        == "coffee/trials/lasr/2: 2025-09-23 13:00 UTC+1, arena shop\n")
    #expect(
      try day.must("tally schedule swap coffee/trials/mku/2 coffee/trials/homer/3").split(separator: "\n").count == 2)
    #expect(try order(day).contains("coffee/trials/mku/2 10:42 planned"))
    #expect(
      try day.must("tally schedule drop coffee/trials/kcl/2 --reason \"a broken arm\"")
        == "coffee/trials/kcl/2: off the order\n")
    try day.refuses("tally schedule make --challenge coffee \(EventScheduleTests.window)", "planned already")
    try day.play("kcl", alphas: 1)
    #expect(try order(day).contains { $0.hasPrefix("coffee/trials/kcl/3") && $0.hasSuffix("finished") })
    try day.refuses("tally schedule drop coffee/trials/kcl/3 --reason x", "was held already: run coffee-5")
  }

  @Test("a no-show ends the team's next planned run; a later one must wait for it")
  func noShow() throws {
    let day = try planned()
    try day.refuses("tally schedule no-show coffee/trials/homer/3", "coffee/trials/homer/2 comes first")
    #expect(try day.must("tally schedule no-show coffee/trials/homer/2") == "coffee-5\n")
    #expect(try day.rows("tally run list").last?["finish"] == "no-show")
    #expect(try !order(day).contains("coffee/trials/homer/2 09:54 planned"))
    try day.refuses("tally schedule no-show coffee/trials/homer/2", "was held already")
  }

  @Test("--again plans anew what was not held, and only that")
  func again() throws {
    let day = try planned()
    try day.play("lasr", alphas: 1)
    try day.must("tally schedule make --challenge coffee --window 2025-09-23T14:00/17:00 --again")
    let order = try order(day)
    #expect(order.count == 8 && order[0] == "coffee/trials/lasr/2 10:06 finished")
    #expect(order.dropFirst().allSatisfy { $0.contains(" 13:") || $0.contains(" 14:") })
  }

  @Test("tally next: who is up, how late it is, and nobody who has left")
  func next() throws {
    var day = try planned()
    day.at("09:37")
    let rows = try day.rows("tally next shop")
    #expect(
      rows.map { "\($0["turn"]!) \($0["team"]!) \($0["late"]!)" } == ["now mku 7", "then kcl ", "after that homer "])
    try day.must("tally team withdraw mku --reason \"the arm is broken\"")
    #expect(try day.rows("tally next shop").map { $0["team"] } == ["kcl", "homer", "lasr"])
    #expect(try day.must("tally schedule").contains("the team is out"))
    #expect(try day.must("tally next field").contains("Nothing more is planned in arena 'field'."))
    try day.refuses("tally next shp", "did you mean 'shop'?")
  }

  @Test("a plan without arenas has one, by the name that the order shows")
  func oneArena() throws {
    let command = try Command.small()
    try command.must("tally schedule make --window 2025-09-23T10:00/17:00")
    #expect(try command.must("tally next arena").contains("lasr"))
    try command.must("tally schedule delay arena 10 --from 2025-09-23T10:00 --reason rain")
    #expect(try command.must("tally schedule").contains("2025-09-23 10:10 UTC"))
  }

  @Test("a final is planned for those who reach it")
  func final() throws {
    var day = try EventDay()
    day.by("chair")
    try day.must("tally schedule make --phase final --window 2025-09-23T15:00/16:00")
    #expect(try Set(day.rows("tally schedule").map { $0["team"]! }) == ["lasr", "mku"])
  }

  @Test("tally referee --next opens the run that is up, and then goes on with it")
  func refereeNext() throws {
    var day = try planned()
    day.command.environment["TALLY_NOW"] = nil
    let terminal = try Tmux(day.command)
    try terminal.type("\(Command.binary.path) referee --next shop; echo left $?")
    terminal.wait(for: "MK:U · trial 2")
    terminal.press("y", "Space", "a")
    terminal.wait(for: "score 3 points")
    terminal.press("q")
    terminal.wait(for: "Leave the console?")
    terminal.press("y")
    terminal.wait(for: "left 0")
    #expect(try day.rows("tally next shop").first.map { "\($0["team"]!) \($0["run"]!)" } == "mku coffee-5")
    try terminal.type("clear; \(Command.binary.path) referee --next shop; echo left $?")
    terminal.wait(for: "The clock was running when the console stopped")
    #expect(try day.rows("tally run list").count == 5, "no second run was opened")
  }
}
