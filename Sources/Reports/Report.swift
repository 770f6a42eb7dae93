/// Something to hand over: a title and what stands beneath it, in order, with no format yet.
public struct Report: Sendable, Hashable {
  /// The title; empty for none.
  public var title: String
  /// What stands beneath the title, in order.
  public var blocks: [Block]

  /// A report of these blocks.
  public init(title: String, blocks: [Block] = []) {
    self.title = title
    self.blocks = blocks
  }

  /// The report's tables, in order.
  public var tables: [Table] {
    blocks.compactMap { block in
      if case .table(let table) = block { table } else { nil }
    }
  }
}

/// A part of a report.
public enum Block: Sendable, Hashable {
  /// A heading over what follows.
  case heading(String)
  /// A sentence or a few.
  case paragraph(String)
  /// A table.
  case table(Table)
  /// Lines that stand under one another, indented: the walk from a rank to its entries.
  case lines([Line])
}

/// A line of an indented list.
public struct Line: Sendable, Hashable {
  /// How deep it stands; 0 is outermost.
  public let indent: Int
  /// What it says.
  public var text: String
  /// Whether it no longer holds, and is kept to be read: a retracted entry, a dropped run.
  public var isStruck: Bool

  /// Deeper than any log can be explained, and shallow enough for every browser.
  private static let deepest = 64

  /// A line that holds, unless struck.
  public init(_ text: String, indent: Int = 0, struck: Bool = false) {
    self.indent = min(max(indent, 0), Self.deepest)
    self.text = text
    self.isStruck = struck
  }
}

extension [Line] {
  /// The same lines as a table, for the formats that know nothing else.
  var table: Table {
    Table(
      columns: [
        Table.Column("indent", "Indent", alignment: .trailing),
        Table.Column("text", "Text"),
        Table.Column("struck", "Struck"),
      ],
      rows: map { [.integer($0.indent), .text($0.text), .flag($0.isStruck)] })
  }

  /// The same lines, none more than one step deeper than the line above: what a nested list can show.
  var nested: [Line] {
    var depth = -1
    return map { line in
      depth = Swift.min(line.indent, depth + 1)
      return Line(line.text, indent: depth, struck: line.isStruck)
    }
  }
}
