import Testing
import Text

@Suite("Words are measured, cut and wrapped by columns")
struct WidthTests {
  private static let texts = [
    "", "a", "Robots from Łódź", "日本チーム と 日本", "👨‍👩‍👧‍👦 family 👩🏽‍❤️‍💋‍👨🏿", "e\u{301}\u{323}e", "🇯🇵🇳🇱 flags",
    "averyveryverylongword that is longer than most lines", "  spaces   between  ",
  ]

  @Test("no cut text is wider than asked, and one that fits stays", arguments: texts, 1...30)
  func cut(text: String, columns: Int) {
    let cut = truncated(text, to: columns)
    #expect(displayWidth(of: cut) <= max(columns, displayWidth(of: cut) == 1 ? 1 : 0))
    if displayWidth(of: text) <= columns { #expect(cut == text) }
  }

  @Test("wrapping loses no letter, and no line is wider than asked", arguments: texts, 2...30)
  func wrap(text: String, columns: Int) {
    let lines = wrapped(text, to: columns)
    func letters(_ text: String) -> String { String(text.filter { $0 != " " }) }
    #expect(letters(lines.joined()) == letters(text))
    #expect(lines.allSatisfy { displayWidth(of: $0) <= columns })
  }

  @Test("the width of a text is the sum of its characters'", arguments: texts)
  func sum(text: String) {
    #expect(displayWidth(of: text) == text.reduce(0) { $0 + displayWidth(of: $1) })
  }
}
