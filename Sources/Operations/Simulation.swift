package import EventStore
import RefereeConsole
package import Scoring

/// One invented event.
package struct Simulation {
  let number: Int
  let seed: UInt64
  let teams: Int
  let trials: Int
  let sheets: [(ruleSet: RuleSet, document: RuleSetDocument)]
  /// When it begins, in milliseconds since 1970 (UTC).
  let start: Int64

  /// Why nothing is simulated.
  package enum Refusal: OperationRefusal, Equatable {
    case twice(Challenge.ID)

    package var problem: String {
      switch self {
      case .twice(let challenge):
        "two of these rules would both be the challenge '\(challenge)'; simulate them one at a time"
      }
    }
  }

  /// The events of a series, four weeks apart.
  package static func series(
    of events: Int, seed: UInt64, teams: Int, trials: Int, sheets: [(ruleSet: RuleSet, document: RuleSetDocument)],
    from start: Int64
  ) throws(Refusal) -> [Simulation] {
    let names = sheets.map { challenge(of: $0.ruleSet) }
    if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) { throw .twice(twice) }
    return (1...events).map { event in
      Simulation(
        number: event, seed: seed &+ UInt64(event) &* 1_000_003, teams: teams, trials: trials, sheets: sheets,
        start: start + Int64(event - 1) * 28 * 86_400_000)
    }
  }

  /// The challenges of the Smart City Robotics Competition 2025.
  package static let usualRules = [
    "scrc-2025/coffee-shop-orders", "scrc-2025/through-the-door", "scrc-2025/helping-out-at-home",
    "scrc-2025/picking-and-packing", "scrc-2025/drone-delivery",
  ]

  /// The challenge that rules are simulated as: the last part of their name.
  static func challenge(of rules: RuleSet) -> Challenge.ID {
    Challenge.ID(String(rules.id.text.split(separator: "/").last ?? "challenge"))
  }

  /// Writes the event's file; `progress` is told how many of how many runs are done.
  package func write(to path: String, progress: (Int, Int) -> Void) throws -> StoreCounts {
    let note = "SIMULATED: no robot did any of this."
    let identity = CompetitionIdentity(
      id: String(Digest.hex(of: "simulated \(seed)").prefix(32)), note: note, madeAt: start)
    let store = try EventStore.create(at: path, madeAt: start, note: note, identity: identity, terminal: "office")
    let challenges = sheets.map { sheet in
      (id: Simulation.challenge(of: sheet.ruleSet), sheet: sheet)
    }
    try store.write { writer in
      try writer.decide(
        rulings(challenges.map { ($0.id, $0.sheet) }), by: "simulation", recordedAt: start,
        ruleSets: sheets.map(\.document))
    }
    let names = (1...teams).map { Team.ID("team-\($0)") }
    var luck = SeededNumbers(seed: seed)
    // A team is better at one thing than at another: its skill in each challenge, in per cent.
    var skill: [String: Int] = [:]
    for team in names {
      let general = 25 + luck.below(50)
      for challenge in challenges {
        skill["\(team)/\(challenge.id)"] = min(95, max(5, general + luck.below(41) - 20))
      }
    }
    let all = challenges.count * (names.count * trials + min(2, names.count))
    var done = 0
    var clock = start
    for (position, challenge) in challenges.enumerated() {
      let desk = try EventStore.open(at: path, readOnly: false, terminal: "desk-\(position + 1)")
      let sheet = Sheet(challenge.sheet.ruleSet, challenge.sheet.document)
      var number = 0
      // Nobody waits for a single run of these to be on the disk, so a round is written at once.
      func hold(_ phase: Phase, _ teams: [Team.ID]) throws {
        try desk.write { writer in
          for team in teams {
            number += 1
            let played = Played(
              id: Run.ID("\(challenge.id)-\(number)"), challenge: challenge.id, team: team, phase: phase,
              skill: skill["\(team)/\(challenge.id)"] ?? 50, at: clock)
            try play(played, sheet, writer, &luck)
            clock += 12 * 60_000
          }
        }
        done += teams.count
        progress(done, all)
      }
      for _ in 0..<trials { try hold(.trials, names) }
      let finalists = try Situation(desk, of: challenge.id).board().finalists(of: challenge.id) ?? []
      try hold(.final, finalists.reversed())
      try desk.close()
    }
    let counts = try store.read { try $0.counts() }
    try store.close()
    return counts
  }

  private func rulings(
    _ challenges: [(id: Challenge.ID, sheet: (ruleSet: RuleSet, document: RuleSetDocument))]
  ) -> [Decision.Ruling] {
    let day = String(Moment.text(start).prefix(10))
    var rulings: [Decision.Ruling] = [.named("Simulated event \(number) (invented)", days: [day])]
    for team in 1...teams {
      rulings.append(.enteredTeam(Team.ID("team-\(team)"), name: "Team \(team)", affiliation: "invented"))
    }
    for (id, sheet) in challenges {
      rulings.append(.heldChallenge(id, title: sheet.ruleSet.title, rules: sheet.document.reference))
      rulings.append(.plannedPhase(id, PhasePlan(phase: .trials, runs: trials)))
      rulings.append(.plannedPhase(id, PhasePlan(phase: .final, runs: 1, qualification: Qualification(.best(2)))))
      for team in 1...teams { rulings.append(.enteredChallenge(Team.ID("team-\(team)"), id)) }
    }
    rulings.append(.plannedOverall(Overall(id: "best", title: "Best team", ties: [.places])))
    rulings.append(
      .plannedPart(
        "best", Overall.Part(title: "places", value: .league([10, 8, 6, 5, 4, 3, 2, 1]))))
    return rulings
  }

  /// The rules of a challenge, made ready once.
  private struct Sheet {
    let document: RuleSetDocument
    let rules: CompiledRules
    init(_ ruleSet: RuleSet, _ document: RuleSetDocument) {
      self.document = document
      rules = CompiledRules(ruleSet)
    }
  }

  /// A run that is about to be made up.
  private struct Played {
    let id: Run.ID
    let challenge: Challenge.ID
    let team: Team.ID
    let phase: Phase
    let skill: Int
    let at: Int64
  }

  /// Opens a run and records what the robot is made to do: a rehearsal's happenings, as far as its skill reaches.
  private func play(
    _ played: Played, _ sheet: Sheet, _ writer: StoreWriter, _ luck: inout SeededNumbers
  ) throws {
    let by = "referee of \(played.challenge)"
    let opened = try writer.openRun(
      of: played.challenge, for: played.team, in: played.phase, under: sheet.document, by: by, recordedAt: played.at,
      besidesOpenRun: true, as: played.id)
    let ruleSet = sheet.rules.ruleSet
    let fate = luck.below(100)
    let script = Rehearsal(of: ruleSet, seed: luck.next())
    var facts: [(Milliseconds, Fact)] = []
    if fate < 2 {
      facts = [(.zero, .finished(.noShow))]
    } else {
      facts.append((.zero, .started))
      for happening in script.happenings {
        guard let fact = happening.fact else { continue }
        if case .finished = fact {
          facts.append((happening.clock, .finished(fate < 4 ? .invalid : fate < 10 ? .teamStopped : .completed)))
        } else if succeeds(fact, ruleSet, played.skill, &luck) {
          facts.append((happening.clock, fact))
        }
      }
    }
    let log = try writer.append(to: opened.run.id, rules: { _ in sheet.rules }) { desk in
      facts.map { desk.entry($1, by: by, clock: $0, recordedAt: played.at + $0.count) }
    }
    guard fate >= 4 else { return }
    let code = sheetCode(of: log, digest: { Digest.bytes($0) })
    let end = log.state.finishClock ?? .zero
    try writer.append(to: opened.run.id, rules: { _ in sheet.rules }) { desk in
      Role.allCases.map {
        desk.entry(.signed(as: $0, code: code), by: by, clock: end, recordedAt: played.at + end.count + 60_000)
      }
    }
  }

  private func succeeds(_ fact: Fact, _ ruleSet: RuleSet, _ skill: Int, _ luck: inout SeededNumbers) -> Bool {
    let chance = luck.below(100)
    switch fact.item.flatMap({ ruleSet.item($0) })?.kind {
    case .penalised: return chance >= skill
    case .disqualifying: return chance >= 90 && luck.below(100) >= skill
    default: return chance < skill
    }
  }
}
