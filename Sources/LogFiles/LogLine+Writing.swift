import Scoring

extension LogLine {
  /// The line as JSON, keys always in the same order: reading and writing it again gives the same bytes.
  public var json: String {
    var object = FlatObject()
    switch self {
    case .competition(let id, let note, let madeAt):
      object.add("competition", id)
      object.add("note", note)
      object.add("madeAt", Moment.text(madeAt))
    case .ruleSet(let reference, let text):
      object.add("ruleSet", reference.id.text)
      object.add("edition", reference.edition)
      object.add("digest", reference.digest)
      object.add("text", text)
    case .decision(let decision, let link):
      LogLine.write(decision, into: &object)
      object.add("link", link)
    case .run(let opened): LogLine.write(opened, into: &object)
    case .entry(let entry, let link):
      LogLine.write(entry, into: &object)
      object.add("link", link)
    }
    return object.line
  }

  /// The same line without what was not said by an official but made of it: the link.
  public var withoutLink: LogLine {
    switch self {
    case .decision(let decision, _): .decision(decision)
    case .entry(let entry, _): .entry(entry)
    case .competition, .ruleSet, .run: self
    }
  }

  private static func write(_ opened: OpenedRun, into object: inout FlatObject) {
    let run = opened.run
    object.add("run", run.id.text)
    object.add("challenge", run.challenge.text)
    object.add("team", run.team.text)
    object.add("phase", run.phase.rawValue)
    object.add("number", run.number)
    object.add("rules", run.rules.id.text)
    object.add("edition", run.rules.edition)
    object.add("digest", run.rules.digest)
    object.add("official", opened.official)
    object.add("terminal", opened.terminal)
    object.add("openedAt", Moment.text(opened.openedAt))
  }

  private static func write(_ entry: Entry, into object: inout FlatObject) {
    object.add("id", entry.id.text)
    object.add("run", entry.run.text)
    object.add("official", entry.official)
    object.add("terminal", entry.terminal)
    object.add("number", entry.number)
    object.add("clock", entry.clock.count)
    object.add("at", Moment.text(entry.recordedAt))
    object.add("fact", entry.fact.kind.rawValue)
    object.add("item", entry.fact.item?.text)
    object.add("instance", entry.fact.instance?.text)
    switch entry.fact {
    case .started, .paused, .resumed, .restarted: break
    case .finished(let finish): object.add("finish", finish.rawValue)
    case .observed(_, _, let count): object.add("count", count)
    case .chose(_, _, let level): object.add("level", level.text)
    case .measured(_, _, let quantity): write(quantity, into: &object)
    case .rated(_, _, let rater, let quantity):
      object.add("rater", rater.text)
      write(quantity, into: &object)
    case .extended(let time, let reason):
      object.add("time", time.count)
      object.add("reason", reason)
    case .retracted(let target, let reason):
      object.add("target", target.text)
      object.add("reason", reason)
    case .claimed(let total): object.add("value", LogLine.exact(total))
    case .accepted(let check, let reason):
      object.add("check", check.text)
      object.add("reason", reason)
    case .signed(let role, let code, let name):
      object.add("role", role.rawValue)
      object.add("code", code)
      object.add("name", name)
    case .voided(let reason): object.add("reason", reason)
    case .protested(let text), .ruled(let text), .noted(let text): object.add("text", text)
    }
  }

  private static func write(_ quantity: Quantity, into object: inout FlatObject) {
    object.add("value", exact(quantity.value))
    object.add("unit", quantity.unit.rawValue)
  }

  /// Exact, and the same text for equal values.
  private static func exact(_ points: Points) -> String { points.description }

  private static func write(_ decision: Decision, into object: inout FlatObject) {
    object.add("decision", decision.id.text)
    object.add("official", decision.official)
    object.add("terminal", decision.terminal)
    object.add("number", decision.number)
    object.add("at", Moment.text(decision.recordedAt))
    object.add("ruling", decision.ruling.kind.rawValue)
    for field in decision.ruling.fields {
      switch field.value {
      case .text(let text): object.add(field.name, text)
      case .number(let number): object.add(field.name, number)
      }
    }
  }
}
