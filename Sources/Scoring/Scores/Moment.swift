/// Wall time as files have it: `2025-09-23T09:00:05.000Z`, always UTC, always milliseconds.
public enum Moment {
  /// The moments that a record can have: from 1970 to the end of the year 9999. Files with others are not taken in.
  public static let range: ClosedRange<Int64> = 0...253_402_300_799_999

  /// The text of so many milliseconds since 1970. What lies outside of four digits for a year is written as their first
  /// or last moment: a text must come out whatever a damaged file holds.
  public static func text(_ milliseconds: Int64) -> String {
    let milliseconds = min(max(milliseconds, -62_167_219_200_000), range.upperBound)
    let days = milliseconds >= 0 ? milliseconds / 86_400_000 : (milliseconds - 86_399_999) / 86_400_000
    let rest = milliseconds - days * 86_400_000
    let (year, month, day) = date(days)
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let fraction = String(1000 + rest % 1000).dropFirst()
    return "\(String(10000 + year).dropFirst())-\(two(month))-\(two(day))T\(two(rest / 3_600_000)):"
      + "\(two(rest / 60_000 % 60)):\(two(rest / 1000 % 60)).\(fraction)Z"
  }

  /// Reads what ``text(_:)`` writes; also without the milliseconds, or a day alone (its first moment).
  public static func parse(_ text: String) -> Int64? {
    let bytes = Array(text.utf8)
    func number(_ range: Range<Int>) -> Int64? {
      guard range.upperBound <= bytes.count else { return nil }
      var value: Int64 = 0
      for byte in bytes[range] {
        guard (48...57).contains(byte) else { return nil }
        value = value * 10 + Int64(byte - 48)
      }
      return value
    }
    guard bytes.count == 10 || bytes.count == 20 || bytes.count == 24, bytes[4] == 45, bytes[7] == 45,
      let year = number(0..<4), let month = number(5..<7), let day = number(8..<10), year >= 1970
    else { return nil }
    let days = daysSince1970(year, month, day)
    guard date(days) == (year, month, day) else { return nil }
    if bytes.count == 10 { return days * 86_400_000 }
    guard bytes[10] == 84, bytes[13] == 58, bytes[16] == 58, bytes.last == 90, let hour = number(11..<13),
      let minute = number(14..<16), let second = number(17..<19), hour < 24, minute < 60, second < 60
    else { return nil }
    var fraction: Int64 = 0
    if bytes.count == 24 {
      guard bytes[19] == 46, let value = number(20..<23) else { return nil }
      fraction = value
    }
    return days * 86_400_000 + hour * 3_600_000 + minute * 60_000 + second * 1000 + fraction
  }

  // Howard Hinnant's well-known algorithms for the proleptic Gregorian calendar ("chrono-compatible low-level date
  // algorithms"); years from 1970 on are all that is needed here.
  private static func daysSince1970(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let y = month <= 2 ? year - 1 : year
    let era = y / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  private static func date(_ days: Int64) -> (Int64, Int64, Int64) {
    let z = days + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let m = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * m + 2) / 5 + 1
    let month = m < 10 ? m + 3 : m - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }
}
