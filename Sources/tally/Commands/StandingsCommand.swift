import ArgumentParser
import EventStore
import Operations
import Pages
import Reports
import Scoring
import Text

/// `tally standings`.
struct StandingsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "standings", abstract: "Show who stands where, and what decided it.",
    discussion: """
      Equal results share a place (=1, =1, 3). Runs count when they have ended; practice never counts. Where a challenge
      has trials and a final, a table of both taken together follows; tables over several challenges come last, or alone
      with --overall, and by its name with everything that made it.

      EXAMPLE:
        tally standings coffee --watch
        tally standings --overall best-team
      """)

  @Argument(help: "The challenge, or with --overall the table (default: all).") var challenge: Challenge.ID?
  @Flag(help: "The tables over several challenges, or the one that is named.") var overall = false
  @Option(help: "Only this phase.") var phase: Phase?
  @Flag(help: "Show again whenever something is recorded, until Ctrl-C.") var watch = false
  @Option(
    help: "As it stood then, by the venue's clock: 14:00, '2025-09-23 14:00', or in UTC 2025-09-23T13:00Z.")
  var asOf: String?
  @Option(help: "As it was published in this revision.") var revision: Int?
  @Flag(
    name: .customLong("public"), help: "What the public may see: frozen until the ceremony, provisional or official.")
  var isPublic = false
  @Option(help: .hidden) var rules: String?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if overall, phase != nil || rules != nil {
      throw ValidationError("--overall shows tables over several challenges; leave out --phase and --rules")
    }
    if rules != nil, challenge == nil {
      throw ValidationError("--rules needs a challenge: tally standings CHALLENGE --rules FILE")
    }
    if isPublic, phase != nil || asOf != nil || revision != nil || rules != nil {
      throw ValidationError("--public shows what the public sees now; leave out the rest")
    }
    // People see both kinds of tables on one page; a file has one table.
    if isPublic, overall, !output.isForMachines || challenge != nil {
      throw ValidationError("--public --overall is for --format csv or json, and of all tables; leave out --overall")
    }
    if asOf != nil, revision != nil { throw ValidationError("--as-of and --revision exclude each other") }
    if watch, output.output != nil { throw ValidationError("--watch shows on the screen; leave out -o") }
    if phase == .practice { throw ValidationError("practice never counts; 'tally run list' shows its runs") }
  }

  func run() throws {
    if rules != nil { Process.tellNewName(of: "standings --rules", is: "rescore") }
    guard watch else { return try show(database.openForReading()) }
    var file = try database.follow()
    // Whoever starts a board for a screen in the hall may have handed down a mask under which it would never end.
    Process.endOnRequest()
    try show(file.store)
    while !Process.endIsRequested {
      Process.sleep(milliseconds: 250)
      let news = file.look()
      switch news {
      case .nothing: continue
      case .recorded, .replaced: showAgain(file.store, file.words(of: news))
      // What was there stays on the screen.
      case .gone, .unreadable: Process.tell(file.words(of: news) ?? "")
      }
    }
  }

  private func showAgain(_ store: EventStore, _ words: String?) {
    // Home and clear, but only on a screen: a file or a pipe gets one table after the other.
    if Process.isTerminal(1) { Process.answer("\u{1B}[H\u{1B}[2J") }
    if let words { Process.tell(words) }
    do {
      try show(store)
    } catch {
      // A screen in the hall goes on: another file may be right again.
      Process.tell("\(safeForPeople(Failure.sentence(for: error))); it is tried again")
    }
  }

  private func show(_ store: EventStore) throws {
    if isPublic {
      let board = try PublicBoard(store, only: challenge)
      if output.isForMachines { return try output.show(overall ? board.overall : board.standings) }
      return try output.show(board.report)
    }
    let (moment, words) = try moment(store)
    if let words, output.isForMachines { Process.tell(words) }
    let situation = try Situation(store, of: overall ? nil : challenge, at: moment)
    var forced: [Challenge.ID: CompiledRules] = [:]
    if let challenge, let rules { forced[challenge] = CompiledRules(try RuleSets.find(rules).0) }
    let scope: StandingsPage.Scope =
      overall ? .overalls(challenge.map { Overall.ID($0.text) }) : .challenges(challenge, phase)
    let page = try StandingsPage(
      situation.board(forcing: forced), scope,
      remarks: [words, rules.map { "what if by \($0)" }].compactMap { $0 })
    if output.isForMachines { try output.show(page.table) } else { try output.show(page.report) }
  }

  /// The moment that is asked about, and how it is named.
  private func moment(_ store: EventStore) throws -> (Situation.AsOf, words: String?) {
    if let revision {
      return (.heads(try Situation(store).requireRevision(revision).heads), "revision \(revision)")
    }
    guard let asOf else { return (.now, nil) }
    let now = try Situation(store)
    let moment = try now.pastMoment(asOf, now: Process.now())
    let time = LocalTime(now.competition)
    // Otherwise the challenge that was asked for would not be known yet.
    if let first = now.decisions.map(\.recordedAt).min(), moment < first {
      throw CommandError(
        "nothing was recorded yet as of \(time.exact(moment)); the first record is of \(time.exact(first))")
    }
    return (.time(moment), "as of \(time.exact(moment))")
  }
}
