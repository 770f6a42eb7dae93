import Scoring
import ScoringTestSupport
import Testing

/// Row 56 of the mechanics.
@Suite("Who gets the special awards")
struct AwardTests {
  @Test("the best newcomer is the best of its division in the table of all; where two share it, both get it")
  func newcomer() {
    var event = Event(["a", "b", "c", "d"])
    event.plan(Overall(id: "best", title: "Best"), Overall.Part(title: "all"))
    event.rulings += [
      .grouped("b", in: ["newcomer"]), .grouped("c", in: ["newcomer"]), .grouped("d", in: ["newcomer"]),
      .plannedAward(Award(id: "newcomer", title: "Best newcomer", rule: .best(of: "best", in: "newcomer"))),
      .plannedAward(Award(id: "winner", title: "Best of all", rule: .best(of: "best", in: nil))),
    ]
    #expect(event.board.awards.map(\.winners) == [[], []], "nobody before there is a result")
    event.held(.trials, ["a": "9", "b": "7", "c": "7", "d": "1"])
    let awards = event.board.awards
    #expect(
      awards[0].winners == [
        AwardWinner(team: "b", reason: .best(of: "best", place: 2, isShared: true)),
        AwardWinner(team: "c", reason: .best(of: "best", place: 2, isShared: true)),
      ])
    #expect(awards[1].winners == [AwardWinner(team: "a", reason: .best(of: "best", place: 1, isShared: false))])
  }

  /// Grasping gives 2 × 10 and 5 for the first; talking gives 10.
  private static let rules = RuleSet.make([
    .achievement("grasp", 10) {
      $0.tags = ["manipulation"]
      $0.limit = 2
    },
    .modifier("first", of: "grasp", 5) { $0.limit = 1 },
    .achievement("talk", 10) {
      $0.tags = ["speech"]
      $0.limit = 1
    }, .make(.disqualifying, "hit"),
  ])

  private func certificates(_ percent: Points, except: Overall.ID? = nil) -> (event: Event, award: Award) {
    var event = Event(["a", "b", "c"], challenges: ["coffee", "door"], rules: Self.rules)
    event.plan(Overall(id: "best", title: "Best"), Overall.Part(title: "all"))
    let award = Award(
      id: "grasping", title: "Grasping", rule: .skill(tag: "manipulation", percent: percent, except: except))
    event.rulings.append(.plannedAward(award))
    let (one, two, first) = (saw("grasp"), saw("grasp", count: 2), saw("first"))
    event.run(of: "coffee", "a", "0", then: [two, first])
    event.run(of: "door", "a", "0", then: [one])
    event.run(of: "coffee", "b", "0", then: [one, saw("talk")])
    event.run(of: "coffee", "b", "0", then: [two])
    event.run(of: "door", "b", "0", then: [two])
    event.run(of: "door", "c", "0", then: [two, first, saw("hit")])
    return (event, award)
  }

  @Test("a certificate for three quarters of what the items of a skill can give over all challenges")
  func skill() {
    let outcome = certificates(75).event.board.awards[0]
    // Of 25 and 25: a has 25 + 10, b 20 + 20 with its better run, c nothing, for its run is disqualified.
    #expect(outcome.skills.map(\.team) == ["b", "a", "c"])
    #expect(outcome.skills.map(\.percent) == [80, 70, 0])
    #expect(outcome.winners.map(\.team) == ["b"])
    #expect(
      outcome.skills[0].challenges == [
        SkillWorking.Part(challenge: "coffee", run: "coffee-trials-b-2", attained: 20, attainable: 25),
        SkillWorking.Part(challenge: "door", run: "door-trials-b-1", attained: 20, attainable: 25),
      ])
    #expect(outcome.skills[2].challenges.map(\.attainable) == [25, 25])
    #expect(outcome.skills[2].challenges.map(\.run) == [nil, nil])
    #expect(certificates(70).event.board.awards[0].winners.map(\.team) == ["b", "a"], "just enough is enough")
  }

  @Test("the winner of the whole gets none")
  func except() {
    let event = certificates(70, except: "best").event
    #expect(event.board.overall("best")?.standings[0].team == "b")
    #expect(event.board.awards[0].winners.map(\.team) == ["a"])
  }

  @Test("a skill whose items have no limit cannot be reckoned; one that no item shows gives nobody anything")
  func unlimited() {
    var rules = Self.rules
    rules.items[0].limit = nil
    var event = certificates(0).event
    event.rules = CompiledRules(rules)
    #expect(event.board.awards[0].winners.isEmpty)
    #expect(event.board.awards[0].skills.map(\.percent) == [nil, nil, nil])
  }
}
