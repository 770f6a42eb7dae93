import ArgumentParser
import EventStore
import Operations
import Pages
import RefereeConsole
import Reports
import Scoring
import Text

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// `tally referee`: the console.
struct RefereeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "referee", abstract: "Referee a run on the console: one key a fact, everything can be taken back.",
    discussion: """
      Each key is on the disk before it is on the screen; ? shows the keys. Without a terminal that can move its cursor
      (TERM=dumb), or with --lines, it goes line by line, which screen readers can follow.

      EXAMPLE:
        tally referee coffee lasr --official R2
        tally referee --next shop              takes the next run of the running order in this arena
        tally referee --resume                 goes on with the run that was open; lists them where several are
        tally referee coffee lasr --rehearse   trains a referee: the robot is played, nothing counts
        tally referee --shadow coffee-3        a second referee's book; compare with: tally run compare coffee-3
      """)

  @Argument(help: "The challenge.") var challenge: Challenge.ID?
  @Argument(help: "The team.") var team: Team.ID?
  @Option(help: "trials, final or practice (practice never counts).") var phase: Phase?
  @Option(help: "Take the next run of the running order in this arena.") var next: Arena.ID?
  @Flag(help: "Go on with the run that was open.") var resume = false
  @Flag(help: "Train: a scripted robot is played in a practice run, and what was missed is told afterwards.")
  var rehearse = false
  @Option(help: "Keep a second book of this run; it never counts.") var shadow: Run.ID?
  @Flag(help: "One run more than planned.") var extra = false
  @Flag(help: "No bell.") var quiet = false
  @Flag(help: "Line by line.") var lines = false
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var official: OfficialOptions

  func validate() throws {
    if next != nil, challenge != nil || resume || shadow != nil || rehearse {
      throw ValidationError("--next takes the run from the running order; leave out the rest")
    }
    if resume || shadow != nil || next != nil { return }
    if challenge == nil || team == nil {
      throw ValidationError("name the challenge and the team, as in: tally referee coffee lasr; or --resume")
    }
    if rehearse, phase != nil, phase != .practice {
      throw ValidationError("a rehearsal is practice; leave out --phase")
    }
  }

  func run() throws {
    let store = try official.open(database)
    let name = try official.name()
    let inLines = lines || !Screens.canMove
    let opened = try choose(in: store, by: name, mayAsk: inLines || isatty(0) == 1)
    if opened.run.phase == .final, let note = QualifiedWords.opening(opened.run.id, in: try Situation(store)) {
      Process.tell("note: \(note)")
    }
    var options = Console.Options()
    options.rings = !quiet
    options.shadowOf = shadow
    let terminal = inLines ? nil : TerminalScreen()
    options.speaks = terminal == nil
    let code: Int32
    do {
      let session = try RefereeSession(
        store, reopen: { try official.open(database) }, opened, ruleSets: RuleSets(), official: name, options: options,
        rehearsal: rehearse)
      let loop = ConsoleLoop(session: session)
      code = try terminal.map(loop.runOnScreen) ?? loop.runInLines()
    } catch {
      terminal?.restore()
      throw error
    }
    if code != 0 { throw ExitCode(code) }
    Process.tell(
      "\(opened.run.id): 'tally run explain \(opened.run.id)' shows the sheet; 'tally referee --resume' goes on if it is open"
    )
  }

  /// The run to referee: the one that was open, a shadow of another, or a new one.
  private func choose(in store: EventStore, by name: String, mayAsk: Bool) throws -> OpenedRun {
    if resume {
      let resuming = try store.read {
        try Resuming($0, ruleSets: RuleSets(), official: name, challenge: challenge, team: team)
      }
      let id = try resuming.choose(mayAsk: mayAsk)
      guard let opened = try store.read({ try $0.run(id) }) else { throw StoreError.noRun(id) }
      return opened
    }
    let opening = RunOpening(by: name, recordedAt: try Process.now(), isExtra: extra)
    return try store.write { writer in
      if let shadow { return try opening.shadow(of: shadow, writer) }
      if let next { return try opening.next(in: next, writer) }
      let phase = rehearse ? Phase.practice : self.phase ?? .trials
      return try opening.open(challenge!, team!, phase, writer)
    }
  }
}

/// Finds or opens the run that a console is for.
struct RunOpening {
  let by: String
  let recordedAt: Int64
  /// Whether a run may be opened beyond those that are planned.
  var isExtra = false

  /// The team's next run; one that was opened and never written in is taken first.
  func open(_ challenge: Challenge.ID, _ team: Team.ID, _ phase: Phase, _ writer: StoreWriter) throws -> OpenedRun {
    let competition = try writer.reader.competitionWithoutOrder()
    _ = (try competition.require(challenge), try competition.require(team))
    if let id = try writer.reader.openRun(of: challenge, for: team), let open = try writer.reader.run(id) {
      // A console that was left before anything was logged has opened a run already: it is this one.
      let log = try writer.reader.log(of: id, rules: RuleSets().compile)
      if open.run.phase == phase, log.entries.isEmpty { return open }
      throw CommandError(
        "run \(id) of \(team) has not ended; 'tally referee --resume \(challenge) \(team)' goes on with it")
    }
    return try openNew(challenge, team, phase, writer)
  }

  /// The team's next run, if it may have one.
  func openNew(_ challenge: Challenge.ID, _ team: Team.ID, _ phase: Phase, _ writer: StoreWriter) throws -> OpenedRun {
    try openTurn(challenge, team, phase, writer).run
  }

  /// The team's next run, if it may have one, with what it is of how many.
  func openTurn(_ challenge: Challenge.ID, _ team: Team.ID, _ phase: Phase, _ writer: StoreWriter) throws -> OpenedTurn
  {
    let competition = try writer.reader.competitionWithoutOrder()
    let challenge = try competition.require(challenge)
    let team = try competition.require(team)
    guard competition.isEntered(team.id, in: challenge.id) else {
      throw CommandError(
        "\(team.id) has not entered \(challenge.id); "
          + "'tally team add \(team.id) NAME --challenge \(challenge.id)' enters it")
    }
    if let withdrawal = competition.withdrawal(of: team.id, from: challenge.id) {
      throw CommandError("\(team.id) has withdrawn: \(safeForPeople(withdrawal.reason))")
    }
    guard let document = try writer.reader.ruleSet(digest: challenge.rules.digest) else {
      throw StoreError.noRuleSet(challenge.rules)
    }
    let planned = try challenge.runs(in: phase) { try RuleSets().compile(document).ruleSet }
    let held = try writer.reader.lives(of: challenge.id, phase, for: team.id).thatTookATurn.count
    if phase == .final { try requireFinalist(team, of: challenge, writer) }
    if phase != .practice, !isExtra, let planned, held >= planned {
      throw CommandError(
        "\(team.id) has had its \(Words.count(Points(planned), "run")) of the \(phase.rawValue) of \(challenge.id); "
          + "--extra opens one more all the same (void and spoilt runs do not count)")
    }
    let opened = try writer.openRun(
      of: challenge.id, for: team.id, in: phase, under: document, by: by, recordedAt: recordedAt)
    return OpenedTurn(run: opened, challenge: challenge, team: team, turn: held + 1, planned: planned)
  }

  /// Throws where the team is not in the final, or nobody is yet.
  private func requireFinalist(_ team: Team, of challenge: Challenge, _ writer: StoreWriter) throws {
    let finalists = try Situation(writer.reader, of: challenge.id).board().finalists(of: challenge.id)
    if finalists == nil, challenge.hasQualification {
      throw CommandError("nobody has qualified for the final of \(challenge.id) yet: its trials have no result")
    }
    if let finalists, !finalists.contains(team.id) {
      let names = finalists.map(\.text).joined(separator: ", ")
      throw CommandError(
        "\(team.id) is not in the final of \(challenge.id) (\(names)); "
          + "'tally finalists \(challenge.id) --admit \(team.id) --reason TEXT' admits it")
    }
  }

  /// The next run of the running order in an arena, opened already or not.
  func next(in arena: Arena.ID, _ writer: StoreWriter) throws -> OpenedRun {
    let competition = try writer.reader.competition()
    let arena = try competition.require(arena)
    let order = try RunningOrder(competition, of: arena.id, writer.reader)
    guard let (slot, run) = order.waiting(in: arena.id).first else {
      throw CommandError("nothing more is planned in arena '\(arena.id)'; 'tally schedule' shows the running order")
    }
    if let run, let opened = try writer.reader.run(run.run.id) { return opened }
    return try open(slot.challenge, slot.team, slot.phase, writer)
  }

  func shadow(of id: Run.ID, _ writer: StoreWriter) throws -> OpenedRun {
    guard let original = try writer.reader.run(id) else {
      throw unknown("run", id.text, try writer.reader.runs().map(\.run.id.text), "tally run list")
    }
    guard let document = try writer.reader.ruleSet(digest: original.run.rules.digest) else {
      throw StoreError.noRuleSet(original.run.rules)
    }
    let opened = try writer.openRun(
      of: original.run.challenge, for: original.run.team, in: .practice, under: document, by: by,
      recordedAt: recordedAt,
      besidesOpenRun: true)
    try writer.append(to: opened.run.id, rules: RuleSets().compile) { desk in
      [desk.entry(.shadow(of: id), by: by, clock: .zero, recordedAt: recordedAt)]
    }
    return opened
  }
}

/// A run that was opened, and which of the team's runs of the phase it is.
struct OpenedTurn {
  var run: OpenedRun
  var challenge: Challenge
  var team: Team
  /// The turn, not the run's own number: void and spoilt runs are held again.
  var turn: Int
  /// How many the team has; `nil`: nobody has said.
  var planned: Int?

  /// "LASR · Coffee shop · trial 2 of 3".
  var title: String {
    let title = "\(team.name) · \(challenge.title) · \(run.run.phase.runTitle) \(turn)"
    guard let planned else { return title }
    return title + " of \(planned)" + (turn > planned ? " (one more than planned)" : "")
  }
}

/// `tally run compare`.
struct RunCompare: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "List where two books of one run differ, before it is signed.",
    discussion: """
      Without a second run, the shadow books of the run are compared ('tally referee --shadow RUN'). Exit code 0 if they
      agree, 1 if they differ.

      EXAMPLE:
        tally run compare coffee-3
      """)

  @Argument(help: .run) var id: Run.ID
  @Argument(help: "Another run to compare with (default: its shadow books).") var other: Run.ID?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let ruleSets = RuleSets()
    let (original, books) = try database.openForReading().read { reader in
      for name in [id] + [other].compactMap({ $0 }) where try reader.run(name) == nil {
        throw unknown("run", name.text, try reader.runs().map(\.run.id.text), "tally run list")
      }
      let original = try reader.log(of: id, rules: ruleSets.compile)
      if let other { return (original, [try reader.log(of: other, rules: ruleSets.compile)]) }
      let books = try reader.logs(of: original.run.challenge, rules: ruleSets.compile)
        .filter { $0.run.id != id && $0.shadowOf == id }
      return (original, books)
    }
    if books.isEmpty {
      throw CommandError("run \(id) has no shadow book; 'tally referee --shadow \(id)' keeps one, or name a second run")
    }
    var report = Report(title: "\(id) compared", blocks: [])
    var differs = false
    for book in books {
      let comparison = Comparison(of: original, with: book)
      differs = differs || !comparison.differences.isEmpty
      report.blocks += [
        .heading("with \(book.run.id): \(comparison.agreed) of \(comparison.compared) agree"),
        .table(table(comparison, book)),
      ]
    }
    try output.show(report)
    if differs { throw ExitCode(1) }
  }

  private func table(_ comparison: Comparison, _ book: RunLog) -> Table {
    var table = Table(columns: [
      Table.Column("what", "What"), Table.Column("first", id.text), Table.Column("second", book.run.id.text),
      Table.Column("note", "Note"),
    ])
    for difference in comparison.differences {
      table.append([
        .text(title(of: difference.subject, in: book.rules.ruleSet)), .text(difference.first), .text(difference.second),
        .text(difference.isOnlyTiming ? "only the time differs" : ""),
      ])
    }
    return table
  }

  private func title(of subject: Comparison.Subject, in rules: RuleSet) -> String {
    switch subject {
    case .item(let item, let instance): rules.title(of: item, at: instance)
    case .end: "why it ended"
    case .endClock: "the clock at its end"
    case .restarts: "restarts"
    case .void: "whether it counts"
    case .total: "the total"
    }
  }
}
