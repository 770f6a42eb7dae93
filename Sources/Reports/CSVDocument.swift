import Text

/// A CSV file that was read strictly (RFC 4180), with the place of each field, so that what is wrong can be pointed at.
public struct CSVDocument: Sendable, Hashable {
  /// One field, and where it begins.
  public struct Field: Sendable, Hashable {
    /// What it says, without its quotes.
    public var text: String
    /// Its line, from 1.
    public var line: Int
    /// Its column in characters, from 1.
    public var column: Int
  }

  /// The names of the columns: the first line.
  public let header: [Field]
  /// The lines beneath it, each with as many fields as the header.
  public let rows: [[Field]]

  /// The document written in the text: comma-separated, quoted where needed, with CR LF or LF line ends.
  ///
  /// A byte order mark at the start is allowed. Text longer than `maximumBytes` is refused before it is read.
  public static func parse(_ text: String, maximumBytes: Int = 1 << 20) throws(CSVError) -> CSVDocument {
    guard text.utf8.count <= maximumBytes else {
      throw CSVError(
        line: 1, column: 1, message: "the file has \(text.utf8.count) bytes; at most \(maximumBytes) can be read")
    }
    var parser = CSVParser(text)
    return try parser.document()
  }

  /// The place of the column with this name among each row's fields, or nil when there is none.
  public func column(_ name: String) -> Int? { header.firstIndex { $0.text == name } }
}

/// What is wrong with a CSV file, where, and what would be right.
public struct CSVError: Error, Hashable, CustomStringConvertible {
  /// The line, from 1.
  public var line: Int
  /// The column in characters, from 1.
  public var column: Int
  /// What is wrong; what would be right.
  public var message: String

  /// `3:7: error: …`, to be put after the file's name and a colon.
  public var description: String { "\(line):\(column): error: \(message)" }
}

private struct CSVParser {
  private let bytes: [UInt8]
  private var index = 0
  private var line = 1
  private var column = 1

  private static let mostColumns = 1000
  private static let quote = UInt8(ascii: "\"")
  private static let comma = UInt8(ascii: ",")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  init(_ text: String) {
    bytes = Array(text.utf8)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
  }

  mutating func document() throws(CSVError) -> CSVDocument {
    guard index < bytes.count else { throw error("the file is empty; begin with a line of column names") }
    let header = try record()
    try check(header)
    var rows: [[CSVDocument.Field]] = []
    while index < bytes.count {
      rows.append(try record(like: header))
    }
    return CSVDocument(header: header, rows: rows)
  }

  private func check(_ header: [CSVDocument.Field]) throws(CSVError) {
    var places: [String: CSVDocument.Field] = [:]
    for field in header {
      guard places.updateValue(field, forKey: field.text) == nil else {
        throw error("a second column is named '\(safeForPeople(field.text))'; give each column its own name", at: field)
      }
    }
  }

  /// The fields of the line that begins here, and past its end; as many as the header has.
  private mutating func record(like header: [CSVDocument.Field]? = nil) throws(CSVError) -> [CSVDocument.Field] {
    guard !isAtLineEnd else { throw error("the line is blank; remove it") }
    var fields = [try field()]
    while index < bytes.count, bytes[index] == Self.comma {
      advance()
      guard fields.count < Self.mostColumns else { throw error("more than \(Self.mostColumns) columns; use fewer") }
      fields.append(try field())
    }
    if let header {
      if fields.count > header.count { throw ragged(fields.count, header.count, at: fields[header.count]) }
      if fields.count < header.count { throw ragged(fields.count, header.count) }
    } else if fields.count == 1, fields[0].text.contains(";"), bytes[index - 1] != Self.quote {
      throw error("the columns are separated by ';'; separate them by ','", at: fields[0])
    }
    if index < bytes.count, bytes[index] == Self.carriageReturn { advance() }
    if index < bytes.count { advance() }
    return fields
  }

  private mutating func field() throws(CSVError) -> CSVDocument.Field {
    let (firstLine, firstColumn) = (line, column)
    let isQuoted = index < bytes.count && bytes[index] == Self.quote
    let text = isQuoted ? try quotedText() : try plainText()
    return CSVDocument.Field(text: text, line: firstLine, column: firstColumn)
  }

  private mutating func plainText() throws(CSVError) -> String {
    let start = index
    while index < bytes.count, bytes[index] != Self.comma, !isAtLineEnd {
      if bytes[index] == Self.quote {
        throw error("a quote inside a field without quotes; put the whole field in quotes and write the quote twice")
      }
      if bytes[index] == Self.carriageReturn {
        throw error("a carriage return without a line feed; end lines with CR LF or LF")
      }
      advance()
    }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func quotedText() throws(CSVError) -> String {
    let (firstLine, firstColumn) = (line, column)
    var text: [UInt8] = []
    advance()
    while index < bytes.count {
      if bytes[index] == Self.quote {
        advance()
        guard index < bytes.count, bytes[index] == Self.quote else {
          if index < bytes.count, bytes[index] != Self.comma, !isAtLineEnd {
            throw error("text after the closing quote; write a quote inside the field twice, or put a comma here")
          }
          return String(decoding: text, as: UTF8.self)
        }
      }
      text.append(bytes[index])
      advance()
    }
    throw CSVError(line: firstLine, column: firstColumn, message: "the quote is never closed; close it with another")
  }

  private var isAtLineEnd: Bool {
    guard index < bytes.count else { return false }
    if bytes[index] == Self.lineFeed { return true }
    return bytes[index] == Self.carriageReturn && index + 1 < bytes.count && bytes[index + 1] == Self.lineFeed
  }

  private mutating func advance() {
    if bytes[index] == Self.lineFeed {
      line += 1
      column = 0
    }
    index += 1
    // A column is a scalar: the bytes that continue one do not count.
    if index >= bytes.count || bytes[index] & 0xC0 != 0x80 { column += 1 }
  }

  private func error(_ message: String, at field: CSVDocument.Field? = nil) -> CSVError {
    CSVError(line: field?.line ?? line, column: field?.column ?? column, message: message)
  }

  private func ragged(_ count: Int, _ expected: Int, at field: CSVDocument.Field? = nil) -> CSVError {
    let fields = "\(count) field\(count == 1 ? "" : "s")"
    let advice = count > expected ? "put a field that has a comma in quotes" : "write a comma for each empty field"
    return error("the line has \(fields) and the header \(expected); \(advice)", at: field)
  }
}
