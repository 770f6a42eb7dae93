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
