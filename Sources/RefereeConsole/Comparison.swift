public import Scoring

/// Where two books of one run differ: what two referees saw, item by item, before anyone signs.
public struct Comparison: Equatable, Sendable {
  /// Where they differ, in the order of the sheet; then the run as a whole.
  public private(set) var differences: [Difference] = []
  /// How many lines were compared: every item at every instance that either book speaks of, and the run's end.
  public private(set) var compared = 0
  /// How many of them are the same in both.
  public var agreed: Int { compared - differences.count { !$0.isOnlyTiming } }

  /// A difference.
  public struct Difference: Equatable, Sendable {
    /// What about.
    public var subject: Subject
    /// What the first book has: `2`, `opened`, `35 cm`, `nothing`.
    public var first: String
    /// What the second book has.
    public var second: String
    /// The first book's entries that have no counterpart in the second.
    public var onlyFirst: [Entry]
    /// The second book's entries that have no counterpart in the first.
    public var onlySecond: [Entry]
    /// Whether both say the same, at clocks further apart than two people's fingers.
    public var isOnlyTiming: Bool
  }

  /// What two books can differ in.
  public enum Subject: Hashable, Sendable {
    /// An item, at an instance if it has any.
    case item(Item.ID, at: Instance.ID?)
    /// Why the run ended, or whether.
    case end
    /// The clock at its end.
    case endClock
    /// How often it was restarted.
    case restarts
    /// Whether it is void.
    case void
    /// The total, which follows from the rest.
    case total
  }

  /// Compares two books of the same run, kept under the same rules. Only what stands is compared; who wrote it and
  /// which corrections led there is not.
  ///
  /// Two entries that say the same are taken for the same thing where their clocks are at most `tolerance` apart.
  public init(of first: RunLog, with second: RunLog, tolerance: Milliseconds = Milliseconds(10_000)) {
    for item in first.rules.ruleSet.items where item.isEntered {
      let places: [Instance.ID?] =
        item.per.flatMap { list in
          first.rules.ruleSet.instances.first { $0.id == list }?.instances.map { Optional($0.id) }
        } ?? [nil]
      for place in places { compare(item, at: place, first, second, tolerance) }
    }
    let (a, b) = (first.state, second.state)
    compare(.end, a.finish?.rawValue ?? "not ended", b.finish?.rawValue ?? "not ended")
    compare(.restarts, String(a.restarts), String(b.restarts))
    compare(.void, a.isVoid ? "void" : "not void", b.isVoid ? "void" : "not void")
    if let mine = a.finishClock, let theirs = b.finishClock {
      compared += 1
      if (mine - theirs).count.magnitude > 2000 { add(.endClock, mine.description, theirs.description) }
    }
    let (mine, theirs) = (Score(of: first).total, Score(of: second).total)
    if mine != theirs { compare(.total, mine.description, theirs.description) } else { compared += 1 }
  }

  private mutating func compare(_ subject: Subject, _ first: String, _ second: String) {
    compared += 1
    if first != second { add(subject, first, second) }
  }

  private mutating func add(
    _ subject: Subject, _ first: String, _ second: String, _ onlyFirst: [Entry] = [], _ onlySecond: [Entry] = [],
    isOnlyTiming: Bool = false
  ) {
    differences.append(
      Difference(
        subject: subject, first: first, second: second, onlyFirst: onlyFirst, onlySecond: onlySecond,
        isOnlyTiming: isOnlyTiming))
  }

  private mutating func compare(
    _ item: Item, at place: Instance.ID?, _ first: RunLog, _ second: RunLog, _ tolerance: Milliseconds
  ) {
    let mine = first.standing.filter { $0.fact.item == item.id && $0.fact.instance == place }
    let theirs = second.standing.filter { $0.fact.item == item.id && $0.fact.instance == place }
    if mine.isEmpty, theirs.isEmpty { return }
    compared += 1
    let (onlyMine, onlyTheirs) = unmatched(mine, theirs, tolerance)
    let (said, heard) = (summary(mine, item), summary(theirs, item))
    if said != heard {
      add(.item(item.id, at: place), said, heard, onlyMine, onlyTheirs)
    } else if !onlyMine.isEmpty || !onlyTheirs.isEmpty {
      add(.item(item.id, at: place), said, heard, onlyMine, onlyTheirs, isOnlyTiming: true)
    }
  }

  /// What a book says of an item in the end: its count, the level chosen last, each rater's last value.
  private func summary(_ entries: [Entry], _ item: Item) -> String {
    var count = 0
    var values: [(String, String)] = []
    for entry in entries {
      switch entry.fact {
      case .observed(_, _, let seen): count += seen
      case .chose(_, _, let level): values = [("", level.text)]
      case .measured(_, _, let quantity):
        if item.combined == .last { values.removeAll() }
        values.append(("", "\(quantity)"))
      case .rated(_, _, let rater, let quantity):
        values.removeAll { $0.0 == rater.text }
        values.append((rater.text, "\(quantity) by \(rater)"))
      default: break
      }
    }
    if !values.isEmpty { return values.map(\.1).sorted().joined(separator: ", ") }
    return count == 0 ? "nothing" : String(count)
  }

  /// Pairs what says the same and lies close in time, both books read from their beginnings; a count of three is three.
  private func unmatched(_ first: [Entry], _ second: [Entry], _ tolerance: Milliseconds) -> ([Entry], [Entry]) {
    let (mine, theirs) = (first.flatMap(single), second.flatMap(single))
    var (onlyMine, onlyTheirs): (Set<Entry.ID>, Set<Entry.ID>) = ([], [])
    for fact in Set((mine + theirs).map(\.fact)) {
      var (a, b) = (mine.filter { $0.fact == fact }[...], theirs.filter { $0.fact == fact }[...])
      while let x = a.first, let y = b.first {
        let apart = x.clock - y.clock
        let isClose = apart.count.magnitude <= tolerance.count.magnitude
        if isClose || apart < .zero { a.removeFirst() }
        if isClose || apart > .zero { b.removeFirst() }
        if !isClose, apart < .zero { onlyMine.insert(x.id) }
        if !isClose, apart > .zero { onlyTheirs.insert(y.id) }
      }
      onlyMine.formUnion(a.map(\.id))
      onlyTheirs.formUnion(b.map(\.id))
    }
    return (first.filter { onlyMine.contains($0.id) }, second.filter { onlyTheirs.contains($0.id) })
  }

  private func single(_ entry: Entry) -> [Entry] {
    guard case .observed(let item, let at, let count) = entry.fact, count > 1 else { return [entry] }
    var one = entry
    one.fact = .observed(item, at: at, count: 1)
    return Array(repeating: one, count: min(count, 9999))
  }
}
