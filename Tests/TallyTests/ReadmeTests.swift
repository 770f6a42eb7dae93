import Foundation
import Testing

@Suite("The README tells the truth")
struct ReadmeTests {
  /// The blocks of a page in this language.
  static func blocks(_ language: String, of page: String = "README.md") -> [String] {
    let text = try! String(contentsOf: Command.top.appending(path: page), encoding: .utf8)
    var blocks: [String] = []
    var block: [Substring]?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
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

  @Test("it is read in five minutes: 120 lines at most")
  func length() throws {
    let readme = try String(contentsOf: Command.top.appending(path: "README.md"), encoding: .utf8)
    #expect(readme.split(separator: "\n", omittingEmptySubsequences: false).count <= 121)
  }

  @Test("what it shows of a rule set is in the file it names, to the letter")
  func ruleSet() throws {
    let file = try String(contentsOf: Command.top.appending(path: "fixtures/readme/door.yaml"), encoding: .utf8)
    let shown = try #require(ReadmeTests.blocks("yaml").first)
    #expect(shown.contains("levels:") && file.contains("\n" + shown + "\n"))
  }

  @Test("the commands of its first five minutes work, in their order, in an empty folder")
  func firstCommands() throws {
    let command = try Command()
    let lines = try #require(ReadmeTests.blocks("sh").first).split(separator: "\n")
      .map { String($0.prefix(while: { $0 != "#" })).trimmingCharacters(in: .whitespaces) }
    #expect(lines.first == "scripts/install")
    let commands = lines.filter { $0.hasPrefix("tally ") }
    #expect(commands.count == 3)
    for line in commands {
      // The last one waits for keys; where there are none, it asks what a person would be asked, and leaves.
      let outcome = try command.run(line: line)
      #expect(outcome.code == 0 && !outcome.out.isEmpty, "\(line): \(outcome.err)")
      if line.contains("referee") { #expect(outcome.out.contains("Rehearsal")) }
    }
  }

  @Test("its picture of the console is one that the console's tests have drawn")
  func picture() throws {
    let frame = try #require(ReadmeTests.blocks("text").first)
    let session = try String(contentsOf: Command.top.appending(path: "docs/referee-session.txt"), encoding: .utf8)
    #expect(frame.contains("▶ running") && session.contains(frame))
  }

  @Test("its transcript and the one that goes on with it, typed again, give what they show")
  func transcript() throws {
    let command = try Command()
    try FileManager.default.createSymbolicLink(
      at: command.folder.appending(path: "fixtures"), withDestinationURL: Command.top.appending(path: "fixtures"))
    var shown = 0
    for block in ReadmeTests.blocks("console") + ReadmeTests.blocks("console", of: "docs/first-run.md") {
      for step in block.components(separatedBy: "\n$ ") {
        let lines = (step.hasPrefix("$ ") ? String(step.dropFirst(2)) : step)
          .split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        let line = String(lines[0])
        let expected = lines.count > 1 ? String(lines[1]) : ""
        if !line.hasPrefix("tally ") { continue }
        let outcome = try command.run(line: line)
        #expect(outcome.code == 0, "\(line): \(outcome.err)")
        // Blank lines at the end and spaces at the ends of lines are not worth showing in a README.
        #expect(shows(trimmed(outcome.out), as: trimmed(expected)), "\(line)\n\(outcome.out)")
        shown += 1
      }
    }
    #expect(shown >= 18, "the README should show a whole run")
  }

  /// Whether an answer reads as it is shown, where a line `…` stands for lines that are left out.
  private func shows(_ answer: String, as shown: String) -> Bool {
    let parts = shown.components(separatedBy: "\n…\n")
    guard parts.count == 2 else { return answer == shown }
    return answer.hasPrefix(parts[0] + "\n") && answer.hasSuffix("\n" + parts[1])
  }

  private func trimmed(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(line.reversed().drop { $0 == " " }.reversed())
    }
    while lines.last == "" { lines.removeLast() }
    return lines.joined(separator: "\n")
  }
}
