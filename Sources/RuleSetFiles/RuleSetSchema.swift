import Scoring
import Text

/// The JSON Schemas of the two formats, made from the same words that the readers use.
///
/// They know what can be written where: keys, types, ranges, patterns. What the words mean together (references,
/// circles, sums) is the reader's to say.
public enum RuleSetSchema {
  /// The schema of a rule set.
  public static let json = document(
    Vocabulary.ruleSet, title: "A rule set of Tally",
    definitions: [
      ("item", schema(of: Vocabulary.item)), ("modifier", schema(of: Vocabulary.modifier)), ("condition", condition),
    ])

  /// The schema of a plan, `competition.yaml`.
  public static let planJSON = document(
    PlanVocabulary.plan, title: "A plan of a competition for Tally", definitions: [])

  private static func document(_ shape: Shape, title: String, definitions: [(String, JSON)]) -> String {
    var members: [(String, JSON)] = [
      ("$schema", .text("https://json-schema.org/draft/2020-12/schema")), ("title", .text(title)),
    ]
    if case .object(let own) = schema(of: shape) { members += own }
    if !definitions.isEmpty { members.append(("$defs", .object(definitions))) }
    return JSON.object(members).text() + "\n"
  }

  private static func schema(of shape: Shape) -> JSON {
    let properties = shape.words.map { word -> (String, JSON) in
      guard case .object(let members) = schema(of: word.form) else { return (word.name, .object([])) }
      return (word.name, .object([("description", .text(word.about))] + members))
    }
    let required = shape.words.filter(\.isRequired).map { JSON.text($0.name) }
    return .object(
      [("type", .text("object")), ("additionalProperties", .flag(false)), ("properties", .object(properties))]
        + (required.isEmpty ? [] : [("required", .array(required))]))
  }

  private static func schema(of form: Form) -> JSON {
    func string(_ pattern: String) -> JSON { .object([("type", .text("string")), ("pattern", .text(pattern))]) }
    switch form {
    case .text:
      return .object([
        ("type", .text("string")), ("minLength", .number(1)), ("maxLength", .number(Bounds.textBytes)),
      ])
    case .id: return .object([("anyOf", .array([string(namePattern), integer(0...999_999_999)]))])
    case .path: return string("^[a-z0-9]([a-z0-9-]*[a-z0-9])?/[a-z0-9]([a-z0-9-]*[a-z0-9])?$")
    case .whole(let range): return integer(range)
    case .number:
      return .object([
        ("type", .text("number")), ("minimum", .number(-Bounds.points)), ("maximum", .number(Bounds.points)),
      ])
    case .quantity:
      return .object([
        ("anyOf", .array([schema(of: .number), schema(of: .time), string("^-?[0-9]+(\\.[0-9]+)? ?[a-zNA-Z%/]+$")]))
      ])
    case .bound: return .object([("anyOf", .array([schema(of: .quantity), string("^[0-9]+/[1-9][0-9]*$")]))])
    case .time: return string("^[0-9]{1,4}(:[0-5][0-9]){1,2}(\\.[0-9]{1,3})?$")
    case .flag: return .object([("type", .text("boolean"))])
    case .choice(let words): return .object([("enum", .array(words.map { .text($0) }))])
    case .pattern(let pattern): return string(pattern)
    case .key: return .object([("anyOf", .array([string("^[A-Za-z0-9]$"), integer(0...9)]))])
    case .date: return string("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
    case .list(let element, let least):
      return .object([
        ("type", .text("array")), ("minItems", .number(least)), ("maxItems", .number(Bounds.list)),
        ("items", schema(of: element)),
      ])
    case .named(let value):
      return .object([
        ("type", .text("object")), ("propertyNames", .object([("pattern", .text(namePattern))])),
        ("additionalProperties", schema(of: value)),
      ])
    case .shape(let shape):
      let shape = shape()
      return shape.name == Vocabulary.item.name ? .object([("$ref", .text("#/$defs/item"))]) : schema(of: shape)
    case .condition: return .object([("$ref", .text("#/$defs/condition"))])
    case .modifiers:
      return .object([("type", .text("array")), ("items", .object([("$ref", .text("#/$defs/modifier"))]))])
    case .anyOf(let forms): return .object([("anyOf", .array(forms.map(schema)))])
    }
  }

  /// An item, a list of which all must hold, or one of the words.
  private static let condition = JSON.object([
    (
      "anyOf",
      .array(
        [schema(of: .id), schema(of: .list(.condition, atLeast: 1))] + Vocabulary.conditions.map { schema(of: $0) })
    )
  ])

  private static let namePattern = "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$"

  private static func integer(_ range: ClosedRange<Int>) -> JSON {
    .object([
      ("type", .text("integer")), ("minimum", .number(range.lowerBound)), ("maximum", .number(range.upperBound)),
    ])
  }
}

/// As much JSON as a schema needs.
private indirect enum JSON {
  case object([(String, JSON)])
  case array([JSON])
  case text(String)
  case number(Int)
  case flag(Bool)

  func text(indent: String = "") -> String {
    let inner = indent + "  "
    switch self {
    case .text(let text): return JSONQuotes.line(text)
    case .number(let number): return "\(number)"
    case .flag(let flag): return "\(flag)"
    case .array(let elements):
      if elements.isEmpty { return "[]" }
      return "[\n" + elements.map { inner + $0.text(indent: inner) }.joined(separator: ",\n") + "\n\(indent)]"
    case .object(let members):
      if members.isEmpty { return "{}" }
      let lines = members.map { "\(inner)\(JSONQuotes.line($0.0)): \($0.1.text(indent: inner))" }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
    }
  }
}
