import Foundation
import RuleSetFiles
import Scoring
import Testing

/// The schema that editors use and the reader never contradict each other.
struct SchemaTests {
  static let hasValidator = (try? run(["python3", "-c", "import jsonschema, yaml"]))?.status == 0

  static func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  private func verdicts(_ schema: String, _ files: [URL]) throws -> [String] {
    let path = FileManager.default.temporaryDirectory.appending(path: "tally-schema-\(UUID().uuidString).json")
    try schema.write(to: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: path) }
    let script = packageFolder.appending(path: "scripts/validate-by-schema.py").path
    let (status, output) = try Self.run(["python3", script, path.path] + files.map(\.path))
    #expect(status == 0)
    return output.split(separator: "\n").map(String.init)
  }

  private static let skipped: Comment = "python3 with jsonschema and yaml is not installed"

  @Test("every sound rule set is valid by the schema", .enabled(if: hasValidator, skipped))
  func soundFilesAreValid() throws {
    let files = soundFiles()
    for (file, verdict) in zip(files, try verdicts(RuleSetSchema.json, files)) {
      #expect(verdict == "valid", "\(file.lastPathComponent)")
    }
  }

  @Test("every sound plan is valid by the schema", .enabled(if: hasValidator, skipped))
  func soundPlansAreValid() throws {
    let starter = FileManager.default.temporaryDirectory.appending(path: "tally-plan-\(UUID().uuidString).yaml")
    try PlanStarter.text.write(to: starter, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: starter) }
    let plans =
      files(below: "fixtures", ending: "yaml").filter { $0.lastPathComponent == "competition.yaml" } + [starter]
    #expect(plans.count >= 5)
    for (plan, verdict) in zip(plans, try verdicts(RuleSetSchema.planJSON, plans)) {
      #expect(verdict == "valid", "\(plan.path)")
    }
  }

  /// Mistakes of spelling that a schema cannot see, because a YAML parser has taken the text for its value by then.
  private static let spelling: Set = [
    "duplicate-key", "duplicate-keys-and-more", "merge-key", "whole-octal", "whole-plus", "text-hidden",
    "number-quoted",
    "number-decimals", "text-date", "id-can-be-no", "text-yes", "text-time", "whole-thousand", "text-lines",
    "time-zero",
    "key-is-a-list", "least-is-not-whole", "plan-rules-file-without-dot", "plan-rules-no-id",
  ]

  @Test(
    "the schema refuses each structural mistake, and nothing that the reader accepts",
    .enabled(if: hasValidator, skipped))
  func structuralMistakesAreInvalid() throws {
    let structural =
      /.* (has no key|must be (a|one|text|keys|names|true)|without '[a-z-]+'; add|cannot be '|; it can be ).*/
    var refused = 0
    for isPlan in [false, true] {
      let files = files(below: "fixtures/mistakes", ending: "yaml")
        .filter { $0.lastPathComponent.hasPrefix("plan-") == isPlan }
      let schema = isPlan ? RuleSetSchema.planJSON : RuleSetSchema.json
      for (file, verdict) in zip(files, try verdicts(schema, files)) where verdict != "unreadable" {
        let name = file.deletingPathExtension().lastPathComponent
        let bytes = try bytes(of: file)
        let told = isPlan ? PlanFile.read(bytes: bytes, path: name).1 : RuleSetFile.read(bytes: bytes, path: name).1
        let errors = told.filter { $0.severity == .error }.map(\.message)
        if errors.isEmpty { #expect(verdict == "valid", "\(name): the schema is stricter than the reader") }
        if errors.contains(where: { $0.wholeMatch(of: structural) != nil }), !Self.spelling.contains(name) {
          refused += 1
          #expect(verdict != "valid", "\(name): \(errors)")
        }
      }
    }
    #expect(refused > 35)
  }
}
