import Foundation

/// Which seeds the laws are tried for: as many as take a few seconds, unless the environment asks for more.
enum Seeds {
  private static func number(_ variable: String) -> UInt64? {
    ProcessInfo.processInfo.environment[variable].flatMap { UInt64($0) }
  }
  private static func seeds(_ usual: UInt64, every part: UInt64 = 1) -> Range<UInt64> {
    let first = number("RECOUNT_SEED") ?? 1
    return first..<first + (number("RECOUNT_COUNT").map { max(1, $0 / part) } ?? usual)
  }

  /// For runs, tables and competitions that are cheap to make.
  static let all = seeds(100)
  /// For what takes ten times as long.
  static let few = seeds(10, every: 10)
  /// For what is written to disks.
  static let rare = seeds(2, every: 200)
}
