import Text

/// One value of a table: what it is, before anyone decides how it looks.
public enum Cell: Sendable, Hashable {
  /// Words somebody typed: names, reasons, notes. Never trusted to be harmless.
  case text(String)
  /// An exact number as text: a decimal such as `102.5`, or a fraction such as `7/3`.
  case number(String)
  /// A whole number.
  case integer(Int)
  /// A length of time: `4:05.5` for people, `245.5` seconds for machines.
  case duration(milliseconds: Int64)
  /// Yes or no.
  case flag(Bool)
  /// Nothing is known here: `–` for people, blank in CSV, `null` in JSON.
  case missing
  /// A value that people see differently from machines: a shared rank is `=1` on paper and 1 in a file.
  indirect case shown(as: String, of: Cell)

  /// A rank: `=1` to people when it is shared, and always 1 to machines.
  public static func rank(_ rank: Int, shared: Bool) -> Cell {
    shared ? .shown(as: "=\(rank)", of: .integer(rank)) : .integer(rank)
  }

  /// What people read; safe to print, whatever was typed.
  public var forPeople: String {
    switch self {
    case .text(let text): safeForPeople(text)
    case .number(let number): safeForPeople(number)
    case .integer(let integer): String(integer)
    case .duration(let milliseconds): clockText(milliseconds: milliseconds)
    case .flag(let flag): flag ? "yes" : "no"
    case .missing: "–"
    case .shown(let words, of: _): safeForPeople(words)
    }
  }

  /// What machines read: the value beneath, however it is shown.
  package var value: Cell {
    guard case .shown(as: _, let cell) = self else { return self }
    return cell.value
  }
}
