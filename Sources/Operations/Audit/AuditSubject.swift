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
  private var known: Parcel?
  private var counted: [SecondCount]?

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
  package func competition() throws -> Competition { Competition(try parcel().decisions) }

  /// Scores and places on two ways: as of each moment that was published, the oldest first, and as of now. A run that
  /// is the same at several of them is recounted once, so that all of them cost little more than one.
  func secondCounts() throws -> [SecondCount] {
    if let counted { return counted }
    var recounted: [Recounted: RunRecount] = [:]
    func recount(_ log: RunLog) -> RunRecount {
      let rules = log.rules.ruleSet
      let name = Recounted(run: log.run.id, rules: rules.id, edition: rules.edition, entries: log.entries.map(\.id))
      if let known = recounted[name] { return known }
      let run = SecondCount.run(log)
      recounted[name] = run
      return run
    }
    var moments: [(name: String, heads: Heads)] = []
    for (publication, _) in try competition().publications
    where !moments.contains(where: { $0.heads == publication.heads }) {
      moments.append(("as of revision \(publication.revision)", publication.heads))
    }
    func count(at moment: Situation.AsOf, _ name: String) throws -> SecondCount {
      let situation = try Situation(reader, at: moment)
      return SecondCount(
        of: situation.competition, logs: situation.logs, rules: situation.rules, at: name, recounted: recount)
    }
    var counts = try moments.map { try count(at: .heads($0.heads), $0.name) }
    counts.append(try count(at: .now, "now"))
    counted = counts
    return counts
  }

  /// What makes a run's second score: its rules and its entries.
  private struct Recounted: Hashable {
    var run: Run.ID
    var rules: RuleSet.ID
    var edition: Int
    var entries: [Entry.ID]
  }

  /// A run's log, whatever its rules are: for what does not depend on them.
  package func logs() throws -> [RunLog] {
    let parcel = try parcel()
    let entries = Dictionary(grouping: parcel.entries, by: \.run)
    return parcel.runs.map { opened in
      let rules = RuleSet(id: opened.run.rules.id, edition: opened.run.rules.edition, title: "")
      return RunLog(opened.run, under: CompiledRules(rules), recording: entries[opened.id] ?? [])
    }
  }
}
