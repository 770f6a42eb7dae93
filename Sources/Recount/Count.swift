import Scoring

/// The first step of the order of operations: what counts of each item at each place. Times, conditions, `max`.
final class Count {
  let sheet: RuleSet
  let story: Story
  /// Everything that the sheet can make something of, in field order. What a restart has voided is gone.
  let sightings: [Sighting]

  /// Whether the log says twice what can be once.
  let excludesItself: Bool

  private var known: [Item.ID: [Instance.ID?: Counted]] = [:]
  private var underway: Set<Item.ID> = []

  init(of log: Log, team: Team.ID, on sheet: RuleSet) {
    self.sheet = sheet
    let story = Story(of: log.entries, limit: sheet.timeLimit)
    self.story = story
    excludesItself = story.excludesItself(in: log.entries, restartsAllowed: sheet.restart.allowed)
    sightings = log.entries.enumerated().compactMap { position, entry in
      guard let sighting = Sighting(entry, at: position, team: team, on: sheet) else { return nil }
      guard sheet.restart.earlier == .void, let restart = story.restarts.last, position < restart,
        let item = sheet.item(sighting.item)
      else { return sighting }
      let survives = item.survivesRestart || [.declaration, .disqualifying, .record].contains(item.kind)
      return survives ? sighting : nil
    }
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

  private func nothing(of item: Item) -> Counted {
    Counted(number: item.canBeMissing ? nil : .zero, counts: false)
  }

  private func count(_ item: Item, at place: Instance.ID?) -> Counted {
    var answer = item.isEnteredByHand ? entered(item, at: place) : derived(item, at: place)
    if let divisor = item.dividedBy.flatMap(sheet.item) {
      let by = number(of: divisor, per: item.per, at: place) ?? .zero
      guard by != .zero else { return nothing(of: item) }
      answer.number = answer.number.map { $0 / by }
    }
    if let rounding = item.quantityRounding { answer.number = answer.number.map { $0.recounted(by: rounding) } }
    let needs = item.needs + sheet.stageBefore(item)
    guard needs.allSatisfy({ holds($0, per: item.per, at: place) }) else { return nothing(of: item) }
    guard !item.unless.contains(where: { holds($0, per: item.per, at: place) }) else { return nothing(of: item) }
    if let most = item.voidAbove, let number = answer.number, number > Points(most) { return nothing(of: item) }
    answer.unlimited = answer.number
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
    sheet.places(of: item, seenFrom: list, at: place).map { counted(item, at: $0) }
  }

  /// The counted sightings of an item that somebody sees who is at a place of a list, in field order.
  func countedSightings(of item: Item, per list: InstanceList.ID?, at place: Instance.ID?) -> [Sighting] {
    look(at: item, per: list, at: place).flatMap(\.sightings).sorted { $0.position < $1.position }
  }
}
