package import EventStore
package import Scoring

/// A step of a ceremony: a frozen table is opened a place at a time, from the last up.
package struct RevealTable: OfficialOperation {
  package var table: Tie.Place
  package var step: Step

  package init(_ table: Tie.Place, _ step: Step) {
    self.table = table
    self.step = step
  }

  /// What is done.
  package enum Step: Sendable {
    /// It is going to be opened: from now on it is off the public board.
    case announce
    /// The next place is opened, if one is left.
    case openNext
    /// The place that was opened last is taken back.
    case takeBack
  }

  /// Why a table is not opened.
  package enum Refusal: OperationRefusal, Equatable {
    case notFrozen
    case nobodyRanked(String)

    package var problem: String {
      switch self {
      case .notFrozen: "the public board is not frozen"
      case .nobodyRanked(let table): "'\(table)' has no ranked team yet"
      }
    }
  }

  package func decide(_ situation: Situation, by official: String, at now: Int64) throws -> Records {
    let competition = situation.competition
    try competition.require(official, may: .openResults)
    let open = competition.revealed[table]
    let places = situation.board().places(in: table)
    switch step {
    case .announce:
      guard competition.frozenAt != nil, open == nil else { return Records() }
      return Records(decisions: [.revealed(table, fromPlace: (places.first ?? 0) + 1)])
    case .openNext:
      guard competition.frozenAt != nil, let next = places.first(where: { $0 < open ?? .max }) else { return Records() }
      return Records(decisions: [.revealed(table, fromPlace: next)])
    case .takeBack:
      guard let open, let last = places.first, open <= last else { return Records() }
      let retracted = Set(
        situation.decisions.compactMap { if case .retracted(let target, _) = $0.ruling { target } else { nil } })
      let opening = situation.decisions.filter { decision in
        decision.ruling == .revealed(table, fromPlace: open) && !retracted.contains(decision.id)
      }
      return Records(decisions: opening.map { .retracted($0.id, reason: "taken back on the stage") })
    }
  }

  /// The place that was opened, if one was, and the board that it is on.
  package struct Outcome {
    package var opened: Int?
    package var board: Board
  }

  package func conclude(_ situation: Situation, _ recorded: Recorded, _ reader: StoreReader) -> Outcome {
    var opened: Int?
    if step == .openNext, case .revealed(_, let place)? = recorded.decisions.first?.ruling { opened = place }
    return Outcome(opened: opened, board: situation.board())
  }

  /// Throws unless this official may open the table, and there is something to open.
  package func check(_ situation: Situation, by official: String, called name: String) throws {
    try situation.competition.require(official, may: .openResults)
    if situation.board().places(in: table).isEmpty { throw Refusal.nobodyRanked(name) }
    if situation.competition.frozenAt == nil { throw Refusal.notFrozen }
  }
}

extension Board {
  /// The places of a table, the last first.
  package func places(in table: Tie.Place) -> [Int] {
    Set(positions(in: table).compactMap(\.position.rank)).sorted(by: >)
  }
}

extension Competition {
  /// The overall table or the challenge of this name, as a ceremony opens them.
  package func requireTable(_ name: String) throws(Unknown) -> Tie.Place {
    let (overall, challenge) = (Overall.ID(name), Challenge.ID(name))
    if self.overall(overall) != nil { return .overall(overall) }
    if self.challenge(challenge) != nil { return .challenge(challenge) }
    throw Unknown(.challengeOrTable, name, among: challenges.map(\.id.text) + overalls.map(\.id.text))
  }
}
