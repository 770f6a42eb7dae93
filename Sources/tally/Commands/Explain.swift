import ArgumentParser
import EventStore
import Reports
import Scoring

/// `tally explain`.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain a team's place: the deciding key, the runs counted and dropped, every line and entry.",
    discussion: "EXAMPLE:\n  tally explain lasr coffee")

  @Argument(help: "The team.") var team: Team.ID
  @Argument(help: "The challenge (default: all).") var challenge: Challenge.ID?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let situation = try Situation(database.openForReading(), of: challenge)
    let team = try situation.team(team)
    let board = situation.board()
    let logs = situation.logsByRun
    var blocks: [Block] = []
    for table in board.tables where challenge == nil || table.challenge.id == challenge {
      guard let standing = table.standing(of: team.id) else { continue }
      let view = ExplanationView(table: table, standing: standing, competition: board.competition, logs: logs)
      blocks += view.blocks
    }
    if blocks.isEmpty { blocks.append(.paragraph("There is nothing to explain yet.")) }
    try output.show(Report(title: "Why \(team.name) stands where it stands", blocks: blocks))
  }
}
