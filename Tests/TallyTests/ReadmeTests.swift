import Foundation
import Testing

@Suite("The README tells the truth")
struct ReadmeTests {
  static let readme = try! String(contentsOf: Command.top.appending(path: "README.md"), encoding: .utf8)

  /// The blocks of the README in this language.
  static func blocks(_ language: String) -> [String] {
    var blocks: [String] = []
    var block: [Substring]?
    for line in readme.split(separator: "\n", omittingEmptySubsequences: false) {
      if let lines = block {
        if line == "```" {
          blocks.append(lines.joined(separator: "\n"))
          block = nil
        } else {
          block = lines + [line]
        }
      } else if line == "```\(language)" {
        block = []
      }
    }
    return blocks
  }

  @Test("its rule set is the file it names, to the letter")
  func ruleSet() throws {
    let file = try String(contentsOf: Command.top.appending(path: "fixtures/readme/door.yaml"), encoding: .utf8)
    #expect(ReadmeTests.blocks("yaml").first.map { $0 + "\n" } == file)
  }

  @Test("its picture of the console is one that the console's tests have drawn")
  func picture() throws {
    let frame = try #require(ReadmeTests.blocks("text").first)
    let session = try String(contentsOf: Command.top.appending(path: "docs/referee-session.txt"), encoding: .utf8)
    #expect(frame.contains("▶ running") && session.contains(frame))
  }

  @Test("its transcript, typed again, gives what it shows")
  func transcript() throws {
    let command = try Command()
    try FileManager.default.createSymbolicLink(
      at: command.folder.appending(path: "fixtures"), withDestinationURL: Command.top.appending(path: "fixtures"))
    var shown = 0
    for block in ReadmeTests.blocks("console") {
      for step in block.components(separatedBy: "\n$ ") {
        let lines = (step.hasPrefix("$ ") ? String(step.dropFirst(2)) : step)
          .split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        let line = String(lines[0])
        let expected = lines.count > 1 ? String(lines[1]) : ""
        if !line.hasPrefix("tally ") { continue }
        let outcome = try command.run(line: line)
        #expect(outcome.code == 0, "\(line): \(outcome.err)")
        // Blank lines at the end and spaces at the ends of lines are not worth showing in a README.
        #expect(trimmed(outcome.out) == trimmed(expected), "\(line)")
        shown += 1
      }
    }
    #expect(shown >= 8, "the README should show a whole run")
  }

  private func trimmed(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(line.reversed().drop { $0 == " " }.reversed())
    }
    while lines.last == "" { lines.removeLast() }
    return lines.joined(separator: "\n")
  }
}
