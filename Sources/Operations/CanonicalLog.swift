package import EventStore
package import LogFiles
import Scoring

extension Parcel {
  /// How many rule sets, decisions, runs and entries it has.
  package var count: Int { ruleSets.count + decisions.count + runs.count + entries.count }

  /// What 'tally log export' writes: whose log it is, then everything in canonical order.
  package func exportedLines() -> [LogLine] {
    var lines: [LogLine] = []
    if let competition {
      lines.append(.competition(id: competition.id, note: competition.note, madeAt: competition.madeAt))
    }
    return lines + canonicalLines()
  }

  /// The whole log in the one order that does not depend on what arrived where and when, so that files which know the
  /// same export the same bytes: rule sets by id and edition; decisions in the order in which they hold; runs by the
  /// time at which they were opened and their names, each followed by its entries, terminal by terminal, in the order
  /// of their numbers.
  package func canonicalLines() -> [LogLine] {
    var lines: [LogLine] = ruleSets.map(\.reference).sorted(by: Parcel.isBefore).compactMap { reference in
      ruleSets.first { $0.reference == reference }.map { .ruleSet(reference, text: $0.text) }
    }
    lines += decisions.sorted(by: Decision.inOrder).map { .decision($0, link: decisionLinks[$0.id]) }
    let entries = Dictionary(grouping: entries, by: \.run)
    for run in runs.sorted(by: Parcel.isBefore) {
      lines.append(.run(run))
      lines += (entries[run.id] ?? []).sorted(by: Parcel.isBefore).map { .entry($0, link: entryLinks[$0.id]) }
    }
    return lines
  }

  private static func isBefore(_ a: RuleSetReference, _ b: RuleSetReference) -> Bool {
    a.id == b.id ? a.edition < b.edition : a.id < b.id
  }

  private static func isBefore(_ a: OpenedRun, _ b: OpenedRun) -> Bool {
    a.openedAt == b.openedAt ? a.id < b.id : a.openedAt < b.openedAt
  }

  private static func isBefore(_ a: Entry, _ b: Entry) -> Bool {
    a.terminal.utf8.elementsEqual(b.terminal.utf8)
      ? a.number < b.number : a.terminal.utf8.lexicographicallyPrecedes(b.terminal.utf8)
  }
}
