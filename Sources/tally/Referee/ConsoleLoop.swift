import RefereeConsole
import Reports
import Scoring

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Drives the console: keys and time in, effects carried out, differences drawn. It keeps nothing of its own.
struct ConsoleLoop {
  let session: RefereeSession

  /// How long other processes' entries may stay unseen, in milliseconds; asking costs some microseconds.
  private static let glance: Int64 = 1000
  /// Waiting for no longer than this, in milliseconds, was no waiting.
  private static let instant: Int64 = 1

  /// Runs on the whole screen; returns how the process shall end.
  func runOnScreen(_ terminal: TerminalScreen) throws -> Int32 {
    defer { terminal.restore() }
    let log = try session.log()
    var (state, effects) = session.console.begin(
      log, at: RefereeSession.monotonic(), wallTime: try Process.now(), stamps: try session.stamps(of: log),
      surroundings: session.surroundings(), size: terminal.size)
    var shown: Screen?
    var keyboard = Keyboard()
    var sheets: [String] = []
    // When it was known last that no byte waits to be read.
    var quietAt = RefereeSession.monotonic()
    while true {
      if let ending = carryOut(&effects, &state, sheets: &sheets, terminal: terminal, shown: &shown) {
        terminal.restore()
        for sheet in sheets { Process.answer(sheet) }
        return ending
      }
      let screen = session.console.screen(of: state)
      terminal.draw(screen.drawing(over: shown, styled: Screens.areStyled))
      shown = screen

      let asked = RefereeSession.monotonic()
      let patience = [keyboard.patience(at: asked), state.nextTick, ConsoleLoop.glance].compactMap { $0 }.min()
      let (bytes, signals, isGone) = terminal.wait(milliseconds: patience ?? ConsoleLoop.glance)
      let now = RefereeSession.monotonic()
      for number in signals {
        switch number {
        case SIGWINCH: effects += session.console.step(&state, .resize(terminal.size), at: now)
        case SIGCONT:
          terminal.take()
          shown = nil
        default: return 128 + number
        }
      }
      if isGone, bytes.isEmpty { return 128 + SIGHUP }
      // Bytes that were waited for came just now; those that lay there came while something was being saved or drawn.
      let since = now - asked > ConsoleLoop.instant ? now : quietAt
      quietAt = now
      let inputs = bytes.isEmpty ? keyboard.rest(at: now) : keyboard.read(bytes, since: since, at: now)
      for input in inputs {
        if case .pressed(let press) = input, press.key == .redraw { shown = nil }
        effects += session.console.step(&state, input, at: now)
        // Each key is carried out before the next is looked at: on disk before on screen.
        if let ending = carryOut(&effects, &state, sheets: &sheets, terminal: terminal, shown: &shown) {
          terminal.restore()
          for sheet in sheets { Process.answer(sheet) }
          return ending
        }
      }
      if inputs.isEmpty { effects += session.console.step(&state, .tick, at: now) }
      lookAround(&state, &effects)
    }
  }

  /// Runs line by line: for screen readers, for terminals that cannot move the cursor, for pipes.
  func runInLines() throws -> Int32 {
    let log = try session.log()
    var (state, effects) = session.console.begin(
      log, at: RefereeSession.monotonic(), wallTime: try Process.now(), stamps: try session.stamps(of: log),
      surroundings: session.surroundings(), size: Screen.Size(columns: 80, rows: 24))
    var shown: Screen?
    var sheets: [String] = []
    var input = LineInput()
    var typed = TypedLines()
    let isTyped = isatty(0) == 1
    while true {
      let ending = carryOut(&effects, &state, sheets: &sheets, terminal: nil, shown: &shown)
      for sheet in sheets { Process.answer(sheet) }
      sheets = []
      if let ending { return ending }
      let patience = [typed.patience(at: RefereeSession.monotonic()), state.nextTick, ConsoleLoop.glance]
      let outcome = input.next(milliseconds: patience.compactMap { $0 }.min() ?? ConsoleLoop.glance)
      let now = RefereeSession.monotonic()
      var inputs: [Input]
      switch outcome {
      case .line(let line): inputs = isTyped ? typed.take(line, at: now) : [.line(line)]
      case .nothing: inputs = typed.rest(at: now)
      case .end:
        inputs = typed.settle()
        if inputs.isEmpty { return 0 }
      }
      if inputs.isEmpty { inputs = [.tick] }
      for next in inputs {
        effects += session.console.step(&state, next, at: now)
        if let ending = carryOut(&effects, &state, sheets: &sheets, terminal: nil, shown: &shown) { return ending }
      }
      lookAround(&state, &effects)
    }
  }

  /// Tells the console what happened besides it.
  private func lookAround(_ state: inout ConsoleState, _ effects: inout [Effect]) {
    for news in session.news(state.log) {
      effects += session.console.step(&state, news, at: RefereeSession.monotonic())
    }
  }

  /// Carries out what the console asks for, and what that leads to; the exit code once it asks to leave.
  private func carryOut(
    _ effects: inout [Effect], _ state: inout ConsoleState, sheets: inout [String], terminal: TerminalScreen?,
    shown: inout Screen?
  ) -> Int32? {
    while !effects.isEmpty {
      switch effects.removeFirst() {
      case .append(let draft):
        for outcome in session.record(draft, knowing: state.log) {
          effects += session.console.step(&state, outcome, at: RefereeSession.monotonic())
        }
      case .bell:
        if let terminal { terminal.draw("\u{7}") } else { Process.answer("\u{7}") }
      case .say(let line): if terminal == nil { Process.answer(line + "\n") }
      case .printSheet(let lines): sheets.append(lines.joined(separator: "\n") + "\n")
      case .leave: return 0
      case .suspend:
        terminal?.suspend()
        shown = nil
      }
    }
    return nil
  }
}

/// Lines from standard input, with a limit to the waiting.
private struct LineInput {
  enum Outcome { case line(String), nothing, end }

  private var waiting: [UInt8] = []
  private var hasEnded = false

  mutating func next(milliseconds: Int64) -> Outcome {
    if let line = takeLine() { return .line(line) }
    if hasEnded { return .end }
    var descriptor = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
    guard poll(&descriptor, 1, Int32(clamping: milliseconds)) > 0 else { return .nothing }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = read(0, &buffer, buffer.count)
    if count <= 0 {
      hasEnded = true
      if !waiting.isEmpty { waiting.append(10) }
    } else {
      waiting += buffer[..<count]
    }
    return takeLine().map { .line($0) } ?? (hasEnded ? .end : .nothing)
  }

  private mutating func takeLine() -> String? {
    guard let end = waiting.firstIndex(of: 10) else { return nil }
    let line = String(decoding: waiting[..<end].filter { $0 != 13 }, as: UTF8.self)
    waiting.removeSubrange(...end)
    return line
  }
}
