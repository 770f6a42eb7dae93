/// Somebody who acts for the competition, and what they may do.
public struct Official: Hashable, Sendable {
  /// The name, as entries and decisions carry it.
  public var name: String
  /// What they may do.
  public var duties: [Duty]
  /// An official.
  public init(name: String, duties: [Duty]) {
    self.name = name
    self.duties = duties
  }
}

/// What an official may do. Where a competition has named nobody for a duty, everybody may.
public enum Duty: String, CaseIterable, Sendable {
  /// Plans, publishes, admits, draws lots.
  case organiser
  /// Decides protests and disqualifications (other rulebooks: technical committee).
  case jury
  /// Referees runs.
  case referee
  /// Helps a referee: sets up, watches, keeps a shadow book.
  case assistant
}
