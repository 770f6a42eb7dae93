/// A competition as its decisions have made it: derived, never stored.
public struct Competition: Sendable {
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

  /// Where it takes place.
  public private(set) var venue = ""
  /// The time zone there, as `Europe/London`; `nil`: times are shown in UTC.
  public private(set) var timeZone: String?
  /// Its arenas, in the order in which they were planned.
  public private(set) var arenas: [Arena] = []
  /// Who acts for it.
  public private(set) var officials: [Official] = []
  /// Its divisions, in the order in which they were planned.
  public private(set) var divisions: [Division] = []
  /// Which divisions a team belongs to.
  public private(set) var divisionsOfTeam: [Team.ID: [Division.ID]] = [:]
  /// How long a team may protest; `nil`: until results are official.
  public private(set) var protestWindow: Milliseconds?
  /// Its tables over several challenges, in the order in which they were planned.
  public private(set) var overalls: [Overall] = []
  /// Its special awards, in the order in which they were planned.
  public private(set) var awards: [Award] = []
  /// The planned runs, delays included, in the order of time and arena.
  public private(set) var slots: [Slot] = []
  /// The planned runs by their names.
  private var planned: [Slot.ID: Slot] = [:]
  /// Planned runs that were taken off the order and will not be held.
  public private(set) var dropped: Set<Slot.ID> = []
  /// Who was admitted to a final beyond those that qualify, and why.
  public private(set) var admissions: [Departure] = []
  /// The finals that were opened, the first first.
  public private(set) var finalOpenings: [FinalOpening] = []
  /// The ties that were settled, the oldest first.
  public private(set) var ties: [(tie: Tie, decision: Decision.ID)] = []
  /// Protests that were filed as decisions; those on a run's own sheet are found with ``protests(on:)``.
  public private(set) var filedProtests: [Protest] = []
  /// How protests were decided, by the protest's name.
  public private(set) var protestRulings: [Protest.ID: Protest.Ruling] = [:]
  /// The rules that all runs of a challenge are scored under, where they were adopted after runs had been held.
  public private(set) var adoptions: [Challenge.ID: RuleSetReference] = [:]
  /// What was published, the oldest first.
  public private(set) var publications: [(publication: Publication, decision: Decision)] = []
  /// The moment that the public sees; `nil`: everything.
  public private(set) var frozenAt: Heads?
  /// From which place on a table was revealed at the ceremony.
  public private(set) var revealed: [Tie.Place: Int] = [:]

  /// A team that left, or had to; or one that was let in.
  public struct Departure: Equatable, Sendable {
    /// The team.
    public var team: Team.ID
    /// The challenge, or `nil` for the whole competition.
    public var challenge: Challenge.ID?
    /// Why.
    public var reason: String
    /// The decision that says so.
    public var decision: Decision.ID
    /// Whether the team was out of the challenge already, by its own wish or by decision.
    public var wasOut = false
  }

  /// The decisions that made it, in the order in which they hold.
  let decisions: [Decision]

  /// The competition that these decisions make, in any order they come.
  public init(_ decisions: some Sequence<Decision>) {
    let ordered = decisions.sorted(by: Decision.inOrder)
    self.decisions = ordered
    var retracted: Set<Decision.ID> = []
    for case .retracted(let target, _) in ordered.map(\.ruling) { retracted.insert(target) }
    for decision in ordered where !retracted.contains(decision.id) { apply(decision) }
    slots = planned.values.sorted { ($0.startsAt, $0.arena, $0.id) < ($1.startsAt, $1.arena, $1.id) }
    for index in filedProtests.indices { filedProtests[index].ruling = protestRulings[filedProtests[index].id] }
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
    case .locatedAt, .preparedArena, .appointed, .formedDivision, .grouped, .allowedProtests, .plannedOverall,
      .plannedPart, .plannedAward:
      plan(decision.ruling)
    case .scheduled, .unscheduled, .delayed: schedule(decision.ruling)
    case .admitted(let team, let challenge, let reason):
      let isOut =
        withdrawal(of: team, from: challenge) != nil || disqualification(of: team, from: challenge) != nil
      admissions.append(
        Departure(team: team, challenge: challenge, reason: reason, decision: decision.id, wasOut: isOut))
    case .openedFinal(let opening): finalOpenings.append(opening)
    case .settled(let tie): ties.append((tie, decision.id))
    case .filedProtest(let team, let subject, let text):
      filedProtests.append(
        Protest(
          id: Protest.ID(decision.id.text), subject: subject, team: team, text: text, filedAt: decision.recordedAt))
    case .decidedProtest(let protest, let outcome, let reason):
      protestRulings[protest] = Protest.Ruling(
        outcome: outcome, reason: reason, official: decision.official, at: decision.recordedAt)
    case .adopted(let id, let rules, _):
      adoptions[id] = rules
      if let index = challenges.firstIndex(where: { $0.id == id }) { challenges[index].rules = rules }
    case .published(let publication): publications.append((publication, decision))
    case .froze(let heads, _):
      frozenAt = heads
      revealed = [:]
    case .revealed(let table, let place):
      // A ceremony only goes forward, whatever the clocks of its desks say.
      revealed[table] = min(place, revealed[table] ?? place)
    case .thawed:
      frozenAt = nil
      revealed = [:]
    }
  }

  private mutating func plan(_ ruling: Decision.Ruling) {
    switch ruling {
    case .locatedAt(let venue, let zone):
      self.venue = venue
      timeZone = zone.isEmpty ? nil : zone
    case .preparedArena(let arena): arenas.replaceOrAppend(arena)
    case .appointed(let official):
      officials.removeAll { $0.name == official.name }
      if !official.duties.isEmpty { officials.append(official) }
    case .formedDivision(let division): divisions.replaceOrAppend(division)
    case .grouped(let team, let divisions): divisionsOfTeam[team] = divisions
    case .allowedProtests(let window): protestWindow = window
    case .plannedOverall(let overall): overalls.replaceOrAppend(overall)
    case .plannedPart(let id, let part):
      if let index = overalls.firstIndex(where: { $0.id == id }) { overalls[index].parts.append(part) }
    case .plannedAward(let award): awards.replaceOrAppend(award)
    default: break
    }
  }

  private mutating func schedule(_ ruling: Decision.Ruling) {
    switch ruling {
    case .scheduled(let slot):
      planned[slot.id] = slot
      dropped.remove(slot.id)
    case .unscheduled(let id, _):
      planned[id] = nil
      dropped.insert(id)
    case .delayed(let late, let time, _):
      // A name that is said twice is still one run, and moves once.
      for id in Set(late) { planned[id]?.startsAt += time.count }
    default: break
    }
  }

  /// The team with this short name.
  public func team(_ id: Team.ID) -> Team? { teams.first { $0.id == id } }
  /// The challenge with this short name.
  public func challenge(_ id: Challenge.ID) -> Challenge? { challenges.first { $0.id == id } }
  /// The table over several challenges with this short name.
  public func overall(_ id: Overall.ID) -> Overall? { overalls.first { $0.id == id } }
  /// The planned run with this short name.
  public func slot(_ id: Slot.ID) -> Slot? { planned[id] }
  /// The arena with this short name.
  public func arena(_ id: Arena.ID) -> Arena? { arenas.first { $0.id == id } }
  /// The rules that a run is scored under: those it was opened under, unless others were adopted for its challenge.
  public func rules(of run: Run) -> RuleSetReference { adoptions[run.challenge] ?? run.rules }
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
  /// Who was admitted to a challenge's final beyond those that qualify.
  public func admissions(to challenge: Challenge.ID) -> [Departure] {
    admissions.filter { $0.challenge == challenge }
  }
  /// The ties that were settled in a table, the oldest first.
  public func ties(in table: Tie.Place) -> [Tie] { ties.map(\.tie).filter { $0.table == table } }
  /// Whether a team belongs to a division; every team belongs to none in particular.
  public func belongs(_ team: Team.ID, to division: Division.ID?) -> Bool {
    division.map { divisionsOfTeam[team]?.contains($0) ?? false } ?? true
  }
}

extension Array where Element: Identifiable {
  /// Puts an element in the place of the one with its name, or at the end.
  fileprivate mutating func replaceOrAppend(_ element: Element) {
    if let index = firstIndex(where: { $0.id == element.id }) { self[index] = element } else { append(element) }
  }
}
