/// A rule set in the flat form that scores: every name replaced by a position, every item at every instance by a slot.
///
/// A class, because thousands of run logs share one and never change it.
public final class CompiledRules: Sendable {
  /// What it was made from.
  public let ruleSet: RuleSet

  let items: [CompiledItem]
  let groups: [CompiledGroup]
  /// Item positions in an order in which whatever an item depends on comes before it.
  let evaluationOrder: [Int]
  /// For each slot, the position of its item.
  let slotItem: [Int32]
  let stopWhen: CompiledCondition?
  let checks: [(check: Check, when: CompiledCondition)]
  /// The most the sheet can give, where that has an end: see ``RuleSet/maximum``.
  let maximum: Points

  private let itemPositions: [Item.ID: Int]
  private let levelPositions: [[Item.Level.ID: Int]]
  private let instancePositions: [[Instance.ID: Int]]

  /// Compiles a rule set. References to nothing are left out (the loader has refused such a file before).
  public init(_ ruleSet: RuleSet) {
    self.ruleSet = ruleSet
    let positions = Dictionary(ruleSet.items.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let lists = Dictionary(
      ruleSet.instances.map { ($0.id, $0.instances) }, uniquingKeysWith: { first, _ in first })
    let compiler = Compiler(items: ruleSet.items, positions: positions)

    var compiled: [CompiledItem] = []
    var owners: [Int32] = []
    var instances: [[Instance.ID: Int]] = []
    for (position, item) in ruleSet.items.enumerated() {
      let places = item.per.flatMap { lists[$0] }
      let count = places?.count ?? 1
      compiled.append(
        CompiledItem(
          item: item, firstSlot: owners.count, slotCount: count, hasInstances: places != nil,
          objective: item.modifies.flatMap { positions[$0] },
          modifiers: ruleSet.items.indices.filter { ruleSet.items[$0].modifies == item.id },
          needs: item.needs.map(compiler.compile), unless: item.unless.map(compiler.compile),
          after: item.after.map(compiler.compile), within: item.within,
          withinItem: item.within?.since.flatMap { positions[$0] }, sources: compiler.sources(of: item),
          fallsWith: compiler.cause(of: item)))
      owners += Array(repeating: Int32(position), count: count)
      instances.append(
        Dictionary(
          (places ?? []).enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first }))
    }

    var groups: [CompiledGroup] = []
    for group in ruleSet.groups {
      let members = group.items.compactMap { positions[$0] }
      groups.append(
        CompiledGroup(group: group, items: members, instanceCount: group.per.flatMap { lists[$0]?.count }))
      if group.keep == .untilFirstGap {
        // Stages are prerequisites: each one needs the one before it.
        for (earlier, later) in zip(members, members.dropFirst()) {
          compiled[later].needs.append(.seen(earlier, atLeast: 1))
        }
      }
    }

    items = compiled
    self.groups = groups
    slotItem = owners
    itemPositions = positions
    instancePositions = instances
    levelPositions = ruleSet.items.map { item in
      Dictionary(item.levels.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    }
    evaluationOrder = CompiledRules.order(of: compiled)
    stopWhen = ruleSet.stopWhen.map(compiler.compile)
    checks = ruleSet.checks.map { ($0, compiler.compile($0.when)) }
    maximum = ruleSet.maximum ?? .zero
  }

  func position(of item: Item.ID) -> Int? { itemPositions[item] }
  func level(_ level: Item.Level.ID, ofItemAt position: Int) -> Int? { levelPositions[position][level] }
  func instance(_ instance: Instance.ID, ofItemAt position: Int) -> Int? { instancePositions[position][instance] }

  func instanceID(slot: Int) -> Instance.ID? {
    let item = items[Int(slotItem[slot])]
    guard item.hasInstances, let list = ruleSet.instances.first(where: { $0.id == item.item.per }) else { return nil }
    return list.instances[slot - item.firstSlot].id
  }

  /// Depth first over what each item depends on; an item on a circle (which the loader refuses) is taken as it comes.
  private static func order(of items: [CompiledItem]) -> [Int] {
    var order: [Int] = []
    var seen = [Bool](repeating: false, count: items.count)
    func visit(_ position: Int) {
      if seen[position] { return }
      seen[position] = true
      for dependency in items[position].dependencies { visit(dependency) }
      order.append(position)
    }
    for position in items.indices { visit(position) }
    return order
  }
}

struct CompiledItem: Sendable {
  var item: Item
  var firstSlot: Int
  var slotCount: Int
  var hasInstances: Bool
  var objective: Int?
  var modifiers: [Int]
  var needs: [CompiledCondition]
  var unless: [CompiledCondition]
  var after: [CompiledCondition]
  var within: TimeWindow?
  var withinItem: Int?
  /// The items that a derived quantity is made of.
  var sources: [Int]
  /// The item whose occurrences make the worth fall.
  var fallsWith: Int?

  var slots: Range<Int> { firstSlot..<(firstSlot + slotCount) }

  var dependencies: [Int] {
    (needs + unless + after).flatMap(\.items) + sources + [withinItem, fallsWith].compactMap { $0 }
  }

  /// Whether entries for it carry a value rather than a count.
  var isValued: Bool { item.isValued }
  var hasLevels: Bool { !item.levels.isEmpty }
}

extension Item {
  /// Whether entries for it carry a value rather than a count.
  public var isValued: Bool { (kind == .measurement || kind == .judgement) && quantity == .entries && levels.isEmpty }
  /// Whether officials enter anything for it, or it follows from the rest of the sheet.
  public var isEntered: Bool { quantity == .entries }
}

struct CompiledGroup: Sendable {
  var group: Group
  var items: [Int]
  var instanceCount: Int?
}

indirect enum CompiledCondition: Sendable {
  case seen(Int, atLeast: Int)
  case chosen(Int, levels: [Int])
  case value(Int, atLeast: Points?, atMost: Points?)
  case complete([Int])
  case completed
  case all([CompiledCondition])
  case any([CompiledCondition])
  case none([CompiledCondition])

  var items: [Int] {
    switch self {
    case .seen(let item, _), .chosen(let item, _), .value(let item, _, _): [item]
    case .complete(let items): items
    case .completed: []
    case .all(let parts), .any(let parts), .none(let parts): parts.flatMap(\.items)
    }
  }
}

private struct Compiler {
  let items: [Item]
  let positions: [Item.ID: Int]

  func compile(_ condition: Condition) -> CompiledCondition {
    switch condition {
    case .seen(let item, let count): positions[item].map { .seen($0, atLeast: count) } ?? .any([])
    case .chosen(let item, let levels):
      positions[item].map { position in
        .chosen(position, levels: levels.compactMap { level in items[position].levels.firstIndex { $0.id == level } })
      } ?? .any([])
    case .value(let item, let least, let most):
      positions[item].map { .value($0, atLeast: least, atMost: most) } ?? .any([])
    case .complete(let items): .complete(items.compactMap { positions[$0] })
    case .completed: .completed
    case .all(let parts): .all(parts.map(compile))
    case .any(let parts): .any(parts.map(compile))
    case .none(let parts): .none(parts.map(compile))
    }
  }

  func sources(of item: Item) -> [Int] {
    switch item.quantity {
    case .sum(let items): items.compactMap { positions[$0] }
    case .elapsed(let from, let to): [from, to].compactMap { positions[$0] }
    case .entries, .automatic, .timeLeft, .timeUsed, .restarts: []
    }
  }

  func cause(of item: Item) -> Int? {
    guard case .item(let cause) = item.falls?.cause else { return nil }
    return positions[cause]
  }
}

extension RuleSet {
  /// The sum of every positive item and modifier at its limit: what a printed sheet gives as its maximum. `nil` if an
  /// item that scores has no limit. Caps of groups and of the run lower it; percentages and factors are left out.
  public var maximum: Points? {
    var sum = Points.zero
    let capped = Dictionary(
      groups.compactMap { group in group.cap.map { (group.id, $0) } }, uniquingKeysWith: { first, _ in first })
    var groupSums: [Group.ID: Points] = [:]
    for item in items {
      guard let most = most(of: item) else { return nil }
      if let group = groups.first(where: { capped[$0.id] != nil && $0.items.contains(item.modifies ?? item.id) }) {
        groupSums[group.id, default: .zero] += most
      } else {
        sum += most
      }
    }
    for group in groups {
      if let cap = capped[group.id], let total = groupSums[group.id] { sum += min(cap, total) }
    }
    if let cap = total.cap { sum = min(sum, cap) }
    return sum
  }

  /// The most an item can add by itself, at all its instances; `nil` if there is no end to it.
  public func most(of item: Item) -> Points? {
    let places = Points(item.per.flatMap { list in instances.first { $0.id == list }?.instances.count } ?? 1)
    let each: Points?
    switch item.worth {
    case .nothing, .percent, .factor: return .zero
    case .each(let points):
      if points <= .zero {
        each = .zero
      } else if item.quantity == .timeLeft {
        each = timeLimit.map { $0.seconds * points }
      } else if item.isValued {
        each = item.scale.map { $0.upperBound * points }
      } else if item.quantity == .automatic {
        each = points
      } else {
        each = item.limit.map { limit in
          (0..<limit).reduce(Points.zero) { $0 + max(.zero, item.worthOfOccurrence($1, falling: 0)) }
        }
      }
    case .table(let points):
      let reachable = item.limit.map { points.prefix($0) } ?? points[...]
      each = max(.zero, reachable.max() ?? .zero)
    case .levels: each = max(.zero, item.levels.map(\.points).max() ?? .zero)
    case .tiers(let tiers): each = max(.zero, tiers.map(\.points).max() ?? .zero)
    case .line(let corners): each = max(.zero, corners.map(\.points).max() ?? .zero)
    }
    return each.map { $0 * places }
  }
}

extension Item {
  /// What the occurrence at this position (from 0) is worth, after `falling` causes of a fall.
  func worthOfOccurrence(_ position: Int, falling: Int) -> Points {
    guard case .each(let points) = worth else { return .zero }
    guard let falls else { return points }
    let steps = falls.cause == .repetition ? position : falling
    return max(falls.floor, points - falls.by * Points(steps))
  }
}
