import Scoring

/// Small texts that several tables and reports share.
enum Words {
  /// "1 achievement", "2 achievements".
  static func count(_ number: Points, _ one: String, _ many: String? = nil) -> String {
    "\(Words.number(number)) \(number == 1 ? one : many ?? one + "s")"
  }

  /// A number on its own: a decimal where that is exact, else the fraction with one beside it.
  static func number(_ number: Points) -> String { number.decimal ?? written(number) }

  /// A key's value the way people read it: times as clocks, the rest as numbers.
  static func value(_ value: Points?, of key: RankingKey) -> String {
    guard let value else { return "none" }
    switch key.measure {
    case .time: return time(value)
    case .disqualified: return value == .zero ? "no" : "yes"
    case .points, .achievements, .penalised, .item: return number(value)
    }
  }

  /// A time in exact milliseconds, to the nearest millisecond.
  static func time(_ milliseconds: Points) -> String {
    let rounded = milliseconds.rounded(to: 1, .halfUp)
    return Milliseconds(rounded.numerator).description
  }

  /// Why a standing is where it is: "fewest penalised: 1 against 2 of cranfield".
  static func decider(_ standing: Standing) -> String {
    guard let decider = standing.decidedBy else { return "" }
    guard let key = decider.key else { return "equal to \(decider.against) in every key" }
    if key == .notDisqualified {
      return decider.own == .zero ? "not disqualified, unlike \(decider.against)" : "disqualified"
    }
    return "\(key): \(value(decider.own, of: key)) against \(value(decider.other, of: key)) of \(decider.against)"
  }

  /// Wall time for people and files: `2025-09-23T09:00:05.000Z`.
  static func moment(_ milliseconds: Int64) -> String { Moment.text(milliseconds) }
}
