import Foundation
package import Reports
package import Scoring

/// What an exported folder is: which competition, which revision, and the digest of every file.
package struct Manifest {
  package let competition: Competition
  package let identity: String
  package let publication: Publication?
  package let heads: Heads
  package let code: String
  package let ruleSets: [RuleSetReference]
  private var files: [(name: String, digest: String)] = []

  package init(
    competition: Competition, identity: String, publication: Publication?, heads: Heads, code: String,
    ruleSets: [RuleSetReference]
  ) {
    self.competition = competition
    self.identity = identity
    self.publication = publication
    self.heads = heads
    self.code = code
    self.ruleSets = ruleSets
  }

  /// Takes a file in by its content.
  package mutating func add(_ name: String, _ text: String) { files.append((name, Digest.hex(of: text))) }

  /// "Revision 2, official", or that nothing was published.
  package var state: String {
    publication.map { "revision \($0.revision), \($0.isOfficial ? "official" : "provisional")" }
      ?? "not published: as it stood when it was exported"
  }

  /// A row for each thing: what, its name, its value.
  package var table: Table {
    var table = Table(columns: [
      Table.Column("kind", "Kind"), Table.Column("name", "Name"), Table.Column("value", "Value"),
    ])
    func add(_ kind: String, _ name: String, _ value: String) {
      table.append([.text(kind), .text(name), .text(value)])
    }
    add("competition", competition.name, identity)
    add("state", state, publication.map { String($0.revision) } ?? "")
    add("code", "competition", code)
    add("heads", "log", heads.description)
    for rules in ruleSets { add("rules", "\(rules.id) edition \(rules.edition)", rules.digest) }
    for file in files { add("file", file.name, file.digest) }
    return table
  }

  /// The rows of a manifest in CSV; `nil` if it is no manifest.
  package static func rows(inCSV text: String) -> [(kind: String, name: String, value: String)]? {
    guard let document = try? CSVDocument.parse(text, maximumBytes: 10_000_000),
      document.header.map(\.text) == ["kind", "name", "value"]
    else { return nil }
    // What a spreadsheet would take for a formula was written with an apostrophe; no name or value begins with one.
    func plain(_ text: String) -> String { text.hasPrefix("'") ? String(text.dropFirst()) : text }
    return document.rows.map { ($0[0].text, plain($0[1].text), plain($0[2].text)) }
  }

  /// The rows of a manifest in JSON; `nil` if it is no manifest.
  package static func rows(inJSON text: String) -> [(kind: String, name: String, value: String)]? {
    struct Row: Decodable {
      var kind: String
      var name: String
      var value: String
    }
    guard let rows = try? JSONDecoder().decode([Row].self, from: Data(text.utf8)) else { return nil }
    return rows.map { ($0.kind, $0.name, $0.value) }
  }
}
