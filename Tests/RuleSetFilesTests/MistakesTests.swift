import Foundation
import RuleSetFiles
import Testing

/// `fixtures/mistakes/` holds one broken file for each message, and beside it what the checker says, to the letter. Its
/// folders are kinds of mistakes; `docs/messages.md` is made of them.
struct MistakesTests {
  static let environment = ProcessInfo.processInfo.environment
  static let isRecording = environment["RECORD_GOLDEN"] == "1"

  @Test("each mistake is told in the words recorded beside it")
  func mistakesAreTold() throws {
    let mistakes = files(below: "fixtures/mistakes", ending: "yaml")
    try #require(mistakes.count > 200)
    if Self.isRecording {
      try #require(Self.environment["CI"] != "true", "golden files are never recorded in CI")
    }
    for file in mistakes {
      let bytes = try bytes(of: file)
      let name = file.lastPathComponent
      let isPlan = name.hasPrefix("plan-")
      let diagnostics =
        isPlan
        ? planFindings(bytes, path: "mistakes/\(name)")
        : RuleSetFile.read(bytes: bytes, path: "mistakes/\(name)").1
      let told = diagnostics.rendered(in: String(decoding: bytes, as: UTF8.self))
      let golden = file.deletingPathExtension().appendingPathExtension("txt")
      if Self.isRecording { try told.write(to: golden, atomically: true, encoding: .utf8) }
      let expected = try? String(contentsOf: golden, encoding: .utf8)
      #expect(told == expected, "\(name)")
      #expect(!told.isEmpty, "\(name) is no mistake")
    }
    #expect(!Self.isRecording, "recorded; look at the difference, then run again without RECORD_GOLDEN")
  }

  @Test("no recorded answer has lost its mistake")
  func answersHaveMistakes() {
    let answers = files(below: "fixtures/mistakes", ending: "txt").map { $0.deletingPathExtension().lastPathComponent }
    let mistakes = files(below: "fixtures/mistakes", ending: "yaml").map {
      $0.deletingPathExtension().lastPathComponent
    }
    #expect(answers == mistakes)
  }

  /// The kinds, in the order of the manual.
  static let kinds = [
    ("yaml", "The file itself: YAML, texts, numbers, times"), ("head", "The head of a rule set, and sources"),
    ("items", "Items, their levels and measurements"), ("worth", "What an item is worth"),
    ("conditions", "What counts: needs, unless, after, within, checks"), ("groups", "Groups"),
    ("run", "The whole run: restarts, limits, totals"), ("ranking", "Rankings and aggregations"),
    ("plan", "Plans of competitions"),
  ]

  @Test("every message is in docs/messages.md, kind by kind, and no kind is left out")
  func manual() throws {
    var text = """
      # Messages

      What `tally rules check` and `tally plan check` say, each with the lines that provoke it. This page is made from
      `fixtures/mistakes` (`scripts/golden`); search it for the words that you were told.

      """
    var told = 0
    for (kind, title) in Self.kinds {
      text += "\n## \(title)\n"
      for file in files(below: "fixtures/mistakes/\(kind)", ending: "txt") {
        told += 1
        let answer = try String(contentsOf: file, encoding: .utf8)
        text += "\n```text\n" + answer + (answer.hasSuffix("\n") ? "" : "\n") + "```\n"
      }
    }
    #expect(told == files(below: "fixtures/mistakes", ending: "txt").count, "a mistake lies in a folder of no kind")
    let page = packageFolder.appending(path: "docs/messages.md")
    if Self.isRecording { try text.write(to: page, atomically: true, encoding: .utf8) }
    #expect(try text == String(contentsOf: page, encoding: .utf8), "record docs/messages.md anew: scripts/golden")
    #expect(!Self.isRecording, "recorded; look at the difference, then run again without RECORD_GOLDEN")
  }
}
