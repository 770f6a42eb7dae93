internal import Scoring

extension Console {
  /// What the terminal should show.
  public func screen(of state: ConsoleState) -> Screen { Painter(self, state).screen }
}

typealias Line = [Screen.Span]

/// Draws a state. It decides nothing: what it shows is all in the console and its state.
struct Painter {
  let console: Console
  let state: ConsoleState
  let width: Int
  let height: Int

  init(_ console: Console, _ state: ConsoleState) {
    self.console = console
    self.state = state
    width = max(1, state.size.columns)
    height = max(1, state.size.rows)
  }

  var letters: Lettering { console.lettering }

  var screen: Screen {
    guard width >= Screen.Size.smallest.columns, height >= Screen.Size.smallest.rows else { return tooSmall }
    let prompt = self.prompt
    let footer = self.footer
    let top = [header] + banner
    let room = height - top.count - prompt.lines.count - footer.count
    var lines = top + fitted(body(room), to: room)
    var cursor: Screen.Position?
    if let offset = prompt.cursor {
      cursor = Screen.Position(row: lines.count + offset.row, column: min(width - 1, offset.column))
    }
    lines += prompt.lines + footer
    return Screen(size: state.size, lines: lines.map(clipped), cursor: cursor)
  }

  /// Keys still count in a small terminal; only the picture does not fit.
  private var tooSmall: Screen {
    let words = [
      clockWords, scoreWords, stopped ?? "",
      "This terminal has \(width) columns and \(height) rows; the console needs 80 and 24. Keys still work.",
      state.message?.text ?? "", setAside ?? "",
    ]
    var lines = words.filter { !$0.isEmpty }.flatMap { letters.wrap($0, to: width) }.map { [Screen.Span($0)] }
    if case .typing(let typing) = state.mode {
      lines.insert([Screen.Span(typing.question + ": " + shown(typing.text))], at: 0)
    }
    if case .choosing(let choice) = state.mode { lines.insert([Screen.Span(choice.question)], at: 0) }
    return Screen(size: state.size, lines: lines.prefix(height).map(clipped), cursor: nil)
  }

  /// How many rows the body has; what scrolls needs to know.
  var bodyRows: Int { max(1, height - 1 - banner.count - prompt.lines.count - footer.count) }

  private func fitted(_ lines: [Line], to rows: Int) -> [Line] {
    guard rows > 0 else { return [] }
    return lines.count >= rows ? Array(lines.prefix(rows)) : lines + Array(repeating: [], count: rows - lines.count)
  }

  /// The last guard: whatever was composed, no line is wider than the terminal.
  private func clipped(_ line: Line) -> Line {
    var left = width
    var kept: Line = []
    for span in line where !span.text.isEmpty {
      let columns = letters.columns(span.text)
      if columns > left {
        let text = letters.cut(span.text, to: left)
        if !text.isEmpty { kept.append(Screen.Span(text, span.style)) }
        break
      }
      kept.append(span)
      left -= columns
    }
    while let last = kept.last, last.style != .chosen, last.text.last == " " {
      let text = String(last.text.reversed().drop { $0 == " " }.reversed())
      kept.removeLast()
      if !text.isEmpty {
        kept.append(Screen.Span(text, last.style))
        break
      }
    }
    return kept
  }

  func shown(_ typed: String) -> String { letters.safe(typed) }

  // MARK: Head and foot

  private var header: Line {
    let clock = clockWords
    let room = width - letters.columns(clock) - 2
    var parts = [console.desk.challenge, console.desk.team, console.runTitle]
    let official = "referee \(letters.safe(console.desk.official))"
    if console.options.shadowOf != nil { parts.insert("SHADOW BOOK", at: 0) }
    let separator = " \(letters.dot) "
    if letters.columns((parts + [official]).joined(separator: separator)) <= room { parts.append(official) }
    // The team's name is what must not be cut: the challenge's gives way first.
    let rest = letters.columns(parts.joined(separator: separator)) - letters.columns(console.desk.challenge)
    if let index = parts.firstIndex(of: console.desk.challenge) {
      parts[index] = letters.cut(console.desk.challenge, to: max(6, room - rest))
    }
    return [
      Screen.Span(letters.fill(parts.joined(separator: separator), to: room), .bold), Screen.Span("  "),
      Screen.Span(clock, clockStyle),
    ]
  }

  /// `04:12 left of 10:00  ▶ running`.
  var clockWords: String { clockWords { "  \($0) " } }

  /// The same for ears.
  var clockAloud: String { clockWords { _ in ", " } }

  private func clockWords(_ join: (String) -> String) -> String {
    let run = state.run
    let clock = state.endingAt?.clock ?? state.clock(at: state.now)
    let sign = run.isFinished || run.isVoid ? letters.stopped : run.isRunning ? letters.running : letters.paused
    let join = join(sign)
    let word = state.endingAt != nil && !run.isFinished ? "ending at \(clockText(clock))" : run.word
    guard let limit = state.timeLimit else { return "\(clockText(clock)) on the clock\(join)\(word)" }
    if run.isFinished { return "ended at \(clockText(clock)) of \(clockText(limit))\(join)\(word)" }
    if clock > limit { return "\(clockText(clock - limit)) OVER \(clockText(limit))\(join)\(word)" }
    return "\(clockText(limit - clock, roundedUp: true)) left of \(clockText(limit))\(join)\(word)"
  }

  private var clockStyle: Screen.Style {
    guard state.run.isRunning, let limit = state.timeLimit else { return .bold }
    let left = (limit - state.clock(at: state.now)).count
    return left <= 10_000 ? .alarm : left <= 60_000 ? .warning : .bold
  }

  private var banner: [Line] {
    guard let rehearsal = console.rehearsal, state.run.isStarted, !state.run.isFinished else { return [] }
    let clock = state.endingAt?.clock ?? state.clock(at: state.now)
    return [[Screen.Span(" SEE: " + rehearsal.sight(at: clock, isPaused: state.run.isPaused), .bold)]]
  }

  private var footer: [Line] {
    let score = scoreWords
    let keys = keyWords
    if letters.columns(score) + letters.columns(keys) + 4 <= width, width >= 104 {
      return [[Screen.Span(letters.fill(score, to: width - letters.columns(keys)), .bold), Screen.Span(keys, .dim)]]
    }
    return [[Screen.Span(score, .bold)], [Screen.Span(keys, .dim)]]
  }

  /// `score 3 · 1 penalised · now 2nd of 6 (1st: 4)`.
  var scoreWords: String { scoreParts.joined(separator: " \(letters.dot) ") }

  /// The same for ears.
  var scoreAloud: String { scoreParts.joined(separator: ", ") }

  private var scoreParts: [String] {
    let score = state.score
    let ruleSet = console.rules.ruleSet
    let measures = ruleSet.ranking.map(\.measure)
    var parts: [String] = []
    if measures.contains(.points) || ruleSet.items.contains(where: { $0.worth != .nothing }) {
      parts.append("score \(console.shown(score.total)) points")
      if measures.contains(.achievements) { parts.append("\(score.achievements) achieved") }
    } else {
      parts.append("score \(score.achievements)")
    }
    if ruleSet.items.contains(where: { $0.kind == .penalised }) { parts.append("\(score.penalised) penalised") }
    if score.isDisqualified { parts.append("DISQUALIFIED") }
    let odd = score.findings.filter { $0.severity != .hint }.count
    if odd > 0 { parts.append("\(odd) odd (!)") }
    if let place = state.place {
      let first = place.leader.map { " (1st: \(letters.safe($0)))" } ?? ""
      parts.append("now \(place.isShared ? "=" : "")\(ordinal(place.rank)) of \(place.of)\(first)")
    } else if console.options.shadowOf != nil {
      parts.append("not counted")
    } else if console.run.phase == .practice {
      parts.append("practice")
    }
    return parts
  }

  private func ordinal(_ number: Int) -> String {
    let isTeen = (11...13).contains(number % 100)
    let end = isTeen ? "th" : number % 10 == 1 ? "st" : number % 10 == 2 ? "nd" : number % 10 == 3 ? "rd" : "th"
    return "\(number)\(end)"
  }

  private var keyWords: String {
    let dot = " \(letters.dot) "
    switch state.mode {
    case .scoring:
      if state.run.isFinished || state.run.isVoid {
        return ["Enter sheet and signatures", "u undo", "? help", "q leave"].joined(separator: dot)
      }
      let space = !state.run.isStarted ? "space start" : state.run.isPaused ? "space go on" : "space pause"
      let leave = width >= 104 ? "q leave (the run stays open)" : "q leave"
      return [space, "- ago", "u undo", "F end", "? help", leave].joined(separator: dot)
    case .ending:
      let when = state.limitIfOver.map { "logged at \(clockText($0))" } ?? "asks when"
      return ["an item's key: forgotten, \(when)", "Enter: not seen", "Esc goes on"].joined(separator: dot)
    case .choosing(let choice):
      return choice.lines.isEmpty
        ? "the key, or \(letters.arrows) and Enter\(dot)Esc back" : "the key, or \(letters.arrows) and Enter"
    case .typing: return "Enter takes it\(dot)Esc back"
    case .striking: return "\(letters.arrows) move\(dot)Enter takes it back\(dot)Esc back"
    case .asking: return "an item's key\(dot)Esc back"
    case .info: return "another item's key\(dot)Esc back"
    case .help, .findings, .report: return "Esc back"
    case .sheet:
      return ["s sign", "a team agrees", "p it protests", "P print", "\(letters.arrows)", "Esc back", "q leave"].joined(
        separator: dot)
    }
  }

  // MARK: What is asked

  private var prompt: (lines: [Line], cursor: (row: Int, column: Int)?) {
    var lines: [Line] = []
    if let message = state.message {
      lines += letters.wrap(message.text, to: width - 1).prefix(3).map { [Screen.Span(" " + $0, message.style)] }
    }
    if let setAside { lines.append([Screen.Span(" " + setAside, .warning)]) }
    if let stopped {
      lines += letters.wrap(stopped, to: width - 1).prefix(3).map { [Screen.Span(" " + $0, .alarm)] }
    }
    switch state.mode {
    case .choosing(let choice):
      lines += letters.wrap(choice.question, to: width - 1).prefix(4).map {
        [Screen.Span(" " + $0, choice.isGrave ? .alarm : .bold)]
      }
      if choice.lines.isEmpty { lines += answers(choice, rows: max(2, height / 3)) }
      return (lines, nil)
    case .typing(let typing):
      lines += letters.wrap(typing.question, to: width - 1).prefix(3).map { [Screen.Span(" " + $0, .bold)] }
      let text = shown(typing.text)
      let room = width - 5
      var tail = text
      while letters.columns(tail) > room { tail.removeFirst() }
      lines.append([Screen.Span(" > "), Screen.Span(tail)])
      return (lines, (lines.count - 1, 3 + letters.columns(tail)))
    case .scoring, .ending:
      if let armed { lines.append([Screen.Span(" " + armed, .warning)]) }
    case .asking: lines.append([Screen.Span(" Which item? Its key shows its rulings, and what it is worth.", .bold)])
    case .striking, .help, .info, .findings, .sheet, .report: break
    }
    if lines.isEmpty { lines = [[]] }
    return (lines, nil)
  }

  /// Why nothing can be logged.
  var stopped: String? { state.stopped.map { "NOTHING CAN BE LOGGED: \(letters.safe($0))." } }

  /// Keys that wait for a word of the referee.
  private var setAside: String? {
    guard let burst = state.burst, burst.page == state.mode.page else { return nil }
    let forgets =
      state.mode == .scoring ? "Tab: they were typed, take them. Esc forgets them." : "Tab: they were typed."
    return "\(burst.presses.count) keys that came at once wait. \(forgets)"
  }

  /// What holds for the next key only.
  private var armed: String? {
    var parts: [String] = []
    if let ago = state.ago { parts.append("\(clockText(ago)) ago, at \(clockText(state.moment.clock))") }
    if state.count != 1 { parts.append("\(state.count) times") }
    return parts.isEmpty ? nil : "The next key: " + parts.joined(separator: ", ") + ". Esc forgets that."
  }

  /// Answers side by side, as many rows as they may take, the one under the cursor among them.
  func answers(_ choice: Choice, rows: Int) -> [Line] {
    let texts = choice.options.map { "\($0.key ?? " ")  \($0.title)" }
    let widest = texts.map(letters.columns).max() ?? 0
    let perRow = max(1, (width - 2) / min(width - 2, widest + 4))
    let columns = (width - 2) / perRow
    let count = (texts.count + perRow - 1) / perRow
    let cursorRow = choice.cursor / perRow
    let first = max(0, min(count - rows, cursorRow - rows / 2))
    return (first..<min(count, first + rows)).map { row in
      var line: Line = [Screen.Span(" ")]
      for index in (row * perRow)..<min(texts.count, row * perRow + perRow) {
        let sign = index == choice.cursor ? ">" : " "
        line.append(
          Screen.Span(sign + letters.fill(texts[index], to: columns - 1), index == choice.cursor ? .chosen : .plain))
      }
      if row == first + rows - 1, row < count - 1 { line.append(Screen.Span(" …")) }
      return line
    }
  }
}
