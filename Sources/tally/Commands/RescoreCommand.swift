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
    let forced = [challenge: CompiledRules(ruleSet)]
    guard adopt else {
      let situation = try Situation(database.openForReading())
      let challenge = try situation.competition.require(challenge)
      try output.show(preview(situation, challenge, ruleSet, forced, "would be"))
      return
    }
    let name = try official.name()
    let store = try official.open(database)
    let report = try store.write { writer in
      let situation = try Situation(writer.reader)
      let challenge = try situation.competition.require(self.challenge)
      try situation.competition.require(name, .organiser, .jury, to: "adopts rules")
      if challenge.rules == document.reference,
        situation.logs.allSatisfy({ $0.run.challenge != challenge.id || $0.rules.ruleSet == ruleSet })
      {
        throw CommandError(
          "'\(challenge.id)' is scored by \(ruleSet.id), edition \(ruleSet.edition), already; nothing is to be adopted")
      }
      try writer.decide(
        [.adopted(challenge.id, document.reference, reason: reason ?? "")], by: name, recordedAt: Process.now(),
        ruleSets: [document])
      return preview(situation, challenge, ruleSet, forced, "are")
    }
    try output.show(report)
    Process.tell("adopted: all runs of '\(challenge)' are scored by \(ruleSet.id), edition \(ruleSet.edition)")
  }

  private func preview(
    _ situation: Situation, _ challenge: Challenge, _ ruleSet: RuleSet, _ forced: [Challenge.ID: CompiledRules],
    _ verb: String
  ) -> Report {
    let logs = situation.logs.map { log in
      log.run.challenge == challenge.id ? forced[challenge.id].map { log.rescored(under: $0) } ?? log : log
    }
    let changes = BoardChanges(
      from: (situation.board(), situation.logs), to: (situation.board(forcing: forced), logs))
    let held = situation.logs.filter { $0.run.challenge == challenge.id }.count
    var blocks: [Block] = [
      .paragraph(
        "\(Words.count(Points(held), "run")) \(verb) scored by \(ruleSet.id), edition \(ruleSet.edition), instead of "
          + "\(challenge.rules.id), edition \(challenge.rules.edition).")
    ]
    blocks += ChangesView(changes: changes, competition: situation.competition).blocks
    // Above all entries that mean nothing under these rules.
    let known = Set(situation.logs.flatMap { Score(of: $0).findings.map(\.message) })
    let new = logs.filter { $0.run.challenge == challenge.id }.flatMap { log in
      Score(of: log).findings.map(\.message).filter { !known.contains($0) }.map { "\(log.run.id): \($0)" }
    }
    if !new.isEmpty { blocks += [.heading("To look at"), .lines(new.map { Line($0) })] }
    return Report(title: "\(challenge.title) under other rules", blocks: blocks)
  }
}
