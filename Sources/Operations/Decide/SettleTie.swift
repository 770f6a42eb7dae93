package import EventStore
package import Scoring

/// A shared place is told apart: by deciding runs, by lots, or by the jury.
package struct SettleTie: OfficialOperation {
  /// The challenge or the overall table, by its name.
  package var table: String
  /// Which of the challenge's tables; `nil`: where they are tied.
  package var phase: TablePhase?
  package var means: Means
  package var reason: String

  package init(in table: String, _ phase: TablePhase?, by means: Means, reason: String) {
    self.table = table
    self.phase = phase
    self.means = means
    self.reason = reason
  }

  /// Which of a challenge's tables a tie is in: a phase's, or that of both together.
  package enum TablePhase: String, CaseIterable, Sendable {
    case trials, final, result
  }

  /// What settles it.
  package enum Means {
    /// These runs, which count for nothing else.
    case runs([Run.ID])
    case lots(of: [Team.ID], seed: String)
    /// This order of the jury's.
    case jury([Team.ID])
  }

  /// Why a tie is not settled.
  package enum Refusal: OperationRefusal, Equatable {
    case isChallengeAndTable(String)
    case notTwoOrMore([Team.ID])
    /// The teams, each with the place that it has.
    case noSharedPlace(String)
    case sharedByMore(Int, [Team.ID])
    case inSeveralTables(Challenge.ID, [TablePhase])
    case noRunsNamed
    case runOfOther(Run, Challenge.ID)
    case countsForMore(Run.ID)
    case runsTellNothing

    package var problem: String {
      switch self {
      case .isChallengeAndTable(let name): "'\(name)' is a challenge and an overall table"
      case .notTwoOrMore(let teams): "a tie is between two or more teams, each named once; here: \(teams.listed)"
      case .noSharedPlace(let places): "these teams do not share a place (\(places))"
      case .sharedByMore(let rank, let teams):
        "place \(rank) is shared by \(teams.listed); settle it between all of them"
      case .inSeveralTables(let challenge, let tables):
        "these teams share a place in more than one table of '\(challenge)' "
          + "(\(tables.map(\.rawValue).joined(separator: ", ")))"
      case .noRunsNamed: "name the deciding runs"
      case .runOfOther(let run, let challenge):
        "run \(run.id) is of '\(run.challenge)'; a tie in '\(challenge)' is decided there"
      case .countsForMore(let run):
        "run \(run) cannot decide: deciding runs are practice runs of one challenge, so that they count for nothing else"
      case .runsTellNothing: "the deciding runs do not tell the teams apart; hold others, or draw lots"
      }
    }
  }

  package func decide(_ situation: Situation, by official: String, at now: Int64) throws -> Records {
    let competition = situation.competition
    try competition.require(official, may: .settleTies)
    // A table that is not there is said before anything about teams.
    let challenge = try challenge(in: competition)
    let (teams, method) = try order(situation, challenge)
    for team in teams { _ = try competition.require(team) }
    guard teams.count > 1, Set(teams).count == teams.count else { throw Refusal.notTwoOrMore(teams) }
    let place = try place(of: teams, challenge, in: situation.board())
    return Records(decisions: [.settled(Tie(table: place, order: teams, method: method, reason: reason))])
  }

  package func conclude(_ known: Situation, _ recorded: Recorded, _ reader: StoreReader) throws -> Outcome {
    guard case .settled(let tie)? = recorded.decisions.first?.ruling else { throw Refusal.notTwoOrMore([]) }
    return Outcome(tie: tie, competition: known.competition)
  }

  /// The settlement, and the competition that it is part of.
  package struct Outcome {
    package var tie: Tie
    package var competition: Competition
  }

  /// The challenge that was named, if it is one.
  private func challenge(in competition: Competition) throws -> Challenge? {
    let id = Challenge.ID(table)
    guard phase == nil, competition.overall(Overall.ID(table)) != nil else { return try competition.require(id) }
    if competition.challenge(id) == nil { return nil }
    throw Refusal.isChallengeAndTable(table)
  }

  /// The order that the means give.
  private func order(
    _ situation: Situation, _ challenge: Challenge?
  ) throws -> (teams: [Team.ID], method: Tie.Method) {
    switch means {
    case .jury(let teams): return (teams, .jury)
    case .lots(let teams, let seed): return (Lots.order(of: teams, seed: seed), .lots(seed: seed))
    case .runs(let runs):
      let logs = try runs.map { try situation.log(of: $0) }
      guard let first = logs.first else { throw Refusal.noRunsNamed }
      if let challenge, challenge.id != first.run.challenge { throw Refusal.runOfOther(first.run, challenge.id) }
      for log in logs where log.run.challenge != first.run.challenge || log.run.phase != .practice {
        throw Refusal.countsForMore(log.run.id)
      }
      let rule = RankingRule(first.rules.ruleSet)
      let standings = rule.standings(
        of: logs.map { Contender(team: $0.run.team, runs: [ScoredRun($0, keys: rule.keys)]) })
      guard standings.allSatisfy({ $0.rank != nil && !$0.isShared }) else { throw Refusal.runsTellNothing }
      return (standings.map(\.team), .runs(runs))
    }
  }

  /// The table in which just these teams share a place.
  private func place(of teams: [Team.ID], _ challenge: Challenge?, in board: Board) throws -> Tie.Place {
    guard let id = challenge?.id else { return try require(teams, in: .overall(Overall.ID(table)), board) }
    switch phase {
    case .trials: return try require(teams, in: .phase(id, .trials), board)
    case .final: return try require(teams, in: .phase(id, .final), board)
    case .result:
      // Where one phase is the whole challenge, its table is the one that people see.
      let alone = board.result(of: id).flatMap { $0.isCombined ? nil : $0.trials ?? $0.final }
      return try require(teams, in: alone.map { .phase(id, $0.phase) } ?? .challenge(id), board)
    case nil:
      switch board.tie(between: Set(teams), in: id) {
      case .found(let place): return place
      case .several(let places): throw Refusal.inSeveralTables(id, places.map(\.tablePhase))
      case .none: return try require(teams, in: .challenge(id), board)
      }
    }
  }

  /// The table, if just these teams share a place in it.
  private func require(_ teams: [Team.ID], in place: Tie.Place, _ board: Board) throws(Refusal) -> Tie.Place {
    let positions = board.positions(in: place)
    let ranks = Set(teams.map { team in positions.first { $0.team == team }?.position.rank })
    guard ranks.count == 1, let rank = ranks.first ?? nil else {
      let words = teams.map { team in "\(team): \(positions.first { $0.team == team }?.position.text ?? "not ranked")" }
      throw .noSharedPlace(words.joined(separator: ", "))
    }
    let all = positions.filter { $0.position.rank == rank }.map(\.team)
    guard Set(all) == Set(teams) else { throw .sharedByMore(rank, all) }
    return place
  }
}

extension Tie.Place {
  fileprivate var tablePhase: SettleTie.TablePhase {
    switch self {
    case .phase(_, let phase): phase == .final ? .final : .trials
    case .challenge, .overall: .result
    }
  }
}

extension [Team.ID] {
  fileprivate var listed: String { map(\.text).joined(separator: ", ") }
}

extension Situation {
  /// The log of a run, or what was probably meant.
  package func log(of id: Run.ID) throws(Unknown) -> RunLog {
    if let log = logs.first(where: { $0.run.id == id }) { return log }
    throw Unknown(.run, id.text, among: logs.map(\.run.id.text))
  }
}
