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

  private func settled(_ table: Tie.Place, _ order: [Team.ID] = ["b", "a"]) -> Decision.Ruling {
    .settled(Tie(table: table, order: order, method: .jury, reason: ""))
  }

  @Test("settled for a challenge that is one table, it is settled in that table; in an overall one there alone")
  func elsewhere() {
    var event = tied()
    event.plan(Overall(id: "best", title: "Best"), Overall.Part(title: "all"))
    event.rulings.append(settled(.challenge("coffee")))
    #expect(event.table(.trials)[0] == "1 b 5, settled(Scoring.Tie.Method.jury) (a)")
    #expect(event.result() == event.table(.trials), "one table, one truth")
    #expect(event.overall()[0] == "=1 a 5 by nothing  (b)")
    event.rulings.append(settled(.overall("best")))
    #expect(event.overall()[0] == "1 b 5 by settled(Scoring.Tie.Method.jury)  (a)")
    var only = Event(["a", "b"])
    only.held(.final, ["a": "5", "b": "5"])
    only.rulings.append(.plannedPhase("coffee", PhasePlan(phase: .final)))
    only.rulings.append(settled(.challenge("coffee")))
    #expect(only.table(.final).map { $0.prefix(3) } == ["1 b", "2 a"], "a final that is all there is, too")
  }

  @Test("with a final planned it holds in the trials until the final begins; where the final stands apart, always")
  func beforeTheFinal() {
    var event = tied()
    event.plan(qualification: "best 1")
    event.rulings.append(settled(.challenge("coffee")))
    #expect(event.table(.trials)[0].hasPrefix("1 b 5"))
    #expect(event.board.tables[1].qualified?.finalists.map(\.team) == ["b"], "so it says who is in the final")
    var apart = tied()
    apart.plan(final: .apart)
    apart.held(.final, ["a": "5", "b": "5"])
    apart.rulings.append(settled(.challenge("coffee")))
    #expect(apart.table(.trials)[0].hasPrefix("1 b 5") && apart.result()[0].hasPrefix("1 b 5"))
    #expect(apart.table(.final)[0].hasPrefix("=1 a 5"))
  }

  @Test("where teams are tied: in a phase, which their place in the challenge comes from, or in the challenge alone")
  func search() {
    var event = tied()
    event.plan()
    #expect(event.board.tie(between: ["a", "b"], in: "coffee") == .found(.phase("coffee", .trials)))
    #expect(event.board.tie(between: ["a", "c"], in: "coffee") == .none)
    #expect(event.board.tie(between: ["a"], in: "coffee") == .none)
    #expect(event.board.tie(between: ["a", "b"], in: "tea") == .none)
    event.held(.final, ["c": "1"])
    #expect(
      event.board.tie(between: ["a", "b"], in: "coffee") == .found(.phase("coffee", .trials)), "and in the result")
    // Level in the final too: nobody can know which of the two is meant.
    event.held(.final, ["a": "3", "b": "3"])
    #expect(
      event.board.tie(between: ["a", "b"], in: "coffee")
        == .several([.phase("coffee", .trials), .phase("coffee", .final)]))
    // 5 + 3 and 6 + 2 are level in the sum alone.
    var sums = Event(["a", "b"])
    sums.plan(final: .adds)
    sums.held(.trials, ["a": "5", "b": "6"])
    sums.held(.final, ["a": "3", "b": "2"])
    #expect(sums.board.tie(between: ["a", "b"], in: "coffee") == .found(.challenge("coffee")))
    // c was level with both in the trials, and then had a final.
    var three = Event(["a", "b", "c"])
    three.plan()
    three.held(.trials, ["a": "5", "b": "5", "c": "5"])
    three.held(.final, ["c": "1"])
    #expect(three.board.tie(between: ["a", "b"], in: "coffee") == .found(.challenge("coffee")))
    #expect(three.board.tie(between: ["a", "b", "c"], in: "coffee") == .found(.phase("coffee", .trials)))
  }

  @Test("a settlement that tells nobody apart any more is known as one")
  func holds() {
    func holding(_ event: Event) -> [Bool] { event.competition.ties.map { event.board.holds($0.tie) } }
    var event = tied()
    event.plan(Overall(id: "best", title: "Best"), Overall.Part(title: "all"))
    for table in [Tie.Place.phase("coffee", .trials), .challenge("coffee"), .overall("best")] {
      event.rulings.append(settled(table))
    }
    #expect(holding(event) == [true, true, true])
    event.rulings.append(settled(.phase("coffee", .trials), ["a", "b"]))
    #expect(holding(event) == [false, false, true, true], "the newest speaks for all")
    event.run("c", "5")
    #expect(holding(event) == [false, false, false, false])
    var sums = Event(["a", "b"])
    sums.plan(final: .adds)
    sums.held(.trials, ["a": "5", "b": "6"])
    sums.held(.final, ["a": "3", "b": "2"])
    sums.rulings += [settled(.challenge("coffee")), settled(.phase("coffee", .trials))]
    #expect(holding(sums) == [true, false])
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
