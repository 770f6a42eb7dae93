public import Scoring

/// Something a file says that it should not, with its place: what is wrong; what would be right.
public struct Diagnostic: Hashable, Sendable {
  /// The file as it was named.
  public var file: String
  /// The line, from 1.
  public var line: Int
  /// The column, from 1, counted in Unicode scalars.
  public var column: Int
  /// How bad it is.
  public var severity: Finding.Severity
  /// What is wrong; what would be right.
  public var message: String

  /// A diagnostic.
  public init(file: String, line: Int, column: Int, severity: Finding.Severity, message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.severity = severity
    self.message = message
  }
}

extension Diagnostic: CustomStringConvertible {
  /// `rules.yaml:3:5: error: what is wrong; what would be right`.
  public var description: String { "\(visible(file)):\(line):\(column): \(severity.rawValue): \(message)" }
}

extension Diagnostic: Comparable {
  /// By place, then the worst first.
  public static func < (a: Diagnostic, b: Diagnostic) -> Bool {
    func rank(_ severity: Finding.Severity) -> Int { Finding.Severity.allCases.firstIndex(of: severity)! }
    if a.file != b.file { return a.file < b.file }
    return (a.line, a.column, rank(a.severity), a.message) < (b.line, b.column, rank(b.severity), b.message)
  }
}

extension Sequence<Diagnostic> {
  /// Whether nothing is so wrong that the file cannot be used.
  public var areHarmless: Bool { !contains { $0.severity == .error } }
}

/// The text with control characters and direction marks written out, so that no file can play with a terminal.
func visible(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    if scalar.isHidden {
      result += "\\u{" + String(scalar.value, radix: 16) + "}"
    } else {
      result.unicodeScalars.append(scalar)
    }
  }
  return result
}

extension Unicode.Scalar {
  /// Whether nothing is seen of it, or nobody knows what.
  var isHidden: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: true
    default: false
    }
  }
}

/// The text in single quotes, safe to print and not too long.
func quoted(_ text: String) -> String {
  let limit = 60
  let short = text.count > limit ? String(text.prefix(limit)) + "…" : text
  return "'" + visible(short) + "'"
}
