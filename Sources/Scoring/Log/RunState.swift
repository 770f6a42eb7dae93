/// Where a run stands: what its log says about its life, without its score.
public struct RunState: Equatable, Sendable {
  /// Whether the clock was ever started.
  public var isStarted = false
  /// Whether the clock stands still.
  public var isPaused = false
  /// Why it ended, if it did.
  public var finish: Finish?
  /// Its time: the clock when it ended or, where time was up, the limit, whenever that was noticed.
  public var finishClock: Milliseconds?
  /// The clock when its end was called: where time was up, the moment at which somebody noticed.
  public var endedAt: Milliseconds?
  /// Whether it was voided, and why.
  public var voidReason: String?
  /// How often it was restarted.
  public var restarts = 0
  /// By how much its time limit was extended.
  public var extraTime = Milliseconds.zero
  /// The time that it may take, extensions included; `nil`: its rules know no limit.
  public var timeLimit: Milliseconds?
  /// The referee's standing signature.
  public var refereeSignature: Entry.ID?
  /// The team leader's standing signature.
  public var teamSignature: Entry.ID?
  /// Whether a protest stands that nobody has ruled on.
  public var hasOpenProtest = false
  /// The latest clock of any standing entry that can change the score.
  public var lastClock: Milliseconds?
  /// The standing entry that last started, paused or resumed the clock.
  public var clockEntry: Entry.ID?

  /// Whether it ended.
  public var isFinished: Bool { finish != nil }
  /// Whether it does not count.
  public var isVoid: Bool { voidReason != nil }
  /// Whether its clock is going.
  public var isRunning: Bool { isStarted && !isPaused && !isFinished && !isVoid }

  /// The last reading of the clock at which anything can have been seen: its time, or the moment its end was called
  /// where that is later.
  public var closedAt: Milliseconds? {
    guard let finishClock, let endedAt else { return finishClock }
    return max(finishClock, endedAt)
  }

  /// The clock of something that was seen in time and is only entered when the end is called at a reading: the limit
  /// where time is up; `nil` where nobody can tell, so that whoever saw it must be asked.
  public func clockOfForgotten(calledAt clock: Milliseconds) -> Milliseconds? {
    if finish == .timeLimit { return finishClock }
    guard finish == nil, let timeLimit, clock >= timeLimit else { return nil }
    return timeLimit
  }

  /// One word for people: what the run is.
  public var word: String {
    if isVoid { return "void" }
    switch finish {
    case .noShow: return "no-show"
    case .invalid: return "invalid"
    case .completed, .timeLimit, .teamStopped, .refereeStopped: return "finished"
    case nil: return isPaused ? "paused" : isStarted ? "running" : "not started"
    }
  }

  /// A run that was opened, and nothing more.
  init() {}

  /// The state that a log tells.
  public init(of log: RunLog) {
    for mark in log.marks where mark.isStanding {
      if mark.kind.isScored, mark.kind != .voided { lastClock = Milliseconds(mark.clock) }  // Marks are in field order.
      if mark.speaksOfItem { continue }
      let entry = log.entries[Int(mark.entry)]
      switch entry.fact {
      case .started:
        isStarted = true
        isPaused = false
        clockEntry = entry.id
      case .paused:
        isPaused = true
        clockEntry = entry.id
      case .resumed:
        isPaused = false
        clockEntry = entry.id
      case .finished(let reason):
        if finish == nil {
          finish = reason
          endedAt = Milliseconds(mark.clock)
        }
      case .restarted: restarts += 1
      case .extended(let time, _): extraTime = extraTime + time
      case .voided(let reason): voidReason = voidReason ?? reason
      case .signed(as: .referee, _, _): refereeSignature = entry.id
      case .signed(as: .team, _, _): teamSignature = entry.id
      case .protested: hasOpenProtest = true
      case .ruled: hasOpenProtest = false
      case .observed, .chose, .measured, .rated, .retracted, .claimed, .accepted, .noted: break
      }
    }
    timeLimit = log.rules.ruleSet.timeLimit.map { min(max(.zero, $0 + extraTime), .longest) }
    // Nobody wins or loses by how quickly a referee sees that time is up.
    finishClock = finish == .timeLimit ? timeLimit ?? endedAt : endedAt
  }
}
