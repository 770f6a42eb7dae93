internal import Scoring

extension Turn {
  mutating func press(_ press: Press) {
    if press.isHeld, !takesHeld(press.key) { return sayHeld(press.key) }
    state.pressedAt = press.at
    self.press(press.key)
    state.pressedAt = nil
  }

  mutating func press(_ key: Key) {
    switch key {
    case .suspend: return effects.append(.suspend)
    case .redraw: return
    case .interrupt: return interrupt()
    case .tab: return takeBurst()
    default: break
    }
    state.message = nil
    switch state.mode {
    case .scoring, .ending: pressWhileScoring(key)
    case .choosing(let choice): press(key, in: choice)
    case .typing(let typing): press(key, in: typing)
    case .striking(let entry): press(key, striking: entry)
    case .help: leave(on: key, to: state.home)
    case .findings: pressWhileReadingFindings(key)
    case .asking, .info: pressWhileAsking(key)
    case .sheet(let scroll): press(key, onSheet: scroll)
    case .report: leave(on: key, to: .sheet(scroll: 0))
    }
  }

  private mutating func interrupt() {
    if case .choosing(let choice) = state.mode, choice.options.contains(where: { $0.action == .leave }) {
      return effects.append(.leave)
    }
    leaveConsole()
  }

  private mutating func leaveConsole() {
    guard state.run.isRunning else { return effects.append(.leave) }
    state.mode = .choosing(
      Choice(
        question: "The clock is running and runs on. Leave the console?",
        options: [
          .init(key: "y", title: "leave; the run stays open", action: .leave),
          .init(key: "n", title: "stay", action: .go(state.home)),
        ], cursor: 1, back: state.home, isGrave: true))
  }

  private mutating func leave(on key: Key, to mode: Mode) {
    switch key {
    case .escape, .enter, .character("q"), .character("?"), .character(" "): state.mode = mode
    default: ring()
    }
  }

  // MARK: Logging

  private mutating func pressWhileScoring(_ key: Key) {
    let prefix = state.prefix
    state.prefix = ""
    switch key {
    case .character(let character):
      let strokes = prefix + String(character)
      let wasCapital = state.suspectsCapsLock
      if character.isLetter { state.suspectsCapsLock = false }
      if let position = console.keys.position(of: strokes) { return press(item: position) }
      if character == ";", console.keys.isBeginning(strokes) {
        state.prefix = strokes
        return tell("\(strokes) and the item's key")
      }
      if prefix.isEmpty, pressFunction(character) {
        if wasCapital { warnOfCapitals(character) }
        return
      }
      if let small = character.small, isKey(prefix + String(small)) {
        state.suspectsCapsLock = true
        return refuse("Caps Lock? '\(strokes)' is no key, '\(small)' is. Nothing was logged.")
      }
      refuse("No item has the key '\(strokes)'; ? shows the keys.")
    case .enter:
      if state.mode == .ending { return chooseFinish() }
      if state.run.isFinished || state.run.isVoid { return state.mode = .sheet(scroll: 0) }
      sayStatus()
    case .escape:
      let wasEnding = state.endingAt != nil
      state.ago = nil
      state.count = 1
      state.burst = nil
      state.endingAt = nil
      state.mode = .scoring
      if wasEnding { tell("The run goes on.") }
    case .pageDown: state.page += 1
    case .pageUp: state.page = max(0, state.page - 1)
    case .home: state.page = 0
    case .backspace: beginStriking()
    default: break
    }
  }

  private func isKey(_ strokes: String) -> Bool {
    console.keys.position(of: strokes) != nil || (strokes.count == 1 && KeyMap.functions.contains(Character(strokes)))
  }

  /// Where a capital does something, its small letter is an item's key and the letter before was a capital too, the item
  /// may have been meant.
  private mutating func warnOfCapitals(_ character: Character) {
    guard let small = character.small, let position = console.keys.position(of: String(small)) else { return }
    tell("Caps Lock? Small \(small) is '\(console.sheet[position].title)'.", .warning)
    ring()
  }

  private mutating func sayStatus() {
    if console.options.speaks {
      let painter = Painter(console, state)
      effects.append(.say(painter.clockAloud + ". " + painter.scoreAloud))
    }
  }

  /// The keys that mean the same on every sheet. Returns whether this is one.
  private mutating func pressFunction(_ character: Character) -> Bool {
    switch character {
    case " ": startPauseResume()
    case "u": beginStriking()
    case "q": leaveConsole()
    case "i": state.mode = .asking
    case "?": state.mode = .help
    case "!": state.mode = .findings
    case "n": ask("Note", .note)
    case "-": ask("How long ago? Seconds or minutes:seconds, Enter, then the key", .ago)
    case "#": ask("How many? A number, Enter, then the key", .count)
    case "=": ask("The total on the paper sheet", .claimed)
    case "@": ask("The clock shows (minutes:seconds)", .clock)
    case "+": ask("How much longer may the run take? (minutes:seconds)", .longer)
    case "F": beginEnding()
    case "R": confirmRestart()
    case "V":
      chooseReason(
        "VOID: the run does not count, neither as a zero nor as a loss. Why?", .void(state.moment),
        [
          "the arena was not as it should be", "power, network or the event's devices failed", "somebody interfered",
          "this run was opened by mistake",
        ], orNot: "do not")
    default: return false
    }
    return true
  }

  mutating func ask(_ question: String, _ purpose: Typing.Purpose) {
    state.mode = .typing(Typing(question: question, purpose: purpose, back: state.home))
  }

  // MARK: Items

  mutating func press(item position: Int) {
    if state.endingAt == nil || state.ago != nil { return press(item: position, state.moment) }
    // It was forgotten: the key is pressed now, and it happened before.
    guard let limit = state.limitIfOver else {
      state.mode = .typing(
        Typing(
          question: "\(console.sheet[position].title): when? The clock's reading (2:10), or seconds before the end; "
            + "Enter: at the end", purpose: .when(item: position), back: .ending))
      return
    }
    press(item: position, state.moment(at: limit))
  }

  mutating func press(item position: Int, _ moment: ConsoleState.Moment) {
    let line = console.sheet[position]
    if let instances = line.instances, !instances.isEmpty {
      if instances.count == 1 { return press(item: position, at: instances[0].id, moment) }
      state.mode = .choosing(
        Choice(
          question: "\(line.title): at which \(line.item.per?.text ?? "place")?",
          options: console.lettered(instances.map { ($0.title, .instance(item: position, $0.id, moment)) }),
          back: state.home))
      return
    }
    press(item: position, at: nil, moment)
  }

  mutating func press(item position: Int, at instance: Instance.ID?, _ moment: ConsoleState.Moment) {
    let line = console.sheet[position]
    let place = console.title(of: instance, ofItemAt: position).map { " \(letters.dot) " + $0 } ?? ""
    if !line.item.levels.isEmpty {
      state.mode = .choosing(
        Choice(
          question: "\(line.title)\(place): which?",
          options: console.lettered(
            zip(line.item.levels, line.levels).map { ($1, .level(item: position, at: instance, $0.id, moment)) }),
          back: state.home))
    } else if line.item.kind == .judgement {
      askRater(position, instance, moment)
    } else if line.item.isValued {
      askValue(position, instance, rater: nil, moment)
    } else if line.item.kind == .disqualifying {
      let fact = Fact.observed(line.item.id, at: instance, count: state.count)
      state.mode = .choosing(
        Choice(
          question: "\(line.title)\(place): this disqualifies. Log it at \(clockText(moment.clock))?",
          options: [
            .init(key: "y", title: "log it", action: .propose(fact, moment, then: state.home)),
            .init(key: "n", title: "do not", action: .go(state.home)),
          ], cursor: 1, back: state.home, isGrave: true))
    } else {
      let home = state.home
      state.mode = home
      propose(.observed(line.item.id, at: instance, count: state.count), moment, then: home)
    }
  }

  private mutating func askRater(_ position: Int, _ instance: Instance.ID?, _ moment: ConsoleState.Moment) {
    let typing = Typing(
      question: "\(console.sheet[position].title): who gives the value? (a name)",
      purpose: .rater(item: position, at: instance, moment), back: state.home)
    guard !state.raters.isEmpty else { return state.mode = .typing(typing) }
    var answers: [(String, Action)] = state.raters.prefix(20).map { rater in
      (letters.safe(rater), .rater(item: position, at: instance, rater, moment))
    }
    answers.append(("somebody else", .go(.typing(typing))))
    state.mode = .choosing(
      Choice(
        question: "\(console.sheet[position].title): who gives the value?", options: console.lettered(answers),
        back: state.home))
  }

  mutating func askValue(
    _ position: Int, _ instance: Instance.ID?, rater: String?, _ moment: ConsoleState.Moment
  ) {
    let item = console.sheet[position].item
    var question = console.sheet[position].title
    if let place = console.title(of: instance, ofItemAt: position) { question += " \(letters.dot) \(place)" }
    if let rater { question += " by \(letters.safe(rater))" }
    question += item.unit == .count ? " (number" : " (\(item.unit.rawValue)"
    if let scale = item.scale { question += ", \(scale.lowerBound) to \(scale.upperBound)" }
    state.mode = .typing(
      Typing(
        question: question + ")", purpose: .value(item: position, at: instance, rater: rater, moment), back: state.home)
    )
  }

  // MARK: One of several answers

  private mutating func press(_ key: Key, in choice: Choice) {
    var choice = choice
    switch key {
    case .character(let character):
      guard let option = choice.options.first(where: { $0.key == character }) else {
        return refuse(whyNoAnswer(character, in: choice))
      }
      act(option.action, in: choice)
    case .enter:
      if choice.options.indices.contains(choice.cursor) { act(choice.options[choice.cursor].action, in: choice) }
    case .escape:
      // Out of the echo at the start there is no way but an answer.
      if choice.lines.isEmpty { state.mode = choice.back } else { ring() }
    case .up, .left:
      choice.cursor = max(0, choice.cursor - 1)
      state.mode = .choosing(choice)
    case .down, .right:
      choice.cursor = min(choice.options.count - 1, choice.cursor + 1)
      state.mode = .choosing(choice)
    default: ring()
    }
  }

  private func whyNoAnswer(_ character: Character, in choice: Choice) -> String {
    let out = choice.lines.isEmpty ? ", or Esc" : ""
    if let small = character.small, choice.options.contains(where: { $0.key == small }) {
      return "Caps Lock? '\(character)' is no answer, '\(small)' is. Nothing was logged."
    }
    if let position = console.keys.position(of: String(character)) {
      return
        "'\(character)' is '\(console.sheet[position].title)' and no answer here. Nothing was logged: answer\(out)."
    }
    return "Press one of the keys shown\(out)."
  }

  mutating func act(_ action: Action, in choice: Choice) {
    switch action {
    case .go(let mode): state.mode = mode
    case .leave: effects.append(.leave)
    case .propose(let fact, let moment, let then):
      state.mode = choice.back
      propose(fact, moment, then: then)
    case .instance(let item, let instance, let moment):
      state.mode = choice.back
      press(item: item, at: instance, moment)
    case .level(let item, let instance, let level, let moment):
      state.mode = choice.back
      propose(.chose(console.sheet[item].item.id, at: instance, level), moment, then: choice.back)
    case .rater(let item, let instance, let rater, let moment):
      state.mode = choice.back
      askValue(item, instance, rater: rater, moment)
    case .reason(let reason, let what):
      state.mode = choice.back
      give(reason, for: what)
    case .setClock(let clock):
      state.mode = choice.back
      setClock(to: clock)
    case .tookOn(let moment):
      state.mode = .scoring
      propose(.noted("the console was closed while the clock ran; taken to have run on"), moment, then: .scoring)
    }
  }

  // MARK: Reasons

  /// Asks for a reason. What is grave can also be left alone, and is unless something else is chosen.
  mutating func chooseReason(_ question: String, _ what: Reasoned, _ reasons: [String], orNot: String? = nil) {
    let back: Mode
    if case .accept = what { back = .findings } else { back = state.home }
    let other = Action.go(.typing(Typing(question: "Reason", purpose: .reason(what), back: back)))
    var options = console.lettered(reasons.map { ($0, .reason($0, what)) } + [("type another", other)])
    if let orNot { options.append(.init(key: "n", title: orNot, action: .go(back))) }
    let cursor = orNot == nil ? 0 : options.count - 1
    state.mode = .choosing(
      Choice(question: question, options: options, cursor: cursor, back: back, isGrave: orNot != nil))
  }

  mutating func give(_ reason: String, for what: Reasoned) {
    switch what {
    case .strike(let entry):
      let facts = state.struckTogether(with: entry).map { Fact.retracted($0, reason: reason) }
      propose(facts[0], state.moment, then: state.home, more: Array(facts.dropFirst()))
    case .accept(let check): propose(.accepted(check, reason: reason), state.moment, then: state.home)
    case .void(let moment):
      state.endingAt = nil
      propose(.voided(reason: reason), moment, then: .sheet(scroll: 0))
    case .extend(let time): propose(.extended(time, reason: reason), state.moment, then: state.home)
    }
  }

  private mutating func confirmRestart() {
    let rule = console.rules.ruleSet.restart
    var effect =
      rule.earlier == .void ? "What was achieved before does not count any more." : "What was achieved stays."
    if rule.penalty != .zero { effect += " It costs \(rule.penalty.magnitude) points." }
    if let allowed = rule.allowed { effect += " \(max(0, allowed - state.run.restarts)) of \(allowed) left." }
    state.mode = .choosing(
      Choice(
        question: "Restart? \(effect)",
        options: [
          .init(key: "y", title: "restart", action: .propose(.restarted, state.moment, then: state.home)),
          .init(key: "n", title: "do not", action: .go(state.home)),
        ], cursor: 1, back: state.home, isGrave: true))
  }

  // MARK: Reading

  private mutating func pressWhileAsking(_ key: Key) {
    let prefix = state.prefix
    state.prefix = ""
    guard case .character(let character) = key else { return state.mode = state.home }
    let strokes = prefix + String(character)
    if let position = console.keys.position(of: strokes) {
      state.mode = .info(position)
    } else if character == ";", console.keys.isBeginning(strokes) {
      state.prefix = strokes
    } else {
      leave(on: key, to: state.home)
    }
  }

  private mutating func pressWhileReadingFindings(_ key: Key) {
    let checks = console.openChecks(state.score)
    if case .character(let character) = key, let index = console.keys.answers.firstIndex(of: character),
      checks.indices.contains(index)
    {
      let message = letters.safe(console.message(of: checks[index], state.score))
      return chooseReason(
        "Accept it although: \(message) Why?", .accept(checks[index].id),
        ["it did happen like this", "the head referee decided", "the rules are wrong here"])
    }
    leave(on: key, to: state.home)
  }
}

extension Character {
  /// The small letter of a capital one.
  var small: Character? {
    guard isASCII, isUppercase else { return nil }
    return lowercased().first
  }
}
