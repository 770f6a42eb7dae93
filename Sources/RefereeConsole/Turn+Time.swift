internal import Scoring

extension Turn {
  /// How much quiet while the clock runs means that the console was away (asleep, suspended), in milliseconds.
  private static let absence: Int64 = 5000

  mutating func passTime(to now: Int64) {
    guard now > state.now else { return }
    let wasAway = state.run.isRunning && state.now < now - Self.absence
    let before = state.clock(at: state.now)
    state.now = now
    guard state.run.isRunning else {
      state.timeLeft = nil
      return
    }
    if wasAway {
      let clock = state.clock(at: now)
      tell(
        "The console was away for \(clockText(clock - before)); the clock ran on to \(clockText(clock)). @ sets it.",
        .alarm)
      ring()
    }
    guard let limit = state.timeLimit else { return }
    let left = (limit - state.clock(at: now)).count
    let last = state.timeLeft ?? .max
    state.timeLeft = left
    if last > 0, left <= 0 {
      let rule =
        console.rules.ruleSet.countsAfterTimeLimit
        ? "What is seen now still counts." : "What is seen now is kept and does not count."
      tell("TIME IS UP. \(rule) F ends the run.", .alarm)
      ring()
    } else if last > 10_000, left <= 10_000 {
      tell("10 seconds left.", .alarm)
      ring()
    } else if last > 60_000, left <= 60_000, limit.count > 120_000 {
      tell("1 minute left.", .warning)
      ring()
    }
  }

  mutating func startPauseResume() {
    var moment = state.moment
    if state.run.isVoid || state.run.isFinished {
      return refuse("The run is \(state.run.word); its clock stands.")
    }
    guard state.run.isStarted else {
      moment.clock = .zero
      return propose(.started, moment, then: state.home)
    }
    // Readings are told in the order of the clock, so the clock cannot be stopped before it last went on.
    let last = state.run.clockEntry.flatMap { state.log.entry($0)?.clock } ?? .zero
    if moment.clock < last {
      moment = ConsoleState.Moment(clock: last, stamp: moment.stamp &+ (last - moment.clock).count)
    }
    if state.run.isPaused { moment.clock = last }
    propose(state.run.isPaused ? .resumed : .paused, moment, then: state.home)
  }

  /// Sets the clock by standing it still and letting it go on at another reading, which is in the log like all else.
  mutating func setClock(to clock: Milliseconds) -> Bool {
    let last = state.run.clockEntry.flatMap { state.log.entry($0)?.clock } ?? .zero
    guard
      state.run.isRunning || (state.run.isStarted && state.run.isPaused && !state.run.isFinished && !state.run.isVoid)
    else {
      refuse("The run is \(state.run.word); there is no clock to set.")
      return true
    }
    guard clock >= last else {
      refuse(
        "The clock was last started at \(clockText(last)) and cannot be set before that; take that entry back (u).")
      return false
    }
    let note = Fact.noted("clock set from \(clockText(state.clock(at: state.now))) to \(clockText(clock)) by hand")
    propose(
      note, ConsoleState.Moment(clock: clock, stamp: state.now), then: .scoring,
      more: state.run.isPaused ? [.resumed, .paused] : [.paused, .resumed])
    return true
  }
}
