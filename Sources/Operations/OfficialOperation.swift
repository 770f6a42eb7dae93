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
  /// Lines of the organisers' log.
  package var decisions: [Decision.Ruling]
  /// The texts of the rules that the decisions speak of.
  package var ruleSets: [RuleSetDocument]
  /// What is added to runs, before the decisions.
  package var entries: [(run: Run.ID, facts: [(fact: Fact, clock: Milliseconds)])]
  /// What another file knows, and whether it may be of another competition.
  package var log: Parcel?
  package var anyway: Bool

  package init(
    decisions: [Decision.Ruling] = [], ruleSets: [RuleSetDocument] = [],
    entries: [(run: Run.ID, facts: [(fact: Fact, clock: Milliseconds)])] = [], log: Parcel? = nil, anyway: Bool = false
  ) {
    self.log = log
    self.anyway = anyway
    self.decisions = decisions
    self.ruleSets = ruleSets
    self.entries = entries
  }
}

/// What was recorded.
package struct Recorded {
  /// The decisions, with their names.
  package var decisions: [Decision] = []
  /// The entries, with their names.
  package var entries: [Entry] = []
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
      var recorded = Recorded()
      if let log = records.log { recorded.new = try writer.record(log, anyway: records.anyway) }
      let ruleSets = RuleSets()
      for (run, facts) in records.entries {
        try writer.append(to: run, rules: ruleSets.compile) { desk in
          let made = facts.map { desk.entry($0.fact, by: official, clock: $0.clock, recordedAt: now) }
          recorded.entries += made
          return made
        }
      }
      if !records.decisions.isEmpty {
        recorded.decisions = try writer.decide(
          records.decisions, by: official, recordedAt: now, ruleSets: records.ruleSets)
      }
      return try operation.conclude(known, recorded, writer.reader)
    }
  }
}
