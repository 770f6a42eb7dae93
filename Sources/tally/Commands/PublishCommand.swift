import ArgumentParser
import EventStore
import Operations
import Pages
import Reports
import Scoring

/// `tally publish`: results are given out.
struct PublishCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish", abstract: "Give results out, as a numbered revision; hold the public board for a ceremony.",
    discussion: """
      Official results are refused while a run is open, a sheet unsigned, a protest undecided, time for protests left, a
      planned run not held, or the audit finds something; each is named. --force publishes all the same, with a reason
      that is printed with the results. The code is that of the whole log: print it, read it out, compare it later.

      EXAMPLE:
        tally publish coffee --provisional
        tally publish --all
        tally publish --freeze --reason "until the ceremony"     then: tally reveal coffee
      """)

  @Argument(help: "The challenge.") var challenge: Challenge.ID?
  @Flag(help: "All challenges and the overall tables.") var all = false
  @Flag(help: "Provisional results: protests are still possible.") var provisional = false
  @Flag(help: "Publish although something stands against it (needs --reason).") var force = false
  @Flag(help: "The public board stays as it is now, while the log goes on.") var freeze = false
  @Flag(help: "The public board shows everything again.") var thaw = false
  @Option(help: "Why; it is kept and shown.") var reason: String?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var official: OfficialOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard [challenge != nil, all, freeze, thaw].filter({ $0 }).count == 1 else {
      throw ValidationError("say what: a challenge, --all, --freeze or --thaw")
    }
    if force, reason == nil { throw ValidationError("--force needs --reason") }
    if freeze || thaw, force || provisional { throw ValidationError("--freeze and --thaw stand alone") }
  }

  func run() throws {
    let name = try official.name()
    let now = try Process.now()
    let store = try official.open(database)
    if freeze || thaw { return try hold(store, name, now) }
    // The audit reads the file as a whole, so it comes before the transaction.
    let audit = try AuditResult(of: store, and: [.oneTruth]).findings.map(\.finding.message)
    let (publication, published, remarks) = try store.write { writer in
      let before = try Situation(writer.reader)
      let competition = before.competition
      if let challenge { _ = try competition.require(challenge) }
      try competition.require(name, .organiser, to: "publishes results")
      let objections = Objections(situation: before, challenge: challenge, now: now)
      var against = audit.map { "the audit finds: \($0)" }
      if !provisional { against += objections.all }
      if !against.isEmpty, !force { throw refusal(against) }
      let parcel = try writer.reader.parcel()
      let heads = before.heads
      let publication = Publication(
        revision: (competition.publications.map(\.publication.revision).max() ?? 0) + 1, challenge: challenge,
        isOfficial: !provisional, heads: heads, code: competitionCode(of: parcel, at: heads), objections: against,
        reason: reason ?? "")
      try writer.decide([.published(publication)], by: name, recordedAt: now)
      // As it will be shown whenever somebody asks for this revision.
      return (publication, try Situation(writer.reader, at: .heads(heads)), objections.remarks)
    }
    let view = PublicationView(publication: publication, situation: published)
    try output.show(view.report)
    for remark in remarks { Process.tell("note: \(remark)") }
    Process.tell("published: \(view.headline)")
  }

  private func refusal(_ against: [String]) -> CommandError {
    CommandError(
      "not published; \(against.count == 1 ? "this stands" : "these stand") against it:\n"
        + against.map { "  - \($0)" }.joined(separator: "\n")
        + "\nmend it, or publish with --force --reason TEXT (kept and printed), or as --provisional")
  }

  private func hold(_ store: EventStore, _ name: String, _ now: Int64) throws {
    let over = try store.write { writer in
      let situation = try Situation(writer.reader)
      try situation.competition.require(name, .organiser, to: "holds the public board")
      if thaw, situation.competition.frozenAt == nil { throw CommandError("the public board is not frozen") }
      if freeze, situation.competition.frozenAt != nil {
        throw CommandError("the public board is frozen already; 'tally publish --thaw' opens it")
      }
      try writer.decide(
        [freeze ? .froze(situation.heads, reason: reason ?? "") : .thawed], by: name, recordedAt: now)
      guard freeze else { return [String]() }
      return Ceremony.over(in: situation).map { Words.table($0, in: situation.competition) }.sorted()
    }
    Process.tell(
      freeze
        ? "frozen: 'tally standings --public' shows what stood now; 'tally reveal' opens tables from the last place up"
        : "open: 'tally standings --public' shows everything")
    if !over.isEmpty {
      Process.tell(
        "note: all runs are held of \(over.joined(separator: ", ")): what stands now is the result, and the board would "
          + "tell it. So these tables are off the public board until 'tally reveal' opens them, or --thaw all")
    }
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
    let changes = BoardChanges(from: (before.board(), before.logs), to: (after.board(), after.logs))
    try output.show(
      Report(
        title: "From revision \(first) to \(second.map { "revision \($0)" } ?? "now")",
        blocks: ChangesView(changes: changes, competition: now.competition).blocks))
  }
}
