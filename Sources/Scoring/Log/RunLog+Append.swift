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
    case .noted, .retracted, .protested, .ruled, .signed: return
    default: break
    }
    let speaksOfSheet = kind == .accepted || kind == .claimed
    if state.isVoid, !speaksOfSheet {
      throw Rejection(.voided, "run \(run.id) is void; take back the entry that voided it, or open a new run")
    }
    if kind != .voided { try decideUnsigned(state) }
    switch entry.fact {
    case .started:
      if state.isStarted {
        throw Rejection(.alreadyStarted, "run \(run.id) has started already; 'restart' restarts it")
      }
      if state.isFinished { throw Rejection(.finished, "run \(run.id) has ended; open a new run") }
      guard entry.clock == .zero else {
        throw Rejection(.clockOutOfRange, "a run starts at 0:00 of its own clock, not at \(entry.clock)")
      }
    case .paused:
      guard state.isRunning else {
        throw Rejection(.notRunning, "run \(run.id) is \(state.word), so it cannot be paused")
      }
      try decideClockMove(entry, state, "last went on", "it cannot be paused")
    case .resumed:
      guard state.isPaused else {
        throw Rejection(.notPaused, "run \(run.id) is \(state.word), so it cannot be resumed")
      }
      try decideClockMove(entry, state, "was paused", "it cannot go on")
    case .voided:
      guard !state.isFinished || entry.clock == state.finishClock || entry.clock == state.endedAt else {
        throw Rejection(
          .clockAfterEnd,
          "the clock of run \(run.id) stands at \(state.finishClock ?? .zero) since its end; it is voided at that reading, "
            + "not at \(entry.clock)")
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

  /// Readings are told in the order of the clock, so it cannot be stopped before it last went on.
  private func decideClockMove(
    _ entry: Entry, _ state: RunState, _ happened: String, _ refusal: String
  ) throws(Rejection) {
    guard let last = state.clockEntry.flatMap({ self.entry($0)?.clock }), entry.clock < last else { return }
    throw Rejection(
      .clockBeforeLast, "the clock of run \(run.id) \(happened) at \(last), so \(refusal) at \(entry.clock)")
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

extension Fact.Kind {
  /// Whether it is part of what is signed: what can change the score, and what is said of the sheet's numbers.
  var isOfSheet: Bool { isScored || self == .accepted || self == .claimed }
}

func list(_ names: [String]) -> String {
  names.count <= 12 ? names.joined(separator: ", ") : names.prefix(12).joined(separator: ", ") + " …"
}
