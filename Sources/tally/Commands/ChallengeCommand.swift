import ArgumentParser
import EventStore
import Operations
import Pages
import Reports
import Scoring
import Text

/// `tally challenge …`.
struct ChallengeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "challenge", abstract: "Add and list challenges.",
    discussion: "EXAMPLE:\n  tally challenge list", subcommands: [ChallengeAdd.self, ChallengeList.self])
}

/// `tally challenge add`.
struct ChallengeAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Hold a challenge under a rule set; every team that is there enters it.",
    discussion: "EXAMPLE:\n  tally challenge add coffee scrc-2025/coffee-shop-orders")

  @Argument(help: "The short name that runs are numbered under.") var challenge: Challenge.ID
  @Argument(help: "A shipped rule set's id ('tally rules list') or a YAML file.") var rules: String
  @Option(help: "What people read (default: the rule set's title).") var title: String?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var official: OfficialOptions

  func run() throws {
    try AddChallenge.check(challenge)
    let (ruleSet, document) = try RuleSets.find(rules)
    try official.carryOut(
      AddChallenge(challenge, title: title ?? ruleSet.title, rules: document), in: database)
    Process.answer(
      "\(challenge): \(safeForPeople(title ?? ruleSet.title)), rules \(ruleSet.id) edition \(ruleSet.edition)\n")
  }
}

/// `tally challenge list`.
struct ChallengeList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Show the challenges with their rules, teams and runs.",
    discussion: "EXAMPLE:\n  tally challenge list")

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let (competition, runs) = try database.openForReading().read { (try $0.competition(), try $0.runs()) }
    try output.show(ExportTables.challenges(competition, runs: runs.map(\.run)))
  }
}
