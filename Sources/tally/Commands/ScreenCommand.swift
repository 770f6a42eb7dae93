import ArgumentParser
import EventStore
import Operations
import Pages
import Reports
import Scoring

/// `tally screen …`: what the screens in the hall show.
struct ScreenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "screen", abstract: "Say what a named screen in the hall shows.",
    discussion: """
      A screen that was opened as http://…/hall/?screen=left takes up at once what it is given, without anybody going there.

      EXAMPLE:
        tally screen set left coffee best --every 20
        tally screen list
      """,
    subcommands: [ScreenSet.self, ScreenList.self, ScreenClear.self], defaultSubcommand: ScreenList.self)
}

/// `tally screen set`.
struct ScreenSet: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Let a screen show these tables, one after the other.",
    discussion: "EXAMPLE:\n  tally screen set left coffee best next --every 20")

  @Argument(help: "The screen's name, as in /hall/?screen=NAME.") var name: String
  @Argument(help: "Challenges, overall tables, 'next' and 'runs' (default: everything).") var pages: [String] = []
  @Option(help: "Seconds for each page, 3 to 3600.") var every = 12
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if !(3...3600).contains(every) { throw ValidationError("--every is 3 to 3600 seconds") }
    if name.isEmpty || pathName(name) != name || name.utf8.count > 60 {
      throw ValidationError("a screen's name is 1 to 60 letters, digits, '-' and '_'")
    }
  }

  func run() throws {
    let competition = try database.openForReading().read { try $0.competition() }
    let known = competition.challenges.map(\.id.text) + competition.overalls.map(\.id.text) + ["next", "runs"]
    for page in pages where !known.contains(page) {
      throw Unknown(.challengeOrTable, page, among: known)
    }
    let file = ScreenFile(of: database.path)
    let screen = Screen(name: name, pages: pages.map { pathName($0) }, seconds: every)
    try file.write(file.read().filter { $0.name != name } + [screen])
  }
}

/// `tally screen list`.
struct ScreenList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Show what the screens were given.", discussion: "EXAMPLE:\n  tally screen list")

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    var table = Table(columns: [
      Table.Column("screen", "Screen"), Table.Column("pages", "Shows"),
      Table.Column("every", "Seconds each", alignment: .trailing),
    ])
    for screen in try ScreenFile(of: database.path).read() {
      let pages = screen.pages.isEmpty ? "everything" : screen.pages.joined(separator: ", ")
      table.append([.text(screen.name), .text(pages), .integer(screen.seconds)])
    }
    try output.show(table)
  }
}

/// `tally screen clear`.
struct ScreenClear: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clear", abstract: "Let a screen show everything again.",
    discussion: "EXAMPLE:\n  tally screen clear left")

  @Argument(help: "The screen's name.") var name: String
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let file = ScreenFile(of: database.path)
    let screens = try file.read()
    guard screens.contains(where: { $0.name == name }) else {
      throw Unknown(.screen, name, among: screens.map(\.name))
    }
    try file.write(screens.filter { $0.name != name })
  }
}
