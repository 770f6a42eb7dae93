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
    let object = try FlatObject(Substring(text), line: line)
    do throws(FieldError) {
      self = try LogLine(FieldReader(object.fields.map { Field(name: $0.key, value: $0.value) }))
    } catch {
      let column = error.field.flatMap { name in object.fields.first { $0.key == name }?.column }
      throw LogFileError(line: line, column: column ?? 1, message: error.description)
    }
  }

  private init(_ reader: FieldReader) throws(FieldError) {
    var fields = reader
    if fields.has("competition") {
      self = .competition(
        id: try LogLine.hexadecimal("competition", digits: 32, &fields), note: try fields.text("note"),
        madeAt: try fields.moment("madeAt"))
    } else if fields.has("ruleSet") {
      self = .ruleSet(
        RuleSetReference(
          id: try fields.id("ruleSet"), edition: try fields.count("edition"),
          digest: try fields.text("digest")), text: try fields.text("text"))
    } else if fields.has("decision") {
      let link = try LogLine.link(&fields)
      self = .decision(try LogLine.decision(&fields), link: link)
    } else if fields.has("id") {
      let link = try LogLine.link(&fields)
      self = .entry(try LogLine.entry(&fields), link: link)
    } else if fields.has("run") {
      self = .run(try LogLine.run(&fields))
    } else {
      throw FieldError(nil, "a line must have one of the keys 'competition', 'ruleSet', 'decision', 'run' or 'id'")
    }
    try fields.end()
  }

  private static func link(_ fields: inout FieldReader) throws(FieldError) -> String? {
    fields.has("link") ? try hexadecimal("link", digits: 64, &fields) : nil
  }

  private static func hexadecimal(
    _ name: String, digits: Int, _ fields: inout FieldReader
  ) throws(FieldError) -> String {
    let text = try fields.text(name)
    guard text.utf8.count == digits,
      text.utf8.allSatisfy({
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      })
    else { throw FieldError(name, "'\(text)' is no \(name); it has \(digits) digits of 0 to 9 and a to f") }
    return text
  }

  private static func run(_ fields: inout FieldReader) throws(FieldError) -> OpenedRun {
    let run = Run(
      id: try fields.id("run"), challenge: try fields.id("challenge"),
      team: try fields.id("team"), phase: try fields.choice("phase"), number: try fields.count("number"),
      rules: try fields.rules())
    return OpenedRun(
      run: run, official: try fields.text("official"), terminal: try fields.text("terminal"),
      openedAt: try fields.moment("openedAt"))
  }

  private static func entry(_ fields: inout FieldReader) throws(FieldError) -> Entry {
    Entry(
      id: try fields.id("id"), run: try fields.id("run"), official: try fields.text("official"),
      terminal: try fields.text("terminal"), number: try fields.count("number"),
      clock: Milliseconds(try fields.number("clock")), recordedAt: try fields.moment("at"), fact: try fact(&fields))
  }

  private static func fact(_ fields: inout FieldReader) throws(FieldError) -> Fact {
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
      return .chose(try item(&fields), at: try instance(&fields), try fields.id("level"))
    case .measured: return .measured(try item(&fields), at: try instance(&fields), try quantity(&fields))
    case .rated:
      let (item, instance) = (try item(&fields), try instance(&fields))
      return .rated(item, at: instance, by: try fields.id("rater"), try quantity(&fields))
    case .extended: return .extended(Milliseconds(try fields.number("time")), reason: try fields.text("reason"))
    case .retracted: return .retracted(try fields.id("target"), reason: try fields.text("reason"))
    case .claimed: return .claimed(total: try fields.points("value"))
    case .accepted: return .accepted(try fields.id("check"), reason: try fields.text("reason"))
    case .signed:
      return .signed(as: try fields.choice("role"), code: try fields.text("code"), by: try signer(&fields))
    case .protested: return .protested(try fields.text("text"))
    case .ruled: return .ruled(try fields.text("text"))
    case .voided: return .voided(reason: try fields.text("reason"))
    case .noted: return .noted(try fields.text("text"))
    }
  }

  /// Who signed for the team; signatures of older versions do not say it.
  private static func signer(_ fields: inout FieldReader) throws(FieldError) -> String? {
    guard let name = try fields.optionalText("name") else { return nil }
    guard (1...200).contains(name.utf8.count), !name.utf8.contains(where: { $0 < 32 }) else {
      throw FieldError("name", "a name needs 1 to 200 bytes and no control characters")
    }
    return name
  }

  private static func item(_ fields: inout FieldReader) throws(FieldError) -> Item.ID { try fields.id("item") }

  private static func instance(_ fields: inout FieldReader) throws(FieldError) -> Instance.ID? {
    try fields.optionalID("instance")
  }

  private static func quantity(_ fields: inout FieldReader) throws(FieldError) -> Quantity {
    Quantity(try fields.points("value"), try fields.choice("unit"))
  }

  private static func decision(_ fields: inout FieldReader) throws(FieldError) -> Decision {
    Decision(
      id: try fields.id("decision"), official: try fields.text("official"),
      terminal: try fields.text("terminal"), number: try fields.count("number"), recordedAt: try fields.moment("at"),
      ruling: try Decision.Ruling(kind: try fields.choice("ruling"), reader: &fields))
  }
}
