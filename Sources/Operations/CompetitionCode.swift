import Crypto
package import EventStore
import LogFiles
import RefereeConsole
package import Scoring

/// The code of the whole log as it was at a moment, `7Q2M-4XKD`: the first forty bits of the SHA-256 of its canonical
/// text, in the letters of a sheet's code.
///
/// Everything up to the moment is in it, retracted or not, practice or not; a run is in it if one of its entries is,
/// and a rule set if a run or a decision that is in it speaks of it. Left out is what is not said by an official: the
/// file's identity and the links of the chains. So whoever has the log can make the code again, whatever came later.
package func competitionCode(of parcel: Parcel, at heads: Heads) -> String {
  competitionCodes(of: parcel, at: [heads])[0]
}

/// The codes of several moments of one log, in one pass: the canonical text of an earlier moment is that of the whole
/// log with lines left out, so each line is written once.
package func competitionCodes(of parcel: Parcel, at moments: [Heads]) -> [String] {
  var texts = moments.map { MomentText(parcel, $0) }
  // Links and the file's identity are no part of a code.
  let plain = Parcel(ruleSets: parcel.ruleSets, decisions: parcel.decisions, runs: parcel.runs, entries: parcel.entries)
  for line in plain.canonicalLines() {
    var bytes: [UInt8]?
    for index in texts.indices where texts[index].has(line) {
      let written = bytes ?? Array((line.json + "\n").utf8)
      texts[index].add(written)
      bytes = written
    }
  }
  return texts.map { shortCode(of: $0.digest) }
}

/// The canonical text of a log as it was at a moment, on the way to its digest.
private struct MomentText {
  private let heads: Heads
  private let runs: Set<Run.ID>
  private let ruleSets: Set<RuleSetReference>
  private var hash = SHA256()

  init(_ parcel: Parcel, _ heads: Heads) {
    self.heads = heads
    var runs: Set<Run.ID> = []
    for entry in parcel.entries where heads.covers(entry) { runs.insert(entry.run) }
    self.runs = runs
    ruleSets = Set(parcel.runs.filter { runs.contains($0.id) }.map(\.run.rules))
      .union(parcel.decisions.filter { heads.covers($0) }.compactMap(\.ruling.rules))
  }

  /// Whether a line had been said by then, or is needed by what had.
  func has(_ line: LogLine) -> Bool {
    switch line {
    case .competition: false
    case .ruleSet(let reference, _): ruleSets.contains(reference)
    case .decision(let decision, _): heads.covers(decision)
    case .run(let opened): runs.contains(opened.id)
    case .entry(let entry, _): heads.covers(entry)
    }
  }

  mutating func add(_ bytes: [UInt8]) { hash.update(data: bytes) }

  var digest: [UInt8] { Array(hash.finalize()) }
}

extension Parcel {
  /// What had been said by a moment: without identity and links.
  package func upTo(_ heads: Heads) -> Parcel {
    let entries = entries.filter { heads.covers($0) }
    let decisions = decisions.filter { heads.covers($0) }
    let named = Set(entries.map(\.run))
    let runs = runs.filter { named.contains($0.id) }
    let references = Set(runs.map(\.run.rules)).union(decisions.compactMap(\.ruling.rules))
    return Parcel(
      ruleSets: ruleSets.filter { references.contains($0.reference) }, decisions: decisions, runs: runs,
      entries: entries)
  }
}
