/// A competition as its decisions have made it: derived, never stored.
public struct Competition: Equatable, Sendable {
  /// What it is called.
  public private(set) var name = ""
  /// The days it takes place on, as `2025-09-23`.
  public private(set) var days: [String] = []
  /// Its teams, in the order in which they entered.
  public private(set) var teams: [Team] = []
  /// Its challenges, in the order in which they were planned.
  public private(set) var challenges: [Challenge] = []
  /// Which teams entered which challenges.
  public private(set) var entered: [Challenge.ID: Set<Team.ID>] = [:]
  /// Who withdrew, and why.
  public private(set) var withdrawals: [Departure] = []
  /// Who was disqualified by the organisers, and why.
  public private(set) var disqualifications: [Departure] = []

  /// A team that left, or had to.
  public struct Departure: Equatable, Sendable {
    /// The team.
    public var team: Team.ID
    /// The challenge, or `nil` for the whole competition.
    public var challenge: Challenge.ID?
    /// Why.
    public var reason: String
    /// The decision that says so.
    public var decision: Decision.ID
  }

  /// The competition that these decisions make, in any order they come.
  public init(_ decisions: some Sequence<Decision>) {
    let ordered = decisions.sorted(by: Decision.inOrder)
    var retracted: Set<Decision.ID> = []
    for case .retracted(let target, _) in ordered.map(\.ruling) { retracted.insert(target) }
    for decision in ordered where !retracted.contains(decision.id) { apply(decision) }
  }

  private mutating func apply(_ decision: Decision) {
    switch decision.ruling {
    case .named(let name, let days):
      self.name = name
      self.days = days
    case .heldChallenge(let id, let title, let rules):
      if let index = challenges.firstIndex(where: { $0.id == id }) {
        challenges[index].title = title
        challenges[index].rules = rules
      } else {
        challenges.append(Challenge(id: id, title: title, rules: rules, phases: []))
      }
    case .plannedPhase(let id, let plan):
      guard let index = challenges.firstIndex(where: { $0.id == id }) else { return }
      challenges[index].phases.removeAll { $0.phase == plan.phase }
      challenges[index].phases.append(plan)
      challenges[index].phases.sort { $0.phase < $1.phase }
    case .enteredTeam(let id, let name, let affiliation):
      let team = Team(id: id, name: name, affiliation: affiliation)
      if let index = teams.firstIndex(where: { $0.id == id }) { teams[index] = team } else { teams.append(team) }
    case .enteredChallenge(let team, let challenge): entered[challenge, default: []].insert(team)
    case .withdrew(let team, let challenge, let reason):
      withdrawals.append(Departure(team: team, challenge: challenge, reason: reason, decision: decision.id))
    case .disqualified(let team, let challenge, let reason):
      disqualifications.append(Departure(team: team, challenge: challenge, reason: reason, decision: decision.id))
    case .retracted: break
    }
  }

  /// The team with this short name.
  public func team(_ id: Team.ID) -> Team? { teams.first { $0.id == id } }
  /// The challenge with this short name.
  public func challenge(_ id: Challenge.ID) -> Challenge? { challenges.first { $0.id == id } }
  /// Whether a team takes part in a challenge.
  public func isEntered(_ team: Team.ID, in challenge: Challenge.ID) -> Bool {
    entered[challenge]?.contains(team) ?? false
  }
  /// Why a team is out of a challenge by its own wish.
  public func withdrawal(of team: Team.ID, from challenge: Challenge.ID) -> Departure? {
    withdrawals.first { $0.team == team && ($0.challenge == nil || $0.challenge == challenge) }
  }
  /// Why a team is out of a challenge by the organisers' decision.
  public func disqualification(of team: Team.ID, from challenge: Challenge.ID) -> Departure? {
    disqualifications.first { $0.team == team && ($0.challenge == nil || $0.challenge == challenge) }
  }
}
