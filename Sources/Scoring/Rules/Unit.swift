/// The unit of a measured or judged value.
public enum Unit: String, CaseIterable, Sendable {
  /// A bare number.
  case count = ""
  /// Points given by a jury.
  case points
  /// Seconds.
  case seconds = "s"
  /// Metres.
  case metres = "m"
  /// Centimetres.
  case centimetres = "cm"
  /// Millimetres.
  case millimetres = "mm"
  /// Degrees of angle.
  case degrees = "deg"
  /// Newtons.
  case newtons = "N"
  /// Kilograms.
  case kilograms = "kg"
  /// Grams.
  case grams = "g"
  /// Metres a second.
  case metresPerSecond = "m/s"
  /// Per cent.
  case percent = "%"

  /// How many of the dimension's smallest unit this one is, and which dimension.
  private var dimension: (name: String, factor: Int) {
    switch self {
    case .metres: ("length", 1000)
    case .centimetres: ("length", 10)
    case .millimetres: ("length", 1)
    case .kilograms: ("mass", 1000)
    case .grams: ("mass", 1)
    default: (rawValue, 1)
    }
  }

  /// A value of this unit in another, where that makes sense: 350 mm are 0.35 m.
  public func convert(_ value: Points, to other: Unit) -> Points? {
    guard dimension.name == other.dimension.name else { return nil }
    return value * Points(dimension.factor, over: other.dimension.factor)
  }
}

/// An exact value with its unit.
public struct Quantity: Hashable, Sendable, CustomStringConvertible {
  /// The number.
  public var value: Points
  /// Its unit.
  public var unit: Unit

  /// A value with its unit.
  public init(_ value: Points, _ unit: Unit = .count) {
    self.value = value
    self.unit = unit
  }

  /// `350 mm`, or the bare number.
  public var description: String { unit == .count ? "\(value)" : "\(value) \(unit.rawValue)" }

  /// Reads `12.5`, `350mm`, `0.35 m`, `40%` or, for a time, `1:30`.
  public init?(_ text: String) {
    if let time = Milliseconds(text) {
      self.init(time.seconds, .seconds)
      return
    }
    let letters = text.drop { $0.isNumber || $0 == "." || $0 == "-" || $0 == "/" }
    var number = text[..<letters.startIndex]
    while number.last == " " { number.removeLast() }
    guard let value = Points(String(number)), let unit = Unit(rawValue: String(letters.drop { $0 == " " })) else {
      return nil
    }
    self.init(value, unit)
  }
}
