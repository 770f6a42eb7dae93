package import EventStore
package import Scoring

/// A team does not agree with a run's sheet, or with a decision.
package struct FileProtest: OfficialOperation {
  /// The run, or the decision, by its name.
  package var subject: String
  /// What the team says.
  package var text: String
  /// Whose protest it is; of a run's sheet that is its team.
  package var team: Team.ID?
  /// Why it is taken although the time for protests is over.
  package var late: String?
  /// The machine's own clock, from which the run's clock follows; `nil` where the time at the desk is fixed.
  package var boot: BootTime?

  package init(_ subject: String, _ text: String, of team: Team.ID?, late: String?, boot: BootTime?) {
    self.subject = subject
    self.text = text
    self.team = team
    self.late = late
    self.boot = boot
  }

  /// Why a protest is not taken.
  package enum Refusal: OperationRefusal, Equatable {
    case otherTeam(said: Team.ID, Run)
    case nobodys
    case isOfficial(Challenge.ID, revision: Int, Run.ID)
    /// The time for it ended then, as people write it.
    case isLate(Run.ID, ended: String)

    package var problem: String {
      switch self {
      case .isOfficial(let challenge, let revision, _):
        "the results of '\(challenge)' are official since revision \(revision)"
      case .isLate(let run, let end): "the time for protests against \(run) ended at \(end)"
      case .otherTeam(let said, let run): "run \(run.id) is of team '\(run.team)', not of '\(said)'"
      case .nobodys: "say whose protest it is"
      }
    }
  }

  /// The competition, and what the machine's clock showed when the run's was last set going.
  package struct Known {
    package var situation: Situation
    package var reading: BootTime?
  }

  package func read(_ reader: StoreReader) throws -> Known {
    let situation = try Situation(reader)
    let entry = log(in: situation)?.state.clockEntry
    return Known(situation: situation, reading: try entry.flatMap { try reader.stopwatch(of: $0) })
  }

  package func decide(_ known: Known, by official: String, at now: Int64) throws -> Records {
    let situation = known.situation
    let words = late.map { "\(text) (late: \($0))" } ?? text
    if let log = log(in: situation) {
      if let team, team != log.run.team { throw Refusal.otherTeam(said: team, log.run) }
      try situation.competition.requireOpenWindow(for: log, now: now, late: late)
      let stopwatch = Stopwatch(log, reading: known.reading, now: now, boot: boot, timeIsFixed: boot == nil)
      return Records(entries: [RunEntries(log.run.id, [NewEntry(.protested(words), at: stopwatch.clock)])])
    }
    guard let decision = situation.decisions.first(where: { $0.id.text == subject }) else {
      throw Unknown(
        .runOrDecision, subject, among: situation.logs.map(\.run.id.text) + situation.decisions.map(\.id.text))
    }
    guard let team else { throw Refusal.nobodys }
    _ = try situation.competition.require(team)
    return Records(decisions: [.filedProtest(team, against: .decision(decision.id), text: words)])
  }

  /// The protest's name: that of the entry or of the decision which filed it.
  package func conclude(_ known: Known, _ recorded: Recorded, _ reader: StoreReader) -> Protest.ID {
    Protest.ID(recorded.entries.first?.id.text ?? recorded.decisions.first?.id.text ?? subject)
  }

  private func log(in situation: Situation) -> RunLog? { situation.logs.first { $0.run.id.text == subject } }
}
