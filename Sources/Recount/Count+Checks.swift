import Scoring

extension Count {
  /// Whether a check that nobody accepted has found its combination, at one of its places.
  var hasContradiction: Bool {
    sheet.checks.contains { check in
      guard !story.accepted.contains(check.id) else { return false }
      return sheet.places(of: check.per).contains { place in
        check.when.holds(isCompleted: story.finish == .completed) { onTheSheet($0, per: check.per, at: place) }
      }
    }
  }

  /// What a check looks at: what was entered and stands, whether it counts or not. Only what a restart voided is gone.
  /// What nobody enters is what it comes to.
  private func onTheSheet(_ id: Item.ID, per list: InstanceList.ID?, at place: Instance.ID?)
    -> (item: Item, places: [Counted])?
  {
    guard let item = sheet.item(id) else { return nil }
    guard item.isEnteredByHand else { return (item, look(at: item, per: list, at: place)) }
    let places = sheet.places(of: item, seenFrom: list, at: place)
    return (item, places.map { enteredAtAnyTime(item, at: $0) })
  }
}
