public import Scoring

extension Console {
  /// Opens the console on a run's log: empty for a new run, or as far as it got before a crash or a closed lid.
  ///
  /// `now` is the shell's monotonic time, which must go on while the machine sleeps; `wallTime` is the time at the desk.
  /// Both are in milliseconds. The wall time is only used to guess how long a run that was left running has run on.
  ///
  /// With `stamps`, the shell's monotonic times of the entries that moved the clock, where it kept them and the machine
  /// was not restarted since, there is nothing to guess.
  public func begin(
    _ log: RunLog, at now: Int64, wallTime: Int64, stamps: [Entry.ID: Int64] = [:],
    surroundings: Surroundings = Surroundings(), size: Screen.Size
  ) -> (ConsoleState, [Effect]) {
    let score = Score(of: log)
    var turn = Turn(
      console: self,
      state: ConsoleState(
        log: log, score: score, place: nil, tallies: [], mode: .scoring, size: size, now: now, message: nil,
        latestRecordedAt: 0, surroundings: surroundings))
    turn.begin(wallTime: wallTime, stamps: stamps)
    turn.sayWhereWeAre(before: nil)
    return (turn.state, turn.effects)
  }

  /// What an input does: the state after it, and what the shell has to do. `now` is the shell's monotonic time.
  public func step(_ state: inout ConsoleState, _ input: Input, at now: Int64) -> [Effect] {
    var turn = Turn(console: self, state: state)
    let before = options.speaks ? state : nil
    turn.passTime(to: now)
    turn.take(input)
    turn.workOff()
    if let before { turn.sayWhereWeAre(before: before) }
    state = turn.state
    return turn.effects
  }
}

/// One step of the console: the state as it changes, and the effects as they gather.
struct Turn {
  let console: Console
  var state: ConsoleState
  var effects: [Effect] = []

  var letters: Lettering { console.lettering }

  mutating func ring() {
    if console.options.rings { effects.append(.bell) }
  }

  mutating func tell(_ text: String, _ style: Screen.Style = .plain) {
    state.message = ConsoleState.Message(text: text, style: style)
  }

  mutating func refuse(_ text: String) {
    tell(letters.safe(text), .warning)
    ring()
  }

  mutating func take(_ input: Input) {
    switch input {
    case .key(let key): queue(.press(Press(key, at: state.now)))
    case .pressed(let press): queue(.press(press))
    case .burst(let presses): setAside(presses)
    case .notTaken(let what): tell(what)
    case .line(let line): queue(line.isEmpty ? .press(Press(.enter, at: state.now)) : .line(line))
    case .tick: break
    case .resize(let size): state.size = size
    case .recorded(let entry): recorded(entry)
    case .refused(let rejection):
      state.pending = nil
      refuse(rejection.description)
    case .failed(let why, let isKnown):
      state.pending = nil
      state.queue = []
      refuse(
        isKnown
          ? "NOT SAVED: \(why). Nothing was logged; press the key again."
          : "NOT KNOWN WHETHER IT IS SAVED: \(why). Look at the log before you press the key again.")
    case .doubtful(let why):
      tell(letters.safe(why), .alarm)
      ring()
    case .stopped(let why):
      guard state.stopped != why else { break }
      state.stopped = why
      ring()
    case .goesOn(let how):
      state.stopped = nil
      tell(letters.safe(how), .warning)
      ring()
    case .surroundings(let surroundings): take(surroundings)
    case .arrived(let entries, let wallTime, let stamps): arrived(entries, wallTime: wallTime, stamps: stamps)
    }
  }

  /// Keys wait while an entry is being made durable, so that none is lost and none overtakes.
  private mutating func queue(_ key: ConsoleState.Queued) {
    if state.queue.count < 1000 { state.queue.append(key) } else { ring() }
  }

  mutating func workOff() {
    while let next = state.queue.first, state.pending == nil {
      state.queue.removeFirst()
      switch next {
      case .press(let press): self.press(press)
      case .line(let line): type(line)
      }
    }
  }

  // MARK: What was recorded

  mutating func begin(wallTime: Int64, stamps: [Entry.ID: Int64]) {
    state.latestRecordedAt = state.log.entries.map(\.recordedAt).max() ?? 0
    state.latest = state.log.entries.last?.id
    state.ownLatest = state.latest
    for entry in state.log.entries { note(entry, wallTime: wallTime, stamps: stamps) }
    refresh()
    var lines = [console.echo, ""]
    if let origin = console.options.shadowOf {
      lines += ["Shadow book of run \(origin): compared with it afterwards, never counted.", ""]
    }
    if console.rehearsal != nil {
      lines += ["Rehearsal: the robot is played. Log what you are told that you see.", ""]
    } else if console.run.phase == .practice {
      lines += ["Practice: it feels the same and counts nowhere.", ""]
    }
    var options = [Choice.Option(key: "y", title: "yes, this is the run", action: .go(.scoring))]
    lines += words(for: state.surroundings)
    if !state.surroundings.consoles.isEmpty {
      // Nothing stopped, and there is nothing to assume: the other console has the clock.
      lines.append(
        "The run is \(state.run.word), clock \(clockText(state.clock(at: state.now))). What either logs, both see.")
      options[0].title = "yes, log beside it"
    } else if state.run.isRunning {
      let guess = assumeClock(wallTime: wallTime, stamps: stamps)
      lines += guess.lines
      options = guess.options
    } else if !state.log.entries.isEmpty {
      lines += ["The run goes on where it was left: \(state.run.word), clock \(clockText(state.clock(at: state.now)))."]
    } else {
      lines += ["Are this team, this challenge and this \(console.run.phase.runTitle) in front of you?"]
    }
    options.append(Choice.Option(key: "q", title: "no, leave (nothing is logged)", action: .leave))
    state.mode = .choosing(Choice(question: "Right?", lines: lines, options: options, back: .scoring))
  }

  /// What else there is, as people should hear it.
  private func words(for surroundings: Console.Surroundings) -> [String] {
    var lines: [String] = []
    if !surroundings.consoles.isEmpty {
      lines.append("Beware, another console is open on this run: \(list(surroundings.consoles)).")
    }
    if !surroundings.runs.isEmpty {
      lines.append("Beware, \(console.desk.team) has begun elsewhere and not ended: \(list(surroundings.runs)).")
    }
    return lines.isEmpty ? [] : lines + [""]
  }

  func list(_ words: [String]) -> String { words.map(letters.safe).joined(separator: ", ") }

  private mutating func take(_ surroundings: Console.Surroundings) {
    let before = state.surroundings
    state.surroundings = surroundings
    var new = Console.Surroundings()
    new.consoles = surroundings.consoles.filter { !before.consoles.contains($0) }
    if !state.run.isStarted { new.runs = surroundings.runs.filter { !before.runs.contains($0) } }
    guard new != Console.Surroundings() else { return }
    tell(words(for: new).joined(separator: " "), .warning)
    ring()
  }

  /// A run was left with its clock running: says what is assumed of the time in between, and offers what else it may
  /// have been.
  private mutating func assumeClock(wallTime: Int64, stamps: [Entry.ID: Int64]) -> (
    lines: [String], options: [Choice.Option]
  ) {
    guard let id = state.run.clockEntry, let base = state.log.entry(id) else { return ([], []) }
    var (reading, away, last) = (base.clock, Int64.max, base.clock)
    for entry in state.log.entries where entry.recordedAt >= base.recordedAt {
      let passed = min(max(0, wallTime.subtractingReportingOverflow(entry.recordedAt).partialValue), 360_000_000)
      reading = max(reading, min(.longest, entry.clock + Milliseconds(passed)))
      last = max(last, entry.clock)
      away = min(away, passed)
    }
    var source = "Since then \(clockText(Milliseconds(away))) have passed at the desk."
    if stamps[id] != nil {
      reading = state.clock(at: state.now)
      source = "This machine's own clock went on."
    } else {
      state.stamps[id] = state.now &- (reading - base.clock).count
    }
    let at = ConsoleState.Moment(clock: last, stamp: state.now)
    var lines = [
      "The clock was running when the console stopped; the last entry is from \(clockText(last)).",
      "\(source) Assumed: the run's clock ran on, to \(clockText(reading)) now.",
    ]
    if wallTime < state.latestRecordedAt, stamps[id] == nil {
      lines.append("The time at the desk was set back meanwhile, so this is a guess: look at a second watch.")
    }
    return (
      lines,
      [
        Choice.Option(
          key: "y", title: "yes, it ran on", action: .tookOn(ConsoleState.Moment(clock: reading, stamp: state.now))),
        Choice.Option(
          key: "s", title: "it stood still at \(clockText(last))", action: .propose(.paused, at, then: .scoring)),
        Choice.Option(
          key: "t", title: "type what the clock shows",
          action: .go(.typing(Typing(question: "The clock shows (minutes:seconds)", purpose: .clock, back: .scoring)))),
      ]
    )
  }

  private mutating func note(_ entry: Entry, wallTime: Int64, stamps: [Entry.ID: Int64]) {
    switch entry.fact {
    case .started, .paused, .resumed:
      let passed = min(max(0, wallTime.subtractingReportingOverflow(entry.recordedAt).partialValue), 360_000_000)
      state.stamps[entry.id] = stamps[entry.id] ?? state.now.subtractingReportingOverflow(passed).partialValue
    case .rated(_, _, let rater, _):
      if !state.raters.contains(rater.text) { state.raters.append(rater.text) }
    default: break
    }
  }

  private mutating func arrived(_ entries: [Entry], wallTime: Int64, stamps: [Entry.ID: Int64] = [:]) {
    var isNew = false
    for entry in entries where state.log.entry(entry.id) == nil && entry.run == console.run.id {
      state.log.record(entry)
      state.latestRecordedAt = max(state.latestRecordedAt, entry.recordedAt)
      note(entry, wallTime: wallTime, stamps: stamps)
      state.latest = entry.id
      isNew = true
      tell("\(letters.safe(entry.official)) logged elsewhere: \(console.words(entry.fact, in: state.log))", .warning)
    }
    if isNew { refresh() }
  }

  private mutating func recorded(_ entry: Entry) {
    guard let pending = state.pending, entry.fact == pending.draft.fact else {
      return arrived([entry], wallTime: entry.recordedAt)
    }
    state.pending = nil
    let oddities = Set(state.score.findings)
    state.log.record(entry)
    state.latestRecordedAt = max(state.latestRecordedAt, entry.recordedAt)
    state.latest = entry.id
    state.ownLatest = entry.id
    note(entry, wallTime: entry.recordedAt, stamps: [entry.id: pending.draft.stamp])
    switch entry.fact {
    case .finished: state.endingAt = nil
    default: break
    }
    refresh()
    state.mode = pending.then
    tell("\(letters.done) \(clockText(entry.clock)) \(confirmation(of: entry))")
    for finding in state.score.findings where finding.severity != .hint && !oddities.contains(finding) {
      tell(letters.safe(finding.message) + "  (! shows it, u takes an entry back)", .alarm)
      ring()
    }
    if let next = pending.more.first {
      propose(
        next, ConsoleState.Moment(clock: entry.clock, stamp: pending.draft.stamp), then: pending.then,
        more: Array(pending.more.dropFirst()))
    }
  }

  private func confirmation(of entry: Entry) -> String {
    let words = console.words(entry.fact, in: state.log)
    guard let id = entry.fact.item, let position = console.positions[id] else { return words }
    let tally = state.tallies[position]
    guard console.sheet[position].item.levels.isEmpty, !console.sheet[position].item.isValued else { return words }
    var text = "\(console.keys.strokes(forItemAt: position)) \(words)"
    if tally.counted != tally.seen {
      text += ": \(tally.seen) seen, \(tally.counted) count: " + tally.remarks.map(\.words).joined(separator: ", ")
    } else if let limit = console.sheet[position].item.limit {
      text += ", \(tally.counted) of \(limit * (console.sheet[position].instances?.count ?? 1))"
    } else {
      text += ", \(tally.counted) so far"
    }
    return text
  }

  /// Everything that follows from the log.
  mutating func refresh() {
    state.score = Score(of: state.log)
    state.place =
      console.run.phase == .practice || console.options.shadowOf != nil ? nil : console.provisional(state.score)
    state.tallies = console.tallies(of: state.log, state.score)
  }

  // MARK: What is to be recorded

  /// Asks the shell to make a fact durable, unless the log would refuse it, which is said at once.
  mutating func propose(_ fact: Fact, _ moment: ConsoleState.Moment, then: Mode, more: [Fact] = []) {
    assert(state.pending == nil, "one fact at a time: the next waits until the last is on disk")
    guard state.pending == nil else { return refuse("Not logged: the entry before is still being saved. Press again.") }
    if let stopped = state.stopped { return refuse("Nothing was logged: \(stopped).") }
    let draft = Draft(
      fact: fact, clock: moment.clock, earliest: state.latestRecordedAt &+ 1, stamp: moment.stamp)
    do throws(Rejection) {
      try state.log.decide(
        Entry(
          id: "not yet", run: console.run.id, official: console.desk.official, terminal: console.desk.terminal,
          number: 1, clock: draft.clock, recordedAt: draft.earliest, fact: fact))
    } catch {
      // The log names signatures by their ids, which nobody sees here.
      refuse(
        error.reason == .signed
          ? "The sheet is signed: nothing was logged. u takes the signatures back, with a reason; then it can be mended."
          : error.description)
      return
    }
    state.ago = nil
    state.count = 1
    state.prefix = ""
    state.pending = ConsoleState.Pending(draft: draft, then: then, more: more)
    effects.append(.append(draft))
  }
}
