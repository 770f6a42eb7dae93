import Scoring
import ScoringTestSupport

/// A whole event for a test: decisions, and runs that each got so many points.
struct Event {
  static let rules = RuleSet.make([
    .make(.judgement, "score") { $0.worth = .each(1) }, .achievement("goal"), .penalty("bump"),
    .make(.disqualifying, "hit"),
  ]) { $0.ranking = [.mostPoints, .fewestPenalised] }

  var rules: CompiledRules
  var rulings: [Decision.Ruling] = []
  var logs: [RunLog] = []

  /// An event of these teams, each entered in every challenge.
  init(_ teams: [Team.ID], challenges: [Challenge.ID] = ["coffee"], rules: RuleSet = Event.rules) {
    self.rules = CompiledRules(rules)
    for challenge in challenges {
      rulings.append(.heldChallenge(challenge, title: "The \(challenge)", rules: reference))
    }
    for team in teams {
      rulings.append(.enteredTeam(team, name: "", affiliation: ""))
      for challenge in challenges { rulings.append(.enteredChallenge(team, challenge)) }
    }
  }

  private var reference: RuleSetReference {
    RuleSetReference(id: rules.ruleSet.id, edition: rules.ruleSet.edition, digest: "")
  }

  /// Plans a final, beside trials.
  mutating func plan(
    _ challenge: Challenge.ID = "coffee", qualification: String? = nil, from overall: Overall.ID? = nil,
    final rule: FinalRule? = nil
  ) {
    rulings.append(.plannedPhase(challenge, PhasePlan(phase: .trials)))
    rulings.append(
      .plannedPhase(
        challenge,
        PhasePlan(
          phase: .final, qualification: qualification.map { Qualification($0)! }, qualifiedFrom: overall,
          finalRule: rule)))
  }

  /// Plans an overall table.
  mutating func plan(_ overall: Overall, _ parts: Overall.Part...) {
    rulings.append(.plannedOverall(overall))
    for part in parts { rulings.append(.plannedPart(overall.id, part)) }
  }

  /// Every team's next run in a phase.
  mutating func held(_ phase: Phase, of challenge: Challenge.ID = "coffee", _ points: KeyValuePairs<Team.ID, String>) {
    for (team, points) in points { run(phase, of: challenge, team, points) }
  }

  /// A team's next trial.
  @discardableResult
  mutating func run(of challenge: Challenge.ID = "coffee", _ team: Team.ID, _ points: String, then: [Told] = [])
    -> Run.ID
  {
    run(.trials, of: challenge, team, points, then: then)
  }

  /// A team's next run in a phase.
  @discardableResult
  mutating func run(
    _ phase: Phase, of challenge: Challenge.ID = "coffee", _ team: Team.ID, _ points: String,
    then: [Told] = [], until end: String = "5:00"
  ) -> Run.ID {
    let before = logs.filter { $0.run.challenge == challenge && $0.run.phase == phase && $0.run.team == team }
    let number = before.count + 1
    let run = Run(
      id: Run.ID("\(challenge)-\(phase.rawValue)-\(team)-\(number)"), challenge: challenge, team: team, phase: phase,
      number: number, rules: reference)
    let script: [Told] = [started(), rated("score", points, by: "jury")] + then + [finished(at: end)]
    logs.append(
      RunLog(run, under: rules, recording: script.enumerated().map { $1.entry($0 + 1, in: run.id) }))
    return run.id
  }

  /// A final is opened by a team's run in it; who opened it knew everything, or only these logs.
  @discardableResult
  mutating func openFinal(
    of challenge: Challenge.ID = "coffee", with team: Team.ID, _ points: String,
    knowing isKnown: (RunLog) -> Bool = { _ in true }
  ) -> Run.ID {
    var heads = ["desk": Heads.Head(decisions: rulings.count)]
    for log in logs where isKnown(log) { heads[log.run.id.text] = Heads.Head(entries: log.entries.count) }
    let run = run(.final, of: challenge, team, points)
    rulings.append(.openedFinal(FinalOpening(of: challenge, with: run, after: Heads(heads))))
    return run
  }

  /// What the decisions make.
  var competition: Competition {
    Competition(
      rulings.enumerated().map { index, ruling in
        Decision(
          id: Decision.ID("d\(index)"), official: "O", terminal: "desk", number: index + 1, recordedAt: Int64(index),
          ruling: ruling)
      })
  }

  /// What comes out.
  var board: Board { Board(competition, logs: logs, rules: [reference: rules]) }

  /// A challenge's own table, a line a team.
  func result(_ challenge: Challenge.ID = "coffee") -> [String] {
    board.result(of: challenge)!.standings.map { line($0) }
  }

  /// A phase's table, a line a team.
  func table(_ phase: Phase) -> [String] { board.tables.first { $0.phase == phase }!.standings.map { line($0) } }

  /// An overall table, a line a team: place, team, total, what decided.
  func overall(_ id: Overall.ID = "best") -> [String] {
    board.overall(id)!.standings.map { standing in
      let place = standing.rank.map { (standing.isShared ? "=" : "") + "\($0)" } ?? "-"
      let decided = standing.decidedBy.map { decider in
        let values = [decider.own, decider.other].compactMap { $0?.description }.joined(separator: " against ")
        return " by \(decider.ground) \(values) (\(decider.against))"
      }
      return "\(place) \(standing.team) \(standing.total?.description ?? standing.status.rawValue)\(decided ?? "")"
    }
  }

  private func line(_ standing: Standing) -> String {
    let place = standing.rank.map { (standing.isShared ? "=" : "") + "\($0)" } ?? "-"
    let value = standing.result?.measures.points.description ?? standing.status.rawValue
    guard let decider = standing.decidedBy else { return "\(place) \(standing.team) \(value)" }
    var ground = decider.key?.description ?? "\(decider.ground)"
    if let phase = decider.phase { ground += " in the \(phase.rawValue)" }
    return "\(place) \(standing.team) \(value), \(ground) (\(decider.against))"
  }
}
