import Scoring
import ScoringTestSupport

/// The lines of a score as a referee reads them: title, working, remarks.
func sheet(_ log: RunLog) -> [String] {
  let score = Score(of: log)
  let rules = log.rules.ruleSet
  return score.lines.map { line in
    let remarks = line.remarks.isEmpty ? "" : " (" + line.remarks.map(\.text).joined(separator: "; ") + ")"
    return "\(line.subject.title(in: rules)): \(score.working(of: line, in: rules))\(remarks)"
  }
}

/// The total of a told run.
func total(under rules: RuleSet, @ScriptBuilder _ script: () -> [Told]) -> Points {
  Score(of: run(under: rules, script)).total
}

extension Item {
  /// An achievement worth so many points each.
  static func achievement(_ id: ID, _ points: Points = 0, _ change: (inout Item) -> Void = { _ in }) -> Item {
    make(.achievement, id) {
      if points != .zero { $0.worth = .each(points) }
      change(&$0)
    }
  }

  /// A penalised behaviour that costs so many points each.
  static func penalty(_ id: ID, _ points: Points = 0, _ change: (inout Item) -> Void = { _ in }) -> Item {
    make(.penalised, id) {
      if points != .zero { $0.worth = .each(points) }
      change(&$0)
    }
  }

  /// A modifier of another item.
  static func modifier(_ id: ID, of objective: ID, _ points: Points, _ change: (inout Item) -> Void = { _ in }) -> Item
  {
    make(points < .zero ? .penalised : .achievement, id) {
      $0.worth = .each(points)
      $0.modifies = objective
      change(&$0)
    }
  }
}

/// Levels with these names and points.
func levels(_ levels: KeyValuePairs<String, Points>) -> [Item.Level] {
  levels.map { Item.Level(id: Item.Level.ID($0.key), title: $0.key, points: $0.value) }
}

/// A list of instances with these names.
func places(_ list: InstanceList.ID, _ names: String...) -> InstanceList {
  InstanceList(id: list, instances: names.map { Instance(id: Instance.ID($0), title: "\(list) \($0)") })
}
