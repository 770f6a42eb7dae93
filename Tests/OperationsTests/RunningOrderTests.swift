import Operations
import Scoring
import ScoringTestSupport
import Testing

@Suite("The running order and what was held for it")
struct RunningOrderTests {
  private static let rules = CompiledRules(RuleSet(id: "test/rules", edition: 1, title: ""))

  /// A run of every planned one but the last `open`, ended; every seventh of them void, and held again.
  private static func logs(for slots: [Slot], open: Int) -> [RunLog] {
    var number = 0
    return slots.dropLast(open).flatMap { slot in
      let isVoid = slot.number % 7 == 0
      return (isVoid ? [true, false] : [false]).map { isVoid in
        number += 1
        let run = Run(
          id: Run.ID("r-\(number)"), challenge: slot.challenge, team: slot.team, phase: slot.phase, number: number,
          rules: RuleSetReference(id: "test/rules", edition: 1, digest: "0"))
        func entry(_ count: Int, _ fact: Fact) -> Entry {
          Entry(
            id: Entry.ID("\(run.id)-\(count)"), run: run.id, official: "R", terminal: "desk",
            number: number * 2 + count,
            clock: .zero, recordedAt: 0, fact: fact)
        }
        return RunLog(
          run, under: rules,
          recording: [entry(0, .finished(.noShow))] + (isVoid ? [entry(1, .voided(reason: "a test"))] : []))
      }
    }
  }

  @Test("each planned run has the run that was held for it, void ones left out and dropped ones skipped")
  func held() {
    let competition = Competition(decisionsOfLargePlan(runs: 2000, teams: 8))
    let logs = RunningOrderTests.logs(for: competition.slots, open: 40)
    let order = RunningOrder(competition, logs: logs)
    #expect(order.planned.map(\.slot) == competition.slots)
    #expect(order.planned.dropLast(40).allSatisfy { $0.run?.state.isVoid == false })
    let held = order.planned.compactMap { planned in planned.run.map { (planned.slot, $0.run) } }
    #expect(held.allSatisfy { $0.0.team == $0.1.team && $0.0.challenge == $0.1.challenge })
    #expect(Set(held.map(\.1.id)).count == held.count, "no run is held for two")
    #expect(held.count == competition.slots.count - 40)
    let waiting = competition.arenaNames.flatMap { order.waiting(in: $0) }
    #expect(waiting.count == 40)
    #expect(waiting.allSatisfy { $0.run == nil })
    // The slots say what is left; the numbers say it too.
    let team = waiting[0].slot
    let numbers = order.numbersToHold(team.challenge, team.phase, team.team, upTo: 50)
    #expect(numbers == waiting.map(\.slot).filter { $0.isSeries(of: team) }.map(\.number).sorted())
  }

  @Test("it grows evenly with the plan, every question asked")
  func growth() {
    let cases = [500, 4000].map { runs in
      let competition = Competition(decisionsOfLargePlan(runs: runs))
      return (competition: competition, logs: RunningOrderTests.logs(for: competition.slots, open: runs / 10))
    }
    let ratio = ScoringTestSupport.growth(from: cases[0], to: cases[1]) { competition, logs in
      let order = RunningOrder(competition, logs: logs)
      #expect(competition.arenaNames.reduce(0) { $0 + order.waiting(in: $1).count } > 10)
      for slot in competition.slots {
        #expect(order.numbersToHold(slot.challenge, slot.phase, slot.team, upTo: slot.number).count <= slot.number)
      }
    }
    #expect(ratio < 24)
  }
}

extension Competition {
  fileprivate var arenaNames: [Arena.ID] { Set(slots.map(\.arena)).sorted() }
}
