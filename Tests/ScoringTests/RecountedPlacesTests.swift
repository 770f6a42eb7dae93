import Scoring
import ScoringTestSupport
import Testing

/// What the recount found: places that the board once got wrong.
@Suite("What a second ranking has found")
struct RecountedPlacesTests {
  private static let sheet = RuleSet.make([
    .make(.judgement, "score") { $0.worth = .each(1) },
    .make(.disqualifying, "hit"),
    .make(.disqualifying, "cheat") { $0.disqualifiesFrom = .challenge },
    .make(.disqualifying, "bribe") { $0.disqualifiesFrom = .competition },
  ])

  private func heads(_ lines: [String]) -> [String] { lines.map { String($0.prefix(3)) } }

  @Test("who is disqualified from the challenge in one phase is so in the other")
  func bothPhases() {
    var event = Event(["a", "b"], rules: Self.sheet)
    event.plan()
    event.run("a", "9", then: [saw("cheat")])
    event.run("b", "1")
    event.held(.final, ["a": "9", "b": "1"])
    #expect(heads(event.table(.final)) == ["1 b", "2 a"])
    #expect(event.board.result(of: "coffee")?.standing(of: "a")?.status == .disqualified)
  }

  @Test("who is disqualified from the competition is so in every challenge")
  func everyChallenge() {
    var event = Event(["a", "b"], challenges: ["coffee", "door"], rules: Self.sheet)
    event.run(of: "coffee", "a", "9", then: [saw("bribe")])
    event.held(.trials, of: "door", ["a": "9", "b": "1"])
    #expect(heads(event.result("door")) == ["1 b", "2 a"])
    event.logs[0].record(voided("wrong team").entry(99, in: event.logs[0].run.id))
    #expect(heads(event.result("door")) == ["1 a", "2 b"], "a void run disqualifies from nothing")
  }

  @Test("a share is of the ranked teams, and one that withdraws makes room for the next")
  func share() {
    var event = Event(["a", "b", "c", "d"])
    event.plan(qualification: "50%")
    event.held(.trials, ["a": "4", "b": "3", "c": "2", "d": "1"])
    event.rulings.append(.withdrew("a", from: nil, reason: "a motor"))
    #expect(event.board.result(of: "coffee")?.final?.qualified?.finalists.map(\.team) == ["b", "c"])
  }

  @Test("the committee may admit a team that never entered, or is not in the table; not one that is out")
  func admitted() {
    var event = Event(["a", "b", "c"])
    event.rulings.removeAll { $0 == .enteredChallenge("b", "coffee") || $0 == .enteredChallenge("c", "coffee") }
    event.plan(qualification: "best 1", from: "best")
    event.plan(Overall(id: "best", title: "", division: "new"), Overall.Part(title: ""))
    event.rulings += [
      .grouped("a", in: ["new"]), .admitted("b", to: "coffee", reason: "a near thing"),
      .admitted("c", to: "coffee", reason: "another"), .disqualified("c", from: "coffee", reason: "cheating"),
    ]
    event.run("a", "1")
    #expect(event.board.result(of: "coffee")?.final?.qualified?.finalists.map(\.team) == ["a", "b"])
  }

  @Test("close in a table by medals is close in first places")
  func medals() {
    var event = Event(["a", "b", "c"], challenges: ["coffee", "door", "drone"])
    event.plan("drone", qualification: "best 1, and within 0 of the last", from: "best")
    event.plan(Overall(id: "best", title: "", order: .medals), Overall.Part(title: "", challenges: ["coffee", "door"]))
    event.held(.trials, of: "coffee", ["a": "9", "c": "8", "b": "1"])
    event.held(.trials, of: "door", ["b": "99", "a": "2", "c": "1"])
    #expect(event.board.result(of: "drone")?.final?.qualified?.finalists.map(\.team) == ["a", "b"])
  }

  @Test("a team without a value says what its challenges say: void is not 'no run yet'")
  func statuses() {
    var event = Event(["a", "b", "c"])
    event.plan(Overall(id: "best", title: ""), Overall.Part(title: ""))
    event.run("a", "9", then: [voided("wrong team", at: "5:00")])
    event.rulings.append(.disqualified("b", from: "coffee", reason: "cheating"))
    #expect(event.overall() == ["- b disqualified", "- a void", "- c no run yet"])
  }

  @Test("where a best of zero is the full value, a disqualified result still gives nothing")
  func zeroBest() {
    var event = Event(["a", "b"])
    event.plan(
      Overall(id: "best", title: ""), Overall.Part(title: "", value: .normalisedPoints(50), zeroBestIsFull: true))
    event.run("a", "0", then: [saw("hit")])
    event.run("b", "0")
    #expect(event.board.overall("best")?.standings.map(\.total) == [50, 0])
  }
}
