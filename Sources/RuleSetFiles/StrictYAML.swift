import Scoring
import Yams

/// The plain part of YAML: one document of keys, lists and scalars. Anchors, aliases and tags are refused before
/// anything is expanded, and every key that is there twice is found.
struct StrictYAML {
  let source: SourceText
  let report: (Diagnostic) -> Void

  /// How deep lists and keys may be nested.
  static let deepest = 24

  /// The document's root, or nothing when it cannot be read; then the reason has been reported.
  func root() -> Node? {
    // An alias is a leaf, like a word. With each `*` replaced by a letter the text has the same tree and the same
    // places, and nothing in it can expand; so the parser itself tells which `*` begin an alias.
    let masked = source.scalars.map { $0 == "*" ? "A" : $0 }
    var renamed: [(position: Int, scalar: Unicode.Scalar)] = []
    guard let tree = compose(masked, renaming: &renamed) else { return nil }
    guard isPlain(tree) else { return nil }
    guard masked != source.scalars else { return tree }
    return compose(source.scalars, renaming: &renamed)
  }

  /// Parses; a key that is there twice gets another first letter and the text is parsed again, so that one such key
  /// hides no other mistake. ``duplicateMarks`` tells the reader which letters those are.
  private func compose(
    _ scalars: [Unicode.Scalar], renaming renamed: inout [(position: Int, scalar: Unicode.Scalar)]
  ) -> Node? {
    var scalars = scalars
    // Each one costs a parse, so that a large file may have fewer.
    let most = min(StrictYAML.duplicateMarks.count, 300_000 / max(1, scalars.count))
    for (position, scalar) in renamed { scalars[position] = scalar }
    while true {
      do {
        let parser = try Parser(yaml: text(of: scalars), resolver: .basic, encoding: .utf8)
        guard let root = try parser.singleRoot() else {
          fault(1, 1, "the file is empty; begin with 'id: …'")
          return nil
        }
        return root
      } catch YamlError.duplicatedKeysInMapping(let names, let context) {
        let mark = context.mark
        if let position = renamable(mark.line, mark.column), renamed.count < most {
          let scalar = StrictYAML.duplicateMarks[renamed.count]
          renamed.append((position, scalar))
          scalars[position] = scalar
        } else {
          fault(mark.line, mark.column, "the key \(quoted(names.first ?? "")) is here twice; keep one of them")
          return nil
        }
      } catch let error as YamlError {
        explain(error)
        return nil
      } catch {
        fault(1, 1, "the file cannot be read as YAML; \(visible("\(error)"))")
        return nil
      }
    }
  }

  /// Letters of no language that stand in for the first letter of a key that is there again.
  static let duplicateMarks: [Unicode.Scalar] = (0xE000..<0xE020).map { Unicode.Scalar($0)! }

  /// Where the first letter of the key at this place is, if there is one.
  private func renamable(_ line: Int, _ column: Int) -> Int? {
    guard let position = source.position(line: line, column: column) else { return nil }
    let isQuoted = source.scalars[position] == "\"" || source.scalars[position] == "'"
    let first = isQuoted ? position + 1 : position
    guard first < source.scalars.count else { return nil }
    let scalar = source.scalars[first]
    return scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "<" ? first : nil
  }

  /// Whether the tree has no anchor, alias or tag and is not too deep; reports each one that there is.
  private func isPlain(_ root: Node) -> Bool {
    var isPlain = true
    var waiting: [(node: Node, depth: Int)] = [(root, 0)]
    while let (node, depth) = waiting.popLast() {
      if let mark = node.mark, let position = source.position(line: mark.line, column: mark.column) {
        if depth > StrictYAML.deepest {
          fault(mark.line, mark.column, "lists and keys are nested deeper than \(StrictYAML.deepest); make it flatter")
          return false
        }
        let word: String? =
          switch source.scalars[position] {
          case "&": "an anchor (&…)"
          case "*": "an alias (*…)"
          case "!": "a tag (!…)"
          default: nil
          }
        // A block of keys begins where its first key begins: report the key alone.
        if let word, node.mapping == nil || node.mapping?.first?.key.mark.map({ "\($0)" }) != "\(mark)" {
          isPlain = false
          fault(mark.line, mark.column, "\(word) is not used in these files; write the value itself, text in quotes")
        }
      }
      switch node {
      case .mapping(let mapping): for (key, value) in mapping { waiting += [(key, depth + 1), (value, depth + 1)] }
      case .sequence(let sequence): for element in sequence { waiting.append((element, depth + 1)) }
      case .scalar, .alias: break
      }
    }
    return isPlain
  }

  private func fault(_ line: Int, _ column: Int, _ message: String) {
    report(Diagnostic(file: source.file, line: line, column: column, severity: .error, message: message))
  }

  private func explain(_ error: YamlError) {
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      fault(mark.line, mark.column, StrictYAML.sentence(for: problem, context: context?.text ?? ""))
    case .reader(let problem, _, _, _): fault(1, 1, "the file cannot be read as YAML; \(visible(problem))")
    case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded, .duplicatedKeysInMapping:
      fault(1, 1, "the file cannot be read as YAML; \(visible("\(error)"))")
    }
  }

  /// What the parser means, for people who know no parser.
  private static func sentence(for problem: String, context: String) -> String {
    switch problem {
    case "mapping values are not allowed in this context":
      "a ':' where no key can be; put text that contains ': ' in quotes, or mend the indentation"
    case "did not find expected '-' indicator":
      "this line does not belong to the list above it; line it up with the other '-'"
    case "did not find expected key" where context.contains("flow"):
      "a key is missing in these braces; write {key: value, …}"
    case "did not find expected key":
      "this line does not line up with the keys above it; indent it as they are"
    case "block sequence entries are not allowed in this context":
      "a '-' where no list can be; begin the list on a line of its own"
    case "mapping keys are not allowed in this context":
      "a '?' where no key can be; put text that begins with '?' in quotes"
    case "found character that cannot start any token":
      "a text cannot begin with this character; put the text in quotes"
    case "could not find expected ':'": "a key without a ':'; write 'key: value'"
    case "did not find expected ',' or ']'": "a list in brackets that is not closed; separate by ',' and end with ']'"
    case "did not find expected ',' or '}'": "keys in braces that are not closed; separate by ',' and end with '}'"
    case "found unexpected end of stream": "a quotation mark that is never closed; close it"
    case "found unexpected document indicator": "a quotation mark that is never closed; close it"
    case "did not find expected <document start>": "text after the end of the document; remove it"
    case "found undefined alias": "an alias (*…) is not used in these files; write the value itself, text in quotes"
    case "found undefined tag handle", "did not find expected tag URI":
      "a tag (!…) is not used in these files; write the value itself, text in quotes"
    case "but found another document": "a second document begins here; one file holds one document"
    case "found unknown escape character":
      "an escape that does not exist; in double quotes write \\\\ for a backslash, or use single quotes"
    case "did not find expected node content": "a value is missing here; write one"
    default:
      if problem.contains("nesting") {
        "lists and keys are nested deeper than \(deepest); make it flatter"
      } else {
        "the file cannot be read as YAML; \(visible(problem))\(context.isEmpty ? "" : " (\(visible(context)))")"
      }
    }
  }
}
