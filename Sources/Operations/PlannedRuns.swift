package import EventStore
package import Scoring

/// A run that is planned, with the one that was held for it.
package struct PlannedRun {
  package var slot: Slot
  /// The run that was held for it, or is under way; `nil`: none yet.
  package var run: RunLog?

  package init(_ slot: Slot, run: RunLog? = nil) {
    self.slot = slot
    self.run = run
  }
}

/// The running order as it stands: what is planned, and what was held for it. Made once for many questions: each is
/// answered without going through everything again.
package struct RunningOrder {
  /// The planned runs in the order of time, each with the run that was held for it: the first that a team holds is its
  /// number 1, or if that was taken off the order its number 2, and so on.
  package let planned: [PlannedRun]
  private let competition: Competition
  private let held: [Series: [RunLog]]
  /// The numbers of a team's runs that were taken off the order, by what their names begin with.
  private let dropped: [Slot.ID: Set<Int>]

  /// A team's runs of a challenge and phase.
  private struct Series: Hashable {
    var challenge: Challenge.ID
    var phase: Phase
    var team: Team.ID

    init(_ challenge: Challenge.ID, _ phase: Phase, _ team: Team.ID) {
      self.challenge = challenge
      self.phase = phase
      self.team = team
    }

    /// What the names of its planned runs begin with: `coffee/trials/lasr`.
    var name: Slot.ID { Slot.ID("\(challenge)/\(phase.rawValue)/\(team)") }
  }

  /// The running order of a competition in which these runs were held. Of each log only the run's life is asked for:
  /// whether it ended, and whether it counts.
  package init(_ competition: Competition, logs: some Sequence<RunLog>) {
    let held = Dictionary(grouping: logs.thatTookATurn) { Series($0.run.challenge, $0.run.phase, $0.run.team) }
      .mapValues { $0.sorted { ($0.run.number, $0.run.id) < ($1.run.number, $1.run.id) } }
    var dropped: [Slot.ID: Set<Int>] = [:]
    for id in competition.dropped {
      guard let slash = id.text.lastIndex(of: "/"), let number = Int(id.text[slash...].dropFirst()) else { continue }
      dropped[Slot.ID(String(id.text[..<slash])), default: []].insert(number)
    }
    self.competition = competition
    self.held = held
    self.dropped = dropped
    planned = competition.slots.map { slot in
      let series = Series(slot.challenge, slot.phase, slot.team)
      let logs = held[series] ?? []
      let before = slot.number - 1 - RunningOrder.numbers(of: series, in: dropped).count { $0 < slot.number }
      return PlannedRun(slot, run: logs.indices.contains(before) ? logs[before] : nil)
    }
  }

  /// What is still to be held in an arena, what is open first, then in the order of time: without the runs of teams that are out.
  package func waiting(in arena: Arena.ID) -> [PlannedRun] {
    let waiting = planned.filter {
      $0.slot.arena == arena && $0.run?.state.isFinished != true
        && ($0.run != nil || competition.isIn($0.slot.team, $0.slot.challenge))
    }
    return waiting.filter { $0.run != nil } + waiting.filter { $0.run == nil }
  }

  /// The numbers of a team's runs that were neither held nor taken off the order.
  package func numbersToHold(_ challenge: Challenge.ID, _ phase: Phase, _ team: Team.ID, upTo runs: Int) -> [Int] {
    let series = Series(challenge, phase, team)
    let dropped = RunningOrder.numbers(of: series, in: dropped)
    return Array((1...max(1, runs)).filter { !dropped.contains($0) }.dropFirst(held[series]?.count ?? 0))
  }

  /// A team's runs of a challenge and phase that took one of its turns: neither void nor spoilt.
  package func held(_ challenge: Challenge.ID, _ phase: Phase, _ team: Team.ID) -> [RunLog] {
    held[Series(challenge, phase, team)] ?? []
  }

  private static func numbers(of series: Series, in dropped: [Slot.ID: Set<Int>]) -> Set<Int> {
    dropped.isEmpty ? [] : dropped[series.name] ?? []
  }
}

extension RunningOrder {
  /// The running order of an arena, or of all, asking the file only for the lives of the runs that are planned there.
  package init(_ competition: Competition, of arena: Arena.ID?, _ reader: StoreReader) throws {
    let series = Set(
      competition.slots.filter { arena == nil || $0.arena == arena }.map { Series($0.challenge, $0.phase, $0.team) })
    self.init(competition, logs: try series.flatMap { try reader.lives(of: $0.challenge, $0.phase, for: $0.team) })
  }
}

extension Sequence<RunLog> {
  /// The runs that took one of their team's turns. A void or a spoilt run is held again, and two runs that were opened
  /// for one turn are one, so none of these takes a planned run away.
  package var thatTookATurn: [RunLog] {
    let second = Set(turnsTakenTwice.map(\.other.id))
    return filter {
      let state = $0.state
      return !state.isVoid && state.finish != .invalid && !second.contains($0.run.id)
    }
  }
}

extension Situation {
  /// The planned runs in the order of time, each with the run that was held for it.
  package var plannedRuns: [PlannedRun] { runningOrder.planned }

  /// What is still to be held in an arena: see ``RunningOrder/waiting(in:)``.
  package func waiting(in arena: Arena.ID) -> [PlannedRun] { runningOrder.waiting(in: arena) }

  /// The numbers of a team's runs that were neither held nor taken off the order.
  package func numbersToHold(_ challenge: Challenge.ID, _ phase: Phase, _ team: Team.ID, upTo runs: Int) -> [Int] {
    runningOrder.numbersToHold(challenge, phase, team, upTo: runs)
  }

  /// A team's runs of a challenge and phase that took one of its turns: neither void nor spoilt.
  package func held(_ challenge: Challenge.ID, _ phase: Phase, _ team: Team.ID) -> [RunLog] {
    runningOrder.held(challenge, phase, team)
  }

  /// How many runs each team has in a phase; one in a final of which nothing else is said. `nil`: nobody has said.
  package func planned(_ phase: Phase, of challenge: Challenge) -> Int? {
    phase.runs(challenge.plan(of: phase)) { rules[challenge.rules]?.ruleSet }
  }

  /// What the plan still asks for of a challenge: every run of a team that takes part and was neither held nor dropped.
  package func runsToHold(of challenge: Challenge) -> [Slot.ID] {
    let phases: [Phase] = challenge.phases.isEmpty ? [.trials] : challenge.phases.map(\.phase)
    return phases.filter { $0 != .practice }.flatMap { phase -> [Slot.ID] in
      guard let runs = planned(phase, of: challenge) else { return [] }
      let finalists = phase == .final ? board().finalists(of: challenge.id) : nil
      // Before the trials have a result nobody is missing in the final.
      if phase == .final, finalists == nil, challenge.hasQualification { return [] }
      let teams = competition.teams.map(\.id).filter { team in
        guard competition.isIn(team, challenge.id) else { return false }
        return finalists?.contains(team) ?? competition.isEntered(team, in: challenge.id)
      }
      return teams.flatMap { team in
        numbersToHold(challenge.id, phase, team, upTo: runs).map { Slot.id(challenge.id, phase, team, $0) }
      }
    }
  }
}

extension Competition {
  /// Whether a team still takes part in a challenge: neither withdrawn nor disqualified.
  package func isIn(_ team: Team.ID, _ challenge: Challenge.ID) -> Bool {
    withdrawal(of: team, from: challenge) == nil && disqualification(of: team, from: challenge) == nil
  }

  /// Where runs are held; a plan without arenas has one.
  package var places: [Arena] { arenas.isEmpty ? [Arena(id: "arena", title: "Arena")] : arenas }

  /// The arena with this short name, or one that a plan had when runs were put there; or a sentence with what was
  /// probably meant.
  package func require(_ id: Arena.ID) throws -> Arena {
    if let arena = places.first(where: { $0.id == id }) { return arena }
    if slots.contains(where: { $0.arena == id }) { return Arena(id: id, title: id.text) }
    throw Unknown(.arena, id.text, among: places.map(\.id.text))
  }
}

extension Challenge {
  /// Whether only some teams reach its final.
  package var hasQualification: Bool { phases.contains { $0.phase == .final && $0.qualification != nil } }
}
