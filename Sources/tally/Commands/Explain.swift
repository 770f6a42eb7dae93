import ArgumentParser
import EventStore
import Operations
import Pages
import Scoring

/// `tally explain`.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain a team's place: the deciding key, the runs counted and dropped, every line and entry.",
    discussion: """
      Without a challenge it begins with the overall tables: from the overall place to the challenges' results, to the
      deciding key, to the runs that counted and those that did not, to score lines, to entries.

      EXAMPLE:
        tally explain lasr coffee
        tally explain lasr --format html -o lasr.html
      """)

  @Argument(help: "The team.") var team: Team.ID
  @Argument(help: "The challenge (default: all, and the overall tables).") var challenge: Challenge.ID?
  @Option(help: "As it was published in this revision (default: as it stands now).") var revision: Int?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let store = try database.openForReading()
    let moment = try revision.map { Situation.AsOf.heads(try Situation(store).requireRevision($0).heads) } ?? .now
    let situation = try Situation(store, of: challenge, at: moment)
    try output.show(TeamExplanation(of: team, at: challenge, in: situation).report)
  }
}
