import Foundation
package import Scoring

/// Times as the clock at the venue shows them; where no time zone is planned, in UTC.
package struct LocalTime {
  private let zone: TimeZone

  /// The venue's clock.
  package init(_ competition: Competition) {
    zone = competition.timeZone.flatMap { TimeZone(identifier: $0) } ?? TimeZone(secondsFromGMT: 0)!
  }

  /// `2025-09-23 14:31 UTC+1`.
  package func text(_ milliseconds: Int64) -> String {
    "\(day(milliseconds)) \(time(milliseconds)) \(abbreviation(milliseconds))"
  }

  /// `2025-09-23`.
  package func day(_ milliseconds: Int64) -> String { String(Moment.text(local(milliseconds)).prefix(10)) }

  /// `14:31`.
  package func time(_ milliseconds: Int64) -> String {
    String(Moment.text(local(milliseconds)).dropFirst(11).prefix(5))
  }

  /// Reads `2025-09-23 14:31`, `2025-09-23T14:31` (the venue's clock), or a time in UTC that ends in Z; `nil` if it is
  /// none of them, or a time that the venue's clock skips.
  package func moment(_ text: String) -> Int64? {
    if text.hasSuffix("Z") { return Moment.parse(text) }
    let words = text.replacing(" ", with: "T")
    guard let wall = Moment.parse(words.count == 16 ? words + ":00Z" : words + "Z") else { return nil }
    let guess = wall - offset(wall)
    let moment = wall - offset(guess)
    return local(moment) == wall ? moment : nil
  }

  private func local(_ milliseconds: Int64) -> Int64 { milliseconds + offset(milliseconds) }

  private func offset(_ milliseconds: Int64) -> Int64 {
    Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(milliseconds / 1000)))) * 1000
  }

  /// `UTC+1`: a zone's own letters differ from system to system.
  private func abbreviation(_ milliseconds: Int64) -> String {
    let minutes = offset(milliseconds) / 60_000
    guard minutes != 0 else { return "UTC" }
    let rest = abs(minutes) % 60
    return "UTC\(minutes < 0 ? "-" : "+")\(abs(minutes) / 60)" + (rest == 0 ? "" : ":\(rest)")
  }
}
