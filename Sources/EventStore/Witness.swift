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

// A chain cannot show that its end was taken away: what is left is a chain as well. So beside `x.sqlite` there is a text
// file `x.sqlite.witness`, to which each write adds what it has recorded, after it is on the disk and before anybody is
// told:
//
//     tally witness 1 00112233445566778899aabbccddeeff
//     desk entry 12 5f3a…
//     desk decision 3 -
//
// A line is a terminal (everything but letters, digits, - and _ escaped), a kind, a number and a link, or - where the record has none. Of
// what is taken in from another file only each series' last record is there: its link vouches for those before it.
//
// It is a lower bound and no more. A process that dies between the commit and the line leaves it one short; a copy has
// none; so only what the witness has and the file has not is a finding. It never keeps anything from being recorded.

/// Beside a competition's file: what was recorded in it.
final class Witness: Sendable {
  /// Where it is.
  let path: String
  private let complain: (@Sendable (String) -> Void)?
  private let hasComplained = Mutex(false)

  init(besides database: String, complain: (@Sendable (String) -> Void)?) {
    path = Witness.path(besides: database)
    self.complain = complain
  }

  static func path(besides database: String) -> String { database + ".witness" }

  /// Adds what is on the disk now. Where that is impossible it says so once and goes on.
  func add(_ records: [WitnessedRecord], of competition: String) {
    if records.isEmpty { return }
    do throws(Trouble) {
      try append(records.map(\.line).joined(), of: competition)
    } catch {
      let isNew = hasComplained.withLock { said in
        defer { said = true }
        return !said
      }
      if isNew { complain?("\(path): \(error.message)") }
    }
  }

  private func append(_ lines: String, of competition: String) throws(Trouble) {
    let file = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw Trouble(errno) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw Trouble(errno) }
    // Who may read or write the competition's file may do the same here.
    if status.st_size == 0, let database = (try? FileThere(at: String(path.dropLast(".witness".count)))) ?? nil {
      fchmod(file, mode_t(database.mode & 0o666))
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw Trouble("it is no regular file, so nothing is witnessed; move it away")
    }
    var text = ""
    let title = Witness.title(of: competition)
    if status.st_size == 0 {
      text = title
    } else {
      guard start(of: file, count: title.utf8.count) == title else {
        throw Trouble("it is the witness of another competition, so nothing is witnessed here; move it away")
      }
      // A line that was torn when a process died is left alone.
      if lastByte(of: file, size: status.st_size) != UInt8(ascii: "\n") { text = "\n" }
    }
    var bytes = Array((text + lines).utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw Trouble(errno)
      }
      bytes = bytes.dropFirst(count)
    }
    guard synchronise(file) == 0 else { throw Trouble(errno) }
    if status.st_size == 0 { try? synchroniseFolder(of: path) }
  }

  static func title(of competition: String) -> String { "tally witness 1 \(competition)\n" }

  private func start(of file: Int32, count: Int) -> String? {
    var bytes = [UInt8](repeating: 0, count: count)
    guard pread(file, &bytes, count, 0) == count else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  private func lastByte(of file: Int32, size: off_t) -> UInt8? {
    var byte: UInt8 = 0
    return pread(file, &byte, 1, size - 1) == 1 ? byte : nil
  }

  /// Why nothing could be witnessed.
  private struct Trouble: Error {
    var message: String
    init(_ message: String) { self.message = message }
    init(_ code: Int32) {
      message = "it could not be written (\(String(cString: strerror(code)))), so nothing is witnessed here"
    }
  }
}

/// A record as a witness knows it.
public struct WitnessedRecord: Hashable, Sendable {
  /// The terminal, as it stands in the file: ``WitnessedRecord/escaped(_:)``.
  public var terminal: String
  /// What it is.
  public var kind: Series.Kind
  /// Its number.
  public var number: Int
  /// Its link; `nil` for a record that has none.
  public var link: String?

  init(_ series: Series, _ number: Int, _ link: String?) {
    terminal = WitnessedRecord.escaped(series.terminal)
    kind = series.kind
    self.number = number
    self.link = link
  }

  /// A line of the file; `nil` where it is torn or no line of a witness.
  init?(_ line: Substring) {
    let words = line.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 4, !words[0].isEmpty, let kind = Series.Kind(rawValue: String(words[1])),
      let number = Int(words[2]), number >= 1, words[3] == "-" || words[3].utf8.count == 64
    else { return nil }
    terminal = String(words[0])
    self.kind = kind
    self.number = number
    link = words[3] == "-" ? nil : String(words[3])
  }

  var line: String { "\(terminal) \(kind.rawValue) \(number) \(link ?? "-")\n" }

  /// A terminal's name as it stands in the file: one word, whatever is in it.
  public static func escaped(_ terminal: String) -> String { terminal.isEmpty ? "%" : escapedName(terminal) }
}

/// What a transaction has recorded, kept until it is on the disk.
final class WrittenRecords {
  private(set) var records: [WitnessedRecord] = []
  /// What whoever recorded it is told.
  private(set) var acknowledgement = Acknowledgement()

  /// A record that was made here, by its name.
  func add(_ name: String, _ series: Series, _ number: Int, _ link: String?) {
    records.append(WitnessedRecord(series, number, link))
    acknowledgement.names.append(name)
  }

  /// A run that was opened here.
  func add(run name: String) { acknowledgement.names.append(name) }

  /// So much that was taken in, and of each series its last record.
  func add(takenIn count: Int, _ heads: [Series: (number: Int, link: String?)]) {
    for (series, head) in heads { records.append(WitnessedRecord(series, head.number, head.link)) }
    acknowledgement.takenIn += count
  }
}
