import Scoring

/// A run's log as it is to be read: its own entries, each once, none that was taken back, in field order.
struct Log {
  /// What stands.
  var entries: [Entry] = []

  /// Reads entries that come in any order, some of them twice.
  init(of everything: [Entry], run: Run.ID) {
    var known: Set<Entry.ID> = []
    var own: [Entry] = []
    for entry in everything where entry.run == run && !known.contains(entry.id) {
      known.insert(entry.id)
      own.append(entry)
    }
    // A retraction is never itself taken back: who wants that says the entry again.
    var takenBack: Set<Entry.ID> = []
    for entry in own {
      if case .retracted(let target, _) = entry.fact { takenBack.insert(target) }
    }
    for entry in own {
      if case .retracted = entry.fact { continue }
      if takenBack.contains(entry.id) { continue }
      entries.append(entry)
    }
    entries.sort { a, b in
      if a.clock.count != b.clock.count { return a.clock.count < b.clock.count }
      if a.recordedAt != b.recordedAt { return a.recordedAt < b.recordedAt }
      return Array(a.id.text.utf8).lexicographicallyPrecedes(Array(b.id.text.utf8))
    }
  }
}
