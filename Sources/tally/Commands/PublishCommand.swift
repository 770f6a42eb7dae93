import ArgumentParser
import EventStore
import Operations
import Pages
import Reports
import Scoring

/// `tally publish`: results are given out.
struct PublishCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish", abstract: "Give results out, as a numbered revision.",
    discussion: """
      Official results are refused while a run is open, a sheet unsigned, a protest undecided, time for protests left, a
      planned run not held, or the audit finds something; each is named. --force publishes all the same, with a reason
      that is printed with the results. The code is that of the whole log: print it, read it out, compare it later.

      EXAMPLE:
        tally publish coffee --provisional
        tally publish --all
      """)

  @Argument(help: "The challenge.") var challenge: Challenge.ID?
  @Flag(help: "All challenges and the overall tables.") var all = false
  @Flag(help: "Provisional results: protests are still possible.") var provisional = false
  @Flag(help: "Publish although something stands against it (needs --reason).") var force = false
  @Flag(help: .hidden) var freeze = false
  @Flag(help: .hidden) var thaw = false
  @Option(help: "Why; it is kept and shown.") var reason: String?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var official: OfficialOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard [challenge != nil, all, freeze, thaw].filter({ $0 }).count == 1 else {
      throw ValidationError("say what: a challenge, or --all")
    }
    if force, reason == nil { throw ValidationError("--force needs --reason") }
    if freeze || thaw, force || provisional { throw ValidationError("--freeze and --thaw stand alone") }
  }

  func run() throws {
    if freeze {
      Process.tellNewName(of: "publish --freeze", is: "board freeze")
      return try official.freezeBoard(because: reason ?? "", in: database)
    }
    if thaw {
      Process.tellNewName(of: "publish --thaw", is: "board open")
      return try official.openBoard(in: database)
    }
    let store = try official.open(database)
    // The audit reads the file as a whole, so it comes before the transaction.
    let audit = try AuditResult(of: store, and: [.oneTruth]).findings.map(\.finding.message)
    let outcome = try store.carryOut(
      Publish(challenge, isOfficial: !provisional, isForced: force, reason: reason ?? "", audit: audit),
      by: official.name(), at: Process.now())
    let view = PublicationView(publication: outcome.publication, situation: outcome.situation)
    try output.show(view.report)
    for remark in outcome.remarks { Process.tell("note: \(remark)") }
    Process.tell("published: \(view.headline)")
  }
}

/// `tally revisions`: what was published, and what changed since.
struct RevisionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revisions", abstract: "List what was published; compare two revisions, or one with now.",
    discussion: """
      EXAMPLE:
        tally revisions
        tally revisions 1 2
      """)

  @Argument(help: "A revision to compare.") var first: Int?
  @Argument(help: "With this one (default: what stands now).") var second: Int?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let store = try database.openForReading()
    let now = try Situation(store)
    guard let first else { return try output.show(ExportTables.revisions(now.competition)) }
    let before = try Situation(store, at: .heads(now.requireRevision(first).heads))
    let after = try second.map { try Situation(store, at: .heads(now.requireRevision($0).heads)) } ?? now
    let changes = Change(before: before, after: after).ofBoards
    try output.show(
      Report(
        title: "From revision \(first) to \(second.map { "revision \($0)" } ?? "now")",
        blocks: ChangesView(changes: changes, competition: now.competition).blocks))
  }
}
