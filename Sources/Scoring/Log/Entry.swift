/// One line of a run's log.
///
/// There are two times. ``clock`` is the run's own and is scored; ``recordedAt`` is the time at the desk, a label that
/// no rule reads, so a laptop's clock set back or forward changes no score.
public struct Entry: Identifiable, Hashable, Sendable {
  /// Names an entry for ever; made by whoever sends it, so that sending it again is harmless.
  public typealias ID = Identifier<Entry>
  /// The name.
  public var id: ID
  /// The run it belongs to.
  public var run: Run.ID
  /// Who says so.
  public var official: String
  /// Where it was entered.
  public var terminal: String
  /// The terminal's own count of its entries, from 1: a gap is a lost entry, and visible.
  public var number: Int
  /// The run's clock when it happened: since the start, pauses out.
  public var clock: Milliseconds
  /// The time at the desk, in milliseconds since 1970 (UTC).
  public var recordedAt: Int64
  /// What it says.
  public var fact: Fact

  /// An entry.
  public init(
    id: ID, run: Run.ID, official: String, terminal: String, number: Int, clock: Milliseconds, recordedAt: Int64,
    fact: Fact
  ) {
    self.id = id
    self.run = run
    self.official = official
    self.terminal = terminal
    self.number = number
    self.clock = clock
    self.recordedAt = recordedAt
    self.fact = fact
  }

  /// The order in which entries are told and folded, the same on every machine: clock, time at the desk, id.
  public static func inFieldOrder(_ a: Entry, _ b: Entry) -> Bool {
    if a.clock != b.clock { return a.clock < b.clock }
    if a.recordedAt != b.recordedAt { return a.recordedAt < b.recordedAt }
    return a.id < b.id
  }
}
