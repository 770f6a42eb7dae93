package import EventStore
package import Scoring

/// A team enters, in every challenge or in some; or its name is corrected.
package struct EnterTeam: OfficialOperation {
  package var team: Team
  /// The challenges that it enters; none: every challenge.
  package var challenges: [Challenge.ID]
  /// The divisions that it belongs to; none: as before.
  package var divisions: [Division.ID]

  package init(_ team: Team, challenges: [Challenge.ID] = [], divisions: [Division.ID] = []) {
    self.team = team
    self.challenges = challenges
    self.divisions = divisions
  }

  package func decide(_ competition: Competition, by official: String, at now: Int64) throws -> Records {
    try team.checkNames()
    try competition.require(official, may: .decideAboutTeams)
    for division in divisions where !competition.divisions.contains(where: { $0.id == division }) {
      throw Unknown(.division, division.text, among: competition.divisions.map(\.id.text))
    }
    var rulings: [Decision.Ruling] = [.enteredTeam(team.id, name: team.name, affiliation: team.affiliation)]
    rulings += try entered(competition).filter { !competition.isEntered(team.id, in: $0) }
      .map { .enteredChallenge(team.id, $0) }
    if !divisions.isEmpty, competition.divisionsOfTeam[team.id] != divisions {
      rulings.append(.grouped(team.id, in: divisions))
    }
    return Records(decisions: rulings)
  }

  private func entered(_ competition: Competition) throws -> [Challenge.ID] {
    try challenges.isEmpty ? competition.challenges.map(\.id) : challenges.map { try competition.require($0).id }
  }

  /// What it entered, and what speaks for its being another team that is there already.
  package struct Outcome {
    package var entered: [Challenge.ID]
    package var namesakes: [String]
  }

  package func conclude(_ known: Competition, _ recorded: Recorded, _ reader: StoreReader) throws -> Outcome {
    Outcome(
      entered: try entered(known),
      namesakes: known.team(team.id) == team ? [] : team.nearNamesakes(among: known.teams))
  }
}

/// What a team may not be called.
package enum TeamNameRefusal: OperationRefusal, Equatable {
  case noShortName(String)
  case noName
  case longAffiliation

  package var problem: String {
    switch self {
    case .noShortName(let name): "'\(name)' is no short name; use 1 to 60 of a–z, 0–9 and hyphens"
    case .noName: "a team's name needs 1 to 200 bytes"
    case .longAffiliation: "an affiliation may have 200 bytes at most"
    }
  }
}

extension Team {
  /// Throws unless it can be called so.
  func checkNames() throws(TeamNameRefusal) {
    guard id.isShortName else { throw .noShortName(id.text) }
    guard (1...200).contains(name.utf8.count), name.saysSomething else { throw .noName }
    guard affiliation.utf8.count <= 200 else { throw .longAffiliation }
  }
}

extension String {
  /// Whether there is more in it than white space.
  package var saysSomething: Bool { unicodeScalars.contains { !$0.properties.isWhitespace } }
}
