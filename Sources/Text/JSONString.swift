/// How a text is written as a JSON string. Each kind of file has its own reasons to escape more than JSON asks for.
package struct JSONQuotes: Sendable {
  private let digits: Digits
  /// What is written as `\u` and four digits, beside quotes, backslashes and what JSON has letters for.
  private let escapes: @Sendable (Unicode.Scalar) -> Bool

  private enum Digits { case lower, upper }

  /// For lines of a log and other files for programs: control characters, the line ends that other tools would split a
  /// line at, and what changes the direction of writing. The bytes of a log are what its codes are made of, so this
  /// never changes.
  package static let line = JSONQuotes(digits: .lower) { scalar in
    switch scalar {
    case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}", "\u{FEFF}", "\u{202A}"..."\u{202E}",
      "\u{2066}"..."\u{2069}", "\u{200E}", "\u{200F}", "\u{61C}":
      true
    default: false
    }
  }

  /// For what people may look at: whatever cannot be seen, so that a terminal is safe too, and `<`, so that a page is.
  package static let page = JSONQuotes(digits: .upper) { $0 == "<" || $0.isUnseen && !$0.isJoiner }

  private init(digits: Digits, escapes: @escaping @Sendable (Unicode.Scalar) -> Bool) {
    self.digits = digits
    self.escapes = escapes
  }

  /// Writes the text in quotes.
  package func append(_ text: String, to json: inout String) {
    json += "\""
    defer { json += "\"" }
    // Nearly always there is nothing to escape.
    if text.utf8.allSatisfy({ 0x20 <= $0 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C && $0 != 0x3C }) {
      json += text
      return
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": json += "\\\""
      case "\\": json += "\\\\"
      case "\n": json += "\\n"
      case "\r": json += "\\r"
      case "\t": json += "\\t"
      case _ where escapes(scalar):
        for unit in String(scalar).utf16 {
          let number = String(unit, radix: 16, uppercase: digits == .upper)
          json += "\\u" + String(repeating: "0", count: 4 - number.utf8.count) + number
        }
      default: json.unicodeScalars.append(scalar)
      }
    }
  }

  /// The text in quotes.
  package func callAsFunction(_ text: String) -> String {
    var json = ""
    append(text, to: &json)
    return json
  }
}
