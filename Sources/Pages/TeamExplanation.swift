package import Operations
package import Reports
package import Scoring

/// Why a team stands where it stands: from the overall tables to the challenges' results, the deciding keys, the runs that
/// counted and those that did not, their lines and their entries.
package struct TeamExplanation {
  private let team: Team
  private let challenge: Challenge.ID?
  private let situation: Situation

  /// Of one challenge, or of all and the overall tables.
  package init(of team: Team.ID, at challenge: Challenge.ID?, in situation: Situation) throws {
    self.team = try situation.team(team)
    self.challenge = challenge
    self.situation = situation
  }

  package var report: Report {
    let board = situation.board()
    let logs = situation.logsByRun
    var blocks: [Block] = []
    if challenge == nil {
      for table in board.overalls {
        guard let standing = table.standing(of: team.id) else { continue }
        blocks += OverallExplanation(table: table, standing: standing, competition: board.competition).blocks
      }
    }
    for result in board.results where challenge == nil || result.challenge.id == challenge {
      blocks += ResultExplanation(result: result, team: team.id, competition: board.competition).blocks
      for table in board.tables where table.challenge.id == result.challenge.id {
        guard let standing = table.standing(of: team.id) else { continue }
        blocks += ExplanationView(table: table, standing: standing, competition: board.competition, logs: logs).blocks
      }
    }
    if blocks.isEmpty { blocks.append(.paragraph("There is nothing to explain yet.")) }
    return Report(title: "Why \(team.name) stands where it stands", blocks: blocks)
  }
}
