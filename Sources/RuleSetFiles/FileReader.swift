import Scoring
import Text
import Yams

/// A place in a file.
struct Place: Hashable {
  var line: Int
  var column: Int
  static let top = Place(line: 1, column: 1)
}

/// Reads values out of a file's tree, by our own strict rules, and collects all that is wrong.
///
/// A class: every part of a file reports into the same list.
final class FileReader {
  let source: SourceText
  private(set) var diagnostics: [Diagnostic] = []
  /// More findings than this help nobody.
  static let mostFindings = 200

  init(source: SourceText) { self.source = source }

  func report(_ severity: Finding.Severity, _ place: Place, _ message: @autoclosure () -> String) {
    guard diagnostics.count < FileReader.mostFindings else {
      // The worst must not be lost among hints.
      if severity == .error, diagnostics.areHarmless { diagnostics.removeLast() } else { return }
      return report(severity, place, message())
    }
    diagnostics.append(
      Diagnostic(
        file: source.file, line: place.line, column: place.column, severity: severity, message: message()))
  }
  func error(_ node: Node, _ message: @autoclosure () -> String) { report(.error, place(node), message()) }

  /// The known word that was most likely meant; a file with very many mistakes gets no such help.
  func suggestion(for word: String, among known: [String]) -> String? {
    diagnostics.count < FileReader.mostFindings ? nearest(to: word, among: known) : nil
  }

  func place(_ node: Node) -> Place {
    guard let mark = node.mark else { return .top }
    return Place(line: mark.line, column: mark.column)
  }
}

// MARK: Keys

/// A block of keys, of which each is known, is there once, and is there if it must be.
struct Fields {
  let reader: FileReader
  let shape: Shape
  let node: Node
  private let values: [String: Node]
  private let keys: [String: Node]

  fileprivate init(reader: FileReader, shape: Shape, node: Node, values: [String: Node], keys: [String: Node]) {
    self.reader = reader
    self.shape = shape
    self.node = node
    self.values = values
    self.keys = keys
  }

  /// The value of a key; the shape must know the key.
  subscript(_ name: String) -> Node? {
    precondition(shape.knows(name), "\(shape.name) is read for '\(name)', which is not in its vocabulary")
    return values[name]
  }
  func has(_ name: String) -> Bool { self[name] != nil }
  func place(_ name: String) -> Place { keys[name].map(reader.place) ?? reader.place(node) }
  var names: [String] { shape.names.filter { values[$0] != nil } }

  func text(_ name: String, lines: Bool = false) -> String? {
    self[name].flatMap { reader.text($0, name, lines: lines) }
  }
  func id(_ name: String) -> String? { self[name].flatMap { reader.id($0, name) } }
  func number(_ name: String) -> Points? { self[name].flatMap { reader.number($0, name) } }
  func time(_ name: String) -> Milliseconds? { self[name].flatMap { reader.time($0, name) } }
  func flag(_ name: String) -> Bool? { self[name].flatMap { reader.flag($0, name) } }
  func list(_ name: String) -> [Node]? { self[name].flatMap { reader.list($0, name) } }
  func choice(_ name: String) -> String? {
    guard case .choice(let words) = form(name) else { preconditionFailure("'\(name)' is no choice") }
    return self[name].flatMap { reader.choice($0, name, among: words) }
  }
  func whole(_ name: String) -> Int? {
    guard case .whole(let range) = form(name) else { preconditionFailure("'\(name)' is no whole number") }
    return self[name].flatMap { reader.whole($0, name, in: range) }
  }
  func fields(_ name: String) -> Fields? {
    guard case .shape(let shape) = form(name) else { preconditionFailure("'\(name)' has no shape") }
    return self[name].flatMap { reader.fields($0, as: shape()) }
  }
  private func form(_ name: String) -> Form { shape.words.first { $0.name == name }!.form }
}

extension FileReader {
  /// The name of a key as the file has it, and whether it is one that is there again (see ``StrictYAML``).
  private func name(of key: Node) -> (name: String, isRenamed: Bool)? {
    guard let scalar = key.scalar else { return nil }
    let name = scalar.string
    guard let first = name.unicodeScalars.first, StrictYAML.duplicateMarks.contains(first), let mark = key.mark,
      let position = source.position(line: mark.line, column: mark.column)
    else { return (name, false) }
    let start = scalar.style == .plain ? position : position + 1
    guard start < source.scalars.count, source.scalars[start] != first else { return (name, false) }
    var view = name.unicodeScalars
    view.replaceSubrange(view.startIndex...view.startIndex, with: [source.scalars[start]])
    return (String(view), true)
  }

  /// All keys with their values; a key that is there again is reported, and the first one holds.
  private func pairs(of mapping: Node.Mapping) -> [(name: String, key: Node, value: Node)] {
    var pairs: [(name: String, key: Node, value: Node)] = []
    var firstLines: [String: Int] = [:]
    for (key, value) in mapping {
      guard let (name, _) = name(of: key) else {
        error(key, "a key must be a word, not \(description(of: key)); write 'key: value'")
        continue
      }
      if let line = firstLines[name] {
        error(key, "the key \(quoted(name)) is here twice, first on line \(line); keep one of them")
        continue
      }
      firstLines[name] = place(key).line
      pairs.append((name, key, value))
    }
    return pairs
  }

  /// The keys of a node that must have this shape.
  func fields(_ node: Node, as shape: Shape) -> Fields? {
    guard let mapping = node.mapping else {
      let written = node.scalar.flatMap { shape.example($0.string) }
      let example = shape.words.filter(\.isRequired).map { "\($0.name): …" }.joined(separator: ", ")
      error(
        node, "\(shape.name) must be keys and values, not \(description(of: node)); write {\(written ?? example)}")
      return nil
    }
    var values: [String: Node] = [:]
    var keys: [String: Node] = [:]
    for (name, key, value) in pairs(of: mapping) {
      if shape.knows(name) {
        values[name] = value
        keys[name] = key
      } else if name == "<<" {
        error(key, "a merge key (<<) is not used in these files; write the keys themselves")
      } else if let known = shape.habits[name] ?? suggestion(for: name, among: shape.names) {
        error(key, "\(shape.name) has no key \(quoted(name)); did you mean '\(known)'?")
      } else {
        error(key, "\(shape.name) has no key \(quoted(name)); it may have \(shape.mayHave)")
      }
    }
    for word in shape.words where word.isRequired && values[word.name] == nil {
      error(node, "\(shape.name) without '\(word.name)'; add '\(word.name): …'")
    }
    return Fields(reader: self, shape: shape, node: node, values: values, keys: keys)
  }

  /// A block whose keys are names that the file chooses.
  func named(_ node: Node, _ name: String) -> [(name: String, key: Node, value: Node)] {
    guard let mapping = node.mapping else {
      error(node, "'\(name)' must be names and values, not \(description(of: node)); write {name: …}")
      return []
    }
    if mapping.count > Bounds.names {
      error(node, "'\(name)' has \(mapping.count) names; at most \(Bounds.names) are allowed")
      return []
    }
    return pairs(of: mapping).filter { pair in
      if isShortNameText(pair.name) { return true }
      error(pair.key, "\(quoted(pair.name)) is no short name; use a–z, 0–9 and hyphens")
      return false
    }
  }
}

// MARK: Values

extension FileReader {
  /// What a node is, for messages.
  func description(of node: Node) -> String {
    switch node {
    case .mapping: "keys and values"
    case .sequence: "a list"
    case .alias: "an alias"
    case .scalar(let scalar):
      scalar.style == .plain && ["", "~", "null"].contains(scalar.string) ? "nothing" : quoted(scalar.string)
    }
  }

  /// The elements of a list.
  func list(_ node: Node, _ name: String, atMost: Int = Bounds.list) -> [Node]? {
    guard let sequence = node.sequence else {
      error(node, "'\(name)' must be a list, not \(description(of: node)); write [ … ], or lines that begin with '-'")
      return nil
    }
    if sequence.count > atMost {
      error(node, "'\(name)' has \(sequence.count) entries; at most \(atMost) are allowed")
      return nil
    }
    return Array(sequence)
  }

  /// Text for people.
  func text(_ node: Node, _ name: String, lines: Bool = false) -> String? {
    guard let scalar = node.scalar else {
      error(node, "'\(name)' must be text, not \(description(of: node)); write \(name): …")
      return nil
    }
    if scalar.style == .plain, let meaning = plainMeaning(of: scalar.string) {
      error(
        node,
        meaning == "nothing"
          ? "'\(name)' must be text, and here is nothing; write it, in quotes if need be"
          : "'\(name)' must be text, and \(quoted(scalar.string)) can be read as \(meaning); put it in quotes")
      return nil
    }
    var string = scalar.string
    while let last = string.last, last == "\n" || last == " " { string.removeLast() }
    if string.isEmpty {
      error(node, "'\(name)' is empty; write a few words, or leave the key out")
      return nil
    }
    if string.utf8.count > Bounds.textBytes {
      error(node, "'\(name)' has \(string.utf8.count) bytes; at most \(Bounds.textBytes) are allowed")
      return nil
    }
    for character in string.unicodeScalars where character != "\n" && character.isHidden {
      // Joiners belong to the writing of some languages and to pictures of people.
      if character == "\u{200C}" || character == "\u{200D}" || character == "\u{AD}" { continue }
      error(node, "'\(name)' holds the hidden character '\(visible(String(character)))'; remove it")
      return nil
    }
    if !lines, string.contains("\n") {
      error(node, "'\(name)' has several lines; write it on one")
      return nil
    }
    return string
  }

  /// What YAML readers may take a plain word for, where text is wanted.
  private func plainMeaning(of text: String) -> String? {
    if isNothing(text) { return "nothing" }
    switch text.lowercased() {
    case "yes", "no", "on", "off", "true", "false": return "yes or no"
    case ".inf", "-.inf", "+.inf", ".nan": return "a number"
    default: break
    }
    guard let first = text.utf8.first(where: { $0 != 45 && $0 != 43 }), (48...57).contains(first) || first == 46 else {
      return nil
    }
    if text.wholeMatch(of: /[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ].*)?/) != nil { return "a date" }
    if text.wholeMatch(of: /[-+]?[0-9]+(:[0-9]{1,2})+(\.[0-9]*)?/) != nil { return "a time" }
    if text.wholeMatch(of: /[-+]?(0x[0-9a-fA-F_]+|0o[0-7_]+|0b[01_]+)/) != nil { return "a number" }
    if text.wholeMatch(of: /[-+]?([0-9][0-9_]*(\.[0-9_]*)?|\.[0-9][0-9_]*)([eE][-+]?[0-9]+)?/) != nil {
      return "a number"
    }
    return nil
  }

  /// Whether YAML readers take a plain word for nothing at all.
  private func isNothing(_ text: String) -> Bool { ["", "~", "null"].contains(text.lowercased()) }

  /// A single word where a word of the format is expected.
  func word(_ node: Node, _ name: String, example: String) -> String? {
    guard let scalar = node.scalar else {
      error(node, "'\(name)' must be a word, not \(description(of: node)); write \(name): \(example)")
      return nil
    }
    if scalar.style == .plain, isNothing(scalar.string) {
      error(node, "'\(name)' must be a word, and here is nothing; write \(name): \(example)")
      return nil
    }
    return scalar.string
  }

  /// A short name. A plain number is one too, if nobody can read it in two ways.
  func id(_ node: Node, _ name: String) -> String? {
    guard let text = word(node, name, example: "a-short-name") else { return nil }
    if !isShortNameText(text) {
      error(node, "\(quoted(text)) is no short name for '\(name)'; use a–z, 0–9 and hyphens, at most 60")
      return nil
    }
    if node.scalar?.style == .plain, let meaning = plainMeaning(of: text), !isPlainNumber(text) {
      error(node, "'\(name)' must be a name, and \(quoted(text)) can be read as \(meaning); put it in quotes")
      return nil
    }
    return text
  }

  private func isPlainNumber(_ text: String) -> Bool { text.wholeMatch(of: /0|[1-9][0-9]{0,8}/) != nil }

  func choice(_ node: Node, _ name: String, among words: [String]) -> String? {
    guard let text = word(node, name, example: words[0]) else { return nil }
    if words.contains(text) { return text }
    if let known = suggestion(for: text, among: words) {
      error(node, "'\(name)' cannot be \(quoted(text)); did you mean '\(known)'?")
    } else {
      error(node, "'\(name)' cannot be \(quoted(text)); it can be \(oneOf(words))")
    }
    return nil
  }

  func flag(_ node: Node, _ name: String) -> Bool? {
    if let scalar = node.scalar, scalar.style == .plain {
      if scalar.string == "true" { return true }
      if scalar.string == "false" { return false }
    }
    error(node, "'\(name)' must be true or false, not \(description(of: node)); write true or false, without quotes")
    return nil
  }

  func whole(_ node: Node, _ name: String, in range: ClosedRange<Int>) -> Int? {
    guard let scalar = node.scalar, let number = strictNumber(scalar.string), number.isWhole,
      !scalar.string.contains(".")
    else {
      wrongNumber(node, name, "a whole number", example: "3")
      return nil
    }
    guard isUnquoted(node, name) else { return nil }
    let value = Int(number.numerator)
    guard range.contains(value) else {
      error(node, "'\(name)' is \(value); it can be \(range.lowerBound) to \(range.upperBound)")
      return nil
    }
    return value
  }

  func number(_ node: Node, _ name: String) -> Points? {
    guard let scalar = node.scalar, let number = strictNumber(scalar.string) else {
      wrongNumber(node, name, "a number", example: "100 or 2.5")
      return nil
    }
    guard isUnquoted(node, name) else { return nil }
    return bounded(number, node, name)
  }

  func bounded(_ number: Points, _ node: Node, _ name: String) -> Points? {
    let text = node.scalar?.string ?? ""
    if let point = text.firstIndex(of: "."),
      text[point...].prefix(while: { $0.isNumber || $0 == "." }).utf8.count > Bounds.decimals + 1
    {
      error(node, "'\(name)' has more than \(Bounds.decimals) decimals; round it")
      return nil
    }
    guard number.magnitude <= Points(Bounds.points) else {
      error(node, "'\(name)' is \(number); it can be -\(Bounds.points) to \(Bounds.points), so that no sum overflows")
      return nil
    }
    return number
  }

  private func strictNumber(_ text: String) -> Points? { text.contains("/") ? nil : Points(text) }

  private func isUnquoted(_ node: Node, _ name: String) -> Bool {
    guard let scalar = node.scalar, scalar.style != .plain else { return true }
    error(node, "'\(name)' is a number in quotes; write it without them")
    return false
  }

  private func wrongNumber(_ node: Node, _ name: String, _ wanted: String, example: String) {
    let text = node.scalar?.string ?? ""
    let remedy: String
    if text.wholeMatch(of: /-?0[0-9]+(\.[0-9]+)?/) != nil {
      remedy = "write it without the leading zero"
    } else if text.wholeMatch(of: /-?[0-9][0-9_]*_[0-9_]*/) != nil {
      remedy = "write it without '_'"
    } else if text.wholeMatch(of: /\+[0-9.]+/) != nil {
      remedy = "write it without '+'"
    } else if text.wholeMatch(of: /-?[0-9]+,[0-9]+/) != nil {
      remedy = "write decimals with a point and thousands without a sign"
    } else if text.wholeMatch(of: /-?[0-9]+(:[0-9]+)+/) != nil {
      remedy = "a time cannot stand here"
    } else if text.wholeMatch(of: /-?[0-9]+(\.[0-9]+)?\s*[A-Za-z%\/°]+/) != nil {
      remedy = "write the number alone"
    } else {
      remedy = "write it in digits, as in \(name): \(example)"
    }
    error(node, "'\(name)' must be \(wanted), not \(description(of: node)); \(remedy)")
  }

  func time(_ node: Node, _ name: String) -> Milliseconds? {
    guard let scalar = node.scalar, let time = Milliseconds(scalar.string) else {
      let isNumber =
        node.scalar.map { $0.string.allSatisfy { $0.isNumber || $0 == "." } && !$0.string.isEmpty } ?? false
      error(
        node,
        "'\(name)' must be a time, not \(description(of: node)); write minutes:seconds, as in \(name): 5:00"
          + (isNumber ? " for five minutes" : ""))
      return nil
    }
    guard time > .zero else {
      error(node, "'\(name)' is no time at all; write a time above 0:00, or leave the key out")
      return nil
    }
    return time
  }

  /// A value of a measured item: a number in the item's unit, or a number with its own unit, or a time.
  func quantity(_ node: Node, _ name: String, in unit: Unit) -> Points? {
    guard let scalar = node.scalar, !scalar.string.contains("/") || Unit(rawValue: "m/s") == unit,
      let quantity = Quantity(scalar.string)
    else {
      wrongNumber(node, name, "a number", example: unit == .seconds ? "30 or 0:30" : "30")
      return nil
    }
    guard isUnquoted(node, name) || quantity.unit != .count else { return nil }
    if quantity.unit == .count { return bounded(quantity.value, node, name) }
    guard let value = quantity.unit.convert(quantity.value, to: unit) else {
      let own = unit == .count ? "a bare number" : "in \(unit.rawValue)"
      error(node, "'\(name)' is in \(quantity.unit.rawValue) and the item is \(own); give both the same unit")
      return nil
    }
    return bounded(value, node, name)
  }

  /// A bound of a condition: a quantity, or a fraction where a ratio is compared (`3/4`).
  func bound(_ node: Node, _ name: String, in unit: Unit) -> Points? {
    guard let number = fraction(node), node.scalar?.string.contains("/") == true else {
      return quantity(node, name, in: unit)
    }
    guard isUnquoted(node, name) else { return nil }
    return bounded(number, node, name)
  }

  /// A bare number that is not whole, as a decimal or as a fraction.
  func fraction(_ node: Node) -> Points? {
    guard let text = node.scalar?.string, let number = Points(text), !number.isWhole || text.contains("/") else {
      return nil
    }
    return number
  }

  /// The name of something that must exist.
  func reference(_ node: Node, _ name: String, among known: Names, _ what: String) -> String? {
    guard let text = word(node, name, example: known.inOrder.first ?? "a-short-name") else { return nil }
    if known.contains(text) { return text }
    missing(text, at: place(node), among: known.inOrder, what)
    return nil
  }

  func missing(_ text: String, at place: Place, among known: [String], _ what: String) {
    if let near = suggestion(for: text, among: known) {
      report(.error, place, "there is no \(what) \(quoted(text)); did you mean '\(near)'?")
    } else if known.isEmpty {
      report(.error, place, "there is no \(what) \(quoted(text)); there is none at all, so add it first")
    } else {
      report(
        .error, place,
        "there is no \(what) \(quoted(text)); \(known.count == 1 ? "the only one is" : "the \(what)s are") \(oneOf(known, "and"))"
      )
    }
  }
}

/// Names that can be referred to, in the order of the file.
struct Names: ExpressibleByArrayLiteral {
  private(set) var inOrder: [String] = []
  private var all: Set<String> = []

  init(_ names: some Sequence<String>) { for name in names { insert(name) } }
  init(arrayLiteral elements: String...) { self.init(elements) }
  mutating func insert(_ name: String) { if all.insert(name).inserted { inOrder.append(name) } }
  func contains(_ name: String) -> Bool { all.contains(name) }
}
