/// A column that knows its values: its head, and what stands in it in the line of a thing.
public struct Column<Row> {
  /// The column's name, title and look.
  public let head: Table.Column
  /// What stands in a line.
  public let cell: (Row) -> Cell

  /// A column with a head of its own.
  public init(_ head: Table.Column, _ cell: @escaping (Row) -> Cell) {
    self.head = head
    self.cell = cell
  }

  /// A column, set to the left unless said otherwise.
  public init(
    _ id: String, _ title: String, alignment: Table.Column.Alignment = .leading, style: Style = .plain,
    _ cell: @escaping (Row) -> Cell
  ) {
    self.init(Table.Column(id, title, alignment: alignment, style: style), cell)
  }

  /// A column of words.
  public static func text(
    _ id: String, _ title: String, style: Style = .plain, _ words: @escaping (Row) -> String
  ) -> Column {
    Column(id, title, style: style) { .text(words($0)) }
  }

  /// A column of words that may be missing.
  public static func optional(_ id: String, _ title: String, _ words: @escaping (Row) -> String?) -> Column {
    Column(id, title) { words($0).map { .text($0) } ?? .missing }
  }

  /// A column of whole numbers, set to the right.
  public static func count(_ id: String, _ title: String, _ number: @escaping (Row) -> Int) -> Column {
    Column(id, title, alignment: .trailing) { .integer(number($0)) }
  }

  /// A column of exact numbers, written out; they may be missing.
  public static func exact(_ id: String, _ title: String, _ number: @escaping (Row) -> Cell) -> Column {
    Column(.exact(id, title), number)
  }
}

extension Table {
  /// A table with a line for each of these things.
  public init<Row>(
    title: String = "", columns: some Sequence<Reports.Column<Row>>, of rows: some Sequence<Row>, notes: [String] = []
  ) {
    let columns = Array(columns)
    self.init(
      title: title, columns: columns.map(\.head), rows: rows.map { row in columns.map { $0.cell(row) } }, notes: notes)
  }
}
