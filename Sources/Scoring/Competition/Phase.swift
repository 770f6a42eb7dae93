/// The parts of a challenge.
public enum Phase: String, CaseIterable, Comparable, Sendable {
  /// Never counts and is never published.
  case practice
  /// The runs that decide who reaches the final, or everything.
  case trials
  /// The last runs.
  case final

  /// In the order in which they are held.
  public static func < (a: Phase, b: Phase) -> Bool { allCases.firstIndex(of: a)! < allCases.firstIndex(of: b)! }

  /// One run of the phase as people call it: a trial, a final, a practice run.
  public var runTitle: String {
    switch self {
    case .practice: "practice"
    case .trials: "trial"
    case .final: "final"
    }
  }
}

/// What the event's plan says of a phase; `nil` means as the rule set has it.
public struct PhasePlan: Hashable, Sendable {
  /// The phase.
  public var phase: Phase
  /// How many runs each team has.
  public var runs: Int?
  /// How runs become a result.
  public var aggregation: Aggregation?
  /// The ranking's keys.
  public var ranking: [RankingKey]?
  /// A phase's plan.
  public init(phase: Phase, runs: Int? = nil, aggregation: Aggregation? = nil, ranking: [RankingKey]? = nil) {
    self.phase = phase
    self.runs = runs
    self.aggregation = aggregation
    self.ranking = ranking
  }
}
