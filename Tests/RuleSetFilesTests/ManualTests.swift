import Foundation
import RuleSetFiles
import Scoring
import Testing

/// Every example of `docs/rule-sets.md` is checked, so that none can rot: whole files as they stand, parts of a file and
/// the rows of its tables inside a small sheet that has what they refer to.
@Suite("The manual's examples")
struct ManualTests {
  static let manual = try! String(
    contentsOf: packageFolder.appending(path: "docs/rule-sets.md"), encoding: .utf8)

  /// The text of each block of YAML.
  static let blocks: [String] = manual.components(separatedBy: "```yaml\n").dropFirst().map {
    $0.components(separatedBy: "```")[0]
  }

  /// A row of a table whose second column names a list, and whose third is what is written in an item.
  struct Row: CustomTestStringConvertible {
    var says: String
    var list: String
    var keys: String
    var testDescription: String { says }
  }

  static let rows: [Row] = manual.split(separator: "\n").compactMap { line in
    let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    guard cells.count == 3, lists.contains(cells[1]) || cells[1] == "modifiers", cells[2].hasPrefix("`") else {
      return nil
    }
    return Row(says: cells[0], list: cells[1], keys: String(cells[2].dropFirst().dropLast()))
  }

  static let lists = [
    "achievements", "penalised", "disqualifying", "records", "measurements", "judgements", "declarations",
  ]

  /// What parts of a file refer to.
  private static let scaffold: [(key: String, lines: [String])] = [
    ("id", ["id: manual-2026/part"]), ("edition", ["edition: 1"]), ("title", ["title: Part"]),
    ("competition", ["competition: The manual"]), ("time-limit", ["time-limit: 10:00"]),
    ("sources", ["sources:", "  book: The book"]), ("ranking", ["ranking: [most points]"]),
    ("restart", ["restart:", "  allowed: 1"]),
    ("instances", ["instances:", "  room: [room-1, room-2, room-3, room-4]"]),
    (
      "achievements",
      [
        "achievements:",
        "  - {id: enter, title: Enters, source: official book p. 1, points: 30, max: 1, per: room}",
        "  - {id: greet, title: Greets, source: official book p. 1, points: 20, max: 1, per: room}",
        "  - {id: goal, title: Reaches the goal, source: official book p. 1, points: 200, max: 1}",
        "  - {id: door, title: Door, source: official book p. 1, levels: [{id: opened, points: 25}, {id: passed, points: 40}]}",
      ]
    ),
    ("penalised", ["penalised:", "  - {id: bump, title: Bumps, source: official book p. 1, points: -10}"]),
    ("measurements", ["measurements:", "  - {id: force, title: Force, source: official book p. 1, unit: N}"]),
  ]

  /// A part of a file, with what it lacks.
  private static func whole(_ part: String) -> String {
    var sections: [(key: String, lines: [String])] = scaffold
    var current = ""
    for line in part.split(separator: "\n").map(String.init) {
      if let first = line.first, first.isLetter {
        current = String(line.prefix { $0 != ":" })
        if lists.contains(current), sections.contains(where: { $0.key == current }) { continue }
        sections.removeAll { $0.key == current }
        sections.append((current, []))
      }
      sections[sections.firstIndex { $0.key == current }!].lines.append(line)
    }
    return sections.flatMap(\.lines).joined(separator: "\n") + "\n"
  }

  private func findings(_ text: String, _ path: String, mildest: [String] = ["error", "warning"]) -> [Diagnostic] {
    RuleSetFile.read(text: text, path: path).1.filter { mildest.contains($0.severity.rawValue) }
  }

  @Test("a whole file is clean, to the last hint")
  func wholeFiles() throws {
    let files = Self.blocks.filter { $0.hasPrefix("id: ") }
    #expect(!files.isEmpty)
    for file in files {
      let id = try #require(file.firstMatch(of: /id: ([a-z0-9\/-]+)/)).1
      let found = findings(file, "\(id).yaml", mildest: ["error", "warning", "hint"])
      #expect(found.isEmpty, "\(found.rendered(in: file))")
    }
  }

  @Test("each part of a file is clean inside one")
  func parts() {
    let parts = Self.blocks.filter { !$0.hasPrefix("id: ") }
    #expect(parts.count >= 7)
    for part in parts {
      let text = Self.whole(part)
      let found = findings(text, "manual-2026/part.yaml")
      #expect(found.isEmpty, "\(found.rendered(in: text))\n\(part)")
    }
  }

  @Test("each row of a table is clean inside an item", arguments: rows)
  func tableRow(_ row: Row) {
    let item = "  - {id: it, title: It, source: official book p. 2, \(row.keys)}"
    let part =
      row.list == "modifiers"
      ? """
      achievements:
        - {id: of-it, title: It, source: official book p. 2, points: 9, max: 1, modifiers: [{id: it, title: It, \(row.keys)}]}
      """ : "\(row.list):\n\(item)"
    let text = Self.whole(part)
    let found = findings(text, "manual-2026/part.yaml")
    #expect(found.isEmpty, "\(found.rendered(in: text))")
  }

  @Test("the tables are read")
  func tables() { #expect(Self.rows.count > 40) }
}
