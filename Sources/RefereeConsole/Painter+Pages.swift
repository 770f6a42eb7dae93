internal import Scoring

/// The pages that fill the screen, as plain lines: the same are read aloud line by line.
extension Painter {
  var help: [String] {
    [
      "KEYS",
      "space  start, pause, go on             F  end the run: checklist, reason, sheet",
      "-  it happened before: -20, Enter, key #  seen several times: #3, Enter, key",
      "u  take back any entry, with a reason  i  an item's rulings and worth",
      "n  note                                !  what is odd; accept it with a reason",
      "R  restart                             V  void the run",
      "+  extend the time limit               @  set the clock",
      "=  the paper sheet's total             q  leave; the run stays open",
      "PgDn PgUp  more of the sheet           Esc  out of anything, nothing logged",
      "",
      "Every item has its key at its left: letters for what is wanted, digits for what is penalised, capitals for "
        + "what disqualifies. A key with \(letters.asks) asks for more: the place, the level, the value, or whether it is "
        + "meant; the answers have letters that no item has.",
      "A key is kept on disk before you see it in the log. Nothing is ever erased: an entry taken back stays, struck out.",
      "\(letters.full) counts, \(letters.part) counts in part, \(letters.empty) not yet; ! some of it does not count (i says why); "
        + "\(letters.struck) taken back; < the latest.",
    ]
  }

  func info(_ position: Int) -> [String] {
    let line = console.sheet[position]
    let item = line.item
    let tally = state.tallies[position]
    var lines = [
      "\(console.keys.strokes(forItemAt: position))  \(line.title)", "", "\(item.kind.rawValue): \(worth(item))",
    ]
    if let limit = item.limit {
      lines.append("At most \(limit) count" + (item.per == nil ? "." : " at each \(item.per!.text)."))
    }
    if let most = item.voidAbove { lines.append("More than \(most): none counts.") }
    if let window = item.within {
      lines.append("Counts within \(window.length)" + (window.since.map { " of '\($0)'." } ?? " of the start."))
    }
    if !item.needs.isEmpty { lines.append("Counts only where what it needs happened.") }
    lines.append(
      "So far: \(console.shown(tally.seen)) seen, \(console.shown(tally.counted)) count"
        + (tally.counted == tally.seen ? "." : ": ") + tally.remarks.map(\.words).joined(separator: "; "))
    lines += ["", "RULINGS"]
    lines += item.rulings.isEmpty ? ["none recorded"] : item.rulings.map { "- " + letters.safe($0) }
    lines += ["", "Source: \(item.origin.standing.rawValue), \(letters.safe(item.origin.source))"]
    return lines
  }

  private func worth(_ item: Item) -> String {
    switch item.worth {
    case .nothing: "counted, worth no points"
    case .each(let points): "\(points) points each"
    case .table(let points): points.map { "\($0)" }.joined(separator: ", ") + " points for 1, 2, 3 …"
    case .levels: item.levels.map { "\(letters.safe($0.title)) \($0.points)" }.joined(separator: ", ")
    case .tiers: "points in tiers"
    case .line: "points along a line"
    case .percent(let each, _, _): "\(each) per cent each"
    case .factor(let each, _, _): "multiplied by \(each) each"
    }
  }

  var findings: [String] {
    let checks = console.openChecks(state.score)
    var lines = ["WHAT IS ODD ABOUT THIS SHEET", ""]
    for (index, check) in checks.enumerated() {
      let key = console.keys.answers.indices.contains(index) ? console.keys.answers[index] : " "
      lines.append("\(key)  impossible: \(letters.safe(console.message(of: check, state.score)))")
    }
    if !checks.isEmpty {
      lines += ["   its letter accepts it, with a reason that is logged; u takes an entry back", ""]
    }
    for finding in state.score.findings where finding.check == nil {
      lines.append("\(finding.severity.rawValue): \(letters.safe(finding.message))")
    }
    if state.score.findings.isEmpty { lines.append("nothing") }
    return lines
  }

  func checklist(_ rows: Int) -> [Line] {
    var lines: [Line] = [
      [Screen.Span("END of \(console.echo)", .bold)],
      [Screen.Span("Not seen, or forgotten? No entry stands for these:")],
    ]
    let texts = untouchedTexts
    let columns = width >= 104 ? 3 : 2
    let own = (width - 2) / columns
    let checks = console.openChecks(state.score)
    let room = max(1, rows - lines.count - checks.count - 1)
    let tall = min(room, (texts.count + columns - 1) / columns)
    for row in 0..<tall {
      var line: Line = [Screen.Span("  ")]
      for column in 0..<columns where column * tall + row < texts.count {
        let index = column * tall + row
        let isLast = row == tall - 1 && column == columns - 1 && index < texts.count - 1
        line.append(Screen.Span(letters.fill(isLast ? "… \(texts.count - index) more" : texts[index], to: own)))
      }
      lines.append(line)
    }
    if texts.isEmpty { lines.append([Screen.Span("  none")]) }
    for check in checks {
      let message = letters.safe(console.message(of: check, state.score))
      lines.append([Screen.Span("impossible (!): \(message)", .alarm)])
    }
    return lines
  }

  private var untouchedTexts: [String] {
    console.untouched(state).map { position in
      "\(letters.fill(console.keys.strokes(forItemAt: position), to: 2)) \(console.sheet[position].title)"
    }
  }

  var sheetLines: [String] { console.runSheet(of: state.log) }

  var report: [String] { console.rehearsal?.report(on: state.log, words: { console.words($0, in: state.log) }) ?? [] }

  /// What is read aloud when a mode is entered.
  var spoken: [String] {
    switch state.mode {
    case .scoring: return ["Ready. \(clockAloud). \(scoreAloud)."]
    case .choosing(let choice):
      return choice.lines + [choice.question] + choice.options.map { ($0.key.map { "\($0): " } ?? "") + $0.title }
    case .typing(let typing): return [typing.question + ":"]
    case .striking(let id):
      guard let entry = state.log.entry(id) else { return [] }
      return [
        "Take back \(clockText(entry.clock)) \(console.words(entry.fact, in: state.log))? Empty line: yes. "
          + "< earlier, > later, q: no."
      ]
    case .help: return help + keysAloud
    case .asking: return ["Which item? Its key."]
    case .info(let position): return info(position)
    case .findings: return findings
    case .ending:
      return ["END of \(console.echo). Not seen, or forgotten? No entry stands for:"] + untouchedTexts
        + [
          state.limitIfOver.map {
            "An item's key logs it at \(clockText($0)), the limit; an empty line: the rest was not seen."
          }
            ?? "An item's key asks when it was; an empty line: the rest was not seen."
        ]
    case .sheet: return sheetLines + ["s signs, a: the team agrees, p: it protests, q leaves."]
    case .report: return report
    }
  }

  private var keysAloud: [String] {
    console.sheet.indices.filter { console.sheet[$0].item.isEntered }.map { position in
      "\(console.keys.strokes(forItemAt: position)): \(console.sheet[position].title)"
        + (console.asks(position) ? " (asks)" : "")
    } + ["An empty line is Enter; esc, a line of its own, goes out of any question."]
  }
}
