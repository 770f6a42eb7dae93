internal import Scoring

/// Taking back: any entry, with a reason; and with it what makes no sense without it.
extension Turn {
  mutating func beginStriking() {
    let entries = state.strikable
    guard !entries.isEmpty else { return refuse("There is no entry to take back.") }
    let latest = state.ownLatest.flatMap { id in entries.first { $0.id == id } }
    state.mode = .striking((latest ?? entries[entries.count - 1]).id)
  }

  mutating func press(_ key: Key, striking id: Entry.ID) {
    let entries = state.strikable
    let index = entries.firstIndex { $0.id == id } ?? max(0, entries.count - 1)
    func move(to index: Int) { if entries.indices.contains(index) { state.mode = .striking(entries[index].id) } }
    switch key {
    case .up, .character("<"): move(to: index - 1)
    case .down, .character(">"): move(to: index + 1)
    case .pageUp: move(to: max(0, index - 10))
    case .pageDown: move(to: min(entries.count - 1, index + 10))
    case .home: move(to: 0)
    case .end: move(to: entries.count - 1)
    case .enter, .character("u"), .backspace:
      guard entries.indices.contains(index) else { return state.mode = state.home }
      chooseReason(
        whatIsStruck(entries[index]), .strike(entries[index].id),
        ["wrong key", "it did not happen", "logged twice", "wrong place or count", "agreed with the other referee"])
    case .escape, .character("q"): state.mode = state.home
    default:
      ring()
      tell("\(letters.arrows) move, Enter takes the entry back, Esc leaves all as it is.", .warning)
    }
  }

  /// The question, with what is taken back besides.
  private func whatIsStruck(_ entry: Entry) -> String {
    let words = "\(clockText(entry.clock)) \(console.words(entry.fact, in: state.log))"
    let together = state.struckTogether(with: entry.id)
    if state.clockSetting(of: entry.id) != nil {
      return "Take back that the clock was set? It goes on as if it had not been. Why?"
    }
    let signatures = together.filter { $0 == state.run.refereeSignature || $0 == state.run.teamSignature }
    let both = signatures.count == 2 ? "both signatures are" : "the signature is"
    if signatures.isEmpty { return "Take back \(words)? Why?" }
    if case .signed = entry.fact {
      return signatures.count == 2 ? "Take back both signatures? Why?" : "Take back \(words)? Why?"
    }
    return "Take back \(words)? The sheet is signed: \(both) taken back with it. Why?"
  }
}

extension ConsoleState {
  /// The entries that can be taken back, in field order.
  var strikable: [Entry] {
    log.standing.filter { entry in
      if case .retracted = entry.fact { false } else { true }
    }
  }

  /// What is taken back with an entry, in the order in which it is: the signatures under what they were given for, the
  /// team's before the referee's, and all three entries by which the clock was set.
  func struckTogether(with id: Entry.ID) -> [Entry.ID] {
    guard let entry = log.entry(id) else { return [id] }
    var signatures: [Entry.ID] = []
    var isOfSheet = entry.fact.kind.isScored && entry.fact.kind != .voided
    if case .signed = entry.fact { isOfSheet = true }
    if isOfSheet { signatures = [run.teamSignature, run.refereeSignature].compactMap { $0 } }
    return signatures + (clockSetting(of: id) ?? [id]).filter { !signatures.contains($0) }
  }

  /// The entries by which the clock was set by hand, if this is one of them: a note, and a pause and its end at the same
  /// clock. The note goes last, so that the clock is never left standing between two of them.
  func clockSetting(of id: Entry.ID) -> [Entry.ID]? {
    for note in log.entries {
      guard case .noted(let text) = note.fact, text.hasPrefix(Turn.clockWasSet) else { continue }
      let moves = (1...2).compactMap { step in
        log.entries.first { $0.terminal == note.terminal && $0.number == note.number + step && $0.clock == note.clock }
      }
      guard moves.count == 2, moves.map(\.fact) == [.paused, .resumed] || moves.map(\.fact) == [.resumed, .paused]
      else {
        continue
      }
      let all = moves + [note]
      if all.contains(where: { $0.id == id }) {
        return all.filter { log.retraction(of: $0.id) == nil }.map(\.id)
      }
    }
    return nil
  }
}
