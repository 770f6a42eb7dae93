package import Scoring

/// Several competitions as one: a team's best results of a season.
package struct Season {
  /// One of the season's competitions.
  package struct Competition {
    /// What it is told apart by.
    package var name: String
    package var board: Board
  }

  /// What is held in more than one competition: a challenge, or an overall table.
  package struct Benchmark {
    /// Its short name.
    package var id: String
    package var title: String
    package var standings: [SeasonStanding] = []
  }

  package private(set) var competitions: [Competition] = []
  /// What was ranked, in the order in which it was first held.
  package private(set) var benchmarks: [Benchmark] = []
  private let value: Overall.Value

  /// Why there are no standings.
  package enum Refusal: OperationRefusal, Equatable {
    case isTwice(String, String)
    case nothingInCommon
    case tableWithoutPoints(competition: String, table: String)
    case challengeWithoutPoints(competition: String, challenge: String)

    package var problem: String {
      switch self {
      case .isTwice(let first, let second): "\(first) and \(second) are the same competition; name each one once"
      case .nothingInCommon: "these competitions have nothing of that name in common"
      case .tableWithoutPoints(let competition, let table):
        "in \(competition) the table '\(table)' adds up points, and the rules of its challenges give none, so everybody "
          + "would be first with nothing; let its parts take achievements or league points"
      case .challengeWithoutPoints(let competition, let challenge):
        "in \(competition) the rules of '\(challenge)' give no points, so everybody would be first with nothing"
      }
    }
  }

  /// The standings of a season.
  ///
  /// - Parameters:
  ///   - situations: the competitions, each with the file that it is in, and what tells it from every other.
  ///   - value: what a result is worth.
  ///   - only: the challenges and tables that are wanted; none: all.
  package init(
    of situations: [(file: String, identity: String, situation: Situation)], under rule: SeasonRule,
    value: Overall.Value, only: [String]
  ) throws(Refusal) {
    self.value = value
    var seen: [String: String] = [:]
    for (file, identity, situation) in situations {
      if let other = seen.updateValue(file, forKey: identity) { throw .isTwice(other, file) }
      var name = situation.competition.name
      while competitions.contains(where: { $0.name == name }) { name += " (\(file))" }
      competitions.append(Competition(name: name, board: situation.board()))
    }
    benchmarks = Season.benchmarks(of: competitions.map(\.board)).filter { only.isEmpty || only.contains($0.id) }
    for benchmark in benchmarks {
      for competition in competitions { try refuse(benchmark.id, withoutPointsIn: competition) }
    }
    for index in benchmarks.indices {
      let tournaments = competitions.compactMap { tournament(of: benchmarks[index].id, in: $0) }
      benchmarks[index].standings = rule.standings(of: tournaments)
    }
    if benchmarks.isEmpty { throw .nothingInCommon }
  }

  /// The first of the competitions that knows a team.
  package func competition(of team: Team.ID) -> Scoring.Competition? {
    competitions.map(\.board.competition).first { $0.team(team) != nil }
  }

  private static func benchmarks(of boards: [Board]) -> [Benchmark] {
    var all: [Benchmark] = []
    for board in boards {
      let here =
        board.results.map { Benchmark(id: $0.challenge.id.text, title: $0.challenge.title) }
        + board.overalls.map { Benchmark(id: $0.overall.id.text, title: $0.overall.title) }
      for benchmark in here where !all.contains(where: { $0.id == benchmark.id }) { all.append(benchmark) }
    }
    return all
  }

  /// Refuses what would rank everybody first with nothing: points of sheets that give none.
  private func refuse(_ id: String, withoutPointsIn competition: Competition) throws(Refusal) {
    let board = competition.board
    if let overall = board.overall(Overall.ID(id))?.overall {
      let held = board.results.filter { result in
        overall.parts.contains { $0.challenges.isEmpty || $0.challenges.contains(result.challenge.id) }
      }
      guard overall.order == .total, !overall.parts.isEmpty, !held.isEmpty,
        overall.parts.allSatisfy(\.value.takesPoints), held.allSatisfy({ !$0.givesPoints })
      else { return }
      throw .tableWithoutPoints(competition: competition.name, table: id)
    }
    guard value.takesPoints, let result = board.result(of: Challenge.ID(id)), !result.givesPoints else { return }
    throw .challengeWithoutPoints(competition: competition.name, challenge: id)
  }

  /// What each team reached in one competition; `nil` if that was not held there.
  private func tournament(of id: String, in competition: Competition) -> SeasonRule.Tournament? {
    let (board, name) = (competition.board, competition.name)
    if let overall = board.overall(Overall.ID(id)) { return SeasonRule.Tournament(overall, name: name) }
    guard let result = board.result(of: Challenge.ID(id)) else { return nil }
    let part = Overall.Part(title: "season", challenges: [result.challenge.id], value: value)
    return SeasonRule.Tournament(
      OverallTable(Overall(id: "season", title: "", parts: [part]), of: [result], in: board.competition), name: name)
  }
}

extension ChallengeResult {
  /// Whether the rules it is held under give points at all.
  fileprivate var givesPoints: Bool { (trials ?? final)?.rules.ruleSet.givesPoints ?? true }
}
