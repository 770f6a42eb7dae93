import Foundation
import Scoring

extension Plan {
  /// What organisers should know about the clock at the venue: that none is planned, or that it is changed during the
  /// event. It is apart from ``findings(under:)``, because nothing in the plan is wrong.
  public func clockFindings() -> [Diagnostic] {
    guard let timeZone else {
      return [
        clockFinding(
          .warning, "days",
          "the plan has no time zone, so every time that is shown or typed is in UTC; "
            + "write time-zone: region/city, as in Europe/London")
      ]
    }
    guard let zone = TimeZone(identifier: timeZone) else { return [] }
    return days.compactMap { day in
      guard let change = zone.clockChange(on: day) else { return nil }
      let (from, to) = (clock(change.from), clock(change.to))
      let what =
        change.to < change.from
        ? "go back from \(from) to \(to): the time from \(to) to \(from) is there twice"
        : "go forward from \(from) to \(to): there is no time between"
      return clockFinding(
        .hint, "time-zone",
        "on \(day) the clocks in \(timeZone) \(what); where a time would be unclear, Tally asks which one is meant")
    }
  }

  private func clockFinding(_ severity: Finding.Severity, _ name: String, _ message: String) -> Diagnostic {
    let place = places[name]
    return Diagnostic(
      file: file, line: place?.line ?? 1, column: place?.column ?? 1, severity: severity, message: message)
  }

  private func clock(_ minutes: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(minutes / 60 % 24)):\(two(minutes % 60))"
  }
}

extension TimeZone {
  /// What the clock shows just before it is changed on a day, and just after, in minutes since midnight; `nil` where it
  /// is not changed.
  fileprivate func clockChange(on day: String) -> (from: Int, to: Int)? {
    guard let midnight = Moment.parse(day) else { return nil }
    func offset(_ milliseconds: Int64) -> Int {
      secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(milliseconds / 1000))) / 60
    }
    let first = midnight - Int64(offset(midnight)) * 60_000
    // Everywhere clocks change at a full quarter of an hour; a day has 25 hours at most.
    for step in 1...100 {
      let moment = first + Int64(step) * 900_000
      let (before, after) = (offset(moment - 1), offset(moment))
      if before != after {
        let minutes = Int((moment - midnight) / 60_000)
        return minutes + before > 1440 ? nil : (minutes + before, minutes + after)
      }
    }
    return nil
  }
}
