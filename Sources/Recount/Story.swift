import Scoring

/// What a log tells of the run itself: when it began and ended, what was restarted, extended, accepted, claimed.
struct Story {
  var isStarted = false
  /// Why it ended, and its time then: the first end holds.
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

  /// The story that these entries tell, in field order, of a run that may take so long.
  init(of entries: [Entry], limit: Milliseconds?) {
    for (position, entry) in entries.enumerated() {
      if entry.fact.movesTheClock { latest = entry.reading }
      switch entry.fact {
      case .started: isStarted = true
      case .finished(let why) where finish == nil:
        finish = why
        end = entry.reading
      case .restarted: restarts.append(position)
      case .extended(let time, _): extraTime = extraTime + time
      case .voided: isVoid = true
      case .accepted(let check, _): accepted.insert(check)
      case .claimed(let total): claimed.append(total)
      default: break
      }
    }
    // Who runs until time is up has run for the limit, however late the end was entered.
    if finish == .timeLimit, let limit { end = (limit + extraTime).onTheClock }
  }

  /// The run's time: its clock at the end, or what it shows as long as it runs; none if nobody came, or it never began.
  var time: Milliseconds? { finish == .noShow ? nil : end ?? (isStarted ? latest : nil) }
}

extension Fact {
  /// Whether it says how far the run has come: remarks, signatures and protests do not.
  fileprivate var movesTheClock: Bool {
    switch self {
    case .started, .paused, .resumed, .finished, .restarted, .extended, .observed, .chose, .measured, .rated: true
    case .noted, .signed, .protested, .ruled, .claimed, .accepted, .retracted, .voided: false
    }
  }
}

extension Entry {
  /// The run's clock at the entry.
  var reading: Milliseconds { clock.onTheClock }
}

extension Milliseconds {
  /// As far as a clock can go, whatever a log says: from zero to a hundred hours.
  fileprivate var onTheClock: Milliseconds { min(max(self, .zero), .longest) }
}
