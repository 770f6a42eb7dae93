import Foundation
import Testing

/// `tally audit --results`: an exported folder against its manifest, and that against the log.
@Suite("An exported folder is audited")
struct ResultsFolderTests {
  @Test(
    "a changed, a missing and an added file are named; nothing else is",
    arguments: ["csv", "json"])
  func files(format: String) throws {
    let command = try Command.refereed()
    try command.must("tally export --to results --format \(format)")
    #expect(try command.findings("--results results") == [])
    try command.write("nothing\n", to: "results/teams.\(format)")
    try command.remove("results/sheets/coffee-1.html")
    try command.write("hello\n", to: "results/sheets/coffee-9.html")
    #expect(
      try command.findings("--results results").sorted() == [
        "file-added sheets/coffee-9.html", "file-changed teams.\(format)", "file-missing sheets/coffee-1.html",
      ])
  }

  @Test("a manifest of another code, of more than the log has, of another competition, or none")
  func origin() throws {
    let command = try Command.refereed()
    try command.must("tally backup at-first.sqlite")
    try command.must("tally run note coffee-2 \"one more\"")
    try command.must("tally export --to results")
    #expect(try command.findings("--results results --db at-first.sqlite") == ["results-heads results"])

    let manifest = try command.read("results/manifest.csv")
    let rows = manifest.split(separator: "\r\n").map(String.init)
    let code = try #require(rows.first { $0.hasPrefix("code,") })
    try command.write(manifest.replacing(code, with: "code,competition,7Q2M-4XKD"), to: "results/manifest.csv")
    #expect(try command.findings("--results results") == ["results-code results"])

    try command.write(manifest.replacing(code + "\r\n", with: ""), to: "results/manifest.csv")
    #expect(try command.findings("--results results") == ["results-heads results"])

    let other = try Command.small()
    try FileManager.default.copyItem(
      at: command.folder.appending(path: "results"), to: other.folder.appending(path: "results"))
    #expect(try other.findings("--results results") == ["other-competition results"])

    try command.write("not,a,manifest\r\n", to: "results/manifest.csv")
    #expect(try command.run(line: "tally audit --results results").err.contains("is no manifest"))
    try command.remove("results/manifest.csv")
    #expect(try command.run(line: "tally audit --results results").err.contains("there is no manifest"))
  }

  @Test("later records change nothing about results of an earlier moment")
  func later() throws {
    let command = try Command.refereed()
    try command.must("tally export --to results")
    try command.must("tally run note coffee-2 later")
    #expect(try command.findings("--results results") == [])
  }
}
