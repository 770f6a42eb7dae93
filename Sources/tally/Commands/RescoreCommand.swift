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
        tally rescore coffee --rules coffee-2.yaml --run coffee-3
        tally rescore coffee --rules coffee-2.yaml --adopt --reason "jury: a nudge is no bump"
      """)

  @Argument(help: "The challenge.") var challenge: Challenge.ID
  @Option(help: "The new rules: a shipped id or a file.", completion: .file(extensions: ["yaml"])) var rules: String
  @Option(name: .customLong("run"), help: "Only this run (without --adopt).") var only: Run.ID?
  @Flag(help: "Record that the new rules hold for all runs, those already held too.") var adopt = false
  @Option(help: "Why; it is kept and shown (with --adopt).") var reason: String?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var official: OfficialOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if adopt, only != nil { throw ValidationError("rules are adopted for all runs of a challenge; leave out --run") }
    if adopt, reason == nil { throw ValidationError("--adopt needs --reason") }
    if !adopt, reason != nil { throw ValidationError("--reason belongs to --adopt; without it nothing is recorded") }
  }

  func run() throws {
    let (ruleSet, document) = try RuleSets.find(rules)
    guard adopt, let reason else {
      let change = try RulesChange(
        to: ruleSet, of: challenge, only: only, in: Situation(database.openForReading()))
      return try output.show(RulesChangeView(change, isAdopted: false).report)
    }
    let change = try official.carryOut(
      AdoptRules(ruleSet, document, for: challenge, reason: reason), in: database)
    try output.show(RulesChangeView(change, isAdopted: true).report)
    Process.tell("adopted: all runs of '\(challenge)' are scored by \(ruleSet.id), edition \(ruleSet.edition)")
  }
}

/// `tally what-if rules`, as `tally rescore` without `--adopt` was called before.
struct WhatIfRules: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "Show what other rules would change for the runs already held.",
    discussion: "EXAMPLE:\n  tally what-if rules coffee coffee-2.yaml --run coffee-3", shouldDisplay: false)

  @Argument(help: "The challenge.") var challenge: Challenge.ID
  @Argument(help: "The rules: a shipped id or a file.", completion: .file(extensions: ["yaml"])) var rules: String
  @Option(name: .customLong("run"), help: "Only this run.") var only: Run.ID?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    Process.tellNewName(of: "what-if rules", is: "rescore")
    let change = try RulesChange(
      to: RuleSets.find(rules).0, of: challenge, only: only, in: Situation(database.openForReading()))
    try output.show(RulesChangeView(change, isAdopted: false).report)
  }
}
