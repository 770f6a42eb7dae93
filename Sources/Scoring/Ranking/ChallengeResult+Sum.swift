/// The final's points are added to those of the trials.
extension ChallengeResult {
  /// The sums, ranked as the trials are. A team without a result in one of the phases has what it has in the other.
  static func added(_ trials: Board.Table, _ final: Board.Table, _ ties: [Tie]) -> [Standing] {
    var ranked: [Standing] = []
    var others: [Standing] = []
    for team in teams(trials, final) {
      let both = [trials.standing(of: team), final.standing(of: team)].compactMap { $0 }
      if !both.contains(where: \.isOut), let sum = sum(of: both.filter { $0.rank != nil }, by: trials.rule) {
        ranked.append(sum)
      } else {
        others.append(both.first(where: \.isOut) ?? both[0])
      }
    }
    return trials.rule.placed(ranked, settled: ties) + others.sorted(by: Standing.listed(_:before:))
  }

  /// What a team has in all of these; what is disqualified in one of them adds nothing to what the other earned.
  private static func sum(of standings: [Standing], by rule: RankingRule) -> Standing? {
    let results = standings.compactMap(\.result)
    let parts = zip(standings, results).map { standing, result in
      Result.Part(
        contribution: Contribution(of: standing), isDisqualified: standing.status == .disqualified,
        own: result.measures, owed: result.owed, scoresZero: rule.disqualified == .zero)
    }
    guard let whole = Result.Whole(of: parts, by: .sum, keys: rule.runKeys), var sum = standings.first else {
      return nil
    }
    (sum.rank, sum.isShared, sum.decidedBy, sum.settledBy, sum.phase) = (nil, false, nil, nil, nil)
    sum.runs = standings.flatMap(\.runs)
    sum.isOutOfAll = standings.contains(where: \.isOutOfAll)
    let left = results.indices.filter { !whole.chosen.contains($0) }
    sum.result = Result(
      counted: whole.chosen.flatMap { results[$0].counted },
      dropped: results.flatMap(\.dropped)
        + left.flatMap { results[$0].counted.map { Result.Dropped(run: $0, reason: .wouldHelp) } },
      measures: whole.measures, owed: whole.owed, contribution: whole.contribution,
      held: results.reduce(0) { $0 + $1.held }, whole: results.reduce(0) { $0 + $1.whole })
    sum.status = whole.measures.disqualified > .zero ? .disqualified : .ranked
    return sum
  }
}
