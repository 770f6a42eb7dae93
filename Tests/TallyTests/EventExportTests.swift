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
    #expect(teams.rows.map { $0[column].text }.suffix(EventExportTests.hostile.count) == EventExportTests.hostile[...])
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

  @Test("an export that did not come to its end has no manifest")
  func half() throws {
    let day = try day()
    try day.must("tally export --to out")
    // A folder where a file should go stops it.
    try FileManager.default.removeItem(at: day.command.folder.appending(path: "out/booklet.html"))
    try FileManager.default.createDirectory(
      at: day.command.folder.appending(path: "out/booklet.html/x"), withIntermediateDirectories: true)
    let outcome = try day.command.run("export", "--to", "out")
    #expect(outcome.code == 1 && outcome.err.contains("booklet.html could not be written"))
    #expect(try !files(day, "out").contains("manifest.csv"))
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
