package import Scoring

/// What a new run is beside the team's others.
package enum Beside: Equatable {
  /// It replaces none: it counts beside these, which the results take together so.
  case countsBeside([Run.ID], Aggregation?)
  /// It is held in place of one that does not count, for this reason.
  case inPlaceOf(Run.ID, because: String)
}

extension Situation {
  /// What a new run is beside the team's others: which it is held in place of, or that it counts beside them.
  package func beside(_ run: Run, of challenge: Challenge) -> Beside? {
    let others = logs.filter {
      $0.run.challenge == run.challenge && $0.run.phase == run.phase && $0.run.team == run.team && $0.run.id != run.id
    }
    let turns = held(run.challenge, run.phase, run.team).filter { $0.run.id != run.id }
    if let planned = planned(run.phase, of: challenge), turns.count >= planned, run.phase != .practice {
      let aggregation = rules[challenge.rules].map {
        RankingRule($0.ruleSet, plan: challenge.plan(of: run.phase), of: run.phase).aggregation
      }
      return .countsBeside(turns.map(\.run.id), aggregation)
    }
    let spoilt = others.filter { log in !turns.contains { $0.run.id == log.run.id } }
    return spoilt.last.map { .inPlaceOf($0.run.id, because: $0.state.word) }
  }
}
