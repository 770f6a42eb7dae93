import Files
import GRDB
public import Scoring

extension EventStore {
  /// Makes a new competition's file, with an identity that no other has.
  ///
  /// - Parameters:
  ///   - madeAt: the time at the desk, in milliseconds since 1970 (UTC).
  ///   - note: what people should know about the file.
  ///   - identity: an identity to take over instead, where the file is to be one of a competition's several.
  ///   - isSecond: whether it is the file of a second machine, where runs have names that no other file gives.
  ///   - isForGroup: whether the users of the file's group may read and write it, and not its owner alone.
  ///   - listener: who is told what people should know.
  public static func create(
    at path: String, madeAt: Int64, note: String = "", identity: CompetitionIdentity? = nil, isSecond: Bool = false,
    isForGroup: Bool = false, terminal: String? = nil, busyTimeout: Milliseconds = usualBusyTimeout,
    listener: StoreListener = StoreListener()
  ) throws(StoreError) -> EventStore {
    do {
      return try create(
        at: path, madeAt: madeAt, note: note, identity: identity, isSecond: isSecond, isForGroup: isForGroup,
        terminal: terminal, busyTimeout: busyTimeout, listener: listener
      ) { _ in }.store
    } catch {
      throw StoreError(error, path: path, waited: busyTimeout)
    }
  }

  /// Makes a new competition's file together with what it is to hold from the beginning: the file is there with all of
  /// it, or not at all. What `fill` throws comes out as it is.
  public static func create<T>(
    at path: String, madeAt: Int64, note: String = "", identity: CompetitionIdentity? = nil, isSecond: Bool = false,
    isForGroup: Bool = false, terminal: String? = nil, busyTimeout: Milliseconds = usualBusyTimeout,
    listener: StoreListener = StoreListener(), _ fill: (StoreWriter) throws -> T
  ) throws -> (store: EventStore, result: T) {
    try check(terminal: terminal)
    try checkPlace(forNewFileAt: path)
    let unfinished = try unfinishedFile(for: path, mode: isForGroup ? 0o660 : 0o600)
    let waiting = Waiting(for: path, atMost: busyTimeout, remark: listener.remark)
    let making = try connect(to: path, at: unfinished.path, readOnly: false, terminal: terminal, waiting, listener)
    let identity = identity ?? CompetitionIdentity(id: newName(), note: note, madeAt: madeAt)
    let (result, written) = try making.translating {
      try making.queue.writeWithoutTransaction { db in
        try making.fill(db, identity, isSecond: isSecond, fill)
      }
    }
    try making.checkSettings()
    if let first = try making.integrityCheck().first { throw StoreError.corrupted(path: path, detail: first) }
    try making.close()
    try putInPlace(unfinished, calledAs: path)
    let store = try connect(to: path, readOnly: false, terminal: terminal, waiting, listener)
    try store.checkSettings()
    store.putStaleWitnessAside(unlessOf: identity.id)
    store.witness.add(written.records, of: identity.id)
    return (store, result)
  }

  /// The tables, the identity and what the file is to hold, in one transaction.
  private func fill<T>(
    _ db: Database, _ identity: CompetitionIdentity, isSecond: Bool, _ fill: (StoreWriter) throws -> T
  ) throws -> (T, WrittenRecords) {
    let writer = StoreWriter(db: db, terminalName: terminalName, machine: machine)
    var result: T?
    try Schema.inTransaction(db) {
      try Schema.bringUpToDate(db, from: 0)
      try db.run(
        "INSERT INTO competition (only, id, note, made_at) VALUES (1, ?, ?, ?)",
        [.text(identity.id), .text(identity.note), .integer(identity.madeAt)])
      // The first terminal's machine is where the file is at home: see StoreWriter.runSuffix.
      if isSecond {
        try db.run("INSERT INTO terminal (machine, name) VALUES ('elsewhere', 'elsewhere')")
      } else {
        _ = try StoreWriter(db: db, terminalName: nil, machine: machine).terminal()
      }
      result = try fill(writer)
      return .commit
    }
    return (result!, writer.written)
  }

  /// 128 random bits in hexadecimal.
  private static func newName() -> String {
    var random = SystemRandomNumberGenerator()
    return (0..<32).map { _ in String(Int.random(in: 0..<16, using: &random), radix: 16) }.joined()
  }

  /// A file that was here before may have left a witness; a new one must not take it for its own, and it may still be
  /// of use to somebody.
  private func putStaleWitnessAside(unlessOf competition: String) {
    guard let stale = witnessStatement(), stale.competition != competition else { return }
    let name = percentEscaped(String((stale.competition ?? "old").prefix(8)))
    try? moveFile(at: stale.path, to: stale.path + "." + name)
  }
}

// MARK: - Files that are there whole or not at all

extension EventStore {
  /// Refuses a place where there is something, or where something of an earlier file of that name was left.
  static func checkPlace(forNewFileAt path: String) throws(StoreError) {
    do throws(FileTrouble) {
      if try FileThere(at: path, following: false) != nil { throw FileTrouble.isThere }
    } catch {
      throw StoreError(error, path: path)
    }
    try checkSurroundings(ofDatabaseAt: path)
  }

  static func unfinishedFile(for path: String, mode: UInt32) throws(StoreError) -> UnfinishedFile {
    do throws(FileTrouble) {
      return try UnfinishedFile(for: path, mode: mode)
    } catch {
      throw StoreError(error, path: path)
    }
  }

  static func putInPlace(_ unfinished: UnfinishedFile, calledAs path: String) throws(StoreError) {
    do throws(FileTrouble) {
      try unfinished.file.synchronise()
      try unfinished.putInPlace()
    } catch {
      throw StoreError(error, path: path)
    }
  }
}
