/// What is different between two boards of one competition: runs whose score changed, teams whose place did.
public struct BoardChanges: Sendable {
  /// Runs that score differently, in the order of the first board's logs.
  public var runs: [RunChange] = []
  /// Teams that stand differently, table by table in the order of the board, the best new place first.
  public var places: [PlaceChange] = []

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
    public var isMedal: Bool { [before, after].contains { ($0?.rank ?? 4) <= 3 } && before?.rank != after?.rank }
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
  public var isEmpty: Bool { runs.isEmpty && places.isEmpty }

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
    let (old, new) = (first.board.positions, second.board.positions)
    for table in new {
      let earlier = old.first { $0.table == table.table }?.teams ?? []
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
  /// Every table's places, the best first.
  public var positions: [(table: Tie.Place, teams: [(team: Team.ID, position: BoardChanges.Position)])] {
    tables.map { table in
      (
        .phase(table.challenge.id, table.phase),
        table.standings.map { standing in
          (
            standing.team,
            BoardChanges.Position(rank: standing.rank, isShared: standing.isShared, status: standing.status.rawValue)
          )
        }
      )
    }
  }
}
