import Scoring
import ScoringTestSupport
import Testing

@Suite("A tie is settled once, by lots, by deciding runs or by the jury")
struct TieTests {
  private func tied() -> Event {
    var event = Event(["a", "b", "c"])
    event.held(.trials, ["a": "5", "b": "5", "c": "3"])
    return event
  }

  private func settle(_ event: inout Event, _ order: [Team.ID], by method: Tie.Method = .jury) {
    event.rulings.append(
      .settled(Tie(table: .phase("coffee", .trials), order: order, method: method, reason: "a rule")))
  }

  @Test("the order that was settled is the last key: nobody shares the place any more, and the table says why")
  func settled() {
    var event = tied()
    #expect(event.table(.trials) == ["=1 a 5, nothing (b)", "=1 b 5, nothing (a)", "3 c 3, most points (b)"])
    settle(&event, ["b", "a"], by: .lots(seed: "7q2m"))
    #expect(
      event.table(.trials) == [
        "1 b 5, settled(Scoring.Tie.Method.lots(seed: \"7q2m\")) (a)",
        "2 a 5, settled(Scoring.Tie.Method.lots(seed: \"7q2m\")) (b)", "3 c 3, most points (a)",
      ])
    #expect(event.result().map { $0.prefix(3) } == ["1 b", "2 a", "3 c"], "the challenge's own table follows")
  }

  @Test("once the teams are no longer tied, it has no effect; of two settlements the newer holds")
  func outdated() {
    var event = tied()
    settle(&event, ["b", "a"])
    settle(&event, ["a", "b"])
    #expect(event.table(.trials).map { $0.prefix(3) } == ["1 a", "2 b", "3 c"])
    event.rulings.removeLast()
    event.run("a", "6")
    #expect(event.table(.trials)[0] == "1 a 6, most points (b)")
  }

  @Test("one that names a team that is not tied, or leaves one out that is, settles nothing")
  func partial() {
    var event = tied()
    settle(&event, ["c", "b", "a"])
    #expect(event.table(.trials)[0].hasPrefix("=1 a"))
    var three = tied()
    settle(&three, ["b", "a"])
    three.run("c", "5")
    #expect(three.table(.trials).map { $0.prefix(4) } == ["=1 a", "=1 b", "=1 c"])
    // A team that has left the table is not missed.
    settle(&three, ["c", "x", "b", "a"])
    #expect(three.table(.trials).map { $0.prefix(3) } == ["1 c", "2 b", "3 a"])
  }

  @Test("deciding runs count for nothing else")
  func decidingRuns() {
    var event = tied()
    let runs = [event.run("a", "8"), event.run("b", "9")]
    settle(&event, ["b", "a"], by: .runs(runs))
    #expect(event.table(.trials).map { $0.prefix(5) } == ["1 b 5", "2 a 5", "3 c 3"])
    let result = event.board.tables[0].standings[0].result
    #expect(result?.dropped == [Result.Dropped(run: runs[1], reason: .decidedTie)])
  }

  @Test("a tie in the challenge's own table, or in an overall one, is settled there alone")
  func elsewhere() {
    var event = tied()
    event.plan(Overall(id: "best", title: "Best"), Overall.Part(title: "all"))
    event.rulings.append(.settled(Tie(table: .challenge("coffee"), order: ["b", "a"], method: .jury, reason: "")))
    #expect(event.table(.trials)[0].hasPrefix("=1 a"))
    #expect(event.result()[0] == "1 b 5, settled(Scoring.Tie.Method.jury) (a)")
    #expect(event.overall()[0] == "=1 a 5 by nothing  (b)")
    event.rulings.append(.settled(Tie(table: .overall("best"), order: ["b", "a"], method: .jury, reason: "")))
    #expect(event.overall()[0] == "1 b 5 by settled(Scoring.Tie.Method.jury)  (a)")
  }

  @Test("lots follow from the seed and the names alone; the same by hand in another language")
  func lots() {
    // Worked out in Python after the recipe in Lots.swift.
    #expect(Lots.order(of: ["mk-u", "mk-college"], seed: "7q2m4xkd") == ["mk-college", "mk-u"])
    #expect(Lots.order(of: ["mk-u", "mk-college"], seed: "another") == ["mk-u", "mk-college"])
    let five: [Team.ID] = ["lasr", "b-it-bots", "kcl", "cambridge", "mku"]
    #expect(Lots.order(of: five, seed: "2026-03-01") == ["mku", "cambridge", "b-it-bots", "kcl", "lasr"])
    #expect(Lots.order(of: five.reversed() + five, seed: "2026-03-01") == Lots.order(of: five, seed: "2026-03-01"))
    #expect(Lots.order(of: ["a", "b", "c"], seed: "") == ["b", "c", "a"])
    #expect(Lots.order(of: [], seed: "x").isEmpty)
  }

  @Test("every order of three comes up about as often")
  func fair() {
    var counts: [[Team.ID]: Int] = [:]
    for seed in 1...6000 { counts[Lots.order(of: ["a", "b", "c"], seed: "\(seed)"), default: 0] += 1 }
    #expect(counts.count == 6)
    #expect(counts.values.allSatisfy { (850...1150).contains($0) })
  }
}
