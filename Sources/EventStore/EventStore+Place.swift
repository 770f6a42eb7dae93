import GRDB
import GRDBSQLite

extension EventStore {
  /// Whether the file that is open is no longer the one at its path: it was moved, deleted, or another was put in its
  /// place. What is written now would go where nobody looks.
  public var hasMoved: Bool {
    queue.unsafeRead { db in
      var moved: CInt = 0
      let code = sqlite3_file_control(db.sqliteConnection, "main", SQLITE_FCNTL_HAS_MOVED, &moved)
      return code == SQLITE_OK && moved != 0
    }
  }
}
