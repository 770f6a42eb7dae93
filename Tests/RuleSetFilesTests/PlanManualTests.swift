import Foundation
import RuleSetFiles
import Scoring
import Testing

/// Every example of `docs/plans.md` is checked: whole plans as they stand, parts and the rows of its tables inside a
/// small plan that has what they refer to.
@Suite("The examples of the plans' manual")
struct PlanManualTests {
  static let manual = try! String(contentsOf: packageFolder.appending(path: "docs/plans.md"), encoding: .utf8)

  static let blocks: [String] = manual.components(separatedBy: "```yaml\n").dropFirst().map {
    $0.components(separatedBy: "```")[0]
  }

  /// A row of a table: what it says, and the keys that say it in an entry of a list.
  struct Row: CustomTestStringConvertible {
    var says: String
    var list: String
    var keys: String
    var testDescription: String { says }
  }

  static let rows: [Row] = manual.split(separator: "\n").compactMap { line in
    let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    guard cells.count == 3, cells[2].hasPrefix("`") else { return nil }
    return Row(says: cells[0], list: cells[1], keys: String(cells[2].dropFirst().dropLast()))
  }

  /// What parts of a plan refer to.
  private static let scaffold: [(key: String, text: String)] = [
    ("name", "name: Part"), ("days", "days: [2026-09-22]"),
    (
      "divisions",
      "divisions:\n  - {id: university, title: Universities}\n  - {id: newcomer, title: Newcomers}"
    ),
    (
      "teams",
      "teams:\n  - {id: lasr, name: LASR, divisions: [university]}\n"
        + "  - {id: homer, name: homer@UniKoblenz, divisions: [newcomer]}"
    ),
    (
      "challenges",
      "challenges:\n  - {id: coffee, rules: scrc-2025/coffee-shop-orders, phases: [{phase: trials}, {phase: final}]}\n"
        + "  - {id: door, rules: scrc-2025/through-the-door}\n  - {id: drone, rules: scrc-2025/drone-delivery}"
    ),
    ("overall", "overall:\n  - {id: best-team, title: Best team, parts: [{title: All}]}"),
  ]

  private static func whole(_ part: String) -> String {
    let keys = Set(part.split(separator: "\n").filter { $0.first?.isLetter ?? false }.map { $0.prefix { $0 != ":" } })
    return scaffold.filter { !keys.contains(Substring($0.key)) }.map { $0.text + "\n" }.joined() + part
  }

  /// No shipped rule set has tags yet, so the manual's skill has to be one of nobody's; and the challenges that its
  /// examples name give no points.
  private func findings(_ text: String) -> [Diagnostic] {
    planFindings(Array(text.utf8), path: "competition.yaml").filter { finding in
      !["has the tag", "give no points", "the value of their final"].contains { finding.message.contains($0) }
    }
  }

  @Test("a whole plan is clean, to the last hint")
  func wholePlans() {
    let plans = Self.blocks.filter { $0.hasPrefix("name: ") }
    #expect(plans.count == 2)
    for plan in plans { #expect(findings(plan).isEmpty, "\(findings(plan).rendered(in: plan))") }
  }

  @Test("each part of a plan is clean inside one", arguments: blocks.filter { !$0.hasPrefix("name: ") })
  func part(_ part: String) {
    let text = Self.whole(part)
    #expect(findings(text).isEmpty, "\(findings(text).rendered(in: text))")
  }

  @Test("each row of a table is clean inside an entry", arguments: rows)
  func row(_ row: Row) throws {
    let part: String
    switch row.list {
    case "phases":
      let phases = row.keys.contains("qualification") || row.keys.contains("places") ? "final" : "trials"
      let other = phases == "final" ? "trials" : "practice"
      part =
        "challenges:\n  - id: coffee\n    rules: scrc-2025/coffee-shop-orders\n    phases:\n"
        + "      - {phase: \(other)}\n      - {phase: \(phases), \(row.keys)}\n"
        + "overall:\n  - {id: stages, title: Stages, parts: [{title: Trials, of: trials}]}\n"
    case "parts": part = "overall:\n  - {id: it, title: It, parts: [{title: All, \(row.keys)}]}\n"
    case "overall": part = "overall:\n  - {id: it, title: It, \(row.keys), parts: [{title: All}]}\n"
    default:
      Issue.record("a row of '\(row.list)'")
      return
    }
    let text = Self.whole(part)
    #expect(findings(text).isEmpty, "\(findings(text).rendered(in: text))")
  }

  @Test("the tables are read, and every word of the format is in the manual")
  func words() throws {
    #expect(Self.rows.count > 25 && Self.blocks.count > 6)
    for word in try planWords() { #expect(Self.manual.contains("\(word):"), "\(word)") }
  }

  @Test("the plan that 'tally plan new' writes is clean, to the last hint")
  func starter() {
    let found = planFindings(Array(PlanStarter.text.utf8), path: "competition.yaml")
    #expect(found.isEmpty, "\(found.rendered(in: PlanStarter.text))")
  }
}

/// Every key that a plan may have, as its schema tells.
func planWords() throws -> Set<String> {
  var words: Set<String> = []
  func walk(_ value: Any) {
    if let object = value as? [String: Any] {
      for (name, inner) in object["properties"] as? [String: Any] ?? [:] {
        words.insert(name)
        walk(inner)
      }
      for name in ["items", "anyOf"] { object[name].map(walk) }
    } else if let list = value as? [Any] {
      list.forEach(walk)
    }
  }
  walk(try JSONSerialization.jsonObject(with: Data(RuleSetSchema.planJSON.utf8)))
  try #require(words.count > 35)
  return words
}
