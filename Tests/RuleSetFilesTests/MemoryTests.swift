import Scoring
import Testing

@testable import RuleSetFiles

@Suite("Memory of the reader")
struct MemoryTests {
  @Test("a reader that has read a whole sheet is let go")
  func isLetGo() throws {
    let sheet = try #require(RuleSetLibrary.find("scrc-2025/coffee-shop-orders"))
    weak var reader: RuleSetReader?
    do {
      let source = try #require(SourceText(bytes: Array(sheet.text.utf8), file: sheet.path, report: { _ in }))
      let root = try #require(StrictYAML(source: source, report: { _ in }).root())
      let reading = RuleSetReader(file: FileReader(source: source))
      #expect(reading.read(root) != nil)
      reader = reading
    }
    // It once kept itself alive, and 145 kB of this sheet with it: a long fuzz run took gigabytes.
    #expect(reader == nil)
  }
}
