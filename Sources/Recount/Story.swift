import Scoring

/// What a log tells of the run itself: when it began and ended, what was restarted, extended, accepted, claimed.
struct Story {
  var isStarted = false
  /// Why it ended, and at which reading of its clock: the first end holds.
  var finish: Finish?
  var end: Milliseconds?
  var isVoid = false
  var restarts = 0
  /// The position of the last restart among the entries.
  var lastRestart: Int?
  var extraTime = Milliseconds.zero
  var latest = Milliseconds.zero
  var accepted: Set<Check.ID> = []
  /// What the paper says: the last claim holds.
  var claimed: Points?

  /// The story that these entries tell, in field order.
  init(of entries: [Entry]) {
    for (position, entry) in entries.enumerated() {
      latest = max(latest, entry.clock)
      switch entry.fact {
      case .started: isStarted = true
      case .finished(let why) where finish == nil:
        finish = why
        end = entry.clock
      case .restarted:
        restarts += 1
        lastRestart = position
      case .extended(let time, _): extraTime = extraTime + time
      case .voided: isVoid = true
      case .accepted(let check, _): accepted.insert(check)
      case .claimed(let total): claimed = total
      default: break
      }
    }
  }

  /// The run's time: its clock at the end, or what it shows as long as it runs; none if it never began.
  var time: Milliseconds? { isStarted ? end ?? latest : nil }
}
