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
    let name = try official.name()
    let now = try Process.now()
    let store = try official.open(database)
    let id = try store.write { writer in
      let situation = try Situation(writer.reader)
      if let log = situation.logs.first(where: { $0.run.id.text == subject }) {
        if let team, team != log.run.team {
          throw CommandError("run \(subject) is of team '\(log.run.team)', not of '\(team)'")
        }
        return try file(against: log, situation, writer, name, now)
      }
      guard let decision = situation.decisions.first(where: { $0.id.text == subject }) else {
        throw unknown(
          "run or decision", subject, situation.logs.map(\.run.id.text) + situation.decisions.map(\.id.text),
          "tally run list")
      }
      guard let team else { throw CommandError("say whose protest it is: --team TEAM") }
      _ = try situation.competition.require(team)
      let made = try writer.decide(
        [.filedProtest(team, against: .decision(decision.id), text: words)], by: name, recordedAt: now)
      return made[0].id.text
    }
    Process.tell("protest \(id) is open; results are provisional until it is decided")
    Process.answer("\(id)\n")
  }

  private var words: String { late.map { "\(text) (late: \($0))" } ?? text }

  private func file(
    against log: RunLog, _ situation: Situation, _ writer: StoreWriter, _ name: String, _ now: Int64
  ) throws -> String {
    try situation.competition.requireOpenWindow(for: log, now: now, late: late)
    let ruleSets = RuleSets()
    var id = ""
    try writer.append(to: log.run.id, rules: ruleSets.compile) { desk in
      let clock = Stopwatch(
        desk, now: now, boot: Process.timeIsFixed ? nil : BootTime.now(), timeIsFixed: Process.timeIsFixed
      ).clock
      let entry = desk.entry(.protested(words), by: name, clock: clock, recordedAt: now)
      id = entry.id.text
      return [entry]
    }
    return id
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
    let name = try official.name()
    let now = try Process.now()
    let store = try official.open(database)
    let report = try store.write { writer in
      let before = try Situation(writer.reader)
      let protest = try before.requireProtest(self.protest)
      try before.competition.requireJury(name)
      if let ruling = protest.ruling {
        throw CommandError(
          "protest \(protest.id) was decided already (\(ruling.outcome.rawValue), by \(ruling.official)): \(ruling.reason)"
        )
      }
      try ProtestCorrections(protest: protest, retract: retract, saw: saw, void: isVoided)
        .record("\(outcome.rawValue): \(reason.reason)", writer, by: name, now: now)
      try writer.decide(
        [.decidedProtest(protest.id, Protest.Outcome(rawValue: outcome.rawValue)!, reason: reason.reason)], by: name,
        recordedAt: now)
      let after = try Situation(writer.reader)
      return after.report(on: try after.requireProtest(protest.id), before: before, after: after)
    }
    try output.show(report)
    if outcome == .granted || outcome == .partly {
      Process.tell(
        retract.isEmpty && saw.isEmpty && !isVoided
          ? "note: no correction came with it (--retract, --saw, --void), so nothing changes; "
            + "'tally decision retract' takes the decision back"
          : "note: the signatures were taken back with the correction: sign the sheet again")
    }
  }
}

/// What follows from a protest that is granted.
struct ProtestCorrections {
  let protest: Protest
  let retract: [Entry.ID]
  let saw: [ItemArgument]
  let void: Bool

  /// Records the answer on the run's sheet, and the corrections: the signatures are taken back first, since they were
  /// given for another sheet.
  func record(_ answer: String, _ writer: StoreWriter, by name: String, now: Int64) throws {
    guard case .run(let run) = protest.subject else {
      if !retract.isEmpty || !saw.isEmpty || void {
        throw CommandError(
          "protest \(protest.id) is against a decision; take that back with 'tally team' or 'tally decision retract'")
      }
      return
    }
    let ruleSets = RuleSets()
    try writer.append(to: run, rules: ruleSets.compile) { desk in
      let state = desk.log.state
      let clock = state.finishClock ?? state.lastClock ?? .zero
      var facts: [Fact] = []
      let why = "protest \(protest.id)"
      if !retract.isEmpty || !saw.isEmpty || void {
        for signature in state.signatures where !retract.contains(signature) {
          facts.append(.retracted(signature, reason: "\(why): the sheet is corrected"))
        }
      }
      facts += retract.map { .retracted($0, reason: why) }
      facts += saw.map { .observed($0.item, at: $0.instance, count: 1) }
      if void { facts.append(.voided(reason: why)) }
      facts.append(.ruled(answer))
      return facts.map { desk.entry($0, by: name, clock: clock, recordedAt: now) }
    }
  }
}

extension RunState {
  /// The signatures that stand.
  var signatures: [Entry.ID] { [refereeSignature, teamSignature].compactMap { $0 } }
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
    guard let ruling = protest.ruling else {
      try output.show(now.report(on: protest, before: now, after: now))
      return
    }
    try output.show(
      now.report(
        on: protest, before: Situation(store, at: .time(ruling.at - 1)), after: Situation(store, at: .time(ruling.at))))
  }
}

extension Situation {
  /// The protest of this name, or a sentence with what was probably meant.
  func requireProtest(_ id: Protest.ID) throws -> Protest {
    if let protest = protests.first(where: { $0.id == id }) { return protest }
    throw unknown("protest", id.text, protests.map(\.id.text), "tally protest list")
  }

  /// A protest with what its decision changed.
  func report(on protest: Protest, before: Situation, after: Situation) -> Report {
    let time = LocalTime(competition)
    let team = competition.team(protest.team)?.name ?? protest.team.text
    var lines = [
      Line("Against: \(protest.subject.words)"),
      Line("Filed by \(team) at \(time.exact(protest.filedAt)): \(protest.text)"),
    ]
    guard let ruling = protest.ruling else {
      lines.append(Line("Open: nobody has decided it yet."))
      return Report(title: "Protest \(protest.id)", blocks: [.lines(lines)])
    }
    lines.append(
      Line(
        "\(ruling.outcome.rawValue.capitalisedFirst) by \(ruling.official) at \(time.exact(ruling.at)): \(ruling.reason)"
      ))
    let changes = BoardChanges(from: (before.board(), before.logs), to: (after.board(), after.logs))
    return Report(
      title: "Protest \(protest.id)",
      blocks: [.lines(lines)] + ChangesView(changes: changes, competition: competition).blocks)
  }
}
