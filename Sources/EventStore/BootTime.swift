#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A reading of the machine's own clock, which nobody can set and which goes on while the machine sleeps. Readings of
/// one boot can be compared across processes; those of two boots cannot.
public struct BootTime: Hashable, Sendable {
  /// Which boot of which machine.
  public var boot: String
  /// Milliseconds since that boot.
  public var milliseconds: Int64

  /// A reading.
  public init(boot: String, milliseconds: Int64) {
    self.boot = boot
    self.milliseconds = milliseconds
  }

  /// The clock now, where the system tells one boot from another.
  public static func now() -> BootTime? {
    #if os(Linux)
    guard let boot = firstLine(of: "/proc/sys/kernel/random/boot_id") else { return nil }
    var time = timespec()
    guard clock_gettime(CLOCK_BOOTTIME, &time) == 0 else { return nil }
    return BootTime(boot: boot, milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    #else
    return nil
    #endif
  }
}
