internal import Scoring

/// What came, and was no key that a hand pressed by itself: nothing of it is logged, and all of it is said.
extension Turn {
  /// The most keys that a referee types ahead while a machine stands still; more at once is a pasted text.
  private static let longestTyped = 30

  /// Whether a key that is held down goes on meaning what it means: what is typed can be read before it is taken.
  func takesHeld(_ key: Key) -> Bool {
    if key.isMoving || key == .backspace { return true }
    guard case .typing(let typing) = state.mode, case .character(let character) = key else { return false }
    return !isForNextKey(typing.purpose) || character.isTyped(of: typing.purpose)
  }

  mutating func sayHeld(_ key: Key) {
    let words = "  (\(name(of: key)) is held down: that is once)"
    guard let message = state.message else { return tell(String(words.dropFirst(2))) }
    if !message.text.hasSuffix(words) { tell(message.text + words, message.style) }
  }

  /// Keys that came at once are not taken before the referee says that they were typed.
  mutating func setAside(_ presses: [Press]) {
    if case .typing(let typing) = state.mode, !isForNextKey(typing.purpose), state.pending == nil,
      presses.allSatisfy({ if case .character = $0.key { true } else { false } })
    {
      // A word; it is read before it is taken.
      for press in presses { state.queue.append(.press(press)) }
      return
    }
    var all = presses
    if let before = state.burst, before.page == state.mode.page { all = before.presses + presses }
    ring()
    guard all.count <= Turn.longestTyped else {
      state.burst = nil
      return tell("\(all.count) characters at once: nothing logged (pasted?).", .alarm)
    }
    state.burst = ConsoleState.Burst(presses: all, page: state.mode.page)
    tell("\(all.count) keys at once: nothing logged (pasted?).", .alarm)
  }

  /// The referee says that they were typed: each is logged for the moment at which it came.
  mutating func takeBurst() {
    guard let burst = state.burst else { return ring() }
    state.burst = nil
    state.message = nil
    guard burst.page == state.mode.page else {
      return refuse("Those keys came where something else was asked. Nothing of them was logged; press them again.")
    }
    state.queue.insert(contentsOf: burst.presses.map { .press($0) }, at: 0)
  }

  mutating func tell(_ what: NotTaken) {
    switch what {
    case .pasted(let count):
      ring()
      tell("\(count) \(count == 1 ? "character" : "characters") pasted: nothing logged.", .alarm)
    case .lines(let count): refuse("\(count) lines at once: nothing logged (pasted?). Type them one after the other.")
    case .alt(let key):
      refuse("Alt with \(name(of: key)) means nothing here: nothing logged. Press the key by itself.")
    case .restOfSequence:
      refuse("That was taken for the rest of what the terminal began to send: nothing logged. Esc, then the key again.")
    case .endOfSequence: tell("Keys are keys again.")
    }
  }

  /// A key as people call it.
  func name(of key: Key) -> String {
    switch key {
    case .character(" "): "space"
    case .character(let character): "'\(letters.safe(String(character)))'"
    case .enter: "Enter"
    case .escape: "Esc"
    case .backspace: "Backspace"
    case .tab: "Tab"
    case .up, .down, .left, .right: "an arrow"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .home: "Home"
    case .end: "End"
    case .interrupt: "Ctrl-C"
    case .suspend: "Ctrl-Z"
    case .redraw: "Ctrl-L"
    }
  }
}
