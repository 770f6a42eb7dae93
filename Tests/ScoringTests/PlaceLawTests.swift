import Scoring
import ScoringTestSupport
import Testing

@Suite("The laws of places")
struct PlaceLawTests {
  /// For each seed, a rule set and teams with up to three runs.
  private func everyRanking(_ check: (UInt64, inout SeededCompetition, RuleSet, [Contender]) -> Void) {
    for seed in Seeds.seeds(250) {
      var chance = SeededCompetition(seed: seed)
      let rules = CompiledRules(chance.ruleSet())
      var before: [ScoredRun] = []
      let contenders = (1...chance.number(1...7)).map { index in
        let team = Team.ID("team-\(index)")
        // Some do just what another did, or ties would be too rare to test.
        if chance.oneIn(2), !before.isEmpty { return Contender(team: team, runs: before) }
        let runs = (0..<chance.number(0...3)).map { number in
          let log = chance.log(Run.ID("\(team)-\(number)"), team: team, number: number, under: rules)
          return ScoredRun(log, keys: rules.ruleSet.ranking)
        }
        before = runs
        return Contender(
          team: team, runs: runs, isEntered: !chance.oneIn(8), hasWithdrawn: chance.oneIn(8),
          isDisqualified: chance.oneIn(12))
      }
      check(seed, &chance, rules.ruleSet, contenders)
    }
  }

  @Test("standings are a permutation of the teams, and the order of the input makes no difference")
  func permutation() {
    everyRanking { seed, chance, rules, contenders in
      let standings = rules.standings(of: contenders)
      #expect(Set(standings.map(\.team)) == Set(contenders.map(\.team)), "seed \(seed)")
      #expect(standings.count == contenders.count, "seed \(seed)")
      let shuffled = chance.shuffled(contenders).map { contender in
        var other = contender
        other.runs = chance.shuffled(contender.runs)
        return other
      }
      let others = rules.standings(of: shuffled)
      #expect(others.map(\.team) == standings.map(\.team), "seed \(seed)")
      #expect(others.map(\.rank) == standings.map(\.rank), "seed \(seed)")
      #expect(others.map(\.result) == standings.map(\.result), "seed \(seed)")
      #expect(others.map(\.decidedBy) == standings.map(\.decidedBy), "seed \(seed)")
    }
  }

  @Test("a place is one more than the number of teams above it; equal keys are an equal place")
  func places() {
    everyRanking { seed, chance, rules, contenders in
      let ranked = rules.standings(of: contenders).filter { $0.rank != nil }
      for (index, standing) in ranked.enumerated() {
        let above = ranked.filter { $0.rank! < standing.rank! }.count
        #expect(standing.rank == above + 1, "seed \(seed)")
        #expect(standing.isShared == (ranked.filter { $0.rank == standing.rank }.count > 1), "seed \(seed)")
        guard index > 0 else { continue }
        let neighbour = ranked[index - 1]
        let isEqual =
          rules.ranking.allSatisfy { value($0, standing) == value($0, neighbour) }
          && (rules.disqualified != .last || (standing.status == .disqualified) == (neighbour.status == .disqualified))
        #expect((standing.rank == neighbour.rank) == isEqual, "seed \(seed)")
      }
    }
  }

  @Test("the key that decided is the first that differs, and it speaks for the team above")
  func deciders() {
    everyRanking { seed, chance, rules, contenders in
      let standings = rules.standings(of: contenders).filter { $0.rank != nil }
      for (above, below) in zip(standings, standings.dropFirst()) {
        guard let decider = below.decidedBy else {
          Issue.record("seed \(seed): \(below.team) has no decider")
          continue
        }
        #expect(decider.against == above.team, "seed \(seed)")
        guard let key = decider.key, key != .notDisqualified else { continue }
        for earlier in rules.ranking.prefix(while: { $0 != key }) {
          #expect(value(earlier, above) == value(earlier, below), "seed \(seed)")
        }
        guard let upper = decider.other else {
          Issue.record("seed \(seed): a missing value stands above one")
          continue
        }
        if let lower = decider.own { #expect((upper > lower) == key.greaterIsBetter, "seed \(seed)") }
      }
    }
  }

  private func value(_ key: RankingKey, _ standing: Standing) -> Points? {
    standing.result?.measures.value(of: key.measure).map(key.compared)
  }
}
