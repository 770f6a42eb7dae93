public import Scoring

/// A whole random competition: decisions and logs, with everything that moves a place.
public struct SeededEvent {
  var chance: SeededCompetition
  /// What was decided, in order.
  public var rulings: [Decision.Ruling] = []
  /// The runs' logs, under the rules in force.
  public var logs: [RunLog] = []
  /// Every rule set that was ever in force.
  public private(set) var rules: [RuleSetReference: CompiledRules] = [:]
  /// Who takes part.
  public let teams: [Team.ID]
  /// What is held.
  public let challenges: [Challenge.ID]

  /// What follows from a seed. The challenges are held under these sheets, or under one that makes ties likely.
  public init(seed: UInt64, sheets: [CompiledRules] = []) {
    chance = SeededCompetition(seed: seed)
    let names = ["kcl", "lasr", "b-it-bots", "homer", "z", "a1", "gentlebots", "mku", "a"].map { Team.ID($0) }
    teams = Array(chance.shuffled(names).prefix(chance.number(2...8)))
    challenges = Array(["coffee", "door", "drone", "home"].prefix(chance.number(1...4)))
    plan(sheets)
    enter()
    hold()
    decide()
    planTables()
    openFinals()
    hold()
    decide()
    correct()
    changeRules()
    openFinals()
    settleTies()
    takeBack()
  }

  /// What the decisions make. Two terminals have made them in turn.
  public var decisions: [Decision] {
    rulings.enumerated().map { index, ruling in
      Decision(
        id: Decision.ID("d\(index)"), official: "O", terminal: index % 3 == 0 ? "hall" : "office", number: index + 1,
        recordedAt: Int64(index), ruling: ruling)
    }
  }

  /// What they make.
  public var competition: Competition { Competition(decisions) }

  /// What comes out.
  public var board: Board { Board(competition, logs: logs, rules: rules) }

  /// Few different points, and behaviours that disqualify from everything there is.
  static func tieSheet(_ chance: inout SeededCompetition) -> RuleSet {
    .make([
      .make(.judgement, "score") { $0.worth = .each(1) }, .make(.achievement, "goal"), .make(.penalised, "bump"),
      .make(.disqualifying, "hit"), .make(.disqualifying, "cheat") { $0.disqualifiesFrom = .challenge },
      .make(.disqualifying, "bribe") { $0.disqualifiesFrom = .competition },
    ]) {
      $0.disqualified = chance.one(of: DisqualifiedRank.allCases)
      $0.aggregation = chance.one(of: [
        .best, .sum, .mean, .last, .meanOfBest(2), .median, .sumOfBest(2), .meanWithoutWorst(1),
      ])
      if chance.oneIn(2) { $0.runs = chance.number(1...3) }
      $0.incomplete = chance.one(of: [.asItIs, .asItIs, .zero, .notRanked])
      $0.ranking = chance.one(of: [
        [.mostPoints, .fewestPenalised], [.notDisqualified, .mostPoints], [.mostAchievements, .mostPoints],
        [.shortestTime], [.mostPoints, .notDisqualified], [.fewestPenalised, .mostPoints, .shortestTime],
        [RankingKey(.item("score"), greaterIsBetter: true), RankingKey(.item("bump"), greaterIsBetter: false)],
        [RankingKey(.item("goal"), greaterIsBetter: true), .shortestTime], [.mostAchievements, .shortestTime],
        [RankingKey(.time, greaterIsBetter: false, step: 60_000), .mostPoints],
      ])
      if chance.oneIn(3) { $0.noShowPoints = Points(chance.one(of: [-3, -1, 0, 2])) }
    }
  }

  private mutating func reference(_ sheet: RuleSet, edition: Int = 1) -> RuleSetReference {
    var sheet = sheet
    if edition == 1 { sheet.id = RuleSet.ID("law-2026/sheet-\(rules.count)") }
    sheet.edition = edition
    let reference = RuleSetReference(id: sheet.id, edition: edition, digest: "\(rules.count)")
    rules[reference] = CompiledRules(sheet)
    return reference
  }

  private mutating func plan(_ sheets: [CompiledRules]) {
    for challenge in challenges {
      let sheet = sheets.isEmpty || !chance.oneIn(3) ? Self.tieSheet(&chance) : chance.one(of: sheets).ruleSet
      rulings.append(.heldChallenge(challenge, title: "The \(challenge)", rules: reference(sheet)))
      if chance.oneIn(3) { continue }
      let words: [String?] = [
        nil, "best 1", "best 2", "best 3", "50%", "40% at least 2", "80% at most 3", "1, 2 from 3, 3 from 5, 5 from 7",
        "within 0", "within 2", "best 1, and within 1 of the last", "best 2, and within 2 of the last",
        "30%, and within 1 of the last",
      ]
      let aggregations: [Aggregation?] = [nil, nil, .best, .sumOfBest(2), .meanWithoutWorst(1)]
      let rankings: [[RankingKey]?] = [nil, nil, [.fewestPenalised, .mostPoints], [.mostPoints]]
      if !chance.oneIn(6) {
        rulings.append(
          .plannedPhase(
            challenge,
            PhasePlan(
              phase: .trials, runs: chance.one(of: [nil, 1, 2, 3]), aggregation: chance.one(of: aggregations),
              ranking: chance.one(of: rankings), incomplete: chance.one(of: [nil, nil, .zero, .notRanked]))))
      }
      if !chance.oneIn(6) {
        rulings.append(
          .plannedPhase(
            challenge,
            PhasePlan(
              phase: .final, aggregation: chance.one(of: aggregations), ranking: chance.one(of: rankings),
              qualification: chance.one(of: words).map { Qualification($0)! },
              qualifiedFrom: chance.oneIn(5) ? chance.one(of: ["table-0", "nowhere"]) : nil,
              finalRule: chance.one(of: [nil, .decides, .decidesFirst(1), .decidesFirst(2), .adds, .apart]))))
      }
    }
  }

  private mutating func enter() {
    for division in ["new", "old"] { rulings.append(.formedDivision(Division(id: Division.ID(division), title: ""))) }
    for team in teams {
      rulings.append(.enteredTeam(team, name: "", affiliation: ""))
      for challenge in challenges where !chance.oneIn(7) { rulings.append(.enteredChallenge(team, challenge)) }
      rulings.append(.grouped(team, in: chance.one(of: [[], ["new"], ["old"], ["new", "old"]])))
    }
  }

  private mutating func hold() {
    for team in teams {
      for challenge in challenges {
        for _ in 0..<chance.number(0...3) {
          run(chance.one(of: [.trials, .trials, .final, .practice]), challenge, team)
        }
      }
    }
  }

  /// A team's next run in a phase.
  @discardableResult
  private mutating func run(_ phase: Phase, _ challenge: Challenge.ID, _ team: Team.ID) -> Run.ID {
    let held = competition.challenge(challenge)!.rules
    let number = logs.filter { $0.run.challenge == challenge && $0.run.phase == phase && $0.run.team == team }.count + 1
    let id = Run.ID("\(challenge)-\(phase.rawValue)-\(team)-\(number)")
    let run = Run(id: id, challenge: challenge, team: team, phase: phase, number: number, rules: held)
    let sheet = rules[held]!
    guard sheet.ruleSet.items.contains(where: { $0.id == "score" }) else {
      let told = chance.log(id, team: team, number: number, under: sheet)
      logs.append(RunLog(run, under: sheet, recording: told.entries))
      return id
    }
    var script: [Told] = chance.oneIn(8) ? [] : [started(), rated("score", "\(chance.number(-2...4))", by: "jury")]
    for (item, often) in [("goal", 2), ("bump", 3), ("hit", 9), ("cheat", 25), ("bribe", 60)] where chance.oneIn(often)
    {
      script.append(saw(Item.ID(item)))
    }
    let finish: Finish = script.isEmpty ? .noShow : chance.one(of: [.completed, .completed, .timeLimit, .invalid])
    if !chance.oneIn(12) { script.append(finished(finish, at: chance.one(of: ["4:00", "5:00"]))) }
    if chance.oneIn(15) { script.append(voided("wrong team", at: "5:00")) }
    logs.append(
      RunLog(run, under: sheet, recording: script.enumerated().map { $1.entry($0 + 1, in: id) }))
    return id
  }

  /// Some finals are opened by one of their runs: it may be void, and somebody may have known only a part of the rest.
  private mutating func openFinals() {
    for challenge in challenges where chance.oneIn(3) {
      let finals = logs.filter { $0.run.challenge == challenge && $0.run.phase == .final }
      guard !finals.isEmpty else { continue }
      let opener = chance.one(of: finals).run.id
      var terminals: [String: Heads.Head] = [:]
      for decision in decisions { terminals[decision.terminal, default: .init()].decisions = decision.number }
      for log in logs where log.run.id != opener && (log.run.challenge != challenge || log.run.phase != .final) {
        let known = chance.oneIn(6) ? chance.number(0...log.entries.count) : log.entries.count
        terminals[log.run.id.text] = Heads.Head(entries: known)
      }
      rulings.append(.openedFinal(FinalOpening(of: challenge, with: opener, after: Heads(terminals))))
    }
  }

  /// Protests are granted: a run is void after all, or an entry is taken back.
  private mutating func correct() {
    for index in logs.indices where chance.oneIn(10) {
      let log = logs[index]
      let target = log.entries.isEmpty || chance.oneIn(3) ? nil : chance.one(of: log.entries).id
      let told = target.map { retracted($0) } ?? voided("after all", at: "5:00")
      logs[index].record(told.entry(log.entries.count + 1, in: log.run.id))
    }
  }

  private mutating func decide() {
    for team in teams {
      let challenge = chance.oneIn(2) ? nil : chance.one(of: challenges)
      if chance.oneIn(6) { rulings.append(.withdrew(team, from: challenge, reason: "a motor")) }
      if chance.oneIn(10) { rulings.append(.disqualified(team, from: challenge, reason: "cheating")) }
      if chance.oneIn(6) { rulings.append(.admitted(team, to: chance.one(of: challenges), reason: "a near thing")) }
    }
  }

  private mutating func planTables() {
    for number in 0..<chance.number(0...3) {
      let table = Overall.ID("table-\(number)")
      rulings.append(
        .plannedOverall(
          Overall(
            id: table, title: "", division: chance.oneIn(4) ? "new" : nil, order: chance.oneIn(3) ? .medals : .total,
            rounding: chance.oneIn(2) ? Rounding(to: chance.one(of: [1, 5, 20]), .halfUp) : nil,
            ties: chance.one(of: [[], [.places], [.part(1)], [.part(2), .places], [.part(9)]]))))
      for _ in 0..<chance.number(1...3) { rulings.append(.plannedPart(table, part())) }
    }
  }

  private mutating func part() -> Overall.Part {
    let full = Points(chance.one(of: [100, 50]))
    return Overall.Part(
      title: "", challenges: chance.oneIn(2) ? [] : Array(chance.shuffled(challenges).prefix(chance.number(1...3))),
      source: chance.one(of: [.result, .result, .trials, .final]),
      value: chance.one(of: [
        .points, .achievements, .normalisedPoints(full), .normalisedAchievements(full), .league([10, 8, 6, 5]),
        .league([3, 2]), .league([5, 0, -5]),
      ]),
      combination: chance.one(of: [
        .sum, .sum, .mean, .best, .sumOfBest(2), .meanOfBest(2), .median, .meanWithoutWorst(1),
      ]), normalised: chance.oneIn(3) ? full : nil,
      weight: chance.one(of: [1, 1, Points(1, over: 2), Points(3, over: 10)]), zeroBestIsFull: chance.oneIn(3))
  }

  /// Other rules for the runs to come, which may be held; or for all.
  private mutating func changeRules() {
    guard chance.oneIn(3) else { return }
    let challenge = chance.one(of: challenges)
    var sheet = rules[competition.challenge(challenge)!.rules]!.ruleSet
    for index in sheet.items.indices where sheet.items[index].worth == .each(1) { sheet.items[index].worth = .each(2) }
    let other = reference(sheet, edition: 2)
    if chance.oneIn(2) {
      rulings.append(.heldChallenge(challenge, title: "Again", rules: other))
      for team in teams where chance.oneIn(2) { run(.trials, challenge, team) }
    } else {
      rulings.append(.adopted(challenge, other, reason: "a nudge is no bump"))
    }
    let competition = competition
    logs = logs.map { $0.rescored(under: rules[competition.rules(of: $0.run)]!) }
  }

  /// Shared places are told apart: by lots, by runs, by the jury, or wrongly.
  private mutating func settleTies() {
    let board = Board(competition, logs: logs, rules: rules)
    func shared<Place>(_ places: [Place], _ rank: (Place) -> Int?, _ team: (Place) -> Team.ID) -> [[Team.ID]] {
      Dictionary(grouping: places.filter { rank($0) != nil }) { rank($0)! }.values.map { $0.map(team) }
        .filter { $0.count > 1 }.map { $0.sorted() }.sorted { $0[0] < $1[0] }
    }
    var groups: [(Tie.Place, [Team.ID])] = []
    for table in board.tables {
      groups += shared(table.standings, \.rank, \.team).map { (.phase(table.challenge.id, table.phase), $0) }
    }
    for result in board.results {
      groups += shared(result.standings, \.rank, \.team).map { (.challenge(result.challenge.id), $0) }
    }
    for table in board.overalls {
      groups += shared(table.standings, \.rank, \.team).map { (.overall(table.overall.id), $0) }
    }
    for (place, teams) in groups where chance.oneIn(2) {
      var teams = teams
      if chance.oneIn(10) { teams.removeLast() }
      if chance.oneIn(10) { teams.append("gone") }
      let seed = "\(chance.number(0...999_999))"
      var tie = Tie(table: place, order: Lots.order(of: teams, seed: seed), method: .lots(seed: seed), reason: "")
      if chance.oneIn(2) {
        tie.order = chance.shuffled(teams)
        tie.method = .jury
        if case .phase(let challenge, let phase) = place, chance.oneIn(2) {
          tie.method = .runs(teams.filter(self.teams.contains).map { run(phase, challenge, $0) })
        }
      }
      rulings.append(.settled(tie))
      if chance.oneIn(8) {
        tie.order.reverse()
        rulings.append(.settled(Tie(table: tie.table, order: tie.order, method: .jury, reason: "")))
      }
    }
  }

  /// Some of the later decisions are taken back.
  private mutating func takeBack() {
    for index in rulings.indices where chance.oneIn(30) {
      switch rulings[index] {
      case .withdrew, .disqualified, .admitted, .settled, .plannedPhase, .adopted, .enteredChallenge, .openedFinal:
        rulings.append(.retracted(Decision.ID("d\(index)"), reason: "a mistake"))
      default: break
      }
    }
    let competition = competition
    logs = logs.map { $0.rescored(under: rules[competition.rules(of: $0.run)]!) }
  }
}
