import Scoring

/// A challenge's own places, out of trials and final.
struct TogetherRecount {
  let trials: TableRecount
  let final: TableRecount
  /// Who reached the final; everybody, where nothing says who.
  let finalists: FinalistsRecount?
  /// The ties that were settled in the challenge's own table.
  let ties: [Tie]

  /// The places that this reading of the final gives.
  func places(_ reading: FinalRule, rankedBy keys: [RankingKey]) -> [TableRecount.Place] {
    switch reading {
    case .apart: return trials.places
    case .adds: return added(keys)
    case .decides: return decided(upTo: nil)
    case .decidesFirst(let count): return decided(upTo: count)
    }
  }

  /// First whom the final decides, then finalists without a result, then the rest, these two by the trials.
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
      } else if let inFinal, let rank = inFinal.rank, last.map({ rank <= $0 }) ?? true {
        order[inFinal.team] = [0, rank]
        ranked.append(inFinal)
      } else if let rank = inTrials.rank {
        let waits = last == nil && (finalists?.teams.contains(inTrials.team) ?? true)
        order[inTrials.team] = [waits ? 1 : 2, rank]
        ranked.append(inTrials)
      } else {
        others.append(inTrials)
      }
    }
    return TableRecount.inOrder(ranked, others, settled: ties) { a, b in
      order[a.team]!.lexicographicallyPrecedes(order[b.team]!)
    }
  }

  /// The sums; a team without a result in one of the two has what it has in the other.
  private func added(_ keys: [RankingKey]) -> [TableRecount.Place] {
    var ranked: [TableRecount.Place] = []
    var others: [TableRecount.Place] = []
    for inTrials in trials.places {
      let both = [inTrials] + (final.place(of: inTrials.team).map { [$0] } ?? [])
      let results = both.filter { $0.rank != nil }.compactMap(\.result)
      if let out = both.first(where: \.isOut) {
        others.append(out)
      } else if let first = results.first {
        var place = inTrials
        place.result = results.dropFirst().reduce(first) { $0.adding($1) }
        if both.contains(where: \.isOutOfAll) { place.result?.disqualified = 1 }
        place.status = place.result?.disqualified == 1 ? .disqualified : .ranked
        ranked.append(place)
      } else {
        others.append(inTrials)
      }
    }
    return TableRecount.inOrder(ranked, others, settled: ties) { a, b in
      guard let mine = a.result, let theirs = b.result else { return false }
      return mine.isBetter(than: theirs, by: keys)
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
}

extension ResultRecount {
  /// Two results added. A missing value makes the sum missing; disqualified is what is so in both.
  func adding(_ other: ResultRecount) -> ResultRecount {
    var sum = self
    sum.counted += other.counted
    sum.points += other.points
    sum.achievements += other.achievements
    sum.penalised += other.penalised
    sum.time = time.flatMap { time in other.time.map { time + $0 } }
    sum.disqualified = min(disqualified, other.disqualified)
    sum.quantities = [:]
    for (item, quantity) in quantities {
      if let more = other.quantities[item] { sum.quantities[item] = quantity + more }
    }
    return sum
  }
}
