import Scoring
import ScoringTestSupport
import Testing

/// What each part gives where several are put together; the laws are in `ContributionLawTests`.
@Suite("What a disqualified, missed or void part gives")
struct ContributionTests {
  private static let sheet = RuleSet.make([
    .achievement("goal", 10), .penalty("bump", -20), .make(.measurement, "error"), .make(.disqualifying, "hit"),
    .make(.disqualifying, "cheat") { $0.disqualifiesFrom = .challenge },
  ])

  /// One of a team's runs, in a word: "5" is five goals, "5!" the same and disqualified, "-2" two bumps, "no-show",
  /// "void".
  private static func scored(_ word: String, _ number: Int, under sheet: RuleSet) -> ScoredRun {
    let count = Int(word.filter { $0.isNumber }) ?? 0
    let log = run(Run.ID("run-\(number)"), number: number, under: sheet) {
      if word == "no-show" {
        finished(.noShow, at: "0:00")
      } else {
        started()
        if count > 0 { word.hasPrefix("-") ? saw("bump", count: count) : saw("goal", count: count) }
        if word.hasSuffix("!") { saw("hit") }
        finished(at: "4:00")
        if word == "void" { voided("wrong team", at: "4:00") }
      }
    }
    return ScoredRun(log, keys: sheet.ranking)
  }

  /// A team's line in a table of its own: points, achievements, penalised, how it stands, what counts.
  private static func result(_ words: String, _ aggregation: Aggregation, _ change: (inout RuleSet) -> Void = { _ in })
    -> String
  {
    var sheet = sheet
    sheet.aggregation = aggregation
    change(&sheet)
    let runs = words.split(separator: " ").enumerated().map { scored(String($1), $0 + 1, under: sheet) }
    let standing = sheet.standings(of: [Contender(team: "blue", runs: runs)])[0]
    guard let measures = standing.result?.measures else { return standing.status.rawValue }
    let counted = standing.result?.counted.map { $0.text.dropFirst(4) }.joined(separator: " ") ?? ""
    let place = standing.rank == nil ? ", not ranked" : ""
    return
      "\(measures.points)p \(measures.achievements)a \(measures.penalised)b \(standing.status.rawValue)\(place) of \(counted)"
  }

  @Test(
    "a disqualified run adds nothing that it earned, and still is one of the runs",
    arguments: [
      ("10! 1", Aggregation.sum, "10p 1a 0b ranked of 1 2"), ("10! 1", .mean, "5p 0.5a 0b ranked of 1 2"),
      ("10! 1 3", .median, "10p 1a 0b ranked of 2"), ("10! 1", .median, "5p 0.5a 0b ranked of 2 1"),
      ("10! 1 3", .meanOfBest(2), "20p 2a 0b ranked of 3 2"), ("10! 1", .meanOfBest(2), "5p 0.5a 0b ranked of 2 1"),
      ("10! 1", .sumOfBest(2), "10p 1a 0b ranked of 2 1"), ("10! 1", .best, "10p 1a 0b ranked of 2"),
      ("10! 1 3", .meanWithoutWorst(1), "20p 2a 0b ranked of 3 2"),
      ("1 10!", .last, "100p 10a 0b disqualified of 2"), ("10! 1", .last, "10p 1a 0b ranked of 2"),
    ])
  func earned(runs: String, aggregation: Aggregation, expected: String) {
    #expect(Self.result(runs, aggregation) == expected)
  }

  @Test("its debts stay: points below zero, and penalised behaviours")
  func debts() {
    #expect(Self.result("5 -2!", .sum) == "10p 5a 2b ranked of 1 2")
    #expect(Self.result("5 -2!", .mean) == "5p 2.5a 1b ranked of 1 2")
    #expect(Self.result("5 -2!", .best) == "50p 5a 0b ranked of 1")
  }

  @Test("a result is never better for it: it is left out where it would help")
  func leftOut() {
    // Twenty below zero and nothing would be ten below zero.
    #expect(Self.result("-1 3!", .mean) == "-20p 0a 1b ranked of 1")
    #expect(Self.result("-1 3!", .best) { $0.disqualified = .zero } == "-20p 0a 1b ranked of 1")
    #expect(Self.result("-1 no-show", .mean) { $0.noShowPoints = -10 } == "-20p 0a 1b ranked of 1")
    #expect(Self.result("-1 no-show", .best) { $0.noShowPoints = 5 } == "-20p 0a 1b ranked of 1")
    let runs = ["-1", "3!"].enumerated().map { Self.scored($1, $0 + 1, under: Self.sheet) }
    let result = Result(of: runs, by: .mean, keys: [.notDisqualified, .mostPoints])
    #expect(result?.dropped == [Result.Dropped(run: "run-2", reason: .wouldHelp)])
    #expect(result?.held == 2)
  }

  @Test("where nothing else counts it is the result, disqualified: last, zero, or not ranked")
  func alone() {
    #expect(Self.result("5!", .best) == "50p 5a 0b disqualified of 1")
    #expect(Self.result("5!", .sum) { $0.disqualified = .zero } == "0p 0a 0b disqualified of 1")
    #expect(Self.result("5!", .mean) { $0.disqualified = .removed } == "50p 5a 0b disqualified, not ranked of 1")
    #expect(Self.result("5! 1", .sum) { $0.disqualified = .removed } == "10p 1a 0b ranked of 1 2")
    // Not having come is no cure for it.
    #expect(Self.result("5! no-show", .last) { $0.noShowPoints = -10 } == "-10p 0a 0b disqualified of 2")
  }

  @Test("who is disqualified from the challenge is so in all runs")
  func out() {
    let runs: [ScoredRun] = (["cheat", "goal"] as [Item.ID]).enumerated().map { index, item in
      let log = run(Run.ID("run-\(index)"), number: index, under: Self.sheet) {
        started()
        saw("goal")
        saw(item)
        finished(at: "4:00")
      }
      return ScoredRun(log, keys: Self.sheet.ranking)
    }
    let standing = Self.sheet.standings(of: [Contender(team: "blue", runs: runs)])[0]
    #expect(standing.status == .disqualified)
    #expect(standing.isOutOfAll)
    #expect(runs.map { Contribution(of: $0, isOut: true) } == [.debts, .debts])
  }

  @Test("nobody came, void, to be repeated, still open: no run; a price that is not coming's: only that")
  func absent() {
    #expect(Self.result("3 no-show", .mean) == "30p 3a 0b ranked of 1")
    #expect(Self.result("3 void", .mean) == "30p 3a 0b ranked of 1")
    #expect(Self.result("3 no-show", .mean) { $0.noShowPoints = -10 } == "10p 1.5a 0b ranked of 1 2")
    #expect(Self.result("3 no-show", .mean) { $0.noShowPoints = 50 } == "15p 1.5a 0b ranked of 1 2")
    #expect(Self.result("no-show", .mean) { $0.noShowPoints = -10 } == "-10p 0a 0b ranked of 1")
    #expect(Self.result("void no-show", .mean) == "no show")
  }

  @Test("it has no time, and what was measured in it is not measured; what counts against the team is")
  func keys() {
    var sheet = Self.sheet
    let (least, bumps) = (
      RankingKey(.item("error"), greaterIsBetter: false), RankingKey(.item("bump"), greaterIsBetter: false)
    )
    let goals = RankingKey(.item("goal"), greaterIsBetter: true)
    sheet.ranking = [.mostPoints, .shortestTime, least, bumps, goals]
    let logs = [false, true].enumerated().map { index, isHit in
      run(Run.ID("run-\(index)"), number: index, under: sheet) {
        started()
        measured("error", "2")
        saw("bump")
        saw("goal")
        if isHit { saw("hit") }
        finished(at: "4:00")
      }
    }
    let runs = logs.map { ScoredRun($0, keys: sheet.ranking) }
    let measures = Result(of: runs, by: .sum, keys: [.notDisqualified] + sheet.ranking)?.measures
    #expect(measures?.time == nil)
    #expect(measures?.items == ["bump": 2, "goal": 1])
    #expect(runs[1].owed.points == -10)
  }

  // MARK: Fewer runs

  @Test(
    "a team with fewer runs than its result is made of has what there is, zeros for the rest, or no place",
    arguments: [
      (Aggregation.mean, "100p", "50p", "incomplete"), (.sum, "100p", "100p", "incomplete"),
      (.median, "100p", "50p", "incomplete"), (.meanOfBest(2), "100p", "50p", "incomplete"),
      (.sumOfBest(2), "100p", "100p", "incomplete"), (.best, "100p", "100p", "ranked"),
      (.last, "100p", "100p", "ranked"),
    ])
  func incomplete(aggregation: Aggregation, asItIs: String, zero: String, notRanked: String) {
    func result(_ rule: IncompleteRule) -> String {
      Self.result("10 no-show", aggregation) {
        $0.runs = 2
        $0.incomplete = rule
      }
    }
    #expect(result(.asItIs).hasPrefix("\(asItIs) "))
    #expect(result(.zero).hasPrefix("\(zero) "))
    #expect(result(.notRanked).contains(notRanked))
    #expect(result(.notRanked).contains("not ranked") == (notRanked == "incomplete"))
  }

  @Test("zeros for missing runs never make a result better, and are none of a team's runs")
  func zeros() {
    let rules: (inout RuleSet) -> Void = { ($0.runs, $0.incomplete) = (3, .zero) }
    #expect(Self.result("-1", .mean, rules) == "-20p 0a 1b ranked of 1")
    #expect(Self.result("6 3", .mean, rules) == "30p 3a 0b ranked of 1 2")
    #expect(Self.result("6", .median, rules) == "0p 0a 0b ranked of ")
    #expect(Self.result("6 5 4", .mean, rules) == "50p 5a 0b ranked of 1 2 3")
    #expect(Self.result("no-show", .mean, rules) == "no show", "who has no run at all has no result")
  }

  @Test("the plan may say it, and how many runs there are")
  func planned() {
    let runs = [Self.scored("6", 1, under: Self.sheet)]
    func points(_ plan: PhasePlan) -> Points? {
      Self.sheet.standings(of: [Contender(team: "blue", runs: runs)], plan: plan)[0].result?.measures.points
    }
    #expect(points(PhasePlan(phase: .trials, runs: 3, aggregation: .mean)) == 60)
    #expect(points(PhasePlan(phase: .trials, runs: 3, aggregation: .mean, incomplete: .zero)) == 20)
    #expect(points(PhasePlan(phase: .final, aggregation: .mean, incomplete: .zero)) == 60, "a final has one run")
  }

  // MARK: Trials and final

  private func added(_ trials: [(Team.ID, String, Bool)], _ final: [(Team.ID, String, Bool)]) -> [String] {
    var event = Event(["a", "b", "c"])
    event.plan(final: .adds)
    for (team, points, isHit) in trials { event.run(team, points, then: isHit ? [saw("hit")] : []) }
    for (team, points, isHit) in final { event.run(.final, team, points, then: isHit ? [saw("hit")] : []) }
    return event.board.result(of: "coffee")!.standings.map { standing in
      "\(standing.rank.map(String.init) ?? "-") \(standing.team) \(standing.result?.measures.points ?? -1) \(standing.status.rawValue)"
    }
  }

  @Test("a final's points are added, but not if it was disqualified there; nor those of disqualified trials")
  func addedFinal() {
    #expect(
      added([("a", "50", false), ("b", "40", false), ("c", "10", false)], [("a", "90", true), ("b", "50", false)])
        == ["1 b 90 ranked", "2 a 50 ranked", "3 c 10 ranked"])
    #expect(
      added([("a", "50", true), ("b", "40", false), ("c", "10", false)], [("a", "20", false), ("b", "50", false)])
        == ["1 b 90 ranked", "2 a 20 ranked", "3 c 10 ranked"])
    #expect(
      added([("a", "50", true), ("b", "-40", false)], [("a", "20", true)])
        == ["1 b -40 ranked", "2 a 20 disqualified", "- c -1 no run yet"])
    #expect(
      added([("a", "50", false), ("b", "40", false)], [("a", "-30", true)])
        == ["1 b 40 ranked", "2 a 20 ranked", "- c -1 no run yet"])
  }

  @Test("a final that a team is disqualified in decides nothing for it, and moves nobody up who was admitted")
  func decidedFinal() {
    var event = Event(["a", "b", "c", "d"])
    event.plan(qualification: "best 2", final: .decidesFirst(2))
    event.rulings.append(.admitted("d", to: "coffee", reason: "a near thing"))
    event.held(.trials, ["a": "9", "b": "8", "c": "7", "d": "1"])
    event.run(.final, "d", "50", then: [saw("hit")])
    #expect(event.result().map { $0.prefix(3) } == ["1 a", "2 b", "3 c", "4 d"])
    event.run(.final, "a", "1")
    event.run(.final, "b", "0")
    #expect(event.result().map { $0.prefix(3) } == ["1 a", "2 b", "3 c", "4 d"])
  }

  @Test("who has nothing but a disqualified final is behind everybody")
  func onlyFinal() {
    var event = Event(["a", "b", "c"])
    event.plan()
    event.held(.trials, ["a": "9", "b": "8"])
    event.run(.final, "b", "1")
    event.run(.final, "c", "50", then: [saw("hit")])
    #expect(event.result().map { $0.prefix(3) } == ["1 b", "2 a", "3 c"])
    #expect(event.board.result(of: "coffee")?.standings[2].decidedBy?.ground == .notDisqualified)
  }

  // MARK: Several challenges

  private func totals(
    _ rule: DisqualifiedRank, _ part: Overall.Part, order: Overall.Order = .total,
    _ runs: [(Challenge.ID, Team.ID, String, Bool)]
  ) -> [String] {
    var sheet = Event.rules
    sheet.disqualified = rule
    var event = Event(["a", "b"], challenges: ["coffee", "door"], rules: sheet)
    event.plan(Overall(id: "best", title: "Best", order: order), part)
    for (challenge, team, points, isHit) in runs {
      event.run(of: challenge, team, points, then: isHit ? [saw("hit")] : [])
    }
    return event.board.overall("best")!.standings.map { standing in
      "\(standing.rank.map(String.init) ?? "-") \(standing.team) \(standing.total?.description ?? standing.status.rawValue)"
    }
  }

  @Test("a disqualified challenge is one of those that a mean is made of", arguments: DisqualifiedRank.allCases)
  func mean(rule: DisqualifiedRank) {
    let runs: [(Challenge.ID, Team.ID, String, Bool)] = [
      ("coffee", "a", "10", false), ("door", "a", "90", true), ("coffee", "b", "8", false), ("door", "b", "4", false),
    ]
    #expect(totals(rule, Overall.Part(title: "", combination: .mean), runs) == ["1 b 6", "2 a 5"])
    #expect(
      totals(rule, Overall.Part(title: "", value: .league([10, 6]), combination: .mean), runs) == ["1 b 8", "2 a 5"])
    #expect(
      totals(rule, Overall.Part(title: "", value: .normalisedPoints(100), combination: .mean), runs)
        == ["1 b 90", "2 a 50"])
  }

  @Test("its debts stay in the total, also where it is not ranked; league points below zero too")
  func overallDebts() {
    let runs: [(Challenge.ID, Team.ID, String, Bool)] = [
      ("coffee", "a", "10", false), ("door", "a", "-9", true), ("coffee", "b", "8", false), ("door", "b", "0", false),
    ]
    for rule in DisqualifiedRank.allCases {
      #expect(totals(rule, Overall.Part(title: ""), runs) == ["1 b 8", "2 a 1"])
      #expect(totals(rule, Overall.Part(title: "", value: .league([3, -5])), runs) == ["1 a -2", "1 b -2"])
    }
  }

  @Test("who is disqualified in all that it has is below everybody, also below zero, and without a medal")
  func overallOrder() {
    let runs: [(Challenge.ID, Team.ID, String, Bool)] = [("coffee", "a", "10", true), ("coffee", "b", "-8", false)]
    for rule in [DisqualifiedRank.last, .zero] {
      #expect(totals(rule, Overall.Part(title: ""), runs) == ["1 b -8", "2 a 0"])
      #expect(totals(rule, Overall.Part(title: ""), order: .medals, runs).map { $0.prefix(3) } == ["1 b", "2 a"])
    }
    #expect(totals(.removed, Overall.Part(title: ""), runs) == ["1 b -8", "- a no run yet"])
  }

  @Test("not coming at a price earns no league points, no share of the best and no medal")
  func priced() {
    var sheet = Event.rules
    sheet.noShowPoints = -5
    var event = Event(["a", "b"], rules: sheet)
    event.plan(
      Overall(id: "best", title: "Best"), Overall.Part(title: "", value: .league([10, 6])),
      Overall.Part(title: "", value: .normalisedAchievements(50), normalised: 50, zeroBestIsFull: true))
    event.run("b", "0")
    let run = Run(
      id: "missed", challenge: "coffee", team: "a", phase: .trials, number: 1,
      rules: event.competition.challenges[0].rules)
    event.logs.append(RunLog(run, under: event.rules, recording: [finished(.noShow, at: "0:00").entry(1, in: run.id)]))
    #expect(event.board.overall("best")?.standings.map(\.total) == [60, 0])
    #expect(event.board.overall("best")?.standings.map(\.places) == [[1], []])
  }

  // MARK: Awards and seasons

  @Test("nobody gets an award for a disqualification, or for not coming")
  func awards() {
    var event = Event(["a", "b"])
    event.plan(Overall(id: "best", title: "Best"), Overall.Part(title: ""))
    event.rulings += [
      .grouped("a", in: ["new"]),
      .plannedAward(Award(id: "newcomer", title: "Best newcomer", rule: .best(of: "best", in: "new"))),
    ]
    event.run("a", "9", then: [saw("hit")])
    #expect(event.board.overall("best")?.standings.map(\.rank) == [1, nil])
    #expect(event.board.awards[0].winners.isEmpty)
    event.run("a", "0")
    #expect(event.board.awards[0].winners.map(\.team) == ["a"])
  }

  @Test("a certificate asks for runs that count: not those of a team that is disqualified from the challenge")
  func skills() {
    var sheet = Event.rules
    sheet.items[1].tags = ["speech"]
    sheet.items[1].limit = 1
    sheet.items[1].worth = .each(1)
    var event = Event(["a"], rules: sheet)
    event.rulings.append(
      .plannedAward(Award(id: "speech", title: "Speech", rule: .skill(tag: "speech", percent: 50, except: nil))))
    event.run("a", "1", then: [saw("goal")])
    #expect(event.board.awards[0].winners.map(\.team) == ["a"])
    event.rulings.append(.disqualified("a", from: "coffee", reason: "cheating"))
    #expect(event.board.awards[0].winners.isEmpty)
  }

  @Test("a tournament in which a team was disqualified is none that it took part in; what it owes counts")
  func season() {
    let tournaments = [
      SeasonRule.Tournament(name: "Lisbon", points: ["a": 10, "b": 6]),
      SeasonRule.Tournament(name: "Bari", points: ["a": 90, "b": 5], earnedNothing: ["a"]),
      SeasonRule.Tournament(name: "Bristol", points: ["a": -4, "b": 1], earnedNothing: ["a"]),
    ]
    let standings = SeasonRule().standings(of: tournaments)
    #expect(standings.map(\.team) == ["b", "a"])
    #expect(standings.map(\.rank) == [1, nil])
    #expect(standings.map(\.missing) == [0, 1])
    #expect(SeasonRule(atLeast: 1).standings(of: tournaments).map(\.score) == [11, 6])
    #expect(standings[1].results.map(\.value) == [10, 0, -4])
  }

  @Test("what an event gives a season: the total, or what is owed where nothing was earned")
  func tournament() {
    var sheet = Event.rules
    sheet.disqualified = .removed
    var event = Event(["a", "b", "c"], rules: sheet)
    event.plan(Overall(id: "best", title: "Best"), Overall.Part(title: ""))
    event.run("a", "9")
    event.run("b", "-7", then: [saw("hit")])
    let tournament = SeasonRule.Tournament(event.board.overall("best")!, name: "Lisbon")
    #expect(tournament.points == ["a": 9, "b": -7])
    #expect(tournament.earnedNothing == ["b"])
  }
}
