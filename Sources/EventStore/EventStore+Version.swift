import GRDBSQLite

extension EventStore {
  /// The version of the SQLite that keeps the files: `3.40.1`.
  public static var sqliteVersion: String { String(cString: sqlite3_libversion()) }
}
