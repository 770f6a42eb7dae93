import Scoring

extension Table {
  /// The runs' logs. The order of the columns is used by the two functions below.
  static let entry = Table(
    "entry",
    [
      "id", "run", "official", "terminal", "number", "clock", "recorded_at", "kind", "finish", "item", "instance",
      "count", "level", "value_numerator", "value_denominator", "unit", "rater", "duration", "target", "reason", "text",
      "check_id", "role", "code",
    ], isChained: true)
}

extension Entry {
  /// Its row in the table `entry`.
  var row: [Value] {
    var finish: Finish?
    var count: Int?
    var level: String?
    var value: Points?
    var unit: Unit?
    var rater: String?
    var duration: Int64?
    var target: String?
    var reason: String?
    var text: String?
    var check: String?
    var role: Role?
    var code: String?
    // No default: a new kind of fact must find its columns.
    switch fact {
    case .started, .paused, .resumed, .restarted: break
    case .finished(let why): finish = why
    case .observed(_, _, let times): count = times
    case .chose(_, _, let chosen): level = chosen.text
    case .measured(_, _, let quantity):
      value = quantity.value
      unit = quantity.unit
    case .rated(_, _, let by, let quantity):
      rater = by.text
      value = quantity.value
      unit = quantity.unit
    case .extended(let time, let why):
      duration = time.count
      reason = why
    case .retracted(let entry, let why):
      target = entry.text
      reason = why
    case .claimed(let total): value = total
    case .accepted(let id, let why):
      check = id.text
      reason = why
    case .signed(let whose, let digest, let name):
      role = whose
      code = SignedColumn(code: digest, name: name).text
    case .protested(let words), .ruled(let words), .noted(let words): text = words
    case .voided(let why): reason = why
    }
    return [
      .text(id.text), .text(run.text), .text(official), .text(terminal), .integer(Int64(number)),
      .integer(clock.count), .integer(recordedAt), .text(fact.kind.rawValue), Value(finish?.rawValue),
      Value(fact.item?.text), Value(fact.instance?.text), Value(count), Value(level),
      value.map { .integer($0.numerator) } ?? .null, value.map { .integer($0.denominator) } ?? .null,
      Value(unit?.rawValue), Value(rater), duration.map { .integer($0) } ?? .null, Value(target), Value(reason),
      Value(text), Value(check), Value(role?.rawValue), Value(code),
    ]
  }

  /// The entry that a row of the table `entry` holds.
  init(_ row: Columns) throws {
    var known = RepeatedTexts()
    try self.init(row, after: &known)
  }

  /// The same after another row, most of whose names are the same.
  init(_ row: Columns, after known: inout RepeatedTexts) throws {
    self.init(
      id: ID(try row.text(0)), run: Run.ID(try row.text(1, after: &known.run)),
      official: try row.text(2, after: &known.official), terminal: try row.text(3, after: &known.terminal),
      number: try row.count(4), clock: Milliseconds(try row.integer(5, in: 0...Milliseconds.longest.count)),
      recordedAt: try row.moment(6),
      fact: try Fact(row))
  }
}

/// The names that rows of entries repeat: made once, they are one text in memory.
struct RepeatedTexts {
  var run = ""
  var official = ""
  var terminal = ""
}

extension Fact {
  fileprivate init(_ row: Columns) throws {
    func item() throws -> Item.ID { Item.ID(try row.text(9)) }
    func instance() throws -> Instance.ID? { try row.optionalText(10).map { Instance.ID($0) } }
    func value() throws -> Points {
      let denominator = try row.integer(14)
      guard denominator >= 1 else { throw Malformed(problem: "a value over \(denominator) is no number") }
      return Points(Int(try row.integer(13)), over: Int(denominator))
    }
    func quantity() throws -> Quantity { Quantity(try value(), try row.word(15)) }

    switch try row.word(7, Kind.self) {
    case .started: self = .started
    case .paused: self = .paused
    case .resumed: self = .resumed
    case .finished: self = .finished(try row.word(8))
    case .observed: self = .observed(try item(), at: try instance(), count: Int(try row.integer(11)))
    case .chose: self = .chose(try item(), at: try instance(), Item.Level.ID(try row.text(12)))
    case .measured: self = .measured(try item(), at: try instance(), try quantity())
    case .rated: self = .rated(try item(), at: try instance(), by: Rater.ID(try row.text(16)), try quantity())
    case .restarted: self = .restarted
    case .extended: self = .extended(Milliseconds(try row.integer(17)), reason: try row.text(19))
    case .retracted: self = .retracted(Entry.ID(try row.text(18)), reason: try row.text(19))
    case .claimed: self = .claimed(total: try value())
    case .accepted: self = .accepted(Check.ID(try row.text(21)), reason: try row.text(19))
    case .signed:
      let signed = SignedColumn(try row.text(23))
      self = .signed(as: try row.word(22), code: signed.code, by: signed.name)
    case .protested: self = .protested(try row.text(20))
    case .ruled: self = .ruled(try row.text(20))
    case .voided: self = .voided(reason: try row.text(19))
    case .noted: self = .noted(try row.text(20))
    }
  }
}

/// What the column `code` holds of a signature: its code and, in a second line, who signed for the team. So files of
/// older formats are read as they are; a code has no line feeds of its own, and one that has gets an empty last line.
struct SignedColumn {
  var code: String
  var name: String?

  init(code: String, name: String?) {
    self.code = code
    self.name = name
  }

  init(_ text: String) {
    guard let end = text.utf8.lastIndex(of: UInt8(ascii: "\n")) else {
      self.init(code: text, name: nil)
      return
    }
    let name = String(text[text.utf8.index(after: end)...])
    self.init(code: String(text[..<end]), name: name.isEmpty ? nil : name)
  }

  var text: String {
    name == nil && !code.utf8.contains(UInt8(ascii: "\n")) ? code : code + "\n" + (name ?? "")
  }
}
