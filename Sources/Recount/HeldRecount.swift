import Scoring

/// A challenge with its runs, before it has tables.
struct HeldRecount {
  private let challenge: Challenge
  let sheet: RuleSet
  private let runsOfTeam: [Team.ID: [RunRecount]]
  private let competition: Competition
  private let decidingRuns: Set<Run.ID>
  /// Who was disqualified from more than a run, by one of its runs: from this challenge, or from the competition.
  private let outOfAll: Set<Team.ID>

  init(_ challenge: Challenge, under sheet: RuleSet, runs: [RunRecount], in competition: Competition) {
    self.challenge = challenge
    self.sheet = sheet
    let byTeam = Dictionary(grouping: runs.filter { $0.run.challenge == challenge.id }, by: \.run.team)
    runsOfTeam = byTeam.mapValues(HeldRecount.oneForEachTurn)
    self.competition = competition
    var deciding: Set<Run.ID> = []
    for (tie, _) in competition.ties {
      if case .runs(let runs) = tie.method { deciding.formUnion(runs) }
    }
    decidingRuns = deciding
    outOfAll = Set(
      runs.filter { run in
        !run.isVoid
          && (run.disqualifyingScopes.contains(.competition)
            || run.run.challenge == challenge.id && run.disqualifyingScopes.contains(.challenge))
      }.map(\.run.team))
  }

  /// Of a team's runs, where two were opened for one turn, the one whose name comes first counts, as long as it is not
  /// void.
  private static func oneForEachTurn(_ runs: [RunRecount]) -> [RunRecount] {
    runs.filter { run in
      run.isVoid || run.run.phase == .practice
        || !runs.contains { other in
          !other.isVoid && other.run.phase == run.run.phase && other.run.number == run.run.number
            && other.run.id < run.run.id
        }
    }
  }

  var id: Challenge.ID { challenge.id }
  /// Whether an overall table says who is in its final.
  var asksForOveralls: Bool { plan(.final)?.qualifiedFrom != nil }

  /// The challenge's tables. `overalls` are those that say who is in a final; without them, such a final is left out.
  /// `opened` is what was settled when the final was opened.
  func recount(overalls: [OverallRecount]?, opened: MomentRecount.Opened?) -> ChallengeRecount {
    let trials = isThere(.trials) ? table(.trials, only: nil, settled: opened?.ties ?? []) : nil
    let isFinalThere = isThere(.final) && !(asksForOveralls && overalls == nil)
    let finalists = isFinalThere ? opened?.finalists ?? self.finalists(trials, overalls ?? []) : nil
    let final = isFinalThere ? table(.final, only: finalists, settled: []) : nil
    return ChallengeRecount(
      challenge: challenge.id, trials: trials, final: final, finalists: finalists,
      places: places(trials, final, finalists))
  }

  /// Who reaches the final by these overall tables, or by the trials.
  func finalists(before overalls: [OverallRecount]) -> FinalistsRecount? {
    finalists(isThere(.trials) ? table(.trials, only: nil, settled: []) : nil, overalls)
  }

  private func places(_ trials: TableRecount?, _ final: TableRecount?, _ finalists: FinalistsRecount?)
    -> [TableRecount.Place]
  {
    guard let trials else { return final?.places ?? [] }
    // While no result of the final counts, the order of the trials stands.
    guard let final, final.places.contains(where: { $0.rank != nil }) else { return trials.places }
    let ties = competition.ties.map(\.tie).filter { $0.table == .challenge(challenge.id) }
    let together = TogetherRecount(
      trials: trials, final: final, finalists: finalists, ties: ties, scoresZero: sheet.disqualified == .zero)
    return together.places(plan(.final)?.finalRule ?? .decides, rankedBy: TableRecount.keys(sheet, plan(.trials)))
  }

  private func plan(_ phase: Phase) -> PhasePlan? { challenge.phases.first { $0.phase == phase } }

  /// A phase is there if it is planned or was held; where nothing is planned, there are trials.
  private func isThere(_ phase: Phase) -> Bool {
    challenge.phases.isEmpty && phase == .trials || plan(phase) != nil
      || runsOfTeam.values.contains { $0.contains { $0.run.phase == phase } }
  }

  /// The ties that were settled in a phase's table. What was settled for the challenge as a whole was settled in the
  /// one table it had: that of the final if nothing else is held, else that of the trials, until the final is held and
  /// has a say in the challenge; what was settled before the final was opened stays there.
  private func ties(_ phase: Phase, settledBefore: [Decision.ID]) -> [Tie] {
    let isFinalHeld = runsOfTeam.values.contains { $0.contains { $0.run.phase == .final && !$0.isVoid } }
    let only: Phase? = !isThere(.trials) ? .final : isFinalHeld && plan(.final)?.finalRule != .apart ? nil : .trials
    return competition.ties.filter { tie, decision in
      switch tie.table {
      case .phase(let name, let part): name == challenge.id && part == phase
      case .challenge(let name): name == challenge.id && (phase == only || settledBefore.contains(decision))
      case .overall: false
      }
    }.map(\.tie)
  }

  /// A phase's table; of a final, only who reached it and whoever ran all the same.
  private func table(_ phase: Phase, only finalists: FinalistsRecount?, settled: [Decision.ID]) -> TableRecount {
    var teams: [TableRecount.Team] = []
    for team in competition.teams {
      let own = (runsOfTeam[team.id] ?? []).filter { $0.run.phase == phase }
      let isFinalist = finalists?.teams.contains(team.id) ?? true
      guard isFinalist || !own.isEmpty else { continue }
      let isEntered = competition.entered[challenge.id]?.contains(team.id) ?? false
      teams.append(
        TableRecount.Team(
          id: team.id, runs: own, isEntered: isEntered || finalists != nil && isFinalist,
          hasWithdrawn: has(competition.withdrawals, team.id),
          isDisqualified: has(competition.disqualifications, team.id), isOutOfAll: outOfAll.contains(team.id),
          decidingRuns: decidingRuns))
    }
    return TableRecount(
      of: teams, by: sheet, plan: plan(phase), phase: phase, settled: ties(phase, settledBefore: settled))
  }

  /// Whether one of these is about a team in this challenge, or in all.
  private func has(_ departures: [Competition.Departure], _ team: Team.ID) -> Bool {
    departures.contains { $0.team == team && ($0.challenge == nil || $0.challenge == challenge.id) }
  }

  /// Who reaches the final; `nil` where nothing is planned for that, or nothing is known yet that could say it.
  private func finalists(_ trials: TableRecount?, _ overalls: [OverallRecount]) -> FinalistsRecount? {
    guard let plan = plan(.final), let qualification = plan.qualification else { return nil }
    let candidates: [FinalistsRecount.Candidate]
    if let name = plan.qualifiedFrom {
      guard let table = overalls.first(where: { $0.overall == name }) else { return nil }
      candidates = table.places.map { place in
        FinalistsRecount.Candidate(
          team: place.team, rank: place.rank, value: place.firstValue(in: competition.overalls.first { $0.id == name }),
          status: has(competition.disqualifications, place.team) ? .disqualified : place.status,
          hasWithdrawn: has(competition.withdrawals, place.team))
      }
    } else {
      guard let trials else { return nil }
      let key = TableRecount.keys(sheet, self.plan(.trials)).first { $0.measure != .disqualified }
      candidates = trials.places.map { place in
        let value = key.flatMap { key in
          place.result?.value(of: key).map { key.greaterIsBetter ? $0 : -$0 }
        }
        return FinalistsRecount.Candidate(
          team: place.team, rank: place.rank, value: value, status: place.status,
          hasWithdrawn: has(competition.withdrawals, place.team))
      }
    }
    guard candidates.contains(where: { $0.rank != nil }) else { return nil }
    let admitted = competition.admissions.filter { $0.challenge == challenge.id }.map(\.team).filter { team in
      !has(competition.withdrawals, team) && !has(competition.disqualifications, team)
    }
    return FinalistsRecount(qualification, of: candidates, admitted: admitted)
  }
}
