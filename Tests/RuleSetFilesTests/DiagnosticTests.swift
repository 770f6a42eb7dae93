import RuleSetFiles
import Scoring
import Testing

/// How a finding looks.
struct DiagnosticTests {
  private func finding(_ line: Int, _ column: Int, _ message: String = "wrong; right") -> Diagnostic {
    Diagnostic(file: "a.yaml", line: line, column: column, severity: .error, message: message)
  }

  @Test("a finding is one line with its place")
  func description() {
    #expect("\(finding(3, 5))" == "a.yaml:3:5: error: wrong; right")
  }

  @Test("a caret stands below the place")
  func caret() {
    #expect(
      finding(2, 5).rendered(in: "one\nab: cd\n") == """
        a.yaml:2:5: error: wrong; right
         2 | ab: cd
           |     ^

        """)
  }

  @Test("a caret stands right below tabs, wide letters, marks and pictures")
  func wideCharacters() {
    #expect(finding(1, 3).rendered(in: "a\tb").hasSuffix(" 1 | a\tb\n   |  \t^\n"))
    #expect(finding(1, 4).rendered(in: "日本: x").hasSuffix(" 1 | 日本: x\n   |      ^\n"))
    #expect(finding(1, 3).rendered(in: "e\u{301}x").hasSuffix("|  ^\n"))
    #expect(finding(1, 2).rendered(in: "🤖x").hasSuffix("|   ^\n"))
    #expect(finding(1, 2).rendered(in: "ab\r\ncd").hasSuffix(" 1 | ab\n   |  ^\n"))
  }

  @Test("of a long line only what lies around the place is shown")
  func longLine() {
    let line = String(repeating: "a", count: 500) + "X" + String(repeating: "b", count: 500)
    let told = finding(1, 501).rendered(in: line).split(separator: "\n")
    #expect(told[1].hasPrefix(" 1 | …aaa") && told[1].hasSuffix("bbb…"))
    let x = told[1].firstIndex(of: "X").map { told[1].distance(from: told[1].startIndex, to: $0) }
    let caret = told[2].firstIndex(of: "^").map { told[2].distance(from: told[2].startIndex, to: $0) }
    #expect(x == caret)
  }

  @Test("nothing in a file reaches the terminal as a command")
  func escapes() {
    let (_, told) = RuleSetFile.read(text: "\"\\e[31mred\\u202E\": 1\n", path: "\u{1b}]0;x\u{7}.yaml")
    let text = told.rendered(in: "\u{1b}[2J") + told.json
    #expect(
      text.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control && $0 != "\u{202E}" })
  }

  @Test("colour is added only when asked for")
  func colour() {
    #expect(!finding(1, 1).rendered(in: "a").contains("\u{1b}"))
    let told = finding(1, 1).rendered(in: "a", colour: true)
    #expect(
      told == "\u{1b}[1ma.yaml:1:1: \u{1b}[1;31merror:\u{1b}[0m wrong; right\n 1 | a\n   | \u{1b}[1;32m^\u{1b}[0m\n")
  }

  @Test("editors get JSON")
  func json() {
    #expect([Diagnostic]().json == "[]\n")
    #expect(
      [finding(1, 2, "a \"b\" \\ \n"), finding(2, 1)].json == """
        [
          {"id": 1, "file": "a.yaml", "line": 1, "column": 2, "severity": "error", "message": "a \\"b\\" \\\\ \\n"},
          {"id": 2, "file": "a.yaml", "line": 2, "column": 1, "severity": "error", "message": "wrong; right"}
        ]

        """)
  }

  @Test("findings are sorted by place, the worst first")
  func order() {
    let hint = Diagnostic(file: "a.yaml", line: 1, column: 1, severity: .hint, message: "a")
    #expect(
      [finding(2, 1), hint, finding(1, 10), finding(1, 9), finding(1, 1)].sorted() == [
        finding(1, 1), hint, finding(1, 9), finding(1, 10), finding(2, 1),
      ])
  }
}
