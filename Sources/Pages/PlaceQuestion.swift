package import Operations
package import Reports
package import Scoring

/// What a team must score in one run more to reach a place.
package struct PlaceQuestion {
  private let situation: Situation
  private let team: Team
  private let place: Int
  private let table: Board.Table

  /// Why there is no answer.
  package enum Refusal: OperationRefusal, Equatable {
    case noPhase(Challenge.ID, Phase)

    package var problem: String {
      switch self {
      case .noPhase(let challenge, let phase): "'\(challenge)' has no \(phase.rawValue)"
      }
    }
  }

  package init(
    of team: Team.ID, forPlace place: Int, in phase: Phase, of challenge: Challenge.ID, _ situation: Situation
  ) throws {
    let challenge = try situation.competition.require(challenge)
    self.team = try situation.team(team)
    guard let table = situation.board().tables.first(where: { $0.challenge.id == challenge.id && $0.phase == phase })
    else { throw Refusal.noPhase(challenge.id, phase) }
    self.table = table
    self.situation = situation
    self.place = place
  }

  package var report: Report {
    var lines: [Line] = []
    if let rank = table.standing(of: team.id)?.rank { lines.append(Line("Now: place \(rank).")) }
    if let reason = situation.noTurn(of: team.id, at: table.challenge, in: table.phase, situation.board()) {
      lines.append(Line("No run of \(team.name) is to come here: \(reason.words)."))
    } else {
      let keys = table.rule.keys.map(\.description).joined(separator: ", then ")
      lines.append(Line("Result: \(table.rule.aggregation). Ranked by: \(keys)."))
      lines += NeededWords(NeededResult(for: team.id, place: place, in: table)).sentences.map { Line($0) }
      lines.append(Line(assumption))
    }
    return Report(
      title:
        "What \(team.name) needs in one run more for place \(place) of \(table.challenge.title), \(table.phase.rawValue)",
      blocks: [.lines(lines)])
  }

  /// What the answer takes for granted, and who can still make it untrue.
  private var assumption: String {
    let board = situation.board()
    let others = table.standings.map(\.team).filter { other in
      other != team.id && situation.noTurn(of: other, at: table.challenge, in: table.phase, board) == nil
    }.sorted()
    let still =
      others.isEmpty
      ? "nobody else has a run to come"
      : "\(others.map(\.text).joined(separator: ", ")) can still change that"
    return "Assumed: nobody else's result changes (\(still)), and the run is no disqualification."
  }
}
