import Scoring

extension Count {
  /// What counts of what officials entered for an item at a place.
  func entered(_ item: Item, at place: Instance.ID?) -> Counted {
    made(of: sightings.filter { $0.item == item.id && $0.place == place && counts($0, of: item) }, for: item)
  }

  /// What was entered for an item at a place, whenever that was, and however much of it counts.
  func enteredAtAnyTime(_ item: Item, at place: Instance.ID?) -> Counted {
    made(of: sightings.filter { $0.item == item.id && $0.place == place }, for: item)
  }

  /// What sightings of one item at one place come to.
  private func made(of seen: [Sighting], for item: Item) -> Counted {
    if !item.levels.isEmpty {
      guard let last = seen.last, case .level(let level) = last.content else { return Counted(number: .zero) }
      return Counted(number: Points(level.count), level: level, sightings: [last])
    }
    if item.takesValues { return Counted(number: item.combined.recount(values(of: seen)), sightings: seen) }
    var times = 0
    var counting: [Sighting] = []
    for sighting in seen {
      guard case .times(let more) = sighting.content else { continue }
      // What lies wholly beyond the limit is seen and does not count.
      if let limit = item.limit, times >= limit {
        times += more
      } else {
        times += more
        counting.append(sighting)
      }
    }
    return Counted(number: Points(times), sightings: counting)
  }

  /// The values, of each rater only the last.
  private func values(of seen: [Sighting]) -> [Points] {
    var values: [(rater: Rater.ID?, value: Points)] = []
    for sighting in seen {
      guard case .value(let value, let rater) = sighting.content else { continue }
      if let rater { values.removeAll { $0.rater == rater } }
      values.append((rater, value))
    }
    return values.map(\.value)
  }

  /// Whether a sighting is in time.
  private func counts(_ sighting: Sighting, of item: Item) -> Bool {
    isWithinTimeLimit(sighting, item) && isWithinWindow(sighting, item) && comesAfter(sighting, item)
  }

  /// After the time limit nothing is achieved, penalised or measured; everything else happens at any time.
  private func isWithinTimeLimit(_ sighting: Sighting, _ item: Item) -> Bool {
    guard let limit = sheet.timeLimit, !sheet.countsAfterTimeLimit else { return true }
    guard [.achievement, .penalised, .measurement].contains(item.kind) else { return true }
    return sighting.clock <= limit + whole.extraTime
  }

  /// Whether it was seen soon enough after the start, or after another item was first seen.
  private func isWithinWindow(_ sighting: Sighting, _ item: Item) -> Bool {
    guard let window = item.within else { return true }
    guard let since = window.since else { return sighting.clock <= window.length }
    guard let other = sheet.item(since) else { return false }
    let seen = look(at: other, per: item.per, at: sighting.place).flatMap(\.sightings)
    guard let first = seen.min(by: { $0.position < $1.position }) else { return false }
    return first.position < sighting.position && sighting.clock <= first.clock + window.length
  }

  /// Whether, at some moment before it was seen, all held that it has to come after.
  private func comesAfter(_ sighting: Sighting, _ item: Item) -> Bool {
    guard !item.after.isEmpty else { return true }
    return (0...sighting.position).contains { moment in
      let then = history.count(upTo: moment)
      return item.after.allSatisfy { then.holds($0, per: item.per, at: sighting.place) }
    }
  }
}
