public import Scoring

/// What an organiser plans: the competition's name, days, teams and challenges. Plain data, as the file has it.
public struct Plan: Equatable, Sendable {
  /// What the competition is called.
  public var name: String
  /// The days it takes place on, as `2025-09-23`.
  public var days: [String]
  /// The teams.
  public var teams: [Team]
  /// The challenges, in order.
  public var challenges: [PlannedChallenge]
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
    var plan = PhasePlan(phase: phase, runs: runs, aggregation: aggregation)
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
