import Foundation
import RuleSetFiles
import Testing

/// `CHECK_RULES=rulesets swift test --filter CheckedFilesTests` checks every file below a folder.
struct CheckedFilesTests {
  @Test(
    "every file that CHECK_RULES names is sound",
    .enabled(if: ProcessInfo.processInfo.environment["CHECK_RULES"] != nil))
  func namedFilesAreSound() throws {
    let named = URL(filePath: ProcessInfo.processInfo.environment["CHECK_RULES"]!)
    let below = FileManager.default.enumerator(at: named, includingPropertiesForKeys: nil)?.allObjects as? [URL] ?? []
    let files = (below + [named]).filter { $0.pathExtension == "yaml" }.sorted { $0.path < $1.path }
    #expect(!files.isEmpty)
    for file in files {
      let bytes = try [UInt8](Data(contentsOf: file))
      let isPlan = file.lastPathComponent == "competition.yaml"
      let diagnostics =
        isPlan
        ? PlanFile.read(bytes: bytes, path: file.path).1 : RuleSetFile.read(bytes: bytes, path: file.path).1
      print(diagnostics.rendered(in: String(decoding: bytes, as: UTF8.self)))
      #expect(diagnostics.areHarmless, "\(file.path)")
    }
  }
}
