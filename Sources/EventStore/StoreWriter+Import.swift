import GRDB
public import Scoring

/// What came from another file of the competition: a log, or part of one.
public struct Parcel: Equatable, Sendable {
  /// The rule sets that the rest speaks of.
  public var ruleSets: [RuleSetDocument]
  /// Decisions, in any order.
  public var decisions: [Decision]
  /// Runs, in any order.
  public var runs: [OpenedRun]
  /// Entries, in the order in which they shall arrive.
  public var entries: [Entry]

  /// A parcel.
  public init(
    ruleSets: [RuleSetDocument] = [], decisions: [Decision] = [], runs: [OpenedRun] = [], entries: [Entry] = []
  ) {
    self.ruleSets = ruleSets
    self.decisions = decisions
    self.runs = runs
    self.entries = entries
  }
}

extension StoreReader {
  /// Everything that another file would need to know what this one knows.
  public func parcel() throws -> Parcel {
    Parcel(
      ruleSets: try ruleSets(), decisions: try decisions(), runs: try runs(), entries: try entries().map(\.entry))
  }
}

extension StoreWriter {
  /// Takes what was decided before, elsewhere: the union of what is here and what came. What is known already changes
  /// nothing; all contradictions are thrown together, and then nothing is written.
  ///
  /// - Returns: how much of it was new.
  @discardableResult
  public func record(_ parcel: Parcel) throws -> StoreCounts {
    var new = StoreCounts()
    var conflicts: [Conflict] = []

    for document in parcel.ruleSets {
      if let conflict = try conflict(of: document) {
        conflicts.append(conflict)
      } else if try reader.ruleSet(digest: document.reference.digest) == nil {
        try Table.ruleSet.insert(document.row, into: db)
        new.ruleSets += 1
      }
    }
    for decision in parcel.decisions {
      if let conflict = try conflict(of: decision) {
        conflicts.append(conflict)
      } else if try !isKnown(decision.id.text, "SELECT EXISTS (SELECT 1 FROM decision WHERE id = ?)") {
        try Table.decision.insert(try decision.row(), into: db)
        new.decisions += 1
      }
    }
    for run in parcel.runs {
      if let conflict = try conflict(of: run) {
        conflicts.append(conflict)
      } else if try !isKnown(run.id.text, "SELECT EXISTS (SELECT 1 FROM run WHERE id = ?)") {
        try Table.run.insert(run.row, into: db)
        new.runs += 1
      }
    }
    for entry in parcel.entries {
      if let conflict = try conflict(of: entry) {
        conflicts.append(conflict)
      } else if try !isKnown(entry.id.text, "SELECT EXISTS (SELECT 1 FROM entry WHERE id = ?)") {
        try Table.entry.insert(entry.row, into: db)
        new.entries += 1
      }
    }
    if !conflicts.isEmpty { throw StoreError.conflicts(conflicts) }
    return new
  }

  private func isKnown(_ id: String, _ query: String) throws -> Bool { try db.integer(query, [.text(id)]) == 1 }

  // MARK: - What contradicts what is here

  func conflict(of document: RuleSetDocument) throws -> Conflict? {
    let reference = document.reference
    let name = "'\(reference.id)' (edition \(reference.edition))"
    let text = "SELECT text, id, edition FROM rule_set WHERE digest = ?"
    if let known = try row(text, [.text(reference.digest)]) {
      let same: [Value] = [
        .text(document.text), .text(reference.id.text), .integer(Int64(reference.edition)),
      ]
      if known == same { return nil }
      return Conflict(
        subject: .ruleSet, id: reference.digest,
        description: "the rules \(name) have the digest of other rules that are stored here; read their file again")
    }
    let edition = "SELECT digest FROM rule_set WHERE id = ? AND edition = ?"
    if try row(edition, [.text(reference.id.text), .integer(Int64(reference.edition))]) != nil {
      return Conflict(
        subject: .ruleSet, id: reference.digest,
        description: "the rules \(name) are stored here with another text; changed rules need a new edition")
    }
    return nil
  }

  func conflict(of decision: Decision) throws -> Conflict? {
    func conflict(_ description: String) -> Conflict {
      Conflict(subject: .decision, id: decision.id.text, description: description)
    }
    let new = try decision.row()
    if let known = try row(Table.decision.selection + " WHERE id = ?", [.text(decision.id.text)]) {
      return known == new ? nil : conflict("decision \(decision.id) is recorded already and says something else")
    }
    let number = "SELECT id FROM decision WHERE terminal = ? AND number = ?"
    if let other = try db.text(number, [.text(decision.terminal), .integer(Int64(decision.number))]) {
      return conflict(
        "decision \(decision.id) has the number \(decision.number) of terminal '\(decision.terminal)', and so has "
          + "decision \(other)")
    }
    if case .heldChallenge(let challenge, _, let reference) = decision.ruling, try !isStored(reference) {
      return conflict(
        "decision \(decision.id) holds '\(challenge)' under the rules '\(reference.id)' (edition "
          + "\(reference.edition)), whose text is neither here nor in what came")
    }
    return nil
  }

  func conflict(of opened: OpenedRun) throws -> Conflict? {
    func conflict(_ description: String) -> Conflict {
      Conflict(subject: .run, id: opened.id.text, description: description)
    }
    let run = opened.run
    if let known = try row(Table.run.selection + " WHERE id = ?", [.text(run.id.text)]) {
      return known == opened.row
        ? nil : conflict("run \(run.id) is opened here already for something else, or by somebody else")
    }
    let place = "SELECT id FROM run WHERE challenge = ? AND team = ? AND phase = ? AND number = ?"
    let key: [Value] = [
      .text(run.challenge.text), .text(run.team.text), .text(run.phase.rawValue), .integer(Int64(run.number)),
    ]
    if let other = try db.text(place, key) {
      return conflict(
        "run \(run.id) is \(run.phase.runTitle) \(run.number) of team '\(run.team)' at '\(run.challenge)', and so is "
          + "run \(other)")
    }
    if try !isStored(run.rules) {
      return conflict(
        "run \(run.id) needs the rules '\(run.rules.id)' (edition \(run.rules.edition)), whose text is neither here "
          + "nor in what came")
    }
    return nil
  }

  func conflict(of entry: Entry) throws -> Conflict? {
    func conflict(_ description: String) -> Conflict {
      Conflict(subject: .entry, id: entry.id.text, description: description)
    }
    if let known = try row(Table.entry.selection + " WHERE id = ?", [.text(entry.id.text)]) {
      return known == entry.row
        ? nil : conflict("entry \(entry.id) is recorded already and says something else")
    }
    let number = "SELECT id FROM entry WHERE terminal = ? AND number = ?"
    if let other = try db.text(number, [.text(entry.terminal), .integer(Int64(entry.number))]) {
      return conflict(
        "entry \(entry.id) has the number \(entry.number) of terminal '\(entry.terminal)', and so has entry \(other)")
    }
    if try !isKnown(entry.run.text, "SELECT EXISTS (SELECT 1 FROM run WHERE id = ?)") {
      return conflict("entry \(entry.id) belongs to run \(entry.run), which is neither here nor in what came")
    }
    return nil
  }

  private func isStored(_ reference: RuleSetReference) throws -> Bool {
    try reader.ruleSet(digest: reference.digest)?.reference == reference
  }

  private func row(_ query: String, _ values: [Value]) throws -> [Value]? {
    let rows = try Rows(db, query, values)
    return try rows.next()?.values(from: 0)
  }
}
