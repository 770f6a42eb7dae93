import GRDB
import Scoring

extension Table {
  /// The competition's own log, without the content of its decisions.
  static let decision = Table(
    "decision", ["id", "official", "terminal", "number", "recorded_at", "kind"], isChained: true)
  /// The content of decisions: a row for each field.
  static let decisionField = Table("decision_field", ["decision", "position", "name", "text", "number"])
}

extension Decision {
  /// Its row in the table `decision`.
  var row: [Value] {
    [
      .text(id.text), .text(official), .text(terminal), .integer(Int64(number)), .integer(recordedAt),
      .text(ruling.kind.rawValue),
    ]
  }

  /// Its rows in the table `decision_field`. Throws for what cannot be read back (a comma inside a list's word).
  func fieldRows() throws -> [[Value]] {
    let fields = ruling.fields
    guard let again = try? Ruling(kind: ruling.kind, fields: fields), again.fields == fields, again == ruling else {
      throw StoreError.unstorable("the decision \(id) (\(ruling.kind.rawValue))")
    }
    return fields.enumerated().map { index, field in
      switch field.value {
      case .text(let text):
        [.text(id.text), .integer(Int64(index + 1)), .text(field.name), .text(text), .null]
      case .number(let number):
        [.text(id.text), .integer(Int64(index + 1)), .text(field.name), .null, .integer(number)]
      }
    }
  }

  /// The decision that a row of the table `decision` holds, with the fields that belong to it.
  init(_ row: Columns, _ fields: [Scoring.Field]) throws {
    let kind: Ruling.Kind = try row.word(5)
    let ruling: Ruling
    do {
      ruling = try Ruling(kind: kind, fields: fields)
    } catch {
      throw Malformed(problem: error.description)
    }
    self.init(
      id: ID(try row.text(0)), official: try row.text(1), terminal: try row.text(2), number: try row.count(3),
      recordedAt: try row.moment(4), ruling: ruling)
  }
}

extension Scoring.Field {
  /// The field that a row of the table `decision_field` holds.
  init(_ row: Columns) throws {
    if row.isNull(3) {
      self.init(name: try row.text(2), value: .number(try row.integer(4)))
    } else {
      self.init(name: try row.text(2), value: .text(try row.text(3)))
    }
  }
}

extension StoreReader {
  /// The decisions that a condition on the table `decision` selects, with their fields.
  func decisions(_ rest: String, _ values: [Value] = []) throws -> [Decision] {
    var fields: [String: [Scoring.Field]] = [:]
    let fieldRows = try Rows(
      db,
      Table.decisionField.selection
        + " WHERE decision IN (SELECT id FROM decision \(rest)) ORDER BY decision, position",
      values)
    while let row = try fieldRows.next() {
      try Table.decisionField.decode(row) { fields[try $0.text(0), default: []].append(try Scoring.Field($0)) }
    }
    let rows = try Rows(db, Table.decision.selection + " \(rest) ORDER BY sequence", values)
    var decisions: [Decision] = []
    while let row = try rows.next() {
      decisions.append(try Table.decision.decode(row) { try Decision($0, fields[try $0.text(0)] ?? []) })
    }
    return decisions
  }
}

extension StoreWriter {
  /// Writes a decision that is not here yet.
  func insert(_ decision: Decision, _ fieldRows: [[Value]], link: String?) throws {
    try Table.decision.insert(decision.row, link: link, into: db)
    for row in fieldRows { try Table.decisionField.insert(row, into: db) }
  }
}

extension RuleSetReference {
  /// The reference in three columns: id, edition, digest.
  init(_ row: Columns, from column: CInt) throws {
    self.init(
      id: RuleSet.ID(try row.text(column)), edition: try row.count(column + 1), digest: try row.text(column + 2))
  }
}
