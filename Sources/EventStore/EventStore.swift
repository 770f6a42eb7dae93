import GRDB
import GRDBSQLite
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

  /// How long a store waits for another process unless told otherwise.
  public static let usualBusyTimeout = Milliseconds(5000)

  /// Opens a competition's file. For reading only, nothing on the disk changes; for writing, an older format is
  /// brought up to date.
  ///
  /// - Parameters:
  ///   - terminal: what this terminal is called; `nil` deals out a name and keeps it.
  ///   - isSecond: whether it is the file of a second machine, where runs have names that no other file gives.
  ///   - complain: is told, once, that the witness beside the file cannot be written. Recording goes on without it.
  public static func open(
    at path: String, readOnly: Bool, terminal: String? = nil, busyTimeout: Milliseconds = usualBusyTimeout,
    complain: (@Sendable (String) -> Void)? = nil
  ) throws(StoreError) -> EventStore {
    try check(terminal: terminal)
    let version = try peek(path, waiting: busyTimeout)
    if readOnly, version < Schema.oldestReadable { throw .older(path: path, version: version) }
    if !readOnly, !canMakeFiles(beside: path) { throw .readOnlyFolder(path: path) }
    let store = try connect(
      path, readOnly: readOnly, terminal: terminal, busyTimeout: busyTimeout, complain: complain)
    if !readOnly, version < Schema.version { try store.migrate { _ in } }
    try store.checkSettings()
    return store
  }

  /// Makes a new competition's file, with an identity that no other has.
  ///
  /// - Parameters:
  ///   - madeAt: the time at the desk, in milliseconds since 1970 (UTC).
  ///   - note: what people should know about the file.
  ///   - identity: an identity to take over instead, where the file is to be one of a competition's several.
  ///   - complain: is told, once, that the witness beside the file cannot be written. Recording goes on without it.
  public static func create(
    at path: String, madeAt: Int64, note: String = "", identity: CompetitionIdentity? = nil, isSecond: Bool = false,
    terminal: String? = nil, busyTimeout: Milliseconds = usualBusyTimeout, complain: (@Sendable (String) -> Void)? = nil
  ) throws(StoreError) -> EventStore {
    try check(terminal: terminal)
    try makeEmptyFile(at: path)
    do {
      let store = try connect(
        path, readOnly: false, terminal: terminal, busyTimeout: busyTimeout, complain: complain)
      var random = SystemRandomNumberGenerator()
      let id = (0..<32).map { _ in String(Int.random(in: 0..<16, using: &random), radix: 16) }.joined()
      let identity = identity ?? CompetitionIdentity(id: id, note: note, madeAt: madeAt)
      try store.migrate { db in
        try db.run(
          "INSERT INTO competition (only, id, note, made_at) VALUES (1, ?, ?, ?)",
          [.text(identity.id), .text(identity.note), .integer(identity.madeAt)])
        // The first terminal's machine is where the file is at home: see StoreWriter.runSuffix.
        if isSecond {
          try db.run("INSERT INTO terminal (machine, name) VALUES ('elsewhere', 'elsewhere')")
        } else {
          _ = try StoreWriter(db: db, terminalName: nil, machine: store.machine).terminal()
        }
      }
      try store.checkSettings()
      store.putStaleWitnessAside(unlessOf: identity.id)
      return store
    } catch {
      removeFile(at: path)
      throw error
    }
  }

  /// Closes the file; the store is of no use afterwards. A store that is let go closes it too.
  public func close() throws(StoreError) { try translatingAll { try queue.close() } }

  /// Reads what belongs together, as of one moment.
  public func read<T>(_ body: (StoreReader) throws -> T) throws -> T {
    try translating { try queue.read { db in try body(StoreReader(db: db)) } }
  }

  /// Reads, decides and writes in one transaction: all of it is on the disk when this returns, or none of it is
  /// written and the error says why. What `body` throws comes out as it is.
  @discardableResult
  public func write<T>(_ body: (StoreWriter) throws -> T) throws -> T {
    if isReadOnly { throw StoreError.openedForReading(path: path) }
    return try translating {
      try queue.writeWithoutTransaction { db in
        let writer = StoreWriter(db: db, terminalName: terminalName, machine: machine)
        var result: T?
        var competition = ""
        try db.inTransaction(.immediate) {
          result = try body(writer)
          if !writer.written.records.isEmpty { competition = try writer.reader.identity().id }
          return .commit
        }
        witness.add(writer.written.records, of: competition)
        return result!
      }
    }
  }

  /// A number that changes when another process has written: to be asked again and again, and compared.
  public func dataVersion() throws(StoreError) -> Int64 {
    try translatingAll { try queue.unsafeRead { db in try db.integer("PRAGMA data_version") ?? 0 } }
  }

  /// What SQLite's own check of the file finds; empty when it is sound.
  public func integrityCheck() throws(StoreError) -> [String] {
    try translatingAll { try queue.unsafeRead { db in try StoreReader(db: db).integrityFindings() } }
  }

  /// Rows that speak of rows that are not there; empty when there are none.
  public func foreignKeyCheck() throws(StoreError) -> [String] {
    try translatingAll { try queue.unsafeRead { db in try StoreReader(db: db).foreignKeyFindings() } }
  }
}

// MARK: - Opening

extension EventStore {
  /// Looks at a file without touching it: throws unless it is a Tally database of a format that is known, and returns
  /// its format.
  ///
  /// It asks SQLite, not a file handle: closing a handle of our own would drop the locks that another connection of
  /// this process holds on the file. `immutable=1` keeps SQLite from taking locks, from rolling back a journal and
  /// from making `-shm` files beside another program's database.
  private static func peek(_ path: String, waiting: Milliseconds) throws(StoreError) -> Int {
    switch kindOfFile(at: path) {
    case .file: break
    case .empty: throw .empty(path: path)
    case .tooShort: throw .notADatabase(path: path)
    case .folder: throw .isFolder(path: path)
    case .other: throw .notAFile(path: path)
    case .hidden: throw .unreadable(path: path)
    case nil: throw .missing(path: path)
    }

    var connection: OpaquePointer?
    defer { sqlite3_close(connection) }
    let flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX
    var code = sqlite3_open_v2(
      "file:" + percentEscaped(absolutePath(path)) + "?mode=ro&immutable=1", &connection, flags, nil)
    func number(_ pragma: String) -> Int {
      var statement: OpaquePointer?
      defer { sqlite3_finalize(statement) }
      code = sqlite3_prepare_v2(connection, pragma, -1, &statement, nil)
      guard code == SQLITE_OK else { return 0 }
      code = sqlite3_step(statement)
      guard code == SQLITE_ROW else { return 0 }
      code = SQLITE_OK
      return Int(sqlite3_column_int64(statement, 0))
    }
    let application = code == SQLITE_OK ? number("PRAGMA application_id") : 0
    let version = code == SQLITE_OK ? number("PRAGMA user_version") : 0
    switch code & 0xFF {
    case SQLITE_OK: break
    case SQLITE_NOTADB: throw .notADatabase(path: path)
    case SQLITE_CANTOPEN, SQLITE_PERM: throw .unreadable(path: path)
    default:
      throw StoreError(
        DatabaseError(resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(connection))),
        path: path, waited: waiting)
    }
    guard application == Schema.applicationID, version >= 1 else { throw .foreign(path: path) }
    guard version <= Schema.version else { throw .newer(path: path, version: version) }
    return version
  }

  private static func connect(
    _ path: String, readOnly: Bool, terminal: String?, busyTimeout: Milliseconds,
    complain: (@Sendable (String) -> Void)?
  ) throws(StoreError) -> EventStore {
    var configuration = Configuration()
    configuration.readonly = readOnly
    configuration.busyMode = .timeout(Double(busyTimeout.count) / 1000)
    configuration.prepareDatabase { db in
      for setting in Setting.all(waiting: busyTimeout) where !(readOnly && setting.isOfTheFile) {
        try db.execute(sql: "PRAGMA " + setting.name + " = " + setting.wanted)
      }
    }
    let full = absolutePath(path)
    let queue: DatabaseQueue
    do {
      do {
        queue = try DatabaseQueue(path: full, configuration: configuration)
      } catch let error as DatabaseError where readOnly && error.extendedResultCode == .SQLITE_READONLY_ROLLBACK {
        // A process died while it wrote: its journal must be rolled back before anybody can read, and that takes a
        // connection that may write. This is the one change that opening for reading makes.
        try recover(full, path: path, busyTimeout: busyTimeout)
        queue = try DatabaseQueue(path: full, configuration: configuration)
      }
    } catch {
      throw StoreError(error, path: path, waited: busyTimeout)
    }
    if !readOnly, queue.unsafeRead({ sqlite3_db_readonly($0.sqliteConnection, "main") }) != 0 {
      throw .readOnlyFile(path: path)
    }
    return EventStore(
      path: path, isReadOnly: readOnly, busyTimeout: busyTimeout, queue: queue, terminalName: terminal,
      machine: machineKey(forFileAt: path), witness: Witness(besides: path, complain: complain))
  }

  /// A file that was here before may have left a witness; a new one must not take it for its own, and it may still be
  /// of use to somebody.
  private func putStaleWitnessAside(unlessOf competition: String) {
    guard let stale = witnessStatement(), stale.competition != competition else { return }
    moveFile(at: stale.path, to: stale.path + "." + percentEscaped(String((stale.competition ?? "old").prefix(8))))
  }

  /// Lets SQLite roll back what a dead process left.
  private static func recover(_ full: String, path: String, busyTimeout: Milliseconds) throws {
    var configuration = Configuration()
    configuration.busyMode = .timeout(Double(busyTimeout.count) / 1000)
    do {
      try DatabaseQueue(path: full, configuration: configuration).close()
    } catch let error as DatabaseError where [.SQLITE_READONLY, .SQLITE_CANTOPEN].contains(error.resultCode) {
      throw StoreError.unfinishedWrite(path: path)
    }
  }

  /// Brings the file to the format of this version in one transaction, in which `more` can take part.
  private func migrate(_ more: (Database) throws -> Void) throws(StoreError) {
    try translatingAll {
      try queue.writeWithoutTransaction { db in
        // A table that others refer to can be made anew only while nobody looks; all is looked at before it holds.
        try db.execute(sql: "PRAGMA foreign_keys = OFF")
        defer { try? db.execute(sql: "PRAGMA foreign_keys = ON") }
        try db.inTransaction(.immediate) {
          // Asked again inside the transaction: another process may have been quicker.
          let version = Int(try db.integer("PRAGMA user_version") ?? 0)
          if version > Schema.version { throw StoreError.newer(path: path, version: version) }
          for migration in Schema.migrations.dropFirst(version) { try db.execute(sql: migration.script) }
          try db.execute(sql: "PRAGMA application_id = " + String(Schema.applicationID))
          try db.execute(sql: "PRAGMA user_version = " + String(Schema.version))
          try more(db)
          if let broken = try StoreReader(db: db).foreignKeyFindings().first {
            throw StoreError.corrupted(path: path, detail: broken)
          }
          return .commit
        }
      }
    }
  }

  /// Reads every setting back: SQLite ignores what it cannot do, and GRDB sets some behind one's back.
  func checkSettings() throws(StoreError) {
    try translatingAll {
      try queue.unsafeRead { db in
        for setting in Setting.all(waiting: busyTimeout) {
          let found = try String.fetchOne(db, sql: "PRAGMA " + setting.name) ?? setting.silence
          if found != setting.expected {
            throw StoreError.setting(path: path, name: setting.name, wanted: setting.wanted, found: found)
          }
        }
        let version = Int(try db.integer("PRAGMA user_version") ?? 0)
        if version > Schema.version { throw StoreError.newer(path: path, version: version) }
        let known = isReadOnly ? Schema.oldestReadable...Schema.version : Schema.version...Schema.version
        if try !known.contains(version) || db.integer("PRAGMA application_id") != Int64(Schema.applicationID) {
          throw StoreError.foreign(path: path)
        }
      }
    }
  }

  private static func check(terminal: String?) throws(StoreError) {
    if let terminal, !isShortNameText(terminal) { throw .badTerminalName(terminal) }
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

  static func all(waiting: Milliseconds) -> [Setting] {
    [
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
      Setting(name: "busy_timeout", wanted: "\(waiting.count)", expected: "\(waiting.count)"),
    ]
  }
}

// MARK: - Errors

extension EventStore {
  /// Turns SQLite's errors into ours, and lets others through.
  func translating<T>(_ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw StoreError(error, path: path, waited: busyTimeout)
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
      self = canMakeFiles(beside: path) ? .unreadable(path: path) : .readOnlyFolder(path: path)
    default: self = .sqlite(code: Int(error.extendedResultCode.rawValue), message: message)
    }
  }
}
