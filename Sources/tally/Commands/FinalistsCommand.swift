import ArgumentParser
import EventStore
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
      let name = try official.name()
      let now = try Process.now()
      try official.open(database).write { writer in
        let competition = try writer.reader.competition()
        _ = (try competition.require(challenge), try competition.require(admit))
        guard competition.isEntered(admit, in: challenge) else {
          throw CommandError("\(admit) has not entered \(challenge)")
        }
        try competition.require(name, .organiser, .jury, to: "admits teams to a final")
        try writer.decide([.admitted(admit, to: challenge, reason: reason)], by: name, recordedAt: now)
      }
      Process.tell("admitted: \(admit) to the final of \(challenge)")
    }
    let situation = try Situation(database.openForReading())
    let challenge = try situation.competition.require(challenge)
    guard challenge.phases.contains(where: { $0.phase == .final }) else {
      throw CommandError("'\(challenge.id)' has no final in the plan")
    }
    try output.show(try situation.board().finalistsTable(of: challenge, situation.competition))
  }
}
