/// One line of the competition's own log: what the organisers decided. Appended like a run's entries, never changed.
public struct Decision: Identifiable, Hashable, Sendable {
  /// Names a decision for ever; made by whoever sends it.
  public typealias ID = Identifier<Decision>
  /// The name.
  public var id: ID
  /// Who decided.
  public var official: String
  /// Where it was entered.
  public var terminal: String
  /// The terminal's own count of its decisions, from 1.
  public var number: Int
  /// The time at the desk, in milliseconds since 1970 (UTC). Decisions hold in this order.
  public var recordedAt: Int64
  /// What was decided.
  public var ruling: Ruling

  /// What can be decided.
  public enum Ruling: Hashable, Sendable {
    /// The competition is called this and takes place on these days (`2025-09-23`).
    case named(String, days: [String])
    /// A challenge is held under these rules. Said again, it changes title or rules for the runs still to come.
    case heldChallenge(Challenge.ID, title: String, rules: RuleSetReference)
    /// A phase of a challenge, with what differs from its rule set.
    case plannedPhase(Challenge.ID, PhasePlan)
    /// A team takes part. Said again, it changes the name.
    case enteredTeam(Team.ID, name: String, affiliation: String)
    /// A team takes part in a challenge.
    case enteredChallenge(Team.ID, Challenge.ID)
    /// A team withdrew, from one challenge or from all.
    case withdrew(Team.ID, from: Challenge.ID?, reason: String)
    /// A team was disqualified, from one challenge or from all.
    case disqualified(Team.ID, from: Challenge.ID?, reason: String)
    /// A decision was taken back.
    case retracted(Decision.ID, reason: String)

    /// Where the competition takes place, and the time zone there (`Europe/London`).
    case locatedAt(venue: String, timeZone: String)
    /// Runs are held in this arena. Said again, it changes the title and the challenges.
    case preparedArena(Arena)
    /// Somebody acts for the competition. Said again, it changes what they may do; nothing at all relieves them.
    case appointed(Official)
    /// Teams may be ranked among themselves.
    case formedDivision(Division)
    /// A team belongs to these divisions, and to no others.
    case grouped(Team.ID, in: [Division.ID])
    /// How long after a run's end, or after provisional results, a team may protest.
    case allowedProtests(within: Milliseconds)
    /// There is a table over several challenges. Said again, it replaces the table, without its parts.
    case plannedOverall(Overall)
    /// A part of an overall table, in the order in which they are said.
    case plannedPart(Overall.ID, Overall.Part)
    /// There is a special award.
    case plannedAward(Award)

    /// A run is planned for this time and place. Said again, it moves the run.
    case scheduled(Slot)
    /// A run is no longer planned.
    case unscheduled(Slot.ID, reason: String)
    /// These planned runs are so much later, or earlier.
    case delayed([Slot.ID], by: Milliseconds, reason: String)

    /// A team takes part in a challenge's final beyond those that qualify.
    case admitted(Team.ID, to: Challenge.ID, reason: String)
    /// The first run of a final was opened: who is in it is settled.
    case openedFinal(FinalOpening)
    /// A tie was settled.
    case settled(Tie)
    /// A team protests against a run's sheet or a decision. The decision's own name is the protest's.
    case filedProtest(Team.ID, against: Protest.Subject, text: String)
    /// A protest was decided.
    case decidedProtest(Protest.ID, Protest.Outcome, reason: String)
    /// All runs of a challenge, those held already too, are scored under these rules.
    case adopted(Challenge.ID, RuleSetReference, reason: String)
    /// Results were given out.
    case published(Publication)
    /// The public sees what stood at this moment of the log, until the ceremony.
    case froze(Heads, reason: String)
    /// At the ceremony a table was shown from its last place up to this one; 1: all of it.
    case revealed(Tie.Place, fromPlace: Int)
    /// The ceremony is over: the public sees everything.
    case thawed
  }

  /// A decision.
  public init(id: ID, official: String, terminal: String, number: Int, recordedAt: Int64, ruling: Ruling) {
    self.id = id
    self.official = official
    self.terminal = terminal
    self.number = number
    self.recordedAt = recordedAt
    self.ruling = ruling
  }

  /// The order in which decisions hold, the same on every machine.
  public static func inOrder(_ a: Decision, _ b: Decision) -> Bool {
    if a.recordedAt != b.recordedAt { return a.recordedAt < b.recordedAt }
    if a.terminal == b.terminal, a.number != b.number { return a.number < b.number }
    return a.id < b.id
  }
}

extension Decision.Ruling {
  /// The rules it speaks of, if it speaks of any: their text must be at hand where it is recorded.
  public var rules: RuleSetReference? {
    switch self {
    case .heldChallenge(_, _, let rules), .adopted(_, let rules, _): rules
    default: nil
    }
  }
}
