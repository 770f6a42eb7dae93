import Scoring

/// What a check looks at: what was entered and stands, whether it counts or not. Only what a restart voided is gone.
struct CheckRecount {
  let history: History
  private var sheet: RuleSet { history.sheet }

  /// Whether a check that nobody accepted has found its combination, at one of its places.
  var hasFound: Bool {
    sheet.checks.contains { check in
      guard !history.story.accepted.contains(check.id) else { return false }
      return sheet.places(of: check.per).contains { holds(check.when, per: check.per, at: $0) }
    }
  }

  private func entered(_ item: Item, per list: InstanceList.ID?, at place: Instance.ID?) -> [Sighting] {
    history.sightings.filter { sighting in
      guard sighting.item == item.id else { return false }
      return item.per == nil || item.per != list || sighting.place == place
    }
  }

  /// How often, or how much, was entered; what nobody enters is what counts of it.
  private func number(_ item: Item, per list: InstanceList.ID?, at place: Instance.ID?) -> Points? {
    guard item.isEnteredByHand else { return history.final.number(of: item, per: list, at: place) }
    let count = history.final
    let places = item.per != nil && item.per == list ? [place] : sheet.places(of: item)
    let numbers = places.compactMap { count.enteredAtAnyTime(item, at: $0).number }
    return numbers.isEmpty ? nil : numbers.reduce(.zero, +)
  }

  private func holds(_ condition: Condition, per list: InstanceList.ID?, at place: Instance.ID?) -> Bool {
    func item(_ id: Item.ID) -> Item? { sheet.item(id) }
    switch condition {
    case .seen(let id, let least):
      guard let item = item(id) else { return least <= 0 }
      if item.canBeMissing, item.isEnteredByHand {
        return Set(entered(item, per: list, at: place).map(\.place)).count >= least
      }
      return (number(item, per: list, at: place) ?? .zero) >= Points(least)
    case .chosen(let id, let levels):
      guard let item = item(id) else { return false }
      let places = Dictionary(grouping: entered(item, per: list, at: place), by: \.place)
      return places.values.contains { sightings in
        guard case .level(let level)? = sightings.last?.content else { return false }
        return levels.contains(level.id)
      }
    case .value(let id, let least, let most):
      guard let item = item(id), let value = number(item, per: list, at: place) else { return false }
      return least.map { value >= $0 } ?? true && most.map { value <= $0 } ?? true
    case .complete(let ids):
      return ids.allSatisfy { id in
        guard let item = item(id) else { return false }
        let places = item.per != nil && item.per == list ? [place] : sheet.places(of: item)
        return places.allSatisfy { spot in
          guard let number = number(item, per: item.per, at: spot) else { return false }
          if item.canBeMissing { return true }
          let most = item.levels.isEmpty ? item.limit ?? 1 : item.levels.map(\.count).max() ?? 1
          return number >= Points(most)
        }
      }
    case .completed: return history.story.finish == .completed
    case .all(let parts): return parts.allSatisfy { holds($0, per: list, at: place) }
    case .any(let parts): return parts.contains { holds($0, per: list, at: place) }
    case .none(let parts): return !parts.contains { holds($0, per: list, at: place) }
    }
  }
}
