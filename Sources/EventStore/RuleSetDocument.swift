public import Scoring

/// A rule set as the file travels in the database: its text, and what pins it.
public struct RuleSetDocument: Equatable, Sendable {
  /// What pins it.
  public var reference: RuleSetReference
  /// The file's text, byte for byte.
  public var text: String
  /// Where the file came from, for people: a path, or "shipped".
  public var source: String

  /// A rule set's document.
  public init(_ reference: RuleSetReference, text: String, source: String) {
    self.reference = reference
    self.text = text
    self.source = source
  }
}

/// Makes of a stored document the rules that score: the store knows no YAML, so whoever calls brings this along.
public typealias RuleCompiler = (RuleSetDocument) throws -> CompiledRules

extension Table {
  static let ruleSet = Table("rule_set", ["digest", "id", "edition", "text", "source"])
}

extension RuleSetDocument {
  /// Its row in the table `rule_set`.
  var row: [Value] {
    [
      .text(reference.digest), .text(reference.id.text), .integer(Int64(reference.edition)), .text(text),
      .text(source),
    ]
  }

  /// The document that a row of the table `rule_set` holds.
  init(_ row: Columns) throws {
    self.init(
      RuleSetReference(id: RuleSet.ID(try row.text(1)), edition: try row.count(2), digest: try row.text(0)),
      text: try row.text(3), source: try row.text(4))
  }
}
