import Scoring

extension Points {
  /// The multiple of the rounding's step that its mode asks for, found between the neighbour below and the one above.
  func recounted(by rounding: Rounding) -> Points {
    let steps = self / rounding.step
    var below = Points(Int(steps.numerator / steps.denominator))
    if below > steps { below = below - 1 }
    if below == steps { return self }
    let above = below + 1
    let middle = below + Points(1, over: 2)
    let isNegative = steps < .zero
    let chosen: Points
    switch rounding.mode {
    case .down: chosen = below
    case .up: chosen = above
    case .truncate: chosen = isNegative ? above : below
    case .halfUp where steps == middle: chosen = isNegative ? below : above
    case .halfEven where steps == middle: chosen = below.numerator % 2 == 0 ? below : above
    case .halfUp, .halfEven: chosen = steps < middle ? below : above
    }
    return chosen * rounding.step
  }
}
