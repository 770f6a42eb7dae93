import Scoring

/// What one entry says of one item, as far as the sheet can make anything of it.
struct Sighting {
  /// Its position among the entries that stand: who is before whom.
  var position: Int
  var clock: Milliseconds
  var item: Item.ID
  var place: Instance.ID?
  var content: Content

  /// A count, a level or a value.
  enum Content {
    case times(Int)
    case level(Item.Level)
    case value(Points, by: Rater.ID?)
  }

  /// Reads an entry; `nil` where the sheet has no such item, place, level or value, or the entry is of another kind.
  init?(_ entry: Entry, at position: Int, team: Team.ID, on sheet: RuleSet) {
    guard let named = entry.fact.item, let item = sheet.items.first(where: { $0.id == named }),
      item.isEnteredByHand, sheet.places(of: item).contains(entry.fact.instance)
    else { return nil }
    switch entry.fact {
    case .observed(_, _, let count):
      guard !item.takesValues, item.levels.isEmpty, count >= 1, count <= 9999 else { return nil }
      content = .times(count)
    case .chose(_, _, let name):
      guard let level = item.levels.first(where: { $0.id == name }) else { return nil }
      content = .level(level)
    case .measured(_, _, let quantity):
      guard let value = item.value(of: quantity) else { return nil }
      content = .value(value, by: nil)
    case .rated(_, _, let rater, let quantity):
      guard item.kind == .judgement, rater.text != team.text, let value = item.value(of: quantity) else { return nil }
      content = .value(value, by: rater)
    default: return nil
    }
    self.position = position
    clock = entry.reading
    self.item = item.id
    place = entry.fact.instance
  }
}

extension Item {
  /// A value in the item's own unit, on its scale; turned around where the scale runs the other way.
  fileprivate func value(of quantity: Quantity) -> Points? {
    guard takesValues, let value = quantity.value(in: unit) else { return nil }
    guard let scale else { return value }
    guard value >= scale.lowerBound, value <= scale.upperBound else { return nil }
    return reversed ? scale.lowerBound + scale.upperBound - value : value
  }
}

extension Quantity {
  /// The number in another unit: lengths and masses are converted, everything else has to be of the unit itself.
  fileprivate func value(in other: Unit) -> Points? {
    if unit == other { return value }
    let millimetres: [Unit: Points] = [.millimetres: 1, .centimetres: 10, .metres: 1000]
    let grams: [Unit: Points] = [.grams: 1, .kilograms: 1000]
    for sizes in [millimetres, grams] {
      if let own = sizes[unit], let wanted = sizes[other] { return value * (own / wanted) }
    }
    return nil
  }
}
