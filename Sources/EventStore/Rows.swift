import GRDB
import GRDBSQLite
import Scoring

// GRDB reads and binds texts as C strings, which end at the first NUL: what an official pasted would be cut off in
// silence. So rows go through SQLite's own functions here, with lengths, and everything else through GRDB.

/// A value of a column. Texts are compared by their bytes: Swift's `==` takes two spellings of "é" for one.
enum Value: Equatable {
  case null
  case integer(Int64)
  case text(String)

  init(_ text: String?) { self = text.map { .text($0) } ?? .null }
  init(_ integer: Int?) { self = integer.map { .integer(Int64($0)) } ?? .null }

  static func == (a: Value, b: Value) -> Bool {
    switch (a, b) {
    case (.null, .null): true
    case (.integer(let a), .integer(let b)): a == b
    case (.text(let a), .text(let b)): a.utf8.elementsEqual(b.utf8)
    case (.null, _), (.integer, _), (.text, _): false
    }
  }
}

/// The rows that a statement gives, each valid until the next is asked for.
///
/// A class, because GRDB's cursors are. Two of the same statement must not live at the same time.
final class Rows: DatabaseCursor {
  typealias Element = Columns

  let _statement: Statement
  var _isDone = false

  init(_ db: Database, _ query: String, _ values: [Value]) throws {
    _statement = try db.cachedStatement(sql: query)
    let statement = _statement.sqliteStatement
    sqlite3_reset(statement)
    sqlite3_clear_bindings(statement)
    for (position, value) in zip(CInt(1)..., values) {
      let code: CInt
      switch value {
      case .null: code = sqlite3_bind_null(statement, position)
      case .integer(let integer): code = sqlite3_bind_int64(statement, position, integer)
      case .text(var text):
        // SQLITE_TRANSIENT, which C writes as a cast of -1: SQLite makes its own copy.
        let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        code = text.withUTF8 { bytes in
          // A null pointer would bind NULL, and an empty string may have one.
          let start = UnsafeRawPointer(bytes.baseAddress ?? Rows.nothing.utf8Start)
          return sqlite3_bind_text64(
            statement, position, start.assumingMemoryBound(to: CChar.self), UInt64(bytes.count), transient,
            UInt8(SQLITE_UTF8))
        }
      }
      guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }
  }

  deinit { sqlite3_reset(_statement.sqliteStatement) }

  private static let nothing: StaticString = ""

  func _element(sqliteStatement: SQLiteStatement) -> Columns { Columns(statement: sqliteStatement, rows: self) }
}

extension Database {
  /// Runs a statement that gives no rows.
  func run(_ query: String, _ values: [Value] = []) throws {
    _ = try Rows(self, query, values).next()
  }

  /// The first column of the first row, where it is a number.
  func integer(_ query: String, _ values: [Value] = []) throws -> Int64? {
    let rows = try Rows(self, query, values)
    return try rows.next()?.optionalInteger(0)
  }

  /// The first column of the first row, where it is a text.
  func text(_ query: String, _ values: [Value] = []) throws -> String? {
    let rows = try Rows(self, query, values)
    return try rows.next()?.optionalText(0)
  }
}

/// What is wrong with a row; whoever knows the table and the row says where.
struct Malformed: Error {
  var problem: String
}

/// The columns of a row. Nothing here traps, whatever the file holds.
struct Columns {
  let statement: SQLiteStatement
  /// Kept, because the end of `Rows` resets the statement under the row.
  let rows: Rows

  @inline(__always) func isNull(_ column: CInt) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }

  func optionalText(_ column: CInt) throws -> String? {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_NULL: return nil
    case SQLITE_TEXT:
      guard let start = sqlite3_column_text(statement, column) else { return "" }
      let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))
      // Bytes that are no UTF-8 come out as others. (`String(validating:)` takes four times as long.)
      var text = String(decoding: bytes, as: UTF8.self)
      guard text.withUTF8({ haveSameBytes(UnsafeRawBufferPointer($0), UnsafeRawBufferPointer(bytes)) }) else {
        throw Malformed(problem: "the column '\(name(column))' is not UTF-8")
      }
      return text
    default: throw Malformed(problem: "the column '\(name(column))' is not a text")
    }
  }

  func text(_ column: CInt) throws -> String {
    guard let text = try optionalText(column) else { throw missing(column) }
    return text
  }

  /// A text that is often the same as in the row before: then it is that one, and no new one is made.
  func text(_ column: CInt, after known: inout String) throws -> String {
    if sqlite3_column_type(statement, column) == SQLITE_TEXT, let start = sqlite3_column_text(statement, column) {
      let bytes = UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))
      if known.withUTF8({ haveSameBytes(UnsafeRawBufferPointer($0), bytes) }) { return known }
    }
    known = try text(column)
    return known
  }

  func optionalInteger(_ column: CInt) throws -> Int64? {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_NULL: return nil
    case SQLITE_INTEGER: return sqlite3_column_int64(statement, column)
    default: throw Malformed(problem: "the column '\(name(column))' is not a whole number")
    }
  }

  func integer(_ column: CInt) throws -> Int64 {
    guard let integer = try optionalInteger(column) else { throw missing(column) }
    return integer
  }

  /// A number of something that is counted, within the bounds that an imported log has.
  func count(_ column: CInt) throws -> Int { Int(try integer(column, in: FieldReader.counts)) }

  /// A time at the desk, within the same bounds.
  func moment(_ column: CInt) throws -> Int64 { try integer(column, in: Moment.range) }

  /// A number within bounds: past them nothing can be reckoned with it.
  func integer(_ column: CInt, in bounds: ClosedRange<Int64>) throws -> Int64 {
    let integer = try integer(column)
    guard bounds.contains(integer) else {
      throw Malformed(
        problem: "the column '\(name(column))' is \(integer), and it can only be \(bounds.lowerBound) to "
          + "\(bounds.upperBound)")
    }
    return integer
  }

  /// A word of a closed vocabulary.
  func word<Word: RawRepresentable<String>>(_ column: CInt, _ type: Word.Type = Word.self) throws -> Word {
    let text = try text(column)
    guard let word = Word(rawValue: text) else {
      throw Malformed(
        problem: "this version of Tally knows no \(name(column)) '\(text)'; update Tally if a newer one wrote it")
    }
    return word
  }

  /// All columns from this one on, as they are.
  func values(from first: CInt) throws -> [Value] {
    try (first..<sqlite3_column_count(statement)).map { column in
      sqlite3_column_type(statement, column) == SQLITE_INTEGER
        ? .integer(sqlite3_column_int64(statement, column)) : Value(try optionalText(column))
    }
  }

  private func missing(_ column: CInt) -> Malformed { Malformed(problem: "the column '\(name(column))' is empty") }

  private func name(_ column: CInt) -> String {
    sqlite3_column_name(statement, column).map { String(cString: $0) } ?? ""
  }
}

/// A table of the log: its columns in the order in which values are bound and read.
struct Table {
  let name: String
  let columns: [String]
  let insertion: String
  /// Reads `columns`, in their order.
  let selection: String

  /// The same with one column more, after the others.
  func selection(with column: String) -> String {
    "SELECT " + columns.joined(separator: ", ") + ", " + column + " FROM " + name
  }

  /// A chained table has a last column `link`, which is written with the others and read on its own.
  init(_ name: String, _ columns: [String], isChained: Bool = false) {
    self.name = name
    self.columns = columns
    let list = columns.joined(separator: ", ")
    let places = Array(repeating: "?", count: columns.count + (isChained ? 1 : 0)).joined(separator: ", ")
    insertion = "INSERT INTO " + name + " (" + list + (isChained ? ", link" : "") + ") VALUES (" + places + ")"
    selection = "SELECT " + list + " FROM " + name
  }

  func insert(_ values: [Value], into db: Database) throws { try db.run(insertion, values) }

  func insert(_ values: [Value], link: String?, into db: Database) throws {
    try db.run(insertion, values + [Value(link)])
  }

  /// Decodes a row, and says which one it was when it cannot.
  func decode<T>(_ row: Columns, _ body: (Columns) throws -> T) throws -> T {
    do {
      return try body(row)
    } catch let malformed as Malformed {
      let key = (try? row.optionalText(0)).flatMap { $0 } ?? "?"
      throw StoreError.brokenRow(table: name, row: "'\(key)'", problem: malformed.problem)
    }
  }
}
