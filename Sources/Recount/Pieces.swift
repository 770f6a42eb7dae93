import Scoring

extension TableRecount.Team {
  /// Whether it is disqualified from more than single runs: then it is so in all of them.
  private var isOut: Bool { isOutOfAll || runs.contains { !$0.isVoid && $0.reachesBeyondTheRun } }

  /// What its runs come to; `nil` if none counts. `runsPlanned`: how many it was to have, if somebody said so.
  func result(
    by sheet: RuleSet, _ aggregation: Aggregation, _ keys: [RankingKey], _ incomplete: IncompleteRule, runsPlanned: Int?
  ) -> ResultRecount? {
    let counting = runs.filter { $0.counts && !decidingRuns.contains($0.run.id) }.sorted { a, b in
      a.run.number != b.run.number ? a.run.number < b.run.number : a.run.id < b.run.id
    }
    guard let first = counting.first else { return nil }
    var pieces = counting.map { $0.piece(isOut: isOut, on: sheet, by: keys) }
    let missing = max(0, (aggregation.runsNeeded(of: runsPlanned) ?? 0) - pieces.count)
    if incomplete == .zero {
      // A run with nothing: no points, nothing achieved, nothing measured and no time.
      var nothing = Numbers(sumOf: [])
      nothing.time = nil
      for (item, _) in first.debts(on: sheet, by: keys).quantities { nothing.quantities[item] = .zero }
      let absent = Piece(
        runs: [], isDisqualified: false, isEarned: false, own: nothing, debts: nothing, scoresZero: false)
      pieces += (0..<missing).map { _ in absent }
    }
    var result = aggregation.recount(pieces, by: keys)
    // "With `not ranked`, no place until it has them all": neither a disqualified run nor a missed one is one of them.
    result?.held =
      incomplete == .notRanked ? pieces.count { !$0.isDisqualified && $0.isEarned } : counting.count
    return result
  }
}

extension Aggregation {
  /// Of how many runs a result is made; `nil` where nobody has said how many there are.
  func runsNeeded(of planned: Int?) -> Int? {
    switch self {
    case .best, .last: 1
    case .meanOfBest(let count), .sumOfBest(let count): planned.map { min($0, count) } ?? count
    case .mean, .sum, .median, .meanWithoutWorst: planned
    }
  }
}

extension RunRecount {
  /// The run as a part of a result.
  func piece(isOut: Bool, on sheet: RuleSet, by keys: [RankingKey]) -> Piece {
    var own = Numbers(sumOf: [])
    own.points = total
    own.achievements = Points(achievements)
    own.penalised = Points(penalised)
    own.time = time.map { Points(Int($0.count)) }
    own.quantities = quantities
    return Piece(
      runs: [run.id], isDisqualified: isOut || isDisqualified, isEarned: finish != .noShow, own: own,
      debts: debts(on: sheet, by: keys), scoresZero: sheet.disqualified == .zero)
  }

  /// What it gives if it gives nothing that was earned: in a key where more is better only what is below zero, where
  /// less is better all but that; no time, and nothing that was measured.
  func debts(on sheet: RuleSet, by keys: [RankingKey]) -> Numbers {
    func isLessBetter(_ measure: RankingKey.Measure) -> Bool {
      keys.first { $0.measure == measure }.map { !$0.greaterIsBetter } ?? false
    }
    var debts = Numbers(sumOf: [])
    debts.points = isLessBetter(.points) ? max(.zero, total) : debt
    debts.achievements = isLessBetter(.achievements) ? Points(achievements) : .zero
    debts.penalised = Points(penalised)
    debts.time = nil
    for (item, quantity) in quantities where !measured.contains(item) {
      debts.quantities[item] = isLessBetter(.item(item)) ? max(.zero, quantity) : min(.zero, quantity)
    }
    return debts
  }

  /// Whether the run counts: it has ended, is not void and not to be repeated, and somebody came (or the rules say what
  /// not coming is worth).
  var counts: Bool {
    guard !isVoid, let finish else { return false }
    switch finish {
    case .invalid: return false
    case .noShow: return noShowIsPriced
    case .completed, .timeLimit, .teamStopped, .refereeStopped: return true
    }
  }

  /// Whether it disqualifies the team from the challenge or more.
  var reachesBeyondTheRun: Bool {
    disqualifyingScopes.contains(.challenge) || disqualifyingScopes.contains(.competition)
  }
}
