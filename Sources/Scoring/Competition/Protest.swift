/// A team does not agree with a run's sheet or with a decision. Derived from entries and decisions, never stored.
public struct Protest: Identifiable, Hashable, Sendable {
  /// Names a protest: the name of the entry or of the decision that filed it.
  public typealias ID = Identifier<Protest>
  /// The name.
  public var id: ID
  /// What it is about.
  public var subject: Subject
  /// Who protests.
  public var team: Team.ID
  /// What the team says.
  public var text: String
  /// When it was filed, in milliseconds since 1970 (UTC).
  public var filedAt: Int64
  /// How it was decided; `nil`: it is open.
  public var ruling: Ruling?

  /// What a protest is about.
  public enum Subject: Hashable, Sendable {
    /// A run's sheet.
    case run(Run.ID)
    /// A decision of the organisers or the jury.
    case decision(Decision.ID)
  }

  /// How a protest was decided.
  public enum Outcome: String, CaseIterable, Sendable {
    /// The team is right.
    case granted
    /// The team is right in part.
    case partly
    /// The team is wrong.
    case rejected
    /// The team took it back.
    case withdrawn
    /// It was decided on the run's own sheet, in words.
    case answered
  }

  /// The decision about a protest.
  public struct Ruling: Hashable, Sendable {
    /// The outcome.
    public var outcome: Outcome
    /// Why.
    public var reason: String
    /// Who decided.
    public var official: String
    /// When, in milliseconds since 1970 (UTC).
    public var at: Int64
    /// A ruling.
    public init(outcome: Outcome, reason: String, official: String, at: Int64) {
      self.outcome = outcome
      self.reason = reason
      self.official = official
      self.at = at
    }
  }

  /// Whether nobody has decided it yet.
  public var isOpen: Bool { ruling == nil }

  /// A protest.
  public init(id: ID, subject: Subject, team: Team.ID, text: String, filedAt: Int64, ruling: Ruling? = nil) {
    self.id = id
    self.subject = subject
    self.team = team
    self.text = text
    self.filedAt = filedAt
    self.ruling = ruling
  }
}
