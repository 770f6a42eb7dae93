import Scoring
import Text

/// One JSON object without nesting, in order: all that a line of a log needs.
///
/// Our own reader, because a general one (Foundation's) tells no place in the text, takes the last of two equal keys
/// without a word, and turns exact numbers into floating point.
struct FlatObject {
  typealias Value = Scoring.Field.Value

  struct Field {
    var key: String
    var value: Value
    var column: Int
  }

  private(set) var fields: [Field] = []

  // MARK: Writing

  mutating func add(_ key: String, _ text: String?) {
    if let text { fields.append(Field(key: key, value: .text(text), column: 0)) }
  }

  mutating func add(_ key: String, _ number: Int64?) {
    if let number { fields.append(Field(key: key, value: .number(number), column: 0)) }
  }

  mutating func add(_ key: String, _ number: Int?) { add(key, number.map(Int64.init)) }

  var line: String {
    var line = "{"
    for (index, field) in fields.enumerated() {
      if index > 0 { line += "," }
      JSONQuotes.line.append(field.key, to: &line)
      line += ":"
      switch field.value {
      case .text(let text): JSONQuotes.line.append(text, to: &line)
      case .number(let number): line += String(number)
      }
    }
    return line + "}"
  }

  // MARK: Reading

  init() {}

  init(_ text: Substring, line: Int) throws(LogFileError) {
    var reader = Reader(scalars: Array(text.unicodeScalars), line: line)
    fields = try reader.object()
  }
}

private struct Reader {
  let scalars: [Unicode.Scalar]
  let line: Int
  var position = 0

  func fail(_ message: String, at column: Int? = nil) -> LogFileError {
    LogFileError(line: line, column: column ?? position + 1, message: message)
  }

  var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  mutating func skipSpaces() {
    while let scalar = next, scalar == " " || scalar == "\t" || scalar == "\r" { position += 1 }
  }

  mutating func expect(_ scalar: Unicode.Scalar, _ what: String) throws(LogFileError) {
    skipSpaces()
    guard next == scalar else {
      throw fail("\(what) is missing; a line is one JSON object of texts and whole numbers")
    }
    position += 1
  }

  mutating func object() throws(LogFileError) -> [FlatObject.Field] {
    try expect("{", "'{'")
    var fields: [FlatObject.Field] = []
    skipSpaces()
    if next == "}" { throw fail("an empty object says nothing; leave the line out") }
    repeat {
      skipSpaces()
      let column = position + 1
      let key = try string()
      if fields.contains(where: { $0.key == key }) {
        throw fail("the key '\(key)' is there twice; each key may be there once", at: column)
      }
      try expect(":", "':'")
      skipSpaces()
      let place = position + 1
      fields.append(FlatObject.Field(key: key, value: try value(), column: place))
      skipSpaces()
    } while take(",")
    try expect("}", "'}'")
    skipSpaces()
    if next != nil { throw fail("there is more after the object; a line holds one object") }
    return fields
  }

  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    position += 1
    return true
  }

  mutating func value() throws(LogFileError) -> FlatObject.Value {
    if next == "\"" { return .text(try string()) }
    let start = position
    if next == "-" { position += 1 }
    while let scalar = next, ("0"..."9").contains(scalar) { position += 1 }
    var digits = ""
    digits.unicodeScalars.append(contentsOf: scalars[start..<position])
    guard let number = Int64(digits), String(number) == digits else {
      throw fail("neither a text in quotes nor a whole number", at: start + 1)
    }
    return .number(number)
  }

  mutating func string() throws(LogFileError) -> String {
    guard take("\"") else { throw fail("a text in double quotes is missing") }
    var text = String.UnicodeScalarView()
    while let scalar = next {
      position += 1
      switch scalar {
      case "\"": return String(text)
      case "\\": text.append(try escape())
      case "\u{0}"..."\u{1F}":
        position -= 1
        throw fail("a control character stands bare in a text; write it as \\u00xx")
      default: text.append(scalar)
      }
    }
    throw fail("a text is not closed; a '\"' is missing")
  }

  mutating func escape() throws(LogFileError) -> Unicode.Scalar {
    guard let scalar = next else { throw fail("a text ends in a backslash") }
    position += 1
    switch scalar {
    case "\"", "\\", "/": return scalar
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "b": return "\u{8}"
    case "f": return "\u{C}"
    case "u":
      let first = try hexadecimal()
      if (0xD800...0xDBFF).contains(first) {
        guard take("\\"), take("u") else { throw fail("half a surrogate pair; the other half is missing") }
        let second = try hexadecimal()
        guard (0xDC00...0xDFFF).contains(second),
          let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw fail("half a surrogate pair; the other half is missing") }
        return scalar
      }
      guard let scalar = Unicode.Scalar(first) else { throw fail("half a surrogate pair stands alone") }
      return scalar
    default: throw fail("'\\\(scalar)' is no escape of JSON")
    }
  }

  mutating func hexadecimal() throws(LogFileError) -> UInt32 {
    guard position + 4 <= scalars.count else { throw fail("four hexadecimal digits are missing after \\u") }
    var value: UInt32 = 0
    for scalar in scalars[position..<(position + 4)] {
      guard let digit = Character(scalar).hexDigitValue, scalar.isASCII else {
        throw fail("four hexadecimal digits are missing after \\u")
      }
      value = value << 4 | UInt32(digit)
    }
    position += 4
    return value
  }
}
