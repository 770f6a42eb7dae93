import Foundation
import Reports
import Testing

@Suite("tally export: files that others can read, print and check")
struct EventExportTests {
  static let hostile = [
    "=1+1,\"<b>&", "two\nlines", "\u{202E}evil", "日本チーム 🤖👨‍👩‍👧", "</td><script>alert(1)</script>", "  +44", "'quoted'",
    "http://example.org/x.js",
  ]

  private func day() throws -> EventDay {
    var day = try EventDay(at: "09:40")
    for (index, name) in EventExportTests.hostile.enumerated() {
      let outcome = try day.command.run(
        "team", "add", "--official", "chair", "--challenge", "coffee", "--", "x\(index)", name)
      #expect(outcome.code == 0, "\(outcome.err)")
    }
    let protest = try day.command.run("protest", "file", "coffee-3", "--late", "late", "--", "=2+2\n<i>\"no\"</i>")
    #expect(protest.code == 0, "\(protest.err)")
    day.by("chair")
    return day
  }

  private func files(_ day: EventDay, _ folder: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: day.command.folder.path + "/" + folder).filter {
      $0.contains(".")
    }.sorted()
  }

  @Test("every CSV reads back as the same table, and with --raw no character of a hostile name is lost")
  func csv() throws {
    let day = try day()
    try day.must("tally export --to out --raw")
    try day.must("tally export --to json --format json")
    let names = try files(day, "out").filter { $0.hasSuffix(".csv") }
    #expect(names.count > 10)
    for name in names where name != "manifest.csv" {
      let document = try CSVDocument.parse(day.command.read("out/\(name)"))
      let json = try #require(
        JSONSerialization.jsonObject(with: Data(day.command.read("json/\(name.dropLast(3))json").utf8))
          as? [[String: Any]], "\(name)")
      #expect(document.rows.count == json.count, "\(name)")
      for (row, object) in zip(document.rows, json) {
        for (field, column) in zip(row, document.header) {
          // A number may be written otherwise; a text must be the same to the byte.
          guard let text = object[column.text] as? String else { continue }
          #expect(Array(field.text.utf8) == Array(text.utf8), "\(name), \(column.text)")
        }
      }
    }
    let teams = try CSVDocument.parse(day.command.read("out/teams.csv"))
    let column = try #require(teams.column("name"))
    // A name is one line, and nothing stands around it.
    let kept = EventExportTests.hostile.map {
      $0.replacing("two\nlines", with: "two lines").replacing("  +44", with: "+44")
    }
    #expect(teams.rows.map { $0[column].text }.suffix(kept.count) == kept[...])
    try day.must("tally export --to safe")
    let safe = try CSVDocument.parse(day.command.read("safe/teams.csv"))
    #expect(!safe.rows.contains { row in row.contains { "=+-@".contains($0.text.first ?? " ") } }, "no formula")
  }

  @Test("the manifest names every file, with the digest that sha256sum gives")
  func manifest() throws {
    let day = try day()
    try day.must("tally export --to out")
    let manifest = try CSVDocument.parse(day.command.read("out/manifest.csv"))
    let listed = manifest.rows.filter { $0[0].text == "file" }
    #expect(try Set(listed.map { $0[1].text }) == Set(files(day, "out")).subtracting(["manifest.csv"]))
    try day.command.write(listed.map { "\($0[2].text)  out/\($0[1].text)\n" }.joined(), to: "sums")
    let check = Process()
    check.executableURL = URL(filePath: "/usr/bin/env")
    check.arguments = ["sha256sum", "--check", "--strict", "--quiet", "sums"]
    check.currentDirectoryURL = day.command.folder
    check.standardError = FileHandle.nullDevice
    try check.run()
    check.waitUntilExit()
    #expect(check.terminationStatus == 0)
  }

  @Test("a folder is used again as far as its files are Tally's own; what is not, stays, and nothing is written")
  func again() throws {
    let day = try day()
    try day.must("tally export --to out")
    try day.must("tally run void coffee-4 --reason \"never held\"")
    try day.must("tally export --to out")
    #expect(
      try day.command.findings("--results out").filter { $0.hasPrefix("file-") && !$0.hasPrefix("file-added") } == [])
    let first = try files(day, "out")
    // Another format: what the first one has written goes, and the manifest with it.
    try day.must("tally export --to out --format json")
    #expect(try Set(files(day, "out")) == Set(first.map { $0.replacing(".csv", with: ".json") }))
    #expect(
      try day.command.findings("--results out").filter { $0.hasPrefix("file-") && !$0.hasPrefix("file-added") } == [])

    try day.command.write("mine\n", to: "out/mine.txt")
    try day.command.write("[]", to: "out/teams.json")
    var before = try AnswerFileTests.fingerprint(day.command)
    try day.refuses("tally export --to out --format json", "out/teams.json", "changed since", "nothing was written")
    #expect(try AnswerFileTests.fingerprint(day.command) == before)
    // In the other format that file is in nobody's way, and stays where it is.
    try day.must("tally export --to out")
    #expect(try day.command.read("out/teams.json") == "[]" && day.command.read("out/mine.txt") == "mine\n")

    try FileManager.default.removeItem(at: day.command.folder.appending(path: "out/booklet.html"))
    try FileManager.default.createDirectory(
      at: day.command.folder.appending(path: "out/booklet.html/x"), withIntermediateDirectories: true)
    before = try AnswerFileTests.fingerprint(day.command)
    try day.refuses("tally export --to out", "out/booklet.html")
    #expect(try AnswerFileTests.fingerprint(day.command) == before)
  }

  @Test("a stranger's file, a link and a competition in the folder are never written over")
  func strangers() throws {
    let day = try day()
    for (name, text) in [("teams.csv", "id,name\n"), ("manifest.csv", "not,a,manifest\n"), ("sheets", "a file\n")] {
      let folder = day.command.folder.appending(path: "of-\(name)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
      try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
    }
    try day.must("tally backup runs.csv")
    try FileManager.default.createDirectory(
      at: day.command.folder.appending(path: "of-link"), withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(
      atPath: day.command.folder.path + "/of-link/runs.csv", withDestinationPath: "../runs.csv")
    let before = try AnswerFileTests.fingerprint(day.command)
    for folder in ["of-teams.csv", "of-manifest.csv", "of-sheets", "of-link", ".", "runs.csv", "tally.sqlite"] {
      try day.refuses("tally export --to \(folder)")
      #expect(try AnswerFileTests.fingerprint(day.command) == before, "\(folder)")
    }
  }

  @Test("an export that was killed has no manifest, is known as one, and the next goes on from it")
  func killed() throws {
    let day = try day()
    try day.must("tally export --to whole")
    try day.must("tally run note coffee-1 \"one more\"")
    // As far as an export comes: the old manifest is gone, some files are new, and the list of both is there.
    try day.must("tally export --to new")
    func digest(_ name: String) throws -> String {
      let manifest = try CSVDocument.parse(day.command.read(name + "/manifest.csv"))
      return manifest.rows.filter { $0[0].text == "file" }.map { "file,\($0[1].text),\($0[2].text)\r\n" }.joined()
    }
    let list = try "kind,name,value\r\n" + digest("whole") + digest("new")
    try FileManager.default.copyItem(
      at: day.command.folder.appending(path: "whole"), to: day.command.folder.appending(path: "out"))
    for name in try files(day, "new").prefix(7) {
      try day.command.write(try day.command.read("new/\(name)"), to: "out/\(name)")
    }
    try FileManager.default.removeItem(at: day.command.folder.appending(path: "out/manifest.csv"))
    try day.command.write(list, to: "out/manifest-unfinished.csv")
    #expect(try day.command.run(line: "tally audit --results out").err.contains("there is no manifest"))
    try day.must("tally export --to out")
    #expect(try files(day, "out") == files(day, "new"))
    #expect(try day.command.read("out/manifest.csv") == day.command.read("new/manifest.csv"))
  }

  @Test("pages escape everything and ask nothing of the network")
  func html() throws {
    let day = try day()
    try day.must("tally export --to out")
    let pages = try files(day, "out").filter { $0.hasSuffix(".html") }
    #expect(pages.count == 5)
    for name in pages {
      let text = try day.command.read("out/\(name)")
      #expect(text.hasPrefix("<!DOCTYPE html>") || text.hasPrefix("<!doctype html>"))
      for word in ["<script", "<b>", "<i>", "<link", "<img", "<iframe", "src=", "@import", "url(", "href=\"http"] {
        #expect(!text.lowercased().contains(word), "\(name) has \(word)")
      }
      #expect(!text.unicodeScalars.contains { $0 == "\u{202E}" })
    }
    #expect(try day.command.read("out/booklet.html").contains("&lt;script&gt;"))
  }

  @Test("the booklet prints to pages", .enabled(if: EventExportTests.chromium != nil, "no chromium is installed"))
  func printed() throws {
    let day = try day()
    try day.must("tally export --to out")
    let browser = Process()
    browser.executableURL = URL(filePath: try #require(EventExportTests.chromium))
    browser.arguments = [
      "--headless", "--no-sandbox", "--disable-gpu", "--print-to-pdf=booklet.pdf", "out/booklet.html",
    ]
    browser.currentDirectoryURL = day.command.folder
    browser.standardError = FileHandle.nullDevice
    try browser.run()
    browser.waitUntilExit()
    let pdf = try Data(contentsOf: day.command.folder.appending(path: "booklet.pdf"))
    #expect(pdf.starts(with: Data("%PDF".utf8)) && pdf.range(of: Data("/Type /Page".utf8)) != nil)
  }

  private static let chromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  @Test("a place is explained from the overall table down to the entries, in every format")
  func explained() throws {
    let day = try EventDay()
    for format in ["text", "markdown", "html"] {
      let text = try day.must("tally explain kcl --format \(format)")
      var rest = text[...]
      for words in [
        "Best team", "Coffee (league", "place 3, 6", "Total: 6.", "Keys, trials", "1 run of 1 counted", "coffee-3",
        "Alpha", "Together", "ended",
      ] {
        guard let found = rest.range(of: words) else {
          Issue.record("\(format): no '\(words)' after what came before it\n\(text)")
          break
        }
        rest = rest[found.upperBound...]
      }
    }
    try day.refuses("tally explain kl", "did you mean 'kcl'?")
    try day.refuses("tally explain kcl cofee", "did you mean 'coffee'?")
    try day.refuses("tally explain kcl --revision 1", "nothing was published yet")
  }
}
