import GRDB
import Scoring

extension EventStore {
  /// Copies the competition to a new file while it stays in use, and checks the copy: it is sound and holds as much.
  /// Where the copy fails, none is left.
  public func backup(to other: String) throws(StoreError) {
    try makeEmptyFile(at: other)
    do {
      try copy(to: other)
    } catch {
      removeFile(at: other)
      throw error
    }
  }

  private func copy(to other: String) throws(StoreError) {
    let counts: StoreCounts
    do {
      var configuration = Configuration()
      configuration.busyMode = .timeout(Double(busyTimeout.count) / 1000)
      configuration.prepareDatabase { db in try db.execute(sql: "PRAGMA synchronous = EXTRA") }
      let target = try DatabaseQueue(path: absolutePath(other), configuration: configuration)
      // Copied and counted in one read transaction, so that others may go on writing meanwhile.
      counts = try queue.read { db in
        let counts = try StoreReader(db: db).counts()
        try target.writeWithoutTransaction { try db.backup(to: $0) }
        return counts
      }
      try target.close()
    } catch {
      throw StoreError(error, path: other, waited: busyTimeout)
    }
    let copy = try EventStore.open(at: other, readOnly: true, busyTimeout: busyTimeout)
    let findings = try copy.integrityCheck() + copy.foreignKeyCheck()
    if let first = findings.first { throw .badBackup(path: other, detail: first) }
    let found = try copy.translatingAll { try copy.read { try $0.counts() } }
    guard found == counts else {
      throw .badBackup(path: other, detail: "it has \(found.entries) entries of \(counts.entries)")
    }
    try copy.close()
  }
}
