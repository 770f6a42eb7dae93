import Scoring
import ScoringTestSupport
import Testing

/// Row 47 of the mechanics, and the final's access of SciRoc 2019 and RoboCup@Home 2026.
@Suite("Who reaches the final")
struct QualificationTests {
  /// Teams a, b, c … with these points, in the trials of one challenge.
  private func event(_ words: String, _ points: [String]) -> Event {
    let teams = points.indices.map { Team.ID(String(UnicodeScalar(UInt8(97 + $0)))) }
    var event = Event(teams)
    event.plan(qualification: words)
    for (team, points) in zip(teams, points) { event.run(team, points) }
    return event
  }

  private func finalists(_ event: Event) -> [String] {
    event.board.result(of: "coffee")!.final!.qualified!.finalists.map { "\($0.team) \($0.reason)" }
  }

  @Test("the best two of the trials (SciRoc 2019)")
  func best() {
    let event = event("best 2", ["5", "9", "7"])
    #expect(finalists(event) == ["b byRule", "c byRule"])
    let qualified = event.board.tables.last?.qualified
    #expect(qualified?.places == 2)
    #expect(qualified?.participants == 3)
    #expect(qualified?.tiedAtTheLine == [])
  }

  @Test("a shared place across the line: all that share it are in, and the table says so")
  func shared() {
    let event = event("best 2", ["9", "7", "7", "5"])
    #expect(finalists(event) == ["a byRule", "b sharedPlace", "c sharedPlace"])
    #expect(event.board.tables.last?.qualified?.tiedAtTheLine == ["b", "c"])
    // A shared place that fits is no trouble.
    #expect(finalists(self.event("best 2", ["9", "9", "5"])) == ["a byRule", "b byRule"])
  }

  @Test("whoever is so close behind the last is in too, measured from the last place and no further")
  func margin() {
    let event = event("best 2, and within 1.5 of the last", ["9", "7", "5.5", "4", "3.9"])
    #expect(finalists(event) == ["a byRule", "b byRule", "c withinMargin(1.5)"])
  }

  @Test("a share of the ranked teams, rounded down, within bounds")
  func share() {
    let points = ["9", "8", "7", "6", "5", "4", "3"]
    #expect(finalists(event("50%", points)).count == 3)
    #expect(finalists(event("50% at least 4", points)).count == 4)
    #expect(finalists(event("50% at most 2", points)).count == 2)
  }

  @Test("steps rise: a step from as many teams as the one before, or from fewer, is no rule")
  func stepsRise() {
    #expect(Qualification("3, 4 from 9, 5 from 10") != nil)
    for words in ["3, 4 from 9, 5 from 9", "3, 4 from 9, 5 from 8", "3, 4 from 1", "3, 4"] {
      #expect(Qualification(words) == nil, "\(words)")
    }
  }

  @Test("so many, by how many teams take part: 3, 4 from 9, 5 from 15, 6 from 21 (RoboCup@Home 2026)")
  func steps() {
    for (teams, places) in [(2, 3), (8, 3), (9, 4), (14, 4), (15, 5), (20, 5), (21, 6)] {
      let event = event("3, 4 from 9, 5 from 15, 6 from 21", (1...teams).map { "\($0)" })
      #expect(event.board.tables.last?.qualified?.places == places)
      #expect(finalists(event).count == min(places, teams))
    }
    // Whoever withdraws, or never entered, does not take part.
    var nine = event("3, 4 from 9", (1...9).map { "\($0)" })
    nine.rulings.append(.withdrew("a", from: "coffee", reason: "a motor"))
    #expect(nine.board.tables.last?.qualified?.places == 3)
    #expect(nine.board.tables.last?.qualified?.participants == 8)
  }

  @Test("all that are so close to the best")
  func within() {
    #expect(finalists(event("within 2", ["9", "7", "6.9"])) == ["a byRule", "b byRule"])
  }

  @Test("where a time ranks, close means close in time")
  func time() {
    let standings = [("a", 60_000), ("b", 70_000), ("c", 74_000), ("d", 90_000)].enumerated().map { index, team in
      Qualification.Candidate(
        team: Team.ID(team.0), rank: index + 1, value: -Points(team.1), status: .ranked)
    }
    let qualified = Qualification(.best(2), margin: 5000).qualified(from: standings)
    #expect(qualified.finalists.map(\.team) == ["a", "b", "c"])

    // The first key that is not about disqualification, and the smaller value is the better one.
    var rules = Event.rules
    rules.ranking = [.notDisqualified, .fewestPenalised]
    var event = Event(["a", "b", "c"], rules: rules)
    event.plan(qualification: "best 1, and within 1 of the last")
    event.run("a", "0")
    event.run("b", "0", then: [saw("bump")])
    event.run("c", "0", then: [saw("bump", count: 2)])
    #expect(finalists(event) == ["a byRule", "b withinMargin(1)"])
  }

  @Test("a team that withdraws never qualifies, and the next one moves up for it")
  func withdrawn() {
    var event = event("best 2", ["9", "8", "7", "6"])
    event.rulings.append(.withdrew("a", from: nil, reason: "a motor"))
    #expect(finalists(event) == ["b byRule", "c movedUp(for: [a])"])
    event.rulings.append(.admitted("a", to: "coffee", reason: "they asked"))
    #expect(finalists(event).count == 2, "not even by the committee")
  }

  @Test("nor does one that is disqualified, or has no run that counts")
  func disqualified() {
    var event = event("best 3", ["9", "8"])
    event.rulings.append(.enteredTeam("c", name: "", affiliation: ""))
    event.rulings.append(.enteredChallenge("c", "coffee"))
    event.rulings.append(.enteredTeam("d", name: "", affiliation: ""))
    event.run("d", "99", then: [saw("hit")])
    event.rulings.append(.disqualified("a", from: "coffee", reason: "cheating"))
    #expect(finalists(event) == ["b byRule"])
  }

  @Test("the committee admits a team, with its reason; one that is in already is not in twice")
  func admitted() {
    var event = event("best 1", ["9", "8", "7"])
    event.rulings.append(.admitted("c", to: "coffee", reason: "a near thing"))
    event.rulings.append(.admitted("a", to: "coffee", reason: "no need"))
    #expect(finalists(event) == ["a byRule", "c admitted(\"a near thing\")"])
  }

  @Test("a final's table lists its finalists and whoever ran all the same, and nobody as 'not entered'")
  func table() {
    var event = event("best 2", ["9", "8", "7", "6"])
    #expect(event.table(.final) == ["- a no run yet", "- b no run yet"])
    event.run(.final, "d", "1")
    #expect(event.table(.final) == ["1 d 1", "- a no run yet", "- b no run yet"])
    // Before the trials have a result, nobody can be named; without a qualification, everybody is in.
    var before = Event(["a", "b"])
    before.plan(qualification: "best 1")
    #expect(before.table(.final) == ["- a no run yet", "- b no run yet"])
    var open = Event(["a", "b"])
    open.plan()
    open.run("a", "9")
    #expect(open.table(.final) == ["- a no run yet", "- b no run yet"])
  }

  @Test("a final can qualify from an overall table, even one that it is a part of")
  func overall() {
    var event = Event(["a", "b", "c"], challenges: ["coffee", "door", "finale"])
    event.rulings.append(
      .plannedPhase(
        "finale", PhasePlan(phase: .final, qualification: Qualification("best 2"), qualifiedFrom: "best")))
    event.plan(Overall(id: "best", title: "Best"), Overall.Part(title: "all"))
    event.held(.trials, of: "coffee", ["a": "9", "b": "1", "c": "5"])
    event.held(.trials, of: "door", ["a": "0", "b": "3", "c": "5"])
    func finalists() -> [Team.ID]? { event.board.result(of: "finale")?.final?.qualified?.finalists.map(\.team) }
    #expect(finalists() == ["c", "a"])
    event.held(.final, of: "finale", ["a": "0", "c": "1"])
    #expect(finalists() == ["c", "a"])
    #expect(
      event.overall() == [
        "1 c 11 by total 11 against 9 (a)", "2 a 9 by total 9 against 11 (c)", "3 b 4 by total 4 against 9 (a)",
      ])
    event.rulings.append(.withdrew("c", from: "finale", reason: "a motor"))
    #expect(finalists() == ["a", "b"])
  }
}
