import Scoring

extension LogLine {
  /// Reads a log file: every line, or every error of every line.
  public static func read(_ text: String) -> (lines: [LogLine], errors: [LogFileError]) {
    var lines: [LogLine] = []
    var errors: [LogFileError] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.isEmpty || line == "\r" { continue }
      do throws(LogFileError) {
        lines.append(try LogLine(line, line: index + 1))
      } catch {
        errors.append(error)
      }
    }
    return (lines, errors)
  }

  /// Reads one line; `line` is its number in the file, for messages.
  public init(_ text: some StringProtocol, line: Int = 1) throws(LogFileError) {
    var fields = Fields(try FlatObject(Substring(text), line: line), line: line)
    if fields.has("ruleSet") {
      self = .ruleSet(
        RuleSetReference(
          id: RuleSet.ID(try fields.text("ruleSet")), edition: try fields.count("edition"),
          digest: try fields.text("digest")), text: try fields.text("text"))
    } else if fields.has("decision") {
      self = .decision(try LogLine.decision(&fields))
    } else if fields.has("id") {
      self = .entry(try LogLine.entry(&fields))
    } else if fields.has("run") {
      self = .run(try LogLine.run(&fields))
    } else {
      throw LogFileError(
        line: line, column: 1, message: "a line must have one of the keys 'ruleSet', 'decision', 'run' or 'id'")
    }
    try fields.end()
  }

  private static func run(_ fields: inout Fields) throws(LogFileError) -> OpenedRun {
    let run = Run(
      id: Run.ID(try fields.text("run")), challenge: Challenge.ID(try fields.text("challenge")),
      team: Team.ID(try fields.text("team")), phase: try fields.choice("phase"), number: try fields.count("number"),
      rules: try rules(&fields))
    return OpenedRun(
      run: run, official: try fields.text("official"), terminal: try fields.text("terminal"),
      openedAt: try fields.moment("openedAt"))
  }

  private static func rules(_ fields: inout Fields) throws(LogFileError) -> RuleSetReference {
    RuleSetReference(
      id: RuleSet.ID(try fields.text("rules")), edition: try fields.count("edition"), digest: try fields.text("digest"))
  }

  private static func entry(_ fields: inout Fields) throws(LogFileError) -> Entry {
    Entry(
      id: Entry.ID(try fields.text("id")), run: Run.ID(try fields.text("run")), official: try fields.text("official"),
      terminal: try fields.text("terminal"), number: try fields.count("number"),
      clock: Milliseconds(try fields.number("clock")), recordedAt: try fields.moment("at"), fact: try fact(&fields))
  }

  private static func fact(_ fields: inout Fields) throws(LogFileError) -> Fact {
    let kind: Fact.Kind = try fields.choice("fact")
    switch kind {
    case .started: return .started
    case .paused: return .paused
    case .resumed: return .resumed
    case .restarted: return .restarted
    case .finished: return .finished(try fields.choice("finish"))
    case .observed:
      return .observed(try item(&fields), at: try instance(&fields), count: Int(try fields.number("count")))
    case .chose:
      return .chose(try item(&fields), at: try instance(&fields), Item.Level.ID(try fields.text("level")))
    case .measured: return .measured(try item(&fields), at: try instance(&fields), try quantity(&fields))
    case .rated:
      let (item, instance) = (try item(&fields), try instance(&fields))
      return .rated(item, at: instance, by: Rater.ID(try fields.text("rater")), try quantity(&fields))
    case .extended: return .extended(Milliseconds(try fields.number("time")), reason: try fields.text("reason"))
    case .retracted: return .retracted(Entry.ID(try fields.text("target")), reason: try fields.text("reason"))
    case .claimed: return .claimed(total: try fields.points("value"))
    case .accepted: return .accepted(Check.ID(try fields.text("check")), reason: try fields.text("reason"))
    case .signed: return .signed(as: try fields.choice("role"), code: try fields.text("code"))
    case .protested: return .protested(try fields.text("text"))
    case .ruled: return .ruled(try fields.text("text"))
    case .voided: return .voided(reason: try fields.text("reason"))
    case .noted: return .noted(try fields.text("text"))
    }
  }

  private static func item(_ fields: inout Fields) throws(LogFileError) -> Item.ID { Item.ID(try fields.text("item")) }

  private static func instance(_ fields: inout Fields) throws(LogFileError) -> Instance.ID? {
    fields.has("instance") ? Instance.ID(try fields.text("instance")) : nil
  }

  private static func quantity(_ fields: inout Fields) throws(LogFileError) -> Quantity {
    Quantity(try fields.points("value"), try fields.choice("unit"))
  }

  private static func decision(_ fields: inout Fields) throws(LogFileError) -> Decision {
    Decision(
      id: Decision.ID(try fields.text("decision")), official: try fields.text("official"),
      terminal: try fields.text("terminal"), number: try fields.count("number"), recordedAt: try fields.moment("at"),
      ruling: try ruling(&fields))
  }

  private enum RulingKind: String, CaseIterable {
    case named, heldChallenge, plannedPhase, enteredTeam, enteredChallenge, withdrew, disqualified, retracted
  }

  private static func ruling(_ fields: inout Fields) throws(LogFileError) -> Decision.Ruling {
    let kind: RulingKind = try fields.choice("ruling")
    func optionalChallenge() throws(LogFileError) -> Challenge.ID? {
      fields.has("challenge") ? Challenge.ID(try fields.text("challenge")) : nil
    }
    switch kind {
    case .named:
      let name = try fields.text("name")
      return .named(name, days: try fields.text("days").split(separator: " ").map(String.init))
    case .heldChallenge:
      let (challenge, title) = (Challenge.ID(try fields.text("challenge")), try fields.text("title"))
      return .heldChallenge(challenge, title: title, rules: try rules(&fields))
    case .plannedPhase:
      let challenge = Challenge.ID(try fields.text("challenge"))
      return .plannedPhase(challenge, try phasePlan(&fields))
    case .enteredTeam:
      let team = Team.ID(try fields.text("team"))
      return .enteredTeam(team, name: try fields.text("name"), affiliation: try fields.text("affiliation"))
    case .enteredChallenge:
      let team = Team.ID(try fields.text("team"))
      return .enteredChallenge(team, Challenge.ID(try fields.text("challenge")))
    case .withdrew:
      let team = Team.ID(try fields.text("team"))
      return .withdrew(team, from: try optionalChallenge(), reason: try fields.text("reason"))
    case .disqualified:
      let team = Team.ID(try fields.text("team"))
      return .disqualified(team, from: try optionalChallenge(), reason: try fields.text("reason"))
    case .retracted:
      let target = Decision.ID(try fields.text("target"))
      return .retracted(target, reason: try fields.text("reason"))
    }
  }

  private static func phasePlan(_ fields: inout Fields) throws(LogFileError) -> PhasePlan {
    var plan = PhasePlan(phase: try fields.choice("phase"))
    if fields.has("runs") { plan.runs = try fields.count("runs") }
    if fields.has("aggregation") { plan.aggregation = try fields.parsed("aggregation", Aggregation.forms) }
    if fields.has("ranking") {
      let column = fields.column("ranking")
      var keys: [RankingKey] = []
      for part in try fields.text("ranking").split(separator: ",") {
        let words = String(part.drop { $0 == " " })
        guard let key = RankingKey(words) else {
          throw LogFileError(
            line: fields.line, column: column,
            message: "'\(words)' is no ranking key; one of \(RankingKey.forms.joined(separator: ", "))")
        }
        keys.append(key)
      }
      plan.ranking = keys
    }
    return plan
  }
}

/// The fields of a line, taken one by one, so that what is left over can be named.
private struct Fields {
  let line: Int
  private var left: [FlatObject.Field]

  init(_ object: FlatObject, line: Int) {
    self.line = line
    left = object.fields
  }

  func has(_ key: String) -> Bool { left.contains { $0.key == key } }
  func column(_ key: String) -> Int { left.first { $0.key == key }?.column ?? 1 }

  private func error(_ key: String, _ message: String) -> LogFileError {
    LogFileError(line: line, column: column(key), message: message)
  }

  private mutating func take(_ key: String) throws(LogFileError) -> FlatObject.Field {
    guard let index = left.firstIndex(where: { $0.key == key }) else {
      throw LogFileError(line: line, column: 1, message: "the key '\(key)' is missing")
    }
    return left.remove(at: index)
  }

  mutating func text(_ key: String) throws(LogFileError) -> String {
    let field = try take(key)
    guard case .text(let text) = field.value else {
      throw LogFileError(line: line, column: field.column, message: "'\(key)' must be a text in double quotes")
    }
    return text
  }

  mutating func number(_ key: String) throws(LogFileError) -> Int64 {
    let field = try take(key)
    guard case .number(let number) = field.value else {
      throw LogFileError(line: line, column: field.column, message: "'\(key)' must be a whole number, without quotes")
    }
    return number
  }

  mutating func count(_ key: String) throws(LogFileError) -> Int {
    let column = column(key)
    let number = try number(key)
    guard (1...1_000_000_000).contains(number) else {
      throw LogFileError(line: line, column: column, message: "'\(key)' must be 1 or more, not \(number)")
    }
    return Int(number)
  }

  mutating func choice<Choice: RawRepresentable & CaseIterable>(_ key: String) throws(LogFileError) -> Choice
  where Choice.RawValue == String {
    let column = column(key)
    let text = try text(key)
    guard let choice = Choice(rawValue: text) else {
      let all = Choice.allCases.map(\.rawValue)
      let hint =
        nearest(to: text, among: all).map { "did you mean '\($0)'?" } ?? "one of \(all.joined(separator: ", "))"
      throw LogFileError(line: line, column: column, message: "'\(text)' is no \(key); \(hint)")
    }
    return choice
  }

  mutating func parsed<Value: LosslessStringConvertible>(_ key: String, _ forms: [String]) throws(LogFileError) -> Value
  {
    let column = column(key)
    let text = try text(key)
    guard let value = Value(text) else {
      throw LogFileError(
        line: line, column: column, message: "'\(text)' is no \(key); one of \(forms.joined(separator: ", "))")
    }
    return value
  }

  mutating func points(_ key: String) throws(LogFileError) -> Points {
    let column = column(key)
    let text = try text(key)
    guard let points = Points(text) else {
      throw LogFileError(
        line: line, column: column, message: "'\(text)' is no exact number; write it as \"12.5\" or \"7/3\"")
    }
    return points
  }

  mutating func moment(_ key: String) throws(LogFileError) -> Int64 {
    let column = column(key)
    let text = try text(key)
    guard let moment = Moment.parse(text) else {
      throw LogFileError(
        line: line, column: column, message: "'\(text)' is no time; write it as \"2025-09-23T09:00:05.000Z\"")
    }
    return moment
  }

  func end() throws(LogFileError) {
    if let extra = left.first {
      throw LogFileError(line: line, column: extra.column, message: "the key '\(extra.key)' does not belong here")
    }
  }
}
