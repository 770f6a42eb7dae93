import Scoring

extension RuleSet {
  /// The places at which an item is scored: those of its list, or the run as a whole (`nil`).
  func places(of item: Item) -> [Instance.ID?] { places(of: item.per) }

  /// The places of a list, or the run as a whole.
  func places(of list: InstanceList.ID?) -> [Instance.ID?] {
    guard let list, let known = instances.first(where: { $0.id == list }) else { return [nil] }
    return known.instances.map { $0.id }
  }

  /// The places of an item that somebody at a place of a list sees: the same one, where both have the same list.
  func places(of item: Item, seenFrom list: InstanceList.ID?, at place: Instance.ID?) -> [Instance.ID?] {
    item.per != nil && item.per == list ? [place] : places(of: item)
  }

  /// Of stages each counts only if the one before it did.
  func stageBefore(_ item: Item) -> [Condition] {
    groups.filter { $0.keep == .untilFirstGap }.compactMap { group in
      guard let position = group.items.firstIndex(of: item.id), position > 0 else { return nil }
      return .seen(group.items[position - 1], atLeast: 1)
    }
  }
}
