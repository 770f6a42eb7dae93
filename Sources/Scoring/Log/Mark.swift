/// An entry as the fold reads it: names replaced by positions.
struct Mark: Sendable {
  /// The entry's position in the log.
  var entry: Int32
  /// The slot of its item; -1 if it speaks of none, or says what could not have been entered under these rules.
  var slot: Int32 = -1
  /// A count, or a level's position.
  var number: Int32 = 0
  var kind: Fact.Kind
  var isStanding: Bool
  /// The clock in milliseconds, within the bounds that a clock can have.
  var clock: Int64
  /// A value in the item's own unit.
  var value: Points = .zero

  init(_ entry: Entry, at position: Int32, under rules: CompiledRules, team: Team.ID) {
    self.entry = position
    kind = entry.fact.kind
    clock = min(max(0, entry.clock.count), Milliseconds.longest.count)
    isStanding = kind != .retracted
    guard let id = entry.fact.item, let position = rules.position(of: id) else { return }
    let compiled = rules.items[position]
    guard compiled.item.isEntered else { return }
    switch entry.fact {
    case .observed(_, _, let count):
      guard !compiled.isValued, !compiled.hasLevels, (1...9999).contains(count) else { return }
      number = Int32(count)
    case .chose(_, _, let level):
      guard let level = rules.level(level, ofItemAt: position) else { return }
      number = Int32(level)
    case .measured(_, _, let quantity):
      guard let value = Mark.value(of: quantity, for: compiled) else { return }
      self.value = value
    case .rated(_, _, let rater, let quantity):
      guard compiled.item.kind == .judgement, rater.text != team.text,
        let value = Mark.value(of: quantity, for: compiled)
      else { return }
      self.value = value
    case .started, .paused, .resumed, .finished, .restarted, .extended, .retracted, .claimed, .accepted, .signed,
      .protested, .ruled, .voided, .noted:
      return
    }
    if compiled.hasInstances {
      guard let at = entry.fact.instance, let instance = rules.instance(at, ofItemAt: position) else { return }
      slot = Int32(compiled.firstSlot + instance)
    } else if entry.fact.instance == nil {
      slot = Int32(compiled.firstSlot)
    }
  }

  /// Whether it is about an item of the sheet, not about the run's life.
  var speaksOfItem: Bool { kind == .observed || kind == .chose || kind == .measured || kind == .rated }

  private static func value(of quantity: Quantity, for compiled: CompiledItem) -> Points? {
    guard compiled.isValued, let value = quantity.unit.convert(quantity.value, to: compiled.item.unit) else {
      return nil
    }
    if let scale = compiled.item.scale, !scale.contains(value) { return nil }
    return value
  }
}
