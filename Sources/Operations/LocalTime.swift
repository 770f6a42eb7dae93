import Foundation
package import Scoring

/// Times as the clock at the venue shows them; where no time zone is planned, in UTC. Every moment that people read or
/// type goes through here.
package struct LocalTime {
  private let zone: TimeZone

  /// The venue's clock.
  package init(_ competition: Competition) {
    zone = competition.timeZone.flatMap { TimeZone(identifier: $0) } ?? TimeZone(secondsFromGMT: 0)!
  }

  /// `2025-09-23 14:31 UTC+1`: for what is planned, to the minute.
  package func text(_ milliseconds: Int64) -> String {
    "\(day(milliseconds)) \(time(milliseconds)) \(label(milliseconds))"
  }

  /// `2025-09-23 14:31:05 UTC+1`: for what happened, to the second.
  package func exact(_ milliseconds: Int64) -> String {
    "\(day(milliseconds)) \(second(milliseconds)) \(label(milliseconds))"
  }

  /// `2025-09-23`.
  package func day(_ milliseconds: Int64) -> String { String(Moment.text(local(milliseconds)).prefix(10)) }

  /// `14:31`.
  package func time(_ milliseconds: Int64) -> String { String(second(milliseconds).prefix(5)) }

  /// `14:31:05`.
  package func second(_ milliseconds: Int64) -> String {
    String(Moment.text(local(milliseconds)).dropFirst(11).prefix(8))
  }

  /// `UTC+1`: a zone's own letters differ from system to system.
  package func label(_ milliseconds: Int64) -> String { LocalTime.label(ofOffset: offset(milliseconds)) }

  fileprivate static func label(ofOffset offset: Int64) -> String {
    let minutes = offset / 60_000
    guard minutes != 0 else { return "UTC" }
    let rest = abs(minutes) % 60
    return "UTC\(minutes < 0 ? "-" : "+")\(abs(minutes) / 60)" + (rest == 0 ? "" : ":\(rest < 10 ? "0" : "")\(rest)")
  }

  private func local(_ milliseconds: Int64) -> Int64 { milliseconds + offset(milliseconds) }

  private func offset(_ milliseconds: Int64) -> Int64 {
    Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(milliseconds / 1000)))) * 1000
  }
}

// MARK: Reading

extension LocalTime {
  /// Why what somebody typed is no moment.
  package enum Refusal: OperationRefusal, Equatable {
    /// What was typed, and whether a time of day alone would do.
    case noTime(String, mayBeClock: Bool)
    case isDay(String, day: String, next: String)
    case hasNoDay(String)
    case noDayOfCalendar(String)
    case noStretch(String)
    case endsBeforeItBegins(String)
    /// The venue's clock is put forward over it; the two readings, and what they are.
    case isSkipped(String, readings: [String], clocks: [String])
    /// The venue's clock is put back, and shows it twice; the two readings.
    case isThereTwice(String, readings: [String])

    package var problem: String {
      switch self {
      case .noTime(let text, let mayBeClock):
        "\(Refusal.quoted(text)) is no time; write it as 2025-09-23T14:00 or "
          + (mayBeClock ? "14:00 (the venue's clock), or " : "") + "2025-09-23T13:00Z (UTC)"
      case .isDay(let text, let day, let next):
        "\(Refusal.quoted(text)) is a day and no moment; write when, as in '\(day) 14:00', "
          + "or '\(next) 00:00' for the end of that day"
      case .hasNoDay(let text): "\(Refusal.quoted(text)) has no day; write it as 2025-09-23T\(text.trimmed)"
      case .noDayOfCalendar(let text): "'\(text)' is no day of the calendar"
      case .noStretch(let text): "'\(text)' is no stretch of time; write it as 2025-09-23T09:30/12:30"
      case .endsBeforeItBegins(let text): "'\(text)' ends before it begins"
      case .isSkipped(let shown, let readings, let clocks):
        "\(shown) is no time at the venue: its clock is put forward over it; write \(readings[0]), "
          + "which is \(clocks[0]), or \(readings[1]), which is \(clocks[1])"
      case .isThereTwice(let shown, let readings):
        "\(shown) is there twice at the venue: its clock is put back; write \(readings[0]) for the first, "
          + "\(readings[1]) for the second"
      }
    }

    private static func quoted(_ text: String) -> String { "'\(text.count <= 40 ? text : text.prefix(40) + "…")'" }
  }

  /// Reads a moment that somebody typed: `2025-09-23 14:31` by the venue's clock, with `T` between, with seconds, with a
  /// difference from UTC (`+01:00`, or `UTC+1` as it is printed), or in UTC with `Z`.
  ///
  /// A time of day alone is read where `day` says which day is meant, given the time in milliseconds. An hour that the
  /// venue's clock skips or shows twice is refused, with the readings to choose from.
  package func moment(_ text: String, day: ((Int64) -> String?)? = nil) throws(Refusal) -> Int64 {
    guard let typed = TypedMoment(text) else { throw .noTime(text, mayBeClock: day != nil) }
    guard let clock = typed.clock else {
      let next = Moment.parse(typed.day ?? "").map { String(Moment.text($0 + 86_400_000).prefix(10)) } ?? ""
      throw .isDay(text, day: typed.day ?? "", next: next)
    }
    guard let dayText = typed.day ?? day?(clock) else { throw .hasNoDay(text) }
    guard let midnight = Moment.parse(dayText) else { throw .noDayOfCalendar(dayText) }
    if let offset = typed.offset { return midnight + clock - offset }
    return try moment(wall: midnight + clock)
  }

  /// Reads a stretch of time: `2025-09-23T09:30/12:30`. Without a day of its own the end is the next such time after the
  /// beginning, over midnight too.
  package func stretch(_ text: String) throws(Refusal) -> (from: Int64, until: Int64) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, parts.allSatisfy({ TypedMoment($0) != nil }) else { throw .noStretch(text) }
    let from = try moment(parts[0])
    let until = try moment(parts[1]) { clock in
      let today = self.day(from)
      let midnight = Moment.parse(today) ?? 0
      return midnight + clock > local(from) ? today : String(Moment.text(midnight + 86_400_000).prefix(10))
    }
    guard until > from else { throw .endsBeforeItBegins(text) }
    return (from, until)
  }

  /// The moment at which the venue's clock shows this, given as if it were UTC.
  private func moment(wall: Int64) throws(Refusal) -> Int64 {
    // A day before and after, every change of the clock is done or to come.
    let offsets = [offset(wall - 86_400_000), offset(wall + 86_400_000)]
    var moments: [Int64] = []
    for moment in offsets.map({ wall - $0 }) where local(moment) == wall && !moments.contains(moment) {
      moments.append(moment)
    }
    if moments.count == 1 { return moments[0] }
    let shown = Moment.text(wall).dropLast(8)
    func reading(_ offset: Int64) -> String { "\(shown)\(LocalTime.difference(offset))" }
    if moments.isEmpty {
      let clocks = offsets.map { self.text(wall - $0).split(separator: " ").dropFirst().joined(separator: " ") }
      throw .isSkipped(String(shown), readings: offsets.map(reading), clocks: clocks)
    }
    throw .isThereTwice(String(shown), readings: offsets.map(reading))
  }

  /// `+01:00`.
  private static func difference(_ offset: Int64) -> String {
    let minutes = abs(offset / 60_000)
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(offset < 0 ? "-" : "+")\(two(minutes / 60)):\(two(minutes % 60))"
  }
}

/// A moment as it was typed: a day, a time of day, and a difference from UTC, of which some may not be there.
private struct TypedMoment {
  var day: String?
  /// In milliseconds since midnight.
  var clock: Int64?
  /// In milliseconds.
  var offset: Int64?

  init?(_ text: String) {
    let day = /[0-9]{4}-[0-9]{2}-[0-9]{2}/
    let clock = /([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,3}))?)?/
    var rest = text.trimmed[...]
    if let match = rest.prefixMatch(of: day) {
      guard Moment.parse(String(match.output)) != nil else { return nil }
      self.day = String(match.output)
      rest = rest[match.range.upperBound...]
      if rest.isEmpty { return }
      guard let between = rest.first, between == "T" || between == "t" || between == " " else { return nil }
      rest = rest.drop { $0 == "T" || $0 == "t" || $0 == " " }
    }
    guard let match = rest.prefixMatch(of: clock), let hour = Int64(match.1), let minute = Int64(match.2), hour < 24,
      minute < 60
    else { return nil }
    let second = match.3.flatMap { Int64($0) } ?? 0
    guard second < 60 else { return nil }
    let digits = match.4.map { $0 + String(repeating: "0", count: 3 - $0.count) } ?? "0"
    self.clock = ((hour * 60 + minute) * 60 + second) * 1000 + (Int64(digits) ?? 0)
    rest = rest[match.range.upperBound...].drop { $0 == " " }
    if rest.isEmpty { return }
    // A difference from UTC goes with a day: of which day would be anybody's guess.
    guard self.day != nil, let offset = TypedMoment.offset(rest) else { return nil }
    self.offset = offset
  }

  /// `Z`, `UTC`, `UTC+1`, `UTC+5:30`, `+01:00`, `+0100`, `+01`; with or without brackets.
  private static func offset(_ text: Substring) -> Int64? {
    guard let match = text.uppercased().wholeMatch(of: /\(?(?:Z|UTC|(?:UTC)?([+-])([0-9]{1,2})(?::?([0-9]{2}))?)\)?/)
    else { return nil }
    guard let sign = match.1, let hours = match.2.flatMap({ Int64($0) }) else { return 0 }
    let minutes = match.3.flatMap { Int64($0) } ?? 0
    guard hours <= 15, minutes < 60 else { return nil }
    return (sign == "-" ? -1 : 1) * (hours * 60 + minutes) * 60_000
  }
}

extension String {
  fileprivate var trimmed: String {
    let start = drop { $0.isWhitespace }
    return String(start.reversed().drop { $0.isWhitespace }.reversed())
  }
}

// MARK: Pages

/// How one page shows its moments: the day and the difference from UTC are said once, and the moments without them.
package struct PageTimes {
  private let time: LocalTime
  private let day: String
  private let label: String

  /// The times of a page on which these moments stand, the most important first; `nil` for none.
  package init?(_ time: LocalTime, of moments: [Int64]) {
    guard let first = moments.first else { return nil }
    self.time = time
    (day, label) = (time.day(first), time.label(first))
  }

  /// "2025-09-23, UTC+1".
  package var words: String { "\(day), \(label)" }

  /// `10:06:17`; where it is on another day, or the clock was changed since, that too.
  package func text(_ milliseconds: Int64) -> String {
    let day = time.day(milliseconds)
    let label = time.label(milliseconds)
    return (day == self.day ? "" : "\(day) ") + time.second(milliseconds) + (label == self.label ? "" : " \(label)")
  }
}
