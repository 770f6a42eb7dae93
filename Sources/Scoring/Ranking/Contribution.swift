/// What a part gives where several are put together: a run of a result, a phase of a challenge, a challenge of a table,
/// an event of a season. Nothing else says what becomes of a disqualification, of an absence, of a void run.
public enum Contribution: Hashable, Sendable {
  /// All that it has.
  case everything
  /// Nothing that it earned. What it owes stays: points below zero, penalised behaviours, the price of not coming.
  case debts
  /// It is no part at all: neither a zero nor one more that a mean is divided by.
  case nothing

  /// What a run gives; `isOut`: the team is disqualified from more than single runs, and so it is in all of them.
  public init(of run: ScoredRun, isOut: Bool = false) {
    if run.exclusion != nil {
      self = .nothing
    } else if isOut || run.score.isDisqualified || run.score.state.finish == .noShow {
      self = .debts
    } else {
      self = .everything
    }
  }

  /// What a team's standing in a phase or a challenge gives.
  public init(of standing: Standing) {
    switch standing.status {
    case .ranked: self = standing.result?.contribution ?? .nothing
    case .disqualified: self = .debts
    case .incomplete, .noShow, .void, .noRun, .withdrawn, .notEntered: self = .nothing
    }
  }

  /// What is left of a value of which more is better.
  func left(of value: Points) -> Points { self == .everything ? value : min(.zero, value) }

  /// Which of several parts are put together, and what comes out: all that give everything; and of those that give
  /// only debts, so many, the worst first, that the whole is never better with one of them than without it.
  ///
  /// - Parameters:
  ///   - isWorse: whether a part that gives only debts is worse than another.
  ///   - combined: what the parts at these positions make.
  ///   - isBetter: whether one whole is better than another.
  static func worst<Whole>(
    _ parts: [Contribution], isWorse: (Int, Int) -> Bool, combined: ([Int]) -> Whole,
    isBetter: (Whole, Whole) -> Bool
  ) -> Whole? {
    let sure = parts.indices.filter { parts[$0] == .everything }
    let doubtful = parts.indices.filter { parts[$0] == .debts }.sorted { a, b in
      isWorse(a, b) || (!isWorse(b, a) && a < b)
    }
    // Nearly always nobody was disqualified, and nobody missing.
    guard !doubtful.isEmpty else { return sure.isEmpty ? nil : combined(sure) }
    var worst: Whole?
    for count in (sure.isEmpty ? 1 : 0)...doubtful.count {
      let whole = combined((sure + doubtful.prefix(count)).sorted())
      // Of equal ones the last: what makes no difference is left in.
      if worst.map({ !isBetter(whole, $0) }) ?? true { worst = whole }
    }
    return worst
  }
}
