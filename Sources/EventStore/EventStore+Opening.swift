import Files
import GRDB
import GRDBSQLite
public import Scoring

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

extension EventStore {
  /// Opens a competition's file. For reading only, nothing on the disk changes, but that what a dead process has left
  /// half-written is taken back; for writing, an older format is brought up to date, and a copy of the file as it was is
  /// kept beside it.
  ///
  /// - Parameters:
  ///   - terminal: what this terminal is called; `nil` deals out a name and keeps it.
  ///   - listener: who is told what people should know.
  public static func open(
    at path: String, readOnly: Bool, terminal: String? = nil, busyTimeout: Milliseconds = usualBusyTimeout,
    listener: StoreListener = StoreListener()
  ) throws(StoreError) -> EventStore {
    try check(terminal: terminal)
    let waiting = Waiting(for: path, atMost: busyTimeout, remark: listener.remark)
    let version = try judge(path, waiting)
    if readOnly, version < Schema.oldestReadable { throw .older(path: path, version: version) }
    if !readOnly, !canMakeFiles(beside: path) { throw .readOnlyFolder(path: path) }
    let store = try connect(to: path, readOnly: readOnly, terminal: terminal, waiting, listener)
    if !readOnly, version < Schema.version { try store.bringUpToDate() }
    try store.checkSettings()
    return store
  }

  static func check(terminal: String?) throws(StoreError) {
    if let terminal, !isShortNameText(terminal) { throw .badTerminalName(terminal) }
  }

  /// - Parameter real: where the file is while it is made under another name.
  static func connect(
    to path: String, at real: String? = nil, readOnly: Bool, terminal: String?, _ waiting: Waiting,
    _ listener: StoreListener
  ) throws(StoreError) -> EventStore {
    let full = absolutePath(real ?? path)
    let queue: DatabaseQueue
    do {
      queue = try DatabaseQueue(path: full, configuration: configuration(readOnly: readOnly, waiting))
    } catch {
      throw StoreError(error, path: path, waited: waiting.limit)
    }
    if !readOnly, queue.unsafeRead({ sqlite3_db_readonly($0.sqliteConnection, "main") }) != 0 {
      throw .readOnlyFile(path: path)
    }
    return EventStore(
      path: path, isReadOnly: readOnly, busyTimeout: waiting.limit, queue: queue, terminalName: terminal,
      machine: machineKey(forFileAt: full), witness: Witness(besides: path, complain: listener.complain),
      waiting: waiting, listener: listener)
  }

  static func configuration(readOnly: Bool, _ waiting: Waiting) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = readOnly
    configuration.busyMode = .callback { waiting.busy($0) }
    configuration.prepareDatabase { db in
      for setting in Setting.all where !(readOnly && setting.isOfTheFile) {
        try db.execute(sql: "PRAGMA " + setting.name + " = " + setting.wanted)
      }
    }
    return configuration
  }

  /// Reads every setting back: SQLite ignores what it cannot do, and GRDB sets some behind one's back.
  func checkSettings() throws(StoreError) {
    try translatingAll {
      try queue.unsafeRead { db in
        for setting in Setting.all {
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
}

// MARK: - What a file is

extension EventStore {
  /// Says which format a file has; throws unless it is a Tally database of a format that is known.
  ///
  /// A commit that makes a file longer writes the first page first. Whoever looks then, or after a power cut, without
  /// a lock and without the journal, sees a file that is too short for what it says, or even another one. So a file is
  /// judged only through a connection that waits for writers and rolls back what a dead one has left.
  private static func judge(_ path: String, _ waiting: Waiting) throws(StoreError) -> Int {
    let full = absolutePath(path)
    switch try kind(of: full, calledAs: path) {
    case .regular: break
    case .folder: throw .isFolder(path: path)
    case nil: throw .missing(path: path)
    default: throw .notAFile(path: path)
    }
    // Another program's database with a write-ahead log is not opened at all: that would make files beside it.
    let header = Header(of: full)
    if let header, header.isWriteAhead {
      if header.application != Schema.applicationID { throw .foreign(path: path) }
      return try version(header.application, header.version, path)
    }
    let look = try Look(at: full, calledAs: path, waiting)
    let (application, version) = (try look.number("PRAGMA application_id"), try look.number("PRAGMA user_version"))
    look.close()
    // SQLite takes an empty file, and one of a single byte, for an empty database.
    let size = (try? FileThere(at: full))??.size ?? 0
    if size == 0 { throw .empty(path: path) }
    if size < 512 { throw .notADatabase(path: path) }
    return try Self.version(application, version, path)
  }

  private static func kind(of full: String, calledAs path: String) throws(StoreError) -> FileThere.Kind? {
    do throws(FileTrouble) {
      return try FileThere(at: full)?.kind
    } catch {
      throw error.isForbidden ? .unreadable(path: path) : StoreError(error, path: path)
    }
  }

  private static func version(_ application: Int, _ version: Int, _ path: String) throws(StoreError) -> Int {
    guard application == Schema.applicationID, version >= 1 else { throw .foreign(path: path) }
    guard version <= Schema.version else { throw .newer(path: path, version: version) }
    return version
  }
}

/// The first bytes of a database, read without a lock and without a journal: good for nothing but to see whether it has a
/// write-ahead log.
///
/// They are read through SQLite's own handle: closing one of ours would drop the locks that another connection of this
/// process holds on the file.
private struct Header {
  var isWriteAhead: Bool
  var application: Int
  var version: Int

  init?(of path: String) {
    var connection: OpaquePointer?
    defer { sqlite3_close(connection) }
    let flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX
    var file: UnsafeMutablePointer<sqlite3_file>?
    guard
      sqlite3_open_v2("file:" + percentEscaped(path) + "?mode=ro&immutable=1", &connection, flags, nil) == SQLITE_OK,
      sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &file) == SQLITE_OK, let file,
      let read = file.pointee.pMethods?.pointee.xRead
    else { return nil }
    var bytes = [UInt8](repeating: 0, count: 100)
    guard read(file, &bytes, 100, 0) == SQLITE_OK, bytes.starts(with: "SQLite format 3\u{0}".utf8) else { return nil }
    func number(at place: Int) -> Int {
      Int(Int32(truncatingIfNeeded: bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }))
    }
    isWriteAhead = bytes[18] == 2 || bytes[19] == 2
    application = number(at: 68)
    version = number(at: 60)
  }
}

/// A connection for a first look: it takes locks, and rolls back what a dead process has left.
private final class Look {
  private var connection: OpaquePointer?
  private let full: String
  private let path: String
  private let waiting: Waiting

  init(at full: String, calledAs path: String, _ waiting: Waiting) throws(StoreError) {
    self.full = full
    self.path = path
    self.waiting = waiting
    // To be written where that is allowed, since a journal cannot be rolled back otherwise.
    let code = sqlite3_open_v2(full, &connection, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil)
    if code != SQLITE_OK { throw failure(code) }
    sqlite3_busy_handler(
      connection,
      { waiting, tries in Unmanaged<Waiting>.fromOpaque(waiting!).takeUnretainedValue().busy(Int(tries)) ? 1 : 0 },
      Unmanaged.passUnretained(waiting).toOpaque())
  }

  deinit { close() }

  func close() {
    sqlite3_close(connection)
    connection = nil
  }

  func number(_ pragma: String) throws(StoreError) -> Int {
    var statement: OpaquePointer?
    defer { sqlite3_finalize(statement) }
    waiting.begin()
    var code = sqlite3_prepare_v2(connection, pragma, -1, &statement, nil)
    if code == SQLITE_OK { code = sqlite3_step(statement) }
    guard code == SQLITE_ROW else { throw failure(code) }
    return Int(sqlite3_column_int64(statement, 0))
  }

  private func failure(_ code: Int32) -> StoreError {
    let cause = FileTrouble(sqlite3_system_errno(connection))
    let hasJournal = ((try? FileThere(at: full + "-journal")) ?? nil) != nil
    switch code & 0xFF {
    // The file can be read, so it is the journal that must not be rolled back by us.
    case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_IOERR:
      if code == ResultCode.SQLITE_READONLY_ROLLBACK.rawValue
        || hasJournal && access(full, R_OK) == 0 && (cause.isForbidden || cause.code == 0)
      {
        return .unfinishedWrite(path: path)
      }
      if code & 0xFF == SQLITE_CANTOPEN, cause.code != 0, !cause.isForbidden {
        return .inputOutput(path: path, detail: cause.description)
      }
    default: break
    }
    let message = connection.map { String(cString: sqlite3_errmsg($0)) }
    return StoreError(
      DatabaseError(resultCode: ResultCode(rawValue: code), message: message), path: path, waited: waiting.limit)
  }
}
