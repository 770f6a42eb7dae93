import Scoring

/// What a run's achievements, penalised behaviours and items come to, as rankings compare them.
struct Counts {
  var achievements = 0
  var penalised = 0
  var quantities: [Item.ID: Points] = [:]

  init(of sheet: Sheet) {
    for item in sheet.rules.items {
      var sum: Points? = item.canBeMissing ? nil : .zero
      for place in sheet.rules.places(of: item) {
        if sheet.overfull.contains(Sheet.Spot(item: item.id, place: place)) { continue }
        guard let number = sheet.count.counted(item, at: place).number else { continue }
        sum = (sum ?? .zero) + number
      }
      quantities[item.id] = sum
      // Modifiers belong to their item, and what nobody enters is no achievement of its own.
      guard item.modifies == nil, item.isEnteredByHand, let sum else { continue }
      let times = Int(sum.numerator / sum.denominator)
      if item.kind == .achievement, !sheet.worthless.contains(item.id) { achievements += times }
      if item.kind == .penalised { penalised += times }
    }
  }
}
