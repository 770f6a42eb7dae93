public import Scoring

/// What an organiser plans, as the file has it: plain data, before the rules of its challenges are found.
public struct Plan: Equatable, Sendable {
  /// What the competition is called.
  public var name = ""
  /// The days it takes place on, as `2025-09-23`.
  public var days: [String] = []
  /// Where it takes place; empty: not said.
  public var venue = ""
  /// The time zone there, as `Europe/London`; `nil`: not said.
  public var timeZone: String?
  /// How long a team may protest; `nil`: until results are official.
  public var protestWindow: Milliseconds?
  /// Where runs are held.
  public var arenas: [Arena] = []
  /// Who acts for the competition.
  public var officials: [Official] = []
  /// Teams that are also ranked among themselves.
  public var divisions: [Division] = []
  /// The teams.
  public var teams: [Team] = []
  /// Which divisions a team belongs to; a team without any is left out.
  public var divisionsOfTeam: [Team.ID: [Division.ID]] = [:]
  /// The challenges, in order.
  public var challenges: [PlannedChallenge] = []
  /// The tables over several challenges, in order.
  public var overalls: [Overall] = []
  /// The special awards, in order.
  public var awards: [Award] = []

  /// Where the file says what, for findings that need more than the file.
  var places = Places()
  /// The file's name, for the same.
  var file = ""
}

/// A challenge as a plan has it, before its rules are found.
public struct PlannedChallenge: Identifiable, Equatable, Sendable {
  /// The short name.
  public var id: Challenge.ID
  /// What people read; `nil`: the rule set's title.
  public var title: String?
  /// A shipped rule set's id, or a path that begins with `./`, `../` or `/`, relative to the plan.
  public var rules: String
  /// Who takes part; `nil`: all teams.
  public var teams: [Team.ID]?
  /// The phases, in order.
  public var phases: [PlannedPhase]
  /// Where the file names the rules, for messages.
  public var rulesPlace: (line: Int, column: Int) { (rulesLine, rulesColumn) }
  var rulesLine = 1
  var rulesColumn = 1

  /// Whether ``rules`` names a file rather than a shipped rule set.
  public var rulesAreFile: Bool { ["./", "../", "/"].contains { rules.hasPrefix($0) } }
}

/// A phase as a plan has it.
public struct PlannedPhase: Equatable, Sendable {
  /// The phase.
  public var phase: Phase
  /// How many runs each team has; `nil`: as the rule set has it.
  public var runs: Int?
  /// How runs become a result; `nil`: as the rule set has it.
  public var aggregation: Aggregation?
  /// The ranking; `nil`: the rule set's own.
  public var ranking: Ranking?
  /// Who takes part in a final; `nil`: every team that entered.
  public var qualification: Qualification?
  /// The overall table that the qualification looks at; `nil`: the trials of the same challenge.
  public var qualifiedFrom: Overall.ID?
  /// What a final does to the places of its challenge; `nil`: it decides those of its teams.
  public var finalRule: FinalRule?
  /// How long an arena is taken for one run; `nil`: as the rule set knows it.
  public var slotLength: Milliseconds?
  /// What a team gets that has fewer runs than its result is made of; `nil`: as the rule set has it.
  public var incomplete: IncompleteRule?

  /// A ranking as a plan names it.
  public enum Ranking: Equatable, Sendable {
    /// These keys.
    case keys([RankingKey])
    /// One of the rule set's other rankings, by name.
    case named(String)
  }

  /// The phase as the competition holds it, with names resolved; `nil` and a sentence if the rule set knows no such
  /// ranking or item.
  public func resolved(under ruleSet: RuleSet) -> (plan: PhasePlan?, problem: String?) {
    var plan = PhasePlan(
      phase: phase, runs: runs, aggregation: aggregation, qualification: qualification, qualifiedFrom: qualifiedFrom,
      finalRule: finalRule, slotLength: slotLength, incomplete: incomplete)
    switch ranking {
    case nil: break
    case .keys(let keys):
      for case .item(let item) in keys.map(\.measure) where ruleSet.item(item) == nil {
        let near = nearest(
          to: item.text, among: ruleSet.items.map(\.id.text) + ["points", "achievements", "penalised"])
        return (nil, problem("item", item.text, near, in: ruleSet))
      }
      plan.ranking = keys
    case .named(let name):
      guard let named = ruleSet.otherRankings.first(where: { $0.name == name }) else {
        return (nil, problem("ranking", name, nearest(to: name, among: ruleSet.otherRankings.map(\.name)), in: ruleSet))
      }
      plan.ranking = named.keys
    }
    return (plan, nil)
  }

  private func problem(_ what: String, _ name: String, _ near: String?, in ruleSet: RuleSet) -> String {
    "the rules '\(ruleSet.id)' have no \(what) \(quoted(name)); "
      + (near.map { "did you mean '\($0)'?" } ?? "look at 'tally rules show \(ruleSet.id)'")
  }
}
