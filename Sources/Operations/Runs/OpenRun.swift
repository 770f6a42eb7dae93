package import EventStore
package import Scoring

/// A team's next run is opened, if it may have one.
package struct OpenRun: OfficialOperation {
  package var challenge: Challenge.ID
  package var team: Team.ID
  package var phase: Phase
  /// Whether it may be one more than is planned.
  package var isExtra: Bool
  /// Whether a run that was opened and never written in is taken first: a console that was left has opened it already.
  package var takesEmptyRun: Bool

  package init(
    of challenge: Challenge.ID, for team: Team.ID, in phase: Phase, isExtra: Bool = false, takesEmptyRun: Bool = false
  ) {
    self.challenge = challenge
    self.team = team
    self.phase = phase
    self.isExtra = isExtra
    self.takesEmptyRun = takesEmptyRun
  }

  /// Why no run is opened.
  package enum Refusal: OperationRefusal, Equatable {
    /// The team has none to come.
    case noTurn(NoTurn, Team.ID, Challenge.ID, Phase)
    /// Its last one has not ended.
    case unfinished(Run.ID, Team.ID, Challenge.ID)
    case nothingPlanned(Arena.ID)

    package var problem: String {
      switch self {
      case .noTurn(.notEntered, let team, let challenge, _): "\(team) has not entered \(challenge)"
      case .noTurn(.withdrew(let reason), let team, _, _): "\(team) has withdrawn: \(reason)"
      case .noTurn(.disqualified(let reason), let team, _, _): "\(team) was disqualified by the organisers: \(reason)"
      case .noTurn(.disqualifiedByRun, let team, _, _):
        "one of its runs has disqualified \(team) from more than that run"
      case .noTurn(.nobodyQualified, _, let challenge, _):
        "nobody has qualified for the final of \(challenge) yet: its trials have no result"
      case .noTurn(.notInFinal(let teams), let team, let challenge, _):
        "\(team) is not in the final of \(challenge) (\(teams.map(\.text).joined(separator: ", ")))"
      case .noTurn(.allHeld(let runs), let team, let challenge, let phase):
        "\(team) has had its \(Words.count(Points(runs), "run")) of the \(phase.rawValue) of \(challenge)"
      case .unfinished(let run, let team, _): "run \(run) of \(team) has not ended"
      case .nothingPlanned(let arena): "nothing more is planned in arena '\(arena)'"
      }
    }
  }

  /// The team, the rules and its runs so far.
  package struct Known {
    var competition: Competition
    var challenge: Challenge
    var team: Team
    var rules: RuleSetDocument?
    /// How many runs it has; `nil`: nobody has said.
    var planned: Int?
    /// How many it has held, or has begun.
    var held: Int
    /// Who is in the final, where this is one.
    var finalists: [Team.ID]?
    /// One that has not ended, and whether nothing was written in it.
    var open: (run: OpenedRun, isEmpty: Bool)?
  }

  package func read(_ reader: StoreReader) throws -> Known {
    let competition = try reader.competitionWithoutOrder()
    let challenge = try competition.require(challenge)
    let team = try competition.require(team)
    let document = try reader.ruleSet(digest: challenge.rules.digest)
    let open = try takesEmptyRun ? reader.openRun(of: challenge.id, for: team.id) : nil
    return Known(
      competition: competition, challenge: challenge, team: team, rules: document,
      planned: try phase.runs(challenge.plan(of: phase)) {
        try document.map { try RuleSets.shared.compile($0).ruleSet }
      },
      held: try reader.lives(of: challenge.id, phase, for: team.id).thatTookATurn.count,
      finalists: phase == .final
        ? try Situation(reader, of: challenge.id).board().finalists(of: challenge.id) : nil,
      open: try open.flatMap { id in
        try reader.run(id).map { ($0, try reader.log(of: id, rules: RuleSets.shared.compile).entries.isEmpty) }
      })
  }

  package func decide(_ known: Known, by official: String, at now: Int64) throws -> Records {
    if let (open, isEmpty) = known.open {
      if open.run.phase == phase, isEmpty { return Records() }
      throw Refusal.unfinished(open.run.id, team, challenge)
    }
    if let reason = noTurn(known) { throw Refusal.noTurn(reason, team, challenge, phase) }
    guard let rules = known.rules else { throw StoreError.noRuleSet(known.challenge.rules) }
    return Records(runs: [NewRun(of: challenge, for: team, in: phase, under: rules)])
  }

  /// Why the team has no run to come: because it is out, or by the plan.
  private func noTurn(_ known: Known) -> NoTurn? {
    guard known.competition.isEntered(team, in: challenge) else { return .notEntered }
    if let withdrawal = known.competition.withdrawal(of: team, from: challenge) { return .withdrew(withdrawal.reason) }
    if phase == .final, known.finalists == nil, known.challenge.hasQualification { return .nobodyQualified }
    if let finalists = known.finalists, !finalists.contains(team) { return .notInFinal(finalists) }
    if phase != .practice, !isExtra, let planned = known.planned, known.held >= planned { return .allHeld(planned) }
    return nil
  }

  /// The run, and where people should know more of it the situation that it is part of: what a run beyond the plan counts
  /// beside, and who is in a final that begins. The usual opening reads none of the team's other runs.
  package func conclude(_ known: Known, _ recorded: Recorded, _ reader: StoreReader) throws -> OpenedTurn {
    guard let opened = recorded.runs.first ?? known.open?.run else { throw StoreError.refused("no run was opened") }
    return OpenedTurn(
      run: opened, challenge: known.challenge, team: known.team,
      teamName: Words.called(team, in: known.competition), turn: known.held + 1, planned: known.planned,
      situation: isExtra || phase == .final ? try Situation(reader, of: challenge) : nil)
  }
}

/// A run that was opened, and which of the team's runs of the phase it is.
package struct OpenedTurn {
  package var run: OpenedRun
  package var challenge: Challenge
  package var team: Team
  /// The team's name, with its short name where it is not alone with it.
  package var teamName: String
  /// The turn, not the run's own number: void and spoilt runs are held again.
  package var turn: Int
  /// How many the team has; `nil`: nobody has said.
  package var planned: Int?
  /// What the run is part of, where more is to be told of it.
  package var situation: Situation?

  /// "LASR · Coffee shop · trial 2 of 3".
  package var title: String {
    let title = "\(teamName) · \(challenge.title) · \(run.run.phase.runTitle) \(turn)"
    guard let planned else { return title }
    return title + " of \(planned)" + (turn > planned ? " (one more than planned)" : "")
  }
}

/// The next run of the running order in an arena is opened, or gone on with.
package struct OpenNextRun: OfficialOperation {
  package var arena: Arena.ID

  package init(in arena: Arena.ID) { self.arena = arena }

  /// The run that is open already, or the one to open.
  package enum Known {
    case open(OpenedRun)
    case toOpen(OpenRun, OpenRun.Known)
  }

  package func read(_ reader: StoreReader) throws -> Known {
    let competition = try reader.competition()
    let arena = try competition.require(arena)
    guard let next = try RunningOrder(competition, of: arena.id, reader).waiting(in: arena.id).first else {
      throw OpenRun.Refusal.nothingPlanned(arena.id)
    }
    if let run = next.run, let opened = try reader.run(run.run.id) { return .open(opened) }
    let opening = OpenRun(of: next.slot.challenge, for: next.slot.team, in: next.slot.phase, takesEmptyRun: true)
    return .toOpen(opening, try opening.read(reader))
  }

  package func decide(_ known: Known, by official: String, at now: Int64) throws -> Records {
    switch known {
    case .open: Records()
    case .toOpen(let opening, let known): try opening.decide(known, by: official, at: now)
    }
  }

  package func conclude(_ known: Known, _ recorded: Recorded, _ reader: StoreReader) throws -> OpenedRun {
    switch known {
    case .open(let run): run
    case .toOpen(let opening, let known): try opening.conclude(known, recorded, reader).run
    }
  }
}

/// A second referee keeps a book of a run. It is practice, so it never counts.
package struct OpenShadow: OfficialOperation {
  package var original: Run.ID

  package init(of original: Run.ID) { self.original = original }

  /// The run, and its rules.
  package struct Known {
    var run: Run
    var rules: RuleSetDocument
  }

  package func read(_ reader: StoreReader) throws -> Known {
    let run = try reader.requireRun(original).run
    guard let rules = try reader.ruleSet(digest: run.rules.digest) else { throw StoreError.noRuleSet(run.rules) }
    return Known(run: run, rules: rules)
  }

  package func decide(_ known: Known, by official: String, at now: Int64) -> Records {
    Records(runs: [
      NewRun(
        of: known.run.challenge, for: known.run.team, in: .practice, under: known.rules, besidesOpenRun: true,
        facts: [.shadow(of: original)])
    ])
  }

  package func conclude(_ known: Known, _ recorded: Recorded, _ reader: StoreReader) throws -> OpenedRun {
    guard let opened = recorded.runs.first else { throw StoreError.noRun(original) }
    return opened
  }
}

extension StoreReader {
  /// The run of this name, or what was probably meant.
  package func requireRun(_ id: Run.ID) throws -> OpenedRun {
    if let run = try run(id) { return run }
    throw Unknown(.run, id.text, among: try runs().map(\.run.id.text))
  }
}
