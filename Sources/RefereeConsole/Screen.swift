/// What the console shows: lines of styled words, none wider than the terminal. A style only ever repeats what the words
/// already say.
public struct Screen: Equatable, Sendable {
  /// The terminal it was made for.
  public var size: Size
  /// The lines, from the top; at most as many as the terminal has rows.
  public var lines: [[Span]]
  /// Where the cursor stands while something is typed.
  public var cursor: Position?

  /// A screen of these lines.
  public init(size: Size, lines: [[Span]], cursor: Position? = nil) {
    self.size = size
    self.lines = lines
    self.cursor = cursor
  }

  /// A terminal's size.
  public struct Size: Hashable, Sendable {
    /// How many characters fit side by side.
    public var columns: Int
    /// How many lines fit below each other.
    public var rows: Int
    /// A size.
    public init(columns: Int, rows: Int) {
      self.columns = columns
      self.rows = rows
    }
    /// The smallest terminal in which the whole console fits.
    public static let smallest = Size(columns: 80, rows: 24)
  }

  /// A place on the screen, from 0.
  public struct Position: Hashable, Sendable {
    /// The line.
    public var row: Int
    /// The column.
    public var column: Int
  }

  /// Words in one style.
  public struct Span: Hashable, Sendable {
    /// The words.
    public var text: String
    /// How they look.
    public var style: Style
    /// Words in a style.
    public init(_ text: String, _ style: Style = .plain) {
      self.text = text
      self.style = style
    }
  }

  /// How words look where the terminal shows more than letters.
  public enum Style: Hashable, Sendable, CaseIterable {
    /// As it comes.
    case plain
    /// Heavier.
    case bold
    /// Fainter.
    case dim
    /// Under the cursor.
    case chosen
    /// Look at this.
    case warning
    /// Look at this now.
    case alarm

    var code: String {
      switch self {
      case .plain: ""
      case .bold: "1"
      case .dim: "2"
      case .chosen: "7"
      case .warning: "1;33"
      case .alarm: "1;37;41"
      }
    }
  }

  /// The lines without their styles.
  public var text: [String] { lines.map { line in line.map(\.text).joined() } }

  /// What to send to a terminal that shows `old` so that it shows this: only lines that differ are drawn. Without
  /// `styled` no attribute is sent at all.
  public func drawing(over old: Screen?, styled: Bool) -> String {
    if old == self { return "" }
    let isFresh = old?.size != size
    var text = "\u{1B}[?2026h\u{1B}[?25l" + (isFresh ? (styled ? "\u{1B}[0m" : "") + "\u{1B}[2J" : "")
    for row in 0..<max(lines.count, isFresh ? 0 : old?.lines.count ?? 0) {
      let line = row < lines.count ? lines[row] : []
      if !isFresh, let before = old?.lines, row < before.count, before[row] == line { continue }
      // Erased first: after a line of the full width the cursor stands on its last column, and would erase that.
      text += "\u{1B}[\(row + 1);1H\u{1B}[2K"
      for span in line {
        let code = styled ? span.style.code : ""
        text += code.isEmpty ? span.text : "\u{1B}[\(code)m\(span.text)\u{1B}[0m"
      }
    }
    if let cursor { text += "\u{1B}[\(cursor.row + 1);\(cursor.column + 1)H\u{1B}[?25h" }
    return text + "\u{1B}[?2026l"
  }
}
