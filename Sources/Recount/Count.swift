import Scoring

/// The first step of the order of operations: what counts of each item at each place. Times, conditions, `max`.
///
/// A count knows the log up to some position only, so that "after the goal" can be asked of every earlier moment.
final class Count {
  let sheet: RuleSet
  /// Everything that the sheet can make something of, in field order.
  let sightings: [Sighting]
  let whole: Story
  /// The story up to the position.
  let story: Story
  /// Only what lies before this position is known.
  let position: Int
  let history: History

  private var known: [Item.ID: [Instance.ID?: Counted]] = [:]
  private var underway: Set<Item.ID> = []

  init(history: History, upTo position: Int) {
    self.history = history
    self.position = position
    sheet = history.sheet
    whole = history.story
    story = Story(of: Array(history.entries.prefix(position)))
    sightings = history.sightings.filter { $0.position < position }
  }

  /// What counts of an item at a place.
  func counted(_ item: Item, at place: Instance.ID?) -> Counted {
    if let answer = known[item.id]?[place] { return answer }
    // Rules that go in circles are refused by the linter; here they come to nothing.
    guard underway.insert(item.id).inserted else { return nothing(of: item) }
    defer { underway.remove(item.id) }
    let answer = count(item, at: place)
    known[item.id, default: [:]][place] = answer
    return answer
  }

  private func nothing(of item: Item) -> Counted { Counted(number: item.canBeMissing ? nil : .zero) }

  private func count(_ item: Item, at place: Instance.ID?) -> Counted {
    var answer = item.isEnteredByHand ? entered(item, at: place) : derived(item, at: place)
    if let most = item.voidAbove, let number = answer.number, number > Points(most) { return nothing(of: item) }
    guard item.needs.allSatisfy({ holds($0, per: item.per, at: place) }) else { return nothing(of: item) }
    guard !item.unless.contains(where: { holds($0, per: item.per, at: place) }) else { return nothing(of: item) }
    if let divisor = item.dividedBy.flatMap(sheet.item) {
      let by = number(of: divisor, per: item.per, at: place) ?? .zero
      answer.number = by == .zero ? nil : answer.number.map { $0 / by }
    }
    if let rounding = item.quantityRounding { answer.number = answer.number.map { $0.recounted(by: rounding) } }
    if let limit = item.limit, item.levels.isEmpty, !item.takesValues {
      answer.number = answer.number.map { min($0, Points(limit)) }
    }
    return answer
  }

  /// The item's number at the same place, where both are scored per the same list; otherwise all places added up.
  func number(of item: Item, per list: InstanceList.ID?, at place: Instance.ID?) -> Points? {
    let numbers = look(at: item, per: list, at: place).compactMap(\.number)
    return numbers.isEmpty ? nil : numbers.reduce(.zero, +)
  }

  /// What somebody sees of an item who is at a place of a list.
  func look(at item: Item, per list: InstanceList.ID?, at place: Instance.ID?) -> [Counted] {
    if item.per != nil, item.per == list { return [counted(item, at: place)] }
    return sheet.places(of: item).map { counted(item, at: $0) }
  }
}
