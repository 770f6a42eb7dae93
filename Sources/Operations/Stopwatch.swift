package import EventStore
package import Scoring

/// The reading of a run's clock at the moment a command runs.
///
/// The machine's own clock since it was switched on counts, which nobody can set; the time of day only helps out when
/// the machine was restarted in between, and that is said.
package struct Stopwatch {
  package var clock: Milliseconds
  /// What had to be assumed, for people.
  package var assumption: String?

  /// The clock of a run now. Where the time at the desk is fixed for a demonstration, nothing is assumed that people
  /// would have to know.
  package init(_ desk: Desk, now: Int64, boot: BootTime?, timeIsFixed: Bool) {
    self.init(desk.log, reading: desk.stopwatch, now: now, boot: boot, timeIsFixed: timeIsFixed)
  }

  /// The same of a log, with what the machine's clock showed when the run's was last set going.
  package init(_ log: RunLog, reading then: BootTime?, now: Int64, boot: BootTime?, timeIsFixed: Bool) {
    let state = log.state
    clock = .zero
    if let end = state.finishClock {
      clock = end
    } else if state.isStarted, let id = state.clockEntry, let entry = log.entry(id) {
      clock = entry.clock
      guard state.isRunning else { return }
      if let boot, let then, boot.boot == then.boot, boot.milliseconds >= then.milliseconds {
        clock = entry.clock + Milliseconds(boot.milliseconds - then.milliseconds)
      } else {
        clock = entry.clock + Milliseconds(max(0, now - entry.recordedAt))
        if !timeIsFixed {
          assumption =
            "the run's clock was set going on another machine or before a restart of this one; "
            + "\(clock) is taken from the time of day"
        }
      }
    }
    clock = min(clock, .longest)
  }
}
