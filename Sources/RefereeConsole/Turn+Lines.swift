internal import Scoring

/// Line by line: a line is a key, with the answers to what it asks behind it (`b 2`, `-20 a`, `n the door stuck`).
extension Turn {
  mutating func type(_ line: String) {
    let words = line.split(separator: " ", maxSplits: 1)
    if line.trimmed == "esc" { return press(.escape) }
    if case .choosing(let choice) = state.mode, line.trimmed.count > 1, let option = choice.option(called: line.trimmed)
    {
      state.message = nil
      return act(option.action, in: choice)
    }
    if case .typing(let typing) = state.mode {
      state.message = nil
      guard isForNextKey(typing.purpose) else { return answer(line, to: typing) }
      answer(words.first.map(String.init) ?? "", to: typing)
      if words.count > 1, state.mode == typing.back { state.queue.insert(.line(String(words[1])), at: 0) }
      return
    }
    guard let word = words.first.map(String.init) else { return press(.character(" ")) }
    let rest = words.count > 1 ? String(words[1]) : ""
    let isLogging = state.mode == .scoring || state.mode == .ending
    let first = word.first ?? " "

    if ["start", "pause", "resume"].contains(word), isLogging {
      press(.character(" "))
    } else if isLogging, word.count > 1, "-#".contains(first), word.dropFirst().allSatisfy(\.isNumberOrColon) {
      for character in word { press(.character(character)) }
      press(.enter)
      if !rest.isEmpty { state.queue.insert(.line(rest), at: 0) }
      return
    } else if isLogging, "+@=".contains(first), word.count > 1 {
      press(.character(first))
      for character in word.dropFirst() { press(.character(character)) }
      press(.enter)
    } else if word.count == 1 || (isLogging && console.keys.position(of: word) != nil) {
      for character in word { press(.character(character)) }
    } else {
      state.message = nil
      return refuse("'\(word)' is no key; one key a line, ? shows the keys.")
    }
    guard !rest.isEmpty else { return }
    switch state.mode {
    case .choosing, .typing, .asking: state.queue.insert(.line(rest), at: 0)
    default: refuse("'\(rest)' was not used: '\(word)' asks nothing more.")
    }
  }

  /// Says what a referee who sees no screen has to hear: messages, questions, and pages where they open.
  mutating func sayWhereWeAre(before: ConsoleState?) {
    guard console.options.speaks else { return }
    let painter = Painter(console, state)
    if let message = state.message, message != before?.message {
      effects.append(.say(message.style == .plain ? message.text : "! " + message.text))
      if before?.log.entries.count != state.log.entries.count, before != nil {
        effects.append(.say(painter.scoreAloud + ". " + painter.clockAloud + "."))
      }
    }
    if state.stopped != before?.stopped, let stopped = painter.stopped { effects.append(.say("! " + stopped)) }
    guard state.mode.page != before?.mode.page, state.pending == nil else { return }
    for line in painter.spoken where !line.isEmpty { effects.append(.say(line)) }
    // What was read aloud is over: the next line is a key again.
    switch state.mode {
    case .help, .info: state.mode = state.home
    case .findings where console.openChecks(state.score).isEmpty: state.mode = state.home
    case .report:
      state.mode = .sheet(scroll: 0)
      for line in Painter(console, state).spoken where !line.isEmpty { effects.append(.say(line)) }
    default: break
    }
  }
}

extension Choice {
  /// The answer with this title, or the only one that begins so.
  fileprivate func option(called words: String) -> Option? {
    let words = words.lowercased()
    let fitting = options.filter { $0.title.lowercased().hasPrefix(words) }
    return fitting.first { $0.title.lowercased() == words } ?? (fitting.count == 1 ? fitting[0] : nil)
  }
}

extension Character {
  fileprivate var isNumberOrColon: Bool { ("0"..."9").contains(self) || self == ":" }
}

extension Mode {
  /// The mode without what moves within it, so that a page is read aloud once.
  var page: Mode {
    switch self {
    case .choosing(var choice):
      choice.cursor = 0
      return .choosing(choice)
    case .typing(var typing):
      typing.text = ""
      return .typing(typing)
    case .sheet: return .sheet(scroll: 0)
    case .scoring, .striking, .help, .asking, .info, .findings, .ending, .report: return self
    }
  }
}
