import Scoring

extension Aggregation {
  /// One result of pieces that come in the order in which they were; `nil` of none. The best are the best by the keys;
  /// of equal ones what was earned, then the earlier.
  func recount(_ pieces: [Piece], by keys: [RankingKey]) -> ResultRecount? {
    let isAnyEarned = pieces.contains(where: \.isEarned)
    func brought(_ piece: Piece) -> Numbers { !isAnyEarned || piece.isEarned ? piece.own : piece.debts }
    return worst(
      of: pieces, isEarned: \.isEarned,
      isWorse: { brought($1).isBetter(than: brought($0), by: keys) },
      made: { some in
        // A plain insertion of each piece behind all that are as good as it.
        var bestFirst: [Piece] = []
        for piece in some.filter(\.isEarned) + some.filter({ !$0.isEarned }) {
          let position = bestFirst.firstIndex { brought(piece).isBetter(than: brought($0), by: keys) }
          bestFirst.insert(piece, at: position ?? bestFirst.count)
        }
        return ResultRecount(of: counting(some, bestFirst), isSum: addsUp, besides: pieces)
      },
      isBetter: { $0.numbers.isBetter(than: $1.numbers, by: keys) })
  }

  /// Whether what counts is added, and not averaged.
  private var addsUp: Bool {
    switch self {
    case .sum, .sumOfBest: true
    case .best, .meanOfBest, .mean, .meanWithoutWorst, .median, .last: false
    }
  }

  /// Those of several things that count, which are given in their order and the best first.
  private func counting<Thing>(_ inOrder: [Thing], _ bestFirst: [Thing]) -> [Thing] {
    let number = inOrder.count
    switch self {
    case .best: return [bestFirst[0]]
    case .meanOfBest(let count), .sumOfBest(let count): return Array(bestFirst.prefix(max(1, count)))
    case .mean, .sum: return inOrder
    case .meanWithoutWorst(let count): return Array(bestFirst.prefix(max(1, number - count)))
    case .median:
      return number % 2 == 1 ? [bestFirst[number / 2]] : [bestFirst[number / 2 - 1], bestFirst[number / 2]]
    case .last: return [inOrder[number - 1]]
    }
  }

  /// Several values made one, the best being the greatest; `nil` of none.
  func recount(_ values: [(value: Points, isEarned: Bool)]) -> Points? {
    worst(
      of: values, isEarned: \.isEarned, isWorse: { $0.value < $1.value },
      made: { some in
        let values = some.map(\.value)
        let counted = counting(values, values.sorted(by: >))
        return counted.reduce(.zero, +) / Points(addsUp ? 1 : counted.count)
      }, isBetter: { $0 > $1 })
  }
}
