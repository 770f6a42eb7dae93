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
  /// Which competition it is from, where that is known.
  public var competition: CompetitionIdentity?
  /// The links of the decisions' chains; what was recorded before there were chains has none.
  public var decisionLinks: [Decision.ID: String] = [:]
  /// The links of the entries' chains; what was recorded before there were chains has none.
  public var entryLinks: [Entry.ID: String] = [:]

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
    var parcel = Parcel(
      ruleSets: try ruleSets(), decisions: try decisions(), runs: try runs(), entries: try entries().map(\.entry))
    parcel.competition = try identity()
    parcel.decisionLinks = Dictionary(uniqueKeysWithValues: try links(.decision).map { (Decision.ID($0), $1) })
    parcel.entryLinks = Dictionary(uniqueKeysWithValues: try links(.entry).map { (Entry.ID($0), $1) })
    return parcel
  }
}

extension StoreWriter {
  /// Takes what was decided before, elsewhere: the union of what is here and what came. What is known already changes
  /// nothing; all contradictions are thrown together, and then nothing is written.
  ///
  /// - Parameter anyway: whether it may be from another competition.
  /// - Returns: how much of it was new.
  @discardableResult
  public func record(_ parcel: Parcel, anyway: Bool = false) throws -> StoreCounts {
    if !anyway { try refuseOtherCompetition(parcel) }
    var new = StoreCounts()
    var conflicts: [Conflict] = []
    var arrived = ArrivedRecords()

    func take(_ novelty: Novelty, _ count: WritableKeyPath<StoreCounts, Int>, _ insert: () throws -> Void) throws {
      switch novelty {
      case .new:
        try insert()
        new[keyPath: count] += 1
      case .known: break
      case .contradicts(let conflict): conflicts.append(conflict)
      }
    }
    for document in parcel.ruleSets {
      try take(try novelty(of: document), \.ruleSets) { try Table.ruleSet.insert(document.row, into: db) }
    }
    for decision in parcel.decisions {
      let rows = try decision.fieldRows()
      let link = parcel.decisionLinks[decision.id]
      try take(try novelty(of: decision, rows, link: link), \.decisions) {
        try insert(decision, rows, link: link)
        arrived.add(Series(.decision, of: decision.terminal), decision.number, link)
      }
    }
    for run in parcel.runs {
      let row = run.row
      try take(try novelty(of: run, row), \.runs) { try Table.run.insert(row, into: db) }
    }
    for entry in parcel.entries {
      let row = entry.row
      let link = parcel.entryLinks[entry.id]
      try take(try novelty(of: entry, row, link: link), \.entries) {
        try Table.entry.insert(row, link: link, into: db)
        arrived.add(Series(.entry, of: entry.terminal), entry.number, link)
      }
    }
    conflicts += try brokenChains(by: arrived)
    if !conflicts.isEmpty { throw StoreError.conflicts(conflicts) }
    written.add(takenIn: new.ruleSets + new.decisions + new.runs + new.entries, arrived.heads)
    return new
  }

  private func refuseOtherCompetition(_ parcel: Parcel) throws {
    let here = try reader.identity()
    guard let there = parcel.competition, there.id != here.id else { return }
    throw StoreError.otherCompetition(
      theirs: Competition(parcel.decisions).name + " (" + there.id.prefix(8) + ")",
      ours: try reader.competition().name + " (" + here.id.prefix(8) + ")")
  }

  // MARK: - What contradicts what is here

  func novelty(of document: RuleSetDocument) throws -> Novelty {
    let reference = document.reference
    let name = "'\(reference.id)' (edition \(reference.edition))"
    func conflict(_ description: String) -> Novelty {
      .contradicts(Conflict(subject: .ruleSet, id: reference.digest, description: description))
    }
    if let known = try reader.ruleSet(digest: reference.digest) {
      // Where a file came from may differ from laptop to laptop.
      let isSame = known.row.dropLast() == document.row.dropLast()
      return isSame
        ? .known
        : conflict("the rules \(name) have the digest of other rules that are stored here; read their file again")
    }
    let edition = "SELECT digest FROM rule_set WHERE id = ? AND edition = ?"
    if try db.text(edition, [.text(reference.id.text), .integer(Int64(reference.edition))]) != nil {
      return conflict("the rules \(name) are stored here with another text; changed rules need a new edition")
    }
    return .new
  }

  func novelty(of decision: Decision, _ fieldRows: [[Value]], link: String? = nil) throws -> Novelty {
    func conflict(_ description: String) -> Novelty {
      .contradicts(Conflict(subject: .decision, id: decision.id.text, description: description))
    }
    if let problem = outOfBounds(decision.number, decision.recordedAt) {
      return conflict("decision \(decision.id) \(problem)")
    }
    if let known = try values(Table.decision, .text(decision.id.text)) {
      let rows = try Rows(
        db, Table.decisionField.selection + " WHERE decision = ? ORDER BY position", [.text(decision.id.text)])
      var knownFields: [[Value]] = []
      while let row = try rows.next() { knownFields.append(try row.values(from: 0)) }
      // By their names: what an older format holds may be in another order.
      func byName(_ rows: [[Value]]) -> [String: [Value]] {
        Dictionary(
          rows.map { row in
            guard case .text(let name) = row[2] else { return ("", row) }
            return (name, Array(row[3...]))
          }, uniquingKeysWith: { first, _ in first })
      }
      guard known == decision.row, byName(knownFields) == byName(fieldRows) else {
        return conflict("decision \(decision.id) is recorded already and says something else")
      }
      guard try hasSameLink(.decision, decision.id.text, link) else {
        return conflict("decision \(decision.id) is recorded already, after other decisions of its terminal")
      }
      return .known
    }
    let number = "SELECT id FROM decision WHERE terminal = ? AND number = ?"
    if let other = try db.text(number, [.text(decision.terminal), .integer(Int64(decision.number))]) {
      return conflict(
        "decision \(decision.id) has the number \(decision.number) of terminal '\(decision.terminal)', and so has "
          + "decision \(other)")
    }
    if let reference = decision.ruling.rules, try !isStored(reference) {
      return conflict(
        "decision \(decision.id) needs the rules '\(reference.id)' (edition "
          + "\(reference.edition)), whose text is neither here nor in what came")
    }
    return .new
  }

  func novelty(of opened: OpenedRun, _ row: [Value]) throws -> Novelty {
    let run = opened.run
    func conflict(_ description: String) -> Novelty {
      .contradicts(Conflict(subject: .run, id: run.id.text, description: description))
    }
    if let problem = outOfBounds(run.number, opened.openedAt) { return conflict("run \(run.id) \(problem)") }
    if let known = try values(Table.run, row[0]) {
      return known == row ? .known : conflict("run \(run.id) was opened here for something else, or by somebody else")
    }
    if try !isStored(run.rules) {
      return conflict(
        "run \(run.id) needs the rules '\(run.rules.id)' (edition \(run.rules.edition)), whose text is neither here "
          + "nor in what came")
    }
    return .new
  }

  func novelty(of entry: Entry, _ row: [Value], link: String? = nil) throws -> Novelty {
    func conflict(_ description: String) -> Novelty {
      .contradicts(Conflict(subject: .entry, id: entry.id.text, description: description))
    }
    if let problem = outOfBounds(entry.number, entry.recordedAt) { return conflict("entry \(entry.id) \(problem)") }
    if let known = try values(Table.entry, row[0]) {
      guard known == row else { return conflict("entry \(entry.id) is recorded already and says something else") }
      guard try hasSameLink(.entry, entry.id.text, link) else {
        return conflict("entry \(entry.id) is recorded already, after other entries of its terminal")
      }
      return .known
    }
    let number = "SELECT id FROM entry WHERE terminal = ? AND number = ?"
    if let other = try db.text(number, [.text(entry.terminal), .integer(Int64(entry.number))]) {
      return conflict(
        "entry \(entry.id) has the number \(entry.number) of terminal '\(entry.terminal)', and so has entry \(other)")
    }
    if try db.integer("SELECT 1 FROM run WHERE id = ?", [row[1]]) == nil {
      return conflict("entry \(entry.id) belongs to run \(entry.run), which is neither here nor in what came")
    }
    return .new
  }

  /// What is read back has these bounds, so what is written must have them.
  private func outOfBounds(_ number: Int, _ moment: Int64) -> String? {
    if !FieldReader.counts.contains(Int64(number)) { return "has the number \(number), which no record can have" }
    if !Moment.range.contains(moment) { return "has a time, \(moment), that is not between 1970 and 9999" }
    return nil
  }

  func isStored(_ reference: RuleSetReference) throws -> Bool {
    try reader.ruleSet(digest: reference.digest)?.reference == reference
  }

  /// Whether what is here has the link that came; where one of the two knows none, nothing speaks against it.
  private func hasSameLink(_ kind: Series.Kind, _ id: String, _ link: String?) throws -> Bool {
    guard let link, let here = try db.text("SELECT link FROM \(kind.rawValue) WHERE id = ?", [.text(id)]) else {
      return true
    }
    return here == link
  }

  /// The row with this id, as it is.
  private func values(_ table: Table, _ id: Value) throws -> [Value]? {
    let rows = try Rows(db, table.selection + " WHERE id = ?", [id])
    return try rows.next()?.values(from: 0)
  }
}

/// How something that came stands to what is here.
enum Novelty {
  case new
  /// It is here already, byte for byte.
  case known
  case contradicts(Conflict)

  /// Whether it is to be written; throws where it must not be.
  func isNew() throws(StoreError) -> Bool {
    switch self {
    case .new: return true
    case .known: return false
    case .contradicts(let conflict): throw .conflicts([conflict])
    }
  }
}
