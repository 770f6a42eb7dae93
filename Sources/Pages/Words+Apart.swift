import Operations
import Scoring

extension Words {
  /// How two values are written that a reason holds against each other.
  enum Writing {
    /// As exact numbers.
    case exact
    /// To two decimals, for narrow columns.
    case rounded
    /// As readings of a clock, to the millisecond.
    case clock
  }

  /// Two values as a reason names them: "57 against 38". What is different never reads the same: where the usual
  /// digits do not tell the two apart, there are more of them.
  static func apart(_ own: Points?, _ other: Points?, writtenAs writing: Writing) -> (own: String, other: String) {
    guard let own, let other else {
      return (own.map { text($0, writing) } ?? "none", other.map { text($0, writing) } ?? "none")
    }
    let usual = (text(own, writing), text(other, writing))
    if own == other || usual.0 != usual.1 { return usual }
    for places in 3...12 {
      let more = (digits(own, places, writing), digits(other, places, writing))
      if more.0 != more.1 { return more }
    }
    let unit = writing == .clock ? " ms" : ""
    return ("\(own.numerator)/\(own.denominator)\(unit)", "\(other.numerator)/\(other.denominator)\(unit)")
  }

  private static func text(_ value: Points, _ writing: Writing) -> String {
    switch writing {
    case .exact: number(value)
    case .rounded: short(value)
    case .clock: time(value)
    }
  }

  /// With so many decimals, of a clock's seconds too.
  private static func digits(_ value: Points, _ places: Int, _ writing: Writing) -> String {
    guard writing == .clock else { return value.fixed(places: places) }
    let minutes = (value / 60_000).rounded(to: 1, .down)
    let seconds = ((value - minutes * 60_000) / 1000).fixed(places: places + 1)
    return "\(minutes):" + (seconds.prefix { $0 != "." }.count < 2 ? "0" : "") + seconds
  }
}
