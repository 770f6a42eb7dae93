import Foundation
import Reports
import Testing

@Suite("What programs and spreadsheets are given")
struct MachineOutputTests {
  /// Three runs of one team, of which the mean is 20/3 points; one achievement is measured, and nobody else has run.
  private func thirds() throws -> Command {
    let command = try Command(now: "2026-09-23T12:00:00.000Z")
    try command.write(
      """
      id: cases/sheet
      edition: 1
      title: Through the door
      competition: Cases
      changes: First edition.
      time-limit: 5:00
      ranking: [not disqualified, most points, fewest error, shortest time]
      achievements:
        - {id: goal, title: Reaches a goal, source: house cases, points: 10, max: 40}
      measurements:
        - {id: error, title: Error, source: house cases, unit: mm}
      judgements:
        - {id: manner, title: Manner, source: house cases, scale: 0 to 10, points: 1}
      """, to: "sheet.yaml")
    try command.write(
      """
      name: Cases
      days: [2026-09-23]
      time-zone: Europe/Rome
      protests: {within: 30:00}
      teams: [{id: alpha, name: Alpha}, {id: beta, name: Beta}]
      challenges: [{id: door, rules: ./sheet.yaml, phases: [{phase: trials, runs: 3, aggregation: mean}]}]
      overall: [{id: best, title: Best, order: total, parts: [{title: All, value: points}]}]
      """, to: "plan.yaml")
    try command.must("tally init --plan plan.yaml")
    for goals in [1, 1, 0] {
      let run = try command.must("tally run open door alpha").trimmingCharacters(in: .newlines)
      try command.must("tally run start \(run)")
      if goals > 0 { try command.must("tally run saw \(run) goal --at 0:10") }
      try command.must("tally run measure \(run) error 5mm --at 0:20")
      try command.must("tally run finish \(run) --at 1:00")
    }
    return command
  }

  private func rows(_ text: String) throws -> [[String: String]] {
    let document = try CSVDocument.parse(text)
    return document.rows.map { Dictionary(uniqueKeysWithValues: zip(document.header.map(\.text), $0.map(\.text))) }
  }

  @Test("no number that a spreadsheet gets can be read as a date, in any file; the exact one stands behind")
  func noDates() throws {
    let command = try thirds()
    try command.must("tally export --to results")
    var exact = 0
    let folder = command.folder.appending(path: "results")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasSuffix(".csv") {
      for row in try rows(command.read("results/\(name)")) {
        for (column, text) in row where text.wholeMatch(of: /-?[0-9]+\/[0-9]+/) != nil {
          exact += 1
          #expect(column.hasSuffix("_exact"), "\(name): \(column) is \(text)")
        }
      }
    }
    #expect(exact >= 6, "the thirds are in standings, results and overall tables")
    let standing = try rows(command.must("tally standings door --format csv"))[0]
    #expect(standing["points"] == "6.667" && standing["points_exact"] == "20/3")
    #expect(standing["achievements"] == "0.667" && standing["achievements_exact"] == "2/3")
  }

  @Test("every ranking key has its name and its exact value, in order, for the public too, with the team's short name")
  func keys() throws {
    let command = try thirds()
    for line in ["tally standings door", "tally standings --public", "tally standings --public door"] {
      let rows = try rows(command.must(line + " --format csv"))
      #expect(rows.map { $0["team"] } == ["alpha", "beta"], "\(line)")
      let first = rows[0]
      #expect(
        (1...4).map { "\(first["key_\($0)"]!) \(first["value_\($0)_exact"]!)" }
          == ["not disqualified 0", "most points 20/3", "fewest error 5", "shortest time 60"], "\(line)")
      #expect(rows[1]["value_2"] == "" && rows[1]["key_2"] == "most points")
      let json = try command.must(line + " --format json")
      #expect(json.contains("\"key_2\": \"most points\"") && json.contains("\"value_2\": \"20/3\""))
    }
    let open = try rows(command.must("tally standings --public --format csv"))[0]
    #expect(open["published"] == "live" && open["revision"] == "" && open["held"] == "false")
    for line in ["tally standings --overall", "tally standings --public --overall"] {
      let row = try rows(command.must(line + " --format csv"))[0]
      #expect(row["team"] == "alpha" && row["total_exact"] == "20/3" && row["total"] == "6.67", "\(line)")
      #expect(row["part_1"] == "All" && row["value_1_exact"] == "20/3", "\(line)")
    }
    let refused = try command.run("standings", "--public", "--overall")
    #expect(refused.code == 64 && refused.err.contains("leave out --overall"))
  }

  @Test("decisions are readable, and their moments and lengths stand in columns of their own")
  func decisions() throws {
    let command = try thirds()
    try command.must("tally schedule make --window 2026-09-23T15:00/18:00 --length 8 --format csv")
    let rows = try rows(command.must("tally decision list --format csv"))
    let window = try #require(rows.first { $0["kind"] == "allowedProtests" })
    #expect(window["content"] == "time: 30 min" && window["seconds"] == "1800")
    let slot = try #require(rows.first { $0["kind"] == "scheduled" })
    #expect(slot["content"]?.contains("from: 2026-09-23 15:00 UTC+2; time: 8 min") == true, "\(slot)")
    #expect(slot["from"] == "2026-09-23T13:00:00.000Z" && slot["seconds"] == "480" && slot["team"] == "beta")
    #expect(!(try command.must("tally decision list")).contains("1800000"))
  }

  @Test("score lines say their kind, entries their value and unit")
  func kinds() throws {
    let command = try thirds()
    try command.must("tally export --to results")
    let lines = try rows(command.read("results/score-lines.csv"))
    #expect(lines.contains { $0["item"] == "goal" && $0["kind"] == "achievement" })
    let measured = try rows(command.read("results/log.csv")).filter { $0["fact"] == "measured" }
    #expect(measured.count == 3 && measured.allSatisfy { $0["value"] == "5" && $0["unit"] == "mm" })
  }

  @Test("what stood at a time of the venue's clock is shown, with the moment that was taken")
  func asOf() throws {
    let command = try thirds()
    var later = command
    later.environment["TALLY_NOW"] = "2026-09-24T09:00:00.000Z"
    func points(_ asOf: String) throws -> String? {
      try rows(later.run("standings", "door", "--as-of", asOf, "--format", "csv").out)[0]["points"]
    }
    #expect(try points("14:00") == "6.667", "12:00 in UTC")
    let early = try later.run("standings", "door", "--as-of", "2026-09-23 13:59")
    #expect(
      early.err.contains(
        "nothing was recorded yet as of 2026-09-23 13:59:00 UTC+2; the first record is of 2026-09-23 14:00:00 UTC+2"))
    #expect(try points("2026-09-23T14:00:00") == "6.667")
    #expect(try points("2026-09-23T12:00Z") == "6.667")
    let told = try later.run("standings", "door", "--as-of", "14:00")
    #expect(told.out.contains("Cases, as of 2026-09-23 14:00:00 UTC+2"), "\(told.out)")
    let day = try later.run("standings", "door", "--as-of", "2026-09-23")
    #expect(day.code == 1 && day.err.contains("is a day and no moment; write when, as in '2026-09-23 14:00'"))
  }

  @Test("the board and the backups follow the file that is put in the place of another, and say it")
  func replaced() throws {
    let command = try thirds()
    try FileManager.default.copyItem(
      at: command.folder.appending(path: "tally.sqlite"), to: command.folder.appending(path: "other.sqlite"))
    let board = try command.start(["standings", "--watch", "door"])
    // Backups are named after the time, which must go on.
    var later = command
    later.environment["TALLY_NOW"] = nil
    let backups = try later.start(["backup", "--every", "1s", "--to", "stick", "--keep", "1"])
    Thread.sleep(forTimeInterval: 2)
    try FileManager.default.moveItem(
      at: command.folder.appending(path: "tally.sqlite"), to: command.folder.appending(path: "old.sqlite"))
    try FileManager.default.moveItem(
      at: command.folder.appending(path: "other.sqlite"), to: command.folder.appending(path: "tally.sqlite"))
    Thread.sleep(forTimeInterval: 3)
    for running in [board, backups] { running.process.terminate() }
    let (shown, kept) = (board.finish(), backups.finish())
    #expect(shown.err.contains("tally.sqlite was replaced by another file"), "\(shown.err)")
    #expect(kept.err.contains("tally.sqlite was replaced by another file"), "\(kept.err)")
    let files = try FileManager.default.contentsOfDirectory(atPath: command.folder.appending(path: "stick").path)
    #expect(files.filter { $0.hasSuffix(".sqlite") }.count == 2, "the backup of the other file is kept: \(files)")
  }
}
