import Recount
import Scoring
import ScoringTestSupport
import Testing

@Suite("Places, worked out a second time")
struct PlaceTests {
  private static let sheet = RuleSet.make([
    .make(.achievement, "goal") { $0.worth = .each(10) }, .make(.penalised, "bump") { $0.worth = .each(-20) },
    .make(.disqualifying, "hit"), .make(.disqualifying, "cheat") { $0.disqualifiesFrom = .challenge },
  ])

  /// A finished run with so many goals.
  private static func ended(
    _ team: Team.ID, _ number: Int = 1, goals: Int = 0, then: [Told] = [], under sheet: RuleSet = sheet
  ) -> RunLog {
    run(Run.ID("\(team)-\(number)"), team: team, number: number, under: sheet) {
      started()
      if goals > 0 { saw("goal", count: goals) }
      then
      finished(at: "4:00")
    }
  }

  private func places(_ teams: [LoggedTeam], by sheet: RuleSet = sheet) -> [String] {
    TableRecount(of: teams.map { $0.recounted(by: sheet) }, by: sheet).places.map { place in
      "\(place.rank.map { "\(place.isShared ? "=" : "")\($0)" } ?? "–") \(place.team) \(place.status.rawValue)"
    }
  }

  @Test("equal in every key is an equal place, and the next is skipped")
  func shared() {
    let teams = [("mku", 2), ("mk-college", 2), ("lasr", 1)].map {
      LoggedTeam(id: $0, logs: [Self.ended($0, goals: $1)])
    }
    #expect(places(teams) == ["=1 mk-college ranked", "=1 mku ranked", "3 lasr ranked"])
  }

  @Test("not entered, withdrawn, no run yet, void, no show and disqualified are six different things")
  func statuses() {
    func other(_ team: Team.ID, @ScriptBuilder _ script: () -> [Told]) -> LoggedTeam {
      LoggedTeam(id: team, logs: [run(Run.ID("\(team)-1"), team: team, under: Self.sheet, script)])
    }
    let teams = [
      LoggedTeam(id: "elsewhere", logs: [], isEntered: false), LoggedTeam(id: "gone", logs: [], hasWithdrawn: true),
      other("open") { started() }, other("missed") { finished(.noShow, at: "0:00") },
      other("spoilt") {
        started()
        finished(.invalid, at: "1:00")
      },
      LoggedTeam(id: "out", logs: [Self.ended("out", goals: 9)], isDisqualified: true),
      LoggedTeam(id: "zero", logs: [Self.ended("zero")]),
    ]
    #expect(
      places(teams) == [
        "1 zero ranked", "– out disqualified", "– missed no show", "– spoilt void", "– open no run yet",
        "– gone withdrawn", "– elsewhere not entered",
      ])
  }

  @Test(
    "a disqualified run stands last, scores zero, or is not ranked",
    arguments: [
      (DisqualifiedRank.last, ["1 good ranked", "2 zero ranked", "3 hit disqualified"]),
      (.zero, ["1 good ranked", "=2 hit disqualified", "=2 zero ranked"]),
      (.removed, ["1 good ranked", "2 zero ranked", "– hit disqualified"]),
    ])
  func disqualified(rule: DisqualifiedRank, expected: [String]) {
    var sheet = Self.sheet
    sheet.disqualified = rule
    let teams = [
      LoggedTeam(id: "hit", logs: [Self.ended("hit", goals: 9, then: [saw("hit")], under: sheet)]),
      LoggedTeam(id: "good", logs: [Self.ended("good", goals: 1, under: sheet)]),
      LoggedTeam(id: "zero", logs: [Self.ended("zero", under: sheet)]),
    ]
    #expect(places(teams, by: sheet) == expected)
  }

  @Test(
    "runs become one result; where there are fewer than asked for, those there are",
    arguments: [
      (Aggregation.best, Points(40)), (.meanOfBest(2), 35), (.meanOfBest(9), 25), (.mean, 25), (.sum, 100),
      (.sumOfBest(3), 90), (.meanWithoutWorst(1), 30), (.median, 25), (.last, 20),
    ])
  func aggregations(aggregation: Aggregation, expected: Points) {
    var sheet = Self.sheet
    sheet.aggregation = aggregation
    let logs = [3, 1, 4, 2].enumerated().map { Self.ended("blue", $0.offset + 1, goals: $0.element, under: sheet) }
    let table = TableRecount(of: [LoggedTeam(id: "blue", logs: logs).recounted(by: sheet)], by: sheet)
    #expect(table.places[0].result?.points == expected)
  }

  @Test("who is disqualified from the challenge scores zero with all runs, and a debt stays a debt")
  func debt() {
    var sheet = Self.sheet
    sheet.disqualified = .zero
    let teams = [
      LoggedTeam(id: "cheat", logs: [Self.ended("cheat", then: [saw("cheat"), saw("bump")], under: sheet)]),
      LoggedTeam(id: "zero", logs: [Self.ended("zero", under: sheet)]),
    ]
    #expect(places(teams, by: sheet) == ["1 zero ranked", "2 cheat disqualified"])
    #expect(disagreements(of: teams, by: sheet).isEmpty)
  }

  @Test("a disqualified run is never the best, wherever the rules list the key")
  func laterKey() {
    var sheet = Self.sheet
    sheet.ranking = [.mostPoints, .notDisqualified]
    let logs = [Self.ended("blue", 1, goals: 9, then: [saw("hit")], under: sheet), Self.ended("blue", 2, under: sheet)]
    let teams = [LoggedTeam(id: "blue", logs: logs)]
    #expect(places(teams, by: sheet) == ["1 blue ranked"])
    #expect(disagreements(of: teams, by: sheet).isEmpty)
  }

  @Test("who is disqualified from the challenge is so in all runs, also for the key that asks")
  func outByKey() {
    var sheet = Self.sheet
    sheet.disqualified = .zero
    sheet.ranking = [.notDisqualified, .mostPoints]
    let teams = [
      LoggedTeam(
        id: "cheat",
        logs: [Self.ended("cheat", 1, then: [saw("cheat")], under: sheet), Self.ended("cheat", 2, under: sheet)]),
      LoggedTeam(id: "zero", logs: [Self.ended("zero", under: sheet)]),
    ]
    #expect(places(teams, by: sheet) == ["1 zero ranked", "2 cheat disqualified"])
    #expect(disagreements(of: teams, by: sheet).isEmpty)
  }
}
