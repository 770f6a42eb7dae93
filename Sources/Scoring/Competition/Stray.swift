/// Something that was recorded and counts nowhere, because nothing can be made of it: what it is, and why.
public struct Stray: Hashable, Sendable {
  /// What it is about: a run or a decision.
  public var subject: String
  /// The challenge of its run; `nil` for a decision.
  public var challenge: Challenge.ID?
  /// What is wrong, as a sentence for people that names its subject.
  public var message: String
}

extension Competition {
  /// Why a run counts in no table, whatever is in it; `nil` where it has its place.
  public func stray(_ run: Run) -> Stray? {
    func hint(_ name: String, _ known: [String]) -> String {
      nearest(to: name, among: known).map { "; did you mean '\($0)'?" } ?? ""
    }
    let why: String
    if challenge(run.challenge) == nil {
      why =
        "'\(run.challenge)', a challenge that is not held" + hint(run.challenge.text, challenges.map(\.id.text))
    } else if team(run.team) == nil {
      why = "'\(run.team)', a team that nobody entered" + hint(run.team.text, teams.map(\.id.text))
    } else {
      return nil
    }
    return Stray(
      subject: run.id.text, challenge: run.challenge, message: "run \(run.id) counts nowhere: it is of \(why)")
  }

  /// Everything in these logs that counts nowhere, in the order of the runs' names. A void run is settled.
  public func strays(in logs: some Sequence<RunLog>) -> [Stray] {
    logs.sorted { $0.run.id < $1.run.id }.flatMap { log -> [Stray] in
      guard !log.state.isVoid else { return [] }
      return (stray(log.run).map { [$0] } ?? [])
        + Score(of: log).findings.filter { $0.kind == .meaningless }.map { finding in
          let entry = finding.entry.map { " (\($0))" } ?? ""
          return Stray(
            subject: log.run.id.text, challenge: log.run.challenge,
            message: "run \(log.run.id): \(finding.message)\(entry)"
          )
        }
    }
  }

  /// The decisions that change nothing, because what they speak of is not there, in the order in which they hold.
  public func strays(among decisions: some Sequence<Decision>) -> [Stray] {
    let ordered = decisions.sorted(by: Decision.inOrder)
    let known = Set(ordered.map(\.id))
    var takenBack: Set<Decision.ID> = []
    for case .retracted(let target, _) in ordered.map(\.ruling) { takenBack.insert(target) }
    return ordered.filter { !takenBack.contains($0.id) }.compactMap { decision in
      guard let why = missing(in: decision.ruling, known) else { return nil }
      return Stray(
        subject: decision.id.text, message: "decision \(decision.id) of \(decision.official) changes nothing: \(why)")
    }
  }

  private func missing(in ruling: Decision.Ruling, _ known: Set<Decision.ID>) -> String? {
    switch ruling {
    case .retracted(let target, _): known.contains(target) ? nil : "it takes back '\(target)', which is not there"
    case .enteredChallenge(let team, let challenge), .admitted(let team, let challenge, _):
      missing(team, challenge)
    case .withdrew(let team, let challenge, _), .disqualified(let team, let challenge, _): missing(team, challenge)
    default: nil
    }
  }

  private func missing(_ team: Team.ID, _ challenge: Challenge.ID?) -> String? {
    if self.team(team) == nil { return "there is no team '\(team)'" }
    guard let challenge, self.challenge(challenge) == nil else { return nil }
    return "there is no challenge '\(challenge)'"
  }
}
