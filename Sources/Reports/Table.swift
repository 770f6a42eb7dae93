/// A table as a value: what is in it, with no format yet.
public struct Table: Sendable, Hashable {
  /// One column: its name for machines, its title for people, and how it is set.
  public struct Column: Sendable, Hashable {
    /// The side the column's cells are set against.
    public enum Alignment: Sendable, Hashable {
      /// Words begin at the left.
      case leading
      /// Numbers end at the right.
      case trailing
    }

    /// The machine's name, such as `decided_by`: the CSV header and the JSON key.
    public var id: String
    /// The title people read.
    public var title: String
    /// The side the cells are set against.
    public var alignment: Alignment
    /// How the cells look where colour is allowed.
    public var style: Style
    /// Whether its numbers may be fractions such as `20/3`, which a spreadsheet reads as a date. CSV has decimals in the
    /// column, rounded as people see them, and the exact numbers in a column of its own behind all others:
    /// `points_exact` for `points`.
    public var isExact: Bool
    /// Whether its cells say whose row it is: the team of a standing.
    public var isRowHeader: Bool

    /// A column, set to the left unless said otherwise.
    public init(
      _ id: String, _ title: String, alignment: Alignment = .leading, style: Style = .plain, isExact: Bool = false,
      isRowHeader: Bool = false
    ) {
      self.id = id
      self.title = title
      self.alignment = alignment
      self.style = style
      self.isExact = isExact
      self.isRowHeader = isRowHeader
    }

    /// The column of the teams, each of which has a row.
    package static let team = Column("team", "Team", isRowHeader: true)

    /// A column of exact numbers, set to the right.
    public static func exact(_ id: String, _ title: String) -> Column {
      Column(id, title, alignment: .trailing, isExact: true)
    }
  }

  /// The title, printed above for people; empty for none.
  public var title: String
  /// Sentences printed beneath for people, and never in CSV.
  public var notes: [String]
  /// The columns, in order; their ids differ.
  public let columns: [Column]
  /// The rows, each with one cell for each column.
  public private(set) var rows: [[Cell]]

  /// A table of rows that all have as many cells as there are columns.
  public init(title: String = "", columns: [Column], rows: [[Cell]] = [], notes: [String] = []) {
    precondition(!columns.isEmpty, "a table needs at least one column")
    precondition(Set(columns.map(\.id)).count == columns.count, "two columns of a table have the same id")
    self.title = title
    self.notes = notes
    self.columns = columns
    self.rows = []
    self.rows.reserveCapacity(rows.count)
    for row in rows { append(row) }
  }

  /// Adds a row beneath the others.
  public mutating func append(_ row: [Cell]) {
    precondition(row.count == columns.count, "a row has \(row.count) cells and the table \(columns.count) columns")
    rows.append(row)
  }
}
