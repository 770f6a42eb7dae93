import EventStore
import Files
import Operations
import Scoring
import Synchronization
import Text

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// What the command asks of the operating system: streams, the environment, the end.
enum Process {
  /// Writes for people: messages, progress, warnings. Whatever is quoted in them, an argument or a stranger's file, acts
  /// on no terminal.
  static func tell(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let safe = lines.map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map { safeForPeople(String($0)) }
    }
    write(safe.map { $0.joined(separator: "\t") }.joined(separator: "\n") + "\n", to: 2)
  }

  /// Writes progress for people: the line is written over by the next.
  static func show(_ text: String) { write(text, to: 2) }

  /// Writes the answer.
  static func answer(_ text: String) { write(text, to: 1) }

  /// Says what is wrong and ends the command.
  static func fail(_ message: String, code: Int32) -> Never {
    tell("error: \(message)")
    exit(code)
  }

  /// Ends the command.
  static func exit(_ code: Int32) -> Never {
    #if canImport(Glibc)
    Glibc.exit(code)
    #elseif canImport(Musl)
    Musl.exit(code)
    #else
    Darwin.exit(code)
    #endif
  }

  /// A file that may grow no further, and a reader that is gone, are errors to report, not reasons to be killed by a
  /// signal: what was recorded must be said. Standard streams that are closed stay apart from files.
  static func prepare() {
    signal(SIGXFSZ, SIG_IGN)
    signal(SIGPIPE, SIG_IGN)
    keepStandardStreamsApart()
  }

  /// What was typed after the command's name. Bytes that are no text are refused: what was made of them would be recorded.
  static func arguments() -> [String] {
    (1..<max(1, Int(CommandLine.argc))).compactMap { index in
      guard let bytes = CommandLine.unsafeArgv[index] else { return nil }
      if let text = String(validatingCString: bytes) { return text }
      fail("'\(String(cString: bytes))' is not UTF-8 text; set the terminal to UTF-8", code: 64)
    }
  }

  // MARK: What stays, whatever becomes of the answer

  private static let kept = Mutex(Kept())

  private struct Kept {
    var names: [String] = []
    var takenIn = 0
    var other: [String] = []

    var words: String? {
      var parts: [String] = []
      if !names.isEmpty {
        let more = names.count > 4 ? " and \(names.count - 3) more" : ""
        parts.append("recorded as " + names.prefix(names.count > 4 ? 3 : 4).joined(separator: ", ") + more)
      }
      if takenIn > 0 { parts.append("\(takenIn) records taken in") }
      parts += other
      return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }
  }

  /// Keeps in mind that something is on the disk: the answer may still fail to be written.
  static func keep(_ recorded: Acknowledgement) {
    kept.withLock {
      $0.names += recorded.names
      $0.takenIn += recorded.takenIn
    }
  }

  /// The same for what is no record: "tally.sqlite was made".
  static func keep(_ words: String) { kept.withLock { $0.other.append(words) } }

  /// Ends the command because its answer could not be written. Where something was recorded that comes first: entering it
  /// again would be the worse mistake.
  static func failToAnswer(_ message: String) -> Never {
    guard let words = kept.withLock({ $0.words }) else { fail(message, code: 1) }
    fail("\(words); only the answer is missing, so do not enter it again: \(message)", code: 74)
  }

  /// A variable of the environment; `nil` if it is not set or empty.
  static func environment(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }

  /// Whether a stream is a terminal.
  static func isTerminal(_ stream: Int32) -> Bool { isatty(stream) == 1 }

  /// The width of the terminal the answer goes to, if it goes to one.
  static var terminalWidth: Int? {
    guard isTerminal(1) else { return nil }
    var size = winsize()
    guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// The time at the desk, in milliseconds since 1970: a label. `TALLY_NOW` fixes it for demonstrations and tests.
  static func now() throws -> Int64 {
    if let fixed = environment("TALLY_NOW") {
      guard let moment = Moment.parse(fixed) else {
        throw CommandError("TALLY_NOW is '\(fixed)', which is no time; write it as 2025-09-23T09:00:05.000Z")
      }
      return moment
    }
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  /// A time that only goes forward, where the system has no better one to offer across processes.
  static func monotonicMilliseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  /// The machine's own clock, by which a run's clock goes on. A fixed time of day has no place on it.
  static var bootTime: BootTime? { timeIsFixed ? nil : BootTime.now() }

  /// Says that a command has another name now.
  static func tellNewName(of old: String, is new: String) {
    tell("note: 'tally \(old)' is called 'tally \(new)' now; the old words go on working")
  }

  /// Whether the time at the desk is fixed by `TALLY_NOW`.
  static var timeIsFixed: Bool { environment("TALLY_NOW") != nil }

  private static let endRequest = Atomic(false)

  /// Whether somebody has asked the command to end, by Ctrl-C or otherwise.
  static var endIsRequested: Bool { endRequest.load(ordering: .relaxed) }

  /// Lets a command end what it is at when it is asked to end.
  static func endOnRequest() {
    // Made before a signal can come: nothing may be made while one is handled.
    endRequest.store(false, ordering: .relaxed)
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM] {
      signal(number) { _ in Process.endRequest.store(true, ordering: .relaxed) }
      sigaddset(&signals, number)
    }
    // Whoever started this process may have handed down a mask under which it would never hear of them.
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// Waits.
  static func sleep(milliseconds: Int) { usleep(UInt32(milliseconds) * 1000) }

  private static func write(_ text: String, to stream: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { systemWrite(stream, $0.baseAddress, $0.count) }
      if written < 0 {
        if errno == EINTR { continue }
        if stream != 1 { return }
        let trouble = FileTrouble()
        // Nobody reads on, as after 'head': that is no mistake, unless something was recorded that must be said.
        if trouble.code == EPIPE, kept.withLock({ $0.words == nil }) {
          signal(SIGPIPE, SIG_DFL)
          raise(SIGPIPE)
        }
        failToAnswer("the answer could not be written (\(trouble))")
      }
      bytes = bytes.dropFirst(written)
    }
  }
}

private func systemWrite(_ stream: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  #if canImport(Glibc)
  Glibc.write(stream, bytes, count)
  #elseif canImport(Musl)
  Musl.write(stream, bytes, count)
  #else
  Darwin.write(stream, bytes, count)
  #endif
}
