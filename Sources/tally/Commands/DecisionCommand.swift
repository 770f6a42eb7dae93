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
      throw Unknown(.kindOfDecision, kind, among: Decision.Ruling.Kind.allCases.map(\.rawValue))
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
    try official.carryOut(
      TakeBackDecision(decision, reason: reason.reason), in: database)
    Process.tell("taken back: \(decision)")
  }
}
