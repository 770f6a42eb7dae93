import Files
import Scoring
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// How a store waits for other processes: with a word to people after a second, and not for ever.
final class Waiting: Sendable {
  /// The file that everybody waits for, as people call it.
  let path: String
  let limit: Milliseconds
  private let remark: (@Sendable (String) -> Void)?
  private let state: Mutex<State>

  private struct State {
    var since: Int64?
    var limit: Int64
    var hasSpoken = false
  }

  /// After how many milliseconds people are told.
  static let patience: Int64 = 1000

  init(for path: String, atMost limit: Milliseconds, remark: (@Sendable (String) -> Void)?) {
    self.path = path
    self.limit = limit
    self.remark = remark
    state = Mutex(State(limit: limit.count))
  }

  /// From here on the time is counted anew, once there is something to wait for.
  func begin(atMost limit: Milliseconds? = nil) {
    state.withLock { $0 = State(limit: limit?.count ?? self.limit.count) }
  }

  /// Whether to go on waiting; after a while it says for whom.
  func goesOn(for holder: () -> LockHolder?) -> Bool {
    let now = Waiting.now()
    let (isOver, speaks) = state.withLock { state in
      let since = state.since ?? now
      state.since = since
      let speaks = now - since >= Waiting.patience && !state.hasSpoken
      if speaks { state.hasSpoken = true }
      return (now - since >= state.limit, speaks)
    }
    if isOver { return false }
    if speaks { remark?(sentence(holder())) }
    return true
  }

  /// How long may still be waited.
  var left: Int64 {
    let now = Waiting.now()
    return state.withLock { $0.limit - (now - ($0.since ?? now)) }
  }

  private func sentence(_ holder: LockHolder?) -> String {
    let end = "waiting, for \(limit.seconds) s at most"
    guard let holder else { return "another program is at work in \(path); \(end)" }
    return holder.isStopped
      ? "process \(holder.process) is stopped (by Ctrl-Z?) and keeps \(path) locked; 'fg' in its terminal, or "
        + "'kill -CONT \(holder.process)', lets it go on; \(end)"
      : "process \(holder.process) is at work in \(path); \(end)"
  }

  private static func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  /// What SQLite asks when it finds a lock in its way: sleep a little, and try again?
  func busy(_ tries: Int) -> Bool {
    guard goesOn(for: { LockHolder(of: absolutePath(path), "POSIX") }) else { return false }
    usleep(tries < 5 ? 1000 : tries < 20 ? 5000 : 20_000)
    return true
  }
}

/// Which process has a lock on a file, where the system tells.
struct LockHolder: Equatable {
  var process: Int
  /// Whether somebody has stopped it, so that it will not let go by itself.
  var isStopped: Bool

  /// Looks in `/proc/locks`, whose lines read `1: FLOCK  ADVISORY  WRITE 4242 fe:00:131 0 EOF`; who waits has an arrow.
  init?(of path: String, _ kind: String) {
    guard let file = try? FileThere(at: path), let bytes = try? bytesOfFile(at: "/proc/locks", atMost: 1 << 20) else {
      return nil
    }
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count >= 6, words[1] == kind, let process = Int(words[4]), process > 0, process != getpid(),
        words[5].split(separator: ":").last.flatMap({ UInt64($0) }) == file.inode
      else { continue }
      self.process = process
      // The state follows the program's name, which stands in brackets and may hold anything.
      let status = (try? bytesOfFile(at: "/proc/\(process)/stat", atMost: 4096)) ?? []
      let state = status.lastIndex(of: UInt8(ascii: ")")).map { status[($0 + 1)...].drop { $0 == 32 }.first }
      isStopped = state == UInt8(ascii: "T") || state == UInt8(ascii: "t")
      return
    }
    return nil
  }
}
