public import Scoring
import Text

/// The rules of a planned challenge, found and read.
public struct PlanRules: Equatable, Sendable {
  /// What they say.
  public var ruleSet: RuleSet
  /// What pins them.
  public var reference: RuleSetReference

  /// Rules that were found.
  public init(_ ruleSet: RuleSet, _ reference: RuleSetReference) {
    self.ruleSet = ruleSet
    self.reference = reference
  }
}

extension Plan {
  /// What is wrong with the plan under the rules of its challenges: keys, rankings and skills that they do not have.
  /// A challenge whose rules were not found is left out.
  public func findings(under rules: [Challenge.ID: PlanRules]) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for challenge in challenges {
      guard let ruleSet = rules[challenge.id]?.ruleSet else { continue }
      for phase in challenge.phases {
        let (plan, problem) = phase.resolved(under: ruleSet)
        func place(_ word: String) -> Place? { places["phase", challenge.id.text, phase.phase.rawValue, word] }
        if let problem { found.append(finding(.error, place("ranking"), problem)) }
        guard phase.phase != .practice, let plan else { continue }
        let rule = RankingRule(ruleSet, plan: plan)
        if let trap = rule.trapOfNotComing(noShowPoints: ruleSet.noShowPoints) {
          let rules = Place(line: challenge.rulesLine, column: challenge.rulesColumn)
          found.append(finding(.warning, place("aggregation") ?? place("runs") ?? rules, trap))
        }
        if phase.incomplete ?? .asItIs != .asItIs, rule.aggregation.needed(ofPlanned: rule.runs) ?? 1 <= 1 {
          found.append(
            finding(
              .warning, place("incomplete"),
              "'incomplete' has no effect with '\(rule.aggregation)' of \(rule.runs.map { counted($0, "run") } ?? "no known number of runs"); "
                + "say 'runs', or remove it"))
        }
      }
    }
    found += overallFindings(rules)
    found += skillFindings(rules.values.map(\.ruleSet))
    return found.sorted()
  }

  /// Parts of overall tables that come out as nothing, or compare what cannot be compared.
  private func overallFindings(_ rules: [Challenge.ID: PlanRules]) -> [Diagnostic] {
    overalls.flatMap { overall in
      overall.parts.enumerated().flatMap { index, part -> [Diagnostic] in
        let place =
          places["part", overall.id.text, "\(index + 1)", "value"] ?? places["part", overall.id.text, "\(index + 1)"]
        let held = challenges.filter { part.challenges.isEmpty || part.challenges.contains($0.id) }
        var found: [Diagnostic] = []
        if part.value.takesPoints, let none = held.first(where: { rules[$0.id]?.ruleSet.givesPoints == false }) {
          found.append(
            finding(
              .warning, place,
              "the rules of '\(none.id)' give no points, so its part is nothing for everybody; "
                + "take achievements, or league points by place"))
        }
        if part.source == .result, !part.value.isByPlace, let mixed = held.first(where: \.finalDecides) {
          found.append(
            finding(
              .warning, place,
              "in '\(mixed.id)' finalists would bring the value of their final and others that of their trials; "
                + "write of: trials, or take league points by place"))
        }
        return found
      }
    }
  }

  private func skillFindings(_ ruleSets: [RuleSet]) -> [Diagnostic] {
    // Rules that could not be read may have any tag.
    guard ruleSets.count == challenges.count else { return [] }
    let tags = Set(ruleSets.flatMap { $0.items.flatMap(\.tags) })
    return awards.compactMap { award in
      guard case .skill(let tag, _, _) = award.rule, !tags.contains(tag) else { return nil }
      let remedy =
        nearest(to: tag, among: tags.sorted()).map { "did you mean '\($0)'?" }
        ?? (tags.isEmpty
          ? "write tags: [\(tag)] with the items that show it" : "there are \(oneOf(tags.sorted(), "and"))")
      return finding(
        .warning, places["award", award.id.text, "skill"],
        "no item of the plan's rules has the tag '\(tag)', so nobody can get the award; \(remedy)")
    }
  }

  private func finding(_ severity: Finding.Severity, _ place: Place?, _ message: String) -> Diagnostic {
    Diagnostic(
      file: file, line: place?.line ?? 1, column: place?.column ?? 1, severity: severity, message: message)
  }
}

extension Overall.Value {
  /// Whether only the place counts.
  fileprivate var isByPlace: Bool {
    if case .league = self { true } else { false }
  }
}

extension PlannedChallenge {
  /// Whether its final gives its teams places that the trials give the rest.
  fileprivate var finalDecides: Bool {
    phases.contains { $0.phase == .trials }
      && phases.contains { phase in
        guard phase.phase == .final else { return false }
        switch phase.finalRule ?? .decides {
        case .decides, .decidesFirst: return true
        case .adds, .apart: return false
        }
      }
  }
}
