import ArgumentParser
import EventStore
import Operations
import Pages
import Reports
import Scoring

/// `tally finalists`: who reaches the final, and why.
struct FinalistsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "finalists", abstract: "Show who reaches a challenge's final, and why; admit one team more.",
    discussion: """
      EXAMPLE:
        tally finalists coffee
        tally finalists coffee --admit lasr --reason "the lift failed in two of its trials"
      """)

  @Argument(help: "The challenge.") var challenge: Challenge.ID
  @Option(help: "Admit this team beyond those that qualify (needs --reason).") var admit: Team.ID?
  @Option(help: "Why; it is kept and shown (with --admit).") var reason: String?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var official: OfficialOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if (admit == nil) != (reason == nil) { throw ValidationError("--admit and --reason belong together") }
  }

  func run() throws {
    if let admit, let reason {
      try official.carryOut(
        AdmitToFinal(admit, of: challenge, reason: reason), in: database)
      Process.tell("admitted: \(admit) to the final of \(challenge)")
    }
    let situation = try Situation(database.openForReading())
    let held = try situation.competition.requireFinal(of: challenge)
    let view = FinalistsView(
      board: situation.board(), challenge: held, settling: "'tally tie'",
      admitting: "'tally finalists \(challenge) --admit TEAM --reason TEXT'")
    try output.show(view.table)
  }
}
