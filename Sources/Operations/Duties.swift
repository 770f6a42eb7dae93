package import Scoring

extension Competition {
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
