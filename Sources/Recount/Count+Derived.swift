import Scoring

extension Count {
  /// A quantity that nobody enters, because it follows from the rest of the sheet.
  func derived(_ item: Item, at place: Instance.ID?) -> Counted {
    switch item.quantity {
    case .entries: return entered(item, at: place)
    case .automatic: return Counted(number: 1)
    case .restarts: return Counted(number: Points(story.restarts.count))
    case .timeUsed: return Counted(number: story.end?.seconds)
    case .timeLeft:
      guard let limit = sheet.timeLimit, let end = story.end else { return Counted() }
      return Counted(number: max(.zero, (limit + story.extraTime - end).seconds))
    case .sum(let parts):
      let items = parts.compactMap(sheet.item)
      let numbers = items.compactMap { number(of: $0, per: item.per, at: place) }
      let seen = items.filter(\.isEnteredByHand).flatMap { countedSightings(of: $0, per: item.per, at: place) }
      return Counted(number: numbers.reduce(.zero, +), sightings: seen)
    case .elapsed(let from, let to):
      return Counted(number: seconds(from: from, to: to, for: item, at: place))
    }
  }

  /// The seconds between the first counted sighting of one item, or the start, and the first or last of another.
  private func seconds(from: Item.ID, to: Item.ID, for item: Item, at place: Instance.ID?) -> Points? {
    func clocks(_ other: Item.ID) -> [Milliseconds] {
      sheet.item(other).map { countedSightings(of: $0, per: item.per, at: place).map(\.clock) } ?? []
    }
    let start = from == .start ? .zero : clocks(from).first
    let end = item.endsWithLast ? clocks(to).last : clocks(to).first
    guard let start, let end, start <= end else { return nil }
    return (end - start).seconds
  }
}
