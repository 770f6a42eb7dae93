extension Fold {
  /// Looks for entries that exclude each other: of what can be there once, two. At one desk nobody can make them; two
  /// machines that were apart can, and whoever merges them has to say which of the two holds.
  mutating func findExclusions() {
    var starts: [Entry] = []
    var ends: [Entry] = []
    var voids: [Entry] = []
    var restarts: [Entry] = []
    var signatures: [Role: [Entry]] = [:]
    for mark in log.marks where mark.isStanding && !mark.speaksOfItem {
      let entry = log.entries[Int(mark.entry)]
      switch entry.fact {
      case .started: starts.append(entry)
      case .finished: ends.append(entry)
      case .voided: voids.append(entry)
      case .restarted: restarts.append(entry)
      case .signed(let role, _, _): signatures[role, default: []].append(entry)
      default: break
      }
    }
    if starts.count > 1 { exclude(starts, "the run was started") }
    if ends.count > 1 { exclude(ends, "the run ended") }
    for end in ends where end.fact == .finished(.noShow) {
      for start in starts {
        contradict("the team did not come (\(named(end))), but the run was started (\(named(start)))", start)
      }
    }
    for void in voids {
      guard let end = ends.first(where: { !void.knew($0, of: score.state) }) else { continue }
      contradict("the run ended (\(named(end))), and was voided as if it had not (\(named(void)))", void)
    }
    for role in Role.allCases {
      guard let signed = signatures[role], signed.count > 1 else { continue }
      exclude(signed, "the \(role.rawValue) signed")
    }
    if let allowed = rules.ruleSet.restart.allowed, restarts.count > allowed {
      let names = restarts.map(named).joined(separator: ", ")
      contradict(
        "\(restarts.count) restarts were made (\(names)), and the rules allow \(allowed)", restarts[allowed],
        "the rest")
    }
  }

  private mutating func exclude(_ entries: [Entry], _ what: String) {
    let often = entries.count == 2 ? "twice" : "\(entries.count) times"
    let names = entries.dropLast().map(named).joined(separator: ", ") + " and " + named(entries[entries.count - 1])
    contradict("\(what) \(often): \(names)", entries[1], entries.count == 2 ? "one of the two" : "all but one")
  }

  private mutating func contradict(_ what: String, _ entry: Entry, _ back: String = "one of the two") {
    score.findings.append(
      Finding(.error, "\(what); take \(back) back", entry: entry.id, kind: .contradiction))
  }

  /// The entry's name, who made it, and where the clock stood: `desk-7 (R1, 4:05)`.
  private func named(_ entry: Entry) -> String {
    if case .finished(let reason) = entry.fact {
      return "\(entry.id) (\(entry.official), \(entry.clock), \(reason.words))"
    }
    return "\(entry.id) (\(entry.official), \(entry.clock))"
  }
}

extension Entry {
  /// Whether what voided a run was said by somebody who knew that it had ended: the clock of such a run stands, so it
  /// was said at the reading of its end.
  fileprivate func knew(_ end: Entry, of state: RunState) -> Bool {
    if terminal == end.terminal, number > end.number { return true }
    return clock == end.clock || clock == state.finishClock
  }
}
