import Foundation
import Testing

/// Tests that hold the project together, rather than its code.
@Suite("The project")
struct ProjectTests {
  static let top = URL(filePath: #filePath).appending(path: "../../..").standardizedFileURL

  static func read(_ path: String) throws -> String {
    try String(contentsOf: top.appending(path: path), encoding: .utf8)
  }

  static func files(below folder: String, _ suffix: String) -> [URL] {
    let all = FileManager.default.enumerator(at: top.appending(path: folder), includingPropertiesForKeys: nil)
    return (all?.allObjects as? [URL] ?? []).filter { $0.path.hasSuffix(suffix) }.sorted { $0.path < $1.path }
  }

  /// The imports of each file of a folder.
  static func imports(of folder: String) throws -> [(file: String, module: String)] {
    try files(below: folder, ".swift").flatMap { file in
      try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
        guard
          let match = line.firstMatch(
            of: /^\s*(?:@\w+\s+)*(?:public\s+|internal\s+|package\s+)?import\s+(?:\w+\s+)?(\w+)/)
        else { return nil }
        return (file.lastPathComponent, String(match.1))
      }
    }
  }

  @Test("the core and the leaf of words import nothing")
  func pureCore() throws {
    for target in ["Scoring", "Text"] {
      #expect(try ProjectTests.imports(of: "Sources/\(target)").map { "\($0)" } == [])
    }
    #expect(ProjectTests.files(below: "Sources/Scoring", ".swift").count > 20)
  }

  @Test("the core knows no clock, no chance and no floating point")
  func exactCore() throws {
    for file in ProjectTests.files(below: "Sources/Scoring", ".swift") {
      for (number, line) in try String(contentsOf: file, encoding: .utf8).split(
        separator: "\n", omittingEmptySubsequences: false
      ).enumerated() {
        let code = line.split(separator: "//", maxSplits: 1, omittingEmptySubsequences: false)[0]
        for word in ["Double", "Float", "random", "Clock()", ".shuffled", "hashValue"] {
          #expect(!code.contains(word), "\(file.lastPathComponent):\(number + 1) says \(word)")
        }
      }
    }
  }

  @Test("the recount uses the words of a competition, and nothing of what scores it first")
  func independentRecount() throws {
    let files = ProjectTests.files(below: "Sources/Recount", ".swift")
    #expect(files.count > 15)
    for file in files {
      let text = try String(contentsOf: file, encoding: .utf8)
      for word in [
        "RunLog", "RunState", "Compiled", "Mark(", "Fold(", "Score(", "ItemWorking", "Measures", "ScoredRun",
        "RankingRule", "Standing(", "Board(", ".rounded(to", ".convert(", ".isValued", "ruleSet.maximum",
        "inFieldOrder", "Double", "random", "Contender", "HeldChallenge", "ChallengeResult", "ChallengeField",
        "Placeable",
        "takePlaces", "Qualified", "OverallTable", "OverallStanding", "PartTable", "Medals", "Lots", ".combined(",
        ".selection(", ".belongs(", ".withdrawal(", ".disqualification(", ".admissions(", ".isEntered(", ".rules(of",
        ".ties(in", "Contribution", ".needed(", "missingRuns", ".runs(in", "givesPoints", ".takesPoints",
      ] {
        #expect(!text.contains(word), "\(file.lastPathComponent) says \(word)")
      }
    }
  }

  @Test("the targets in the middle do not import each other")
  func middle() throws {
    let middle = ["RuleSetFiles", "EventStore", "LogFiles", "Reports", "RefereeConsole", "Recount", "Scheduling"]
    for target in middle {
      for (file, module) in try ProjectTests.imports(of: "Sources/\(target)") where middle.contains(module) {
        Issue.record("\(target)/\(file) imports \(module)")
      }
    }
  }

  @Test("the board's server knows bytes and sockets, and nothing that could tell more than it is handed")
  func bareServer() throws {
    let known: Set = ["NIOCore", "NIOPosix", "NIOHTTP1", "Synchronization", "Glibc", "Musl", "Darwin"]
    let imports = try ProjectTests.imports(of: "Sources/ScoreboardServer")
    #expect(imports.count > 5)
    for (file, module) in imports where !known.contains(module) { Issue.record("\(file) imports \(module)") }
  }

  @Test("operations and pages know no argument parser and no process; a page may know operations, never the other way")
  func operationsAndPages() throws {
    let banned = ["Operations": ["ArgumentParser", "Pages", "tally"], "Pages": ["ArgumentParser", "tally"]]
    for (target, modules) in banned {
      #expect(ProjectTests.files(below: "Sources/\(target)", ".swift").count > 15)
      for (file, module) in try ProjectTests.imports(of: "Sources/\(target)") where modules.contains(module) {
        Issue.record("\(target)/\(file) imports \(module)")
      }
      for file in ProjectTests.files(below: "Sources/\(target)", ".swift") {
        let text = try String(contentsOf: file, encoding: .utf8)
        for word in ["Process.", "getenv", "CommandLine", "FileManager", "FileHandle", "contentsOf:"] {
          #expect(!text.contains(word), "\(target)/\(file.lastPathComponent) says \(word)")
        }
      }
    }
  }

  @Test("operations, pages and what is below them name no command")
  func noAdviceAboutCommands() throws {
    let targets = [
      "Scoring", "EventStore", "Scheduling", "Recount", "Reports", "LogFiles", "Operations", "Pages",
    ]
    for target in targets {
      for file in ProjectTests.files(below: "Sources/\(target)", ".swift") {
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
          let code = line.trimmingCharacters(in: .whitespaces)
          if !code.hasPrefix("//"), code.contains(/["'(]tally (?!witness)[a-z]|--[a-z]/) {
            Issue.record("\(target)/\(file.lastPathComponent) says \(code)")
          }
        }
      }
    }
  }

  /// Every command as `tally --experimental-dump-help` tells it: its words and its help.
  static func commands() throws -> [(name: String, abstract: String, discussion: String)] {
    let process = Process()
    let named = ProcessInfo.processInfo.environment["TALLY_BINARY"] ?? ""
    process.executableURL =
      named.isEmpty
      ? URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "tally")
      : URL(filePath: named, relativeTo: top).absoluteURL
    process.arguments = ["--experimental-dump-help"]
    let out = Pipe()
    process.standardOutput = out
    try process.run()
    let data = out.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    var commands: [(String, String, String)] = []
    func walk(_ command: [String: Any], _ path: [String]) {
      let words = path + [command["commandName"] as? String ?? ""]
      let children = (command["subcommands"] as? [[String: Any]] ?? []).filter {
        $0["commandName"] as? String != "help"
      }
      if command["shouldDisplay"] as? Bool ?? true {
        commands.append(
          (words.joined(separator: " "), command["abstract"] as? String ?? "", command["discussion"] as? String ?? ""))
      }
      for child in children { walk(child, words) }
    }
    let root = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    walk(root?["command"] as? [String: Any] ?? [:], [])
    return commands
  }

  @Test("every command has an example in its help, and the example is of that command")
  func examples() throws {
    let commands = try ProjectTests.commands()
    #expect(commands.count > 30)
    for command in commands {
      #expect(command.discussion.contains("EXAMPLE"), "\(command.name)")
      #expect(
        command.discussion.contains("\n  \(command.name) ") || command.discussion.contains("\n  \(command.name)\n")
          || command.discussion.hasSuffix("\n  \(command.name)"), "\(command.name)")
      #expect(command.abstract.hasSuffix("."), "\(command.name)")
    }
  }

  @Test("every command is in the manual, with the words of its help, and the manual knows no other")
  func manual() throws {
    let commands = try ProjectTests.commands()
    let leaves = commands.filter { command in !commands.contains { $0.name.hasPrefix(command.name + " ") } }
    let manual = try ProjectTests.read("docs/cli.md")
    let expected = leaves.map { "| `\($0.name)` | \($0.abstract) |" }
    let lines = manual.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let rows = lines.filter { $0.hasPrefix("| `tally ") }
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1",
      let first = lines.firstIndex(where: { $0.hasPrefix("| `tally ") })
    {
      let rest = lines[first...].drop { $0.hasPrefix("| `tally ") }
      try (lines[..<first] + expected + rest).joined(separator: "\n")
        .write(to: ProjectTests.top.appending(path: "docs/cli.md"), atomically: true, encoding: .utf8)
      Issue.record("recorded the commands of docs/cli.md; read the change and run the tests again")
      return
    }
    #expect(rows == expected)
  }

  @Test("every relative link of the documents leads somewhere")
  func links() throws {
    for file in ProjectTests.files(below: "docs", ".md") + [ProjectTests.top.appending(path: "README.md")] {
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: /\]\(([^)#:]+)(#[^)]*)?\)/) {
        let target = file.deletingLastPathComponent().appending(path: String(match.1))
        #expect(FileManager.default.fileExists(atPath: target.path), "\(file.lastPathComponent): \(match.1)")
      }
    }
  }

  @Test("every dependency has a line in the decisions")
  func dependencies() throws {
    let decisions = try ProjectTests.read("docs/decisions.md").lowercased()
    let packages = try ProjectTests.read("Package.swift").matches(of: /url: "https:\/\/github\.com\/[^\/]+\/([^"]+)"/)
    #expect(packages.count >= 3)
    for package in packages {
      let name = package.1.lowercased().replacing(".swift", with: "")
      #expect(decisions.contains("**\(name)**"), "\(name)")
    }
  }

  @Test("no file names a folder of somebody's machine")
  func machines() throws {
    let words = ["/wor" + "k/", "/roo" + "t/", "/hom" + "e/", "/opt/swi" + "ft"]
    for folder in ["Sources", "Tests", "docs", "scripts", "rulesets", "fixtures", "Plugins", ".ci"] {
      for file in ProjectTests.files(below: folder, "") {
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { continue }
        for word in words { #expect(!text.contains(word), "\(file.path) has \(word)") }
      }
    }
  }
}
