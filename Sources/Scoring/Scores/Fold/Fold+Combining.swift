extension Fold {
  /// Several values as one: of each rater the last, then the way the item says.
  func combined(_ marks: ArraySlice<Int32>, _ item: Item) -> Points {
    var raters: [Rater.ID] = []
    var ratings: [Points] = []
    var values: [Points] = []
    var last = Points.zero
    for index in marks {
      let mark = log.marks[Int(index)]
      var value = mark.value
      if item.reversed, let scale = item.scale { value = scale.lowerBound + scale.upperBound - value }
      last = value
      guard case .rated(_, _, let rater, _) = log.entries[Int(mark.entry)].fact else {
        values.append(value)
        continue
      }
      if let known = raters.firstIndex(of: rater) {
        ratings[known] = value
      } else {
        raters.append(rater)
        ratings.append(value)
      }
    }
    values += ratings
    let sum = values.reduce(.zero, +)
    let sorted = values.sorted()
    switch item.combined {
    case .sum: return sum
    case .mean: return sum / Points(values.count)
    case .trimmedMean:
      if values.count < 3 { return sum / Points(values.count) }
      return (sum - sorted[0] - sorted[sorted.count - 1]) / Points(values.count - 2)
    case .median:
      let middle = values.count / 2
      return values.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    case .highest: return sorted[sorted.count - 1]
    case .lowest: return sorted[0]
    case .last: return last
    }
  }
}
