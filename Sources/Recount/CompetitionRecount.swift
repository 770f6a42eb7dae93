public import Scoring

/// All tables of a competition, worked out a second time from its decisions and its recounted runs.
public struct CompetitionRecount: Sendable {
  /// The challenges whose rules are known, in the order of the plan.
  public let challenges: [ChallengeRecount]
  /// The tables over several challenges, in the order of the plan.
  public let overalls: [OverallRecount]

  /// What had been recorded at an earlier moment: the competition's decisions, and its recounted runs under the rules
  /// that were in force then.
  public struct Earlier: Sendable {
    var competition: Competition
    var runs: [RunRecount]

    /// An earlier moment.
    public init(_ competition: Competition, runs: [RunRecount]) {
      self.competition = competition
      self.runs = runs
    }
  }

  /// Recounts a competition. Practice runs may be among the runs; they count for nothing. `before` gives what had been
  /// recorded when a final was opened, for who is in it was settled then.
  public init(
    _ competition: Competition, runs: [RunRecount], rules: [RuleSetReference: RuleSet],
    before: @escaping (FinalOpening) -> Earlier
  ) {
    let now = MomentRecount(Earlier(competition, runs: runs), rules: rules, before: before)
    let tables = now.overallsWithoutTheirFinals
    challenges = now.challenges.map { now.recount($0, overalls: tables) }
    overalls = now.overalls(of: challenges)
  }
}

/// A competition at one moment, on the way to its tables.
struct MomentRecount {
  let competition: Competition
  let challenges: [HeldRecount]
  private let runs: [RunRecount]
  private let rules: [RuleSetReference: RuleSet]
  private let before: (FinalOpening) -> CompetitionRecount.Earlier

  init(
    _ moment: CompetitionRecount.Earlier, rules: [RuleSetReference: RuleSet],
    before: @escaping (FinalOpening) -> CompetitionRecount.Earlier
  ) {
    competition = moment.competition
    let runs = moment.runs.filter { $0.run.phase != .practice }
    self.runs = runs
    self.rules = rules
    self.before = before
    let competition = competition
    challenges = competition.challenges.compactMap { challenge in
      rules[challenge.rules].map { HeldRecount(challenge, under: $0, runs: runs, in: competition) }
    }
  }

  func overalls(of challenges: [ChallengeRecount]) -> [OverallRecount] {
    competition.overalls.map { OverallRecount($0, of: challenges, in: competition) }
  }

  /// What says who is in a final is made without all finals that ask for it.
  var overallsWithoutTheirFinals: [OverallRecount] { overalls(of: challenges.map { recount($0, overalls: nil) }) }

  /// A challenge's tables; without overall tables, a final that asks for one is left out.
  func recount(_ held: HeldRecount, overalls: [OverallRecount]?) -> ChallengeRecount {
    guard let opening = opening(of: held) else { return held.recount(overalls: overalls, opened: nil) }
    let earlier = before(opening)
    var known = rules
    if let reference = earlier.competition.challenge(held.id)?.rules, known[reference] == nil {
      known[reference] = held.sheet
    }
    let then = MomentRecount(earlier, rules: known, before: before)
    var finalists = overalls == nil && held.asksForOveralls ? nil : then.finalists(of: held.id)
    // Whoever is let in later is in, unless it had left by then.
    let told = then.competition.admissions.map(\.decision)
    for admission in competition.admissions
    where admission.challenge == held.id && !admission.wasOut && !told.contains(admission.decision)
      && finalists?.teams.contains(admission.team) == false
    {
      finalists?.teams.append(admission.team)
    }
    return held.recount(
      overalls: overalls, opened: Opened(finalists: finalists, ties: then.competition.ties.map(\.decision)))
  }

  /// What an opened final has settled.
  struct Opened {
    /// Who is in it; `nil` if nothing could say it.
    var finalists: FinalistsRecount?
    /// The ties that had been settled before.
    var ties: [Decision.ID]
  }

  /// The first run of a final that stands opened it.
  private func opening(of held: HeldRecount) -> FinalOpening? {
    competition.finalOpenings.first { opening in
      opening.challenge == held.id
        && runs.contains {
          $0.run.id == opening.run && $0.run.challenge == held.id && $0.run.phase == .final && !$0.isVoid
        }
    }
  }

  private func finalists(of challenge: Challenge.ID) -> FinalistsRecount? {
    challenges.first { $0.id == challenge }.flatMap { held in
      held.finalists(before: held.asksForOveralls ? overallsWithoutTheirFinals : [])
    }
  }
}
