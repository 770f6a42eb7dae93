public import Scoring

extension Console {
  /// The run sheet as both sides read it before they sign: what counts, every entry, and the code of the log. Plain
  /// lines, for the screen and for paper.
  public func runSheet(of log: RunLog) -> [String] {
    let score = Score(of: log)
    let ruleSet = rules.ruleSet
    let letters = lettering
    var lines = ["RUN SHEET  \(echo)"]
    lines.append(
      "run \(run.id), rules \(ruleSet.id) (edition \(ruleSet.edition)), referee \(letters.safe(desk.official))")
    var end = "\(score.state.word)"
    if let finish = score.state.finish { end += ": \(finish.words)" }
    if let void = score.state.voidReason { end += ": \(letters.safe(void))" }
    if let time = score.time { end += ", clock \(time)" }
    if score.state.restarts > 0 { end += ", restarts: \(score.state.restarts)" }
    lines.append(end)
    lines += ["", letters.fill("WHAT COUNTS", to: 52) + "   seen  counts   points"]
    for line in score.lines {
      let seen = column(line.seen, 7)
      let points = letters.fill("", to: 9 - min(9, shown(line.points).count)) + shown(line.points)
      let name = words(line.subject)
      if case .item = line.subject {
        lines.append(letters.fill(name, to: 52) + seen + column(line.counted, 8) + points)
      } else {
        lines.append(letters.fill(name, to: 67) + points)
      }
      for remark in line.remarks { lines.append("    \(remark.words)") }
    }
    if score.lines.isEmpty { lines.append("nothing") }
    var total = "total \(shown(score.total)) points, achievements: \(score.achievements), penalised: \(score.penalised)"
    if score.isDisqualified { total += ", DISQUALIFIED" }
    lines += [total]
    for finding in score.findings { lines.append("\(finding.severity.rawValue): \(letters.safe(finding.message))") }
    lines += ["", "LOG"]
    for entry in log.inFieldOrder {
      let struck = log.retraction(of: entry.id)
      let sign = struck == nil ? " " : letters.struck
      var text =
        "\(clockText(entry.clock)) \(sign) \(letters.fill(mark(entry.fact), to: 2)) \(words(entry.fact, in: log))"
      if entry.official != desk.official { text += " [\(letters.safe(entry.official))]" }
      lines.append(text)
    }
    lines += ["", "Code of this sheet: \(code(of: log))"]
    lines.append(signature("Referee", score.state.refereeSignature, in: log))
    lines.append(signature("Team", score.state.teamSignature, in: log))
    if score.state.hasOpenProtest { lines.append("A protest is open.") }
    return lines
  }

  private func signature(_ who: String, _ id: Entry.ID?, in log: RunLog) -> String {
    guard let id, let entry = log.entry(id), case .signed(_, let code, let name) = entry.fact else {
      return "\(who): not signed"
    }
    let signer = who == "Referee" ? entry.official : name
    let place = signer.map { "signed by \(lettering.safe($0))" } ?? "agreed"
    if code.isEmpty { return "\(who): \(place), without a code" }
    let isCurrent = code == self.code(of: log)
    return "\(who): \(place), code \(lettering.safe(code))" + (isCurrent ? "" : "  THE SHEET HAS CHANGED SINCE")
  }

  private func column(_ number: Points, _ width: Int) -> String {
    let text = shown(number)
    return lettering.spaces(width - text.count) + text
  }

  func shown(_ points: Points) -> String {
    points.isWhole ? "\(points)" : points.fixed(places: max(1, rules.ruleSet.decimals))
  }

  func words(_ subject: Score.Subject) -> String {
    func title(_ id: Item.ID, _ at: Instance.ID?) -> String {
      guard let position = positions[id] else { return lettering.safe(id.text) }
      let place = self.title(of: at, ofItemAt: position)
      return sheet[position].title + (place.map { " \(lettering.dot) \($0)" } ?? "")
    }
    switch subject {
    case .item(let id, let at): return title(id, at)
    case .modifierFloor(let id, let at): return "never below zero: \(title(id, at))"
    case .itemDisqualified(let id): return "worthless by disqualification: \(title(id, nil))"
    case .group(let id, let rule, let at):
      let group = rules.ruleSet.groups.first { $0.id == id }
      let place = at.map { " \(lettering.dot) \(lettering.safe($0.text))" } ?? ""
      return lettering.safe(group?.title ?? id.text) + place + " (\(rule.rawValue))"
    case .restarts: return "restarts"
    case .limits: return "the run's limits"
    case .rounding: return "rounding"
    case .disqualified: return "disqualified"
    case .noShow: return "the team did not come"
    }
  }
}
