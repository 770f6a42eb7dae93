import EventStore
import Operations
import Pages
import RefereeConsole
import Scoring
import Text

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

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
  func announce() throws { _ = try take(.announce) }

  /// Opens the next place, from the last up; nothing where all have been. Recorded before it is shown, so the public
  /// board never lags behind the hall, and looked up where it is written: somebody else may be opening the same table.
  func open() throws -> [RevealedView.Row] {
    let outcome = try take(.openNext)
    guard let place = outcome.opened else { return [] }
    return RevealedView(table, in: outcome.board).rows.filter { $0.rank == place }
  }

  /// Takes the place that was opened last back.
  func takeBack() throws { _ = try take(.takeBack) }

  private func take(_ step: RevealTable.Step) throws -> RevealTable.Outcome {
    try store.carryOut(RevealTable(table, step), by: official, at: Process.now())
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
