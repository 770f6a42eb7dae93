import RefereeConsole

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The terminal in the console's hands: single keys, the alternate screen; given back as it was found, whatever happens.
///
/// Signals come as bytes through a pipe, so that the loop that waits for keys waits for them too. What ends the process
/// for good (a trap of ours, an abort) gives the terminal back first; only signal 9 cannot be met.
struct TerminalScreen {
  /// Where signals can be read, a byte each.
  let signals: Int32

  /// Takes the terminal; `nil` if the standard streams are none.
  init?() {
    guard isatty(0) == 1, isatty(1) == 1, tcgetattr(0, &found) == 0 else { return nil }
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    signals = ends[0]
    signalEntrance = ends[1]
    for end in ends { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
    for number in [SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGCONT] {
      signal(number) { number in
        var byte = UInt8(truncatingIfNeeded: number)
        _ = systemWrite(signalEntrance, &byte, 1)
      }
    }
    for number in [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE] {
      signal(number) { number in
        giveBack()
        signal(number, SIG_DFL)
        raise(number)
      }
    }
    take()
  }

  /// Single keys, no echo, the alternate screen, pasted text marked as such.
  func take() {
    var raw = found
    raw.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG | IEXTEN)
    raw.c_iflag &= ~tcflag_t(IXON | ICRNL | BRKINT | INPCK | ISTRIP)
    raw.c_cflag |= tcflag_t(CS8)
    withUnsafeMutableBytes(of: &raw.c_cc) { bytes in
      bytes[Int(VMIN)] = 0
      bytes[Int(VTIME)] = 0
    }
    _ = tcsetattr(0, TCSAFLUSH, &raw)
    isTaken = 1
    draw("\u{1B}[?1049h" + TerminalScreen.plainKeys + "\u{1B}[?2004h\u{1B}[?25l")
  }

  /// Cursor keys and keypad as usual, and no word of the mouse or of the window's focus: a program that died here may
  /// have left it otherwise.
  private static let plainKeys =
    "\u{1B}[?1l\u{1B}>" + [1000, 1002, 1003, 1004, 1005, 1006, 1015].map { "\u{1B}[?\($0)l" }.joined()

  /// The terminal as it was found.
  func restore() { giveBack() }

  /// Stops this process as Ctrl-Z does elsewhere, and takes the terminal again when it goes on.
  func suspend() {
    giveBack()
    raise(SIGSTOP)
    take()
  }

  /// Sends text to the terminal, all of it.
  func draw(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { systemWrite(1, $0.baseAddress, $0.count) }
      if written > 0 {
        bytes = bytes.dropFirst(written)
      } else if errno == EAGAIN {
        var descriptor = pollfd(fd: 1, events: Int16(POLLOUT), revents: 0)
        poll(&descriptor, 1, 1000)
      } else if errno != EINTR {
        return
      }
    }
  }

  /// The terminal's size.
  var size: Screen.Size {
    var size = winsize()
    guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return .smallest }
    return Screen.Size(columns: Int(size.ws_col), rows: Int(size.ws_row))
  }

  /// What came within so many milliseconds: keys' bytes, signals, and whether the terminal is gone.
  func wait(milliseconds: Int64) -> (keys: [UInt8], signals: [Int32], isGone: Bool) {
    var descriptors = [
      pollfd(fd: 0, events: Int16(POLLIN), revents: 0), pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
    ]
    poll(&descriptors, 2, Int32(clamping: max(0, milliseconds)))
    let isGone = descriptors[0].revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0
    return (
      descriptors[0].revents & Int16(POLLIN) != 0 ? readBytes(0) : [], readBytes(signals).map { Int32($0) }, isGone
    )
  }

  private func readBytes(_ descriptor: Int32) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = read(descriptor, &buffer, buffer.count)
    return count > 0 ? Array(buffer[..<count]) : []
  }
}

// What signal handlers touch must be global. One console runs in a process, and each is set before any handler is.
nonisolated(unsafe) private var found = termios()
nonisolated(unsafe) private var isTaken: sig_atomic_t = 0
nonisolated(unsafe) private var signalEntrance: Int32 = -1

/// Only calls that a signal handler may make.
private func giveBack() {
  guard isTaken == 1 else { return }
  isTaken = 0
  // End of pasting marks, cursor on, attributes off, the normal screen.
  let text: StaticString = "\u{1B}[?2004l\u{1B}[?25h\u{1B}[0m\u{1B}[?1049l"
  _ = systemWrite(1, text.utf8Start, text.utf8CodeUnitCount)
  _ = tcsetattr(0, TCSANOW, &found)
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  #if canImport(Glibc)
  Glibc.write(descriptor, bytes, count)
  #elseif canImport(Musl)
  Musl.write(descriptor, bytes, count)
  #else
  Darwin.write(descriptor, bytes, count)
  #endif
}

/// What the terminal can show.
enum Screens {
  /// Whether only ASCII may be drawn.
  static var areASCII: Bool {
    let locale =
      Process.environment("LC_ALL") ?? Process.environment("LC_CTYPE") ?? Process.environment("LANG") ?? "UTF-8"
    return !locale.lowercased().replacing("-", with: "").contains("utf8")
  }

  /// Whether the cursor can be moved.
  static var canMove: Bool { Process.environment("TERM") != nil && Process.environment("TERM") != "dumb" }

  /// Whether attributes may be sent.
  static var areStyled: Bool { Process.environment("NO_COLOR") == nil }
}
