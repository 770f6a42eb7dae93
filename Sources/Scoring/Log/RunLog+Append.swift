extension RunLog {
  /// Makes an entry, or says why it cannot be made. The same entry again changes nothing; the same id with another
  /// content is refused, and nothing is overwritten.
  public mutating func append(_ entry: Entry) throws(Rejection) {
    if let known = self.entry(entry.id) {
      if known == entry { return }
      throw Rejection(
        .conflictingEntry, "entry \(entry.id) is already recorded and says something else; a new entry needs a new id")
    }
    try decide(entry)
    record(entry)
  }

  /// The run's clock as the log tells it.
  public var state: RunState { RunState(of: self) }

  /// Whether an entry may be made: throws the reason if not, and changes nothing.
  public func decide(_ entry: Entry) throws(Rejection) {
    guard entry.run == run.id else {
      throw Rejection(.otherRun, "the entry is for run \(entry.run), not for \(run.id)")
    }
    guard entry.clock >= .zero, entry.clock <= .longest else {
      throw Rejection(
        .clockOutOfRange, "the clock must lie between 0:00 and \(Milliseconds.longest), not \(entry.clock)")
    }
    let state = self.state
    try decideLifeCycle(entry, state)
    try decideItem(entry, state)
    try decideCorrections(entry, state)
  }

  private func decideLifeCycle(_ entry: Entry, _ state: RunState) throws(Rejection) {
    let kind = entry.fact.kind
    // These may be said at any time.
    switch kind {
    case .noted, .retracted, .protested, .ruled, .signed, .accepted, .claimed: return
    default: break
    }
    if state.isVoid {
      throw Rejection(.voided, "run \(run.id) is void; take back the entry that voided it, or open a new run")
    }
    // Either hand stands for the sheet as it is: what is added afterwards would be said in its name.
    let signatures = [state.refereeSignature, state.teamSignature].compactMap { $0 }
    if !signatures.isEmpty, kind != .voided {
      let names = signatures.map(\.text).joined(separator: " and ")
      throw Rejection(
        .signed,
        "run \(run.id) is signed; take back \(signatures.count == 1 ? "the signature" : "the signatures") \(names) "
          + "first, with a reason")
    }
    switch entry.fact {
    case .started:
      if state.isStarted {
        throw Rejection(.alreadyStarted, "run \(run.id) has started already; 'restart' restarts it")
      }
      if state.isFinished { throw Rejection(.finished, "run \(run.id) has ended; open a new run") }
    case .paused:
      guard state.isRunning else {
        throw Rejection(.notRunning, "run \(run.id) is \(state.word), so it cannot be paused")
      }
    case .resumed:
      guard state.isPaused else {
        throw Rejection(.notPaused, "run \(run.id) is \(state.word), so it cannot be resumed")
      }
    case .finished(let finish):
      if state.isFinished { throw Rejection(.finished, "run \(run.id) has ended already") }
      guard state.isStarted || finish == .noShow || finish == .invalid else {
        throw Rejection(
          .notStarted, "run \(run.id) has not started; start it first, or end it as no-show or invalid")
      }
      if state.isStarted, finish == .noShow {
        throw Rejection(.alreadyStarted, "run \(run.id) has started, so the team did show up; end it as team-stopped")
      }
      if let last = state.lastClock, entry.clock < last {
        throw Rejection(
          .clockAfterEnd, "run \(run.id) has an entry at \(last), so it cannot end at \(entry.clock)")
      }
    case .restarted:
      guard state.isStarted, !state.isFinished else {
        throw Rejection(.notRunning, "run \(run.id) is \(state.word), so it cannot be restarted")
      }
      try decideRestart(entry, state)
    case .extended(let time, _):
      guard rules.ruleSet.timeLimit != nil else {
        throw Rejection(.wrongFact, "the rules '\(rules.ruleSet.id)' have no time limit to extend")
      }
      guard time > .zero, time <= .longest else {
        throw Rejection(.clockOutOfRange, "an extension must be longer than 0:00")
      }
    default: break
    }
  }

  private func decideRestart(_ entry: Entry, _ state: RunState) throws(Rejection) {
    let rule = rules.ruleSet.restart
    if let allowed = rule.allowed, state.restarts >= allowed {
      let count = allowed == 0 ? "no restart" : allowed == 1 ? "one restart" : "\(allowed) restarts"
      throw Rejection(.noRestartLeft, "the rules '\(rules.ruleSet.id)' allow \(count), and \(state.restarts) were made")
    }
    if let until = rule.untilTime, entry.clock > until {
      throw Rejection(.tooLateToRestart, "a restart is allowed until \(until), and the clock shows \(entry.clock)")
    }
    if let until = rule.untilPoints {
      // What the robot has scored: special penalties lie outside of it.
      let exempt = Set(rules.ruleSet.items.filter(\.isExempt).map(\.id))
      let total = Score(of: self).lines.reduce(Points.zero) { sum, line in
        if case .item(let item, _) = line.subject, exempt.contains(item) { return sum }
        return sum + line.points
      }
      if total >= until {
        throw Rejection(
          .tooLateToRestart, "a restart is allowed until the run has \(until) points, and it has \(total)")
      }
    }
  }

  private func decideItem(_ entry: Entry, _ state: RunState) throws(Rejection) {
    guard let id = entry.fact.item else { return }
    let name = "'\(rules.ruleSet.id)' (edition \(rules.ruleSet.edition))"
    guard let position = rules.position(of: id) else {
      let hint = nearest(to: id.text, among: rules.ruleSet.items.map(\.id.text)).map { "; did you mean '\($0)'?" }
      throw Rejection(
        .unknownItem, "the rules \(name) have no item '\(id)'\(hint ?? "; 'tally rules show' lists them")")
    }
    let compiled = rules.items[position]
    let item = compiled.item
    guard item.isEntered else {
      throw Rejection(.notEntered, "'\(id)' follows from the rest of the sheet; nothing is entered for it")
    }
    try decideInstance(entry, compiled, position)

    switch entry.fact {
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
      if rater.text == run.team.text {
        throw Rejection(.ownTeam, "team '\(rater)' cannot judge its own run")
      }
      try decideValue(quantity, item)
    default: break
    }

    if item.kind == .declaration {
      if state.isStarted {
        throw Rejection(.tooLateToDeclare, "'\(id)' must be declared before the start, and run \(run.id) has started")
      }
    } else if !state.isStarted, !state.isFinished, item.kind != .record {
      throw Rejection(.notStarted, "run \(run.id) has not started; start it first")
    }
    if let end = state.closedAt, entry.clock > end {
      throw Rejection(
        .clockAfterEnd, "run \(run.id) ended at \(end), so nothing can have been seen at \(entry.clock)")
    }
  }

  private func decideInstance(_ entry: Entry, _ compiled: CompiledItem, _ position: Int) throws(Rejection) {
    let id = compiled.item.id
    if compiled.hasInstances {
      let known = rules.ruleSet.instances.first { $0.id == compiled.item.per }?.instances.map(\.id.text) ?? []
      guard let at = entry.fact.instance else {
        let example = known.first.map { ": \(id)@\($0)" } ?? ""
        throw Rejection(
          .missingInstance, "'\(id)' is scored per \(compiled.item.per?.text ?? "place"); say at which\(example)")
      }
      guard rules.instance(at, ofItemAt: position) != nil else {
        throw Rejection(.unknownInstance, "'\(id)' is scored at \(list(known)), not at '\(at)'")
      }
    } else if let at = entry.fact.instance {
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

  private func decideCorrections(_ entry: Entry, _ state: RunState) throws(Rejection) {
    switch entry.fact {
    case .retracted(let target, let reason):
      try requireText(reason, "a reason")
      guard let struck = self.entry(target) else {
        throw Rejection(.unknownEntry, "run \(run.id) has no entry '\(target)'; 'tally run show \(run.id)' lists them")
      }
      if case .retracted = struck.fact {
        throw Rejection(.notRetractable, "'\(target)' is itself a retraction; say again what it took back")
      }
      if retraction(of: target) != nil {
        throw Rejection(.alreadyRetracted, "entry '\(target)' was taken back already")
      }
      if let signature = state.refereeSignature, struck.fact.kind.isScored, struck.fact.kind != .voided {
        throw Rejection(.signed, "run \(run.id) is signed; take back the signature \(signature) first, with a reason")
      }
    case .voided(let reason): try requireText(reason, "a reason")
    case .extended(_, let reason): try requireText(reason, "a reason")
    case .accepted(let check, let reason):
      try requireText(reason, "a reason")
      guard rules.ruleSet.checks.contains(where: { $0.id == check }) else {
        throw Rejection(.unknownCheck, "the rules '\(rules.ruleSet.id)' have no check '\(check)'")
      }
    case .noted(let text), .protested(let text), .ruled(let text): try requireText(text, "a text")
    case .signed:
      guard state.isFinished || state.isVoid else {
        throw Rejection(.notRunning, "run \(run.id) is \(state.word); it is signed when it has ended")
      }
    default: break
    }
  }

  private func requireText(_ text: String, _ what: String) throws(Rejection) {
    guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
      throw Rejection(.emptyText, "\(what) is needed")
    }
    guard text.utf8.count <= 4000 else { throw Rejection(.emptyText, "\(what) may have 4000 bytes at most") }
  }

  private func inWords(_ unit: Unit) -> String { unit == .count ? "plain numbers" : unit.rawValue }
}

extension Fact.Kind {
  /// Whether the fact can change a score.
  public var isScored: Bool {
    switch self {
    case .noted, .signed, .protested, .ruled, .retracted, .claimed, .accepted: false
    case .started, .paused, .resumed, .finished, .observed, .chose, .measured, .rated, .restarted, .extended, .voided:
      true
    }
  }
}

func list(_ names: [String]) -> String {
  names.count <= 12 ? names.joined(separator: ", ") : names.prefix(12).joined(separator: ", ") + " …"
}
