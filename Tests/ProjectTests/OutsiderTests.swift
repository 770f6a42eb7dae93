import Foundation
import Testing

/// docs/example is what somebody writes who builds upon the libraries.
@Suite("An outsider's program")
struct OutsiderTests {
  /// Where this run's build products are.
  private static let products = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    .deletingLastPathComponent()
  private static let program = ProjectTests.top.appending(path: "docs/example/main.swift")

  private func run(_ executable: String, _ arguments: [String]) throws -> (code: Int32, out: String) {
    let process = Process()
    process.executableURL = URL(filePath: executable)
    process.arguments = arguments
    let pipe = Pipe()
    (process.standardOutput, process.standardError) = (pipe, pipe)
    try process.run()
    let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
  }

  @Test("it loads a rule set, logs two runs, is refused what cannot be, and prints the table")
  func runs() throws {
    let outcome = try run(Self.products.appending(path: "FirstTable").path, [])
    #expect(outcome.code == 0)
    #expect(
      outcome.out == """
        refused: a count must be between 1 and 9999, not 0
        1 gentlebots 4 fewest penalised, against lasr
        2 lasr 4 fewest penalised, against gentlebots

        """)
  }

  @Test("it needs nothing but what is public, and Foundation beside Scoring shadows nothing")
  func isPublic() throws {
    // Without a package's name the compiler shows it only what everybody may use.
    let modules = Self.products.appending(path: "Modules").path
    // The YAML reader's C half is the one module that the compiler looks for beside ours.
    let yaml = Self.products.appending(path: "../../checkouts/Yams/Sources/CYaml/include").standardizedFileURL.path
    let outcome = try run(
      "/usr/bin/env",
      ["swiftc", "-typecheck", "-swift-version", "6", "-I", modules, "-I", yaml, Self.program.path])
    #expect(outcome.code == 0, "\(outcome.out)")
  }

  @Test("it is short")
  func isShort() throws {
    let text = try String(contentsOf: Self.program, encoding: .utf8)
    #expect(text.split(separator: "\n").count <= 45)
  }
}
