import GRDB
public import Scoring

/// What can be written in one transaction. Valid inside the closure that it is given to.
public struct StoreWriter {
  let db: Database
  let terminalName: String?
  let machine: String
  /// What the witness will be told when the transaction is on the disk.
  let written = WrittenRecords()

  /// What is there, with everything that this transaction has written so far.
  public var reader: StoreReader { StoreReader(db: db) }

  /// The name of this terminal: the one that was given, or one that is dealt out once for this file on this machine.
  public func terminal() throws -> String {
    if let terminalName { return terminalName }
    return try dealtName()
  }

  /// The name that was dealt out for this file on this machine.
  private func dealtName() throws -> String {
    if let known = try db.text("SELECT name FROM terminal WHERE machine = ?", [.text(machine)]) { return known }
    var random = SystemRandomNumberGenerator()
    while true {
      // No vowels, so that no name is a word.
      let name = String((0..<4).map { _ in "bcdfghjkmnpqrstvwxz".randomElement(using: &random)! })
      let isTaken = try db.integer(
        """
        SELECT EXISTS (SELECT 1 FROM terminal WHERE name = ?1) OR EXISTS (SELECT 1 FROM entry WHERE terminal = ?1)
          OR EXISTS (SELECT 1 FROM decision WHERE terminal = ?1) OR EXISTS (SELECT 1 FROM run WHERE terminal = ?1)
        """, [.text(name)])
      if isTaken == 0 {
        try db.run("INSERT INTO terminal (machine, name) VALUES (?, ?)", [.text(machine), .text(name)])
        return name
      }
    }
  }

  /// Makes entries for a run: `make` sees the log as it is and says what is to be recorded; the log decides about each
  /// entry in turn. An entry that is recorded already changes nothing. Throws the log's ``Rejection`` with nothing
  /// written.
  ///
  /// - Returns: the log with the new entries.
  @discardableResult
  public func append(
    to run: Run.ID, rules compile: RuleCompiler, _ make: (inout Desk) throws -> [Entry]
  ) throws -> RunLog {
    var log = try reader.log(of: run, rules: compile)
    let terminal = try terminal()
    let number = try nextNumber("SELECT max(number) FROM entry WHERE terminal = ?", of: terminal)
    let stopwatch = try log.state.clockEntry.flatMap { try reader.stopwatch(of: $0) }
    var desk = Desk(log: log, terminal: terminal, stopwatch: stopwatch, nextNumber: number)
    let beginning = try reader.canonicalBeginning(of: run)
    for entry in try make(&desk) {
      let count = log.entries.count
      try log.append(entry)
      guard log.entries.count > count else { continue }
      let row = entry.row
      guard try novelty(of: entry, row).isNew() else { continue }
      let series = Series(.entry, of: entry.terminal)
      let link = Link.next(
        after: try reader.link(before: entry.number, in: series), CanonicalText(beginning, entry: row))
      try Table.entry.insert(row, link: link, into: db)
      written.add(entry.id.text, series, entry.number, link)
      if let reading = desk.readings[entry.id] {
        try db.run(
          "INSERT INTO stopwatch (entry, boot, milliseconds) VALUES (?, ?, ?)",
          [.text(entry.id.text), .text(reading.boot), .integer(reading.milliseconds)])
      }
    }
    return log
  }

  /// Opens a team's next run under the next short name of the challenge: `coffee-3`.
  ///
  /// - Parameters:
  ///   - document: its rules, which are stored if they are not yet.
  ///   - recordedAt: the time at the desk, in milliseconds since 1970 (UTC).
  ///   - besidesOpenRun: whether the team may have another run of the challenge that has not ended.
  ///   - id: its short name, where that is known better than by looking through those that there are.
  public func openRun(
    of challenge: Challenge.ID, for team: Team.ID, in phase: Phase, under document: RuleSetDocument,
    by official: String,
    recordedAt: Int64, besidesOpenRun: Bool = false, as id: Run.ID? = nil
  ) throws -> OpenedRun {
    if !besidesOpenRun, let open = try reader.openRun(of: challenge, for: team) {
      throw StoreError.runIsOpen(open, team: team, challenge: challenge)
    }
    try store(document)
    let id = try id ?? nextRunName(of: challenge)
    let number = try db.integer(
      "SELECT max(number) FROM run WHERE challenge = ? AND team = ? AND phase = ?",
      [.text(challenge.text), .text(team.text), .text(phase.rawValue)])
    let opened = OpenedRun(
      run: Run(
        id: id, challenge: challenge, team: team, phase: phase, number: Int(number ?? 0) + 1, rules: document.reference),
      official: official.composedName, terminal: try terminal(), openedAt: recordedAt)
    if phase == .final { try openFinal(with: opened) }
    if try novelty(of: opened, opened.row).isNew() { try Table.run.insert(opened.row, into: db) }
    written.add(run: opened.id.text)
    return opened
  }

  /// The first run of a final settles who is in it, by all that is recorded now: that is a decision. A run that turned
  /// out to be void has opened nothing.
  private func openFinal(with opened: OpenedRun) throws {
    let challenge = opened.run.challenge
    let earlier = try reader.competition().finalOpenings.filter { $0.challenge == challenge }
    if try earlier.contains(where: { try !reader.isVoid($0.run) }) { return }
    let opening = FinalOpening(of: challenge, with: opened.id, after: try reader.heads())
    try decide([.openedFinal(opening)], by: opened.official, recordedAt: opened.openedAt)
  }

  private func nextRunName(of challenge: Challenge.ID) throws -> Run.ID {
    Run.ID("\(challenge)-\(try reader.lastRunNumber(of: challenge) + 1)" + (try runSuffix()))
  }

  /// What run names end in here: nothing where the file was made, the terminal's dealt name in a copy of it. So two
  /// machines that were apart never give two runs one name, and their files can be united.
  private func runSuffix() throws -> String {
    let home = try db.text("SELECT machine FROM terminal ORDER BY rowid LIMIT 1")
    if home == nil || home == machine { return "" }
    return "-" + (try dealtName())
  }

  /// Adds rulings to the competition's own log.
  ///
  /// - Parameters:
  ///   - recordedAt: the time at the desk, in milliseconds since 1970 (UTC).
  ///   - ruleSets: the rule sets that the rulings speak of, which are stored if they are not yet.
  @discardableResult
  public func decide(
    _ rulings: [Decision.Ruling], by official: String, recordedAt: Int64, ruleSets: [RuleSetDocument] = []
  ) throws -> [Decision] {
    for document in ruleSets { try store(document) }
    let terminal = try terminal()
    let number = try nextNumber("SELECT max(number) FROM decision WHERE terminal = ?", of: terminal)
    let series = Series(.decision, of: terminal)
    var decisions: [Decision] = []
    for (offset, ruling) in rulings.enumerated() {
      let decision = Decision(
        id: Decision.ID("\(terminal)-d\(number + offset)"), official: official.composedName, terminal: terminal,
        number: number + offset, recordedAt: recordedAt, ruling: ruling.withComposedNames)
      if let reference = ruling.rules, try !isStored(reference) { throw StoreError.noRuleSet(reference) }
      let rows = try decision.fieldRows()
      if try novelty(of: decision, rows).isNew() {
        let link = Link.next(
          after: try reader.link(before: decision.number, in: series), CanonicalText(decision: decision.row, rows))
        try insert(decision, rows, link: link)
        written.add(decision.id.text, series, decision.number, link)
      }
      decisions.append(decision)
    }
    return decisions
  }

  /// Stores a rule set's document; storing it again changes nothing.
  public func store(_ document: RuleSetDocument) throws {
    if try novelty(of: document).isNew() { try Table.ruleSet.insert(document.row, into: db) }
  }

  private func nextNumber(_ query: String, of terminal: String) throws -> Int {
    let last = try db.integer(query, [.text(terminal)]) ?? 0
    guard last == 0 || FieldReader.counts.contains(last), last < FieldReader.counts.upperBound else {
      throw Malformed(problem: "terminal '\(terminal)' has a record with the number \(last)")
    }
    return Int(last) + 1
  }
}
