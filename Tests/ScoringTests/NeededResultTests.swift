import Scoring
import ScoringTestSupport
import Testing

/// What a team needs for a place, against trying every value out.
@Suite("What a team needs for a place")
struct NeededResultTests {
  /// The place that a team has after one run more.
  private func place(_ event: Event, _ team: Team.ID, _ points: Int, bumps: Int) -> Int? {
    var event = event
    event.run(team, "\(points)", then: bumps == 0 ? [] : [saw("bump", count: bumps)])
    return event.board.tables[0].standing(of: team)?.rank
  }

  @Test("one point less is not enough, and that many are: at best, and for sure")
  func minimal() throws {
    for seed in 1...15 as ClosedRange<UInt64> {
      var chance = SeededGenerator(seed: seed)
      func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &chance) }
      let teams = (1...number(2...5)).map { Team.ID("t\($0)") }
      var event = Event(teams)
      for team in teams {
        for _ in 0..<number(0...2) {
          event.run(team, "\(number(0...9))", then: number(0...2) == 0 ? [saw("bump", count: number(1...2))] : [])
        }
      }
      let table = event.board.tables[0]
      for team in teams {
        let best = (0...11).map { place(event, team, $0, bumps: 0) ?? .max }
        let worst = (0...11).map { place(event, team, $0, bumps: 90) ?? .max }
        for wanted in 1...teams.count {
          let needed = try #require(NeededResult(for: team, place: wanted, in: table))
          let atBest = best.firstIndex { $0 <= wanted }
          let forSure = worst.firstIndex { $0 <= wanted }
          #expect(needed.atBest == atBest.map { Points($0) }, "seed \(seed), \(team) for place \(wanted)")
          #expect(needed.forSure == forSure.map { Points($0) }, "seed \(seed), \(team) for place \(wanted)")
        }
      }
    }
  }

  @Test("more achievements than the sheet has are no answer")
  func sheetIsFull() throws {
    let rules = RuleSet.make([.make(.judgement, "score"), .achievement("goal") { $0.limit = 2 }]) {
      $0.ranking = [.mostAchievements]
      $0.aggregation = .sum
    }
    var event = Event(["a", "b"], rules: rules)
    for _ in 1...2 { event.run("b", "0", then: [saw("goal", count: 2)]) }
    let table = event.board.tables[0]
    #expect(try #require(NeededResult(for: "a", place: 1, in: table)).atBest == nil)
    event.run("a", "0", then: [saw("goal", count: 2)])
    #expect(try #require(NeededResult(for: "a", place: 1, in: event.board.tables[0])).atBest == 2)
  }

  @Test("a place that is held whatever happens needs nothing; for one that it may lose, nothing less than zero will do")
  func any() throws {
    var event = Event(["a", "b"])
    event.held(.trials, ["a": "5", "b": "0"])
    #expect(try #require(NeededResult(for: "a", place: 1, in: event.board.tables[0])).isAnyEnough)
    var fresh = Event(["a", "b"])
    fresh.held(.trials, ["b": "-1"])
    let needed = try #require(NeededResult(for: "a", place: 1, in: fresh.board.tables[0]))
    #expect(needed.atBest == 0 && needed.forSure == 0 && !needed.isAnyEnough)
  }
}
