import Dispatch
import Files
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

// SQLite's own waiting is a matter of luck: each process sleeps and looks again, and whoever sleeps long is passed by those
// who came later. So writers stand in a queue before they ask SQLite: they lock the witness, and when it is let go the
// kernel wakes those who wait, the first first. The lock goes with its process, however that ends. It keeps order and no
// more: what is safe is safe by SQLite's locks, and where there is no witness yet there is no queue.

/// A writer's turn; it ends with the value.
final class Turn {
  private let file: OpenFile

  private init(_ file: OpenFile) { self.file = file }

  deinit { flock(file.descriptor, LOCK_UN) }

  /// Waits for it. `nil` where there is no queue to stand in; throws when it took too long.
  static func wait(at witness: String, _ waiting: Waiting) throws(Overdue) -> Turn? {
    guard let there = try? FileThere(at: witness, following: false), there.kind == .regular,
      let file = try? OpenFile.reading(witness)
    else { return nil }
    if flock(file.descriptor, LOCK_EX | LOCK_NB) == 0 { return Turn(file) }
    if errno != EWOULDBLOCK { return nil }
    let place = Place(file)
    place.stand()
    while !place.isFirst(within: min(Waiting.patience, max(1, waiting.left))) {
      guard waiting.goesOn(for: { LockHolder(of: witness, "FLOCK") }) else {
        if place.leave() { throw Overdue() }
        break
      }
    }
    return Turn(file)
  }

  /// It took longer than may be waited.
  struct Overdue: Error {}
}

/// A place in the queue. The system's own waiting has no end that can be set, so a thread of its own does it.
private final class Place: @unchecked Sendable {
  private let file: OpenFile
  private let isHere = DispatchSemaphore(value: 0)
  private let state = Mutex(State.standing)

  private enum State { case standing, first, gone }

  init(_ file: OpenFile) { self.file = file }

  func stand() {
    DispatchQueue.global(qos: .userInitiated).async { [self] in
      while flock(file.descriptor, LOCK_EX) != 0, errno == EINTR {}
      let isWanted = state.withLock { state in
        if state == .standing { state = .first }
        return state == .first
      }
      if isWanted { isHere.signal() } else { flock(file.descriptor, LOCK_UN) }
    }
  }

  func isFirst(within milliseconds: Int64) -> Bool {
    isHere.wait(timeout: .now() + .milliseconds(Int(milliseconds))) == .success
  }

  /// Gives the place up; false where the turn has just come.
  func leave() -> Bool {
    state.withLock { state in
      if state == .standing { state = .gone }
      return state == .gone
    }
  }
}
