import ArgumentParser
import EventStore
import Operations
import Pages
import Reports
import Scoring

/// `tally decision …`: the competition's own log.
struct DecisionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decision", abstract: "Show what the organisers decided, and take a decision back.",
    discussion: """
      Like a run's entries, decisions are never changed: one that was wrong is taken back, with a reason, and stays
      visible.

      EXAMPLE:
        tally decision list
        tally decision retract office-d12 --reason "wrong team"
      """,
    subcommands: [DecisionList.self, DecisionRetract.self], defaultSubcommand: DecisionList.self)
}

/// `tally decision list`.
struct DecisionList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Show every decision, with what was taken back.",
    discussion: "EXAMPLE:\n  tally decision list --kind withdrew")

  @Option(help: "Only this kind, for example published.") var kind: String?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let situation = try Situation(database.openForReading())
    if let kind, Decision.Ruling.Kind(rawValue: kind) == nil {
      throw unknown("kind of decision", kind, Decision.Ruling.Kind.allCases.map(\.rawValue), "tally decision list")
    }
    let chosen = situation.decisions.filter { kind == nil || $0.ruling.kind.rawValue == kind }
    try output.show(
      ExportTables.decisions(
        chosen, all: situation.decisions, situation.competition, forMachines: output.isForMachines))
  }
}

/// `tally decision retract`.
struct DecisionRetract: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retract", abstract: "Take a decision back; it stays visible, struck out.",
    discussion: "EXAMPLE:\n  tally decision retract office-d12 --reason \"wrong team\"")

  @Argument(help: "The decision, as 'tally decision list' names it.") var decision: Decision.ID
  @OptionGroup var reason: ReasonOption
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var official: OfficialOptions

  func run() throws {
    let name = try official.name()
    let now = try Process.now()
    try official.open(database).write { writer in
      let situation = try Situation(writer.reader)
      guard let target = situation.decisions.first(where: { $0.id == decision }) else {
        throw unknown("decision", decision.text, situation.decisions.map(\.id.text), "tally decision list")
      }
      for case (let other, .retracted(target.id, _)) in situation.decisions.map({ ($0, $0.ruling) }) {
        throw CommandError("decision \(decision) was taken back already, by \(other.id)")
      }
      switch target.ruling {
      case .retracted(let first, _) where situation.decisions.contains { $0.id == first }:
        throw CommandError("\(decision) takes a decision back; that is not taken back itself: decide it again")
      case .published:
        throw CommandError("what was published stays published; mend the results and publish a new revision")
      case .decidedProtest(let protest, _, _):
        if let run = situation.protests.first(where: { $0.id == protest })?.subject.run {
          throw CommandError(
            "the answer to protest \(protest) and its corrections are on the sheet of run \(run); "
              + "correct the sheet with 'tally run', or file a new protest")
        }
      default: break
      }
      try situation.competition.require(name, .organiser, .jury, to: "takes decisions back")
      try writer.decide([.retracted(target.id, reason: reason.reason)], by: name, recordedAt: now)
      try writer.reader.competition().requireWhole(with: situation.runs.map(\.run), without: target)
    }
    Process.tell("taken back: \(decision)")
  }
}

extension Competition {
  /// Throws if something that was held would hang in the air without a decision.
  fileprivate func requireWhole(with runs: [Run], without target: Decision) throws {
    if name.isEmpty { throw CommandError("a competition needs its name; 'tally plan apply' changes it") }
    for run in runs
    where challenge(run.challenge) == nil || team(run.team) == nil || !isEntered(run.team, in: run.challenge) {
      throw CommandError(
        "run \(run.id) of team '\(run.team)' at '\(run.challenge)' rests on \(target.id); "
          + "'tally team withdraw' or 'tally run void' says that something no longer counts")
    }
  }
}

extension Protest.Subject {
  fileprivate var run: Run.ID? { if case .run(let run) = self { run } else { nil } }
}
