import Scheduling
import Scoring
import ScoringTestSupport
import Testing

/// Laws of every running order, for seeded events.
@Suite("The laws of the running order")
struct SchedulerLawTests {
  private struct Day {
    var scheduler: Scheduler
    var wishes: [Scheduler.Wish]
  }

  private func everyDay(_ check: (UInt64, Day, [Slot], [Scheduler.Wish]) -> Void) {
    for seed in 1...60 as ClosedRange<UInt64> {
      let day = SchedulerLawTests.day(seed)
      let plan = day.scheduler.plan(day.wishes)
      check(seed, day, plan.slots, plan.unplaced)
    }
  }

  private static func day(_ seed: UInt64) -> Day {
    var chance = SeededGenerator(seed: seed)
    func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &chance) }
    let challenges = (1...number(1...4)).map { Challenge.ID("c\($0)") }
    let arenas = (1...number(1...4)).map { index in
      Arena(id: Arena.ID("arena-\(index)"), title: "", challenges: challenges.filter { _ in number(0...2) == 0 })
    }
    var wishes: [Scheduler.Wish] = []
    for challenge in challenges {
      let length = Milliseconds.at(number(3...25))
      for team in 1...number(1...8) where number(0...9) > 0 {
        for run in 1...number(1...3) {
          wishes.append(
            .init(challenge: challenge, phase: .trials, team: Team.ID("t\(team)"), number: run, length: length))
        }
      }
    }
    let hour: Int64 = 3_600_000
    let windows = (0..<number(1...3)).map { index -> Scheduler.Window in
      let from = Int64(index) * 6 * hour
      return .init(from: from, until: from + Int64(number(1...5)) * hour)
    }
    return Day(
      scheduler: Scheduler(
        arenas: arenas, windows: windows.shuffled(using: &chance), rest: .at(number(0...30)),
        change: .at(number(0...10))),
      wishes: wishes.shuffled(using: &chance))
  }

  @Test("no team in two places, its rest kept, and arenas hold only their challenges")
  func possible() {
    everyDay { seed, day, slots, _ in
      #expect(day.scheduler.problems(in: slots) == [], "seed \(seed)")
      // The same said by other words than the scheduler's own.
      for (index, a) in slots.enumerated() {
        #expect(day.scheduler.arenas.first { $0.id == a.arena }?.holds(a.challenge) == true, "seed \(seed)")
        for b in slots[(index + 1)...] {
          let (first, second) = a.startsAt <= b.startsAt ? (a, b) : (b, a)
          let between = second.startsAt - first.endsAt
          if a.team == b.team { #expect(between >= day.scheduler.rest.count, "seed \(seed): \(a.id) \(b.id)") }
          if a.arena == b.arena { #expect(between >= day.scheduler.change.count, "seed \(seed): \(a.id) \(b.id)") }
        }
      }
    }
  }

  @Test("every run is whole within a window, and every wish is placed once or reported once")
  func complete() {
    everyDay { seed, day, slots, unplaced in
      for slot in slots {
        #expect(
          day.scheduler.windows.contains { $0.from <= slot.startsAt && slot.endsAt <= $0.until }, "seed \(seed)")
      }
      let placed = slots.map {
        Scheduler.Wish(challenge: $0.challenge, phase: $0.phase, team: $0.team, number: $0.number, length: $0.length)
      }
      #expect(placed.count + unplaced.count == day.wishes.count, "seed \(seed)")
      #expect(Set(placed + unplaced) == Set(day.wishes), "seed \(seed)")
    }
  }

  @Test("no run of a round begins before the last of the round before it has begun")
  func rounds() {
    everyDay { seed, day, slots, unplaced in
      for (challenge, slots) in Dictionary(grouping: slots, by: \.challenge) {
        for slot in slots {
          for earlier in slots where earlier.number < slot.number {
            #expect(earlier.startsAt <= slot.startsAt, "seed \(seed): \(earlier.id) \(slot.id)")
          }
        }
        // A round that was not finished lets nobody go ahead.
        let stuck = unplaced.filter { $0.challenge == challenge }.map(\.number).min() ?? .max
        #expect(slots.allSatisfy { $0.number <= stuck }, "seed \(seed)")
      }
    }
  }

  @Test("nothing that is left over would have found a place at the end")
  func greedy() {
    everyDay { seed, day, slots, unplaced in
      for (_, wishes) in Dictionary(grouping: unplaced, by: \.challenge) {
        guard let first = wishes.min(by: { $0.number < $1.number }) else { continue }
        var again = day.scheduler
        again.fixed = slots
        #expect(again.plan([first]).slots.isEmpty, "seed \(seed): \(first)")
      }
    }
  }

  @Test("the same wishes give the same order, whatever order hash tables have")
  func deterministic() {
    everyDay { seed, day, slots, _ in #expect(day.scheduler.plan(day.wishes).slots == slots, "seed \(seed)") }
  }

  /// Equal teams: each in every challenge, as often, for as long.
  private func equal(teams: Int, challenges: Int, runs: Int, rest: Int) -> (Scheduler, [Slot]) {
    let ids = (1...challenges).map { Challenge.ID("c\($0)") }
    let arenas = ids.map { Arena(id: Arena.ID("arena-\($0)"), title: "", challenges: [$0]) }
    let wishes = ids.flatMap { challenge in
      (1...teams).flatMap { team in
        (1...runs).map {
          Scheduler.Wish(
            challenge: challenge, phase: .trials, team: Team.ID("t\(team)"), number: $0, length: .at(10))
        }
      }
    }
    let scheduler = Scheduler(
      arenas: arenas, windows: [.init(from: 0, until: 1_000_000_000)], rest: .at(rest), change: .at(2))
    let plan = scheduler.plan(wishes)
    #expect(plan.unplaced.isEmpty)
    return (scheduler, plan.slots)
  }

  @Test("with equal teams nobody waits longer for its next run than others by more than two runs", arguments: 3...14)
  func fairWaiting(teams: Int) {
    for challenges in 1...4 {
      let (_, slots) = equal(teams: teams, challenges: challenges, runs: 3, rest: 10)
      let longest = Dictionary(grouping: slots, by: \.team).values.map { slots in
        let ordered = slots.sorted { $0.startsAt < $1.startsAt }
        return zip(ordered, ordered.dropFirst()).map { ($1.startsAt - $0.endsAt) / 60_000 }.max() ?? 0
      }
      let (least, most) = (longest.min() ?? 0, longest.max() ?? 0)
      // Each takes ten minutes and the arena's change.
      #expect(most - least <= 24, "\(teams) teams, \(challenges) challenges: \(least) to \(most) min")
    }
  }

  @Test("with equal teams nobody is always first, where there are two teams for each challenge", arguments: 2...14)
  func neverAlwaysFirst(teams: Int) {
    for challenges in 1...4 where teams >= 2 * challenges {
      let (_, slots) = equal(teams: teams, challenges: challenges, runs: 3, rest: 10)
      for (challenge, slots) in Dictionary(grouping: slots, by: \.challenge) {
        let openers = (1...3).compactMap { round in
          slots.filter { $0.number == round }.min { $0.startsAt < $1.startsAt }?.team
        }
        let different = teams < 4 ? 1 : teams < 3 * challenges ? 2 : 3
        #expect(Set(openers).count >= different, "\(teams) teams, \(challenge) of \(challenges): \(openers)")
      }
    }
  }

  @Test("sixty teams, five challenges, three trials: nine hundred runs are planned at once")
  func many() {
    let (scheduler, slots) = equal(teams: 60, challenges: 5, runs: 3, rest: 15)
    #expect(slots.count == 900)
    #expect(scheduler.problems(in: slots) == [])
    #expect(slots.map(\.endsAt).max() ?? 0 <= 60 * 3 * 12 * 60_000 + 30 * 60_000, "the arenas are hardly ever idle")
  }
}
