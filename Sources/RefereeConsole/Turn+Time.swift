internal import Scoring

extension Turn {
  /// How the note begins that says how the clock was set.
  static let clockWasSet = "clock set from "
  /// A jump of the clock that is no slip of the finger, in milliseconds.
  private static let jump: Int64 = 60_000

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
      let runs = state.surroundings.runs
      if runs.isEmpty { return propose(.started, moment, then: state.home) }
      return state.mode = .choosing(
        Choice(
          question:
            "\(console.desk.team) has begun elsewhere and not ended: \(list(runs)). Start this run all the same?",
          options: [
            .init(key: "y", title: "start it", action: .propose(.started, moment, then: state.home)),
            .init(key: "n", title: "do not", action: .go(state.home)),
          ], cursor: 1, back: state.home, isGrave: true))
    }
    // Readings are told in the order of the clock, so the clock cannot be stopped before it last went on.
    let last = state.run.clockEntry.flatMap { state.log.entry($0)?.clock } ?? .zero
    if moment.clock < last {
      moment = ConsoleState.Moment(clock: last, stamp: moment.stamp &+ (last - moment.clock).count)
    }
    if state.run.isPaused { moment.clock = last }
    propose(state.run.isPaused ? .resumed : .paused, moment, then: state.home)
  }

  /// Sets the clock as it was typed, after a question where it jumps. Returns whether the typing is over.
  mutating func askToSetClock(to clock: Milliseconds, back: Mode) -> Bool {
    guard canSetClock(to: clock) else { return !hasClockToSet }
    let shown = state.clock(at: state.now)
    guard (clock - shown).count.magnitude > Turn.jump.magnitude else {
      setClock(to: clock)
      return state.pending == nil
    }
    let way = clock < shown ? "back" : "on"
    state.mode = .choosing(
      Choice(
        question:
          "The clock shows \(clockText(shown)). Set it \(way) by \(clockText(clock - shown)), to \(clockText(clock))?",
        options: [
          .init(key: "y", title: "set it", action: .setClock(clock)),
          .init(key: "n", title: "do not", action: .go(back)),
        ], cursor: 1, back: back, isGrave: true))
    return false
  }

  private var hasClockToSet: Bool {
    state.run.isRunning || (state.run.isStarted && state.run.isPaused && !state.run.isFinished && !state.run.isVoid)
  }

  private mutating func canSetClock(to clock: Milliseconds) -> Bool {
    let last = state.run.clockEntry.flatMap { state.log.entry($0)?.clock } ?? .zero
    guard hasClockToSet else {
      refuse("The run is \(state.run.word); there is no clock to set.")
      return false
    }
    guard clock >= last else {
      refuse(
        "The clock was last started at \(clockText(last)) and cannot be set before that; take that entry back (u).")
      return false
    }
    return true
  }

  /// Sets the clock by standing it still and letting it go on at another reading, which is in the log like all else.
  mutating func setClock(to clock: Milliseconds) {
    guard canSetClock(to: clock) else { return }
    let note = Fact.noted(
      Turn.clockWasSet + "\(clockText(state.clock(at: state.now))) to \(clockText(clock)) by hand")
    propose(
      note, ConsoleState.Moment(clock: clock, stamp: state.now), then: .scoring,
      more: state.run.isPaused ? [.resumed, .paused] : [.paused, .resumed])
  }
}
