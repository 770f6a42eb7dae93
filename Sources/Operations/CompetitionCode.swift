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
  var hash = SHA256()
  for line in parcel.upTo(heads).canonicalLines() { hash.update(data: Array((line.json + "\n").utf8)) }
  return shortCode(of: Array(hash.finalize()))
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
