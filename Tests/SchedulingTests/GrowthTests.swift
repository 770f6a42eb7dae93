import Scheduling
import Scoring
import ScoringTestSupport
import Testing

/// A season's running order is no harder, run for run, than a day's. Each compares two sizes in one go.
@Suite("What grows with the running order grows evenly")
struct SchedulerGrowthTests {
  @Test("looking for what is wrong with a running order")
  func problems() {
    let orders = [500, 4000].map { Competition(decisionsOfLargePlan(runs: $0)).slots }
    let checker = Scheduler(arenas: [], windows: [], rest: .at(1), change: .zero)
    let ratio = growth(from: orders[0], to: orders[1]) { slots in #expect(checker.problems(in: slots).count > 10) }
    #expect(ratio < 24)
  }

  @Test("making a running order, round after round of the same teams")
  func making() {
    let challenges: [Challenge.ID] = ["coffee", "door"]
    let arenas = challenges.map { Arena(id: Arena.ID("arena-\($0)"), title: "", challenges: [$0]) }
    let scheduler = Scheduler(
      arenas: arenas, windows: [.init(from: 0, until: 1_000_000_000_000)], rest: .at(10), change: .at(2))
    func wishes(rounds: Int) -> [Scheduler.Wish] {
      challenges.flatMap { challenge in
        (1...rounds).flatMap { round in
          (1...8).map {
            .init(challenge: challenge, phase: .trials, team: Team.ID("t\($0)"), number: round, length: .at(10))
          }
        }
      }
    }
    let ratio = growth(from: wishes(rounds: 10), to: wishes(rounds: 80)) { wishes in
      #expect(scheduler.plan(wishes).unplaced.isEmpty)
    }
    #expect(ratio < 24)
  }
}
