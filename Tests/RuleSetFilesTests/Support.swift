import Foundation
import RuleSetFiles
import Scoring

/// Where the package lies.
let packageFolder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// The files with this ending below a folder of the package, by path.
func files(below folder: String, ending: String) -> [URL] {
  let folder = packageFolder.appending(path: folder)
  let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects as? [URL] ?? []
  return found.filter { $0.pathExtension == ending }.sorted { $0.path < $1.path }
}

func bytes(of file: URL) throws -> [UInt8] { try [UInt8](Data(contentsOf: file)) }

/// Every rule set that the tests have: the shipped ones and our own.
func soundFiles() -> [URL] {
  files(below: "rulesets", ending: "yaml") + files(below: "fixtures/rule-sets", ending: "yaml")
}

/// Numbers that look random and are the same every time.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    // SplitMix64.
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// All that is found in a plan whose rules are shipped ones, those under the rules too.
func planFindings(_ bytes: [UInt8], path: String) -> [Diagnostic] {
  let (plan, found) = PlanFile.read(bytes: bytes, path: path)
  return (found + (plan.map { $0.findings(under: shippedRules(of: $0)) } ?? [])).sorted()
}

/// The shipped rules of a plan's challenges.
func shippedRules(of plan: Plan) -> [Challenge.ID: PlanRules] {
  var rules: [Challenge.ID: PlanRules] = [:]
  for challenge in plan.challenges {
    guard let sheet = RuleSetLibrary.find(RuleSet.ID(challenge.rules)),
      let ruleSet = RuleSetFile.read(text: sheet.text, path: sheet.path, linting: false).0
    else { continue }
    rules[challenge.id] = PlanRules(
      ruleSet, RuleSetReference(id: ruleSet.id, edition: ruleSet.edition, digest: sheet.digest))
  }
  return rules
}

extension Competition {
  /// The competition that these rulings alone make.
  init(decided rulings: [Decision.Ruling]) { self.init(decisions(rulings)) }
}

/// Rulings as somebody at one desk decided them, one after the other.
func decisions(_ rulings: [Decision.Ruling], after earlier: [Decision] = []) -> [Decision] {
  earlier
    + rulings.enumerated().map { index, ruling in
      let number = earlier.count + index + 1
      return Decision(
        id: Decision.ID("desk-d\(number)"), official: "Ada", terminal: "desk", number: number, recordedAt: 0,
        ruling: ruling)
    }
}
