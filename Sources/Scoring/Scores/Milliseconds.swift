/// A length of time, or a reading of a run's own clock, in whole milliseconds.
public struct Milliseconds: Hashable, Comparable, Sendable {
  /// The count of milliseconds.
  public var count: Int64

  /// So many milliseconds.
  public init(_ count: Int64) { self.count = count }

  /// So many minutes and seconds.
  public static func at(_ minutes: Int, _ seconds: Int = 0) -> Milliseconds {
    Milliseconds(Int64(minutes * 60 + seconds) * 1000)
  }

  /// No time at all.
  public static let zero = Milliseconds(0)

  /// The longest time that is accepted anywhere: a hundred hours.
  public static let longest = Milliseconds(360_000_000)

  /// The shorter, or earlier, first.
  public static func < (a: Milliseconds, b: Milliseconds) -> Bool { a.count < b.count }
  /// The two lengths together. What a log may say knows no bounds, so the sum stays at the limit instead of trapping.
  public static func + (a: Milliseconds, b: Milliseconds) -> Milliseconds {
    let (sum, overflow) = a.count.addingReportingOverflow(b.count)
    return overflow ? Milliseconds(a.count < 0 ? .min : .max) : Milliseconds(sum)
  }
  /// The difference of two readings, held at the limit like a sum.
  public static func - (a: Milliseconds, b: Milliseconds) -> Milliseconds {
    let (difference, overflow) = a.count.subtractingReportingOverflow(b.count)
    return overflow ? Milliseconds(a.count < 0 ? .min : .max) : Milliseconds(difference)
  }

  /// The exact number of seconds.
  public var seconds: Points { Points(Int(count), over: 1000) }
}

extension Milliseconds: CustomStringConvertible, LosslessStringConvertible {
  /// `4:05`, `4:05.5` or `1:02:03.25`: minutes and seconds, hours where there are any, decimals only when needed.
  public var description: String {
    let magnitude = count.magnitude
    let hours = magnitude / 3_600_000
    let minutes = magnitude / 60_000 % 60
    let seconds = magnitude / 1000 % 60
    var text = count < 0 ? "-" : ""
    text += hours > 0 ? "\(hours):\(padded(minutes, 2)):" : "\(minutes):"
    text += padded(seconds, 2)
    let rest = magnitude % 1000
    if rest > 0 {
      var decimals = padded(rest, 3)
      while decimals.last == "0" { decimals.removeLast() }
      text += "." + decimals
    }
    return text
  }

  /// Reads `0:31`, `4:05.5` or `1:02:03`; seconds and minutes below sixty, at most three decimals. A bare number is
  /// refused: nobody can tell whether it means seconds or minutes.
  public init?(_ text: String) {
    let pieces = text.split(separator: ".", omittingEmptySubsequences: false)
    guard pieces.count <= 2 else { return nil }
    let fields = pieces[0].split(separator: ":", omittingEmptySubsequences: false)
    guard fields.count == 2 || fields.count == 3 else { return nil }
    var total: Int64 = 0
    for (index, field) in fields.enumerated() {
      let isFirst = index == 0
      guard field.utf8.allSatisfy({ 48...57 ~= $0 }),
        isFirst ? (1...4).contains(field.utf8.count) : field.utf8.count == 2,
        let value = Int64(field), isFirst || value < 60
      else { return nil }
      total = total * 60 + value
    }
    total *= 1000
    if pieces.count == 2 {
      let decimals = pieces[1]
      guard (1...3).contains(decimals.utf8.count), decimals.utf8.allSatisfy({ 48...57 ~= $0 }),
        let value = Int64(decimals + String(repeating: "0", count: 3 - decimals.utf8.count))
      else { return nil }
      total += value
    }
    guard total <= Milliseconds.longest.count else { return nil }
    count = total
  }
}

func padded(_ number: UInt64, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
