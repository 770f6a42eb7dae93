import Foundation
import Testing

@Suite("Rule sets on the command line")
struct RulesTests {
  @Test("a new rule set has no finding, and a typo in it is shown with its place and what was meant")
  func starter() throws {
    let command = try Command()
    try FileManager.default.createDirectory(at: command.folder.appending(path: "my"), withIntermediateDirectories: true)
    try command.must("tally rules new my/coffee --title \"Coffee: the final\" -o my/coffee.yaml")
    let clean = try command.run("rules", "check", "my/coffee.yaml")
    #expect(clean.code == 0 && clean.out == "", "\(clean.out)")
    #expect(clean.err == "1 file: 0 errors, 0 warnings, 0 hints\n")

    try command.write(
      try command.read("my/coffee.yaml").replacing("time-limit:", with: "time-limt:"), to: "my/coffee.yaml")
    let broken = try command.run("rules", "check", "my/coffee.yaml")
    #expect(broken.code == 1)
    #expect(broken.out.contains("my/coffee.yaml:14:1: error:") && broken.out.contains("did you mean 'time-limit'?"))
    #expect(!broken.out.contains("\u{1B}["), "colour only on a terminal")
    let json = try command.run("rules", "check", "my/coffee.yaml", "--format", "json")
    let findings = try JSONSerialization.jsonObject(with: Data(json.out.utf8)) as? [[String: Any]]
    #expect(json.code == 1 && findings?.first?["line"] as? Int == 14)
    #expect(
      try command.run("rules", "new", "my/coffee", "-o", "my/coffee.yaml").code == 1, "never over a file that is there")
  }

  @Test("an edition that is published with another content is an error, shipped or in use")
  func changedEdition() throws {
    let command = try Command.small()
    let text = try String(
      contentsOf: Command.top.appending(path: "rulesets/scrc-2025/coffee-shop-orders.yaml"), encoding: .utf8)
    try command.write(text, to: "same.yaml")
    try command.write(text.replacing("max: 3", with: "max: 4"), to: "changed.yaml")
    try command.write(
      text.replacing("max: 3", with: "max: 4").replacing("edition: 1", with: "edition: 2"), to: "next.yaml")
    #expect(try command.run("rules", "check", "same.yaml").code == 0)
    #expect(try command.run("rules", "check", "next.yaml").code == 0)
    let changed = try command.run("rules", "check", "changed.yaml")
    #expect(changed.code == 1)
    for place in ["shipped with Tally", "used in tally.sqlite"] {
      #expect(
        changed.out.contains(
          "changed.yaml:2:1: error: edition 1 of 'scrc-2025/coffee-shop-orders' is \(place) and says something else; "
            + "give a changed rule set edition 2, or another id"
            + (place.hasPrefix("used in") ? "; or, if that file was only a trial, name another with --db\n" : "\n")),
        "\(changed.out)")
    }
  }

  @Test("two editions are compared in words, and the exit code says whether anything changed")
  func diff() throws {
    let command = try Command()
    let text = try command.must("tally rules new my/coffee")
    try command.write(text, to: "one.yaml")
    try command.write(
      text.replacing("edition: 1 ", with: "edition: 2 ").replacing("points: 50", with: "points: 60")
        .replacing("  - id: bump\n", with: "  - id: bumps\n").replacing("time-limit: 10:00", with: "time-limit: 8:00"),
      to: "two.yaml")
    let changed = try command.run("rules", "diff", "one.yaml", "two.yaml")
    #expect(changed.code == 1)
    for line in [
      "edition: 1 becomes 2", "time limit: 10:00 becomes 8:00", "item 'bump': is gone", "item 'bumps': is new",
      "item 'order-taken': worth 50 each becomes 60 each",
    ] { #expect(changed.out.contains("\(line)\n"), "\(changed.out)") }
    let same = try command.run("rules", "diff", "one.yaml", "one.yaml")
    #expect(same.code == 0 && same.out.contains("nothing changed"))
  }

  @Test("a sheet shows what it is worth, how often, and who says so, in every format")
  func show() throws {
    let command = try Command()
    for format in ["text", "markdown", "html"] {
      let sheet = try command.must("tally rules show robocup-athome-2026/restaurant --format \(format)")
      for words in ["first pick", "official", "2360"] {
        #expect(sheet.lowercased().contains(words), "\(format): \(words)")
      }
    }
    let list = try command.must("tally rules list --format csv --raw").split(whereSeparator: \.isNewline)
    #expect(list.count == 1 + 31)
  }

  @Test("the schema is JSON and names the format's words")
  func schema() throws {
    let schema =
      try JSONSerialization.jsonObject(with: Data(try Command().must("tally rules schema").utf8)) as? [String: Any]
    let words = schema?["properties"] as? [String: Any]
    #expect(words?["time-limit"] != nil && words?["achievements"] != nil)
  }

  @Test("what if: the same runs by other rules, and nothing recorded")
  func whatIf() throws {
    let command = try Command.small()
    try command.must("tally run open coffee lasr")
    try command.must("tally run start coffee-1")
    try command.must("tally run saw coffee-1 delivered@table-1 --at 1:00")
    try command.must("tally run finish coffee-1 --at 2:00")
    let text = try String(
      contentsOf: Command.top.appending(path: "rulesets/scrc-2025/coffee-shop-orders.yaml"), encoding: .utf8)
    try command.write(
      text.replacing(
        "    title: Delivers one ordered thing to its table\n",
        with: "    title: Delivers one ordered thing to its table\n    points: 7\n"), to: "other.yaml")
    let before = try command.must("tally log export")
    #expect(try command.must("tally standings coffee --format csv").contains("coffee,trials,1,lasr,LASR,0,1,0,120,"))
    #expect(
      try command.must("tally standings coffee --format csv --rules other.yaml").contains(
        "coffee,trials,1,lasr,LASR,7,1,0,120,"))
    #expect(try command.must("tally log export") == before)
  }

  @Test("the printed sheet alone tells what is meant")
  func wholeSheet() throws {
    let command = try Command()
    let file = Command.top.appending(path: "fixtures/rule-sets/clinic-2026/night-rounds.yaml").path
    let sheet = try command.must("tally rules show \(file)")
    for line in [
      "Maximum: 677 points.", "Rounded to 1, half-up.", "greet: only if enter (same room)",
      "nurse: only if medicine (same room) is handed-over",
      "all-rooms: follows from the sheet; only if enter (each room together) at least 4 times",
      "no-bump: follows from the sheet; only if all-rooms; not if bump",
      "time-left: the seconds left; rounded to 30, down; only if all-rooms",
      "frightened: from 1 to 5, turned around; survives a restart", "foot: disqualifies from the challenge",
      "not-found 0, found 25, handed-over 60", "0, -15, -30, -45, -60, … -660", "0.1 for each s", "5 for each mark",
      "(wet-floor (same room) and (enter (same room) or greet (same room) or medicine (same room))), at each room)",
    ] {
      #expect(sheet.contains(line), "\(line)\n\(sheet)")
    }
  }

  @Test("a run whose sheet contradicts itself is told under the standings")
  func invalidSheet() throws {
    let command = try Command()
    let file = Command.top.appending(path: "fixtures/rule-sets/clinic-2026/night-rounds.yaml").path
    try command.must("tally init --name Trial")
    try command.must("tally challenge add rounds \(file)")
    try command.must("tally team add a \"Team A\"")
    try command.must("tally run open rounds a")
    try command.must("tally run start rounds-1")
    try command.must("tally run saw rounds-1 wet-floor@room-2 --at 0:30")
    try command.must("tally run saw rounds-1 greet@room-2 --at 0:40")
    try command.must("tally run finish rounds-1 --at 1:00")
    let told = "rounds-1 of a has an invalid sheet: Room 2: A room was skipped because of the wet floor"
    let standings = try command.must("tally standings").replacing("\n", with: " ")
    #expect(standings.contains(told), "\(standings)")
    try command.must("tally run accept rounds-1 wet-and-entered --reason \"it had dried\"")
    #expect(try !command.must("tally standings").contains("invalid"))
  }
}
