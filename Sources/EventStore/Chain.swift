import Crypto
import Text

// How it can be seen that nothing was changed.
//
// Each terminal's entries are a chain, and its decisions another: each record has a link,
//
//     link(n) = SHA-256 of link(n - 1), as 64 hexadecimal digits, followed by the record's canonical text,
//
// with 64 zeros before the first. So a link vouches for its record and for all before it; who changes, adds, takes out
// or swaps one must make all later links anew, and those are in other places too: in the witness beside the file, in
// every backup, merge and exported log.
//
// The canonical text of an entry is its run's own line, so that a changed run shows as well, and the entry's:
//
//     entry
//     run.id t8:coffee-1
//     run.challenge t6:coffee
//     run.number i1
//     …
//     id t6:desk-1
//     …
//     kind t7:started
//
// A line is a column's name and its value: `t`, the number of bytes, a colon and the text as it is, or `i` and a whole
// number. Every line, the last too, ends in a line feed. A column that is empty has no line, so that a column which a
// later format adds changes no old text. A decision has its columns, then its fields as `field.<name>`, in the order
// of their names' bytes. Columns stand in the order of `Table.run`, `Table.entry` and `Table.decision`.
//
// ChainTests has a worked example, and a Python script of a few lines that makes the same links.

/// One terminal's series of records: its entries or its decisions.
public struct Series: Hashable, Sendable {
  /// What it is a series of.
  public enum Kind: String, CaseIterable, Sendable {
    case entry, decision
  }

  /// Where they were made.
  public var terminal: String
  /// What they are.
  public var kind: Kind

  /// A series.
  public init(_ kind: Kind, of terminal: String) {
    self.kind = kind
    self.terminal = terminal
  }
}

/// A link of a chain.
struct Link {
  /// Before the first record.
  static let start = String(repeating: "0", count: 64)

  /// The link of a record that follows another.
  static func next(after previous: String, _ text: CanonicalText) -> String {
    var hash = SHA256()
    hash.update(data: Array(previous.utf8))
    hash.update(data: text.bytes)
    return hexadecimal(hash.finalize())
  }
}

/// What a link vouches for, as bytes that can mean nothing else.
struct CanonicalText {
  private(set) var bytes: [UInt8] = []

  /// What the texts of all entries of a run begin with.
  init(entriesOf run: [Value]) {
    add("entry\n")
    add(Table.run.columns, run, prefix: "run.")
  }

  /// An entry's: what all of its run begin with, and its row.
  init(_ beginning: CanonicalText, entry row: [Value]) {
    bytes.reserveCapacity(1024)
    bytes += beginning.bytes
    add(Table.entry.columns, row, prefix: "")
  }

  /// A decision's: its row, and those of its fields.
  init(decision row: [Value], _ fieldRows: [[Value]]) {
    add("decision\n")
    add(Table.decision.columns, row, prefix: "")
    // Which field stands where differs between formats.
    for (name, value) in CanonicalText.fields(fieldRows) { add("field." + name, value) }
  }

  private static func fields(_ rows: [[Value]]) -> [(name: String, value: Value)] {
    rows.map { row in
      guard case .text(let name) = row[2] else { return ("", .null) }
      return (name, row[3] == .null ? row[4] : row[3])
    }.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  private mutating func add(_ columns: [String], _ row: [Value], prefix: String) {
    for (column, value) in zip(columns, row) where value != .null { add(prefix + column, value) }
  }

  private mutating func add(_ name: String, _ value: Value) {
    switch value {
    case .null: return
    case .integer(let integer): add("\(name) i\(integer)\n")
    case .text(let text): add("\(name) t\(text.utf8.count):\(text)\n")
    }
  }

  private mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }
}
