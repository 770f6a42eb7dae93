import GRDB
import Scoring

extension StoreReader {
  /// What SQLite's own check of the file finds; empty when it is sound.
  public func integrityFindings() throws -> [String] {
    // SQLite puts several sentences into a row, under a line of stars.
    try String.fetchAll(db, sql: "PRAGMA integrity_check").flatMap { $0.split(separator: "\n").map(String.init) }
      .filter { $0 != "ok" && !$0.hasPrefix("***") }
  }

  /// Rows that speak of rows that are not there; empty when there are none.
  public func foreignKeyFindings() throws -> [String] {
    let rows = try Rows(db, "PRAGMA foreign_key_check", [])
    var findings: [String] = []
    while let row = try rows.next() {
      let number = try row.optionalInteger(1).map { "row \($0)" } ?? "a row"
      findings.append("\(number) of '\(try row.text(0))' speaks of something that is not in '\(try row.text(2))'")
    }
    return findings
  }

  /// What the file's tables, indexes and triggers lack against a new file's of its format, or have beside them: without its triggers
  /// a record can be changed in silence. Empty when all is as it should be.
  public func schemaFindings() throws -> [String] {
    let fresh = try DatabaseQueue()
    let version = Int(try db.integer("PRAGMA user_version") ?? 0)
    let wanted = try fresh.write { db in
      for migration in Schema.migrations.prefix(version) { try db.execute(sql: migration.script) }
      return try StoreReader(db: db).schema()
    }
    let found = try schema()
    var findings: [String] = []
    for (name, text) in wanted.sorted(by: { $0.key < $1.key }) {
      if found[name] == nil {
        findings.append("the \(name) is missing")
      } else if found[name] != text {
        findings.append("the \(name) is not what Tally made")
      }
    }
    for name in found.keys.sorted() where wanted[name] == nil {
      findings.append("the \(name) does not belong to a Tally database")
    }
    return findings
  }

  /// Everything that the file is made of, by kind and name.
  private func schema() throws -> [String: String] {
    let rows = try Rows(
      db,
      """
      SELECT type || ' ''' || name || '''', coalesce(sql, '') FROM sqlite_schema
        WHERE name NOT LIKE 'sqlite_stat%' AND name <> 'sqlite_sequence'
      """, [])
    var schema: [String: String] = [:]
    while let row = try rows.next() { schema[try row.text(0)] = try row.text(1) }
    return schema
  }

  /// Where the order of arrival shows that a row was taken out or put in: rows are numbered 1, 2, 3 … as they come,
  /// without a hole, and SQLite keeps the last number apart.
  public func orderFindings() throws -> [String] {
    var findings: [String] = []
    for table in ["decision", "run", "entry"] {
      let numbers = try Rows(
        db,
        """
        SELECT sequence - before FROM (SELECT sequence, lag(sequence, 1, 0) OVER (ORDER BY sequence) AS before
          FROM \(table)) WHERE sequence <> before + 1
        """, [])
      var missing: Int64 = 0
      while let row = try numbers.next() { missing = missing.plus(try row.integer(0).minus(1)) }
      let last = try db.integer("SELECT max(sequence) FROM \(table)") ?? 0
      let dealt = try db.integer("SELECT max(seq) FROM sqlite_sequence WHERE name = '\(table)'") ?? 0
      if missing > 0 {
        findings.append("\(missing) of the rows of '\(table)' that arrived here were taken out from among the others")
      }
      if dealt > last {
        findings.append("\(dealt.minus(last)) of the rows of '\(table)' that arrived here last were taken out")
      } else if dealt < last {
        findings.append("'\(table)' has rows that arrived here past its own count of them")
      }
    }
    return findings
  }

  /// Rule sets that a run or a decision speaks of and whose text is not here.
  public func missingRuleSets() throws -> [String] {
    var findings: [String] = []
    let stored = Set(try ruleSets().map(\.reference))
    for run in try runs() where !stored.contains(run.run.rules) {
      findings.append("run \(run.id) was opened under '\(run.run.rules.id)' (edition \(run.run.rules.edition))")
    }
    for decision in try decisions() {
      guard let rules = decision.ruling.rules, !stored.contains(rules) else { continue }
      findings.append("decision \(decision.id) speaks of '\(rules.id)' (edition \(rules.edition))")
    }
    return findings
  }
}

extension Int64 {
  /// Sums of numbers that a damaged file may hold: they stop at the ends.
  fileprivate func plus(_ other: Int64) -> Int64 {
    let (sum, overflows) = addingReportingOverflow(other)
    return overflows ? (other < 0 ? .min : .max) : sum
  }

  fileprivate func minus(_ other: Int64) -> Int64 {
    let (difference, overflows) = subtractingReportingOverflow(other)
    return overflows ? (other > 0 ? .min : .max) : difference
  }
}
