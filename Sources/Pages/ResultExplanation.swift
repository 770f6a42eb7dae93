import Operations
package import Reports
package import Scoring

/// Why a team has its place in a challenge of trials and a final: which of the two decided, and by what rule.
package struct ResultExplanation {
  package let result: ChallengeResult
  package let team: Team.ID
  package let competition: Competition

  package init(result: ChallengeResult, team: Team.ID, competition: Competition) {
    self.result = result
    self.team = team
    self.competition = competition
  }

  /// The blocks of a report; nothing where one phase's own table says it all.
  package var blocks: [Block] {
    guard result.isCombined, let standing = result.standing(of: team) else { return [] }
    let name = Words.called(team, in: competition)
    let ranked = result.standings.filter { $0.rank != nil }.count
    let place =
      standing.rank.map { "place \($0) of \(ranked)\(standing.isShared ? " (shared)" : "")" }
      ?? standing.status.rawValue
    var lines = [Line(Words.sentence(result.rule))]
    if let phase = standing.phase { lines.append(Line("This place comes from the \(phase.rawValue).")) }
    let decided = Words.reason(standing)
    if !decided.isEmpty { lines.append(Line("Decided by: \(decided).")) }
    return [.heading("\(name) in \(result.challenge.title): \(place)"), .lines(lines)]
  }
}
