import Scoring

extension Count {
  /// A quantity that nobody enters, because it follows from the rest of the sheet.
  func derived(_ item: Item, at place: Instance.ID?) -> Counted {
    switch item.quantity {
    case .entries: return entered(item, at: place)
    case .automatic: return Counted(number: 1)
    case .restarts: return Counted(number: Points(story.restarts))
    case .timeUsed: return Counted(number: story.end?.seconds)
    case .timeLeft:
      guard let limit = sheet.timeLimit, let end = story.end else { return Counted() }
      return Counted(number: max(.zero, (limit + whole.extraTime - end).seconds))
    case .sum(let parts):
      let seen = parts.compactMap(sheet.item).flatMap { look(at: $0, per: item.per, at: place) }
      return Counted(number: seen.compactMap(\.number).reduce(.zero, +), sightings: seen.flatMap(\.sightings))
    case .elapsed(let from, let to): return elapsed(from, to, item, at: place)
    }
  }

  private func elapsed(_ from: Item.ID, _ to: Item.ID, _ item: Item, at place: Instance.ID?) -> Counted {
    let ends = sightings(of: to, item, at: place)
    guard let end = item.endsWithLast ? ends.last : ends.first else { return Counted() }
    if from == .start { return Counted(number: end.clock.seconds, sightings: [end]) }
    guard let start = sightings(of: from, item, at: place).first, start.position <= end.position else {
      return Counted()
    }
    return Counted(number: (end.clock - start.clock).seconds, sightings: [start, end])
  }

  private func sightings(of other: Item.ID, _ item: Item, at place: Instance.ID?) -> [Sighting] {
    guard let other = sheet.item(other) else { return [] }
    return look(at: other, per: item.per, at: place).flatMap(\.sightings).sorted { $0.position < $1.position }
  }
}
