/// How words look on a terminal that shows colour. It only ever repeats what the words already say.
public enum Style: Sendable, Hashable {
  /// As it comes.
  case plain
  /// Heavier: titles.
  case bold
  /// Fainter: rules, notes, what was struck out.
  case dim
  /// Wrong.
  case red
  /// Odd.
  case yellow

  /// The text in this style, or untouched where colour is off.
  func applied(to text: String, colour: Bool) -> String {
    guard colour, !text.isEmpty, let code else { return text }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }

  private var code: Int? {
    switch self {
    case .plain: nil
    case .bold: 1
    case .dim: 2
    case .red: 31
    case .yellow: 33
    }
  }
}
