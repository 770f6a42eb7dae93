import ArgumentParser
import EventStore
import Operations
import Pages
import Scoring
import Text

/// `tally board …`: what the public sees until a ceremony.
struct BoardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "board", abstract: "Hold the public board for a ceremony, open it table by table, or all of it.",
    discussion: """
      EXAMPLE:
        tally board freeze --reason "until the ceremony"
        tally board reveal coffee
        tally board open
      """, subcommands: [BoardFreeze.self, BoardReveal.self, BoardOpen.self])
}

/// `tally board freeze`.
struct BoardFreeze: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "freeze", abstract: "Hold the public board as it stands, while the log goes on.",
    discussion: """
      'tally standings --public' shows what stood then. A table whose runs are all held is off the board until it is
      revealed: what stands is its result.

      EXAMPLE:
        tally board freeze --reason "until the ceremony"
      """)

  @Option(help: "Why; it is kept and shown.") var reason: String?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var official: OfficialOptions

  func run() throws { try official.freezeBoard(because: reason ?? "", in: database) }
}

/// `tally board open`.
struct BoardOpen: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Let the public board show everything again.",
    discussion: "EXAMPLE:\n  tally board open")

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var official: OfficialOptions

  func run() throws { try official.openBoard(in: database) }
}

/// `tally board reveal`: the ceremony.
struct BoardReveal: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reveal", abstract: "Open a frozen table from the last place up, a place at a time.",
    discussion: """
      On a terminal the screen is the stage: Enter opens the next place, Backspace takes the last one back, q leaves at
      once. A line typed there in error opens nothing. What was opened is recorded, so a ceremony that was interrupted
      goes on where it was, and 'tally standings --public' follows: the table that is being opened, and every table that
      would tell, is off the public board until it has been. Elsewhere one place is opened a call.

      EXAMPLE:
        tally board freeze --reason "until the ceremony"
        tally board reveal coffee
      """)

  @Argument(help: "The challenge, or an overall table.") var table: String
  @Flag(help: "All places at once, from the last up.") var all = false
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var official: OfficialOptions

  func run() throws {
    let store = try official.open(database)
    let situation = try Situation(store)
    let curtain = Curtain(of: try situation.competition.requireTable(table), store: store, by: try official.name())
    try RevealTable(curtain.table, .openNext).check(situation, by: official.name(), called: table)
    if !all, Screens.canMove, let terminal = TerminalScreen() {
      let code = try StageLoop(ceremony: curtain, terminal: terminal).run()
      if code != 0 { throw ExitCode(code) }
      return
    }
    var opened = try curtain.open()
    if opened.isEmpty { return Process.tell("all of '\(table)' has been opened") }
    while !opened.isEmpty {
      Process.answer(opened.map { safeForPeople($0.text) + "\n" }.joined())
      if !all { return }
      opened = try curtain.open()
    }
  }
}

/// `tally reveal`, as it was called before.
struct RevealCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reveal", abstract: BoardReveal.configuration.abstract,
    discussion: "EXAMPLE:\n  tally reveal coffee", shouldDisplay: false)

  @OptionGroup var command: BoardReveal

  func run() throws {
    Process.tellNewName(of: "reveal", is: "board reveal")
    try command.run()
  }
}

extension OfficialOptions {
  /// Holds the public board, and says what is off it.
  func freezeBoard(because reason: String, in database: DatabaseOptions) throws {
    let outcome = try carryOut(FreezeBoard(reason: reason), in: database)
    Process.tell(
      "frozen: 'tally standings --public' shows what stood now; 'tally board reveal' opens tables from the last place up"
    )
    if outcome.over.isEmpty { return }
    let over = outcome.over.map { Words.table($0, in: outcome.competition) }.sorted()
    Process.tell(
      "note: all runs are held of \(over.joined(separator: ", ")): what stands now is the result, and the board would "
        + "tell it. So these tables are off the public board until 'tally board reveal' opens them, or 'tally board open' "
        + "all")
  }

  /// Lets the public board show everything.
  func openBoard(in database: DatabaseOptions) throws {
    try carryOut(OpenBoard(), in: database)
    Process.tell("open: 'tally standings --public' shows everything")
  }
}
