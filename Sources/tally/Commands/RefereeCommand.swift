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
    if opened.run.phase == .final, let opening = FinalBeginning(opened.run.id, in: try Situation(store)) {
      Process.tell("note: \(opening.sentence)")
    }
    var options = Console.Options()
    options.rings = !quiet
    options.shadowOf = shadow
    let terminal = inLines ? nil : TerminalScreen()
    options.speaks = terminal == nil
    let code: Int32
    do {
      let session = try RefereeSession(
        store, reopen: { try official.open(database) }, opened, ruleSets: .shared, official: name, options: options,
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
        try Resuming($0, ruleSets: .shared, official: name, challenge: challenge, team: team)
      }
      let id = try resuming.choose(mayAsk: mayAsk)
      guard let opened = try store.read({ try $0.run(id) }) else { throw StoreError.noRun(id) }
      return opened
    }
    let now = try Process.now()
    if let shadow { return try store.carryOut(OpenShadow(of: shadow), by: name, at: now) }
    if let next { return try store.carryOut(OpenNextRun(in: next), by: name, at: now) }
    guard let challenge, let team else { throw ValidationError("name the challenge and the team") }
    let opening = OpenRun(
      of: challenge, for: team, in: rehearse ? .practice : phase ?? .trials, isExtra: extra, takesEmptyRun: true)
    return try store.carryOut(opening, by: name, at: now).run
  }
}
