import Scoring
import ScoringTestSupport
import Testing

/// Rows 48, 49, 52, 55 and 57 of the mechanics.
@Suite("Several challenges make one table")
struct OverallTests {
  /// Three teams; c did not enter the door.
  private func event(_ overall: Overall = Overall(id: "best", title: "Best"), _ parts: Overall.Part...) -> Event {
    var event = Event(["a", "b", "c"], challenges: ["coffee", "door"])
    event.rulings.removeAll { $0 == .enteredChallenge("c", "door") }
    event.rulings.append(.plannedOverall(overall))
    for part in parts { event.rulings.append(.plannedPart(overall.id, part)) }
    event.held(.trials, of: "coffee", ["a": "10", "b": "5", "c": "20"])
    event.held(.trials, of: "door", ["a": "3", "b": "12"])
    return event
  }

  private func part(_ value: Overall.Value, _ change: (inout Overall.Part) -> Void = { _ in }) -> Overall.Part {
    var part = Overall.Part(title: "all", value: value)
    change(&part)
    return part
  }

  private func totals(_ event: Event) -> [String] {
    event.board.overall("best")!.standings.map {
      "\($0.rank.map(String.init) ?? "-") \($0.team) \($0.total?.description ?? $0.status.rawValue)"
    }
  }

  @Test("the sum of the points; not entered is no value, and not a zero")
  func sum() {
    let event = event(Overall(id: "best", title: "Best"), part(.points))
    #expect(totals(event) == ["1 c 20", "2 b 17", "3 a 13"])
    let door = event.board.overall("best")?.standing(of: "c")?.parts[0].contributions[1]
    #expect(door?.value == nil)
    #expect(door?.isCounted == false)
  }

  @Test("the mean over the challenges that a team has a value in")
  func mean() {
    #expect(
      totals(event(Overall(id: "best", title: "Best"), part(.points) { $0.combination = .mean })) == [
        "1 c 20", "2 b 8.5", "3 a 6.5",
      ])
    let best = event(Overall(id: "best", title: "Best"), part(.points) { $0.combination = .best })
    #expect(totals(best) == ["1 c 20", "2 b 12", "3 a 10"])
    #expect(best.board.overall("best")?.standing(of: "b")?.parts[0].contributions.map(\.isCounted) == [false, true])
  }

  @Test("each challenge in proportion to its best team, which gets 100")
  func normalised() {
    #expect(
      totals(event(Overall(id: "best", title: "Best"), part(.normalisedPoints(100)))) == [
        "1 b 125", "2 c 100", "3 a 75",
      ])
  }

  @Test("a part in proportion to its best team, and weighted: half and half")
  func weighted() {
    let half = Points(1, over: 2)
    let event = event(
      Overall(id: "best", title: "Best"),
      part(.points) {
        $0.challenges = ["coffee"]
        $0.normalised = 100
        $0.weight = half
      },
      part(.points) {
        $0.challenges = ["door"]
        $0.normalised = 100
        $0.weight = half
      })
    #expect(totals(event) == ["1 b 62.5", "2 c 50", "3 a 37.5"])
    let parts = event.board.overall("best")?.standing(of: "a")?.parts
    #expect(parts?.map(\.value) == [10, 3])
    #expect(parts?.map(\.normalised) == [50, 25])
    #expect(parts?.map(\.weighted) == [25, Points("12.5")])
  }

  @Test("a best of zero gives nobody anything, or everybody all; below zero nobody anything; one team alone all")
  func zeroBest() {
    func shares(_ points: KeyValuePairs<Team.ID, String>, isFull: Bool = false) -> [Points?] {
      var event = Event(["a", "b"])
      event.plan(
        Overall(id: "best", title: "Best"),
        part(.points) {
          $0.normalised = 100
          $0.zeroBestIsFull = isFull
        })
      event.held(.trials, points)
      let table = event.board.overall("best")
      return [table?.standing(of: "a")?.total, table?.standing(of: "b")?.total]
    }
    #expect(shares(["a": "0", "b": "0"]) == [0, 0])
    #expect(shares(["a": "0", "b": "0"], isFull: true) == [100, 100])
    #expect(shares(["a": "0", "b": "-5"], isFull: true) == [100, 0])
    #expect(shares(["a": "-1", "b": "-5"], isFull: true) == [0, 0])
    #expect(shares(["a": "10", "b": "-5"]) == [100, 0], "a share is never less than nothing")
    #expect(shares(["a": "7"]) == [100, nil])
  }

  @Test("league points by place; those who share a place share the points of the places that they take up")
  func league() {
    var event = Event(["a", "b", "c", "d"])
    event.plan(Overall(id: "best", title: "Best"), part(.league([10, 8, 6, 5])))
    event.held(.trials, ["a": "9", "b": "7", "c": "7", "d": "1"])
    #expect(totals(event) == ["1 a 10", "2 b 7", "2 c 7", "4 d 5"])
    event.rulings.removeLast(2)
    event.plan(Overall(id: "best", title: "Best"), part(.league([10, 8])))
    #expect(totals(event) == ["1 a 10", "2 b 4", "2 c 4", "4 d 0"], "nothing beyond the last place that has points")
  }

  @Test("most first places, then seconds, then thirds")
  func medals() {
    // Coffee: c, a, b. Door: b, a.
    let event = event(Overall(id: "best", title: "Best", order: .medals), part(.points))
    #expect(
      event.overall() == [
        "1 b 17 by places(3) 1 against 0 (c)", "2 c 20 by places(3) 0 against 1 (b)",
        "3 a 13 by places(1) 0 against 1 (c)",
      ])
    #expect(event.board.overall("best")?.standing(of: "a")?.places == [0, 2])
  }

  @Test("equal totals are told apart by the parts, by first places, and then share a place")
  func ties() {
    func order(_ ties: [Overall.TieKey]) -> [String] {
      var event = Event(["a", "b", "c"], challenges: ["coffee", "door"])
      event.plan(
        Overall(id: "best", title: "Best", ties: ties), part(.points) { $0.challenges = ["coffee"] },
        part(.points) { $0.challenges = ["door"] })
      event.held(.trials, of: "coffee", ["a": "6", "b": "5", "c": "9"])
      event.held(.trials, of: "door", ["a": "4", "b": "5", "c": "1"])
      return event.overall()
    }
    #expect(order([]).map { $0.prefix(4) } == ["=1 a", "=1 b", "=1 c"])
    #expect(
      order([.part(2)]) == [
        "1 b 10 by part(2) 5 against 4 (a)", "2 a 10 by part(2) 4 against 5 (b)", "3 c 10 by part(2) 1 against 4 (a)",
      ])
    #expect(
      order([.places]) == [
        "=1 b 10 by nothing  (c)", "=1 c 10 by nothing  (b)", "3 a 10 by places(1) 0 against 1 (c)",
      ])
  }

  @Test("the total is rounded once, and equal rounded totals are equal")
  func rounding() {
    var event = Event(["a", "b", "c"], challenges: ["coffee", "door"])
    event.plan(Overall(id: "best", title: "Best", rounding: Rounding(to: 1, .halfUp)), part(.points))
    event.held(.trials, of: "coffee", ["a": "10.4", "b": "11", "c": "9"])
    event.held(.trials, of: "door", ["a": "0.4", "b": "0", "c": "1.4"])
    #expect(totals(event) == ["1 a 11", "1 b 11", "3 c 10"])
    #expect(event.board.overall("best")?.standing(of: "a")?.exactTotal == Points("10.8"))
  }

  @Test("a division's table is made as if its teams had been alone")
  func division() {
    var event = event(
      Overall(id: "best", title: "Best", division: "newcomer"), part(.league([10, 8, 6])), part(.normalisedPoints(100)))
    event.rulings += [
      .formedDivision(Division(id: "newcomer", title: "Newcomers")), .grouped("a", in: ["newcomer"]),
      .grouped("b", in: ["newcomer", "other"]), .grouped("c", in: ["other"]),
    ]
    // Coffee: a before b; door: b before a. The best of all, c, is not there.
    #expect(totals(event) == ["1 b 168", "2 a 143"])
    #expect(event.board.overall("best")?.standing(of: "a")?.parts[0].contributions.map(\.rank) == [1, 2])
    #expect(event.board.overall("best")?.standing(of: "a")?.places == [1, 1])
  }

  @Test("a team without any value is listed and not ranked, with why")
  func unranked() {
    var event = Event(["a", "b", "c", "d"])
    event.plan(Overall(id: "best", title: "Best"), part(.points))
    event.rulings += [
      .enteredTeam("e", name: "", affiliation: ""), .withdrew("c", from: nil, reason: "ill"),
      .disqualified("d", from: nil, reason: "cheating"),
    ]
    event.held(.trials, ["a": "0", "d": "9"])
    #expect(totals(event) == ["1 a 0", "- d disqualified", "- b no run yet", "- c withdrawn", "- e not entered"])
  }

  @Test("a disqualified result gives nothing, but what it costs is kept")
  func disqualified() {
    var event = Event(["a", "b", "c"])
    event.plan(Overall(id: "best", title: "Best"), part(.points), part(.league([10, 8, 6])))
    event.run("a", "5", then: [saw("hit")])
    event.run("b", "1")
    event.run("c", "-250", then: [saw("hit")])
    #expect(totals(event) == ["1 b 11", "2 a 0", "3 c -250"])
    #expect(event.board.overall("best")?.standing(of: "a")?.places == [])
  }

  @Test("a part looks at the trials, at the final, or at both taken together")
  func sources() {
    var event = Event(["a", "b"])
    event.plan(qualification: "best 2")
    event.held(.trials, ["a": "9", "b": "8"])
    event.held(.final, ["a": "1", "b": "2"])
    func order(_ source: Overall.Source) -> [String] {
      var event = event
      event.plan(Overall(id: "best", title: "Best"), part(.league([10, 8])) { $0.source = source })
      return totals(event)
    }
    #expect(order(.result) == ["1 b 10", "2 a 8"])
    #expect(order(.trials) == ["1 a 10", "2 b 8"])
    #expect(order(.final) == ["1 b 10", "2 a 8"])
  }
}
