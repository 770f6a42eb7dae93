package import EventStore
package import Scheduling
package import Scoring

/// Every run of a phase that is not planned yet gets its time and its arena.
package struct MakeSchedule: OfficialOperation {
  package var phase: Phase
  /// Only these challenges; none: all.
  package var challenges: [Challenge.ID]
  /// When runs can be held, as it was typed.
  package var windows: [String]
  /// How long a team rests, at least.
  package var rest: Milliseconds
  /// What an arena needs between two runs.
  package var change: Milliseconds
  /// How long a run takes; `nil`: as the plan or the rules say.
  package var length: Milliseconds?
  /// Whether what was not held yet is planned anew.
  package var again: Bool

  package init(
    _ phase: Phase, of challenges: [Challenge.ID], in windows: [String], rest: Milliseconds, change: Milliseconds,
    length: Milliseconds? = nil, again: Bool = false
  ) {
    self.phase = phase
    self.challenges = challenges
    self.windows = windows
    self.rest = rest
    self.change = change
    self.length = length
    self.again = again
  }

  /// Why there is no running order.
  package enum Refusal: OperationRefusal, Equatable {
    case nobodyQualified(Challenge.ID)
    case plannedAlready(Phase)
    case noArena(Challenge.ID)
    case noRoom(runs: [Slot.ID], minutes: Int64)

    package var problem: String {
      switch self {
      case .nobodyQualified(let challenge):
        "nobody has qualified for the final of \(challenge) yet: its trials have no result"
      case .plannedAlready(let phase): "every run of the \(phase.rawValue) is planned already"
      case .noArena(let challenge): "no arena holds '\(challenge)'; add it to one in the plan"
      case .noRoom(let runs, let minutes):
        "\(Words.count(Points(runs.count), "run")) (\(minutes) min of arena time) found no place: "
          + runs.prefix(5).map(\.text).joined(separator: ", ") + (runs.count > 5 ? " …" : "")
      }
    }
  }

  /// A running order that was worked out.
  package struct Order {
    package var slots: [Slot]
    package var unplaced: [Scheduler.Wish]
    /// What is planned anew.
    package var dropped: [Slot]

    /// Throws where some runs found no place.
    package func requireRoom() throws(Refusal) {
      if unplaced.isEmpty { return }
      throw .noRoom(
        runs: unplaced.map { Slot.id($0.challenge, $0.phase, $0.team, $0.number) },
        minutes: unplaced.reduce(Int64(0)) { $0 + $1.length.count } / 60_000)
    }
  }

  /// The competition, and the order that would be recorded.
  package struct Known {
    package var situation: Situation
    package var order: Order
  }

  package func read(_ reader: StoreReader) throws -> Known {
    let situation = try Situation(reader)
    return Known(situation: situation, order: try order(in: situation))
  }

  package func decide(_ known: Known, by official: String, at now: Int64) throws -> Records {
    try known.situation.competition.require(official, may: .makeSchedule)
    try known.order.requireRoom()
    return Records(
      decisions: known.order.dropped.map { .unscheduled($0.id, reason: "planned anew") }
        + known.order.slots.map { .scheduled($0) })
  }

  package func conclude(_ known: Known, _ recorded: Recorded, _ reader: StoreReader) throws -> Known {
    Known(situation: try Situation(reader), order: known.order)
  }

  /// Works the order out, without touching anything.
  package func order(in situation: Situation) throws -> Order {
    let competition = situation.competition
    for id in challenges { _ = try competition.require(id) }
    if phase == .final {
      for held in competition.challenges where challenges.isEmpty || challenges.contains(held.id) {
        guard held.hasQualification, situation.board().finalists(of: held.id) == nil else { continue }
        throw Refusal.nobodyQualified(held.id)
      }
    }
    let planned = situation.plannedRuns
    func isMine(_ slot: Slot) -> Bool {
      slot.phase == phase && (challenges.isEmpty || challenges.contains(slot.challenge))
    }
    let dropped = again ? planned.filter { $0.run == nil && isMine($0.slot) }.map(\.slot) : []
    let gone = Set(dropped.map(\.id))
    let kept = planned.map(\.slot).filter { !gone.contains($0.id) }
    let scheduler = Scheduler(
      arenas: competition.places,
      windows: try windows.map(LocalTime(competition).stretch).map { .init(from: $0.from, until: $0.until) },
      rest: rest, change: change, fixed: kept)
    let wishes = wishes(in: situation, besides: Set(kept.map(\.id)))
    if wishes.isEmpty { throw Refusal.plannedAlready(phase) }
    for wish in wishes where !scheduler.arenas.contains(where: { $0.holds(wish.challenge) }) {
      throw Refusal.noArena(wish.challenge)
    }
    let (slots, unplaced) = scheduler.plan(wishes)
    return Order(slots: slots, unplaced: unplaced, dropped: dropped)
  }

  /// Every run that is neither planned nor held nor taken off the order.
  private func wishes(in situation: Situation, besides planned: Set<Slot.ID>) -> [Scheduler.Wish] {
    var wishes: [Scheduler.Wish] = []
    for challenge in situation.competition.challenges where challenges.isEmpty || challenges.contains(challenge.id) {
      let plan = challenge.phases.first { $0.phase == phase }
      guard plan != nil || (phase == .trials && challenge.phases.isEmpty) || !challenges.isEmpty,
        let rules = situation.rules[challenge.rules]?.ruleSet
      else { continue }
      let runs = situation.planned(phase, of: challenge) ?? 1
      let usual = (rules.preparation ?? .zero) + (rules.timeLimit ?? .at(10))
      for team in teams(of: challenge, in: situation) {
        for number in situation.numbersToHold(challenge.id, phase, team, upTo: runs)
        where !planned.contains(Slot.id(challenge.id, phase, team, number)) {
          wishes.append(
            Scheduler.Wish(
              challenge: challenge.id, phase: phase, team: team, number: number,
              length: length ?? plan?.slotLength ?? usual))
        }
      }
    }
    return wishes
  }

  /// Who runs: in a final with a qualification the finalists, elsewhere everybody who entered and has not withdrawn.
  private func teams(of challenge: Challenge, in situation: Situation) -> [Team.ID] {
    let competition = situation.competition
    let entered = competition.teams.map(\.id).filter {
      competition.isEntered($0, in: challenge.id) && competition.isIn($0, challenge.id)
    }
    guard phase == .final, let finalists = situation.board().finalists(of: challenge.id) else { return entered }
    return finalists.filter { competition.isIn($0, challenge.id) }
  }
}
