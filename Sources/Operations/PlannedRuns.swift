package import Scoring

extension Situation {
  /// The planned runs in the order of time, each with the run that was held for it: the first that a team holds is its
  /// number 1, or if that was taken off the order its number 2, and so on.
  package var plannedRuns: [(slot: Slot, run: RunLog?)] {
    let held = runsThatCount
    return competition.slots.map { slot in
      let logs = held[series(slot.challenge, slot.phase, slot.team)] ?? []
      let before = slot.number - 1 - droppedNumbers(slot.challenge, slot.phase, slot.team).count { $0 < slot.number }
      return (slot, logs.indices.contains(before) ? logs[before] : nil)
    }
  }

  /// What is still to be held in an arena, what is open first, then in the order of time: without the runs of teams that are out.
  package func waiting(in arena: Arena.ID) -> [(slot: Slot, run: RunLog?)] {
    let waiting = plannedRuns.filter { slot, run in
      slot.arena == arena && run?.state.isFinished != true
        && (run != nil || competition.isIn(slot.team, slot.challenge))
    }
    return waiting.filter { $0.run != nil } + waiting.filter { $0.run == nil }
  }

  /// The numbers of a team's runs that were neither held nor taken off the order.
  package func numbersToHold(_ challenge: Challenge.ID, _ phase: Phase, _ team: Team.ID, upTo runs: Int) -> [Int] {
    let dropped = droppedNumbers(challenge, phase, team)
    let held = runsThatCount[series(challenge, phase, team)]?.count ?? 0
    return Array((1...max(1, runs)).filter { !dropped.contains($0) }.dropFirst(held))
  }

  /// A team's runs of a challenge and phase that took one of its turns: neither void nor spoilt.
  package func held(_ challenge: Challenge.ID, _ phase: Phase, _ team: Team.ID) -> [RunLog] {
    runsThatCount[series(challenge, phase, team)] ?? []
  }

  /// How many runs each team has in a phase; one in a final of which nothing else is said. `nil`: nobody has said.
  package func planned(_ phase: Phase, of challenge: Challenge) -> Int? {
    let plan = challenge.phases.first { $0.phase == phase }
    if let runs = plan?.runs { return runs }
    switch phase {
    case .practice: return nil
    case .trials: return rules[challenge.rules]?.ruleSet.runs
    case .final: return plan == nil ? nil : 1
    }
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
        numbersToHold(challenge.id, phase, team, upTo: runs).map {
          Slot.ID("\(challenge.id)/\(phase.rawValue)/\(team)/\($0)")
        }
      }
    }
  }

  private func series(_ challenge: Challenge.ID, _ phase: Phase, _ team: Team.ID) -> String {
    "\(challenge)/\(phase.rawValue)/\(team)/"
  }

  private func droppedNumbers(_ challenge: Challenge.ID, _ phase: Phase, _ team: Team.ID) -> Set<Int> {
    let prefix = series(challenge, phase, team)
    return Set(
      competition.dropped.compactMap { $0.text.hasPrefix(prefix) ? Int($0.text.dropFirst(prefix.count)) : nil })
  }

  /// Each team's runs of a challenge and phase. A void or a spoilt run is held again, and two runs that were opened for
  /// one turn are one, so none of these takes a planned run away.
  private var runsThatCount: [String: [RunLog]] {
    let second = Set(self.logs.turnsTakenTwice.map(\.other.id))
    let logs = logs.filter { !$0.state.isVoid && $0.state.finish != .invalid && !second.contains($0.run.id) }
    return Dictionary(grouping: logs) { series($0.run.challenge, $0.run.phase, $0.run.team) }
      .mapValues { $0.sorted { ($0.run.number, $0.run.id) < ($1.run.number, $1.run.id) } }
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

extension Board {
  /// Who reaches a challenge's final; `nil` where everybody does, or nothing can be said yet.
  package func finalists(of challenge: Challenge.ID) -> [Team.ID]? {
    tables.first { $0.challenge.id == challenge && $0.phase == .final }?.qualified?.finalists.map(\.team)
  }
}
