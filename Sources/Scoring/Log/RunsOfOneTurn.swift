/// Two runs that were opened for one turn of a team, by machines that knew nothing of each other.
public struct TurnTakenTwice: Equatable, Sendable {
  /// The run that counts for the turn: of those that are not void, the one whose short name comes first.
  public var counting: Run
  /// Another that was opened for it. It counts once the first is void.
  public var other: Run
}

extension Sequence<RunLog> {
  /// The turns that more than one run was opened for, in the order of the runs' names. Practice has no turns.
  ///
  /// Machines that were apart may both open a team's first trial. Both runs are facts, so both are kept. Only one can
  /// count: until somebody voids one of them, the one whose short name comes first, which is arbitrary and the same on
  /// every machine.
  public var turnsTakenTwice: [TurnTakenTwice] {
    var first: [Turn: Run] = [:]
    var twice: [TurnTakenTwice] = []
    let runs = filter { $0.run.phase != .practice && !$0.state.isVoid }.map(\.run).sorted { $0.id < $1.id }
    for run in runs {
      let turn = Turn(challenge: run.challenge, phase: run.phase, team: run.team, number: run.number)
      if let counting = first[turn] {
        twice.append(TurnTakenTwice(counting: counting, other: run))
      } else {
        first[turn] = run
      }
    }
    return twice
  }
}

/// What a run is opened for: the second trial of a team, say.
private struct Turn: Hashable {
  var challenge: Challenge.ID
  var phase: Phase
  var team: Team.ID
  var number: Int
}
