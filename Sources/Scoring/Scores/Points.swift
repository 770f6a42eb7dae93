/// An exact number of points: a fraction in lowest terms. Half points, means of three and normalised results all exist
/// in real rulebooks, so no score is ever a floating-point number.
///
/// Numerator and denominator are 64-bit; the rule-set loader bounds what a file may say so that a real sheet never
/// comes near the limits. Should a sum still leave them (hundreds of unrelated denominators), the result is rounded to
/// the nearest millionth (beyond some 9 · 10¹², to the nearest whole) and stays at the limit, the same on every machine:
/// deriving a score never fails.
public struct Points: Hashable, Sendable {
  /// The numerator, with the sign.
  public let numerator: Int64
  /// The denominator, at least 1.
  public let denominator: Int64

  /// A whole number of points.
  @inlinable public init(_ whole: Int) {
    numerator = Int64(whole)
    denominator = 1
  }

  /// The fraction `numerator / denominator` in lowest terms. A zero denominator is a programmer's mistake.
  public init(_ numerator: Int, over denominator: Int) {
    precondition(denominator != 0, "points have no value over zero")
    self = Points.reduced(Int128(numerator), Int128(denominator))
  }

  @usableFromInline init(numerator: Int64, denominator: Int64) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// No points.
  public static let zero = Points(0)

  @usableFromInline static func reduced(_ numerator: Int128, _ denominator: Int128) -> Points {
    let sign: Int128 = denominator < 0 ? -1 : 1
    var a = numerator.magnitude
    var b = denominator.magnitude
    while b != 0 { (a, b) = (b, a % b) }
    let divisor = a == 0 ? 1 : Int128(a)
    let top = sign * numerator / divisor
    let bottom = sign * denominator / divisor
    if let top = Int64(exactly: top), let bottom = Int64(exactly: bottom) {
      return Points(numerator: top, denominator: bottom)
    }
    return roundedToFit(top, bottom)
  }

  /// The nearest that fits: see the type's description.
  private static func roundedToFit(_ top: Int128, _ bottom: Int128) -> Points {
    let scale: Int128 = 1_000_000
    let whole = top / bottom
    if whole >= Int128(Int64.max) { return Points(numerator: .max, denominator: 1) }
    if whole <= -Int128(Int64.max) { return Points(numerator: -.max, denominator: 1) }
    if whole.magnitude >= UInt128(Int64.max) / UInt128(scale) {
      return Points(numerator: Int64(divided(top, by: bottom, .halfUp)), denominator: 1)
    }
    var rest = top - whole * bottom
    var divisor = bottom
    while divisor > Int128.max / scale / 4 {
      rest /= 2
      divisor /= 2
    }
    let millionths = whole * scale + (rest * scale * 2 + (rest < 0 ? -divisor : divisor)) / (divisor * 2)
    return reduced(millionths, scale)
  }

  /// Whether this is a whole number.
  @inlinable public var isWhole: Bool { denominator == 1 }
}

extension Points: Comparable, AdditiveArithmetic, ExpressibleByIntegerLiteral {
  /// The whole number that a literal says.
  @inlinable public init(integerLiteral value: Int) { self.init(value) }

  /// By value, exactly.
  @inlinable public static func < (a: Points, b: Points) -> Bool {
    if a.denominator == b.denominator { return a.numerator < b.numerator }
    return Int128(a.numerator) * Int128(b.denominator) < Int128(b.numerator) * Int128(a.denominator)
  }

  /// The sum.
  @inlinable public static func + (a: Points, b: Points) -> Points {
    if a.denominator == 1, b.denominator == 1 {
      let (sum, overflow) = a.numerator.addingReportingOverflow(b.numerator)
      if !overflow { return Points(numerator: sum, denominator: 1) }
    }
    return reduced(
      Int128(a.numerator) * Int128(b.denominator) + Int128(b.numerator) * Int128(a.denominator),
      Int128(a.denominator) * Int128(b.denominator))
  }

  /// The difference.
  @inlinable public static func - (a: Points, b: Points) -> Points { a + -b }

  /// The same distance on the other side of zero.
  @inlinable public static prefix func - (a: Points) -> Points { a * Points(-1) }

  /// The product.
  @inlinable public static func * (a: Points, b: Points) -> Points {
    if a.denominator == 1, b.denominator == 1 {
      let (product, overflow) = a.numerator.multipliedReportingOverflow(by: b.numerator)
      if !overflow { return Points(numerator: product, denominator: 1) }
    }
    return reduced(
      Int128(a.numerator) * Int128(b.numerator), Int128(a.denominator) * Int128(b.denominator))
  }

  /// The quotient; dividing by zero is a programmer's mistake.
  public static func / (a: Points, b: Points) -> Points {
    precondition(b != .zero, "points are never divided by zero")
    return reduced(
      Int128(a.numerator) * Int128(b.denominator), Int128(a.denominator) * Int128(b.numerator))
  }

  /// This multiplied by itself so many times; 1 for none. Exact as far as fractions are: see the type's description.
  func power(_ exponent: Int) -> Points {
    var (result, square, left) = (Points(1), self, max(0, exponent))
    while left > 0 {
      if left % 2 == 1 { result = result * square }
      left /= 2
      if left > 0 { square = square * square }
    }
    return result
  }

  /// The distance from zero.
  public var magnitude: Points { self < .zero ? -self : self }
}

extension Points: CustomStringConvertible, LosslessStringConvertible {
  /// `12`, `-2.5` or `7/3`: decimal where it is exact in at most nine places, else a fraction.
  public var description: String { decimal ?? "\(numerator)/\(denominator)" }

  /// The exact decimal text, or `nil` where there is none of at most nine places.
  public var decimal: String? {
    var places = 0
    var power: Int128 = 1
    while places <= 9 {
      if power % Int128(denominator) == 0 { return fixed(places: places) }
      places += 1
      power *= 10
    }
    return nil
  }

  /// The value rounded (half away from zero) and written with just this many decimals, 18 at most, for people to read.
  public func fixed(places: Int) -> String {
    let places = min(max(0, places), 18)
    var power: Int128 = 1
    for _ in 0..<places { power *= 10 }
    let scaled = Points.divided(Int128(numerator) * power, by: Int128(denominator), .halfUp)
    var digits = String(scaled.magnitude)
    if places > 0 {
      digits = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
      digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -places))
    }
    return scaled < 0 ? "-" + digits : digits
  }

  /// Reads `12`, `-2.5` or `7/3`, and nothing cleverer: no exponent, no leading zero, no thousands separator, at most
  /// nine decimals and twelve digits before them, and nothing that could not be kept exactly.
  public init?(_ text: String) {
    if let slash = text.firstIndex(of: "/") {
      guard let top = Points.wholeNumber(text[..<slash]),
        let bottom = Points.wholeNumber(text[text.index(after: slash)...]), bottom > 0
      else { return nil }
      self = Points.reduced(Int128(top), Int128(bottom))
      return
    }
    let negative = text.hasPrefix("-")
    let body = negative ? text.dropFirst() : text[...]
    let parts = body.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = Points.wholeNumber(parts[0]), whole >= 0, !parts[0].hasPrefix("-") else {
      return nil
    }
    var numerator = Int128(whole)
    var denominator: Int128 = 1
    if parts.count == 2 {
      guard (1...9).contains(parts[1].utf8.count), parts[1].utf8.allSatisfy({ 48...57 ~= $0 }) else { return nil }
      for digit in parts[1].utf8 {
        numerator = numerator * 10 + Int128(digit - 48)
        denominator *= 10
      }
    }
    let read = Points.reduced(negative ? -numerator : numerator, denominator)
    guard Int128(read.numerator) * denominator == (negative ? -numerator : numerator) * Int128(read.denominator) else {
      return nil
    }
    self = read
  }

  private static func wholeNumber(_ text: Substring) -> Int? {
    let digits = text.hasPrefix("-") ? text.dropFirst() : text
    guard (1...12).contains(digits.utf8.count), digits.utf8.allSatisfy({ 48...57 ~= $0 }) else { return nil }
    if digits.utf8.count > 1, digits.hasPrefix("0") { return nil }
    return Int(text)
  }
}

/// How a rulebook rounds.
public enum RoundingMode: String, Sendable, CaseIterable {
  /// To the nearest, halves away from zero: what most people mean by "rounded".
  case halfUp = "half-up"
  /// To the nearest, halves to the even neighbour.
  case halfEven = "half-even"
  /// Towards negative infinity.
  case down
  /// Towards positive infinity.
  case up
  /// Towards zero: decimals are cut off.
  case truncate
}

extension Points {
  /// The nearest multiple of `step` (greater than zero), in the way `mode` says.
  public func rounded(to step: Points, _ mode: RoundingMode) -> Points {
    let ratio = self / step
    let whole = Points.divided(Int128(ratio.numerator), by: Int128(ratio.denominator), mode)
    return Points.reduced(whole, 1) * step
  }

  private static func divided(_ top: Int128, by bottom: Int128, _ mode: RoundingMode) -> Int128 {
    let (quotient, rest) = top.quotientAndRemainder(dividingBy: bottom)
    if rest == 0 { return quotient }
    let away: Int128 = top < 0 ? -1 : 1
    let double = rest.magnitude * 2
    switch mode {
    case .truncate: return quotient
    case .down: return top < 0 ? quotient - 1 : quotient
    case .up: return top < 0 ? quotient : quotient + 1
    case .halfUp: return double >= bottom.magnitude ? quotient + away : quotient
    case .halfEven:
      if double == bottom.magnitude { return quotient % 2 == 0 ? quotient : quotient + away }
      return double > bottom.magnitude ? quotient + away : quotient
    }
  }
}
