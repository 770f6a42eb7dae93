import ArgumentParser
import EventStore
import Operations
import Pages
import RefereeConsole
import Reports
import RuleSetFiles
import Scoring
import Text

/// `tally run …`: everything a referee records.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Open runs, record what is seen, correct it, show it.",
    discussion: """
      The clock of an entry is read when it is made; --at says another: the run's own clock, in minutes and seconds.

      EXAMPLE:
        tally run open coffee lasr
        tally run start coffee-1
        tally run saw coffee-1 order-taken@table-2
        tally run finish coffee-1 --reason completed
      """,
    groupedSubcommands: [
      CommandGroup(
        name: "The run",
        subcommands: [
          RunOpen.self, RunStart.self, RunPause.self, RunResume.self, RunRestart.self, RunExtend.self, RunFinish.self,
        ]),
      CommandGroup(
        name: "What is seen",
        subcommands: [
          RunSaw.self, RunChose.self, RunMeasure.self, RunRate.self, RunNote.self,
        ]),
      CommandGroup(
        name: "Corrections and signatures",
        subcommands: [
          RunRetract.self, RunVoid.self, RunAccept.self, RunClaim.self, RunSign.self, RunProtest.self, RunRule.self,
        ]),
      CommandGroup(name: "Questions", subcommands: [RunList.self, RunShow.self, RunExplain.self, RunCompare.self]),
    ])
}

/// `tally run open`.
struct RunOpen: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Open a team's next run and print its short name.",
    discussion: "EXAMPLE:\n  tally run open coffee lasr --phase final")

  @Argument(help: "The challenge.") var challenge: Challenge.ID
  @Argument(help: "The team.") var team: Team.ID
  @Option(help: "trials, final or practice (practice never counts).") var phase: Phase = .trials
  @Flag(help: "One run more than planned.") var extra = false
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var official: OfficialOptions

  func run() throws {
    let opened = try official.carryOut(
      OpenRun(of: challenge, for: team, in: phase, isExtra: extra), in: database)
    let id = opened.run.run.id
    let beside = extra ? opened.situation?.beside(opened.run.run, of: opened.challenge)?.words : nil
    Process.tell("\(id): \(safeForPeople(opened.title + (beside.map { "; \($0)" } ?? "")))")
    opened.tellFinal()
    Process.answer("\(id)\n")
  }
}

extension Beside {
  /// What people are told behind the run's title.
  fileprivate var words: String {
    switch self {
    case .countsBeside(let runs, let aggregation):
      "it replaces none and counts beside \(runs.map(\.text).joined(separator: " and "))"
        + (aggregation.map { ", by '\($0)'" } ?? "") + "; 'tally run void' lets one of them not count"
    case .inPlaceOf(let run, let reason): "it is held in place of \(run), which is \(reason)"
    }
  }
}

extension OpenedTurn {
  /// Says who is in a final that begins with this run.
  func tellFinal() {
    guard run.run.phase == .final, let opening = situation.flatMap({ FinalBeginning(run.run.id, in: $0) }) else {
      return
    }
    Process.tell("note: \(opening.sentence)")
  }
}

extension FinalBeginning {
  /// What is to be known, and what to do where it was not meant.
  var sentence: String {
    words + (trialsToHold.isEmpty ? "" : "'tally run void \(run) --reason TEXT' makes it as if it had not begun")
  }
}

/// What every command that makes an entry shares.
struct EntryOptions: ParsableArguments {
  @Option(help: "The run's clock when it happened, for example 0:31 (default: its clock now).")
  var at: ClockArgument?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var official: OfficialOptions

  /// Makes an entry durable, then says what the run has come to.
  func record(_ id: Run.ID, _ fact: Fact) throws { try record(id, .fact(fact)) }

  /// The same of what depends on the run's log.
  func record(_ id: Run.ID, _ said: RecordFact.Said) throws {
    let outcome = try official.carryOut(
      RecordFact(said, of: id, at: at?.clock, boot: Process.bootTime), in: database)
    if let assumption = outcome.assumption { Process.tell("note: \(assumption)") }
    if let near = outcome.nearOfficial {
      Process.tell(
        "warning: the official '\(safeForPeople(outcome.entry.official))' looks like '\(safeForPeople(near))'; if it is "
          + "one person, say --official \(safeForPeople(near))")
    }
    let (entry, rules) = (outcome.entry, outcome.log.rules.ruleSet)
    Process.answer(safeForPeople("\(entry.id) \(entry.clock) \(entry.fact.words(in: rules))") + "\n")
    let view = RunView(outcome.log, in: Competition([]))
    Process.tell("\(id): \(safeForPeople(view.summary))")
    for finding in view.score.findings where finding.severity != .hint || finding.entry == entry.id {
      Process.tell("\(finding.severity.rawValue): \(safeForPeople(finding.message))")
    }
  }
}

/// `tally run start`.
struct RunStart: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "start", abstract: "Start a run's clock.", discussion: "EXAMPLE:\n  tally run start coffee-3")
  @Argument(help: .run) var id: Run.ID
  @OptionGroup var options: EntryOptions
  func validate() throws {
    if options.at != nil { throw ValidationError("a run starts at 0:00; leave out --at") }
  }
  func run() throws { try options.record(id, .started) }
}

/// `tally run pause`.
struct RunPause: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pause", abstract: "Stop the clock for a while.", discussion: "EXAMPLE:\n  tally run pause coffee-3")
  @Argument(help: .run) var id: Run.ID
  @OptionGroup var options: EntryOptions
  func run() throws { try options.record(id, .paused) }
}

/// `tally run resume`.
struct RunResume: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Let the clock go on.", discussion: "EXAMPLE:\n  tally run resume coffee-3")
  @Argument(help: .run) var id: Run.ID
  @OptionGroup var options: EntryOptions
  func run() throws { try options.record(id, .resumed) }
}

/// `tally run restart`.
struct RunRestart: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restart", abstract: "Record a restart; the rule set says what it does.",
    discussion: "EXAMPLE:\n  tally run restart coffee-3 --at 2:10")
  @Argument(help: .run) var id: Run.ID
  @OptionGroup var options: EntryOptions
  func run() throws { try options.record(id, .restarted) }
}

/// `tally run extend`.
struct RunExtend: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extend", abstract: "Extend a run's time limit.",
    discussion: "EXAMPLE:\n  tally run extend coffee-3 1:00 --reason \"a visitor stood in the way\"")
  @Argument(help: .run) var id: Run.ID
  @Argument(help: "By how much, for example 1:00.") var time: ClockArgument
  @OptionGroup var reason: ReasonOption
  @OptionGroup var options: EntryOptions
  func run() throws { try options.record(id, .extended(time.clock, reason: reason.reason)) }
}

/// `tally run finish`.
struct RunFinish: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "finish", abstract: "End a run.",
    discussion: "EXAMPLE:\n  tally run finish coffee-3 --reason time-limit --at 10:00")
  @Argument(help: .run) var id: Run.ID
  @Option(help: "Why it ended.") var reason: Finish = .completed
  @OptionGroup var options: EntryOptions
  func run() throws { try options.record(id, .finished(reason)) }
}

/// `tally run saw`.
struct RunSaw: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "saw", abstract: "Record that an achievement or a behaviour was seen.",
    discussion: "EXAMPLE:\n  tally run saw coffee-3 delivered@table-2 --count 2 --at 4:20")
  @Argument(help: .run) var id: Run.ID
  @Argument(help: "The item, with @INSTANCE where it is scored at several.") var item: ItemArgument
  @Option(help: "How often.") var count = 1
  @OptionGroup var options: EntryOptions
  func run() throws { try options.record(id, .observed(item.item, at: item.instance, count: count)) }
}

/// `tally run chose`.
struct RunChose: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chose", abstract: "Record which level of an item was reached; the last one chosen holds.",
    discussion: "EXAMPLE:\n  tally run chose door-2 lever opened")
  @Argument(help: .run) var id: Run.ID
  @Argument(help: "The item, with @INSTANCE where it is scored at several.") var item: ItemArgument
  @Argument(help: "The level.") var level: Item.Level.ID
  @OptionGroup var options: EntryOptions
  func run() throws { try options.record(id, .chose(item.item, at: item.instance, level)) }
}

/// `tally run measure`.
struct RunMeasure: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure", abstract: "Record a measured value with its unit.",
    discussion: "EXAMPLE:\n  tally run measure drone-1 landing-error 35cm")
  @Argument(help: .run) var id: Run.ID
  @Argument(help: "The item, with @INSTANCE where it is scored at several.") var item: ItemArgument
  @Argument(help: "The value: 0.35m, 35cm, 1:30, 12.5.") var value: String
  @OptionGroup var options: EntryOptions
  func run() throws {
    try options.record(id, .measured(item.item, at: item.instance, typed: value))
  }
}

/// `tally run rate`.
struct RunRate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rate", abstract: "Record a jury member's or a user's value.",
    discussion: "EXAMPLE:\n  tally run rate gpsr-1 score 805points --by jury")
  @Argument(help: .run) var id: Run.ID
  @Argument(help: "The item.") var item: ItemArgument
  @Argument(help: "The value.") var value: String
  @Option(help: "Whose value it is.") var by: Rater.ID
  @OptionGroup var options: EntryOptions
  func run() throws {
    try options.record(id, .rated(item.item, at: item.instance, by: by, typed: value))
  }
}

/// `tally run note`.
struct RunNote: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "note", abstract: "Keep a remark with the run.",
    discussion: "EXAMPLE:\n  tally run note coffee-3 \"a child walked through; no fault of the robot\"")
  @Argument(help: .run) var id: Run.ID
  @Argument(help: "The remark.") var text: String
  @OptionGroup var options: EntryOptions
  func run() throws { try options.record(id, .noted(text)) }
}

/// `tally run retract`.
struct RunRetract: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retract", abstract: "Take an entry back; it stays visible, struck out.",
    discussion: "EXAMPLE:\n  tally run retract coffee-3 kfmt-17 --reason \"wrong key\"")
  @Argument(help: .run) var id: Run.ID
  @Argument(help: "The entry, as 'tally run show' lists it.") var entry: Entry.ID
  @OptionGroup var reason: ReasonOption
  @OptionGroup var options: EntryOptions
  func run() throws { try options.record(id, .retracted(entry, reason: reason.reason)) }
}

/// `tally run void`.
struct RunVoid: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "void", abstract: "Let a run not count: neither a zero nor a loss.",
    discussion: "EXAMPLE:\n  tally run void coffee-3 --reason \"recorded for the wrong team\"")
  @Argument(help: .run) var id: Run.ID
  @OptionGroup var reason: ReasonOption
  @OptionGroup var options: EntryOptions
  func run() throws { try options.record(id, .voided(reason: reason.reason)) }
}

/// `tally run accept`.
struct RunAccept: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept", abstract: "Set a check of the rule set aside for this run, with a reason.",
    discussion: "EXAMPLE:\n  tally run accept door-1 parked-and-latched --reason \"seen by both referees\"")
  @Argument(help: .run) var id: Run.ID
  @Argument(help: "The check.") var check: Check.ID
  @OptionGroup var reason: ReasonOption
  @OptionGroup var options: EntryOptions
  func run() throws { try options.record(id, .accepted(check, reason: reason.reason)) }
}

/// `tally run claim`.
struct RunClaim: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "claim", abstract: "Record the total that the paper sheet says; it is compared, never used.",
    discussion: "EXAMPLE:\n  tally run claim restaurant-1 1120")
  @Argument(help: .run) var id: Run.ID
  @Argument(help: "The total.") var total: String
  @OptionGroup var options: EntryOptions
  func run() throws {
    try options.record(id, .claimed(total: Points.typed(total)))
  }
}

/// `tally run sign`.
struct RunSign: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign", abstract: "Sign a run's sheet as the referee or as the team's leader.",
    discussion: """
      The referee signs first, in the official's own name; then the team, and --name says who signed for it. A sheet that
      contradicts itself is signed by nobody.

      EXAMPLE:
        tally run sign coffee-3 --as referee
        tally run sign coffee-3 --as team --name "Maria Rossi"
      """)
  @Argument(help: .run) var id: Run.ID
  @Option(name: .customLong("as"), help: "referee or team.") var role: Role
  @Option(help: "Who signs for the team.") var name: String?
  @OptionGroup var options: EntryOptions
  func validate() throws {
    if name != nil, role == .referee { throw ValidationError("the referee signs as --official; --name is the team's") }
  }
  func run() throws {
    if role == .team, name == nil { Process.tell("note: nobody is named who signs for the team; --name says who") }
    try options.record(id, .signed(as: role, by: name))
  }
}

/// `tally run protest`, as filing one was called before.
struct RunProtest: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "protest", abstract: "Record that the team does not agree.",
    discussion: "EXAMPLE:\n  tally run protest coffee-3 \"the second bump was a visitor's bag\"",
    shouldDisplay: false)
  @Argument(help: .run) var id: Run.ID
  @Argument(help: "What the team says.") var text: String
  @OptionGroup var options: EntryOptions
  func run() throws {
    Process.tellNewName(of: "run protest", is: "protest file")
    try options.record(id, .protested(text))
  }
}

/// `tally run rule`, as deciding a protest was called before.
struct RunRule: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rule", abstract: "Record how a protest was decided.",
    discussion: "EXAMPLE:\n  tally run rule coffee-3 \"granted: the video shows a bag\"", shouldDisplay: false)
  @Argument(help: .run) var id: Run.ID
  @Argument(help: "The decision and why.") var text: String
  @OptionGroup var options: EntryOptions
  func run() throws {
    Process.tellNewName(of: "run rule", is: "protest decide")
    try options.record(id, .ruled(text))
  }
}
