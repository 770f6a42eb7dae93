package import Scoring

/// What only some officials may do, where a competition names who does what. Where it names nobody, everybody may.
package enum Act: Sendable {
  case addChallenges, adoptRules, admitToFinal, changePlan, takeBackDecisions

  /// Whose it is.
  package var duties: [Duty] {
    switch self {
    case .adoptRules, .admitToFinal, .takeBackDecisions: [.organiser, .jury]
    case .addChallenges, .changePlan: [.organiser]
    }
  }

  /// "adopts rules", as somebody does it.
  package var words: String {
    switch self {
    case .addChallenges: "adds challenges"
    case .adoptRules: "adopts rules"
    case .admitToFinal: "admits teams to a final"
    case .changePlan: "changes the plan"
    case .takeBackDecisions: "takes decisions back"
    }
  }
}

/// Somebody said what is for others to say.
package struct NotPermitted: OperationRefusal, Equatable {
  /// Who said it.
  package var official: String
  /// What it is.
  package var act: Act
  /// Who may, by name.
  package var named: [String]

  package init(official: String, act: Act, named: [String]) {
    self.official = official
    self.act = act
    self.named = named
  }

  package var problem: String {
    let who = act.duties.map(\.rawValue).joined(separator: " or ")
    return "'\(official)' may not do this: here the \(who) \(act.words) (\(named.joined(separator: ", ")))"
  }
}

extension Competition {
  /// Throws unless an official may do this.
  package func require(_ official: String, may act: Act) throws(NotPermitted) {
    let named = officials.filter { $0.duties.contains(where: act.duties.contains) }.map(\.name)
    if named.isEmpty || named.contains(official) { return }
    throw NotPermitted(official: official, act: act, named: named)
  }
}
