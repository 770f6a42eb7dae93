/// What an entry says: something an official saw or did. Never what it is worth.
public enum Fact: Hashable, Sendable {
  /// The run's clock began.
  case started
  /// The clock stands still.
  case paused
  /// The clock goes on.
  case resumed
  /// The run ended.
  case finished(Finish)
  /// An achievement or a behaviour was seen so many times.
  case observed(Item.ID, at: Instance.ID?, count: Int)
  /// One level of a ladder was reached.
  case chose(Item.ID, at: Instance.ID?, Item.Level.ID)
  /// A value was measured.
  case measured(Item.ID, at: Instance.ID?, Quantity)
  /// A jury member or a user gave a value.
  case rated(Item.ID, at: Instance.ID?, by: Rater.ID, Quantity)
  /// The run was restarted; what that does is the rule set's to say.
  case restarted
  /// The time limit was extended.
  case extended(Milliseconds, reason: String)
  /// An entry was taken back: the only correction there is.
  case retracted(Entry.ID, reason: String)
  /// The total that the paper sheet says: compared, never used.
  case claimed(total: Points)
  /// A check of the rule set was set aside for this run.
  case accepted(Check.ID, reason: String)
  /// Somebody stood up for the sheet as it is; the code identifies the log as it was signed. The referee's is the
  /// official's own; the team's names who signed for it, which signatures of older versions do not.
  case signed(as: Role, code: String, by: String? = nil)
  /// The team does not agree.
  case protested(String)
  /// A protest was decided.
  case ruled(String)
  /// The run does not count; neither a zero nor a loss.
  case voided(reason: String)
  /// A remark.
  case noted(String)
}

/// Why a run ended.
public enum Finish: String, CaseIterable, Sendable {
  /// The task was done.
  case completed
  /// Time was up.
  case timeLimit = "time-limit"
  /// The team asked to stop.
  case teamStopped = "team-stopped"
  /// The referee stopped it.
  case refereeStopped = "referee-stopped"
  /// The team did not come.
  case noShow = "no-show"
  /// Something outside the team's control spoilt it: the run is to be repeated, and is not a zero.
  case invalid
}

/// Whose hand signs a sheet.
public enum Role: String, CaseIterable, Sendable {
  /// The official.
  case referee
  /// The team's leader.
  case team
}

/// Somebody whose value is one among several: a jury member, a user with a questionnaire, a member of another team.
public enum Rater {
  /// Names a rater.
  public typealias ID = Identifier<Rater>
}

extension Fact {
  /// The word for this kind of fact in the database, in exported logs and in messages. Never changed, only added to.
  public var kind: Kind {
    switch self {
    case .started: .started
    case .paused: .paused
    case .resumed: .resumed
    case .finished: .finished
    case .observed: .observed
    case .chose: .chose
    case .measured: .measured
    case .rated: .rated
    case .restarted: .restarted
    case .extended: .extended
    case .retracted: .retracted
    case .claimed: .claimed
    case .accepted: .accepted
    case .signed: .signed
    case .protested: .protested
    case .ruled: .ruled
    case .voided: .voided
    case .noted: .noted
    }
  }

  /// The kinds of fact.
  public enum Kind: String, CaseIterable, Sendable {
    case started, paused, resumed, finished, observed, chose, measured, rated, restarted, extended, retracted, claimed
    case accepted, signed, protested, ruled, voided, noted
  }

  /// The item it speaks of, if any.
  public var item: Item.ID? {
    switch self {
    case .observed(let item, _, _), .chose(let item, _, _), .measured(let item, _, _), .rated(let item, _, _, _): item
    default: nil
    }
  }

  /// The instance it speaks of, if any.
  public var instance: Instance.ID? {
    switch self {
    case .observed(_, let at, _), .chose(_, let at, _), .measured(_, let at, _), .rated(_, let at, _, _): at
    default: nil
    }
  }
}
