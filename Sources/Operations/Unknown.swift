import Scoring

/// Something was named that is not there.
package struct Unknown: OperationRefusal, Equatable {
  /// What kind of thing it would be.
  package var kind: Kind
  /// The name that was said.
  package var name: String
  /// What was probably meant.
  package var meant: String?

  /// What can be named.
  package enum Kind: String, Sendable {
    case challenge, team, arena, run, decision, protest, division, screen
    case challengeOrTable = "challenge or table"
    case overallTable = "overall table"
    case runOrDecision = "run or decision"
    case plannedRun = "planned run"
    case kindOfDecision = "kind of decision"
  }

  /// Nothing of this name is among what is known.
  package init(_ kind: Kind, _ name: String, among known: some Sequence<String>) {
    self.kind = kind
    self.name = name
    meant = nearest(to: name, among: known)
  }

  package var problem: String {
    "there is no \(kind.rawValue) '\(name)'" + (meant.map { "; did you mean '\($0)'?" } ?? "")
  }
}
