/// The score sheet and the rules of a challenge, as an organiser wrote them: one YAML file, pinned by id and edition.
///
/// A rule set is plain data. ``CompiledRules`` is the form that scores.
public struct RuleSet: Identifiable, Equatable, Sendable {
  /// Names a rule set for ever: `scrc-2025/coffee-shop-orders`.
  public typealias ID = Identifier<RuleSet>
  /// The name: the folder and the file.
  public var id: ID
  /// 1, 2, 3 …: a published edition is never changed.
  public var edition: Int
  /// The challenge as people call it.
  public var title: String
  /// The competition the rules were written for.
  public var competition: String
  /// What changed from the edition before, in a sentence.
  public var changes: String
  /// What an organiser should know before using it.
  public var about: String
  /// Where the rules come from, by the short name that items cite.
  public var sources: [Source] = []

  /// How long a run may take on its own clock.
  public var timeLimit: Milliseconds?
  /// Whether what is seen after the time limit still counts.
  public var countsAfterTimeLimit = false
  /// How long a team has to prepare, for the referee to know.
  public var preparation: Milliseconds?
  /// The lists that items are scored per.
  public var instances: [InstanceList] = []
  /// The lines of the sheet, in its order; a modifier follows the item it modifies.
  public var items: [Item] = []
  /// What is counted together.
  public var groups: [Group] = []
  /// How modifiers are kept from taking an item below zero.
  public var modifierFloor: ModifierFloor = .line
  /// What may be repeated, and what it costs.
  public var restart = RestartRule()
  /// Where a disqualified run stands.
  public var disqualified: DisqualifiedRank = .last
  /// What a team that does not show up gets for the run; `nil`: the run does not count as one.
  public var noShowPoints: Points?
  /// The run's own arithmetic: order, floor, cap, rounding.
  public var total = TotalRule()
  /// Combinations that make a sheet invalid, with what the referee is told.
  public var checks: [Check] = []
  /// When this is reached, the referee is told that the run may end.
  public var stopWhen: Condition?

  /// How many runs a team has in the trials, if the rules say so.
  public var runs: Int?
  /// How a team's runs become one result.
  public var aggregation: Aggregation = .best
  /// What a team gets that has fewer runs than its result is made of.
  public var incomplete: IncompleteRule = .asItIs
  /// The keys that rank results, the first first.
  public var ranking: [RankingKey] = []
  /// Other rankings an organiser may choose by name.
  public var otherRankings: [NamedRanking] = []
  /// The maximum that the printed sheet states, which the linter checks.
  public var statedMaximum: Points?
  /// How many decimals people are shown.
  public var decimals = 0

  /// A document that the rules were taken from.
  public struct Source: Equatable, Sendable {
    /// The short name that items cite.
    public var id: String
    /// The document.
    public var text: String
    /// A source.
    public init(id: String, text: String) {
      self.id = id
      self.text = text
    }
  }

  /// A ranking with a name.
  public struct NamedRanking: Equatable, Sendable {
    /// The name: `display-2019`.
    public var name: String
    /// Its keys.
    public var keys: [RankingKey]
    /// A named ranking.
    public init(name: String, keys: [RankingKey]) {
      self.name = name
      self.keys = keys
    }
  }

  /// An empty sheet.
  public init(
    id: ID, edition: Int = 1, title: String, competition: String = "", changes: String = "", about: String = ""
  ) {
    self.id = id
    self.edition = edition
    self.title = title
    self.competition = competition
    self.changes = changes
    self.about = about
  }

  /// The item with this id.
  public func item(_ id: Item.ID) -> Item? { items.first { $0.id == id } }

  /// How many runs each team has in a phase: see ``Phase/runs(_:by:)``.
  public func runs(in phase: Phase, _ plan: PhasePlan?) -> Int? { phase.runs(plan) { self } }
}

/// Two readings of "modifiers cannot reduce their objective below zero" (RoboCup@Home 2026 does not decide).
public enum ModifierFloor: String, CaseIterable, Sendable {
  /// The whole line of the sheet stays at or above zero.
  case line
  /// Each instance stays at or above zero by itself.
  case instance
  /// There is no floor.
  case none
}

/// What a restart does.
public struct RestartRule: Equatable, Sendable {
  /// How many restarts a run may have; `nil`: as many as wanted.
  public var allowed: Int? = 0
  /// No restart once this many points are on the sheet.
  public var untilPoints: Points?
  /// No restart after this reading of the run's clock.
  public var untilTime: Milliseconds?
  /// Whether what came before a restart counts.
  public var earlier: Earlier = .kept
  /// What a restart costs (negative points).
  public var penalty: Points = 0
  /// Whether the penalty is only due if the robot scores again afterwards.
  public var penaltyOnlyIfScoring = false

  /// What becomes of what was seen before a restart.
  public enum Earlier: String, CaseIterable, Sendable {
    /// It counts.
    case kept
    /// It does not count; disqualifying behaviours stay.
    case void
  }

  /// No restarts.
  public init() {}
}

/// Where a disqualified run stands.
public enum DisqualifiedRank: String, CaseIterable, Sendable {
  /// Below every run that was not disqualified: the lowest performance class of RoCKIn and the ERL.
  case last
  /// The run scores zero and is ranked with it.
  case zero
  /// The team is not ranked.
  case removed
}

/// What a team gets that has fewer runs than its result is made of: it did not come, or a run was not held.
public enum IncompleteRule: String, CaseIterable, Sendable {
  /// Its result is made of the runs that there are.
  case asItIs = "as it is"
  /// Each run that is missing counts as a run with nothing.
  case zero
  /// The team is not ranked.
  case notRanked = "not ranked"
}

/// The arithmetic of the whole run.
public struct TotalRule: Equatable, Sendable {
  /// What is done with the sum of the lines, in this order.
  public var order: [Step] = [.percentages, .factors, .limits, .rounding]
  /// The least a run can have; exempt items are taken off afterwards.
  public var floor: Points?
  /// The most a run can have.
  public var cap: Points?
  /// How the total is rounded.
  public var rounding: Rounding?
  /// Whether each line is rounded too.
  public var roundsLines = false

  /// A step of the run's arithmetic.
  public enum Step: String, CaseIterable, Sendable {
    /// Percentages of the run.
    case percentages
    /// Factors of the run.
    case factors
    /// The run's floor and cap.
    case limits
    /// Rounding.
    case rounding
  }

  /// No limits and no rounding.
  public init() {}
}

/// A step and a way of rounding.
public struct Rounding: Hashable, Sendable {
  /// Multiples of this.
  public var step: Points
  /// The way.
  public var mode: RoundingMode
  /// A rounding.
  public init(to step: Points, _ mode: RoundingMode) {
    self.step = step
    self.mode = mode
  }
}

/// A combination that cannot be true of one run: the sheet is invalid until it is mended, which is not zero.
public struct Check: Identifiable, Equatable, Sendable {
  /// Names a check within its rule set.
  public typealias ID = Identifier<Check>
  /// The name, by which a referee may accept an exception.
  public var id: ID
  /// The combination, among what was entered and stands, whether it counts or not.
  public var when: Condition
  /// The list at each of whose instances it is looked for by itself; `nil`: across all of them together.
  public var per: InstanceList.ID?
  /// What the referee is told.
  public var message: String
  /// A check.
  public init(id: ID, when: Condition, per: InstanceList.ID? = nil, message: String) {
    self.id = id
    self.when = when
    self.per = per
    self.message = message
  }
}

extension RuleSet {
  /// Whether the sheet gives points at all, or only counts.
  public var givesPoints: Bool {
    noShowPoints != nil || restart.penalty != .zero || items.contains { $0.canGivePoints }
  }
}

extension Item {
  /// Whether its line can ever be worth anything but nothing.
  public var canGivePoints: Bool {
    switch worth {
    case .nothing: false
    case .each(let points): points != .zero
    case .table(let points): points.contains { $0 != .zero }
    case .levels: levels.contains { $0.points != .zero }
    case .tiers(let tiers): tiers.contains { $0.points != .zero }
    case .line(let corners): corners.contains { $0.points != .zero }
    case .percent(let each, _, _): each != .zero
    case .factor(let each, _, _): each != 1
    }
  }
}
