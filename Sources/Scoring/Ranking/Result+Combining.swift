extension Result {
  /// A team's result from its runs of a phase; `nil` if none of them counts.
  ///
  /// - Parameters:
  ///   - missing: how many runs that were not held count as runs with nothing.
  ///   - isOut: whether the team is disqualified from more than single runs, and so in all of them.
  ///   - scoresZero: whether what is disqualified is ranked with nothing but its debts.
  public init?(
    of runs: [ScoredRun], by aggregation: Aggregation, keys: [RankingKey], missing: Int = 0, isOut: Bool = false,
    scoresZero: Bool = false
  ) {
    let inOrder = runs.sorted { ($0.run.number, $0.run.id) < ($1.run.number, $1.run.id) }
    let usable = inOrder.filter { $0.exclusion == nil }
    guard !usable.isEmpty else { return nil }
    var parts = usable.map { run in
      Part(
        contribution: Contribution(of: run, isOut: isOut), isDisqualified: isOut || run.score.isDisqualified,
        own: run.measures, owed: run.owed, scoresZero: scoresZero)
    }
    if missing > 0 {
      let nothing = usable[0].owed.nothing()
      let absent = Part(contribution: .debts, isDisqualified: false, own: nothing, owed: nothing, scoresZero: false)
      parts += Array(repeating: absent, count: missing)
    }
    guard let whole = Whole(of: parts, by: aggregation, keys: keys) else { return nil }

    let chosen = whole.chosen.filter(usable.indices.contains)
    let reason: Dropped.Reason =
      switch aggregation {
      case .median: .notTheMedian
      case .last: .notTheLast
      case .best, .meanOfBest, .mean, .sum, .sumOfBest, .meanWithoutWorst: .notAmongTheBest
      }
    var dropped = inOrder.compactMap { run in run.exclusion.map { Dropped(run: run.run.id, reason: $0) } }
    dropped += usable.indices.filter { !chosen.contains($0) }.map { position in
      Dropped(run: usable[position].run.id, reason: whole.considered.contains(position) ? reason : .wouldHelp)
    }
    self.init(
      counted: chosen.map { usable[$0].run.id }, dropped: dropped, measures: whole.measures, owed: whole.owed,
      contribution: whole.contribution, held: usable.count,
      whole: parts.prefix(usable.count).count { $0.contribution == .everything })
  }

  /// A part on its way into a result: a run, or the result of a phase.
  struct Part {
    var contribution: Contribution
    var isDisqualified: Bool
    /// What it has.
    var own: Measures
    /// What it gives if it gives only its debts.
    var owed: Measures

    init(contribution: Contribution, isDisqualified: Bool, own: Measures, owed: Measures, scoresZero: Bool) {
      self.contribution = contribution
      self.isDisqualified = isDisqualified
      self.own = isDisqualified && scoresZero ? owed : own
      self.owed = owed
      self.own.disqualified = isDisqualified ? 1 : 0
      self.owed.disqualified = isDisqualified ? 1 : 0
    }
  }

  /// Several parts made one.
  struct Whole {
    /// The positions of the parts that were looked at: not of those that would have helped.
    var considered: [Int]
    /// The positions of the parts that count, the best first; for the last and the sum as the parts came.
    var chosen: [Int]
    var measures: Measures
    var owed: Measures
    var contribution: Contribution

    /// What these parts make; `nil` of none.
    init?(of parts: [Part], by aggregation: Aggregation, keys: [RankingKey]) {
      let isDisqualified = parts.contains(where: \.isDisqualified)
      func isWorse(_ a: Measures, _ b: Measures) -> Bool { a.compared(to: b, by: keys).order == .worse }
      let isAlone = !parts.contains { $0.contribution == .everything }
      let worst = Contribution.worst(parts.map(\.contribution)) { a, b in
        isAlone ? isWorse(parts[a].own, parts[b].own) : isWorse(parts[a].owed, parts[b].owed)
      } combined: { positions in
        Whole(positions, of: parts, isDisqualified, by: aggregation, keys: keys)
      } isBetter: {
        isWorse($1.measures, $0.measures)
      }
      guard let worst else { return nil }
      self = worst
    }

    /// What the parts at these positions make; `isDisqualified`: of all the parts one is.
    private init(
      _ positions: [Int], of parts: [Part], _ isDisqualified: Bool, by aggregation: Aggregation, keys: [RankingKey]
    ) {
      // As long as one part gives everything, the others bring only their debts.
      let isAlone = !positions.contains { parts[$0].contribution == .everything }
      func brought(_ position: Int) -> Measures {
        isAlone || parts[position].contribution == .everything ? parts[position].own : parts[position].owed
      }
      let selection = aggregation.selection(from: positions.count)
      var order = positions
      if selection.isByMerit {
        order.sort { a, b in
          switch brought(a).compared(to: brought(b), by: keys).order {
          case .better: return true
          case .worse: return false
          case .equal:
            let (first, second) = (parts[a].contribution, parts[b].contribution)
            return first == second ? a < b : first == .everything
          }
        }
      }
      chosen = Array(order[selection.positions])
      considered = positions
      func together(_ measures: [Measures]) -> Measures {
        Measures(combining: measures, dividedBy: selection.divisor)
      }
      let isEarned = chosen.contains { parts[$0].contribution == .everything }
      contribution = isEarned ? .everything : .debts
      // Where nothing else counts, what is disqualified keeps what it has, and stands where the rules put it.
      measures = together(chosen.map { isEarned ? brought($0) : parts[$0].own })
      owed = together(chosen.map { parts[$0].owed })
      measures.disqualified = isDisqualified && !isEarned ? 1 : 0
      owed.disqualified = measures.disqualified
    }
  }
}
