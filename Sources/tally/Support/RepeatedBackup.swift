import EventStore
import Files
import Operations
import Reports
import Scoring
import Text

/// Backups by time, until Ctrl-C: one whenever something was recorded since the last.
struct RepeatedBackup {
  private var source: FollowedStore
  private let folder: String
  private let limit: Int?
  /// What this process has made and not taken away again, the oldest first.
  private var made: [(path: String, file: FileThere)] = []
  /// Whether something may have been recorded since the last backup.
  private var isNeeded = true

  init(of source: FollowedStore, to folder: String, keeping limit: Int?) {
    self.source = source
    self.folder = folder
    self.limit = limit
  }

  /// Goes on until the process is asked to end; whatever goes wrong is said, and tried again.
  func run(every milliseconds: Int) {
    var work = self
    Process.endOnRequest()
    while !Process.endIsRequested {
      do {
        try work.backUpIfChanged()
      } catch {
        Process.tell("no backup: \(Failure.sentence(for: error)); it is tried again")
      }
      var waited = 0
      while waited < milliseconds, !Process.endIsRequested {
        Process.sleep(milliseconds: min(100, milliseconds - waited))
        waited += 100
      }
    }
  }

  private mutating func backUpIfChanged() throws {
    // Asked before the copy is made: what is recorded meanwhile is another change.
    let news = source.look()
    if let words = source.words(of: news) { Process.tell(words) }
    switch news {
    case .nothing, .gone, .unreadable: break
    case .recorded: isNeeded = true
    case .replaced:
      isNeeded = true
      // The backups of the other file are the only ones of it now: they are not taken away for those of this one.
      made = []
    }
    guard isNeeded else { return }
    let path = try "\(folder)/\(name(at: Process.now()))"
    let copy = try VerifiedBackup(of: source.store, at: path)
    isNeeded = false
    if let file = try FileThere(at: path, following: false) { made.append((path, file)) }
    let counts = copy.counts
    Process.tell(
      "\(path): \(counts.decisions) decisions, \(counts.runs) runs, \(counts.entries) entries, "
        + (copy.warning.map { "warning: " + safeForPeople($0) } ?? "audited"))
    while let limit, made.count > limit {
      let (path, file) = made.removeFirst()
      // Somebody may have put another file in its place.
      if let there = try FileThere(at: path, following: false), there.isSame(as: file) { removeFile(at: path) }
    }
  }

  /// `tally-20250923T090005123Z.sqlite`: names in the order of their times.
  private func name(at moment: Int64) -> String {
    let file = source.path.split(separator: "/").last.map(String.init) ?? source.path
    let stem = file.hasSuffix(".sqlite") ? String(file.dropLast(7)) : file
    return stem + "-" + Moment.text(moment).filter { $0.isLetter || $0.isNumber } + ".sqlite"
  }
}
