/// The final's points are added to those of the trials.
extension ChallengeResult {
  /// The sums, ranked as the trials are. A team without a result in one of the phases has what it has in the other.
  static func added(_ trials: Board.Table, _ final: Board.Table, _ ties: [Tie]) -> [Standing] {
    var ranked: [Standing] = []
    var others: [Standing] = []
    for team in teams(trials, final) {
      let both = [trials.standing(of: team), final.standing(of: team)].compactMap { $0 }
      let counting = both.filter { $0.rank != nil }
      if counting.isEmpty || both.contains(where: \.isOut) {
        others.append(both.first(where: \.isOut) ?? both[0])
      } else {
        ranked.append(sum(of: counting))
      }
    }
    return trials.rule.placed(ranked, settled: ties) + others.sorted(by: Standing.listed(_:before:))
  }

  private static func sum(of standings: [Standing]) -> Standing {
    let results = standings.compactMap(\.result)
    var sum = standings[0]
    (sum.rank, sum.isShared, sum.decidedBy, sum.settledBy, sum.phase) = (nil, false, nil, nil, nil)
    sum.runs = standings.flatMap(\.runs)
    sum.result = Result(
      counted: results.flatMap(\.counted), dropped: results.flatMap(\.dropped),
      measures: Measures(combining: results.map(\.measures), dividedBy: 1))
    // One disqualified phase leaves what the other earned; who is out of the whole challenge is so in both.
    sum.status = sum.result?.isDisqualified == true ? .disqualified : .ranked
    return sum
  }
}
