import Foundation
import Testing

/// A whole competition of `fixtures/`, taken in through the real command.
private func competition(_ name: String) throws -> Command {
  let command = try Command()
  let folder = Command.top.appending(path: "fixtures/\(name)").path
  var office = command
  office.environment["TALLY_TERMINAL"] = "plan"
  try office.must("tally init --plan \(folder)/competition.yaml")
  try office.must("tally merge \(folder)/log.jsonl")
  return command
}

@Suite("RoboCup@Home German Open 2026, as published")
struct GermanOpenTests {
  @Test("mean of the best two tries: the stage totals are 3435, 1295, 1102.5 and 35, exactly")
  func stageTotals() throws {
    let command = try competition("german-open-2026")
    let json = try command.must("tally standings --format json")
    let rows = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]])
    var totals: [String: Decimal] = [:]
    for row in rows where row["phase"] as? String == "trials" {
      guard let team = row["team"] as? String, let points = row["points"] as? NSNumber else { continue }
      totals[team, default: 0] += points.decimalValue
    }
    #expect(totals == ["nimbro": 3435, "scc": 1295, "tobi": Decimal(string: "1102.5")!, "b-it-bots": 35])
  }

  @Test("the final table is 200, 57, 38 and 1: the third of the stages is second, and 57 is rounded once")
  func finalTable() throws {
    let command = try competition("german-open-2026")
    let json = try command.must("tally standings --overall total --format json")
    let rows = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]])
    #expect(rows.map { $0["team"] as? String } == ["nimbro", "tobi", "scc", "b-it-bots"])
    #expect(rows.map { $0["total"] as? Int } == [200, 57, 38, 1])
    #expect(rows.map { $0["rank"] as? Int } == [1, 2, 3, 4])
    #expect(rows[1]["exact_total"] as? String == "1852550/32747")
  }

  @Test("every table and its explanation are as recorded")
  func golden() throws {
    let command = try competition("german-open-2026")
    let folder = "fixtures/german-open-2026/expected"
    try Golden.expect(command.must("tally standings"), equals: "\(folder)/standings.txt")
    try Golden.expect(command.must("tally standings --format csv"), equals: "\(folder)/standings.csv")
    try Golden.expect(command.must("tally standings --overall total"), equals: "\(folder)/overall-total.txt")
    try Golden.expect(command.must("tally standings --overall --format csv"), equals: "\(folder)/overall.csv")
    try Golden.expect(
      command.must("tally explain tobi pick-and-place"), equals: "\(folder)/explain-tobi-pick-and-place.txt")
  }
}

@Suite("An invented day in Milton Keynes")
struct DemonstrationDayTests {
  @Test("standings, explanations and every exported file are as recorded")
  func golden() throws {
    let command = try competition("milton-keynes-demo")
    let folder = "fixtures/milton-keynes-demo/expected"
    try Golden.expect(command.must("tally standings"), equals: "\(folder)/standings.txt")
    try Golden.expect(command.must("tally standings --format markdown"), equals: "\(folder)/standings.md")
    for (team, challenge) in [
      ("mk-college", "coffee"), ("lakeside", "drone"), ("cranfield", "door"), ("nottingham", "packing"),
    ] {
      try Golden.expect(
        command.must("tally explain \(team) \(challenge)"), equals: "\(folder)/explain-\(team)-\(challenge).txt")
    }
  }

  @Test("the finals, protests, the changed rule, the publication and the correction come out as recorded")
  func evening() throws {
    var command = try competition("milton-keynes-demo")
    try command.play("milton-keynes-demo/evening.txt")
    let folder = "fixtures/milton-keynes-demo/expected/evening"
    for (words, file) in [
      ("standings", "standings.txt"), ("standings --overall best-team", "overall.txt"),
      ("standings --revision 2 --overall best-team", "overall-revision-2.txt"), ("revisions", "revisions.txt"),
      ("revisions 2 3", "revisions-2-3.txt"), ("protest list", "protests.txt"), ("tie list", "ties.txt"),
      ("schedule", "schedule.txt"), ("finalists coffee", "finalists-coffee.txt"),
      ("explain cambridge", "explain-cambridge.txt"), ("explain cranfield --format markdown", "explain-cranfield.md"),
    ] {
      try Golden.expect(command.must("tally \(words)"), equals: "\(folder)/\(file)")
    }
    let audit = try command.must("tally audit")
    #expect(audit.contains("all holds"))
    let names = try command.must("tally export --to out --revision 3").split(separator: "\n").map(String.init)
    #expect(names.contains("out/booklet.html") && names.filter { $0.hasPrefix("out/sheets/") }.count >= 100)
    for name in names where name.hasSuffix(".csv") {
      var text = try command.read(name)
      // A file's identity is drawn when it is made.
      if name == "out/manifest.csv" {
        text = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
          line.hasPrefix("competition,") ? line.dropLast(32) + "IDENTITY" : String(line)
        }.joined(separator: "\n")
      }
      try Golden.expect(text, equals: "\(folder)/\(name.replacing("out/", with: "csv/"))")
    }
  }

  @Test("everything that truly happens at events happens on it")
  func everything() throws {
    let command = try competition("milton-keynes-demo")
    let standings = try command.must("tally standings --format csv")
    for status in ["ranked", "withdrawn", "not entered"] { #expect(standings.contains(",\(status),"), "\(status)") }
    #expect(standings.contains("equal to mk-college in every key"), "equal scores stay equal")
    let runs = try command.must("tally run list --format csv").split(whereSeparator: \.isNewline)
    #expect((90...130).contains(runs.count - 1), "some hundred runs")
    for word in ["void", "no-show", "time-limit", "invalid"] {
      #expect(runs.contains { $0.contains(",\(word),") }, "\(word)")
    }
    #expect(runs.contains { $0.contains(",true,") }, "a disqualification")
    let log = try command.must("tally log export")
    for kind in ["restarted", "retracted", "voided", "paused", "resumed", "signed"] {
      #expect(log.contains("\"fact\":\"\(kind)\""), "\(kind)")
    }
  }

  @Test("its commands and its log are the same day")
  func commands() throws {
    // The first runs are typed through the real command; scripts/demo types the whole day.
    var command = try Command()
    let folder = Command.top.appending(path: "fixtures/milton-keynes-demo")
    try command.must("tally init --plan \(folder.path)/competition.yaml")
    let lines = try String(contentsOf: folder.appending(path: "commands.txt"), encoding: .utf8).split(separator: "\n")
      .prefix(60)
    for line in lines {
      let parts = line.components(separatedBy: " | ")
      let who = parts[0].split(separator: " ").map(String.init)
      command.environment["TALLY_NOW"] = who[0]
      command.environment["TALLY_TERMINAL"] = who[1]
      command.environment["TALLY_OFFICIAL"] = who[2]
      try command.must(parts[1])
    }
    let typed = try command.must("tally log export").split(separator: "\n").filter {
      $0.hasPrefix("{\"run\"") || $0.hasPrefix("{\"id\"")
    }
    let log = Set(try String(contentsOf: folder.appending(path: "log.jsonl"), encoding: .utf8).split(separator: "\n"))
    #expect(typed.count == lines.count)
    // A typed signature carries the code of its sheet; the generator of the fixture knows no codes and no links.
    for line in typed {
      let line = line.replacing(/"code":"[0-9A-Z-]*"/, with: "\"code\":\"\"").replacing(/,"link":"[0-9a-f]*"/, with: "")
        .replacing(/,"link":"[0-9a-f]{64}"/, with: "")
      #expect(log.contains(Substring(line)), "\(line)")
    }
  }
}

extension Command {
  /// Plays a file of commands (`TIME TERMINAL OFFICIAL | tally …`); a line that ends in ` !` must be refused.
  mutating func play(_ file: String) throws {
    let fixtures = Command.top.appending(path: "fixtures").path
    for line in try String(contentsOfFile: "\(fixtures)/\(file)", encoding: .utf8).split(separator: "\n") {
      let parts = line.components(separatedBy: " | ")
      let who = parts[0].split(separator: " ").map(String.init)
      (environment["TALLY_NOW"], environment["TALLY_TERMINAL"], environment["TALLY_OFFICIAL"]) = (
        who[0], who[1], who[2]
      )
      let words = parts[1].replacing(" fixtures/", with: " \(fixtures)/")
      if words.hasSuffix(" !") {
        let refused = try run(line: String(words.dropLast(2)))
        #expect(refused.code == 1, "\(line)")
      } else {
        try must(words)
      }
    }
    for name in ["TALLY_NOW", "TALLY_TERMINAL", "TALLY_OFFICIAL"] { environment[name] = nil }
  }
}
