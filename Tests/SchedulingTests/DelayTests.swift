import Scheduling
import Scoring
import ScoringTestSupport
import Testing

@Suite("Delays move a session")
struct DelayTests {
  private static let minute: Int64 = 60_000

  /// A run of ten minutes that begins so many minutes after a midnight.
  private func slot(_ team: String, at minutes: Int) -> Slot {
    Slot(
      challenge: "door", phase: .trials, team: Team.ID(team), number: 1, arena: "shop",
      startsAt: Int64(minutes) * DelayTests.minute, length: .at(10))
  }

  private func slots(_ starts: Int...) -> [Slot] { starts.map { slot("t\($0)", at: $0) } }

  private func starts(_ delay: Delay) -> [Int] { delay.moved.map { Int($0.startsAt / DelayTests.minute) } }

  @Test("a session moves whole, over midnight too, and the next day stays")
  func midnight() throws {
    let night = slots(1380, 1392, 1404, 1416, 1428, 1440, 1452, 1470, 2000, 2012)
    let delay = try Delay(of: night, by: .at(45))
    #expect(starts(delay) == [1380, 1392, 1404, 1416, 1428, 1440, 1452, 1470])
    #expect(delay.next?.startsAt == 2000 * DelayTests.minute && delay.breakBefore == .at(520))
    #expect(try starts(Delay(of: night, from: 1430 * DelayTests.minute, by: .at(45))) == [1440, 1452, 1470])
  }

  @Test("a break takes a delay up, until it is used up: then what comes after it moves by as much")
  func lunch() throws {
    let day = slots(600, 612, 624, 700, 712)  // 634 to 700 is the break
    #expect(try starts(Delay(of: day, by: .at(20))) == [600, 612, 624])
    #expect(try Delay(of: day, by: .at(20)).breakAfter == .at(46))
    #expect(try starts(Delay(of: day, by: .at(64))) == [600, 612, 624])
    #expect(try starts(Delay(of: day, by: .at(65))) == [600, 612, 624, 700, 712], "the arena needs its two minutes")
  }

  @Test("where every gap is long, none is a break but a night")
  func rests() throws {
    let few = slots(600, 670, 740, 810, 1500)
    #expect(try starts(Delay(of: few, by: .at(30))) == [600, 670, 740, 810])
    #expect(try starts(Delay(of: slots(600, 1500), by: .at(30))) == [600])
  }

  @Test("what was held stays; runs of teams that are out move along and hold nobody up")
  func heldAndOut() throws {
    let day = slots(600, 612, 624, 636)
    #expect(try starts(Delay(of: day, held: [day[0].id, day[2].id], by: .at(5))) == [612, 636])
    #expect(try starts(Delay(of: day, out: [day[0].id, day[2].id], by: .at(5))) == [612, 624, 636])
    #expect(throws: Delay.Refusal.nothingWaits) {
      try Delay(of: day, held: [day[0].id, day[1].id], out: [day[2].id, day[3].id], by: .at(5))
    }
  }

  @Test("earlier only until what waits before it; nobody waits for a run that was held or a team that is out")
  func earlier() throws {
    let day = slots(600, 640, 652)
    let from = 640 * DelayTests.minute
    #expect(try starts(Delay(of: day, from: from, by: .at(-30))) == [640, 652])
    #expect(throws: Delay.Refusal.tooEarly(before: day[0], most: .at(30))) {
      try Delay(of: day, from: from, by: .at(-31))
    }
    #expect(try starts(Delay(of: day, held: [day[0].id], from: from, by: .at(-60))) == [640, 652])
    #expect(try starts(Delay(of: day, out: [day[0].id], from: from, by: .at(-60))) == [640, 652])
  }

  /// A seeded event of some days, of which something was held and somebody is out.
  private struct Event {
    var slots: [Slot]
    var held: Set<Slot.ID>
    var out: Set<Slot.ID>
    var from: Int64?
    var by: Milliseconds

    init(_ seed: UInt64) {
      var chance = SeededGenerator(seed: seed)
      func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &chance) }
      let hour: Int64 = 3_600_000
      let teams = number(1...9)
      let windows = (0..<number(1...4)).map { index -> Scheduler.Window in
        // At any hour of the day, so that some windows hold a midnight, and some follow one another after a short break.
        let from = Int64(index) * Int64(number(3...26)) * hour + Int64(number(0...23)) * hour
        return .init(from: from, until: from + Int64(number(1...8)) * hour)
      }
      let wishes = (1...teams).flatMap { team in
        (1...number(1...4)).map {
          Scheduler.Wish(
            challenge: "c", phase: .trials, team: Team.ID("t\(team)"), number: $0, length: .at(number(3...25)))
        }
      }
      slots =
        Scheduler(
          arenas: [Arena(id: "shop", title: "")], windows: windows, rest: .at(number(0...90)),
          change: .at(number(0...9))
        ).plan(wishes).slots
      let done = number(0...max(0, slots.count - 1))
      held = Set(slots.prefix(done).map(\.id).filter { _ in number(0...9) > 0 })
      out = Set(slots.filter { $0.team == "t1" && number(0...3) == 0 }.map(\.id))
      from = number(0...1) == 0 ? nil : slots.randomElement(using: &chance)?.startsAt
      by = .at(number(1...600) * (number(0...2) == 0 ? -1 : 1))
    }

    /// The longest time without a run between two runs, whatever was held or is out.
    func longestGap(from a: Slot, to b: Slot) -> Int64 {
      let between = slots.filter { $0.startsAt >= a.startsAt && $0.startsAt <= b.startsAt }
      return zip(between, between.dropFirst()).map { $1.startsAt - $0.endsAt }.max() ?? 0
    }

    func delay(later: Int64 = 0) -> Swift.Result<Delay, Delay.Refusal> {
      let moved = slots.map { slot -> Slot in
        var slot = slot
        slot.startsAt += later
        return slot
      }
      return Swift.Result { () throws(Delay.Refusal) -> Delay in
        try Delay(of: moved, held: held, out: out, from: from.map { $0 + later }, by: by)
      }
    }
  }

  @Test("no run overlaps, none is overtaken, a session stays whole, and midnight is nothing")
  func law() {
    var (moves, refusals, reached) = (0, 0, 0)
    for seed in 1...3000 as ClosedRange<UInt64> {
      let event = Event(seed)
      let result = event.delay()
      // The same event at another time of the day: just the same moves.
      for later in [7 * 3_600_000, 13 * 3_600_000 + 60_000] as [Int64] {
        #expect(
          (try? event.delay(later: later).get())?.moved.map(\.id) == (try? result.get())?.moved.map(\.id), "\(seed)")
      }
      guard let delay = try? result.get() else {
        refusals += 1
        continue
      }
      moves += 1
      let ids = Set(delay.moved.map(\.id))
      #expect(ids.isDisjoint(with: event.held), "\(seed): what was held stays")
      #expect(delay.moved.allSatisfy { $0.startsAt >= event.from ?? .min }, "\(seed)")
      func start(_ slot: Slot) -> Int64 { slot.startsAt + (ids.contains(slot.id) ? delay.by.count : 0) }
      let toCome = event.slots.filter { !event.held.contains($0.id) }
        .filter { event.by > .zero || ids.contains($0.id) || !event.out.contains($0.id) }
      for (a, b) in zip(toCome, toCome.dropFirst()) {
        #expect(start(a) < start(b), "\(seed): \(a.id) is overtaken by \(b.id)")
        #expect(start(a) + a.length.count <= start(b), "\(seed): \(a.id) and \(b.id) overlap")
        // Whoever follows a run that moves without a break moves too.
        if ids.contains(a.id), !ids.contains(b.id) {
          #expect(event.longestGap(from: a, to: b) >= Delay.shortestBreak.count, "\(seed): \(b.id) is left behind")
          #expect(delay.next != nil, "\(seed)")
        }
      }
      // No more moves than must: a break that would take the delay up ends it.
      for (a, b) in zip(delay.moved, delay.moved.dropFirst()) {
        let (gap, late) = (event.longestGap(from: a, to: b), max(delay.by.count, 0))
        #expect(gap < Delay.surelyBreak.count + late, "\(seed): \(b.id) need not move")
        if gap >= Delay.surelyBreak.count { reached += 1 }
      }
    }
    #expect(
      moves > 1000 && refusals > 50 && reached > 20,
      "\(moves) moved, \(refusals) refused, \(reached) over a night: the law must have something to say")
  }
}
