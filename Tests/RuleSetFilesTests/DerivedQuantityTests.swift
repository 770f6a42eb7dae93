import RuleSetFiles
import Scoring
import ScoringTestSupport
import Testing

@Suite("Spans of time and ratios in a file")
struct DerivedQuantityTests {
  private func read(_ measurements: String) -> (RuleSet?, [Diagnostic]) {
    RuleSetFile.read(
      text: """
        id: test-2026/spans
        edition: 1
        title: Spans
        competition: a test
        changes: First edition.
        ranking: [most points]
        achievements:
          - {id: found, title: Found, source: house a test, points: 1, max: 9}
        records:
          - {id: shown, title: Shown, source: house a test}
        measurements:
          \(measurements)

        """, path: "test-2026/spans.yaml")
  }

  @Test("from the start to the last entry of an item, and a quantity divided by another")
  func words() throws {
    let (rules, findings) = read(
      """
      - {id: span, title: Span, source: house a test, quantity: {from: start, to-last: found}, points: 1}
        - {id: share, title: Share, source: house a test, quantity: {sum: [found]}, divided-by: shown, points: 10}
      """)
    #expect(findings.areHarmless, "\(findings)")
    let log = run(under: try #require(rules)) {
      started()
      saw("shown", count: 4, at: "0:01")
      saw("found", at: "0:10")
      saw("found", count: 2, at: "0:30")
      finished(at: "1:00")
    }
    // 3 found = 3, 30 seconds from the start to the last found = 30, 3 of 4 shown × 10 = 7.5
    #expect(Score(of: log).total == Points(81, over: 2))
  }

  @Test(
    "what is wrong with a span is said with its place",
    arguments: [
      (
        "- {id: span, title: Span, source: house a test, quantity: {from: start}}",
        "error: a span of time ends once; write either 'to' or 'to-last'"
      ),
      (
        "- {id: span, title: Span, source: house a test, quantity: {from: start, to: found, to-last: found}}",
        "error: a span of time ends once; write either 'to' or 'to-last'"
      ),
      (
        "- {id: span, title: Span, source: house a test, quantity: {from: start, to: fond}}",
        "error: there is no item 'fond'; did you mean 'found'?"
      ),
      (
        "- {id: start, title: Span, source: house a test, unit: s}",
        "error: an item cannot be called 'start', which spans of time use; give it another id"
      ),
      (
        "- {id: share, title: Share, source: house a test, quantity: {sum: [found]}, divided-by: show}",
        "error: there is no item 'show'; did you mean 'shown'?"
      ),
    ])
  func mistakes(line: String, message: String) {
    let (rules, findings) = read(line)
    #expect(rules == nil)
    let told = findings.map(\.description)
    #expect(told.contains { $0.hasPrefix("test-2026/spans.yaml:12:") && $0.hasSuffix(message) }, "\(told)")
  }
}
