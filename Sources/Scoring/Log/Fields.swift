/// A named value of a record: what files and databases carry of a decision.
public struct Field: Hashable, Sendable {
  /// Its name: `challenge`.
  public var name: String
  /// Its value.
  public var value: Value

  /// A text or a whole number; everything else is written as one of them.
  public enum Value: Hashable, Sendable {
    case text(String)
    case number(Int64)
  }

  /// A field.
  public init(name: String, value: Value) {
    self.name = name
    self.value = value
  }
}

/// What is wrong with a field.
public struct FieldError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The field; `nil`: the record as a whole.
  public var field: String?
  /// The sentence for people.
  public var description: String
  /// An error.
  public init(_ field: String?, _ description: String) {
    self.field = field
    self.description = description
  }
}

/// Fields in the making, in order; what is `nil` is left out.
struct FieldWriter {
  private(set) var fields: [Field] = []

  mutating func add(_ name: String, _ text: String?) {
    if let text { fields.append(Field(name: name, value: .text(text))) }
  }
  mutating func add<Kind>(_ name: String, _ id: Identifier<Kind>?) { add(name, id?.text) }
  mutating func add(_ name: String, _ number: Int?) {
    if let number { fields.append(Field(name: name, value: .number(Int64(number)))) }
  }
  mutating func add(_ name: String, _ time: Milliseconds?) {
    if let time { fields.append(Field(name: name, value: .number(time.count))) }
  }
  mutating func add(_ name: String, moment: Int64) { add(name, Moment.text(moment)) }
  mutating func add(_ name: String, _ flag: Bool) { add(name, flag ? "yes" : nil) }
  mutating func add<Kind>(_ name: String, _ ids: [Identifier<Kind>]) {
    add(name, ids.isEmpty ? nil : ids.map(\.text).joined(separator: " "))
  }
  mutating func add(_ name: String, _ rules: RuleSetReference) {
    add(name, rules.id)
    add("edition", rules.edition)
    add("digest", rules.digest)
  }
}

/// The fields of a record, taken one by one, so that what is left over can be named.
public struct FieldReader: Sendable {
  private var left: [Field]

  /// A reader of these fields.
  public init(_ fields: [Field]) { left = fields }

  /// Whether there is such a field, not yet taken.
  public func has(_ name: String) -> Bool { left.contains { $0.name == name } }

  private mutating func take(_ name: String) throws(FieldError) -> Field.Value {
    guard let index = left.firstIndex(where: { $0.name == name }) else {
      throw FieldError(nil, "the key '\(name)' is missing")
    }
    return left.remove(at: index).value
  }

  /// A text.
  public mutating func text(_ name: String) throws(FieldError) -> String {
    guard case .text(let text) = try take(name) else {
      throw FieldError(name, "'\(name)' must be a text in double quotes")
    }
    return text
  }

  /// A text that may be missing.
  public mutating func optionalText(_ name: String) throws(FieldError) -> String? { has(name) ? try text(name) : nil }

  /// A name.
  public mutating func id<Kind>(_ name: String) throws(FieldError) -> Identifier<Kind> { Identifier(try text(name)) }

  /// A name that may be missing.
  public mutating func optionalID<Kind>(_ name: String) throws(FieldError) -> Identifier<Kind>? {
    has(name) ? try id(name) : nil
  }

  /// Names apart by spaces; missing means none.
  public mutating func ids<Kind>(_ name: String) throws(FieldError) -> [Identifier<Kind>] {
    try optionalText(name)?.split(separator: " ").map { Identifier(String($0)) } ?? []
  }

  /// A whole number.
  public mutating func number(_ name: String) throws(FieldError) -> Int64 {
    guard case .number(let number) = try take(name) else {
      throw FieldError(name, "'\(name)' must be a whole number, without quotes")
    }
    return number
  }

  /// What can be counted: numbers of records, of runs, of editions.
  public static let counts: ClosedRange<Int64> = 1...1_000_000_000

  /// A whole number from 1 on.
  public mutating func count(_ name: String) throws(FieldError) -> Int {
    let number = try number(name)
    guard FieldReader.counts.contains(number) else {
      throw FieldError(name, "'\(name)' must be 1 or more, not \(number)")
    }
    return Int(number)
  }

  /// A count that may be missing.
  public mutating func optionalCount(_ name: String) throws(FieldError) -> Int? { has(name) ? try count(name) : nil }

  /// A length of time that may be missing.
  public mutating func optionalTime(_ name: String) throws(FieldError) -> Milliseconds? {
    has(name) ? Milliseconds(try number(name)) : nil
  }

  /// Whether a flag is there.
  public mutating func flag(_ name: String) throws(FieldError) -> Bool {
    guard has(name) else { return false }
    guard try text(name) == "yes" else { throw FieldError(name, "'\(name)' must be \"yes\", or left out") }
    return true
  }

  /// One of a few words.
  public mutating func choice<Choice: RawRepresentable & CaseIterable>(_ name: String) throws(FieldError) -> Choice
  where Choice.RawValue == String {
    let text = try text(name)
    guard let choice = Choice(rawValue: text) else {
      let all = Choice.allCases.map(\.rawValue)
      let hint =
        nearest(to: text, among: all).map { "did you mean '\($0)'?" } ?? "one of \(all.joined(separator: ", "))"
      throw FieldError(name, "'\(text)' is no \(name); \(hint)")
    }
    return choice
  }

  /// One of a few words, which may be missing.
  public mutating func optionalChoice<Choice: RawRepresentable & CaseIterable>(
    _ name: String
  ) throws(FieldError) -> Choice? where Choice.RawValue == String { has(name) ? try choice(name) : nil }

  /// Words that spell a value.
  public mutating func parsed<Value: LosslessStringConvertible>(
    _ name: String, _ forms: [String]
  ) throws(FieldError) -> Value {
    let text = try text(name)
    guard let value = Value(text) else {
      throw FieldError(name, "'\(text)' is no \(name); one of \(forms.joined(separator: ", "))")
    }
    return value
  }

  /// Words that spell a value, which may be missing.
  public mutating func optionalParsed<Value: LosslessStringConvertible>(
    _ name: String, _ forms: [String]
  ) throws(FieldError) -> Value? { has(name) ? try parsed(name, forms) : nil }

  /// An exact number.
  public mutating func points(_ name: String) throws(FieldError) -> Points {
    let text = try text(name)
    guard let points = Points(text) else {
      throw FieldError(name, "'\(text)' is no exact number; write it as \"12.5\" or \"7/3\"")
    }
    return points
  }

  /// An exact number that may be missing.
  public mutating func optionalPoints(_ name: String) throws(FieldError) -> Points? {
    has(name) ? try points(name) : nil
  }

  /// A time at the desk.
  public mutating func moment(_ name: String) throws(FieldError) -> Int64 {
    let text = try text(name)
    guard let moment = Moment.parse(text) else {
      throw FieldError(name, "'\(text)' is no time; write it as \"2025-09-23T09:00:05.000Z\"")
    }
    return moment
  }

  /// The rules that a record is about.
  public mutating func rules() throws(FieldError) -> RuleSetReference {
    RuleSetReference(id: try id("rules"), edition: try count("edition"), digest: try text("digest"))
  }

  /// Throws for a field that nobody took.
  public func end() throws(FieldError) {
    if let extra = left.first { throw FieldError(extra.name, "the key '\(extra.name)' does not belong here") }
  }
}
