internal import Scoring

/// What the console must be told about letters, since the tables for them live elsewhere: how many columns a text
/// takes, and what of it would act on a terminal rather than be read.
public struct Lettering: Sendable {
  /// How many columns a text takes. It must be additive over characters.
  public var width: @Sendable (String) -> Int
  /// The text with everything that acts unseen made visible.
  public var safe: @Sendable (String) -> String
  /// Whether only ASCII may be drawn (a terminal without UTF-8).
  public var isASCII: Bool

  /// Letters measured and made safe by these.
  public init(
    width: @escaping @Sendable (String) -> Int, safe: @escaping @Sendable (String) -> String, isASCII: Bool = false
  ) {
    self.width = width
    self.safe = safe
    self.isASCII = isASCII
  }

  func columns(_ text: String) -> Int {
    // As many UTF-16 as UTF-8 units: only ASCII, one column each, and no table is asked.
    let count = text.utf8.count
    return text.utf16.count == count ? count : width(text)
  }

  /// The text in at most so many columns, with a sign that it was cut.
  func cut(_ text: String, to columns: Int) -> String {
    guard self.columns(text) > columns else { return text }
    guard columns > 0 else { return "" }
    let sign = isASCII ? "~" : "…"
    var (kept, used) = ("", 0)
    for character in text {
      used += self.columns(String(character))
      if used > columns - 1 { break }
      kept.append(character)
    }
    return kept + sign
  }

  /// The text in just so many columns.
  func fill(_ text: String, to columns: Int) -> String {
    let kept = cut(text, to: columns)
    return kept + spaces(columns - self.columns(kept))
  }

  func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

  /// The text in lines, broken between words, and within a word only where it is longer than a line.
  func wrap(_ text: String, to columns: Int) -> [String] {
    guard self.columns(text) > columns else { return [text] }
    var lines: [String] = []
    var (line, used) = ("", 0)
    for word in text.split(separator: " ") {
      var word = String(word)
      var width = self.columns(word)
      if used > 0, used + 1 + width <= columns {
        line += " " + word
        used += 1 + width
        continue
      }
      if used > 0 { lines.append(line) }
      while width > columns, word.count > 1 {
        var piece = ""
        while let first = word.first, piece.isEmpty || self.columns(piece + String(first)) <= columns {
          piece.append(first)
          word.removeFirst()
        }
        lines.append(piece)
        width = self.columns(word)
      }
      (line, used) = (word, width)
    }
    if used > 0 || lines.isEmpty { lines.append(line) }
    return lines
  }

  // The signs that the console draws, with what stands for them where there is only ASCII.
  var full: String { isASCII ? "*" : "●" }
  var part: String { isASCII ? "+" : "◐" }
  var empty: String { isASCII ? "." : "○" }
  var running: String { isASCII ? ">" : "▶" }
  var paused: String { isASCII ? "=" : "‖" }
  var stopped: String { isASCII ? "#" : "■" }
  var struck: String { isASCII ? "x" : "✗" }
  var done: String { isASCII ? "+" : "✓" }
  var dot: String { isASCII ? "-" : "·" }
  var below: String { isASCII ? "`" : "└" }
  var times: String { isASCII ? "x" : "×" }
  /// Behind a key that asks for more.
  var asks: String { isASCII ? ":" : "…" }
  var arrows: String { isASCII ? "arrows" : "↑↓" }
}

/// A clock as referees read it: `04:12`, or `1:04:12`.
func clockText(_ clock: Milliseconds, roundedUp: Bool = false) -> String {
  let milliseconds = clock.count.magnitude
  let seconds = (milliseconds + (roundedUp ? 999 : 0)) / 1000
  func two(_ number: UInt64) -> String { (number < 10 ? "0" : "") + String(number) }
  let text = "\(two(seconds / 60 % 60)):\(two(seconds % 60))"
  return seconds >= 3600 ? "\(seconds / 3600):" + text : text
}
