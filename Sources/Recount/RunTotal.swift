import Scoring

/// The fourth, fifth and sixth step of the order of operations: restarts, the steps of the run, what is exempt.
struct RunTotal {
  let sheet: Sheet
  let disqualified: Set<Item.ID>
  private var rules: RuleSet { sheet.rules }
  private var count: Count { sheet.count }

  /// The run's points.
  var points: Points {
    var sum = sheet.corrections.values.reduce(.zero, +) + restartPenalty
    var exempt = Points.zero
    for item in rules.items where item.modifies == nil {
      if item.isExempt { exempt += sheet.sum(of: item.id) } else { sum += sheet.sum(of: item.id) }
    }
    for step in rules.total.order { sum = after(step, sum) }
    return sum + exempt
  }

  private var restartPenalty: Points {
    let story = count.story
    guard rules.restart.penaltyOnlyIfScoring else { return rules.restart.penalty * Points(story.restarts) }
    guard let restart = story.lastRestart else { return .zero }
    let achievements = rules.items.filter { $0.kind == .achievement && $0.modifies == nil }
    let hasScored = achievements.contains { item in
      rules.places(of: item).contains { place in
        count.counted(item, at: place).sightings.contains { $0.position > restart }
      }
    }
    return hasScored ? rules.restart.penalty * Points(story.restarts) : .zero
  }

  private func after(_ step: TotalRule.Step, _ sum: Points) -> Points {
    switch step {
    case .percentages:
      var changed = sum
      for item in shares(of: .run) where item.isPercentage { changed += share(item, of: sum) }
      for item in shares(of: .maximum) where item.isPercentage { changed += share(item, of: rules.mostOnPaper) }
      return changed
    case .factors:
      var changed = sum
      for item in shares(of: .run) where !item.isPercentage { changed += share(item, of: changed) }
      return changed
    case .limits:
      var limited = sum
      if let floor = rules.total.floor { limited = max(limited, floor) }
      if let cap = rules.total.cap { limited = min(limited, cap) }
      return limited
    case .rounding: return rules.total.rounding.map { sum.recounted(by: $0) } ?? sum
    }
  }

  private func shares(of base: Worth.Base) -> [Item] {
    rules.items.filter { $0.shareBase == base && $0.modifies == nil && !disqualified.contains($0.id) }
  }

  private func share(_ item: Item, of base: Points) -> Points {
    rules.places(of: item).map { sheet.line(count.share(of: item, at: $0, base: base)) }.reduce(.zero, +)
  }
}
