/// What may be said of an item.
extension RunLog {
  func decideItem(_ entry: Entry, _ state: RunState) throws(Rejection) {
    guard let id = entry.fact.item else { return }
    try decideMeaning(of: entry.fact)
    let kind = rules.position(of: id).map { rules.items[$0].item.kind }
    if kind == .declaration {
      if state.isStarted {
        throw Rejection(.tooLateToDeclare, "'\(id)' must be declared before the start, and run \(run.id) has started")
      }
    } else if !state.isStarted, !state.isFinished, kind != .record {
      throw Rejection(.notStarted, "run \(run.id) has not started; start it first")
    }
    if let end = state.closedAt, entry.clock > end {
      throw Rejection(
        .clockAfterEnd, "run \(run.id) ended at \(end), so nothing can have been seen at \(entry.clock)")
    }
  }

  /// Whether the rules can make anything of what is said of an item, whenever it is said: throws why not.
  func decideMeaning(of fact: Fact) throws(Rejection) {
    guard let id = fact.item else { return }
    let name = "'\(rules.ruleSet.id)' (edition \(rules.ruleSet.edition))"
    guard let position = rules.position(of: id) else {
      let meant = nearest(to: id.text, among: rules.ruleSet.items.map(\.id.text))
      throw Rejection(
        .unknownItem, "the rules \(name) have no item '\(id)'\(meant.map { "; did you mean '\($0)'?" } ?? "")",
        of: run.id, meant: meant)
    }
    let compiled = rules.items[position]
    let item = compiled.item
    guard item.isEntered else {
      throw Rejection(.notEntered, "'\(id)' follows from the rest of the sheet; nothing is entered for it")
    }
    try decideInstance(of: fact, compiled, position)

    switch fact {
    case .observed(_, _, let count):
      if compiled.hasLevels {
        throw Rejection(
          .wrongFact, "'\(id)' has levels; choose one of \(list(item.levels.map(\.id.text)))")
      }
      if compiled.isValued { throw Rejection(.wrongFact, "'\(id)' is a value in \(inWords(item.unit)); enter a value") }
      guard (1...9999).contains(count) else {
        throw Rejection(.badCount, "a count must be between 1 and 9999, not \(count)")
      }
    case .chose(_, _, let level):
      guard compiled.hasLevels else {
        throw Rejection(.wrongFact, "'\(id)' has no levels; it is \(compiled.isValued ? "measured" : "counted")")
      }
      guard rules.level(level, ofItemAt: position) != nil else {
        let levels = item.levels.map(\.id.text)
        let hint = nearest(to: level.text, among: levels).map { "did you mean '\($0)'?" }
        throw Rejection(.unknownLevel, "'\(id)' has no level '\(level)'; \(hint ?? "one of \(list(levels))")")
      }
    case .measured(_, _, let quantity):
      try decideValue(quantity, item)
    case .rated(_, _, let rater, let quantity):
      guard item.kind == .judgement else {
        throw Rejection(.wrongFact, "'\(id)' is not a judgement, so nobody rates it")
      }
      try requireName(rater.text)
      if rater.text == run.team.text {
        throw Rejection(.ownTeam, "team '\(rater)' cannot judge its own run")
      }
      try decideValue(quantity, item)
    default: break
    }
  }

  private func decideInstance(of fact: Fact, _ compiled: CompiledItem, _ position: Int) throws(Rejection) {
    let id = compiled.item.id
    if compiled.hasInstances {
      let known = rules.ruleSet.instances.first { $0.id == compiled.item.per }?.instances.map(\.id.text) ?? []
      guard let at = fact.instance else {
        let example = known.first.map { ": \(id)@\($0)" } ?? ""
        throw Rejection(
          .missingInstance, "'\(id)' is scored per \(compiled.item.per?.text ?? "place"); say at which\(example)")
      }
      guard rules.instance(at, ofItemAt: position) != nil else {
        throw Rejection(.unknownInstance, "'\(id)' is scored at \(list(known)), not at '\(at)'")
      }
    } else if let at = fact.instance {
      throw Rejection(.unneededInstance, "'\(id)' is scored once for the whole run; leave out '@\(at)'")
    }
  }

  private func decideValue(_ quantity: Quantity, _ item: Item) throws(Rejection) {
    guard item.isValued else {
      throw Rejection(.wrongFact, "'\(item.id)' is not a value; it is \(item.levels.isEmpty ? "counted" : "chosen")")
    }
    guard let value = quantity.unit.convert(quantity.value, to: item.unit) else {
      throw Rejection(.badUnit, "'\(item.id)' is measured in \(inWords(item.unit)), not in \(inWords(quantity.unit))")
    }
    if let scale = item.scale, !scale.contains(value) {
      throw Rejection(
        .outsideScale, "'\(item.id)' goes from \(scale.lowerBound) to \(scale.upperBound); \(value) is outside")
    }
  }

  private func inWords(_ unit: Unit) -> String { unit == .count ? "plain numbers" : unit.rawValue }
}
