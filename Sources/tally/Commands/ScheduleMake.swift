import ArgumentParser
import EventStore
import Operations
import Pages
import Reports
import Scheduling
import Scoring
import Text

/// `tally schedule make`.
struct ScheduleMake: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "make", abstract: "Plan all runs that are not planned yet, and show the order.",
    discussion: """
      With --preview nothing is recorded. What is planned already stays where it is; --again plans what was not held yet
      anew.

      EXAMPLE:
        tally schedule make --phase trials --window 2025-09-23T09:30/12:30 --rest 20 --preview
      """)

  @Option(help: "practice, trials or final.") var phase: Phase = .trials
  @Option(help: "Only this challenge (say it for each; default: all).") var challenge: [Challenge.ID] = []
  @Option(help: "When runs can be held: 2025-09-23T09:30/12:30, over midnight too (say it for each).") var window:
    [String]
  @Option(help: "Minutes that a team rests, at least.") var rest: Int = 15
  @Option(help: "Minutes that an arena needs between two runs.") var change: Int = 2
  @Option(help: "Minutes that a run takes (default: the plan's slot, or the rules' preparation and time limit).")
  var length: Int?
  @Flag(help: "Only show.") var preview = false
  @Flag(help: "Plan what was not held yet anew.") var again = false
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var official: OfficialOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if !(0...600).contains(rest) || !(0...600).contains(change) || !(1...600).contains(length ?? 1) {
      throw ValidationError("--rest and --change are 0 to 600 minutes, --length is 1 to 600")
    }
  }

  func run() throws {
    let name = try official.name()
    let now = try Process.now()
    if preview {
      let situation = try Situation(database.openForReading())
      return try show(try order(situation), situation)
    }
    let (made, situation) = try official.open(database).write { writer in
      let situation = try Situation(writer.reader)
      try situation.competition.require(name, .organiser, to: "makes the running order")
      let made = try order(situation)
      if !made.unplaced.isEmpty { throw noRoom(made.unplaced) }
      try writer.decide(
        made.dropped.map { .unscheduled($0.id, reason: "planned anew") } + made.slots.map { .scheduled($0) }, by: name,
        recordedAt: now)
      return (made, try Situation(writer.reader))
    }
    try show(made, situation)
  }

  private typealias Order = (slots: [Slot], unplaced: [Scheduler.Wish], dropped: [Slot], scheduler: Scheduler)

  private func order(_ situation: Situation) throws -> Order {
    let competition = situation.competition
    for id in challenge { _ = try competition.require(id) }
    if phase == .final {
      for held in competition.challenges where challenge.isEmpty || challenge.contains(held.id) {
        guard held.hasQualification, situation.board().finalists(of: held.id) == nil else { continue }
        throw CommandError(
          "nobody has qualified for the final of \(held.id) yet: its trials have no result; "
            + "--challenge names those that can be planned")
      }
    }
    let planned = situation.plannedRuns
    func isMine(_ slot: Slot) -> Bool {
      slot.phase == phase && (challenge.isEmpty || challenge.contains(slot.challenge))
    }
    let dropped = again ? planned.filter { $0.run == nil && isMine($0.slot) }.map(\.slot) : []
    let gone = Set(dropped.map(\.id))
    let kept = planned.map(\.slot).filter { !gone.contains($0.id) }
    let scheduler = Scheduler(
      arenas: competition.places,
      windows: try window.map(LocalTime(competition).stretch).map { .init(from: $0.from, until: $0.until) },
      rest: .at(rest), change: .at(change),
      fixed: kept)
    let wishes = Wishes(situation: situation, phase: phase, length: length.map { .at($0) })
      .all(of: challenge, besides: Set(kept.map(\.id)))
    if wishes.isEmpty {
      throw CommandError("every run of the \(phase.rawValue) is planned already; --again plans anew")
    }
    for wish in wishes where !scheduler.arenas.contains(where: { $0.holds(wish.challenge) }) {
      throw CommandError("no arena holds '\(wish.challenge)'; add it to one in the plan")
    }
    let (slots, unplaced) = scheduler.plan(wishes)
    return (slots, unplaced, dropped, scheduler)
  }

  private func show(_ order: Order, _ situation: Situation) throws {
    let view = ScheduleView(planned: order.slots.map { ($0, nil) }, competition: situation.competition)
    if output.isForMachines {
      try output.show(view.table)
    } else {
      try output.show(Report(title: situation.competition.name, blocks: [.table(view.table), .table(view.fairness)]))
    }
    if !order.unplaced.isEmpty { throw noRoom(order.unplaced) }
  }

  private func noRoom(_ unplaced: [Scheduler.Wish]) -> CommandError {
    let minutes = unplaced.reduce(Int64(0)) { $0 + $1.length.count } / 60_000
    let names = unplaced.prefix(5).map { Slot.id($0.challenge, $0.phase, $0.team, $0.number).text }
    return CommandError(
      "\(Words.count(Points(unplaced.count), "run")) (\(minutes) min of arena time) found no place: "
        + names.joined(separator: ", ") + (unplaced.count > names.count ? " …" : "")
        + "; add a --window, or take a shorter --rest, --change or --length; nothing was recorded")
  }
}

/// The runs that a phase still needs.
struct Wishes {
  let situation: Situation
  let phase: Phase
  let length: Milliseconds?

  /// Every run of these challenges (none: all) that is neither planned nor held nor taken off the order.
  func all(of chosen: [Challenge.ID], besides planned: Set<Slot.ID>) -> [Scheduler.Wish] {
    var wishes: [Scheduler.Wish] = []
    let competition = situation.competition
    for challenge in competition.challenges where chosen.isEmpty || chosen.contains(challenge.id) {
      let plan = challenge.phases.first { $0.phase == phase }
      guard plan != nil || (phase == .trials && challenge.phases.isEmpty) || !chosen.isEmpty,
        let rules = situation.rules[challenge.rules]?.ruleSet
      else { continue }
      let runs = situation.planned(phase, of: challenge) ?? 1
      let usual = (rules.preparation ?? .zero) + (rules.timeLimit ?? .at(10))
      for team in teams(of: challenge) {
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
  private func teams(of challenge: Challenge) -> [Team.ID] {
    let competition = situation.competition
    let entered = competition.teams.map(\.id).filter {
      competition.isEntered($0, in: challenge.id) && competition.isIn($0, challenge.id)
    }
    guard phase == .final, let finalists = situation.board().finalists(of: challenge.id) else { return entered }
    return finalists.filter { competition.isIn($0, challenge.id) }
  }
}
