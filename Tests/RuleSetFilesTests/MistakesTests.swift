import Foundation
import RuleSetFiles
import Testing

/// `fixtures/mistakes/` holds one broken file for each message, and beside it what the checker says, to the letter.
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
}
