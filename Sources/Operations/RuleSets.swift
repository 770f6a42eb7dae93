package import EventStore
package import RuleSetFiles
package import Scoring
import Synchronization

/// Makes rules that score of stored texts, each text once.
package final class RuleSets: Sendable {
  /// Those of this process: what a text means never changes.
  package static let shared = RuleSets()

  /// By the text itself: in a file that somebody changed, a digest may name another.
  private let known = Mutex<[String: CompiledRules]>([:])

  /// Why there are no rules.
  package enum Refusal: OperationRefusal {
    case unknown(String, meant: RuleSet.ID?)
    case notUTF8(file: String)
    /// The rules have errors; `text` is what they are of.
    case faulty(String, [Diagnostic], text: String)
    case storedAreDamaged(RuleSetReference, [Diagnostic])

    package var problem: String {
      switch self {
      case .unknown(let name, let meant):
        "there are no rules '\(name)'\(meant.map { "; did you mean '\($0)'?" } ?? "") (the name of a file ends in .yaml)"
      case .notUTF8(let file): "\(file) is not UTF-8 text; save it as UTF-8"
      case .faulty(_, let diagnostics, let text): "the rules have errors:\n" + diagnostics.rendered(in: text)
      case .storedAreDamaged(let rules, let diagnostics):
        "the stored rules '\(rules.id)' cannot be read: "
          + (diagnostics.first.map { "\($0)" } ?? "they are empty")
      }
    }
  }

  package init() {}

  /// The rules of a stored document. It was checked when it was stored, so a finding now is a damaged file.
  package func compile(_ document: RuleSetDocument) throws -> CompiledRules {
    if let rules = known.withLock({ $0[document.text] }) { return rules }
    let (ruleSet, diagnostics) = RuleSetFile.read(text: document.text, path: document.source, linting: false)
    guard let ruleSet else {
      throw Refusal.storedAreDamaged(document.reference, diagnostics)
    }
    let rules = CompiledRules(ruleSet)
    known.withLock { $0[document.text] = rules }
    return rules
  }

  /// A rule set by the name people type: a shipped id, or the path of a file, which `read` gives. Errors stop.
  package static func find(
    _ name: String, besides plan: String? = nil, reading read: (_ path: String) throws -> [UInt8]
  ) throws -> (RuleSet, RuleSetDocument) {
    let text: String
    let source: String
    if let shipped = RuleSetLibrary.find(RuleSet.ID(name)) {
      text = shipped.text
      source = "shipped: \(shipped.path)"
    } else if name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
      let path = plan.map { resolve(name, besides: $0) } ?? name
      let bytes = try read(path)
      guard let valid = String(validating: bytes, as: UTF8.self) else {
        throw Refusal.notUTF8(file: path)
      }
      text = valid
      source = path
    } else {
      throw Refusal.unknown(name, meant: RuleSetLibrary.nearestID(to: name))
    }
    let (ruleSet, diagnostics) = RuleSetFile.read(text: text, path: source)
    guard let ruleSet else {
      throw Refusal.faulty(name, diagnostics, text: text)
    }
    let reference = RuleSetReference(
      id: ruleSet.id, edition: ruleSet.edition, digest: RuleSetLibrary.digest(of: text))
    return (ruleSet, RuleSetDocument(reference, text: text, source: source))
  }

  private static func resolve(_ path: String, besides plan: String) -> String {
    if path.hasPrefix("/") { return path }
    guard let slash = plan.lastIndex(of: "/") else { return path }
    return plan[...slash] + path
  }
}
