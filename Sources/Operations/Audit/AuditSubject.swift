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
  /// How many moments were published.
  package private(set) var publishedMoments = 0
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
  /// is the same at several of them is scored and recounted once, and moments between which nothing happened that could
  /// move a place are one, so that all of them cost little more than one.
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
    publishedMoments = moments.count
    var (bases, counts) = ([PlacingBase(now)], [SecondCount]())
    for moment in moments {
      let situation = try now.asOf(.heads(moment.heads), rules: compiled)
      let base = PlacingBase(situation)
      if bases.contains(where: base.isSame) { continue }
      bases.append(base)
      counts.append(SecondCount(of: situation, at: moment.name, counting: count))
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

/// What places rest on: the logs, and what was decided except for what is only shown, and when.
private struct PlacingBase {
  private let decisions: [Decision]
  private let logs: [RunLog]

  init(_ situation: Situation) {
    decisions = situation.decisions.filter {
      switch $0.ruling {
      case .published, .froze, .revealed, .thawed: false
      default: true
      }
    }
    logs = situation.logs
  }

  func isSame(as other: PlacingBase) -> Bool {
    decisions == other.decisions && logs.count == other.logs.count
      && zip(logs, other.logs).allSatisfy {
        $0.run == $1.run && $0.entries == $1.entries && $0.rules.isSame(as: $1.rules)
      }
  }
}
