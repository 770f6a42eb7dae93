import ArgumentParser
import EventStore
import Reports
import Scoring

/// `tally standings`.
struct StandingsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "standings", abstract: "Show who stands where, and what decided it.",
    discussion: """
      Equal results share a place (=1, =1, 3). Runs count when they have ended; practice never counts.

      EXAMPLE:
        tally standings coffee --watch
      """)

  @Argument(help: "The challenge (default: all).") var challenge: Challenge.ID?
  @Option(help: "Only this phase.") var phase: Phase?
  @Flag(help: "Show again whenever something is recorded, until Ctrl-C.") var watch = false
  @Option(help: "As it stood then, for example 2025-09-23T14:00:00Z.") var asOf: String?
  @Option(help: "What if: score by these rules instead (one challenge).") var rules: String?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if rules != nil, challenge == nil {
      throw ValidationError("--rules needs a challenge: tally standings CHALLENGE --rules FILE")
    }
    if watch, output.output != nil { throw ValidationError("--watch shows on the screen; leave out -o") }
    if phase == .practice { throw ValidationError("practice never counts; 'tally run list' shows its runs") }
  }

  func run() throws {
    let store = try database.openForReading()
    try show(store)
    guard watch else { return }
    var version = try store.dataVersion()
    while true {
      Process.sleep(milliseconds: 250)
      let current = try store.dataVersion()
      if current == version { continue }
      version = current
      // Home and clear, but only on a screen: a file or a pipe gets one table after the other.
      if Process.isTerminal(1) { Process.answer("\u{1B}[H\u{1B}[2J") }
      try show(store)
    }
  }

  private func show(_ store: EventStore) throws {
    let situation = try Situation(store, of: challenge, at: asOf.map { .time(try moment($0)) } ?? .now)
    var forced: [Challenge.ID: CompiledRules] = [:]
    if let challenge, let rules { forced[challenge] = CompiledRules(try RuleSets.find(rules).0) }
    let board = situation.board(forcing: forced)
    let tables = board.tables.filter {
      (challenge == nil || $0.challenge.id == challenge) && (phase == nil || $0.phase == phase)
    }
    let views = tables.map { StandingsView(table: $0, competition: board.competition) }
    if output.isForMachines {
      try output.show(Table(columns: StandingsView.columns, rows: views.flatMap(\.rows)))
    } else {
      try output.show(Report(title: title(board.competition), blocks: views.map { .table($0.forPeople) }))
    }
  }

  private func title(_ competition: Competition) -> String {
    var title = competition.name
    if let asOf { title += ", as of \(asOf)" }
    if let rules { title += ", what if by \(rules)" }
    return title
  }

  private func moment(_ text: String) throws -> Int64 {
    guard let moment = Moment.parse(text) else {
      throw CommandError("'\(safeForPeople(text))' is no time; write it as 2025-09-23T14:00:00Z (UTC)")
    }
    return moment
  }
}
