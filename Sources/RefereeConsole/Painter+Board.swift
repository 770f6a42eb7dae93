internal import Scoring

/// The main picture: the sheet with its keys, and the log.
extension Painter {
  func body(_ rows: Int) -> [Line] {
    switch state.mode {
    case .scoring, .typing, .asking: board(rows)
    case .choosing(let choice): choice.lines.isEmpty ? board(rows) : dialog(choice, rows)
    case .striking(let entry): fullLog(rows, cursor: entry)
    case .help: plain(help)
    case .info(let position): plain(info(position))
    case .findings: plain(findings)
    case .ending: checklist(rows)
    case .sheet(let scroll): page(sheetLines, from: scroll, rows)
    case .report: plain(report)
    }
  }

  func plain(_ lines: [String]) -> [Line] {
    lines.flatMap { letters.wrap($0, to: width - 1) }.map { [Screen.Span($0, isTitle($0) ? .bold : .plain)] }
  }

  private func isTitle(_ text: String) -> Bool {
    text.contains { $0.isLetter } && !text.contains { $0.isLowercase || $0.isNumber }
  }

  func page(_ lines: [String], from: Int, _ rows: Int) -> [Line] {
    let all = plain(lines)
    let first = max(0, min(from, all.count - rows))
    var shown = Array(all[first..<min(all.count, first + rows)])
    if first + rows < all.count, !shown.isEmpty {
      shown[shown.count - 1] = [Screen.Span("… \(all.count - first - rows + 1) more lines: \(letters.arrows)", .dim)]
    }
    return shown
  }

  private func dialog(_ choice: Choice, _ rows: Int) -> [Line] {
    let words: [Line] = choice.lines.enumerated().flatMap { index, line in
      letters.wrap(line, to: width - 4).map { [Screen.Span("  " + $0, index == 0 ? .bold : .plain)] }
    }
    return [[]] + words.prefix(rows - 3) + [[]] + answers(choice, rows: max(1, rows - words.count - 2))
  }

  // MARK: The board

  private func board(_ rows: Int) -> [Line] {
    if width >= 104 {
      let middle = 30
      let log = max(32, width * 3 / 10)
      let left = width - middle - log - 4
      return beside([
        (paged(sheetRows(wanted, width: left), rows), left), (paged(sheetRows(unwanted, width: middle), rows), middle),
        (logRows(rows, width: log), log),
      ])
    }
    let left = 46
    let right = width - left - 2
    let bad = sheetRows(unwanted, width: right)
    let badRows = min(bad.count, rows - min(7, rows / 2))
    let upper = bad.count > badRows ? paged(bad, badRows) : bad
    let gap: [Line] = badRows < rows ? [[]] : []
    return beside([
      (paged(sheetRows(wanted, width: left), rows), left),
      (upper + gap + logRows(rows - upper.count - gap.count, width: right), right),
    ])
  }

  private func beside(_ columns: [(lines: [Line], width: Int)]) -> [Line] {
    let rows = columns.map(\.lines.count).max() ?? 0
    return (0..<rows).map { row in
      var line: Line = []
      for (index, column) in columns.enumerated() {
        let own = row < column.lines.count ? column.lines[row] : []
        line += own
        if index < columns.count - 1 {
          let used = own.reduce(0) { $0 + letters.columns($1.text) }
          line.append(Screen.Span(letters.spaces(column.width - used + 2)))
        }
      }
      return line
    }
  }

  private func paged(_ lines: [Line], _ rows: Int) -> [Line] {
    guard lines.count > rows, rows > 1 else { return lines }
    let pages = (lines.count + rows - 2) / (rows - 1)
    let page = state.page % pages
    let shown = lines[(page * (rows - 1))..<min(lines.count, (page + 1) * (rows - 1))]
    let filler = Array(repeating: Line(), count: rows - 1 - shown.count)
    return shown + filler + [[Screen.Span("page \(page + 1) of \(pages): PgDn, PgUp", .dim)]]
  }

  private var wanted: [(String, Item.Kind)] {
    let declarations = [("DECLARED BEFORE THE START", Item.Kind.declaration)]
    let rest: [(String, Item.Kind)] = [
      ("ACHIEVEMENTS", .achievement), ("MEASURED", .measurement), ("JUDGED", .judgement), ("RECORDED", .record),
    ]
    return state.run.isStarted ? rest + declarations : declarations + rest
  }

  private var unwanted: [(String, Item.Kind)] { [("PENALISED", .penalised), ("DISQUALIFYING", .disqualifying)] }

  private func sheetRows(_ groups: [(String, Item.Kind)], width: Int) -> [Line] {
    var lines: [Line] = []
    for (title, kind) in groups {
      let positions = console.sheet.indices.filter { console.sheet[$0].item.kind == kind }
      if positions.isEmpty { continue }
      lines.append([Screen.Span(letters.cut(title, to: width), .bold)])
      for position in positions { lines.append(row(position, width: width)) }
    }
    return lines
  }

  /// `a  Recognises the waving customer   ●●○  2/3`.
  private func row(_ position: Int, width: Int) -> Line {
    let line = console.sheet[position]
    let strokes = console.keys.strokes(forItemAt: position)
    let mark = strokes.isEmpty ? letters.dot : strokes + (console.asks(position) ? letters.asks : "")
    let key = letters.fill(mark, to: max(2, letters.columns(mark)) + 1)
    let modifier = line.item.modifies == nil ? "" : "\(letters.below) "
    let tail = self.tail(position)
    let room = width - letters.columns(key) - letters.columns(tail) - 1
    let isActive = state.tallies[position].counted > .zero && line.item.kind == .disqualifying
    return [
      Screen.Span(key, .bold),
      Screen.Span(letters.fill(modifier + line.title, to: room) + " ", isActive ? .alarm : .plain),
      Screen.Span(tail, state.tallies[position].remarks.contains(where: \.isWorthShowing) ? .warning : .bold),
    ]
  }

  /// How far an item has got: dots where they are few, always a number or the value.
  private func tail(_ position: Int) -> String {
    let line = console.sheet[position]
    let tally = state.tallies[position]
    let alert = tally.remarks.contains(where: \.isWorthShowing) ? "!" : " "
    if !line.item.levels.isEmpty || line.item.isValued || !line.item.isEntered {
      if let instances = line.instances, !line.item.isValued {
        let count = tally.parts.filter { $0 > .zero }.count
        return dots(tally, of: instances.count, each: 1) + fraction("\(count)/\(instances.count)") + alert
      }
      let value = tally.value ?? (line.item.isEntered ? "-" : "")
      return letters.cut(value, to: 14) + alert
    }
    let counted = console.shown(tally.counted)
    guard let limit = line.item.limit else {
      let seen = tally.seen == tally.counted ? "" : "\(console.shown(tally.seen)) seen, "
      return seen + counted + alert
    }
    let places = line.instances?.count ?? 1
    let text = fraction("\(counted)/\(limit * places)") + alert
    if places > 1 { return dots(tally, of: places, each: limit) + text }
    guard limit <= 6 else { return text }
    let full = max(0, min(limit, Int(clamping: tally.counted.numerator / tally.counted.denominator)))
    return String(repeating: letters.full, count: full) + String(repeating: letters.empty, count: limit - full) + text
  }

  private func fraction(_ text: String) -> String { letters.spaces(5 - text.count) + text }

  private func dots(_ tally: ConsoleState.Tally, of places: Int, each limit: Int) -> String {
    guard places <= 8 else { return "" }
    return tally.parts.map { $0 >= Points(limit) ? letters.full : $0 > .zero ? letters.part : letters.empty }.joined()
  }

  // MARK: The log

  private func logRows(_ rows: Int, width: Int) -> [Line] {
    guard rows > 0 else { return [] }
    let clock = clockText(state.endingAt?.clock ?? state.clock(at: state.now))
    let title = "LOG" + letters.spaces(width - 3 - clock.count - 3) + "at " + clock
    let entries = state.log.inFieldOrder.filter { entry in
      if case .retracted = entry.fact { false } else { true }
    }
    let shown = entries.suffix(rows - 1)
    return [[Screen.Span(title, .bold)]]
      + shown.map { entry in
        let isStruck = state.log.retraction(of: entry.id) != nil
        let sign = isStruck ? letters.struck : entry.id == state.latest ? "<" : " "
        let start = "\(clockText(entry.clock)) \(letters.fill(console.mark(entry.fact), to: 2)) "
        let room = width - letters.columns(start) - 2
        return [
          Screen.Span(start, isStruck ? .dim : .plain),
          Screen.Span(
            letters.fill(console.words(entry.fact, in: state.log, within: room), to: room), isStruck ? .dim : .plain),
          Screen.Span(" " + sign, isStruck ? .dim : .bold),
        ]
      }
  }

  private func fullLog(_ rows: Int, cursor: Entry.ID) -> [Line] {
    let entries = state.log.inFieldOrder.filter { entry in
      if case .retracted = entry.fact { false } else { true }
    }
    let index = entries.firstIndex { $0.id == cursor } ?? 0
    let room = rows - 1
    let first = max(0, min(entries.count - room, index - room / 2))
    let title: Line = [Screen.Span("TAKE BACK WHICH ENTRY? It stays in the log, struck out, with your reason.", .bold)]
    return [title]
      + entries[first..<min(entries.count, first + max(0, room))].map { entry in
        let retraction = state.log.retraction(of: entry.id)
        var text = "\(clockText(entry.clock)) \(retraction == nil ? " " : letters.struck) "
        text += "\(letters.fill(console.mark(entry.fact), to: 2)) \(console.words(entry.fact, in: state.log))"
        if case .retracted(_, let reason)? = retraction?.fact { text += "  (taken back: \(letters.safe(reason)))" }
        let isHere = entry.id == cursor
        return [
          Screen.Span(isHere ? "> " : "  "),
          Screen.Span(text, isHere ? .chosen : retraction == nil ? .plain : .dim),
        ]
      }
  }
}

extension Score.Remark {
  /// Whether a referee should see a sign at the line: something seen does not count as it might be expected to.
  var isWorthShowing: Bool {
    switch self {
    case .cappedAt, .prerequisiteMissing, .ruledOut, .overfull, .tooEarly, .tooLate, .beforeRestart: true
    case .fell, .bounded, .rounded: false
    }
  }
}
