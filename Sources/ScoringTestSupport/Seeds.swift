import Foundation

/// Which seeds the laws are tried for: as many as take a few seconds, unless the environment asks for more. `scripts/prove`
/// sets LAW_COUNT and LAW_SEED.
public enum Seeds {
  private static func number(_ variable: String) -> UInt64? {
    ProcessInfo.processInfo.environment[variable].flatMap { UInt64($0) }
  }

  /// So many as usual; where LAW_COUNT asks for more, its share of them.
  public static func seeds(_ usual: UInt64, every part: UInt64 = 1) -> Range<UInt64> {
    let first = number("LAW_SEED") ?? 1
    return first..<first + (number("LAW_COUNT").map { max(usual, $0 / part) } ?? usual)
  }

  /// For runs, tables and competitions that are cheap to make.
  public static let all = seeds(100)
  /// For what takes ten times as long.
  public static let few = seeds(10, every: 10)
  /// For what is written to disks.
  public static let rare = seeds(2, every: 200)
}
