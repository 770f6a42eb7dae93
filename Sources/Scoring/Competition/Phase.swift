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
  /// Who takes part in a final; `nil`: every team that entered.
  public var qualification: Qualification?
  /// The overall table that the qualification looks at; `nil`: the trials of the same challenge.
  public var qualifiedFrom: Overall.ID?
  /// What a final does to the places of its challenge; `nil`: it decides those of its teams.
  public var finalRule: FinalRule?
  /// How long an arena is taken for one run; `nil`: the time limit and what preparation the rule set knows.
  public var slotLength: Milliseconds?
  /// What a team gets that has fewer runs than its result is made of.
  public var incomplete: IncompleteRule?
  /// A phase's plan.
  public init(
    phase: Phase, runs: Int? = nil, aggregation: Aggregation? = nil, ranking: [RankingKey]? = nil,
    qualification: Qualification? = nil, qualifiedFrom: Overall.ID? = nil, finalRule: FinalRule? = nil,
    slotLength: Milliseconds? = nil, incomplete: IncompleteRule? = nil
  ) {
    self.phase = phase
    self.runs = runs
    self.aggregation = aggregation
    self.ranking = ranking
    self.qualification = qualification
    self.qualifiedFrom = qualifiedFrom
    self.finalRule = finalRule
    self.slotLength = slotLength
    self.incomplete = incomplete
  }
}

extension Phase {
  /// How many runs each team has: as the plan says, else as the rules of the trials say; one in a planned final of which
  /// nothing else is said. `nil`: nobody has said how many. The rules are asked for only where the plan leaves it to them.
  public func runs(_ plan: PhasePlan?, by rules: () throws -> RuleSet?) rethrows -> Int? {
    if let runs = plan?.runs { return runs }
    switch self {
    case .practice: return nil
    case .trials: return try rules()?.runs
    case .final: return plan == nil ? nil : 1
    }
  }
}
