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

/// `tally reveal`: the ceremony.
struct RevealCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reveal", abstract: "Open a frozen table from the last place up, a place at a time.",
    discussion: """
      On a terminal the screen is the stage: Enter opens the next place, Backspace takes the last one back, q leaves at
      once. A line typed there in error opens nothing. What was opened is recorded, so a ceremony that was interrupted
      goes on where it was, and 'tally standings --public' follows: the table that is being opened, and every table that
      would tell, is off the public board until it has been. Elsewhere one place is opened a call.

      EXAMPLE:
        tally publish --freeze --reason "until the ceremony"
        tally reveal coffee
      """)

  @Argument(help: "The challenge, or an overall table.") var table: String
  @Flag(help: "All places at once, from the last up.") var all = false
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var official: OfficialOptions

  func run() throws {
    let name = try official.name()
    let store = try official.open(database)
    let situation = try Situation(store)
    try situation.competition.require(name, .organiser, to: "opens the results")
    let ceremony = Curtain(of: try place(in: situation.competition), store: store, by: name)
    if try ceremony.view().rows.isEmpty { throw CommandError("'\(table)' has no ranked team yet") }
    guard situation.competition.frozenAt != nil else {
      throw CommandError("the public board is not frozen; 'tally publish --freeze' holds it for a ceremony")
    }
    if !all, Screens.canMove, let terminal = TerminalScreen() {
      let code = try StageLoop(ceremony: ceremony, terminal: terminal).run()
      if code != 0 { throw ExitCode(code) }
      return
    }
    var opened = try ceremony.open()
    if opened.isEmpty { return Process.tell("all of '\(table)' has been opened") }
    while !opened.isEmpty {
      Process.answer(opened.map { safeForPeople($0.text) + "\n" }.joined())
      if !all { return }
      opened = try ceremony.open()
    }
  }

  private func place(in competition: Competition) throws -> Tie.Place {
    let (overall, challenge) = (Overall.ID(table), Challenge.ID(table))
    if competition.overall(overall) != nil { return .overall(overall) }
    if competition.challenge(challenge) != nil { return .challenge(challenge) }
    throw unknown(
      "challenge or table", table, competition.challenges.map(\.id.text) + competition.overalls.map(\.id.text),
      "tally challenge list")
  }
}

/// A table behind its curtain, which goes up a place at a time. What is open is what was recorded.
struct Curtain {
  let table: Tie.Place
  private let store: EventStore
  private let official: String

  init(of table: Tie.Place, store: EventStore, by official: String) {
    self.table = table
    self.store = store
    self.official = official
  }

  /// The table as it is now.
  func view() throws -> RevealedView { RevealedView(table, in: try Situation(store).board()) }

  /// From which place on it is open; `nil`: nothing is.
  func openFrom() throws -> Int? { try store.read { try $0.competition() }.revealed[table] }

  /// Says that it is going to be opened, before the first place is: from now on it is off the public board.
  func announce() throws {
    let now = try Process.now()
    try store.write { writer in
      let situation = try Situation(writer.reader)
      guard situation.competition.frozenAt != nil, situation.competition.revealed[table] == nil else { return }
      let last = RevealedView(table, in: situation.board()).places.first ?? 0
      try writer.decide([.revealed(table, fromPlace: last + 1)], by: official, recordedAt: now)
    }
  }

  /// Opens the next place, from the last up; nothing where all have been. Recorded before it is shown, so the public
  /// board never lags behind the hall, and looked up where it is written: somebody else may be opening the same table.
  func open() throws -> [RevealedView.Row] {
    let now = try Process.now()
    return try store.write { writer in
      let situation = try Situation(writer.reader)
      guard situation.competition.frozenAt != nil else { return [] }
      let view = RevealedView(table, in: situation.board())
      let open = situation.competition.revealed[table] ?? .max
      guard let next = view.places.first(where: { $0 < open }) else { return [] }
      try writer.decide([.revealed(table, fromPlace: next)], by: official, recordedAt: now)
      return view.rows.filter { $0.rank == next }
    }
  }

  /// Takes the place that was opened last back.
  func takeBack() throws {
    let now = try Process.now()
    try store.write { writer in
      let situation = try Situation(writer.reader)
      guard let open = situation.competition.revealed[table] else { return }
      let places = RevealedView(table, in: situation.board()).places
      guard let last = places.first, open <= last else { return }
      let retracted = Set(
        situation.decisions.compactMap { if case .retracted(let target, _) = $0.ruling { target } else { nil } })
      let opening = situation.decisions.filter { decision in
        decision.ruling == .revealed(table, fromPlace: open) && !retracted.contains(decision.id)
      }
      try writer.decide(
        opening.map { .retracted($0.id, reason: "taken back on the stage") }, by: official, recordedAt: now)
    }
  }
}

/// Keys in, places out: the loop of a ceremony on a terminal.
struct StageLoop {
  let ceremony: Curtain
  let terminal: TerminalScreen

  /// How long what others open may stay unseen, in milliseconds.
  private static let glance: Int64 = 250

  /// Runs until somebody leaves; how the process shall end.
  func run() throws -> Int32 {
    defer { terminal.restore() }
    try ceremony.announce()
    var (keyboard, stage) = (Keyboard(), StageKeys())
    var hint = true
    var shown = ""
    while true {
      let picture = try self.picture(hint: hint || stage.isStray)
      if picture != shown {
        terminal.draw(picture)
        shown = picture
      }
      let patience = keyboard.patience(at: RefereeSession.monotonic()) ?? StageLoop.glance
      let (bytes, signals, isGone) = terminal.wait(milliseconds: min(patience, StageLoop.glance))
      let now = RefereeSession.monotonic()
      for number in signals {
        switch number {
        case SIGWINCH: shown = ""
        case SIGCONT:
          terminal.take()
          shown = ""
        default: return 128 + number
        }
      }
      if isGone, bytes.isEmpty { return 128 + SIGHUP }
      // Whatever lay there came at one moment: nobody types ahead at a ceremony.
      for input in bytes.isEmpty ? keyboard.rest(at: now) : keyboard.read(bytes, since: now, at: now) {
        let wish = stage.wish(input)
        hint = wish == .hint
        switch wish {
        case .open: _ = try ceremony.open()
        case .takeBack: try ceremony.takeBack()
        case .leave: return 0
        case .redraw: shown = ""
        case .suspend:
          terminal.suspend()
          shown = ""
        case .hint, .nothing: break
        }
      }
    }
  }

  /// The title, and below it what is open, the best place first.
  private func picture(hint: Bool) throws -> String {
    let view = try ceremony.view()
    let open = try ceremony.openFrom() ?? .max
    var lines = ["", "  " + bold(view.title), ""]
    for row in view.rows where row.rank >= open {
      lines.append("  " + bold(row.place.leftPadded(to: 3) + "  " + safeForPeople(row.name)))
      let details = [row.result, row.reason].filter { !$0.isEmpty }.joined(separator: " · ")
      if !details.isEmpty { lines.append("       " + safeForPeople(details)) }
    }
    let size = terminal.size
    lines = Array(lines.prefix(max(1, size.rows - 2)))
    var text = "\u{1B}[H\u{1B}[2J" + lines.joined(separator: "\r\n")
    if hint {
      text += "\u{1B}[\(size.rows);1HEnter opens the next place · Backspace takes the last back · q leaves"
    }
    return text
  }

  private func bold(_ text: String) -> String { Screens.areStyled ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
}

extension String {
  fileprivate func leftPadded(to width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }
}
