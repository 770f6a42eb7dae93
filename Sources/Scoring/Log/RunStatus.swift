/// What a run is, in one word for tables: every run has just one, from the plan to the result.
public enum RunStatus: String, CaseIterable, Sendable {
  /// It is on the schedule and was not opened yet.
  case planned
  /// It was opened and has not ended.
  case open
  /// It ended and counts.
  case finished
  /// The team or the referee stopped it; what was reached until then counts.
  case aborted
  /// It ended, and a disqualifying behaviour counts.
  case disqualified
  /// Something outside the team's control spoilt it; it is to be repeated.
  case invalid
  /// It was voided and does not count.
  case void
  /// The team did not come.
  case noShow = "no-show"
}

extension RunStatus {
  /// What a run is that has this score; `nil` for one that was only planned.
  public init(of score: Score?) {
    guard let score else {
      self = .planned
      return
    }
    if score.state.isVoid {
      self = .void
      return
    }
    switch score.state.finish {
    case nil: self = .open
    case .invalid: self = .invalid
    case .noShow: self = .noShow
    case .completed, .timeLimit: self = score.isDisqualified ? .disqualified : .finished
    case .teamStopped, .refereeStopped: self = score.isDisqualified ? .disqualified : .aborted
    }
  }
}
