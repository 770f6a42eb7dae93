package import EventStore
package import RuleSetFiles
package import Scoring

/// A plan's file with the rules of its challenges, found and checked before anything is written.
package struct LoadedPlan {
  package var plan: Plan
  package var rules: [Challenge.ID: PlanRules] = [:]
  package var documents: [RuleSetDocument] = []

  /// What the plan decides.
  package var rulings: [Decision.Ruling] { plan.rulings(under: rules) }

  /// The competition that the plan makes, by itself.
  package var competition: Competition { Competition(decided: rulings) }

  /// Reads a plan, whose bytes and whose rules' bytes `read` gives; without an error there is one. All findings come at
  /// once. `tell` says in a line why the rules of a challenge are not to be had; `nil`: that is no finding but the end.
  package static func check(
    _ path: String, telling tell: (any Error) -> String?, reading read: (_ path: String) throws -> [UInt8]
  ) throws -> (plan: LoadedPlan?, diagnostics: [Diagnostic], text: String) {
    let bytes = try read(path)
    let text = String(decoding: bytes, as: UTF8.self)
    var (plan, diagnostics) = PlanFile.read(bytes: bytes, path: path)
    guard let plan else { return (nil, diagnostics, text) }
    var loaded = LoadedPlan(plan: plan)
    var known: [String: (RuleSet, RuleSetDocument)] = [:]
    for challenge in plan.challenges {
      do {
        let found = try known[challenge.rules] ?? RuleSets.find(challenge.rules, besides: path, reading: read)
        known[challenge.rules] = found
        loaded.rules[challenge.id] = PlanRules(found.0, found.1.reference)
        loaded.documents.append(found.1)
      } catch {
        guard let message = tell(error) else { throw error }
        let (line, column) = challenge.rulesPlace
        diagnostics.append(
          Diagnostic(file: path, line: line, column: column, severity: .error, message: message))
      }
    }
    diagnostics = (diagnostics + plan.findings(under: loaded.rules) + plan.clockFindings()).sorted()
    return (diagnostics.areHarmless ? loaded : nil, diagnostics, text)
  }

  private init(plan: Plan) { self.plan = plan }
}

extension Competition {
  /// The competition that these rulings alone would make.
  package init(decided rulings: [Decision.Ruling]) {
    self.init(
      rulings.enumerated().map { index, ruling in
        Decision(
          id: Decision.ID("plan-d\(index + 1)"), official: "", terminal: "plan", number: index + 1, recordedAt: 0,
          ruling: ruling)
      })
  }
}
