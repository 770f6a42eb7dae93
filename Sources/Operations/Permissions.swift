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

  /// Throws unless an official may do this; `act` says what it is: "decides protests".
  package func require(_ official: String, _ duties: Duty..., to act: String) throws {
    let named = officials.filter { $0.duties.contains(where: duties.contains) }
    if named.isEmpty || named.contains(where: { $0.name == official }) { return }
    let who = duties.map(\.rawValue).joined(separator: " or ")
    let names = named.map(\.name).joined(separator: ", ")
    throw Refusal("'\(official)' may not do this: here the \(who) \(act) (\(names)); say --official NAME")
  }

  /// Throws unless an official may decide protests: the jury where one is named, else the organisers.
  package func requireJury(_ official: String) throws {
    let hasJury = officials.contains { $0.duties.contains(.jury) }
    try require(official, hasJury ? .jury : .organiser, to: "decides protests")
  }

  /// Throws where a fact is not for this official to say, or its time is over: signing for the referees, protests and
  /// their answers. Everything else anybody may say: better an entry by somebody unknown than a lost one.
  package func require(_ official: String, toSay fact: Fact, about log: RunLog, now: Int64) throws {
    switch fact {
    case .signed(as: .referee, _) where log.run.phase != .practice:
      try require(official, .referee, .organiser, .jury, to: "signs for the referees")
    case .protested: try requireOpenWindow(for: log, now: now, late: nil)
    case .ruled: try requireJury(official)
    default: break
    }
  }
}
