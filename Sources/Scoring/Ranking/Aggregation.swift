/// How a team's runs of a phase become one result.
///
/// Runs are ordered by the ranking's keys, so "best" means the same thing as in the table. Where there are fewer runs
/// than a rule asks for, what exists is used ("mean of the best two" of one run is that run).
public enum Aggregation: Hashable, Sendable {
  /// The best run.
  case best
  /// The mean of the best so many.
  case meanOfBest(Int)
  /// The mean of all.
  case mean
  /// The sum of all.
  case sum
  /// The sum of the best so many.
  case sumOfBest(Int)
  /// The mean without the worst so many (one run is always left).
  case meanWithoutWorst(Int)
  /// The median; of an even number of runs, the mean of the two in the middle.
  case median
  /// The last run.
  case last
}

extension Aggregation {
  /// Which of several values count.
  struct Selection {
    /// Their positions.
    var positions: Range<Int>
    /// Whether positions count from the best value, or as the values came.
    var isByMerit: Bool
    /// What their sum is divided by.
    var divisor: Int
  }

  /// Of how many runs a result is made, where so many are planned; `nil`: nobody has said how many.
  public func needed(ofPlanned planned: Int?) -> Int? {
    switch self {
    case .best, .last: 1
    case .meanOfBest(let count), .sumOfBest(let count): min(count, planned ?? count)
    case .mean, .sum, .median, .meanWithoutWorst: planned
    }
  }

  /// Whether it makes a difference to a result of how many runs it is made.
  public var weighsRuns: Bool {
    switch self {
    case .best, .last: false
    case .meanOfBest, .sumOfBest, .mean, .sum, .median, .meanWithoutWorst: true
    }
  }

  /// Which of so many values (at least one) count.
  func selection(from count: Int) -> Selection {
    func best(_ positions: Range<Int>, mean: Bool) -> Selection {
      Selection(positions: positions, isByMerit: true, divisor: mean ? positions.count : 1)
    }
    switch self {
    case .best: return best(0..<1, mean: false)
    case .meanOfBest(let wanted): return best(0..<min(wanted, count), mean: true)
    case .sumOfBest(let wanted): return best(0..<min(wanted, count), mean: false)
    case .meanWithoutWorst(let worst): return best(0..<max(1, count - worst), mean: true)
    case .median: return best((count - 1) / 2..<count / 2 + 1, mean: true)
    case .mean: return Selection(positions: 0..<count, isByMerit: false, divisor: count)
    case .sum: return Selection(positions: 0..<count, isByMerit: false, divisor: 1)
    case .last: return Selection(positions: count - 1..<count, isByMerit: false, divisor: 1)
    }
  }

  /// What parts give made one value, and the positions of those that count; `nil` where none gives anything.
  func combined(_ parts: [(gives: Contribution, value: Points)]) -> (value: Points, counted: Set<Int>)? {
    Contribution.worst(parts.map(\.gives)) {
      parts[$0].value < parts[$1].value
    } combined: { positions in
      let whole = combined(positions.map { parts[$0].value })
      return (value: whole?.value ?? .zero, counted: Set((whole?.counted ?? []).map { positions[$0] }))
    } isBetter: {
      $0.value > $1.value
    }
  }

  /// These values made one, and the positions of those that count; `nil` of none. Of equal values the earlier counts.
  func combined(_ values: [Points]) -> (value: Points, counted: Set<Int>)? {
    guard !values.isEmpty else { return nil }
    let selection = selection(from: values.count)
    var order = Array(values.indices)
    if selection.isByMerit { order.sort { values[$0] != values[$1] ? values[$0] > values[$1] : $0 < $1 } }
    let counted = order[selection.positions]
    let sum = counted.reduce(Points.zero) { $0 + values[$1] }
    return (sum / Points(selection.divisor), Set(counted))
  }
}

extension Aggregation: CustomStringConvertible, LosslessStringConvertible {
  /// The words of a rule-set file: `mean of best 2`.
  public var description: String {
    switch self {
    case .best: "best"
    case .meanOfBest(let count): "mean of best \(count)"
    case .mean: "mean"
    case .sum: "sum"
    case .sumOfBest(let count): "sum of best \(count)"
    case .meanWithoutWorst(let count): "mean without worst \(count)"
    case .median: "median"
    case .last: "last"
    }
  }

  /// Reads the words of a rule-set file.
  public init?(_ text: String) {
    func number(after prefix: String) -> Int? {
      guard text.hasPrefix(prefix), let number = Int(text.dropFirst(prefix.count)), (1...99).contains(number),
        "\(number)" == text.dropFirst(prefix.count)
      else { return nil }
      return number
    }
    switch text {
    case "best": self = .best
    case "mean": self = .mean
    case "sum": self = .sum
    case "median": self = .median
    case "last": self = .last
    default:
      if let count = number(after: "mean of best ") {
        self = .meanOfBest(count)
      } else if let count = number(after: "sum of best ") {
        self = .sumOfBest(count)
      } else if let count = number(after: "mean without worst ") {
        self = .meanWithoutWorst(count)
      } else {
        return nil
      }
    }
  }

  /// The forms, for messages: what a file may say.
  public static let forms = [
    "best", "mean of best N", "mean", "sum", "sum of best N", "mean without worst N", "median", "last",
  ]
}
