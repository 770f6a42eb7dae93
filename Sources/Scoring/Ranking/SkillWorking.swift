/// How much a team has attained of what a skill can give over all challenges.
public struct SkillWorking: Equatable, Sendable {
  /// The team.
  public var team: Team.ID
  /// The challenges that have items of the skill, in the order of the plan, those the team did not enter among them.
  public var challenges: [Part]

  /// What a challenge gives.
  public struct Part: Equatable, Sendable {
    /// The challenge.
    public var challenge: Challenge.ID
    /// The team's best run for the skill; `nil` if no run counts.
    public var run: Run.ID?
    /// What that run attained on items of the skill; zero without one.
    public var attained: Points
    /// The most that the rules give on them.
    public var attainable: Points

    /// A part.
    public init(challenge: Challenge.ID, run: Run.ID?, attained: Points, attainable: Points) {
      self.challenge = challenge
      self.run = run
      self.attained = attained
      self.attainable = attainable
    }
  }

  /// The points attained.
  public var attained: Points { challenges.reduce(.zero) { $0 + $1.attained } }
  /// The most there was to attain.
  public var attainable: Points { challenges.reduce(.zero) { $0 + $1.attainable } }
  /// The attained in per cent of the attainable; `nil` where no challenge gives anything for the skill.
  public var percent: Points? { attainable > .zero ? attained / attainable * 100 : nil }

  /// The working of a team. A challenge whose items of this skill have no limit cannot be reckoned and is left out.
  init(of team: Team.ID, tag: String, _ results: [ChallengeResult]) {
    self.team = team
    challenges = results.compactMap { result in
      guard let table = result.trials ?? result.final else { return nil }
      let sheet = table.rules.ruleSet.part(taggedWith: tag)
      guard let attainable = sheet.maximum, attainable > .zero else { return nil }
      let runs = [result.trials, result.final].compactMap { $0?.standing(of: team) }
        .flatMap { standing in
          standing.runs.filter { Contribution(of: $0, isOut: standing.isOutOfAll) == .everything }
        }
        .sorted { ($0.run.phase, $0.run.number, $0.run.id) < ($1.run.phase, $1.run.number, $1.run.id) }
      var part = Part(challenge: result.challenge.id, run: nil, attained: .zero, attainable: attainable)
      for run in runs {
        let attained = min(run.score.points(on: sheet), attainable)
        // Of equal runs the first is named.
        if part.run == nil || attained > part.attained { (part.run, part.attained) = (run.run.id, attained) }
      }
      return part
    }
  }
}

extension RuleSet {
  /// The items with this tag, with what modifies them and the groups that are wholly made of them.
  fileprivate func part(taggedWith tag: String) -> RuleSet {
    var part = self
    let tagged = Set(items.filter { $0.tags.contains(tag) }.map(\.id))
    part.items = items.filter { tagged.contains($0.id) || $0.modifies.map(tagged.contains) ?? false }
    let kept = Set(part.items.map(\.id))
    part.groups = groups.filter { $0.items.allSatisfy(kept.contains) }
    part.total.cap = nil
    return part
  }
}

extension Score {
  /// What the lines give that speak of these items and groups.
  fileprivate func points(on sheet: RuleSet) -> Points {
    let (items, groups) = (Set(sheet.items.map(\.id)), Set(sheet.groups.map(\.id)))
    return lines.reduce(.zero) { sum, line in
      switch line.subject {
      case .item(let item, _), .modifierFloor(let item, _), .itemDisqualified(let item):
        items.contains(item) ? sum + line.points : sum
      case .group(let group, _, _): groups.contains(group) ? sum + line.points : sum
      case .restarts, .limits, .rounding, .disqualified, .noShow: sum
      }
    }
  }
}
