/// An item with its names replaced by positions. A class, so that the fold passes it around without copying it.
final class CompiledItem: Sendable {
  let item: Item
  let position: Int
  /// Its slots: one, or one for each instance.
  let firstSlot: Int
  let slotCount: Int
  let hasInstances: Bool
  /// The item it modifies, and the items that modify it.
  let objective: Int?
  let modifiers: [Int]
  let needs: [CompiledCondition]
  let unless: [CompiledCondition]
  let after: [CompiledCondition]
  let withinItem: Int?
  /// The items that a derived quantity is made of.
  let sources: [Int]
  /// The item that the quantity is divided by.
  let divisor: Int?
  /// The item whose occurrences make the worth fall.
  let fallsWith: Int?
  /// The disqualifying behaviours that make it worthless.
  let disqualifiers: [Int]

  /// Whether entries for it carry a value rather than a count.
  let isValued: Bool
  let hasLevels: Bool
  /// Whether there is a difference between none and zero: no time measured is not a time of zero.
  let isMeasured: Bool

  init(_ position: Int, firstSlot: Int, places: Int?, stageBefore: Int?, _ compiler: Compiler) {
    let item = compiler.items[position]
    self.item = item
    self.position = position
    self.firstSlot = firstSlot
    slotCount = places ?? 1
    hasInstances = places != nil
    objective = item.modifies.flatMap { compiler.positions[$0] }
    modifiers = compiler.items.indices.filter { compiler.items[$0].modifies == item.id }
    // Stages are prerequisites: each one needs the one before it.
    needs = item.needs.map(compiler.compile) + (stageBefore.map { [.seen($0, atLeast: 1)] } ?? [])
    unless = item.unless.map(compiler.compile)
    after = item.after.map(compiler.compile)
    withinItem = item.within?.since.flatMap { compiler.positions[$0] }
    sources = compiler.sources(of: item)
    divisor = item.dividedBy.flatMap { compiler.positions[$0] }
    fallsWith = compiler.cause(of: item)
    disqualifiers = compiler.items.indices.filter {
      compiler.items[$0].kind == .disqualifying && compiler.items[$0].disqualifiesFrom == .item(item.id)
    }
    isValued = item.isValued
    hasLevels = !item.levels.isEmpty
    isMeasured =
      switch item.quantity {
      case .elapsed, .timeLeft, .timeUsed: true
      case .entries: item.isValued || item.dividedBy != nil
      case .automatic, .sum, .restarts: item.dividedBy != nil
      }
  }

  var slots: Range<Int> { firstSlot..<(firstSlot + slotCount) }

  /// What has to be counted before it.
  var dependencies: [Int] {
    (needs + unless + after).flatMap(\.items) + sources + [withinItem, fallsWith, divisor].compactMap { $0 }
  }
}

extension Item {
  /// Whether entries for it carry a value rather than a count.
  public var isValued: Bool { (kind == .measurement || kind == .judgement) && quantity == .entries && levels.isEmpty }
  /// Whether officials enter anything for it, or it follows from the rest of the sheet.
  public var isEntered: Bool { quantity == .entries }
}

/// A check with its names replaced by positions.
struct CompiledCheck: Sendable {
  var check: Check
  var when: CompiledCondition
  /// The places at each of which it is looked for; none for the run as a whole.
  var places: [Instance]
}

/// A group with its names replaced by positions.
struct CompiledGroup: Sendable {
  var group: Group
  var items: [Int]
  var instanceCount: Int?
}
