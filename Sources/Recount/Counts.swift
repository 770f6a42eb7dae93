import Scoring

/// What a run's achievements, penalised behaviours and items come to, as rankings compare them.
struct Counts {
  var achievements = 0
  var penalised = 0
  var quantities: [Item.ID: Points] = [:]

  init(of sheet: Sheet, disqualified: Set<Item.ID>) {
    for item in sheet.rules.items {
      var sum: Points?
      for place in sheet.rules.places(of: item) {
        let isOut = disqualified.contains(item.id) || sheet.dropped.contains(Sheet.Spot(item: item.id, place: place))
        guard let number = isOut ? .zero : sheet.count.counted(item, at: place).number else { continue }
        sum = (sum ?? .zero) + number
      }
      quantities[item.id] = sum
      // Modifiers belong to their item, and what nobody enters is no achievement of its own.
      guard item.modifies == nil, item.isEnteredByHand, let sum else { continue }
      if item.kind == .achievement { achievements += Int(sum.numerator) }
      if item.kind == .penalised { penalised += Int(sum.numerator) }
    }
  }
}
