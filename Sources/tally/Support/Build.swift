import CBuild
import EventStore

/// What this program was built of, and when.
enum Build {
  /// "0.1.0 (commit 1a2b3c4d5e6f, built 2026-11-25, SQLite 3.40.1)".
  static var version: String {
    let commit = String(cString: tally_commit())
    return "0.1.0 (commit \(commit.isEmpty ? "not known" : commit), built \(day), SQLite \(EventStore.sqliteVersion))"
  }

  /// The day as people and scripts read it: the compiler writes `Nov  5 2026`.
  private static var day: String {
    let parts = String(cString: tally_built()).split(separator: " ").map(String.init)
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    guard parts.count == 3, let month = months.firstIndex(of: parts[0]) else { return parts.joined(separator: " ") }
    func two(_ text: String) -> String { text.count < 2 ? "0\(text)" : text }
    return "\(parts[2])-\(two("\(month + 1)"))-\(two(parts[1]))"
  }
}
