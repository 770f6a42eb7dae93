import GRDB
public import Scoring

/// What can be asked of a competition's file, as of one moment. Valid inside the closure that it is given to.
public struct StoreReader {
  let db: Database

  /// The file's identity: made when the competition was, and the same in all its copies.
  public func identity() throws -> CompetitionIdentity {
    let rows = try Rows(db, "SELECT id, note, made_at FROM competition", [])
    guard let row = try rows.next() else {
      throw StoreError.brokenRow(table: "competition", row: "1", problem: "it is missing")
    }
    return try Table("competition", []).decode(row) { row in
      CompetitionIdentity(id: try row.text(0), note: try row.text(1), madeAt: try row.moment(2))
    }
  }

  /// The competition as its decisions have made it.
  public func competition() throws -> Competition { Competition(try decisions()) }

  /// The same without its running order, which a large plan consists of for the most part: for questions that ask for
  /// no planned run.
  public func competitionWithoutOrder() throws -> Competition {
    Competition(try decisions("WHERE kind NOT IN ('scheduled', 'unscheduled', 'delayed')"))
  }

  /// The competition's own log, in the order in which it arrived here.
  public func decisions() throws -> [Decision] { try decisions("") }

  /// The runs of a challenge, or all, in the order in which they arrived here.
  public func runs(of challenge: Challenge.ID? = nil) throws -> [OpenedRun] {
    guard let challenge else { return try all(.run, "ORDER BY sequence") { try OpenedRun($0) } }
    return try all(.run, "WHERE challenge = ? ORDER BY sequence", [.text(challenge.text)]) { try OpenedRun($0) }
  }

  /// The run with this short name.
  public func run(_ id: Run.ID) throws -> OpenedRun? {
    try all(.run, "WHERE id = ?", [.text(id.text)]) { try OpenedRun($0) }.first
  }

  /// The stored rule sets, by id and edition.
  public func ruleSets() throws -> [RuleSetDocument] {
    try all(.ruleSet, "ORDER BY id, edition") { try RuleSetDocument($0) }
  }

  /// The stored rule set with this digest.
  public func ruleSet(digest: String) throws -> RuleSetDocument? {
    try all(.ruleSet, "WHERE digest = ?", [.text(digest)]) { try RuleSetDocument($0) }.first
  }

  /// A run's log under the rules that it is scored by: those it was opened under, unless others were adopted.
  public func log(of id: Run.ID, rules compile: RuleCompiler) throws -> RunLog {
    guard let opened = try run(id) else { throw StoreError.noRun(id) }
    let reference = try adoptions()[opened.run.challenge] ?? opened.run.rules
    var log = RunLog(opened.run, under: try rules(reference, compile))
    let rows = try Rows(db, Table.entry.selection + " WHERE run = ? ORDER BY sequence", [.text(id.text)])
    var known = RepeatedTexts()
    while let row = try rows.next() { log.recordNew(try Table.entry.decode(row) { try Entry($0, after: &known) }) }
    return log
  }

  /// The logs of all runs of a challenge, or of all, each under the rules that it is scored by.
  ///
  /// - Parameter sequence: what arrived here after this is left out (a frozen board is a prefix of the log).
  public func logs(
    of challenge: Challenge.ID? = nil, through sequence: Int64 = .max, rules compile: RuleCompiler
  ) throws -> [RunLog] {
    var compiled: [RuleSetReference: CompiledRules] = [:]
    var logs: [RunLog] = []
    var positions: [Run.ID: Int] = [:]
    var known = RepeatedTexts()
    let adoptions = try adoptions()
    for opened in try runs(of: challenge) {
      let reference = adoptions[opened.run.challenge] ?? opened.run.rules
      let rules = try compiled[reference] ?? self.rules(reference, compile)
      compiled[reference] = rules
      positions[opened.id] = logs.count
      logs.append(RunLog(opened.run, under: rules))
    }
    if challenge == nil {
      let rows = try Rows(db, Table.entry.selection + " WHERE sequence <= ? ORDER BY sequence", [.integer(sequence)])
      while let row = try rows.next() {
        let entry = try Table.entry.decode(row) { try Entry($0, after: &known) }
        if let position = positions[entry.run] { logs[position].recordNew(entry) }
      }
    } else {
      // Run by run the index gives them in order, and nothing must be sorted.
      let query = Table.entry.selection + " WHERE run = ? AND sequence <= ? ORDER BY sequence"
      for position in logs.indices {
        let rows = try Rows(db, query, [.text(logs[position].run.id.text), .integer(sequence)])
        while let row = try rows.next() {
          logs[position].recordNew(try Table.entry.decode(row) { try Entry($0, after: &known) })
        }
      }
    }
    return logs
  }

  /// All entries that arrived here after this one, in the order in which they did, each with its place in that order.
  public func entries(after sequence: Int64 = 0) throws -> [(sequence: Int64, entry: Entry)] {
    let selection = Table.entry.selection(with: "sequence")
    let rows = try Rows(db, selection + " WHERE sequence > ? ORDER BY sequence", [.integer(sequence)])
    let last = CInt(Table.entry.columns.count)
    var entries: [(sequence: Int64, entry: Entry)] = []
    var known = RepeatedTexts()
    while let row = try rows.next() {
      entries.append(try Table.entry.decode(row) { (try $0.integer(last), try Entry($0, after: &known)) })
    }
    return entries
  }

  /// The place of the newest entry in the order of arrival; 0 where there is none.
  public func lastSequence() throws -> Int64 { try db.integer("SELECT max(sequence) FROM entry") ?? 0 }

  /// The machine's own clock when an entry moved a run's clock, if it did so on a machine that wrote it down.
  public func stopwatch(of entry: Entry.ID) throws -> BootTime? {
    let rows = try Rows(db, "SELECT boot, milliseconds FROM stopwatch WHERE entry = ?", [.text(entry.text)])
    // A reading that no machine can have, or that is none, is as good as a reading of another machine.
    guard let row = try rows.next(), let boot = try? row.text(0), let reading = try? row.integer(1, in: 0...1 << 53)
    else { return nil }
    return BootTime(boot: boot, milliseconds: reading)
  }

  /// Whether a run is void; one that is not there is.
  func isVoid(_ run: Run.ID) throws -> Bool {
    if try self.run(run) == nil { return true }
    return try db.integer(
      """
      SELECT EXISTS (SELECT 1 FROM entry WHERE run = ? AND kind = 'voided' AND NOT EXISTS (
        SELECT 1 FROM entry AS later WHERE later.run = entry.run AND later.kind = 'retracted'
          AND later.target = entry.id))
      """, [.text(run.text)]) == 1
  }

  /// How far each terminal has counted: this moment of the log.
  public func heads() throws -> Heads {
    var terminals: [String: Heads.Head] = [:]
    let rows = try Rows(
      db,
      """
      SELECT terminal, max(number), 0 FROM entry GROUP BY terminal
      UNION ALL SELECT terminal, 0, max(number) FROM decision GROUP BY terminal
      """, [])
    while let row = try rows.next() {
      let (terminal, entries, decisions) = try Table("heads", []).decode(row) { row in
        (try row.text(0), Int(try row.integer(1)), Int(try row.integer(2)))
      }
      terminals[terminal, default: Heads.Head()].entries += entries
      terminals[terminal, default: Heads.Head()].decisions += decisions
    }
    return Heads(terminals)
  }

  /// How many rows of each kind there are.
  public func counts() throws -> StoreCounts {
    func count(_ query: String) throws -> Int { Int(try db.integer(query) ?? 0) }
    return StoreCounts(
      ruleSets: try count("SELECT count(*) FROM rule_set"), decisions: try count("SELECT count(*) FROM decision"),
      runs: try count("SELECT count(*) FROM run"), entries: try count("SELECT count(*) FROM entry"))
  }

  /// The rules that all runs of a challenge are scored by, where some were adopted after runs had been held.
  func adoptions() throws -> [Challenge.ID: RuleSetReference] {
    guard try db.integer("SELECT EXISTS (SELECT 1 FROM decision WHERE kind = 'adopted')") == 1 else { return [:] }
    return Competition(try decisions("WHERE kind IN ('adopted', 'retracted')")).adoptions
  }

  func rules(_ reference: RuleSetReference, _ compile: RuleCompiler) throws -> CompiledRules {
    guard let document = try ruleSet(digest: reference.digest) else { throw StoreError.noRuleSet(reference) }
    return try compile(document)
  }

  private func all<T>(
    _ table: Table, _ rest: String, _ values: [Value] = [], _ decode: (Columns) throws -> T
  ) throws -> [T] {
    let rows = try Rows(db, table.selection + " " + rest, values)
    var all: [T] = []
    while let row = try rows.next() { all.append(try table.decode(row, decode)) }
    return all
  }
}

/// What tells a competition from every other.
public struct CompetitionIdentity: Hashable, Sendable {
  /// 128 random bits in hexadecimal.
  public var id: String
  /// What people should know about the file.
  public var note: String
  /// The time at the desk when it was made, in milliseconds since 1970 (UTC).
  public var madeAt: Int64

  /// An identity that was given before.
  public init(id: String, note: String, madeAt: Int64) {
    self.id = id
    self.note = note
    self.madeAt = madeAt
  }
}

/// How many rows of each kind there are, or were written.
public struct StoreCounts: Hashable, Sendable {
  /// Rule sets.
  public var ruleSets: Int
  /// Decisions.
  public var decisions: Int
  /// Runs.
  public var runs: Int
  /// Entries.
  public var entries: Int

  /// So many of each.
  public init(ruleSets: Int = 0, decisions: Int = 0, runs: Int = 0, entries: Int = 0) {
    self.ruleSets = ruleSets
    self.decisions = decisions
    self.runs = runs
    self.entries = entries
  }
}
