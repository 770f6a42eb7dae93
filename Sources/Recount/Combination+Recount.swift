import Scoring

extension Combination {
  /// Several values of one item made one; `nil` of none. They come in field order.
  func recount(_ values: [Points]) -> Points? {
    guard let first = values.first, let last = values.last else { return nil }
    let sorted = values.sorted()
    func mean(_ values: [Points]) -> Points { values.reduce(.zero, +) / Points(values.count) }
    switch self {
    case .mean: return mean(values)
    case .trimmedMean: return mean(values.count >= 3 ? Array(sorted[1..<(values.count - 1)]) : values)
    case .median:
      let middle = values.count / 2
      return values.count % 2 == 1 ? sorted[middle] : mean([sorted[middle - 1], sorted[middle]])
    case .sum: return values.reduce(.zero, +)
    case .highest: return sorted.last ?? first
    case .lowest: return sorted.first ?? first
    case .last: return last
    }
  }
}
