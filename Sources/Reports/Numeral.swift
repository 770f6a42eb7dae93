/// How a number that was written as text may be passed on.
enum Numeral {
  /// A decimal as JSON writes it, `-0.5`.
  case decimal
  /// A fraction, `-7/3`.
  case fraction
  /// Anything else. It is treated as words, so that a mistake in one place cannot become a formula in another.
  case words

  init(_ text: String) {
    var rest = text.utf8[...]
    if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    guard let whole = Self.takeDigits(from: &rest) else { self = .words; return }
    let leadingZero = whole.count > 1 && whole.first == UInt8(ascii: "0")
    let sign = rest.popFirst()
    let isWhole = sign == nil || Self.takeDigits(from: &rest) != nil && rest.isEmpty
    switch sign {
    case _ where leadingZero || !isWhole: self = .words
    case nil, UInt8(ascii: "."): self = .decimal
    case UInt8(ascii: "/"): self = .fraction
    default: self = .words
    }
  }

  private static func takeDigits(from rest: inout Substring.UTF8View) -> Substring.UTF8View? {
    let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    rest = rest[digits.endIndex...]
    return digits.isEmpty ? nil : digits
  }
}

/// `4:05.5`, `1:02:03`, `-0:31`: the time as a clock shows it, exact to the millisecond.
func clockText(milliseconds: Int64) -> String {
  let (seconds, rest) = milliseconds.magnitude.quotientAndRemainder(dividingBy: 1000)
  let (minutes, second) = seconds.quotientAndRemainder(dividingBy: 60)
  let (hours, minute) = minutes.quotientAndRemainder(dividingBy: 60)
  let head = hours == 0 ? "\(minute)" : "\(hours):\(twoDigits(minute))"
  return "\(milliseconds < 0 ? "-" : "")\(head):\(twoDigits(second))\(fractionText(thousandths: rest))"
}

/// `245.5`: the time in seconds, as an exact decimal.
func secondsText(milliseconds: Int64) -> String {
  let (seconds, rest) = milliseconds.magnitude.quotientAndRemainder(dividingBy: 1000)
  return "\(milliseconds < 0 ? "-" : "")\(seconds)\(fractionText(thousandths: rest))"
}

private func twoDigits(_ number: UInt64) -> String { number < 10 ? "0\(number)" : "\(number)" }

private func fractionText(thousandths: UInt64) -> String {
  guard thousandths > 0 else { return "" }
  var digits = String(String(1000 + thousandths).dropFirst())
  while digits.last == "0" { digits.removeLast() }
  return ".\(digits)"
}
