import Scoring

extension Story {
  /// Whether two entries exclude each other: a run starts once and ends once, each side signs once, who did not come did
  /// not start, restarts are as many as the rules allow, and who voids a run that has ended does so at its end's clock.
  func excludesItself(in entries: [Entry], restartsAllowed: Int?) -> Bool {
    let ends = entries.filter { if case .finished = $0.fact { true } else { false } }
    let starts = entries.filter { $0.fact == .started }
    if starts.count > 1 || ends.count > 1 { return true }
    if let end = ends.first, end.fact == .finished(.noShow), !starts.isEmpty { return true }
    if let restartsAllowed, restarts.count > restartsAllowed { return true }
    for role in Role.allCases {
      let hands = entries.filter { if case .signed(role, _, _) = $0.fact { true } else { false } }
      if hands.count > 1 { return true }
    }
    return entries.contains { entry in
      guard case .voided = entry.fact, let end = ends.first else { return false }
      let cameAfter = entry.terminal == end.terminal && entry.number > end.number
      return !cameAfter && entry.clock != end.clock && entry.clock != self.end
    }
  }
}
