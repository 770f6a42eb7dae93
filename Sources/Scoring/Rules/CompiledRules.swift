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
  /// For each slot, its instance.
  private let slotInstance: [Instance.ID?]
  let stopWhen: CompiledCondition?
  let checks: [CompiledCheck]
  /// The most the sheet can give, where that has an end: see ``RuleSet/maximum``.
  let maximum: Points

  private let itemPositions: NameTable<Item>
  private let levelPositions: [NameTable<Item.Level>]
  private let instancePositions: [NameTable<Instance>]

  /// Compiles a rule set. References to nothing are left out (the loader has refused such a file before).
  public init(_ ruleSet: RuleSet) {
    self.ruleSet = ruleSet
    let positions = Dictionary(ruleSet.items.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let lists = Dictionary(
      ruleSet.instances.map { ($0.id, $0.instances) }, uniquingKeysWith: { first, _ in first })
    let compiler = Compiler(items: ruleSet.items, positions: positions)

    var stageBefore: [Int: Int] = [:]
    groups = ruleSet.groups.map { group in
      let members = group.items.compactMap { positions[$0] }
      if group.keep == .untilFirstGap {
        for (earlier, later) in zip(members, members.dropFirst()) { stageBefore[later] = earlier }
      }
      return CompiledGroup(group: group, items: members, instanceCount: group.per.flatMap { lists[$0]?.count })
    }

    var compiled: [CompiledItem] = []
    var owners: [Int32] = []
    var places: [Instance.ID?] = []
    for (position, item) in ruleSet.items.enumerated() {
      let list = item.per.flatMap { lists[$0] }
      compiled.append(
        CompiledItem(
          position, firstSlot: owners.count, places: list?.count, stageBefore: stageBefore[position], compiler))
      owners += Array(repeating: Int32(position), count: list?.count ?? 1)
      places += list.map { $0.map(\.id) } ?? [nil]
    }

    items = compiled
    slotInstance = places
    instancePositions = ruleSet.items.map { item in NameTable((item.per.flatMap { lists[$0] } ?? []).map(\.id)) }
    slotItem = owners
    itemPositions = NameTable(ruleSet.items.map(\.id))
    levelPositions = ruleSet.items.map { NameTable($0.levels.map(\.id)) }
    evaluationOrder = CompiledRules.order(of: compiled)
    stopWhen = ruleSet.stopWhen.map(compiler.compile)
    checks = ruleSet.checks.map { check in
      CompiledCheck(check: check, when: compiler.compile(check.when), places: check.per.flatMap { lists[$0] } ?? [])
    }
    maximum = ruleSet.maximum ?? .zero
  }

  func position(of item: Item.ID) -> Int? { itemPositions[item] }
  func level(_ level: Item.Level.ID, ofItemAt position: Int) -> Int? { levelPositions[position][level] }
  func instance(_ instance: Instance.ID, ofItemAt position: Int) -> Int? { instancePositions[position][instance] }

  func instanceID(slot: Int) -> Instance.ID? { slotInstance[slot] }

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
