extension RunLog {
  /// The run of which this is a second referee's book; `nil`: it is a book of its own.
  public var shadowOf: Run.ID? {
    guard run.phase == .practice else { return nil }
    for mark in marks where mark.kind == .noted && mark.isStanding {
      if case .noted(let text) = entries[Int(mark.entry)].fact, text.hasPrefix(Fact.shadowMark) {
        return Run.ID(String(text.dropFirst(Fact.shadowMark.count)))
      }
    }
    return nil
  }
}

extension Fact {
  fileprivate static let shadowMark = "shadow book of "

  /// The remark that marks a second book: kept with the run, so that it is known for one wherever the log travels.
  public static func shadow(of run: Run.ID) -> Fact { .noted(shadowMark + run.text) }
}
