import ArgumentParser
import EventStore
import Operations
import Pages
import Reports
import Scoring

/// `tally rescore`: the rules of a challenge change after runs have been held.
struct RescoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rescore", abstract: "Show what other rules would change for the runs already held; adopt them.",
    discussion: """
      Without --adopt nothing is touched: every changed score and place is shown. With it the adoption is recorded, with
      its reason, and all runs of the challenge are scored under the new rules from then on.

      EXAMPLE:
        tally rescore coffee --rules coffee-2.yaml
        tally rescore coffee --rules coffee-2.yaml --adopt --reason "jury: a nudge is no bump"
      """)

  @Argument(help: "The challenge.") var challenge: Challenge.ID
  @Option(help: "The new rules: a shipped id or a file.", completion: .file(extensions: ["yaml"])) var rules: String
  @Flag(help: "Record that the new rules hold for all runs, those already held too.") var adopt = false
  @Option(help: "Why; it is kept and shown (with --adopt).") var reason: String?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var official: OfficialOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if adopt, reason == nil { throw ValidationError("--adopt needs --reason") }
    if !adopt, reason != nil { throw ValidationError("--reason belongs to --adopt; without it nothing is recorded") }
  }

  func run() throws {
    let (ruleSet, document) = try RuleSets.find(rules)
    guard adopt, let reason else {
      let change = try RulesChange(to: ruleSet, of: challenge, in: Situation(database.openForReading()))
      return try output.show(RulesChangeView(change, isAdopted: false).report)
    }
    let change = try official.open(database).carryOut(
      AdoptRules(ruleSet, document, for: challenge, reason: reason), by: official.name(), at: Process.now())
    try output.show(RulesChangeView(change, isAdopted: true).report)
    Process.tell("adopted: all runs of '\(challenge)' are scored by \(ruleSet.id), edition \(ruleSet.edition)")
  }
}
