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
