public import Scoring

/// All tables of a competition, worked out a second time from its decisions and its recounted runs.
public struct CompetitionRecount: Sendable {
  /// The challenges whose rules are known, in the order of the plan.
  public let challenges: [ChallengeRecount]
  /// The tables over several challenges, in the order of the plan.
  public let overalls: [OverallRecount]

  /// Recounts a competition. Practice runs may be among the runs; they count for nothing.
  public init(_ competition: Competition, runs: [RunRecount], rules: [RuleSetReference: RuleSet]) {
    let runs = runs.filter { $0.run.phase != .practice }
    let held = competition.challenges.compactMap { challenge in
      rules[challenge.rules].map { HeldRecount(challenge, under: $0, runs: runs, in: competition) }
    }
    func tables(_ challenges: [ChallengeRecount]) -> [OverallRecount] {
      competition.overalls.map { OverallRecount($0, of: challenges, in: competition) }
    }
    // What says who is in a final is made without all finals that ask for it.
    let before = tables(held.map { $0.recount(overalls: nil) })
    challenges = held.map { $0.recount(overalls: before) }
    overalls = tables(challenges)
  }
}
