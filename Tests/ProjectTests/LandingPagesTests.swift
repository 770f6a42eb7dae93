import Foundation
import Testing

/// The first page of a library names types that exist.
@Suite("Landing pages")
struct LandingPagesTests {
  @Test("each names ten types that its target declares", arguments: ["Scoring", "Operations"])
  func types(target: String) throws {
    let page = try ProjectTests.read("Sources/\(target)/\(target).docc/\(target).md")
    let named = page.split(separator: "\n").filter { $0.hasPrefix("- ``") }.map { $0.dropFirst(4).dropLast(2) }
    #expect(named.count == 10)
    let folder = ProjectTests.top.appending(path: "Sources/\(target)")
    let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    var code = ""
    for case let file as URL in files where file.pathExtension == "swift" {
      code += try String(contentsOf: file, encoding: .utf8)
    }
    for type in named {
      let declared = try Regex("\\n(public|package) (final )?(struct|enum|class|protocol) \(type)\\b")
      #expect(code.firstMatch(of: declared) != nil, "\(type)")
    }
  }
}
