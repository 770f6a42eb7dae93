import Files
import GRDB
import Scoring

extension EventStore {
  /// Copies the competition to a new file while it stays in use, and checks the copy: it is sound and holds as much. It
  /// has its name only then; where the copy fails, none is left.
  public func backup(to other: String) throws(StoreError) {
    do {
      try backup(to: other) { _ in }
    } catch {
      throw StoreError(error, path: other, waited: busyTimeout)
    }
  }

  /// The same, with a check of one's own: `check` is given the copy, opened for reading, before it has its name. What it
  /// throws comes out as it is, and no copy is left.
  public func backup<T>(to other: String, _ check: (EventStore) throws -> T) throws -> T {
    try EventStore.checkPlace(forNewFileAt: other)
    let unfinished = try EventStore.unfinishedFile(for: other, mode: modeOfCopies)
    waiting.begin()
    try copy(to: unfinished.path, calledAs: other)
    let waiting = Waiting(for: other, atMost: busyTimeout, remark: listener.remark)
    let copy = try EventStore.connect(
      to: other, at: unfinished.path, readOnly: true, terminal: nil, waiting, StoreListener())
    try copy.checkSettings()
    let result = try check(copy)
    try copy.close()
    try EventStore.putInPlace(unfinished, calledAs: other)
    return result
  }

  /// A copy is as confidential as what it is a copy of, and nobody's but the owner's and the group's.
  private var modeOfCopies: UInt32 {
    0o600 | ((try? FileThere(at: absolutePath(path))) ?? nil).map { $0.mode & 0o660 }!
  }

  /// Copies into an empty file, and checks what came of it, whatever its format is.
  private func copy(to real: String, calledAs other: String) throws(StoreError) {
    let (wanted, found, findings): ([String: Int64], [String: Int64], [String])
    do {
      var configuration = Configuration()
      configuration.prepareDatabase { db in try db.execute(sql: "PRAGMA synchronous = EXTRA") }
      let target = try DatabaseQueue(path: real, configuration: configuration)
      // Copied and counted in one read transaction, so that others may go on writing meanwhile.
      wanted = try queue.read { db in
        let counts = try EventStore.rowCounts(db)
        try target.writeWithoutTransaction { try db.backup(to: $0) }
        return counts
      }
      (found, findings) = try target.unsafeRead { db in
        let reader = StoreReader(db: db)
        return (try EventStore.rowCounts(db), try reader.integrityFindings() + reader.foreignKeyFindings())
      }
      try target.close()
    } catch {
      throw StoreError(error, path: other, waited: busyTimeout)
    }
    if let first = findings.first { throw .badBackup(path: other, detail: first) }
    if let table = wanted.keys.sorted().first(where: { found[$0] != wanted[$0] }) {
      throw .badBackup(
        path: other, detail: "it has \(found[table] ?? 0) rows of '\(table)', and the original \(wanted[table] ?? 0)")
    }
  }

  /// How many rows each table has.
  private static func rowCounts(_ db: Database) throws -> [String: Int64] {
    let names = try Rows(
      db,
      """
      SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
        AND sql NOT LIKE 'CREATE VIRTUAL%'
      """, [])
    var tables: [String] = []
    while let row = try names.next() { tables.append(try row.text(0)) }
    var counts: [String: Int64] = [:]
    for table in tables {
      counts[table] = try db.integer("SELECT count(*) FROM \"" + table.replacing("\"", with: "\"\"") + "\"")
    }
    return counts
  }
}

// MARK: - Older formats

extension EventStore {
  /// Brings a file of an older format up to date, in one transaction, and keeps a copy of it as it was beside it.
  func bringUpToDate() throws(StoreError) {
    let outcome: (from: Int, copy: String)?
    do {
      let turn = try awaitTurn()
      outcome = try withExtendedLifetime(turn) {
        try queue.writeWithoutTransaction { db in
          while true {
            let before = try db.integer("PRAGMA data_version")
            let version = Int(try db.integer("PRAGMA user_version") ?? 0)
            // Another process may have been quicker.
            if version >= Schema.version { return nil }
            let (copy, isNew) = try keepCopy(ofFormat: version)
            var isUpToDate = false
            try Schema.inTransaction(db) {
              // What others have written since the copy was made is not in it: then there must be another.
              guard try db.integer("PRAGMA data_version") == before else { return .rollback }
              try Schema.bringUpToDate(db, from: version)
              isUpToDate = true
              return .commit
            }
            if isUpToDate { return (version, copy) }
            if isNew { removeFile(at: copy) }
          }
        }
      }
    } catch {
      throw StoreError(error, path: path, waited: busyTimeout)
    }
    if let outcome {
      listener.remark?(
        "\(path) had the older format \(outcome.from) and now has format \(Schema.version); as it was before, it is kept "
          + "as \(outcome.copy)")
    }
  }

  /// A verified copy beside the file: `tally.format-1.sqlite`. One that is there already and the same will do.
  private func keepCopy(ofFormat version: Int) throws -> (path: String, isNew: Bool) {
    let stem = path.hasSuffix(".sqlite") ? String(path.dropLast(".sqlite".count)) : path
    let first = "\(stem).format-\(version).sqlite"
    let unfinished = try EventStore.unfinishedFile(for: first, mode: modeOfCopies)
    // Through a connection of its own: this one is about to write.
    let waiting = Waiting(for: path, atMost: busyTimeout, remark: listener.remark)
    let source = try EventStore.connect(to: path, readOnly: true, terminal: nil, waiting, StoreListener())
    try source.copy(to: unfinished.path, calledAs: first)
    try source.close()
    try unfinished.file.synchronise()
    for number in 1... {
      let place = number == 1 ? first : "\(stem).format-\(version)-\(number).sqlite"
      guard try FileThere(at: place, following: false) != nil else {
        try checkSurroundings(ofDatabaseAt: place)
        try unfinished.putInPlace(at: place)
        return (place, true)
      }
      if try isSame(unfinished.path, place) { return (place, false) }
    }
    preconditionFailure("numbers do not end")
  }

  private func isSame(_ path: String, _ other: String) throws(FileTrouble) -> Bool {
    let (a, b) = (try OpenFile.reading(path), try OpenFile.reading(other))
    while true {
      let block = try a.next(1 << 16)
      if try b.next(1 << 16) != block { return false }
      if block.isEmpty { return true }
    }
  }
}
