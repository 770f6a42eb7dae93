import Foundation
import RuleSetFiles
import Scoring
import Testing

/// Files that mean harm end at once, with a sentence.
struct HostileFilesTests {
  private func reading(_ text: String) -> (messages: [String], time: Duration) {
    var messages: [String] = []
    let time = ContinuousClock().measure {
      messages = RuleSetFile.read(text: text, path: "hostile.yaml").1.map(\.message)
    }
    return (messages, time)
  }

  @Test("a bomb of aliases ends in milliseconds, as values and as keys")
  func aliasBombs() {
    for form in [
      "a%: &a% [*b, *b, *b, *b, *b, *b, *b, *b, *b]", "a%: &a% {? *b : *b, ? [*b] : *b, x: *b, y: *b, z: *b}",
    ] {
      var bomb = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
      for level in 1...9 {
        bomb += form.replacing("%", with: "\(level)").replacing("*b", with: "*a\(level - 1)") + "\n"
      }
      let (messages, time) = reading(bomb + "id: *a9\n")
      #expect(messages.count { $0.hasPrefix("an alias") } > 9)
      #expect(messages.count { $0.hasPrefix("an anchor") } == 10)
      #expect(time < .milliseconds(200), "\(time)")
    }
  }

  @Test("a file that is too large is not even looked at")
  func largeFile() {
    let (messages, time) = reading(String(repeating: "# nothing\n", count: 30000))
    #expect(messages == ["the file has 300000 bytes; at most 262144 are read"])
    #expect(time < .milliseconds(100))
  }

  /// As large as a file may be in `scripts/prove rules`, much less in between.
  @Test(
    "a full file of one kind of mischief ends soon, and says no more than two hundred things",
    arguments: [
      "[", "{", "- ", "? ", "a: 1\n", "[a, ", "{a: ", "\"", "'", "&a ", "*a ", "!a ", "a ", "\n", ": ", ", ", "%",
      "|\n", "😀",
      "a: {b: [", "? - ", "- {id: a}\n", "x, ",
    ])
  func mischief(_ piece: String) {
    let isFull = ProcessInfo.processInfo.environment["FUZZ_COUNT"] != nil
    let size = isFull ? 260_000 : 20_000
    for head in ["", "achievements: [", "ranking: [", "id: a/b\nachievements:\n"] {
      let (messages, time) = reading(
        head + String(repeating: piece, count: (size - head.utf8.count) / piece.utf8.count))
      #expect(!messages.isEmpty && messages.count <= 201)
      #expect(time < .seconds(5), "\(piece) after \(head): \(time)")
    }
  }

  @Test("thousands of unknown keys, and of references to nothing, end soon")
  func manyMistakes() {
    let keys = (0..<20000).map { "key\($0): 1" }.joined(separator: "\n")
    let items = (0..<500).map {
      "  - {id: i\($0), title: T, source: house t, max: 1, needs: [i\(($0 + 1) % 500), x\($0)]}"
    }
    .joined(separator: "\n")
    let head = "id: a/b\nedition: 1\ntitle: T\ncompetition: C\nranking: [most points]\n"
    for text in [keys, head + "achievements:\n" + items] {
      let (messages, time) = reading(text)
      #expect(messages.count == 200)
      #expect(time < .seconds(5), "\(time)")
    }
  }

  @Test("a chain of five hundred prerequisites is checked soon")
  func longChain() {
    let items = (0..<500).map { number in
      "  - {id: i\(number), title: T, source: house t, max: \(number == 499 ? 0 : 1)"
        + (number < 499 ? ", needs: i\(number + 1)}" : "}")
    }
    let head = "id: a/b\nedition: 1\ntitle: T\ncompetition: C\nranking: [most achievements]\nachievements:\n"
    let (messages, time) = reading(head + items.joined(separator: "\n"))
    #expect(messages.contains { $0.contains("'i498' can never score, as 'i499' never counts") })
    #expect(time < .seconds(5), "\(time)")
  }
}
