import Text

/// A CSV file that was read strictly (RFC 4180), with the place of each field, so that what is wrong can be pointed at.
///
/// It is taken as the spreadsheets of every country save it: fields parted by commas, semicolons or tabs, with or without
/// a byte order mark, with rows and columns at the end in which nothing stands.
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

  /// What stands between two fields of a line.
  public enum Separator: String, Sendable, CaseIterable {
    /// As RFC 4180 has it.
    case comma = ","
    /// As spreadsheets have it where the comma is the decimal sign.
    case semicolon = ";"
    /// As "text with tabs" has it.
    case tab = "\t"

    fileprivate var byte: UInt8 { rawValue.utf8.first ?? 0 }

    /// "comma".
    public var word: String {
      switch self {
      case .comma: "comma"
      case .semicolon: "semicolon"
      case .tab: "tab"
      }
    }
  }

  /// The names of the columns: the first line that has anything.
  public let header: [Field]
  /// The lines beneath it, each with as many fields as the header. Lines in which nothing stands are left out.
  public let rows: [[Field]]
  /// What parts the fields. It is what the header has most of outside quotes, unless a line `sep=;` says it.
  public let separator: Separator
  /// How many lines were left out because nothing stands in them.
  public let emptyLines: Int

  /// The document written in the text: quoted where needed, with CR LF or LF line ends.
  ///
  /// Text longer than `maximumBytes` is refused before it is read.
  public static func parse(_ text: String, maximumBytes: Int = 1 << 20) throws(CSVError) -> CSVDocument {
    guard text.utf8.count <= maximumBytes else {
      throw CSVError(
        line: 1, column: 1, message: "the file has \(text.utf8.count) bytes; at most \(maximumBytes) can be read")
    }
    var parser = CSVParser(text)
    return try parser.document()
  }

  /// The document written in a file's bytes: UTF-8, or UTF-16 if a byte order mark says so.
  public static func parse(_ bytes: [UInt8], maximumBytes: Int = 1 << 20) throws(CSVError) -> CSVDocument {
    if let text = String(validating: bytes, as: UTF8.self) { return try parse(text, maximumBytes: maximumBytes) }
    if let text = utf16(bytes) { return try parse(text, maximumBytes: maximumBytes) }
    // The line of the first letter that is none in UTF-8: decoding puts U+FFFD there.
    let start = String(decoding: bytes, as: UTF8.self).unicodeScalars.prefix { $0 != "\u{FFFD}" }
    let line = start.count { $0 == "\n" } + 1
    throw CSVError(
      line: line, column: (start.lastIndex(of: "\n").map { start[start.index(after: $0)...] } ?? start).count + 1,
      message: "this is no letter in UTF-8; save the file as 'CSV UTF-8'")
  }

  /// The text of UTF-16 that begins with a byte order mark; `nil` if it is none.
  private static func utf16(_ bytes: [UInt8]) -> String? {
    guard bytes.count % 2 == 0, bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) else { return nil }
    let high = bytes[0] == 0xFE ? 0 : 1
    let units = stride(from: 2, to: bytes.count, by: 2).map {
      UInt16(bytes[$0 + high]) << 8 | UInt16(bytes[$0 + 1 - high])
    }
    return String(validating: units, as: UTF16.self)
  }

  /// The place of the column with this name among each row's fields, or nil when there is none. A name that is there
  /// only in other letters (`ID`, ` id`) is meant as well.
  public func column(_ name: String) -> Int? {
    header.firstIndex { $0.text == name }
      ?? header.firstIndex { String($0.text.trimmingBlanks).lowercased() == name }
  }
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

extension String {
  /// Without the white space at both ends.
  fileprivate var trimmingBlanks: Substring {
    let start = self[...].drop { $0.isWhitespace }
    return start[..<(start.lastIndex { !$0.isWhitespace }.map { start.index(after: $0) } ?? start.startIndex)]
  }
}

private struct CSVParser {
  private let bytes: [UInt8]
  private var index = 0
  private var line = 1
  private var column = 1
  private var separator = CSVDocument.Separator.comma

  private static let mostColumns = 1000
  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  /// The fields of a line.
  private struct Record {
    var fields: [CSVDocument.Field] = []
    /// How many there are up to the last that holds anything: words, or quotes that say "nothing" on purpose.
    var filled = 0
    /// Where the line ends.
    var end: CSVDocument.Field
  }

  init(_ text: String) {
    bytes = Array(text.utf8)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
  }

  mutating func document() throws(CSVError) -> CSVDocument {
    takeSeparator()
    var header: [CSVDocument.Field] = []
    var rows: [[CSVDocument.Field]] = []
    var emptyLines = 0
    while index < bytes.count {
      let record = try record()
      if record.filled == 0 {
        emptyLines += 1
      } else if header.isEmpty {
        header = Array(record.fields.prefix(record.filled))
        try check(header)
      } else {
        rows.append(try fields(of: record, like: header))
      }
    }
    guard !header.isEmpty else {
      throw CSVError(line: 1, column: 1, message: "the file is empty; begin with a line of column names")
    }
    return CSVDocument(header: header, rows: rows, separator: separator, emptyLines: emptyLines)
  }

  /// Finds what parts the fields: what a line `sep=;` says, or what the header has most of.
  private mutating func takeSeparator() {
    let rest = bytes[index...]
    for candidate in CSVDocument.Separator.allCases {
      let said = Array("sep=\(candidate.rawValue)".utf8)
      let after = rest.dropFirst(said.count)
      guard rest.starts(with: said), after.isEmpty || after.starts(with: [10]) || after.starts(with: [13, 10])
      else { continue }
      separator = candidate
      while index < bytes.count, bytes[index] != Self.lineFeed { advance() }
      if index < bytes.count { advance() }
      return
    }
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    var isBlank = true
    for byte in rest {
      if byte == Self.quote { isQuoted.toggle() }
      if isQuoted { continue }
      // Lines in which nothing stands do not count: the header comes after them.
      if byte == Self.lineFeed {
        if !isBlank { break }
        counts = [:]
      }
      counts[byte, default: 0] += 1
      if byte > 0x20, !CSVDocument.Separator.allCases.contains(where: { $0.byte == byte }) { isBlank = false }
    }
    func count(_ candidate: CSVDocument.Separator) -> Int { counts[candidate.byte] ?? 0 }
    for candidate in CSVDocument.Separator.allCases where count(candidate) > count(separator) { separator = candidate }
  }

  private func check(_ header: [CSVDocument.Field]) throws(CSVError) {
    var places: [String: CSVDocument.Field] = [:]
    for field in header where !field.text.isEmpty {
      guard places.updateValue(field, forKey: field.text) == nil else {
        throw error("a second column is named '\(safeForPeople(field.text))'; give each column its own name", at: field)
      }
    }
  }

  /// A line's fields, as many as the header has: cells at its end in which nothing stands are no matter.
  private func fields(
    of record: Record, like header: [CSVDocument.Field]
  ) throws(CSVError) -> [CSVDocument.Field] {
    let (count, expected) = (record.fields.count, header.count)
    if record.filled > expected {
      throw error(
        "\(Self.told(record.filled, expected)); put a field that has a \(separator.word) in quotes",
        at: record.fields[expected])
    }
    if count < expected {
      throw error("\(Self.told(count, expected)); write a \(separator.word) for each empty field", at: record.end)
    }
    return Array(record.fields.prefix(expected))
  }

  private static func told(_ count: Int, _ expected: Int) -> String {
    "the line has \(count) field\(count == 1 ? "" : "s") and the header \(expected)"
  }

  /// The fields of the line that begins here, and past its end.
  private mutating func record() throws(CSVError) -> Record {
    var record = Record(end: place)
    while true {
      let isQuoted = index < bytes.count && bytes[index] == Self.quote
      var field = place
      field.text = isQuoted ? try quotedText() : try plainText()
      record.fields.append(field)
      if isQuoted || field.text.contains(where: { !$0.isWhitespace }) { record.filled = record.fields.count }
      guard index < bytes.count, bytes[index] == separator.byte else { break }
      advance()
      guard record.fields.count < Self.mostColumns else {
        throw error("more than \(Self.mostColumns) columns; use fewer")
      }
    }
    record.end = place
    if index < bytes.count, bytes[index] == Self.carriageReturn { advance() }
    if index < bytes.count { advance() }
    return record
  }

  /// An empty field that begins here.
  private var place: CSVDocument.Field { CSVDocument.Field(text: "", line: line, column: column) }

  private mutating func plainText() throws(CSVError) -> String {
    let start = index
    while index < bytes.count, bytes[index] != separator.byte, !isAtLineEnd {
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
          if index < bytes.count, bytes[index] != separator.byte, !isAtLineEnd {
            throw error(
              "text after the closing quote; write a quote inside the field twice, or put a \(separator.word) here")
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
}
