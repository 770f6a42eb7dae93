import Scoring

extension Count {
  /// Since when a condition holds, going by what counts in the end; `nil` if it does not.
  func since(_ condition: Condition, per list: InstanceList.ID?, at place: Instance.ID?) -> Milliseconds? {
    guard holds(condition, per: list, at: place) else { return nil }
    switch condition {
    case .seen(let id, let least):
      guard let item = sheet.item(id) else { return .zero }
      return there(Points(least), item, per: list, at: place)
    case .value(let id, let least, let most):
      guard let item = sheet.item(id) else { return nil }
      guard item.canBeMissing else { return there(least ?? .zero, item, per: list, at: place) }
      let places = sheet.places(of: item, seenFrom: list, at: place).filter {
        lies(counted(item, at: $0).number, between: least, and: most)
      }
      return places.compactMap { lastMade(item, at: $0) }.min()
    case .chosen(let id, let levels):
      guard let item = sheet.item(id) else { return nil }
      let places = sheet.places(of: item, seenFrom: list, at: place).filter { spot in
        counted(item, at: spot).level.map { levels.contains($0.id) } ?? false
      }
      return places.flatMap { inTime(item, at: $0) }.filter { $0.chose(oneOf: levels) }.map(\.clock).min()
    case .complete(let ids): return latest(ids.map { complete($0, per: list, at: place) })
    case .completed: return story.end
    case .all(let parts): return latest(parts.map { since($0, per: list, at: place) })
    case .any(let parts): return parts.compactMap { since($0, per: list, at: place) }.min()
    case .none: return .zero
    }
  }

  /// The last entry that a value is made of: its own, those of a sum's items, those of what it is divided by.
  private func lastMade(_ item: Item, at place: Instance.ID?) -> Milliseconds? {
    let own = item.isSum ? countedSightings(of: item, per: item.per, at: place) : inTime(item, at: place)
    let by = item.dividedBy.flatMap(sheet.item).map { countedSightings(of: $0, per: item.per, at: place) } ?? []
    return (own + by).map(\.clock).max()
  }

  private func latest(_ moments: [Milliseconds?]) -> Milliseconds? {
    moments.contains(nil) ? nil : moments.compactMap { $0 }.max() ?? .zero
  }

  /// Since when an item was there so often.
  private func there(_ least: Points, _ item: Item, per list: InstanceList.ID?, at place: Instance.ID?)
    -> Milliseconds?
  {
    guard least > .zero else { return .zero }
    if item.quantity == .automatic { return needed(by: item, per: list, at: place) }
    guard item.isEnteredByHand || item.isSum else { return nil }
    var sum = Points.zero
    for sighting in countedSightings(of: item, per: list, at: place) {
      switch sighting.content {
      case .times(let times): sum += Points(times)
      case .level(let level): sum += item.levels.isEmpty ? 1 : Points(level.count)
      case .value: sum += 1
      }
      if sum >= least { return sighting.clock }
    }
    return nil
  }

  /// What follows by itself is there since all that it needs was.
  private func needed(by item: Item, per list: InstanceList.ID?, at place: Instance.ID?) -> Milliseconds? {
    latest((item.needs + sheet.stageBefore(item)).map { since($0, per: list, at: place) })
  }

  /// Since when an item had counted as often as it can.
  private func complete(_ id: Item.ID, per list: InstanceList.ID?, at place: Instance.ID?) -> Milliseconds? {
    guard let item = sheet.item(id) else { return nil }
    if item.quantity == .automatic { return needed(by: item, per: list, at: place) }
    return latest(
      sheet.places(of: item, seenFrom: list, at: place).map { spot in
        let seen = inTime(item, at: spot)
        if let level = counted(item, at: spot).level { return seen.first { $0.chose(oneOf: [level.id]) }?.clock }
        if item.canBeMissing { return seen.last?.clock }
        var times = 0
        return seen.first { sighting in
          if case .times(let more) = sighting.content { times += more }
          return times >= item.limit ?? 1
        }?.clock
      })
  }
}

extension Sighting {
  /// Whether it says that one of these levels was reached.
  fileprivate func chose(oneOf levels: [Item.Level.ID]) -> Bool {
    if case .level(let level) = content { levels.contains(level.id) } else { false }
  }
}

extension Item {
  /// Whether it is the sum of others.
  fileprivate var isSum: Bool { if case .sum = quantity { true } else { false } }
}
