import GRDB
import Scoring

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A competition's file that is followed for hours, while another file may be put in its place: moved there, copied over
/// it, or at the end of a link.
///
///     var file = try FollowedStore(path) { try EventStore.open(at: path, readOnly: true) }
///     while true { switch file.look() { case .recorded: show(file.store) … } }
public struct FollowedStore {
  /// The path that is followed.
  public let path: String
  /// The file that is at the path, or was when one was there last.
  public private(set) var store: EventStore

  private let open: () throws -> EventStore
  private var place: Place
  private var version: Int64
  private var trace: Trace
  /// What is wrong and was said; it is said once.
  private var trouble: News?

  /// What a look has found.
  public enum News: Hashable, Sendable {
    /// All is as it was.
    case nothing
    /// Something was recorded in the file that is followed.
    case recorded
    /// Another file is at the path, and is followed from now on.
    case replaced(Replacement)
    /// There is nothing at the path any more. What was there can still be read.
    case gone
    /// What is at the path now cannot be read, and why. What was there before can still be read.
    case unreadable(String)
  }

  /// What a file is to the one whose place it takes.
  public enum Replacement: Hashable, Sendable {
    /// It has everything that the other had.
    case copy
    /// It lacks something that the other had: it is older, or went another way.
    case lacksRecords
    /// It is another competition.
    case otherCompetition
  }

  /// Begins to follow a path. `open` opens what is there.
  public init(_ path: String, open: @escaping () throws -> EventStore) throws {
    self.path = path
    self.open = open
    (store, place, version, trace) = try FollowedStore.begin(path, open)
  }

  /// Looks whether something has changed. What cannot be opened or read is tried again at the next look.
  public mutating func look() -> News {
    guard let there = Place(path) else { return say(.gone) }
    do {
      let isSameFile = there.isSameFile(as: place)
      if isSameFile, trouble == nil, there == place, try store.dataVersion() == version { return .nothing }
      // Of a file that was written over behind SQLite's back, a connection may remember pages that are no more.
      let isRecorded = try isSameFile && store.dataVersion() != version
      if isRecorded {
        version = try store.dataVersion()
        place = there
        let now = try Trace(store)
        let replacement = try trace.replacement(in: store, now)
        trace = now
        trouble = nil
        return replacement == .copy ? .recorded : .replaced(replacement)
      }
      let before = (store: store, trace: trace)
      (store, place, version, trace) = try FollowedStore.begin(path, open)
      try? before.store.close()
      let wasGone = trouble != nil
      trouble = nil
      let replacement = try before.trace.replacement(in: store, trace)
      if isSameFile, replacement == .copy { return wasGone || trace != before.trace ? .recorded : .nothing }
      return .replaced(replacement)
    } catch {
      return say(.unreadable("\(error)"))
    }
  }

  private mutating func say(_ news: News) -> News {
    if trouble == news { return .nothing }
    trouble = news
    return news
  }

  private static func begin(
    _ path: String, _ open: () throws -> EventStore
  ) throws -> (EventStore, Place, Int64, Trace) {
    while true {
      let before = Place(path)
      let store = try open()
      let (version, trace) = (try store.dataVersion(), try Trace(store))
      // Whoever puts another file there at this very moment would leave a connection to the one before.
      if let place = Place(path), before.map({ $0.isSameFile(as: place) }) == true {
        return (store, place, version, trace)
      }
      try store.close()
    }
  }
}

/// Which file is at a path, and when it was written last.
private struct Place: Equatable {
  private let device: UInt64
  private let node: UInt64
  private let size: Int64
  private let seconds: Int64
  private let nanoseconds: Int64

  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    device = UInt64(status.st_dev)
    node = UInt64(status.st_ino)
    size = Int64(status.st_size)
    #if canImport(Darwin)
    seconds = Int64(status.st_mtimespec.tv_sec)
    nanoseconds = Int64(status.st_mtimespec.tv_nsec)
    #else
    seconds = Int64(status.st_mtim.tv_sec)
    nanoseconds = Int64(status.st_mtim.tv_nsec)
    #endif
  }

  func isSameFile(as other: Place) -> Bool { device == other.device && node == other.node }
}

/// What a file had last of each kind of record. A file that is only added to has it for ever.
private struct Trace: Equatable {
  private let competition: String
  private let last: [Record?]

  private struct Record: Equatable {
    var sequence: Int64
    var id: String
    var link: String?
  }

  private static let tables = ["decision", "run", "entry"]

  init(_ store: EventStore) throws {
    (competition, last) = try store.read { reader in
      (
        try reader.identity().id,
        try Trace.tables.map { try Trace.record(reader, $0, "ORDER BY sequence DESC LIMIT 1", []) }
      )
    }
  }

  /// What the file of another trace, `now`, is to the file of this one.
  func replacement(in store: EventStore, _ now: Trace) throws -> FollowedStore.Replacement {
    if competition != now.competition { return .otherCompetition }
    let holds = try store.read { reader in
      try zip(Trace.tables, last).allSatisfy { table, last in
        guard let last else { return true }
        return try Trace.record(reader, table, "WHERE sequence = ?", [.integer(last.sequence)]) == last
      }
    }
    return holds ? .copy : .lacksRecords
  }

  private static func record(
    _ reader: StoreReader, _ table: String, _ rest: String, _ values: [Value]
  ) throws -> Record? {
    // Runs are not chained: their name says enough.
    let rows = try Rows(
      reader.db, "SELECT sequence, id, \(table == "run" ? "NULL" : "link") FROM \(table) \(rest)", values)
    guard let row = try rows.next() else { return nil }
    return Record(sequence: try row.integer(0), id: try row.text(1), link: try row.optionalText(2))
  }
}
