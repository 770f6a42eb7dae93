import Recount
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

  /// A sheet on which something needs a share of the wanted parts, a sum, a count or a measured value.
  private func conditional(_ needs: String) -> (RuleSet?, [Diagnostic]) {
    RuleSetFile.read(
      text: """
        id: test-2026/shares
        edition: 1
        title: Shares
        competition: a test
        changes: First edition.
        ranking: [most points]
        instances: {box: [left, right]}
        achievements:
          - {id: kit, title: Kit, source: house a test, points: 0, max: 9}
          - {id: packed, title: Packed, source: house a test, points: 0, per: box, max: 9}
          - {id: bonus, title: Bonus, source: house a test, points: 1, quantity: automatic, needs: \(needs)}
        records:
          - {id: wanted, title: Wanted, source: house a test}
        measurements:
          - {id: share, title: Share, source: house a test, quantity: {sum: [kit]}, divided-by: wanted}
          - {id: box-share, title: Share, source: house a test, per: box, quantity: {sum: [packed]}, divided-by: wanted}
          - {id: force, title: Force, source: house a test, unit: N}
          - {id: both, title: Both, source: house a test, quantity: {sum: [share, force]}}

        """, path: "test-2026/shares.yaml")
  }

  @Test(
    "a condition sees the value: the ratio, the sum, the measured value, the count",
    arguments: [
      // 3 of 4 kits, 1 of 4 packed left and 3 of 4 right, 2.5 N
      ("{item: share, at-least: 3/4}", true), ("{item: share, at-least: 0.75}", true),
      ("{item: share, at-least: 0.76}", false), ("{item: share, at-least: 1}", false),
      ("{item: share, at-least: 4/5}", false), ("{item: share, at-most: 3/4}", true),
      ("{item: share, at-most: 0.5}", false), ("{item: share, at-least: 1/2, at-most: 0.8}", true),
      ("{item: share, at-least: 0.1, at-most: 0.2}", false), ("share", true),
      // Of ratios at several places one is enough.
      ("{item: box-share, at-least: 0.75}", true), ("{item: box-share, at-least: 1}", false),
      ("{item: box-share, at-most: 0.25}", true), ("{item: box-share, at-most: 0.2}", false),
      // A sum of a ratio and a value: 0.75 + 2.5.
      ("{item: both, at-least: 3.25}", true), ("{item: both, at-least: 13/4}", true),
      ("{item: both, at-least: 3.3}", false), ("{item: both, at-most: 3}", false),
      ("{item: force, at-least: 2.5}", true), ("{item: force, at-least: 2.6 N}", false),
      ("{item: force, at-least: 5/2}", true), ("{item: kit, at-least: 3}", true), ("{item: kit, at-least: 4}", false),
      ("{item: kit, at-most: 2}", false), ("{item: kit, at-least: 1, at-most: 3}", true),
      ("{item: packed, at-least: 4}", true), ("{none: {item: share, at-least: 4/5}}", true),
    ])
  func conditions(_ needs: String, holds: Bool) throws {
    let (rules, findings) = conditional(needs)
    #expect(findings.areHarmless, "\(findings)")
    let sheet = try #require(rules)
    let log = run(under: sheet) {
      started()
      saw("wanted", count: 4, at: "0:01")
      saw("kit", count: 3, at: "0:10")
      saw("packed", on: "left", at: "0:20")
      saw("packed", on: "right", count: 3, at: "0:20")
      measured("force", "2.5N", at: "0:30")
      finished(at: "1:00")
    }
    #expect(Score(of: log).total == (holds ? 1 : 0))
    #expect(RunRecount(of: log.entries, run: log.run, by: sheet).total == (holds ? 1 : 0))
  }

  @Test("after a ratio means after the last entry that it is made of")
  func afterRatio() throws {
    let text = """
      id: test-2026/after
      edition: 1
      title: After
      competition: a test
      changes: First edition.
      ranking: [most points]
      achievements:
        - {id: kit, title: Kit, source: house a test, points: 0, max: 9}
        - {id: close, title: Closes, source: house a test, points: 1, max: 9, after: {item: share, at-least: 3/4}}
      records:
        - {id: wanted, title: Wanted, source: house a test}
      measurements:
        - {id: share, title: Share, source: house a test, quantity: {sum: [kit]}, divided-by: wanted}

      """
    let (rules, findings) = RuleSetFile.read(text: text, path: "test-2026/after.yaml")
    #expect(findings.areHarmless, "\(findings)")
    let sheet = try #require(rules)
    let log = run(under: sheet) {
      started()
      saw("kit", count: 2, at: "0:10")
      saw("close", at: "0:15")
      saw("kit", at: "0:20")
      saw("close", at: "0:25")
      saw("wanted", count: 4, at: "0:30")
      saw("close", at: "0:30")
      finished(at: "1:00")
    }
    #expect(Score(of: log).total == 1)
    #expect(RunRecount(of: log.entries, run: log.run, by: sheet).total == 1)
  }

  @Test(
    "a count is compared with whole numbers, and the message says what would be right",
    arguments: ["{item: kit, at-least: 0.5}", "{item: kit, at-least: 1/2}", "{item: packed, at-most: 2.5}"])
  func wholeNumbers(_ needs: String) {
    let messages = conditional(needs).1.filter { $0.severity == .error }.map(\.message)
    #expect(messages.count == 1)
    #expect(
      messages[0].contains("is counted in whole numbers; write a whole number, or compare an item that is measured or"))
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
