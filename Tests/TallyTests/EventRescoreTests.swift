import Foundation
import Testing

@Suite("tally rescore: other rules for runs already held")
struct EventRescoreTests {
  /// A bump costs two points instead of one.
  private func day() throws -> EventDay {
    var day = try EventDay(at: "09:40")
    day.by("jury")
    try day.command.write(
      EventDay.rules.replacing("edition: 1", with: "edition: 2").replacing("points: -1", with: "points: -2")
        .replacing("First edition.", with: "A bump costs more."), to: "two.yaml")
    return day
  }

  @Test("shown first: nothing is touched")
  func preview() throws {
    let day = try day()
    let before = try day.file
    let shown = try day.must("tally rescore coffee --rules two.yaml")
    for words in ["4 runs would be scored by test-2026/keys, edition 2", "coffee-3", "2 points", "1 point"] {
      #expect(shown.contains(words), "\(shown)")
    }
    #expect(!shown.contains("coffee-1"), "only what changes is listed")
    #expect(try day.file == before)
  }

  @Test("adopted: every run counts under the new rules; those that score the same are explained by the same lines")
  func adopted() throws {
    let day = try day()
    func sheets() throws -> [[String]] {
      try ["coffee-1", "coffee-2", "coffee-4"].map { run in
        // The sheet names the rules it is scored by; everything else must stay, byte for byte.
        try day.must("tally run explain \(run)").split(separator: "\n", omittingEmptySubsequences: false)
          .filter { !$0.hasPrefix("Rules test-2026/keys, edition") }.map(String.init)
      }
    }
    let before = try sheets()
    let codes = try day.must("tally export --to one")
    try day.must("tally rescore coffee --rules two.yaml --adopt --reason \"a misprint\"")
    #expect(try sheets() == before)
    #expect(try day.must("tally run explain coffee-3").contains("edition 2"))
    #expect(try day.must("tally export --to two") == codes.replacing("one/", with: "two/"))
    func code(_ folder: String) throws -> Substring? {
      try day.command.read("\(folder)/sheets/coffee-1.html").firstMatch(of: /Code of this sheet: ([A-Z0-9-]+)/)?.1
    }
    #expect(try code("one") == code("two"), "what was signed stays signed")
    #expect(try day.must("tally audit").contains("all holds"))
  }

  @Test("taken back, everything is as it was")
  func takenBack() throws {
    let day = try day()
    let before = try (day.must("tally standings"), day.must("tally run explain coffee-3"))
    try day.must("tally rescore coffee --rules two.yaml --adopt --reason \"a misprint\"")
    #expect(try day.must("tally standings") != before.0)
    let decision = try #require(try day.rows("tally decision list --kind adopted").first?["decision"])
    try day.must("tally decision retract \(decision) --reason \"it was none\"")
    #expect(try day.must("tally standings") == before.0)
    #expect(try day.must("tally run explain coffee-3") == before.1)
  }

  @Test("entries that mean nothing under other rules are named")
  func lost() throws {
    let day = try day()
    let shown = try day.must("tally rescore coffee --rules scrc-2025/through-the-door")
    #expect(shown.contains("To look at") && shown.contains("coffee-1: ") && shown.contains("'alpha'"))
  }

  @Test("refused: without a reason, by a referee, the rules in force, the same edition with another content")
  func refused() throws {
    var day = try day()
    try day.refuses("tally rescore coffee --rules two.yaml --adopt", "--adopt needs --reason")
    try day.refuses("tally rescore coffee --rules two.yaml --reason x", "--reason belongs to --adopt")
    try day.refuses("tally rescore coffee --rules none.yaml --adopt --reason x", "none.yaml")
    try day.refuses("tally rescore coffee --rules keys.yaml --adopt --reason x", "already")
    try day.command.write(EventDay.rules.replacing("points: 3", with: "points: 4"), to: "other.yaml")
    try day.refuses("tally rescore coffee --rules other.yaml --adopt --reason x", "edition 1")
    day.by("R1")
    try day.refuses("tally rescore coffee --rules two.yaml --adopt --reason x", "organiser or jury")
  }
}
