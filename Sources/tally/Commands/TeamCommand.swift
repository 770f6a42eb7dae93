import ArgumentParser
import EventStore
import Operations
import Pages
import Reports
import Scoring
import Text

/// `tally team …`.
struct TeamCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "team", abstract: "Enter, list and withdraw teams.",
    discussion: "EXAMPLE:\n  tally team add lasr \"LASR\" --affiliation \"King's College London\"",
    subcommands: [TeamAdd.self, TeamList.self, TeamWithdraw.self, TeamDisqualify.self, TeamImport.self])
}

/// `tally team add`.
struct TeamAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Enter a team, in every challenge or in some; or correct its name.",
    discussion: "EXAMPLE:\n  tally team add lasr \"LASR\" --affiliation \"King's College London\" --challenge coffee")

  @Argument(help: "The short name people will type: a–z, 0–9 and hyphens.") var team: Team.ID
  @Argument(help: "The name as the team writes it.") var name: String
  @Option(help: "Where it comes from.") var affiliation = ""
  @Option(name: .customLong("challenge"), help: "Enter this challenge (again for more; default: every challenge).")
  var challenges: [Challenge.ID] = []
  @Option(name: .customLong("division"), help: "It belongs to this division (again for more; default: as before).")
  var divisions: [Division.ID] = []
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var official: OfficialOptions

  func run() throws {
    let entering = Team(id: team, name: name.asName, affiliation: affiliation.asName)
    let outcome = try official.carryOut(
      EnterTeam(entering, challenges: challenges, divisions: divisions), in: database)
    for double in outcome.namesakes { Process.tell("warning: \(safeForPeople(double)); is it one team twice?") }
    let entered = outcome.entered.map(\.text).joined(separator: ", ")
    Process.answer("\(team): \(safeForPeople(entering.name)), in \(entered.isEmpty ? "no challenge" : entered)\n")
  }
}

/// `tally team list`.
struct TeamList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Show the teams and what they entered.",
    discussion: "EXAMPLE:\n  tally team list --format csv -o teams.csv")

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let competition = try database.openForReading().read { try $0.competitionWithoutOrder() }
    try output.show(ExportTables.teams(competition))
  }
}

/// `tally team withdraw`.
struct TeamWithdraw: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw", abstract: "Record that a team withdraws; what it has done stays.",
    discussion: "EXAMPLE:\n  tally team withdraw lasr --reason \"the robot's arm is broken\"")

  @Argument(help: "The team.") var team: Team.ID
  @Option(help: "Only from this challenge.") var challenge: Challenge.ID?
  @OptionGroup var reason: ReasonOption
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var official: OfficialOptions

  func run() throws {
    let departure = Departure(.withdrawal, of: team, from: challenge, reason: reason.reason)
    let change = try official.carryOut(departure, in: database)
    Process.answer("\(team) withdraws from \(challenge?.text ?? "the competition")\n")
    DepartureView(departure, change).tell()
  }
}

/// `tally team disqualify`.
struct TeamDisqualify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "disqualify", abstract: "Record that the organisers disqualify a team.",
    discussion: "EXAMPLE:\n  tally team disqualify lasr --challenge coffee --reason \"remote control\"")

  @Argument(help: "The team.") var team: Team.ID
  @Option(help: "Only from this challenge.") var challenge: Challenge.ID?
  @OptionGroup var reason: ReasonOption
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var official: OfficialOptions

  func run() throws {
    let departure = Departure(.disqualification, of: team, from: challenge, reason: reason.reason)
    let change = try official.carryOut(departure, in: database)
    Process.answer("\(team) is disqualified from \(challenge?.text ?? "the competition")\n")
    DepartureView(departure, change).tell()
  }
}

extension DepartureView {
  /// Says, to people, what follows.
  fileprivate func tell() {
    if isEmpty { return Process.tell("every place stays, and who is in the finals") }
    let report = Report(title: "What follows", blocks: blocks)
    Process.tell(render(report, as: .text, options: RenderOptions(width: Process.terminalWidth)))
  }
}
