import Scoring
import Text

extension Diagnostic {
  /// The diagnostic with the line of the file it is about and a caret below the place.
  public func rendered(in text: String, colour: Bool = false) -> String {
    var result = heading(colour: colour)
    guard let (shown, caret) = excerpt(of: text) else { return result + "\n" }
    let number = String(line)
    let margin = String(repeating: " ", count: number.utf8.count)
    result += "\n \(number) | \(shown)\n \(margin) | \(caret)"
    if colour { result += "\u{1b}[1;32m^\u{1b}[0m" } else { result += "^" }
    return result + "\n"
  }

  private func heading(colour: Bool) -> String {
    guard colour else { return description }
    let code =
      switch severity {
      case .error: "1;31"
      case .warning: "1;33"
      case .hint: "1;36"
      }
    return "\u{1b}[1m\(visible(file)):\(line):\(column): \u{1b}[\(code)m\(severity.rawValue):\u{1b}[0m \(message)"
  }

  /// The line as it can be shown, and as much space as puts a caret below the column.
  private func excerpt(of text: String) -> (shown: String, caret: String)? {
    let lines = text.utf8.split(separator: 10, maxSplits: line, omittingEmptySubsequences: false)
    guard line >= 1, line <= lines.count else { return nil }
    var scalars = Array(String(decoding: lines[line - 1], as: UTF8.self).unicodeScalars)
    if scalars.last == "\r" { scalars.removeLast() }
    if scalars.isEmpty { return nil }

    var start = 0
    var end = scalars.count
    let widest = 160
    if scalars.count > widest {
      start = max(0, min(column - widest / 2, scalars.count - widest))
      end = start + widest
    }
    var shown = start > 0 ? "…" : ""
    var caret = start > 0 ? " " : ""
    for (index, scalar) in scalars.enumerated() where start <= index && index < end {
      let piece = scalar == "\t" ? "\t" : visible(String(scalar))
      shown += piece
      guard index < column - 1 else { continue }
      caret +=
        scalar == "\t" ? "\t" : String(repeating: " ", count: displayWidth(of: piece))
    }
    return (shown + (end < scalars.count ? "…" : ""), caret)
  }
}

extension Sequence<Diagnostic> {
  /// All of them with their lines and carets, for people.
  public func rendered(in text: String, colour: Bool = false) -> String {
    map { $0.rendered(in: text, colour: colour) }.joined()
  }

  /// A JSON array for editors, one object a line.
  public var json: String {
    let objects = enumerated().map { index, diagnostic in
      "  {\"id\": \(index + 1), \"file\": \(JSONQuotes.line(diagnostic.file)), \"line\": \(diagnostic.line), "
        + "\"column\": \(diagnostic.column), \"severity\": \(JSONQuotes.line(diagnostic.severity.rawValue)), "
        + "\"message\": \(JSONQuotes.line(diagnostic.message))}"
    }
    return objects.isEmpty ? "[]\n" : "[\n" + objects.joined(separator: ",\n") + "\n]\n"
  }
}
