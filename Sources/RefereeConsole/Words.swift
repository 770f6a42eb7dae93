internal import Scoring

extension Console {
  /// What an instance of an item is called.
  func title(of instance: Instance.ID?, ofItemAt position: Int) -> String? {
    guard let instance else { return nil }
    return sheet[position].instances?.first { $0.id == instance }?.title ?? lettering.safe(instance.text)
  }

  /// A fact in words. Where there is little room the item's title gives way, not what is said of it.
  func words(_ fact: Fact, in log: RunLog, within columns: Int = .max) -> String {
    func title(of item: Item.ID, at instance: Instance.ID?, _ said: String) -> String {
      guard let position = positions[item] else { return item.text + said }
      let place = self.title(of: instance, ofItemAt: position).map { " \(lettering.dot) \($0)" } ?? ""
      let tail = place + said
      let room = columns == .max ? columns : max(8, columns - lettering.columns(lettering.safe(tail)))
      return lettering.cut(sheet[position].title, to: room) + tail
    }
    let text: String
    switch fact {
    case .started: text = "start"
    case .paused: text = "pause"
    case .resumed: text = "clock goes on"
    case .finished(let finish): text = "END: \(finish.words)"
    case .observed(let item, let at, let count):
      text = title(of: item, at: at, count == 1 ? "" : " \(lettering.times)\(count)")
    case .chose(let item, let at, let level):
      let line = positions[item].map { sheet[$0] }
      let index = line?.item.levels.firstIndex { $0.id == level }
      text = title(of: item, at: at, ": " + (index.flatMap { line?.levels[$0] } ?? level.text))
    case .measured(let item, let at, let quantity): text = title(of: item, at: at, ": \(quantity)")
    case .rated(let item, let at, let rater, let quantity):
      text = title(of: item, at: at, ": \(quantity) by \(rater)")
    case .restarted: text = "RESTART"
    case .extended(let time, let reason): text = "\(clockText(time)) longer: \(reason)"
    case .retracted(let target, let reason):
      text = "taken back: " + (log.entry(target).map { words($0.fact, in: log) } ?? target.text) + " (\(reason))"
    case .claimed(let total): text = "the paper sheet says \(total)"
    case .accepted(let check, let reason): text = "'\(check)' accepted: \(reason)"
    case .signed(let role, let code, let name):
      let who = name.map { "for the \(role.rawValue) by \($0)" } ?? "by the \(role.rawValue)"
      text = "signed \(who), code \(code)"
    case .protested(let what): text = "PROTEST: \(what)"
    case .ruled(let what): text = "decided: \(what)"
    case .voided(let reason): text = "VOID: \(reason)"
    case .noted(let what): text = "note: \(what)"
    }
    return lettering.safe(text)
  }

  /// The keys that logged a fact, or a sign for what it is.
  func mark(_ fact: Fact) -> String {
    if let item = fact.item, let position = positions[item] { return keys.strokes(forItemAt: position) }
    switch fact {
    case .started, .resumed: return lettering.running
    case .paused: return lettering.paused
    case .finished: return lettering.stopped
    case .restarted: return "R"
    case .voided: return "V"
    case .extended: return "+"
    case .claimed: return "="
    case .accepted, .protested, .ruled: return "!"
    case .noted: return "n"
    case .signed: return "s"
    case .retracted: return "u"
    case .observed, .chose, .measured, .rated: return "?"
    }
  }

  /// The checks of the rule set that the sheet fails, and that nobody accepted.
  func openChecks(_ score: Score) -> [Check] {
    rules.ruleSet.checks.filter { check in score.findings.contains { $0.check == check.id } }
  }

  /// What such a check is told as, with the places where it was found.
  func message(of check: Check, _ score: Score) -> String {
    score.findings.filter { $0.check == check.id }
      .map { $0.message.replacing(" (check '\(check.id)')", with: "") }.joined(separator: " ")
  }

  /// The lines of the sheet that no entry stands for.
  func untouched(_ state: ConsoleState) -> [Int] {
    sheet.indices.filter { position in
      let item = sheet[position].item
      guard item.isEntered, item.kind != .disqualifying, item.kind != .declaration else { return false }
      return !state.tallies[position].isTouched
    }
  }

  /// What is known of each line of the sheet.
  func tallies(of log: RunLog, _ score: Score) -> [ConsoleState.Tally] {
    var tallies = sheet.map { ConsoleState.Tally(parts: Array(repeating: .zero, count: $0.instances?.count ?? 1)) }
    for line in score.lines {
      guard case .item(let id, let at) = line.subject, let position = positions[id] else { continue }
      tallies[position].seen += line.seen
      tallies[position].counted += line.counted
      for remark in line.remarks where !tallies[position].remarks.contains(remark) {
        tallies[position].remarks.append(remark)
      }
      let part = at.flatMap { at in sheet[position].instances?.firstIndex { $0.id == at } } ?? 0
      if tallies[position].parts.indices.contains(part) { tallies[position].parts[part] = line.counted }
      if !sheet[position].item.isEntered { tallies[position].value = "\(line.points)" }
    }
    for entry in log.standing {
      guard let id = entry.fact.item, let position = positions[id] else { continue }
      tallies[position].isTouched = true
      switch entry.fact {
      case .chose(_, _, let level):
        let index = sheet[position].item.levels.firstIndex { $0.id == level }
        tallies[position].value = index.map { sheet[position].levels[$0] }
      case .measured(_, _, let quantity), .rated(_, _, _, let quantity): tallies[position].value = "\(quantity)"
      default: break
      }
    }
    return tallies
  }
}
