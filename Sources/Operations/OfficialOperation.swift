package import EventStore
package import Scoring

/// What an official does: a request that becomes records, or a refusal.
///
/// An operation reads what it must know, decides without touching anything, and says what came of it. Only
/// ``EventStore/EventStore/carryOut(_:by:at:)`` writes: everything that an operation decides is on the disk, or nothing is.
package protocol OfficialOperation<Outcome> {
  /// What must be known to decide.
  associatedtype Known
  /// What the face tells people.
  associatedtype Outcome

  /// Reads what must be known.
  func read(_ reader: StoreReader) throws -> Known
  /// What is to be recorded, when this official says so at this time; or why it is refused.
  func decide(_ known: Known, by official: String, at now: Int64) throws -> Records
  /// What came of it, with everything recorded, and before anybody else can know: what is refused here undoes it all.
  func conclude(_ known: Known, _ recorded: Recorded, _ reader: StoreReader) throws -> Outcome
}

/// What an operation decides.
package struct Records {
  /// Runs that are opened, before anything else.
  package var runs: [NewRun] = []
  /// What is added to runs, before the decisions.
  package var entries: [RunEntries] = []
  /// Lines of the organisers' log.
  package var decisions: [Decision.Ruling] = []
  /// The texts of the rules that the decisions speak of.
  package var ruleSets: [RuleSetDocument] = []
  /// What another file knows, and whether it may be of another competition.
  package var log: Parcel?
  package var anyway = false

  package init(
    runs: [NewRun] = [], entries: [RunEntries] = [], decisions: [Decision.Ruling] = [],
    ruleSets: [RuleSetDocument] = []
  ) {
    self.runs = runs
    self.entries = entries
    self.decisions = decisions
    self.ruleSets = ruleSets
  }

  /// Takes in what another file knows.
  package init(log: Parcel, anyway: Bool) {
    self.log = log
    self.anyway = anyway
  }
}

/// A run that is to be opened, with what is said of it at once.
package struct NewRun {
  package var challenge: Challenge.ID
  package var team: Team.ID
  package var phase: Phase
  package var rules: RuleSetDocument
  /// Whether the team may have another run of the challenge that has not ended.
  package var besidesOpenRun: Bool
  /// What is said of it at once, at 0:00.
  package var facts: [Fact]

  package init(
    of challenge: Challenge.ID, for team: Team.ID, in phase: Phase, under rules: RuleSetDocument,
    besidesOpenRun: Bool = false, facts: [Fact] = []
  ) {
    self.challenge = challenge
    self.team = team
    self.phase = phase
    self.rules = rules
    self.besidesOpenRun = besidesOpenRun
    self.facts = facts
  }
}

/// What is added to a run's log.
package struct RunEntries {
  package var run: Run.ID
  package var entries: [NewEntry]

  package init(_ run: Run.ID, _ entries: [NewEntry]) {
    self.run = run
    self.entries = entries
  }
}

/// A fact with the run's clock, and the machine's own where the fact sets the run's going or stops it.
package struct NewEntry {
  package var fact: Fact
  package var clock: Milliseconds
  package var reading: BootTime?

  package init(_ fact: Fact, at clock: Milliseconds, reading: BootTime? = nil) {
    self.fact = fact
    self.clock = clock
    self.reading = reading
  }
}

/// What was recorded.
package struct Recorded {
  /// The runs that were opened.
  package var runs: [OpenedRun] = []
  /// The entries, with their names.
  package var entries: [Entry] = []
  /// The logs that entries were added to, with them.
  package var logs: [Run.ID: RunLog] = [:]
  /// The decisions, with their names.
  package var decisions: [Decision] = []
  /// How much of another file's log was not known before.
  package var new = StoreCounts()
}

extension OfficialOperation where Known == Situation {
  package func read(_ reader: StoreReader) throws -> Situation { try Situation(reader) }
}

extension OfficialOperation where Known == Competition {
  package func read(_ reader: StoreReader) throws -> Competition { try reader.competition() }
}

extension OfficialOperation where Outcome == Void {
  package func conclude(_ known: Known, _ recorded: Recorded, _ reader: StoreReader) throws {}
}

extension EventStore {
  /// Reads, decides and appends in one transaction: the only place where what officials decide is written.
  @discardableResult
  package func carryOut<O: OfficialOperation>(_ operation: O, by official: String, at now: Int64) throws -> O.Outcome {
    try write { writer in
      let known = try operation.read(writer.reader)
      let records = try operation.decide(known, by: official, at: now)
      let recorded = try writer.append(records, by: official, at: now)
      return try operation.conclude(known, recorded, writer.reader)
    }
  }
}

extension StoreWriter {
  fileprivate func append(_ records: Records, by official: String, at now: Int64) throws -> Recorded {
    var recorded = Recorded()
    if let log = records.log { recorded.new = try record(log, anyway: records.anyway) }
    for run in records.runs {
      let opened = try openRun(
        of: run.challenge, for: run.team, in: run.phase, under: run.rules, by: official, recordedAt: now,
        besidesOpenRun: run.besidesOpenRun)
      recorded.runs.append(opened)
      guard !run.facts.isEmpty else { continue }
      try append(
        RunEntries(opened.run.id, run.facts.map { NewEntry($0, at: .zero) }), by: official, at: now, to: &recorded)
    }
    for entries in records.entries { try append(entries, by: official, at: now, to: &recorded) }
    if !records.decisions.isEmpty {
      recorded.decisions = try decide(
        records.decisions, by: official, recordedAt: now, ruleSets: records.ruleSets)
    }
    return recorded
  }

  private func append(
    _ added: RunEntries, by official: String, at now: Int64, to recorded: inout Recorded
  ) throws {
    recorded.logs[added.run] = try append(to: added.run, rules: RuleSets.shared.compile) { desk in
      let made = added.entries.map {
        desk.entry($0.fact, by: official, clock: $0.clock, recordedAt: now, reading: $0.reading)
      }
      recorded.entries += made
      return made
    }
  }
}
