import Scoring
import ScoringTestSupport
import Testing

@Suite("Results become places")
struct StandingTests {
  private static let rules = RuleSet.make([
    .achievement("goal", 10), .penalty("bump"), .make(.disqualifying, "hit"),
    .make(.disqualifying, "cheat") { $0.disqualifiesFrom = .challenge }, .make(.measurement, "error"),
  ]) {
    // RoCKIn and the ERL: not disqualified, most achievements, fewest penalised, shortest time.
    $0.ranking = [.notDisqualified, .mostAchievements, .fewestPenalised, .shortestTime]
  }

  /// A team with one finished run.
  private static func team(
    _ team: Team.ID, goals: Int = 0, bumps: Int = 0, time: String = "4:00", then: [Told] = [], rules: RuleSet = rules
  ) -> Contender {
    let log = run(Run.ID("\(team)-1"), team: team, under: rules) {
      started()
      if goals > 0 { saw("goal", count: goals) }
      if bumps > 0 { saw("bump", count: bumps) }
      then
      finished(at: time)
    }
    return Contender(team: team, runs: [ScoredRun(log, keys: rules.ranking)])
  }

  private func table(_ standings: [Standing]) -> [String] {
    standings.map { standing in
      let place = standing.rank.map { (standing.isShared ? "=" : "") + "\($0)" } ?? "-"
      let decided = standing.decidedBy.map { decider in
        let key = decider.key?.description ?? "nothing"
        let values = [decider.own, decider.other].map { $0?.description ?? "none" }.joined(separator: " against ")
        return ", \(key) \(values) (\(decider.against))"
      }
      return "\(place) \(standing.team) \(standing.status.rawValue)\(decided ?? "")"
    }
  }

  @Test("a time may be rounded before it is compared: nobody loses a tie by a referee's reflexes")
  func roundedTime() {
    var rules = Self.rules
    rules.ranking = [.mostAchievements, RankingKey("shortest time, to 0.1 s")!]
    #expect(rules.ranking.map(\.description) == ["most achievements", "shortest time to 0.1 s"])
    let standings = rules.standings(of: [
      Self.team("a", goals: 1, time: "2:23.449", rules: rules),
      Self.team("b", goals: 1, time: "2:23.350", rules: rules),
      Self.team("c", goals: 1, time: "2:23.349", rules: rules),
    ])
    #expect(
      table(standings) == [
        "1 c ranked, shortest time to 0.1 s 143300 against 143400 (a)",
        "=2 a ranked, shortest time to 0.1 s 143400 against 143300 (c)",
        "=2 b ranked, nothing none against none (a)",
      ])
    for words in ["shortest time to 0 s", "shortest time to 0.0001 s", "shortest time to 1", "fewest points to 1 s"] {
      #expect(RankingKey(words) == nil, "\(words)")
    }
  }

  @Test("51: achievements, then penalised behaviours, then time; each place says which key decided it")
  func chain() {
    let standings = Self.rules.standings(of: [
      Self.team("d", goals: 2, bumps: 1, time: "4:00"), Self.team("a", goals: 3, bumps: 5),
      Self.team("b", goals: 2), Self.team("c", goals: 2, bumps: 1, time: "3:00"),
      Self.team("e", goals: 9, then: [saw("hit")]),
    ])
    #expect(
      table(standings) == [
        "1 a ranked, most achievements 3 against 2 (b)",
        "2 b ranked, most achievements 2 against 3 (a)",
        "3 c ranked, fewest penalised 1 against 0 (b)",
        "4 d ranked, shortest time 240000 against 180000 (c)",
        "5 e disqualified, not disqualified 1 against 0 (d)",
      ])
  }

  @Test("52: teams that are equal in every key share a place, and the next is skipped: 1, 1, 3")
  func shared() {
    let standings = Self.rules.standings(of: [
      Self.team("mk-u", goals: 2), Self.team("mk-college", goals: 2), Self.team("other", goals: 1),
    ])
    #expect(
      table(standings) == [
        "=1 mk-college ranked, nothing none against none (mk-u)",
        "=1 mk-u ranked, nothing none against none (mk-college)",
        "3 other ranked, most achievements 1 against 2 (mk-u)",
      ])
  }

  @Test("three share the first place, then comes the fourth; one team alone is decided by nobody")
  func threeShared() {
    let equal = ["a", "b", "c"].map { Self.team(Team.ID($0), goals: 1) }
    #expect(Self.rules.standings(of: equal + [Self.team("d")]).map(\.rank) == [1, 1, 1, 4])
    let alone = Self.rules.standings(of: [Self.team("a")])
    #expect(alone.map(\.rank) == [1])
    #expect(alone[0].decidedBy == nil)
    #expect(Self.rules.standings(of: []).isEmpty)
  }

  @Test("57: not entered, no run yet, no show, void, disqualified, withdrawn and zero are all different")
  func states() {
    func other(_ team: Team.ID, @ScriptBuilder _ script: () -> [Told]) -> Contender {
      Contender(
        team: team, runs: [ScoredRun(run(Run.ID("\(team)-1"), team: team, under: Self.rules, script), keys: [])])
    }
    let standings = Self.rules.standings(of: [
      Contender(team: "not-entered", runs: [], isEntered: false),
      Contender(team: "waiting", runs: []),
      other("open") { started() },
      other("missed") { finished(.noShow, at: "0:00") },
      other("voided") {
        started()
        voided("wrong team")
      },
      other("invalid") {
        started()
        finished(.invalid, at: "1:00")
      },
      Contender(team: "gone", runs: [], hasWithdrawn: true),
      Contender(team: "out", runs: [], isDisqualified: true),
      Self.team("zero"),
      Self.team("hit", then: [saw("hit")]),
    ])
    #expect(
      table(standings) == [
        "1 zero ranked, not disqualified 0 against 1 (hit)",
        "2 hit disqualified, not disqualified 1 against 0 (zero)",
        "- out disqualified",
        "- missed no show",
        "- invalid void",
        "- voided void",
        "- open no run yet",
        "- waiting no run yet",
        "- gone withdrawn",
        "- not-entered not entered",
      ])
  }

  @Test("a team that withdraws keeps the place its runs earned; one the organisers take out has none")
  func departed() {
    var gone = Self.team("gone", goals: 3)
    gone.hasWithdrawn = true
    var out = Self.team("out", goals: 9)
    out.isDisqualified = true
    let standings = Self.rules.standings(of: [gone, out, Self.team("stays", goals: 1)])
    #expect(standings.map(\.team) == ["gone", "stays", "out"])
    #expect(standings.map(\.rank) == [1, 2, nil])
    #expect(standings.map(\.status) == [.ranked, .ranked, .disqualified])
  }

  @Test("a missing value stands behind every value, whichever way the key looks")
  func missing() {
    for greater in [true, false] {
      var rules = Self.rules
      rules.ranking = [RankingKey(.item("error"), greaterIsBetter: greater)]
      let standings = rules.standings(of: [
        Self.team("none", rules: rules), Self.team("large", then: [measured("error", "9")], rules: rules),
        Self.team("small", then: [measured("error", "0")], rules: rules),
      ])
      #expect(standings.map(\.team) == (greater ? ["large", "small", "none"] : ["small", "large", "none"]))
    }
  }

  @Test("nothing counted of an item that is counted is a zero, not a missing value")
  func countedZero() {
    var rules = Self.rules
    rules.ranking = [RankingKey(.item("bump"), greaterIsBetter: false)]
    let standings = rules.standings(of: [Self.team("bumps", bumps: 1, rules: rules), Self.team("clean", rules: rules)])
    #expect(standings.map(\.team) == ["clean", "bumps"])
  }

  @Test("37: a disqualified run stands last, scores zero, or takes the team out of the ranking")
  func disqualified() {
    func places(_ rule: DisqualifiedRank) -> [String] {
      var rules = Self.rules
      rules.ranking = [.mostPoints]
      rules.disqualified = rule
      return table(
        rules.standings(of: [
          Self.team("hit", goals: 9, then: [saw("hit")], rules: rules), Self.team("good", goals: 1, rules: rules),
          Self.team("zero", rules: rules),
        ])
      ).map { String($0.prefix { $0 != "," }) }
    }
    #expect(places(.last) == ["1 good ranked", "2 zero ranked", "3 hit disqualified"])
    #expect(places(.zero) == ["1 good ranked", "=2 hit disqualified", "=2 zero ranked"])
    #expect(places(.removed) == ["1 good ranked", "2 zero ranked", "- hit disqualified"])
  }

  @Test(
    "37: of a disqualified and a clean run the clean one is the best, whatever the keys; from the challenge, none is")
  func oneOfTwo() {
    func standing(_ behaviour: Item.ID, _ rule: DisqualifiedRank) -> Standing {
      var rules = Self.rules
      rules.ranking = [.mostPoints]
      rules.disqualified = rule
      let logs = [
        run("r-1", number: 1, under: rules) {
          started()
          saw("goal", count: 9)
          saw(behaviour)
          finished(at: "4:00")
        },
        run("r-2", number: 2, under: rules) {
          started()
          saw("goal")
          finished(at: "4:00")
        },
      ]
      let contender = Contender(team: "blue", runs: logs.map { ScoredRun($0, keys: rules.ranking) })
      return rules.standings(of: [contender])[0]
    }
    for rule in DisqualifiedRank.allCases {
      #expect(standing("hit", rule).status == .ranked)
      #expect(standing("hit", rule).result?.counted == ["r-2"])
      #expect(standing("cheat", rule).status == .disqualified)
    }
    #expect(standing("cheat", .zero).result?.measures.points == 0)
    #expect(standing("cheat", .removed).rank == nil)
  }

  @Test("the event's plan may say other keys and another aggregation than the rule set")
  func plan() {
    let plan = PhasePlan(phase: .final, aggregation: .last, ranking: [.shortestTime])
    let standings = Self.rules.standings(
      of: [Self.team("slow", goals: 3), Self.team("fast", time: "1:00")], plan: plan)
    #expect(standings.map(\.team) == ["fast", "slow"])
    #expect(standings[0].decidedBy?.key == .shortestTime)
  }
}
