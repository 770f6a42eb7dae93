package import EventStore
package import Scheduling
package import Scoring

/// Planned runs are moved, or taken off the order.
package struct ChangeSchedule: OfficialOperation {
  package var step: Step
  /// Whether it is done although an arena or a team is taken then.
  package var anyway: Bool

  package init(_ step: Step, anyway: Bool = true) {
    self.step = step
    self.anyway = anyway
  }

  /// What is done. Times are as they were typed, by the venue's clock.
  package enum Step: Sendable {
    /// Everything in an arena from a time on, later or (less than zero) earlier.
    case delay(Arena.ID, from: String?, by: Milliseconds, reason: String)
    case move(Slot.ID, to: String, arena: Arena.ID?)
    case swap(Slot.ID, Slot.ID)
    case drop(Slot.ID, reason: String)
  }

  /// Why nothing is moved.
  package enum Refusal: OperationRefusal, Equatable {
    /// From when on nothing waits, as people write it.
    case nothingWaits(Arena.ID, from: String?)
    case tooEarly(before: Slot.ID, until: String, most: Milliseconds)
    case heldAlready(Slot.ID, Run.ID)
    case isTaken([String])
    case anotherComesFirst(Slot.ID)

    package var problem: String {
      switch self {
      case .nothingWaits(let arena, let start):
        "nothing is waiting in '\(arena)'\(start.map { " from \($0) on" } ?? "")"
      case .tooEarly(let before, let end, let most):
        "\(before) waits there before them, until \(end); "
          + (most == .zero ? "they cannot be earlier" : "they can be \(most.count / 60_000) min earlier, no more")
          + ": move or drop it first"
      case .heldAlready(let slot, let run): "planned run \(slot) was held already: run \(run)"
      case .isTaken(let problems):
        "nothing was moved:\n" + problems.map { "  - \($0)" }.joined(separator: "\n")
      case .anotherComesFirst(let slot): "\(slot) comes first"
      }
    }
  }

  /// The competition, and what a delay moves in it.
  package struct Known {
    var situation: Situation
    var delay: Delay?
  }

  package func read(_ reader: StoreReader) throws -> Known {
    let situation = try Situation(reader)
    guard case .delay(let arena, let from, let by, _) = step else { return Known(situation: situation) }
    let start = try from.map { try situation.plannedMoment($0) }
    let known = try situation.competition.require(arena)
    return Known(situation: situation, delay: try situation.delay(in: known.id, from: start, by: by))
  }

  package func decide(_ known: Known, by official: String, at now: Int64) throws -> Records {
    let situation = known.situation
    try situation.competition.require(official, may: .moveRuns)
    return Records(decisions: try rulings(situation, known.delay))
  }

  private func rulings(_ situation: Situation, _ delay: Delay?) throws -> [Decision.Ruling] {
    switch step {
    case .delay(_, _, let by, let reason):
      return [.delayed(delay?.moved.map(\.id) ?? [], by: by, reason: reason)]
    case .move(let id, let time, let arena):
      var slot = try situation.requireSlot(id)
      slot.startsAt = try situation.plannedMoment(time)
      if let arena { slot.arena = try situation.competition.require(arena).id }
      return [.scheduled(slot)]
    case .swap(let first, let second):
      var (a, b) = (try situation.requireSlot(first), try situation.requireSlot(second))
      (a.startsAt, b.startsAt) = (b.startsAt, a.startsAt)
      (a.arena, b.arena) = (b.arena, a.arena)
      return [.scheduled(a), .scheduled(b)]
    case .drop(let id, let reason):
      // What nobody has put on the order yet can be dropped too.
      let toHold = situation.competition.challenges.flatMap { situation.runsToHold(of: $0) }
      return [.unscheduled(toHold.contains(id) ? id : try situation.requireSlot(id).id, reason: reason)]
    }
  }

  /// What was moved, and what people should know of it.
  package struct Outcome {
    package var moved: [Slot.ID]
    /// What is not possible with it, and was before.
    package var problems: [String]
    package var delay: Delay?
    package var competition: Competition
  }

  package func conclude(_ known: Known, _ recorded: Recorded, _ reader: StoreReader) throws -> Outcome {
    let (before, after) = (known.situation.competition, try reader.competition())
    let checker = Scheduler(arenas: after.arenas, windows: [], rest: .zero, change: .zero)
    let old = Set(checker.problems(in: before.slots))
    let new = checker.problems(in: after.slots).filter { !old.contains($0) }
    if !new.isEmpty, !anyway { throw Refusal.isTaken(new.map { "\($0)" }) }
    let moved: [Slot.ID] =
      switch step {
      case .delay: known.delay?.moved.map(\.id) ?? []
      case .move(let slot, _, _), .drop(let slot, _): [slot]
      case .swap(let first, let second): [first, second]
      }
    return Outcome(moved: moved, problems: new.map { "\($0)" }, delay: known.delay, competition: after)
  }
}

/// A team did not come: its run is opened, and ended as a no-show.
package struct RecordNoShow: OfficialOperation {
  package var slot: Slot.ID

  package init(_ slot: Slot.ID) { self.slot = slot }

  /// The run to open.
  package struct Known {
    var opening: OpenRun
    var run: OpenRun.Known
  }

  package func read(_ reader: StoreReader) throws -> Known {
    let situation = try Situation(reader)
    let slot = try situation.requireSlot(slot)
    if let first = situation.plannedRuns.filter({ $0.run == nil && $0.slot.isSeries(of: slot) })
      .map(\.slot).min(by: { $0.number < $1.number }), first.number < slot.number
    {
      throw ChangeSchedule.Refusal.anotherComesFirst(first.id)
    }
    let opening = OpenRun(of: slot.challenge, for: slot.team, in: slot.phase)
    return Known(opening: opening, run: try opening.read(reader))
  }

  package func decide(_ known: Known, by official: String, at now: Int64) throws -> Records {
    var records = try known.opening.decide(known.run, by: official, at: now)
    for index in records.runs.indices { records.runs[index].facts = [.finished(.noShow)] }
    return records
  }

  package func conclude(_ known: Known, _ recorded: Recorded, _ reader: StoreReader) throws -> Run.ID {
    try known.opening.conclude(known.run, recorded, reader).run.id
  }
}

extension Situation {
  /// The planned run of this name that was not held yet.
  package func requireSlot(_ id: Slot.ID) throws -> Slot {
    guard let planned = plannedRuns.first(where: { $0.slot.id == id }) else {
      throw Unknown(.plannedRun, id.text, among: competition.slots.map(\.id.text))
    }
    if let run = planned.run { throw ChangeSchedule.Refusal.heldAlready(id, run.run.id) }
    return planned.slot
  }

  /// What a delay moves in an arena.
  fileprivate func delay(in arena: Arena.ID, from start: Int64?, by: Milliseconds) throws -> Delay {
    let planned = plannedRuns.filter { $0.slot.arena == arena }
    let held = planned.filter { $0.run != nil }.map(\.slot.id)
    let out = planned.map(\.slot).filter { !competition.isIn($0.team, $0.challenge) }.map(\.id)
    let time = LocalTime(competition)
    do throws(Delay.Refusal) {
      return try Delay(of: planned.map(\.slot), held: Set(held), out: Set(out), from: start, by: by)
    } catch {
      switch error {
      case .nothingWaits: throw ChangeSchedule.Refusal.nothingWaits(arena, from: start.map(time.text))
      case .tooEarly(let before, let most):
        throw ChangeSchedule.Refusal.tooEarly(before: before.id, until: time.text(before.endsAt), most: most)
      }
    }
  }
}
