import Scheduling
import Scoring
import Testing

@Suite("The running order")
struct SchedulerTests {
  private let shop = Arena(id: "shop", title: "The coffee shop", challenges: ["coffee"])
  private let field = Arena(id: "field", title: "The field")

  /// Times are minutes.
  private func scheduler(
    _ arenas: [Arena], _ windows: ClosedRange<Int>..., rest: Int = 0, change: Int = 0, fixed: [Slot] = []
  ) -> Scheduler {
    Scheduler(
      arenas: arenas,
      windows: windows.map { .init(from: Int64($0.lowerBound) * 60_000, until: Int64($0.upperBound) * 60_000) },
      rest: .at(rest), change: .at(change), fixed: fixed)
  }

  private func wishes(
    _ teams: [Team.ID], of challenge: Challenge.ID = "coffee", runs: Int = 1, minutes: Int = 10
  ) -> [Scheduler.Wish] {
    teams.flatMap { team in
      (1...runs).map { .init(challenge: challenge, phase: .trials, team: team, number: $0, length: .at(minutes)) }
    }
  }

  /// "0 shop lasr 1": from which minute, where, who, which of its runs.
  private func lines(_ slots: [Slot]) -> [String] {
    slots.map { "\($0.startsAt / 60_000) \($0.arena) \($0.team) \($0.number)" }
  }

  @Test("one arena: the teams one after the other, each arena change in between")
  func oneArena() {
    let plan = scheduler([shop], 0...60, change: 2).plan(wishes(["a", "b", "c"]))
    #expect(lines(plan.slots) == ["0 shop a 1", "12 shop b 1", "24 shop c 1"])
    #expect(plan.unplaced.isEmpty)
  }

  @Test("everybody's first run comes before anybody's second, and another team opens each round")
  func rounds() {
    let plan = scheduler([shop], 0...90).plan(wishes(["a", "b", "c"], runs: 3))
    #expect(
      lines(plan.slots) == [
        "0 shop a 1", "10 shop b 1", "20 shop c 1", "30 shop b 2", "40 shop a 2", "50 shop c 2", "60 shop c 3",
        "70 shop b 3", "80 shop a 3",
      ])
  }

  @Test("a gap in one arena is not filled by a second run while somebody still waits for the first")
  func gap() {
    // Team a is in the field until 40, so its first coffee comes late; nobody's second coffee comes before it.
    let busy = Slot(
      challenge: "door", phase: .trials, team: "a", number: 1, arena: "field", startsAt: 0, length: .at(40))
    let plan = scheduler([shop], 0...200, fixed: [busy]).plan(wishes(["a", "b"], runs: 2))
    #expect(lines(plan.slots).prefix(2) == ["0 shop b 1", "40 shop a 1"])
    #expect(plan.slots.count == 4)
  }

  @Test("a team is not in two places, and rests in between; another takes the free arena")
  func rest() {
    let bar = Arena(id: "bar", title: "", challenges: ["door"])
    let plan = scheduler([shop, bar], 0...100, rest: 15).plan(wishes(["a", "b"]) + wishes(["a", "b"], of: "door"))
    #expect(lines(plan.slots) == ["0 bar b 1", "0 shop a 1", "25 bar a 1", "25 shop b 1"])
  }

  @Test("a run is whole within one window, and windows may be given in any order")
  func windows() {
    let plan = scheduler([shop], 60...90, 0...15).plan(wishes(["a", "b", "c"]))
    #expect(lines(plan.slots) == ["0 shop a 1", "60 shop b 1", "70 shop c 1"])
  }

  @Test("what finds no place is named, in the order of the wishes; what comes after it is not tried")
  func unplaced() {
    let plan = scheduler([shop], 0...25).plan(wishes(["a", "b", "c"], runs: 2))
    #expect(lines(plan.slots) == ["0 shop a 1", "10 shop b 1"])
    #expect(plan.unplaced.map { "\($0.team) \($0.number)" } == ["a 2", "b 2", "c 1", "c 2"])
    #expect(scheduler([shop], 0...25).plan(wishes(["a"], of: "door")).unplaced.count == 1, "no arena holds it")
    #expect(scheduler([], 0...25).plan(wishes(["a"])).unplaced.count == 1)
    #expect(scheduler([shop]).plan(wishes(["a"])).unplaced.count == 1, "no window")
    #expect(scheduler([shop], 0...25).plan([]).slots.isEmpty)
  }

  @Test("what is planned already stays, and is planned around")
  func fixed() {
    let busy = Slot(
      challenge: "coffee", phase: .final, team: "x", number: 1, arena: "shop", startsAt: 600_000, length: .at(10))
    let plan = scheduler([shop], 0...60, change: 5, fixed: [busy]).plan(wishes(["a", "b"]))
    #expect(lines(plan.slots) == ["25 shop a 1", "40 shop b 1"], "no ten minutes and a change before it")
  }

  @Test("problems of an order are sentences that name the runs")
  func problems() {
    func slot(_ team: Team.ID, _ number: Int, _ challenge: Challenge.ID, _ arena: Arena.ID, _ minute: Int) -> Slot {
      Slot(
        challenge: challenge, phase: .trials, team: team, number: number, arena: arena,
        startsAt: Int64(minute) * 60_000, length: .at(10))
    }
    let checker = scheduler([shop, field], rest: 15)
    #expect(
      checker.problems(in: [slot("a", 1, "coffee", "shop", 0), slot("b", 1, "coffee", "shop", 5)])
        == ["coffee/trials/a/1 and coffee/trials/b/1 are in arena 'shop' at the same time"])
    #expect(
      checker.problems(in: [slot("a", 1, "coffee", "shop", 0), slot("a", 1, "door", "field", 5)])
        == ["team 'a' is in two places: coffee/trials/a/1 and door/trials/a/1"])
    #expect(
      checker.problems(in: [slot("a", 1, "coffee", "shop", 0), slot("a", 1, "door", "field", 17)])
        == ["team 'a' has 7 min between coffee/trials/a/1 and door/trials/a/1, not 15 min"])
    #expect(
      checker.problems(in: [slot("a", 1, "door", "shop", 0)])
        == ["door/trials/a/1: 'door' is not held in arena 'shop'"])
    #expect(
      checker.problems(in: [slot("a", 1, "coffee", "shop", 0), slot("b", 1, "coffee", "shop", 10)]).isEmpty)
  }
}
