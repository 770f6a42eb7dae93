package import EventStore
import Recount
package import Scoring

/// What is audited: a competition's file as of one moment, and what it is held against.
package final class AuditSubject {
  package let reader: StoreReader
  /// What the witness beside the file had seen before that moment.
  package let witness: WitnessStatement?
  /// Another file of the competition: its name and what it knows.
  package let other: (name: String, parcel: Parcel)?
  /// A folder of exported results.
  package let results: ResultsFolder?
  private let ruleSets = RuleSets.shared
  private var known: Parcel?
  private var now: Situation?
  private var counted: [SecondCount]?
  /// The codes of what was published and of the log as it is, once they were made.
  var knownCodes: [AuditCode]?

  package init(
    _ reader: StoreReader, witness: WitnessStatement? = nil, other: (name: String, parcel: Parcel)? = nil,
    results: ResultsFolder? = nil
  ) {
    self.reader = reader
    self.witness = witness
    self.other = other
    self.results = results
  }

  /// Everything that the file knows, read once.
  package func parcel() throws -> Parcel {
    if let known { return known }
    let parcel = try reader.parcel()
    known = parcel
    return parcel
  }

  /// The competition as its decisions have made it.
  package func competition() throws -> Competition { try now?.competition ?? Competition(try parcel().decisions) }

  /// Everything as of now, made of what was read once.
  private func situation() throws -> Situation {
    if let now { return now }
    let situation = try Situation(parcel(), compiling: ruleSets)
    now = situation
    return situation
  }

  /// Scores and places on two ways: as of each moment that was published, the oldest first, and as of now. A run that
  /// is the same at several of them is scored and recounted once, so that all of them cost little more than one.
  func secondCounts() throws -> [SecondCount] {
    if let counted { return counted }
    var known: [Run.ID: [CountedRun]] = [:]
    func count(_ log: RunLog) -> CountedRun {
      if let same = known[log.run.id]?.first(where: { $0.isOf(log) }) { return same }
      let run = CountedRun(log)
      known[log.run.id, default: []].append(run)
      return run
    }
    let now = try situation()
    let compiled = try parcel().compiler(ruleSets)
    var moments: [(name: String, heads: Heads)] = []
    for (publication, _) in now.competition.publications
    where !moments.contains(where: { $0.heads == publication.heads }) {
      moments.append(("as of revision \(publication.revision)", publication.heads))
    }
    var counts = try moments.map { moment in
      SecondCount(of: try now.asOf(.heads(moment.heads), rules: compiled), at: moment.name, counting: count)
    }
    counts.append(SecondCount(of: now, at: "now", counting: count))
    counted = counts
    return counts
  }

  /// Every run's log, even where a rule set is missing: for what does not depend on rules.
  package func logs() throws -> [RunLog] {
    if let now = try? situation() { return now.logs }
    let parcel = try parcel()
    let entries = Dictionary(grouping: parcel.entries, by: \.run)
    return parcel.runs.map { opened in
      let rules = RuleSet(id: opened.run.rules.id, edition: opened.run.rules.edition, title: "")
      return RunLog(opened.run, under: CompiledRules(rules), recording: entries[opened.id] ?? [])
    }
  }
}
