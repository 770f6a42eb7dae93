public import Scoring

/// Which planned runs of an arena move when the arena is late, or quick.
///
/// A delay moves a session: the runs that follow one another until the arena has a break. Midnight ends no session. A
/// break takes a delay up; only where the session would reach into what comes after the break does that move too, by
/// just as much. So nothing overlaps in the arena that did not before, and no run overtakes another.
public struct Delay: Hashable, Sendable {
  /// What moves, in the order of time, as it was planned before.
  public let moved: [Slot]
  /// By how much; less than zero for earlier.
  public let by: Milliseconds
  /// The first run after the break that took the delay up; it stays, as does everything after it.
  public let next: Slot?
  /// How long that break was.
  public let breakBefore: Milliseconds

  /// How long that break is now.
  public var breakAfter: Milliseconds { breakBefore - by }

  /// Why nothing can be moved.
  public enum Refusal: Error, Hashable {
    /// Nothing waits in the arena from that time on.
    case nothingWaits
    /// The runs would begin before another that waits has ended.
    case tooEarly(before: Slot, most: Milliseconds)
  }

  /// The shortest time without a run that can be a break.
  public static let shortestBreak = Milliseconds.at(45)
  /// So long a time without a run is always a break.
  public static let surelyBreak = Milliseconds.at(240)

  /// The delay of an arena from a time on, in milliseconds since 1970 (UTC), or of all that waits there.
  ///
  /// - Parameters:
  ///   - slots: everything that is planned in the arena.
  ///   - held: what was held already; it stays where it was.
  ///   - out: runs of teams that are out. They move along, so that the order holds if such a team comes back, and
  ///     nobody has to wait for them.
  public init(
    of slots: [Slot], held: Set<Slot.ID> = [], out: Set<Slot.ID> = [], from: Int64? = nil, by: Milliseconds
  ) throws(Refusal) {
    let sessions = Delay.sessions(of: slots)
    let all = sessions.flatMap(\.slots)
    func waits(_ slot: Slot) -> Bool { !held.contains(slot.id) && !out.contains(slot.id) }
    guard let first = all.firstIndex(where: { waits($0) && $0.startsAt >= from ?? .min }) else { throw .nothingWaits }
    if by < .zero, let before = all[..<first].filter(waits).max(by: { $0.endsAt < $1.endsAt }),
      all[first].startsAt + by.count < before.endsAt
    {
      throw .tooEarly(before: before, most: Milliseconds(max(0, all[first].startsAt - before.endsAt)))
    }
    let usual = Delay.usualGap(of: all)
    let late = Set(all[first...].map(\.id)).subtracting(held)
    var (end, moved, next, gap) = (Int64.min, [Slot](), Slot?.none, Milliseconds.zero)
    for session in sessions {
      let here = session.slots.filter { late.contains($0.id) }
      guard let start = here.first?.startsAt else { continue }
      if !moved.isEmpty, start - end >= max(by, .zero).count + usual {
        (next, gap) = (here.first, Milliseconds(start - end))
        break
      }
      moved += here
      end = max(end, here.map(\.endsAt).max() ?? end)
    }
    (self.moved, self.by, self.next, self.breakBefore) = (moved, by, next, gap)
  }

  /// Runs of one arena without a break between them.
  struct Session: Hashable {
    var slots: [Slot]
  }

  /// The sessions of an arena, in the order of time.
  static func sessions(of slots: [Slot]) -> [Session] {
    let ordered = slots.sorted { ($0.startsAt, $0.id) < ($1.startsAt, $1.id) }
    let usual = usualGap(of: ordered)
    var sessions: [Session] = []
    var end = Int64.min
    for slot in ordered {
      if sessions.isEmpty || isBreak(slot.startsAt - end, usual: usual) {
        sessions.append(Session(slots: [slot]))
      } else {
        sessions[sessions.count - 1].slots.append(slot)
      }
      end = max(end, slot.endsAt)
    }
    return sessions
  }

  /// Whether a gap is a break: a night, or much longer than the arena usually has between two runs, so that the rest of
  /// a few teams that take turns is none.
  private static func isBreak(_ gap: Int64, usual: Int64) -> Bool {
    gap >= surelyBreak.count || (gap >= shortestBreak.count && gap >= 2 * usual)
  }

  /// What lies between two runs of the arena: half of the gaps are no longer, nights left out.
  private static func usualGap(of ordered: [Slot]) -> Int64 {
    var (gaps, end) = ([Int64](), Int64.max)
    for slot in ordered {
      if end != .max { gaps.append(max(0, slot.startsAt - end)) }
      end = end == .max ? slot.endsAt : max(end, slot.endsAt)
    }
    gaps = gaps.filter { $0 < surelyBreak.count }.sorted()
    return gaps.isEmpty ? 0 : gaps[(gaps.count - 1) / 2]
  }
}
