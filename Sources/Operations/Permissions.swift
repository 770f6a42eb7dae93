package import Scoring

/// What only some officials may do, where a competition names who does what. Where it names nobody, everybody may.
package enum Act: Sendable, CaseIterable {
  case addChallenges, adoptRules, admitToFinal, changePlan, decideAboutTeams, decideProtests, holdBoard, makeSchedule
  case moveRuns, openResults, publish, settleTies, signForReferees, takeBackDecisions

  /// Whose it is; where a jury is named, protests are for it alone.
  func duties(hasJury: Bool) -> [Duty] {
    switch self {
    case .adoptRules, .admitToFinal, .decideAboutTeams, .settleTies, .takeBackDecisions: [.organiser, .jury]
    case .addChallenges, .changePlan, .holdBoard, .makeSchedule, .openResults, .publish: [.organiser]
    case .decideProtests: [hasJury ? .jury : .organiser]
    case .moveRuns: [.organiser, .referee, .assistant]
    case .signForReferees: [.referee, .organiser, .jury]
    }
  }

  /// "adopts rules", as somebody does it.
  package var words: String {
    switch self {
    case .addChallenges: "adds challenges"
    case .adoptRules: "adopts rules"
    case .admitToFinal: "admits teams to a final"
    case .changePlan: "changes the plan"
    case .decideAboutTeams: "decides about teams"
    case .decideProtests: "decides protests"
    case .holdBoard: "holds the public board"
    case .makeSchedule: "makes the running order"
    case .moveRuns: "moves runs"
    case .openResults: "opens the results"
    case .publish: "publishes results"
    case .settleTies: "settles ties"
    case .signForReferees: "signs for the referees"
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
  /// Whose it is.
  package var duties: [Duty]
  /// Who may, by name.
  package var named: [String]

  package init(official: String, act: Act, duties: [Duty], named: [String]) {
    self.official = official
    self.act = act
    self.duties = duties
    self.named = named
  }

  package var problem: String {
    let who = duties.map(\.rawValue).joined(separator: " or ")
    return "'\(official)' may not do this: here the \(who) \(act.words) (\(named.joined(separator: ", ")))"
  }
}

extension Competition {
  /// Throws unless an official may do this.
  package func require(_ official: String, may act: Act) throws(NotPermitted) {
    let duties = act.duties(hasJury: officials.contains { $0.duties.contains(.jury) })
    let named = officials.filter { $0.duties.contains(where: duties.contains) }.map(\.name)
    if named.isEmpty || named.contains(official) { return }
    throw NotPermitted(official: official, act: act, duties: duties, named: named)
  }

  /// Throws where a fact is not for this official to say, or its time is over: signing for the referees, protests and
  /// their answers. Everything else anybody may say: better an entry by somebody unknown than a lost one.
  package func require(_ official: String, toSay fact: Fact, about log: RunLog, now: Int64) throws {
    switch fact {
    case .signed(as: .referee, _, _) where log.run.phase != .practice:
      try require(official, may: .signForReferees)
    case .protested: try requireOpenWindow(for: log, now: now, late: nil)
    case .ruled: try require(official, may: .decideProtests)
    default: break
    }
  }
}

extension Fact {
  /// Whether it is for some officials only, or for a time only.
  package var needsLeave: Bool {
    switch self {
    case .signed, .protested, .ruled: true
    default: false
    }
  }

  /// Whether it sets the run's clock going, or stops it.
  package var movesClock: Bool {
    switch self {
    case .started, .paused, .resumed: true
    default: false
    }
  }
}
