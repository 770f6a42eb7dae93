import Files
import GRDB
public import Scoring

/// A competition's file: the log, appended to and read.
///
///     let store = try EventStore.open(at: "tally.sqlite", readOnly: false)
///     let log = try store.write { try $0.append(to: "coffee-3", rules: compile) { desk in … } }
///     let runs = try store.read { try $0.runs(of: "coffee") }
///
/// Each ``write(_:)`` is one transaction that is on the disk when it returns; each ``read(_:)`` sees one moment. A store
/// may be used from several threads, and several processes may each have one. It must not be used inside its own
/// closures.
public struct EventStore: Sendable {
  /// The path as it was given.
  public let path: String
  /// Whether it was opened for reading only.
  public let isReadOnly: Bool
  /// How long it waits for another process.
  public let busyTimeout: Milliseconds

  let queue: DatabaseQueue
  /// The name that this terminal was told to have, or `nil` to deal one out.
  let terminalName: String?
  /// What tells this file on this machine from its copies.
  let machine: String
  /// What is told of everything that was recorded.
  let witness: Witness
  /// How it waits for other processes.
  let waiting: Waiting
  /// Who is told what people should know.
  let listener: StoreListener

  /// How long a store waits for another process unless told otherwise. A process that was stopped in the middle of a
  /// commit keeps everybody out: long enough to find its terminal and let it go on.
  public static let usualBusyTimeout = Milliseconds(60_000)

  /// Closes the file; the store is of no use afterwards. A store that is let go closes it too.
  public func close() throws(StoreError) { try translatingAll { try queue.close() } }

  /// Reads what belongs together, as of one moment.
  public func read<T>(_ body: (StoreReader) throws -> T) throws -> T {
    waiting.begin()
    return try translating { try queue.read { db in try body(StoreReader(db: db)) } }
  }

  /// Reads, decides and writes in one transaction: all of it is on the disk when this returns, or none of it is
  /// written and the error says why. What `body` throws comes out as it is.
  @discardableResult
  public func write<T>(_ body: (StoreWriter) throws -> T) throws -> T {
    if isReadOnly { throw StoreError.openedForReading(path: path) }
    waiting.begin()
    return try translating {
      // Kept until the witness has its lines too, so that they stand in the order of the commits.
      let turn = try awaitTurn()
      return try withExtendedLifetime(turn) {
        try queue.writeWithoutTransaction { db in
          let writer = StoreWriter(db: db, terminalName: terminalName, machine: machine)
          var result: T?
          var competition = ""
          try db.inTransaction(.immediate) {
            result = try body(writer)
            if !writer.written.records.isEmpty { competition = try writer.reader.identity().id }
            return .commit
          }
          listener.recorded?(writer.written.acknowledgement)
          witness.add(writer.written.records, of: competition)
          return result!
        }
      }
    }
  }

  /// Waits until nobody else writes.
  func awaitTurn() throws(StoreError) -> Turn? {
    do throws(Turn.Overdue) {
      return try Turn.wait(at: witness.path, waiting)
    } catch {
      throw .busy(path: path, waited: busyTimeout)
    }
  }

  /// A number that changes when another process has written: to be asked again and again, and compared.
  ///
  /// - Parameter limit: how long to wait for another process, where it is not worth as much as usual.
  public func dataVersion(waitingAtMost limit: Milliseconds? = nil) throws(StoreError) -> Int64 {
    waiting.begin(atMost: limit)
    return try translatingAll { try queue.unsafeRead { db in try db.integer("PRAGMA data_version") ?? 0 } }
  }

  /// What SQLite's own check of the file finds; empty when it is sound.
  public func integrityCheck() throws(StoreError) -> [String] {
    waiting.begin()
    return try translatingAll { try queue.unsafeRead { db in try StoreReader(db: db).integrityFindings() } }
  }

  /// Rows that speak of rows that are not there; empty when there are none.
  public func foreignKeyCheck() throws(StoreError) -> [String] {
    waiting.begin()
    return try translatingAll { try queue.unsafeRead { db in try StoreReader(db: db).foreignKeyFindings() } }
  }
}

/// A setting of SQLite that safety rests on.
struct Setting {
  var name: String
  var wanted: String
  /// What SQLite says when it is asked.
  var expected: String
  /// Whether it belongs to the file, so that a connection that only reads cannot set it.
  var isOfTheFile = false
  /// What it means when SQLite says nothing.
  var silence = "unknown"

  static let all = [
    // Why not WAL: docs/decisions.md. EXTRA also makes the journal's disappearance durable before a commit returns.
    Setting(name: "journal_mode", wanted: "DELETE", expected: "delete", isOfTheFile: true),
    Setting(name: "synchronous", wanted: "EXTRA", expected: "3"),
    Setting(name: "foreign_keys", wanted: "ON", expected: "1"),
    Setting(name: "trusted_schema", wanted: "OFF", expected: "0"),
    Setting(name: "recursive_triggers", wanted: "ON", expected: "1"),
    Setting(name: "cell_size_check", wanted: "ON", expected: "1"),
    // SQLite says nothing where it was built without memory mapping.
    Setting(name: "mmap_size", wanted: "0", expected: "0", silence: "0"),
    // A great transaction stays in memory until it commits: spilling would sync each time and shut readers out.
    Setting(name: "cache_spill", wanted: "OFF", expected: "0"),
  ]
}

// MARK: - Errors

extension EventStore {
  /// Turns SQLite's errors into ours, and lets others through.
  func translating<T>(_ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw StoreError(error, path: path, waited: busyTimeout)
    } catch let malformed as Malformed {
      throw StoreError.corrupted(path: path, detail: malformed.problem)
    }
  }

  /// The same where nothing else can be thrown.
  func translatingAll<T>(_ body: () throws -> T) throws(StoreError) -> T {
    do {
      return try body()
    } catch {
      throw StoreError(error, path: path, waited: busyTimeout)
    }
  }
}

extension StoreError {
  /// What an error of SQLite means to the person who uses the file.
  init(_ error: any Error, path: String, waited: Milliseconds) {
    if let known = error as? StoreError {
      self = known
      return
    }
    if let malformed = error as? Malformed {
      self = .corrupted(path: path, detail: malformed.problem)
      return
    }
    if let trouble = error as? FileTrouble {
      self.init(trouble, path: path)
      return
    }
    guard let error = error as? DatabaseError else {
      self = .sqlite(code: 0, message: "\(error)")
      return
    }
    let message = error.message ?? error.resultCode.description
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path, waited: waited)
    case .SQLITE_FULL: self = .diskFull(path: path)
    case .SQLITE_CORRUPT: self = .corrupted(path: path, detail: message)
    case .SQLITE_NOTADB: self = .notADatabase(path: path)
    case .SQLITE_IOERR: self = .inputOutput(path: path, detail: "\(message), \(error.extendedResultCode.rawValue)")
    case .SQLITE_CONSTRAINT: self = .refused(message)
    case .SQLITE_PERM, .SQLITE_AUTH: self = .unreadable(path: path)
    case .SQLITE_READONLY:
      switch error.extendedResultCode {
      case .SQLITE_READONLY_ROLLBACK: self = .unfinishedWrite(path: path)
      case .SQLITE_READONLY_DIRECTORY: self = .readOnlyFolder(path: path)
      default: self = .readOnlyFile(path: path)
      }
    case .SQLITE_CANTOPEN:
      // While writing, this is the journal, which could not be made.
      if !canMakeFiles(beside: path) {
        self = .readOnlyFolder(path: path)
      } else if canBeRead(path) {
        self = .inputOutput(path: path, detail: message)
      } else {
        self = .unreadable(path: path)
      }
    // A table that is not there, or not as Tally makes it: what we ask is always the same, so it is the file.
    case .SQLITE_ERROR where ["no such", "unsupported file format", "malformed"].contains { message.hasPrefix($0) },
      .SQLITE_MISMATCH, .SQLITE_SCHEMA, .SQLITE_TOOBIG:
      self = .corrupted(path: path, detail: message)
    default: self = .sqlite(code: Int(error.extendedResultCode.rawValue), message: message)
    }
  }

  /// What it means that the system would not do something beside or with a competition's file.
  init(_ trouble: FileTrouble, path: String) {
    switch trouble {
    case .isThere, .isFolder: self = .alreadyExists(path: path)
    case .isMissing, .isNoFolder: self = .noFolder(path: path)
    case _ where trouble.isFullDisk: self = .diskFull(path: path)
    case _ where trouble.isForbidden: self = .readOnlyFolder(path: path)
    default: self = .inputOutput(path: path, detail: trouble.description)
    }
  }
}

/// Who is told what people should know while a store is at work.
public struct StoreListener: Sendable {
  /// Something is odd, and work goes on without it: the witness cannot be written.
  public var complain: (@Sendable (String) -> Void)?
  /// Something takes time, or was done beside: another process is waited for, an older format was brought up to date.
  public var remark: (@Sendable (String) -> Void)?
  /// What a write has recorded; it is on the disk.
  public var recorded: (@Sendable (Acknowledgement) -> Void)?

  /// Nobody, unless said otherwise.
  public init(
    complain: (@Sendable (String) -> Void)? = nil, remark: (@Sendable (String) -> Void)? = nil,
    recorded: (@Sendable (Acknowledgement) -> Void)? = nil
  ) {
    self.complain = complain
    self.remark = remark
    self.recorded = recorded
  }
}

/// What a write has recorded.
public struct Acknowledgement: Hashable, Sendable {
  /// The names of what was made here: entries, decisions, runs.
  public var names: [String] = []
  /// How much was taken in from elsewhere.
  public var takenIn = 0
}
