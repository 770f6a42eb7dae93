import Scoring

extension Aggregation {
  /// One result of the runs that count; `nil` of none. The best are the best by the keys; of equal ones the earlier.
  func recount(_ runs: [RunRecount], by keys: [RankingKey]) -> ResultRecount? {
    guard !runs.isEmpty else { return nil }
    let inOrder = runs.sorted { a, b in
      a.run.number != b.run.number ? a.run.number < b.run.number : a.run.id < b.run.id
    }
    // A plain insertion of each run behind all that are as good as it.
    var bestFirst: [RunRecount] = []
    for run in inOrder {
      let own = ResultRecount(of: [run], isSum: true)
      let position = bestFirst.firstIndex { own.isBetter(than: ResultRecount(of: [$0], isSum: true), by: keys) }
      bestFirst.insert(run, at: position ?? bestFirst.count)
    }
    switch self {
    case .best: return ResultRecount(of: [bestFirst[0]], isSum: false)
    case .meanOfBest(let count): return ResultRecount(of: Array(bestFirst.prefix(max(1, count))), isSum: false)
    case .mean: return ResultRecount(of: inOrder, isSum: false)
    case .sum: return ResultRecount(of: inOrder, isSum: true)
    case .sumOfBest(let count): return ResultRecount(of: Array(bestFirst.prefix(max(1, count))), isSum: true)
    case .meanWithoutWorst(let count):
      return ResultRecount(of: Array(bestFirst.prefix(max(1, runs.count - count))), isSum: false)
    case .median:
      let middle = runs.count / 2
      let two = runs.count % 2 == 1 ? [bestFirst[middle]] : [bestFirst[middle - 1], bestFirst[middle]]
      return ResultRecount(of: two, isSum: false)
    case .last: return ResultRecount(of: [inOrder[inOrder.count - 1]], isSum: false)
    }
  }
}
