internal import Scoring

extension Turn {
  // MARK: The end of a run

  /// The clock is read when the end is called, not when the last question about it is answered.
  mutating func beginEnding() {
    if state.run.isFinished || state.run.isVoid { return state.mode = .sheet(scroll: 0) }
    guard state.run.isStarted else { return chooseFinish() }
    if state.endingAt == nil { state.endingAt = state.moment }
    state.ago = nil
    let isWhole = console.untouched(state).isEmpty && console.openChecks(state.score).isEmpty
    if isWhole { chooseFinish() } else { state.mode = .ending }
  }

  mutating func chooseFinish() {
    var moment = state.endingAt ?? state.moment
    // The run cannot end before the last thing that was seen in it.
    moment.clock = max(moment.clock, state.run.lastClock ?? .zero)
    let isOver = state.timeLimit.map { moment.clock >= $0 } ?? false
    var reasons: [(Character, Finish)] =
      state.run.isStarted
      ? [("c", .completed), ("t", .timeLimit), ("w", .teamStopped), ("r", .refereeStopped), ("i", .invalid)]
      : [("n", .noShow), ("i", .invalid)]
    if isOver { reasons.swapAt(0, 1) }
    var options = reasons.map { key, finish in
      // Where time is up the run's time is the limit; the log keeps the moment too.
      let time = finish == .timeLimit ? state.run.timeLimit ?? moment.clock : moment.clock
      return Choice.Option(
        key: key, title: "\(finish.words), at \(clockText(time))",
        action: .propose(.finished(finish), moment, then: console.rehearsal == nil ? .sheet(scroll: 0) : .report))
    }
    // A team that is late has lost nothing yet.
    if !state.run.isStarted {
      options.insert(.init(key: "w", title: "wait; nothing is logged", action: .go(state.home)), at: 0)
    }
    state.mode = .choosing(
      Choice(
        question: state.run.isStarted
          ? "END of \(console.echo): why did it end?" : "END of \(console.echo) before its start: why?",
        options: options,
        cursor: 0, back: state.home, isGrave: true))
  }

  // MARK: The sheet

  mutating func press(_ key: Key, onSheet scroll: Int) {
    switch key {
    case .up: state.mode = .sheet(scroll: max(0, scroll - 1))
    case .pageUp: state.mode = .sheet(scroll: max(0, scroll - 10))
    case .home: state.mode = .sheet(scroll: 0)
    case .down: scrollSheet(by: 1, from: scroll)
    case .pageDown: scrollSheet(by: 10, from: scroll)
    case .end: scrollSheet(by: .max / 2, from: scroll)
    case .escape: state.mode = .scoring
    case .character("q"): leaveSheet()
    case .character("s"): sign()
    case .character("a"): agree()
    case .character("p"):
      guard console.options.shadowOf == nil else { return refuse("A shadow book is not protested against.") }
      state.mode = .typing(
        Typing(question: "What does the team protest against?", purpose: .protest, back: .sheet(scroll: scroll)))
    case .character("d"):
      guard state.run.hasOpenProtest else { return refuse("No protest is open.") }
      state.mode = .typing(Typing(question: "What was decided?", purpose: .ruling, back: .sheet(scroll: scroll)))
    case .character("P"):
      effects.append(.printSheet(console.runSheet(of: state.log)))
      tell("The sheet is printed when you leave the console.")
    case .character("!"): state.mode = .findings
    case .character(let character) where character.small.map { "qsapd".contains($0) } ?? false:
      refuse("Caps Lock? '\(character)' means nothing here, its small letter does.")
    default:
      ring()
      tell("s signs, a: the team agrees, p: it protests, Esc: back to the log.", .warning)
    }
  }

  private mutating func scrollSheet(by rows: Int, from scroll: Int) {
    let painter = Painter(console, state)
    let last = max(0, painter.sheetLines.count - painter.bodyRows)
    state.mode = .sheet(scroll: min(last, scroll + rows))
  }

  private mutating func leaveSheet() {
    if console.run.phase != .practice, state.run.refereeSignature == nil {
      state.mode = .choosing(
        Choice(
          question: "The sheet is not signed yet. Leave?",
          options: [
            .init(key: "y", title: "leave; it can be signed later", action: .leave),
            .init(key: "n", title: "stay", action: .go(.sheet(scroll: 0))),
          ], cursor: 1, back: .sheet(scroll: 0), isGrave: true))
    } else {
      effects.append(.leave)
    }
  }

  private mutating func sign() {
    guard !state.score.isInvalid else {
      return refuse("The sheet contradicts itself; mend it or accept it with a reason (!), then sign.")
    }
    guard state.run.refereeSignature == nil else { return refuse("The sheet is signed already.") }
    propose(.signed(as: .referee, code: console.code(of: state.log)), state.moment, then: state.mode)
  }

  private mutating func agree() {
    guard console.options.shadowOf == nil else { return refuse("A shadow book is not signed by the team.") }
    guard state.run.refereeSignature != nil else { return refuse("The referee signs first (s).") }
    guard state.run.teamSignature == nil else { return refuse("The team has agreed already.") }
    let question = "Who signs for \(letters.safe(console.desk.team))?"
    state.mode = .typing(Typing(question: question, purpose: .signer, back: state.mode))
  }
}

extension Finish {
  /// The end in words that a referee says.
  var words: String {
    switch self {
    case .completed: "the task is done"
    case .timeLimit: "time is up"
    case .teamStopped: "the team wishes to stop"
    case .refereeStopped: "the referee stops it"
    case .noShow: "the team did not come"
    case .invalid: "spoilt from outside, to be repeated"
    }
  }
}

extension Score.Remark {
  /// Why a line is not worth more, or less, in words.
  var words: String {
    switch self {
    case .cappedAt(let most): "at most \(most) count"
    case .prerequisiteMissing: "what it needs did not happen"
    case .ruledOut: "something rules it out"
    case .overfull(let most): "more than \(most) were seen, so none counts"
    case .tooEarly: "some came too early"
    case .tooLate: "some came too late"
    case .beforeRestart: "some came before the restart"
    case .fell: "each is worth less by now"
    case .bounded: "it reached its limit"
    case .rounded: "rounded"
    }
  }
}
