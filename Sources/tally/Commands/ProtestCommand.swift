import ArgumentParser
import EventStore
import Operations
import Pages
import Reports
import Scoring
import Text

/// `tally protest …`.
struct ProtestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "protest", abstract: "File protests, list them, decide them.",
    discussion: """
      Results stay provisional while a protest is open. What a decision changed is shown, and can be asked for later.

      EXAMPLE:
        tally protest file coffee-3 "the second bump was a visitor's bag"
        tally protest list
        tally protest decide desk-1-46 granted --reason "the video shows a bag" --retract desk-1-40
      """,
    subcommands: [ProtestFile.self, ProtestList.self, ProtestDecide.self, ProtestShow.self],
    defaultSubcommand: ProtestList.self)
}

/// `tally protest file`.
struct ProtestFile: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "file", abstract: "Record that a team does not agree with a run's sheet or a decision.",
    discussion: """
      EXAMPLE:
        tally protest file coffee-3 "the second bump was a visitor's bag"
        tally protest file office-d12 "we were there in time" --team lasr
      """)

  @Argument(help: "The run, or the decision.", completion: .none) var subject: String
  @Argument(help: "What the team says.") var text: String
  @Option(help: "The team, where the protest is against a decision.") var team: Team.ID?
  @Option(help: "Take it although the time for protests is over, and why.") var late: String?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var official: OfficialOptions

  func run() throws {
    let id = try official.carryOut(
      FileProtest(subject, text, of: team, late: late, boot: Process.bootTime), in: database)
    Process.tell("protest \(id) is open; results are provisional until it is decided")
    Process.answer("\(id)\n")
  }
}

/// `tally protest list`.
struct ProtestList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Show the protests and how they were decided.",
    discussion: "EXAMPLE:\n  tally protest list --open")

  @Flag(help: "Only those that nobody has decided yet.") var open = false
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let situation = try Situation(database.openForReading())
    try output.show(ExportTables.protests(situation.protests.filter { !open || $0.isOpen }, situation.competition))
  }
}

/// `tally protest decide`.
struct ProtestDecide: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decide", abstract: "Decide a protest, with the corrections that follow from it.",
    discussion: """
      The decision and its corrections are recorded together or not at all; what they change is shown.

      EXAMPLE:
        tally protest decide desk-1-46 granted --reason "the video shows a bag" --retract desk-1-40
        tally protest decide desk-1-46 rejected --reason "both referees saw the bump"
      """)

  @Argument(help: "The protest, as 'tally protest list' names it.") var protest: Protest.ID
  @Argument(help: "granted, partly, rejected or withdrawn.") var outcome: Outcome
  @OptionGroup var reason: ReasonOption
  @Option(help: "An entry of the run that is taken back.") var retract: [Entry.ID] = []
  @Option(help: "An item that was seen after all: ITEM or ITEM@INSTANCE.") var saw: [ItemArgument] = []
  @Flag(name: .customLong("void"), help: "The run does not count.") var isVoided = false
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var official: OfficialOptions
  @OptionGroup var output: OutputOptions

  /// What a protest can be decided as.
  enum Outcome: String, ExpressibleByArgument, CaseIterable {
    case granted, partly, rejected, withdrawn
  }

  func validate() throws {
    if outcome == .rejected || outcome == .withdrawn, !(retract.isEmpty && saw.isEmpty && !isVoided) {
      throw ValidationError(
        "a protest that is \(outcome.rawValue) corrects nothing; leave out --retract, --saw, --void")
    }
  }

  func run() throws {
    let corrections = DecideProtest.Corrections(
      retract: retract, saw: saw.map { .init($0.item, at: $0.instance) }, isVoid: isVoided)
    let decision = DecideProtest(
      protest, Protest.Outcome(rawValue: outcome.rawValue)!, reason: reason.reason, corrections: corrections)
    let change = try official.carryOut(decision, in: database)
    let decided = try change.after.requireProtest(protest)
    try output.show(ProtestView(decided, in: change.after.competition, change: change).report)
    if outcome == .granted || outcome == .partly {
      Process.tell(
        corrections.isEmpty
          ? "note: no correction came with it (--retract, --saw, --void), so nothing changes; "
            + "'tally decision retract' takes the decision back"
          : "note: the signatures were taken back with the correction: sign the sheet again")
    }
  }
}

/// `tally protest show`.
struct ProtestShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a protest, its decision, and what the decision changed.",
    discussion: "EXAMPLE:\n  tally protest show desk-1-46")

  @Argument(help: "The protest, as 'tally protest list' names it.") var protest: Protest.ID
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let store = try database.openForReading()
    let now = try Situation(store)
    let protest = try now.requireProtest(protest)
    let change = try protest.ruling.map { ruling in
      Change(before: try Situation(store, at: .time(ruling.at - 1)), after: try Situation(store, at: .time(ruling.at)))
    }
    try output.show(ProtestView(protest, in: now.competition, change: change).report)
  }
}
