/// What is different between two boards of one competition: runs whose score changed, teams whose place did.
public struct BoardChanges: Sendable {
  /// Runs that score differently, in the order of the first board's logs.
  public var runs: [RunChange] = []
  /// Teams that stand differently, table by table in the order of the board, the best new place first.
  public var places: [PlaceChange] = []
  /// Finals with other teams in them, in the order of the plan.
  public var finals: [FinalChange] = []

  /// A final that other teams are in.
  public struct FinalChange: Equatable, Sendable {
    /// The challenge.
    public var challenge: Challenge.ID
    /// Who was in it before, in order; `nil`: nobody had said.
    public var before: [Team.ID]?
    /// Who is in it after.
    public var after: [Team.ID]?
  }

  /// A run that scores differently.
  public struct RunChange: Sendable {
    /// The run.
    public var run: Run
    /// What it came to before; `nil`: there was no such run.
    public var before: Score?
    /// What it comes to after.
    public var after: Score?
  }

  /// A team that stands differently.
  public struct PlaceChange: Sendable {
    /// The table.
    public var table: Tie.Place
    /// The team.
    public var team: Team.ID
    /// Its place before.
    public var before: Position?
    /// Its place after.
    public var after: Position?

    /// Whether a place on the podium is gained, lost or changed.
    public var isMedal: Bool { [before, after].contains { ($0?.rank ?? 4) <= 3 } && before?.text != after?.text }
  }

  /// A team's place in a table.
  public struct Position: Equatable, Sendable {
    /// The place; `nil`: not ranked.
    public var rank: Int?
    /// Whether another team has the same.
    public var isShared: Bool
    /// How the team stands, in a word.
    public var status: String

    /// As people read it: `=2`, or the status of a team that is not ranked.
    public var text: String { rank.map { (isShared ? "=" : "") + "\($0)" } ?? status }
  }

  /// Whether nothing is different.
  public var isEmpty: Bool { runs.isEmpty && places.isEmpty && finals.isEmpty }

  /// Whether a challenge is touched; `nil`: anything.
  public func concerns(_ challenge: Challenge.ID?) -> Bool {
    guard let challenge else { return !isEmpty }
    return runs.contains { $0.run.challenge == challenge }
      || places.contains { change in
        switch change.table {
        case .phase(let id, _), .challenge(let id): id == challenge
        case .overall: false
        }
      } || finals.contains { $0.challenge == challenge }
  }

  /// What is different in the second board, and in the scores of the second logs.
  public init(
    from first: (board: Board, logs: [RunLog]), to second: (board: Board, logs: [RunLog])
  ) {
    let before = Dictionary(first.logs.map { ($0.run.id, $0) }, uniquingKeysWith: { log, _ in log })
    let after = Dictionary(second.logs.map { ($0.run.id, $0) }, uniquingKeysWith: { log, _ in log })
    let all = first.logs + second.logs.filter { before[$0.run.id] == nil }
    for log in all where log.run.phase != .practice {
      let (old, new) = (before[log.run.id].map(Score.init(of:)), after[log.run.id].map(Score.init(of:)))
      if !BoardChanges.sameOutcome(old, new) { runs.append(RunChange(run: log.run, before: old, after: new)) }
    }
    for result in second.board.results {
      let (was, will) = (
        first.board.finalists(of: result.challenge.id), second.board.finalists(of: result.challenge.id)
      )
      if was.map(Set.init) != will.map(Set.init) {
        finals.append(FinalChange(challenge: result.challenge.id, before: was, after: will))
      }
    }
    for table in second.board.positions {
      let earlier = first.board.positions(in: table.table)
      for (team, position) in table.teams {
        let was = earlier.first { $0.team == team }?.position
        if was != position {
          places.append(PlaceChange(table: table.table, team: team, before: was, after: position))
        }
      }
    }
  }

  /// Whether two scores come to the same, however they got there.
  private static func sameOutcome(_ a: Score?, _ b: Score?) -> Bool {
    guard let a, let b else { return a == nil && b == nil }
    return a.total == b.total && a.achievements == b.achievements && a.penalised == b.penalised && a.time == b.time
      && a.isDisqualified == b.isDisqualified && a.state.finish == b.state.finish && a.state.isVoid == b.state.isVoid
  }
}

extension Board {
  /// A table's places, the best first.
  public struct Positions: Sendable {
    /// The table.
    public var table: Tie.Place
    /// The teams with their places, in the table's order.
    public var teams: [(team: Team.ID, position: BoardChanges.Position)]
  }

  /// The places of every table that people see: those of the phases, the challenges' own where trials and final make
  /// one together, the overall tables. While one phase is the whole challenge, its table is told once.
  public var positions: [Positions] {
    let phases = tables.map { Tie.Place.phase($0.challenge.id, $0.phase) }
    let challenges = results.filter(\.isCombined).map { Tie.Place.challenge($0.challenge.id) }
    return (phases + challenges + overalls.map { .overall($0.overall.id) })
      .map { Positions(table: $0, teams: positions(in: $0)) }
  }

  /// The places of a table, whether or not it is one that people see by itself; none where it is not there.
  public func positions(in table: Tie.Place) -> [(team: Team.ID, position: BoardChanges.Position)] {
    switch table {
    case .phase(let challenge, let phase):
      tables.first { $0.challenge.id == challenge && $0.phase == phase }?.standings.map(\.position) ?? []
    case .challenge(let challenge): result(of: challenge)?.standings.map(\.position) ?? []
    case .overall(let id):
      overall(id)?.standings.map {
        ($0.team, BoardChanges.Position(rank: $0.rank, isShared: $0.isShared, status: $0.status.rawValue))
      } ?? []
    }
  }
}

extension Standing {
  fileprivate var position: (team: Team.ID, position: BoardChanges.Position) {
    (team, BoardChanges.Position(rank: rank, isShared: isShared, status: status.rawValue))
  }
}
