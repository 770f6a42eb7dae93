public import Scoring

/// What is at hand when entries are made for a run: its log as it is now, and the terminal's numbers.
public struct Desk {
  /// The run's log, read inside the transaction.
  public let log: RunLog
  /// The name of this terminal.
  public let terminal: String
  /// The machine's own clock at the entry that last moved the run's clock (``RunState/clockEntry``), if it was
  /// written down.
  public let stopwatch: BootTime?

  private var number: Int
  private(set) var readings: [Entry.ID: BootTime] = [:]

  init(log: RunLog, terminal: String, stopwatch: BootTime?, nextNumber: Int) {
    self.log = log
    self.terminal = terminal
    self.stopwatch = stopwatch
    number = nextNumber
  }

  /// Makes an entry with the terminal's next number; it is recorded if the closure returns it and the log takes it.
  ///
  /// - Parameter reading: the machine's own clock at that moment, so that another process can go on with the run's
  ///   clock; give it with what starts, pauses or resumes.
  public mutating func entry(
    _ fact: Fact, by official: String, clock: Milliseconds, recordedAt: Int64, reading: BootTime? = nil
  ) -> Entry {
    let entry = Entry(
      id: Entry.ID("\(terminal)-\(number)"), run: log.run.id, official: official.composedName, terminal: terminal,
      number: number,
      clock: clock, recordedAt: recordedAt, fact: fact.withComposedNames)
    number += 1
    if let reading { readings[entry.id] = reading }
    return entry
  }
}
