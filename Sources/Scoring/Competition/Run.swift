/// One try of one team at one challenge in one phase. Everything here is fixed when the run is opened.
public struct Run: Identifiable, Equatable, Sendable {
  /// Names a run within its competition: `coffee-3`.
  public typealias ID = Identifier<Run>
  /// The short name.
  public var id: ID
  /// The challenge.
  public var challenge: Challenge.ID
  /// The team.
  public var team: Team.ID
  /// The phase.
  public var phase: Phase
  /// Which of the team's runs of this challenge and phase it is: 1, 2, 3 …
  public var number: Int
  /// The rules it was opened under.
  public var rules: RuleSetReference
  /// A run.
  public init(
    id: ID, challenge: Challenge.ID, team: Team.ID, phase: Phase, number: Int, rules: RuleSetReference
  ) {
    self.id = id
    self.challenge = challenge
    self.team = team
    self.phase = phase
    self.number = number
    self.rules = rules
  }
}

/// A run with who opened it, and when.
public struct OpenedRun: Identifiable, Equatable, Sendable {
  /// The run.
  public var run: Run
  /// Who opened it.
  public var official: String
  /// Where it was opened.
  public var terminal: String
  /// When, in milliseconds since 1970 (UTC).
  public var openedAt: Int64

  /// The run's short name.
  public var id: Run.ID { run.id }

  /// An opened run.
  public init(run: Run, official: String, terminal: String, openedAt: Int64) {
    self.run = run
    self.official = official
    self.terminal = terminal
    self.openedAt = openedAt
  }
}
