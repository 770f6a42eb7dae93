/// A run's log: entries are only ever appended, and every one stays for ever.
///
/// ``append(_:)`` decides whether an entry may be made and may refuse it with a reason; ``record(_:)`` takes an entry
/// that was decided before (read back from a file, or merged from another terminal) and never fails.
public struct RunLog: Sendable {
  /// The run.
  public let run: Run
  /// The rules it is scored by.
  public private(set) var rules: CompiledRules
  /// Every entry, in the order in which they arrived here.
  public private(set) var entries: [Entry] = []

  /// Where each entry stands, unless ``isIndexed`` says that nobody has needed it yet.
  private var positions: [Entry.ID: Int32] = [:]
  private var isIndexed = true
  /// For each entry, the retraction that struck it out.
  private var struckBy: [Int32: Int32] = [:]
  /// Retractions that came before what they retract (a merge can do that).
  private var awaited: [Entry.ID: Int32] = [:]
  /// Entries in field order, in the form that the fold reads.
  var marks: [Mark] = []

  /// An empty log of a run under its rules.
  public init(_ run: Run, under rules: CompiledRules) {
    self.run = run
    self.rules = rules
  }

  /// The log of these entries, whatever they say.
  public init(_ run: Run, under rules: CompiledRules, recording entries: some Sequence<Entry>) {
    self.init(run, under: rules)
    for entry in entries { record(entry) }
  }

  /// The same facts under other rules: "what if".
  public func rescored(under rules: CompiledRules) -> RunLog {
    var log = self
    log.rules = rules
    // What stands and in which order does not depend on the rules; what an entry speaks of does.
    for index in marks.indices {
      let known = marks[index]
      log.marks[index] = Mark(entries[Int(known.entry)], at: known.entry, under: rules, team: run.team)
      log.marks[index].isStanding = known.isStanding
    }
    return log
  }

  /// Whether another log of the run holds the same entries in the same order of arrival. A log only grows, so that
  /// where it came from one file, as many are the same.
  func isSame(as other: RunLog) -> Bool { run.id == other.run.id && entries.count == other.entries.count }

  /// The entry with this id.
  public func entry(_ id: Entry.ID) -> Entry? { position(of: id).map { entries[Int($0)] } }

  /// The retraction that struck this entry out, if there is one.
  public func retraction(of id: Entry.ID) -> Entry? {
    guard let position = position(of: id), let by = struckBy[position] else { return nil }
    return entries[Int(by)]
  }

  /// Whether an entry takes back what is not there, or what cannot be taken back: a retraction that itself is in order.
  func isRetractionOfNothing(_ entry: Entry) -> Bool {
    guard case .retracted(let target, _) = entry.fact else { return false }
    guard let struck = self.entry(target) else { return true }
    // One step is enough: whoever settles a retraction of nothing has something to settle.
    guard case .retracted(let first, _) = struck.fact else { return false }
    return self.entry(first).map { $0.fact.kind != .retracted } ?? false
  }

  /// Whether a retraction of nothing was itself taken back, so that nobody need look at it again.
  func isSettled(_ entry: Entry) -> Bool {
    marks.contains { mark in
      guard mark.kind == .retracted, case .retracted(entry.id, _) = entries[Int(mark.entry)].fact else { return false }
      return entries[Int(mark.entry)].id != entry.id
    }
  }

  /// What still holds, in field order: no struck-out entry and no retraction.
  public var standing: [Entry] { marks.lazy.filter(\.isStanding).map { entries[Int($0.entry)] } }

  /// Everything, in field order.
  public var inFieldOrder: [Entry] { marks.map { entries[Int($0.entry)] } }

  /// Takes an entry without asking whether it may be made. The same entry twice is the same log.
  public mutating func record(_ entry: Entry) {
    if !isIndexed { index() }
    if let known = positions.updateValue(Int32(entries.count), forKey: entry.id) {
      positions[entry.id] = known
      return
    }
    take(entry)
  }

  /// The same of an entry that is known not to be here: read from a file, in which each id is there once.
  package mutating func recordNew(_ entry: Entry) {
    if isIndexed, entries.isEmpty { isIndexed = false }
    if isIndexed { positions[entry.id] = Int32(entries.count) }
    take(entry)
    // In a short log a name is found as quickly by looking through it.
    if !isIndexed, entries.count > 200 { index() }
  }

  private mutating func index() {
    positions.reserveCapacity(entries.count + 1)
    for (position, entry) in entries.enumerated() { positions[entry.id] = Int32(position) }
    isIndexed = true
  }

  private func position(of id: Entry.ID) -> Int32? {
    isIndexed ? positions[id] : entries.lastIndex { $0.id == id }.map(Int32.init)
  }

  private mutating func take(_ entry: Entry) {
    let position = Int32(entries.count)
    entries.append(entry)
    var mark = Mark(entry, at: position, under: rules, team: run.team)
    if case .retracted(let target, _) = entry.fact {
      if let struck = self.position(of: target) {
        strike(struck, by: position)
      } else if let earlier = awaited[target], Entry.inFieldOrder(entries[Int(earlier)], entry) {
        // Of two retractions of one entry the earlier holds, in whatever order they come.
      } else {
        awaited[target] = position
      }
    }
    if !awaited.isEmpty, let retraction = awaited.removeValue(forKey: entry.id), mark.kind != .retracted {
      struckBy[position] = retraction
      mark.isStanding = false
    }
    insert(mark)
  }

  private mutating func strike(_ struck: Int32, by retraction: Int32) {
    // A retraction is never itself struck out: what was wrongly taken back is said again.
    if case .retracted = entries[Int(struck)].fact { return }
    if let earlier = struckBy[struck], !Entry.inFieldOrder(entries[Int(retraction)], entries[Int(earlier)]) { return }
    struckBy[struck] = retraction
    if let index = marks.firstIndex(where: { $0.entry == struck }) { marks[index].isStanding = false }
  }

  /// Field order, which the marks' own clocks nearly always decide.
  private func isBefore(_ a: Mark, _ b: Mark) -> Bool {
    if a.clock != b.clock { return a.clock < b.clock }
    return Entry.inFieldOrder(entries[Int(a.entry)], entries[Int(b.entry)])
  }

  private mutating func insert(_ mark: Mark) {
    var index = marks.endIndex
    while index > 0, isBefore(mark, marks[index - 1]) { index -= 1 }
    marks.insert(mark, at: index)
  }
}
