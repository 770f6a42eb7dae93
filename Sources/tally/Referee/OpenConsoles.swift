import RefereeConsole

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Which consoles are open on a competition's file: a file beside it, in which each of them has a place that it keeps
/// locked. The system lets go of the lock when the process ends, however it ends, so nobody is listed who is gone.
///
/// It is advice and no gate: where the file cannot be made, nobody is told, and the console works as well.
final class OpenConsoles {
  private let path: String
  private let run: String
  private var file: Int32 = -1
  private var place: Int64 = -1

  /// How many bytes a place has.
  private static let length: Int64 = 512
  /// How many consoles are looked for.
  private static let places: Int64 = 64
  /// Who comes and goes holds this byte, so that the file is not taken away under one who comes.
  private static let door: Int64 = 1 << 30

  /// Takes a place for a console on a run of this competition.
  init(beside database: String, run: String, official: String, terminal: String) {
    path = database + ".consoles"
    self.run = run
    let words = [run, official, terminal].map { word in
      String(String.UnicodeScalarView(word.unicodeScalars.filter { $0.value >= 32 }.prefix(100)))
    }
    open(saying: words.joined(separator: "\t") + "\n")
  }

  deinit { leave() }

  private func open(saying line: String) {
    for _ in 0..<5 {
      file = systemOpen(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
      guard file >= 0, lock(OpenConsoles.door, F_WRLCK, waits: true) else { return leave() }
      // Somebody may have taken the file away between the two.
      var (here, there) = (stat(), stat())
      if fstat(file, &here) == 0, stat(path, &there) == 0, here.st_ino == there.st_ino, here.st_dev == there.st_dev {
        break
      }
      close(file)
      file = -1
    }
    defer { _ = lock(OpenConsoles.door, F_UNLCK, waits: false) }
    for number in 0..<OpenConsoles.places where lock(number * OpenConsoles.length, F_WRLCK, waits: false) {
      place = number
      var bytes = Array(line.utf8.prefix(Int(OpenConsoles.length)))
      bytes += Array(repeating: 0, count: Int(OpenConsoles.length) - bytes.count)
      _ = pwrite(file, bytes, bytes.count, off_t(number * OpenConsoles.length))
      return
    }
  }

  /// The other consoles that are open on the same run, as people name them: `R2 at desk-1`.
  func others() -> [String] {
    guard file >= 0 else { return [] }
    var found: [String] = []
    for number in 0..<OpenConsoles.places where number != place && isTaken(number) {
      var bytes = [UInt8](repeating: 0, count: Int(OpenConsoles.length))
      let count = pread(file, &bytes, bytes.count, off_t(number * OpenConsoles.length))
      guard count > 0 else { continue }
      let words = String(decoding: bytes.prefix(count).prefix { $0 != 10 && $0 != 0 }, as: UTF8.self)
        .split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      if words.count == 3, words[0] == run { found.append("\(words[1]) at \(words[2])") }
    }
    return found
  }

  /// Gives the place back, and takes the file away with the last console.
  func leave() {
    guard file >= 0 else { return }
    if lock(OpenConsoles.door, F_WRLCK, waits: true) {
      let isLast = !(0..<OpenConsoles.places).contains { $0 != place && isTaken($0) }
      if isLast { unlink(path) }
    }
    // Closing lets go of every lock.
    close(file)
    file = -1
  }

  private func isTaken(_ number: Int64) -> Bool {
    var range = range(number * OpenConsoles.length, F_WRLCK)
    guard withUnsafeMutablePointer(to: &range, { fcntl(file, F_GETLK, $0) }) == 0 else { return false }
    return range.l_type != Int16(F_UNLCK)
  }

  private func lock(_ start: Int64, _ kind: Int32, waits: Bool) -> Bool {
    var range = range(start, kind)
    return withUnsafeMutablePointer(to: &range) { fcntl(file, waits ? F_SETLKW : F_SETLK, $0) } == 0
  }

  private func range(_ start: Int64, _ kind: Int32) -> flock {
    var range = flock()
    range.l_type = Int16(kind)
    range.l_whence = Int16(SEEK_SET)
    range.l_start = off_t(start)
    range.l_len = start == OpenConsoles.door ? 1 : off_t(OpenConsoles.length)
    return range
  }
}

private func systemOpen(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
  #if canImport(Glibc)
  Glibc.open(path, flags, mode)
  #elseif canImport(Musl)
  Musl.open(path, flags, mode)
  #else
  Darwin.open(path, flags, mode)
  #endif
}
