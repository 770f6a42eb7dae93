/// What teams compete in: coffee shop orders, through the door.
public struct Challenge: Identifiable, Equatable, Sendable {
  /// Names a challenge within its competition: `coffee`.
  public typealias ID = Identifier<Challenge>
  /// The short name that people type, and that its runs are numbered under.
  public var id: ID
  /// What people read.
  public var title: String
  /// The rules it is held under.
  public var rules: RuleSetReference
  /// Its phases, in order, with what differs from the rule set.
  public var phases: [PhasePlan]
  /// A challenge.
  public init(id: ID, title: String, rules: RuleSetReference, phases: [PhasePlan]) {
    self.id = id
    self.title = title
    self.rules = rules
    self.phases = phases
  }

  /// What the plan says of a phase.
  public func plan(of phase: Phase) -> PhasePlan? { phases.first { $0.phase == phase } }
}
