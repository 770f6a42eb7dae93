/// Where a run stands: what its log says about its life, without its score.
public struct RunState: Equatable, Sendable {
  /// Whether the clock was ever started.
  public var isStarted = false
  /// Whether the clock stands still.
  public var isPaused = false
  /// Why it ended, if it did.
  public var finish: Finish?
  /// The clock when it ended.
  public var finishClock: Milliseconds?
  /// Whether it was voided, and why.
  public var voidReason: String?
  /// How often it was restarted.
  public var restarts = 0
  /// By how much its time limit was extended.
  public var extraTime = Milliseconds.zero
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
          finishClock = Milliseconds(mark.clock)
        }
      case .restarted: restarts += 1
      case .extended(let time, _): extraTime = extraTime + time
      case .voided(let reason): voidReason = voidReason ?? reason
      case .signed(as: .referee, _): refereeSignature = entry.id
      case .signed(as: .team, _): teamSignature = entry.id
      case .protested: hasOpenProtest = true
      case .ruled: hasOpenProtest = false
      case .observed, .chose, .measured, .rated, .retracted, .claimed, .accepted, .noted: break
      }
    }
  }
}
