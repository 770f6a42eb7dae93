import Foundation
import Testing
import Text

@Suite("JSON strings")
struct JSONStringTests {
  @Test("every scalar comes back from either kind of quotes")
  func everyScalar() throws {
    for value in UInt32(0)...0x1FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = "a\(scalar)b"
      for quotes in [JSONQuotes.line, .page] {
        let json = quotes(text)
        // Foundation is slow: what is written as it is needs no reader.
        if json == "\"" + text + "\"", !["\"", "\\"].contains(scalar), value >= 0x20 { continue }
        let back = try JSONDecoder().decode([String].self, from: Data("[\(json)]".utf8))
        if Array(back[0].unicodeScalars) != Array(text.unicodeScalars) {
          Issue.record("U+\(String(value, radix: 16)) came back as \(json)")
        }
      }
    }
  }

  @Test("a line of a log is one line to every tool, and its bytes are a promise")
  func lines() {
    let hostile = "\"\\\n\r\t\u{0}\u{1B}\u{7F}\u{85}\u{2028}\u{FEFF}\u{202E}<é日👩"
    #expect(
      JSONQuotes.line(hostile)
        == #""\"\\\n\r\t\u0000\u001b\u007f\u0085\u2028\ufeff\u202e<é日👩""#)
    #expect(
      JSONQuotes.page(hostile)
        == #""\"\\\n\r\t\u0000\u001B\u007F\u0085\u2028\uFEFF\u202E\u003Cé日👩""#)
  }
}
