import Scoring

/// A challenge's own places, out of trials and final.
struct TogetherRecount {
  let trials: TableRecount
  let final: TableRecount
  /// Who reached the final; everybody, where nothing says who.
  let finalists: FinalistsRecount?
  /// The ties that were settled in the challenge's own table.
  let ties: [Tie]
  /// Whether what is disqualified is ranked with nothing but its debts.
  let scoresZero: Bool

  /// The places that this reading of the final gives.
  func places(_ reading: FinalRule, rankedBy keys: [RankingKey]) -> [TableRecount.Place] {
    switch reading {
    case .apart: return trials.places
    case .adds: return added(keys)
    case .decides: return decided(upTo: nil)
    case .decidesFirst(let count): return decided(upTo: count)
    }
  }

  /// First whom the final decides, then finalists without a result, then the rest, these two by the trials. A final in
  /// which a team is disqualified, or to which it did not come, is no result; who has nothing else is last, or not ranked.
  private func decided(upTo last: Int?) -> [TableRecount.Place] {
    var ranked: [TableRecount.Place] = []
    var others: [TableRecount.Place] = []
    var order: [Team.ID: [Int]] = [:]
    for inTrials in trials.places {
      let inFinal = final.place(of: inTrials.team)
      // Who is not ranked in one of the two, because it is disqualified, is not ranked in both together.
      if inTrials.isOut {
        others.append(inTrials)
      } else if let inFinal, inFinal.isOut {
        others.append(inFinal)
      } else if let inFinal, let rank = decided(inFinal), last.map({ rank <= $0 }) ?? true {
        order[inFinal.team] = [0, rank]
        ranked.append(inFinal)
      } else if let rank = inTrials.rank {
        let waits =
          last == nil && final.places.contains(where: \.isEarned) && inTrials.status != .disqualified
          && (finalists?.teams.contains(inTrials.team) ?? false)
        order[inTrials.team] = [waits ? 1 : 2, rank]
        var place = inTrials
        if let inFinal, inFinal.rank != nil, !inFinal.isEarned, let debts = inFinal.result?.debts {
          // The place stays. What it is worth elsewhere would have been the final's to say: nothing but debts.
          place.result?.isEarned = false
          place.result?.debts = debts
        }
        ranked.append(place)
      } else if let inFinal, let rank = inFinal.rank, inFinal.status == .disqualified, last == nil {
        order[inFinal.team] = [3, rank]
        ranked.append(inFinal)
      } else {
        others.append(inTrials)
      }
    }
    return TableRecount.inOrder(ranked, others, settled: ties) { a, b in
      order[a.team]!.lexicographicallyPrecedes(order[b.team]!)
    }
  }

  /// The place that a final gives: among those only who have a result there.
  private func decided(_ place: TableRecount.Place) -> Int? {
    guard place.isEarned else { return nil }
    return final.places.filter { $0.isEarned && ($0.rank ?? 0) < (place.rank ?? 0) }.count + 1
  }

  /// The sums; a team without a result in one of the two has what it has in the other.
  private func added(_ keys: [RankingKey]) -> [TableRecount.Place] {
    // Where disqualified runs stand last, or not at all, that comes before every key.
    let runKeys = scoresZero ? keys : [.notDisqualified] + keys
    var ranked: [TableRecount.Place] = []
    var others: [TableRecount.Place] = []
    for inTrials in trials.places {
      let both = [inTrials] + (final.place(of: inTrials.team).map { [$0] } ?? [])
      let pieces = both.filter { $0.rank != nil }.compactMap { $0.piece(scoresZero: scoresZero) }
      if let out = both.first(where: \.isOut) {
        others.append(out)
      } else if let sum = Aggregation.sum.recount(pieces, by: runKeys) {
        var place = inTrials
        place.result = sum
        place.status = place.result?.disqualified == 1 ? .disqualified : .ranked
        ranked.append(place)
      } else {
        others.append(inTrials)
      }
    }
    return TableRecount.inOrder(ranked, others, settled: ties) { a, b in
      guard let mine = a.result, let theirs = b.result else { return false }
      return mine.numbers.isBetter(than: theirs.numbers, by: keys)
    }
  }
}

extension TableRecount {
  /// A team's place.
  func place(of team: Scoring.Team.ID) -> Place? { places.first { $0.team == team } }
}

extension TableRecount.Place {
  /// Whether the team is not ranked because it is disqualified.
  var isOut: Bool { rank == nil && status == .disqualified }

  /// What the team has in a phase, as a part of the sum.
  fileprivate func piece(scoresZero: Bool) -> Piece? {
    result.map {
      Piece(
        runs: $0.counted, isDisqualified: status == .disqualified, isEarned: isEarned, own: $0.numbers,
        debts: $0.debts, scoresZero: scoresZero)
    }
  }
}
