import Scoring
import ScoringTestSupport

extension SeededCompetition {
  /// A random sheet that the linter would let pass, with the rarer words of the format too.
  mutating func soundSheet() -> RuleSet {
    var sheet = ruleSet()
    // What a group is per, its items are per too.
    sheet.groups = sheet.groups.map { group in
      var group = group
      if let list = group.per { group.items.removeAll { sheet.item($0)?.per != list } }
      return group
    }
    for index in sheet.items.indices { vary(&sheet.items[index], in: sheet) }
    if !sheet.checks.isEmpty, oneIn(2) { sheet.checks[0].per = one(of: ["table", "guest"]) }
    if sheet.disqualified == .last, oneIn(2) { sheet.ranking.insert(.notDisqualified, at: 0) }
    return sheet
  }

  private mutating func vary(_ item: inout Item, in sheet: RuleSet) {
    if case .elapsed = item.quantity, oneIn(2) { item.endsWithLast = true }
    if item.kind == .disqualifying, oneIn(3) { item.disqualifiesFrom = .item(one(of: sheet.items).id) }
    if oneIn(12) { item.isExempt = true }
    if item.kind == .measurement, oneIn(2) { item.unit = one(of: [.metres, .kilograms, .seconds]) }
    for index in item.levels.indices where item.levels[index].count == 1 && oneIn(4) { item.levels[index].count = 2 }
    if case .each = item.worth, item.falls == nil, item.kind == .achievement, oneIn(6) {
      item.falls = Falling(by: 3, cause: oneIn(2) ? .restart : .repetition, floor: 1)
    }
  }

  /// The same entries by somebody who measured in centimetres and grams.
  mutating func inOtherUnits(_ entries: [Entry]) -> [Entry] {
    entries.map { entry in
      guard case .measured(let item, let place, let quantity) = entry.fact else { return entry }
      let others: [Unit]
      switch quantity.unit {
      case .metres: others = [.metres, .centimetres, .millimetres]
      case .kilograms: others = [.kilograms, .grams]
      default: return entry
      }
      var entry = entry
      entry.fact = .measured(item, at: place, Quantity(quantity.value, one(of: others)))
      return entry
    }
  }

  /// Teams of which some did just what another did, some never came, some were sent home.
  mutating func teams(under rules: CompiledRules) -> [LoggedTeam] {
    var before: [RunLog] = []
    return (1...number(1...7)).map { index in
      let team = Team.ID("team-\(index)")
      if before.isEmpty || !oneIn(2) {
        before = (0..<number(0...3)).map { log(Run.ID("\(team)-\($0)"), team: team, number: $0, under: rules) }
      }
      return LoggedTeam(
        id: team, logs: before, isEntered: !oneIn(8), hasWithdrawn: oneIn(8), isDisqualified: oneIn(12))
    }
  }
}
