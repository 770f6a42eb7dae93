/// A run's log: entries are only ever appended, and every one stays for ever.
///
/// ``append(_:)`` decides whether an entry may be made and may refuse it with a reason; ``record(_:)`` takes an entry
/// that was decided before (read back from a file, or merged from another terminal) and never fails.
public struct RunLog: Sendable {
  /// The run.
  public let run: Run
  /// The rules it is scored by.
  public let rules: CompiledRules
  /// Every entry, in the order in which they arrived here.
  public private(set) var entries: [Entry] = []

  private var positions: [Entry.ID: Int32] = [:]
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
    RunLog(run, under: rules, recording: entries)
  }

  /// The entry with this id.
  public func entry(_ id: Entry.ID) -> Entry? { positions[id].map { entries[Int($0)] } }

  /// The retraction that struck this entry out, if there is one.
  public func retraction(of id: Entry.ID) -> Entry? {
    guard let position = positions[id], let by = struckBy[position] else { return nil }
    return entries[Int(by)]
  }

  /// What still holds, in field order: no struck-out entry and no retraction.
  public var standing: [Entry] { marks.lazy.filter(\.isStanding).map { entries[Int($0.entry)] } }

  /// Everything, in field order.
  public var inFieldOrder: [Entry] { marks.map { entries[Int($0.entry)] } }

  /// Takes an entry without asking whether it may be made. The same entry twice is the same log.
  public mutating func record(_ entry: Entry) {
    guard positions[entry.id] == nil else { return }
    let position = Int32(entries.count)
    entries.append(entry)
    positions[entry.id] = position
    var mark = Mark(entry, at: position, under: rules, team: run.team)
    if case .retracted(let target, _) = entry.fact {
      if let struck = positions[target] {
        strike(struck, by: position)
      } else if let earlier = awaited[target], Entry.inFieldOrder(entries[Int(earlier)], entry) {
        // Of two retractions of one entry the earlier holds, in whatever order they come.
      } else {
        awaited[target] = position
      }
    }
    if let retraction = awaited.removeValue(forKey: entry.id), mark.kind != .retracted {
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

  private mutating func insert(_ mark: Mark) {
    var index = marks.endIndex
    while index > 0, Entry.inFieldOrder(entries[Int(mark.entry)], entries[Int(marks[index - 1].entry)]) { index -= 1 }
    marks.insert(mark, at: index)
  }
}

/// An entry as the fold reads it: names replaced by positions.
struct Mark: Sendable {
  /// The entry's position in the log.
  var entry: Int32
  /// The slot of its item, or -1.
  var slot: Int32 = -1
  /// A count, a level's position, or how a run ended.
  var number: Int32 = 0
  var kind: Fact.Kind
  var isStanding: Bool
  var clock: Int64
  /// A value in the item's own unit.
  var value: Points = .zero

  init(_ entry: Entry, at position: Int32, under rules: CompiledRules, team: Team.ID) {
    self.entry = position
    kind = entry.fact.kind
    clock = entry.clock.count
    isStanding = kind != .retracted
    guard let id = entry.fact.item, let item = rules.position(of: id) else { return }
    let compiled = rules.items[item]
    if compiled.hasInstances {
      guard let at = entry.fact.instance, let instance = rules.instance(at, ofItemAt: item) else { return }
      slot = Int32(compiled.firstSlot + instance)
    } else {
      slot = Int32(compiled.firstSlot)
    }
    switch entry.fact {
    case .observed(_, _, let count):
      if compiled.isValued || compiled.hasLevels { slot = -1 }
      number = Int32(clamping: count)
    case .chose(_, _, let level):
      if let level = rules.level(level, ofItemAt: item) { number = Int32(level) } else { slot = -1 }
    case .measured(_, _, let quantity):
      if compiled.isValued, let value = quantity.unit.convert(quantity.value, to: compiled.item.unit) {
        self.value = value
      } else {
        slot = -1
      }
    case .rated(_, _, let rater, let quantity):
      if compiled.isValued, rater.text != team.text,
        let value = quantity.unit.convert(quantity.value, to: compiled.item.unit)
      {
        self.value = value
      } else {
        slot = -1
      }
    default: break
    }
  }
}
