import Scoring

extension Count {
  /// What counts of what officials entered for an item at a place.
  func entered(_ item: Item, at place: Instance.ID?) -> Counted {
    made(of: inTime(item, at: place), for: item)
  }

  /// What was entered for an item at a place, whenever that was, and however much of it counts.
  func enteredAtAnyTime(_ item: Item, at place: Instance.ID?) -> Counted {
    let seen = sightings.filter { $0.item == item.id && $0.place == place }
    return seen.isEmpty && item.canBeMissing ? Counted() : made(of: seen, for: item)
  }

  /// What was entered in time for an item at a place.
  func inTime(_ item: Item, at place: Instance.ID?) -> [Sighting] {
    sightings.filter { $0.item == item.id && $0.place == place && isInTime($0, item) }
  }

  /// What sightings of one item at one place come to.
  private func made(of seen: [Sighting], for item: Item) -> Counted {
    if !item.levels.isEmpty { return lastLevel(of: seen) ?? Counted(number: item.canBeMissing ? nil : .zero) }
    if item.takesValues { return Counted(number: value(of: seen, for: item), sightings: seen) }
    var times = 0
    var counting: [Sighting] = []
    for sighting in seen {
      guard case .times(let more) = sighting.content else { continue }
      // What lies wholly beyond the limit is not there.
      if times < item.limit ?? .max { counting.append(sighting) }
      times += more
    }
    return Counted(number: Points(times), counts: !seen.isEmpty || item.dividedBy != nil, sightings: counting)
  }

  /// Of levels the last one chosen holds; `nil` if there is none. One that counts as nothing ("not reached") is no sighting.
  private func lastLevel(of seen: [Sighting]) -> Counted? {
    guard case .level(let level)? = seen.last?.content else { return nil }
    let reached = seen.filter { if case .level(let level) = $0.content { level.count > 0 } else { false } }
    return Counted(number: Points(level.count), level: level, sightings: level.count > 0 ? reached : [])
  }

  /// The values made one, of each rater only the last.
  private func value(of seen: [Sighting], for item: Item) -> Points? {
    var values: [(rater: Rater.ID?, value: Points)] = []
    for sighting in seen {
      guard case .value(let value, let rater) = sighting.content else { continue }
      if let rater { values.removeAll { $0.rater == rater } }
      values.append((rater, value))
    }
    return item.combined.recount(values.map(\.value))
  }
}
