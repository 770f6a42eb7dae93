import Scoring

/// What a log tells of the run itself: when it began and ended, what was restarted, extended, accepted, claimed.
struct Story {
  var isStarted = false
  /// Why it ended, and at which reading of its clock: the first end holds.
  var finish: Finish?
  var end: Milliseconds?
  var isVoid = false
  /// The positions of the restarts among the entries.
  var restarts: [Int] = []
  var extraTime = Milliseconds.zero
  var latest = Milliseconds.zero
  var accepted: Set<Check.ID> = []
  /// What the paper says.
  var claimed: [Points] = []

  /// The story that these entries tell, in field order.
  init(of entries: [Entry]) {
    for (position, entry) in entries.enumerated() {
      latest = max(latest, entry.clock)
      switch entry.fact {
      case .started: isStarted = true
      case .finished(let why) where finish == nil:
        finish = why
        end = entry.clock
      case .restarted: restarts.append(position)
      case .extended(let time, _): extraTime = extraTime + time
      case .voided: isVoid = true
      case .accepted(let check, _): accepted.insert(check)
      case .claimed(let total): claimed.append(total)
      default: break
      }
    }
  }

  /// The run's time: its clock at the end, or what it shows as long as it runs; none if nobody came, or it never began.
  var time: Milliseconds? { finish == .noShow ? nil : end ?? (isStarted ? latest : nil) }
}
