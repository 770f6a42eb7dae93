import ArgumentParser
import EventStore
import Operations
import Reports
import RuleSetFiles
import Scoring
import Text

/// `tally init`: makes a competition's file.
struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Make a competition's file: empty, from a plan, or from an exported log.",
    discussion: """
      EXAMPLE:
        tally init --plan competition.yaml --db milton-keynes.sqlite
        tally init --from day-1.jsonl --db copy.sqlite

      A file made from a log is the same competition: the two can be merged. The file is its owner's alone to read and
      write; with --group its group's too (every later command leaves that as it is).
      """)

  @Option(help: "The plan: name, days, teams, challenges and their rules.", completion: .file(extensions: ["yaml"]))
  var plan: String?

  @Option(
    name: .customLong("from"), help: "A log that 'tally log export' wrote.", completion: .file(extensions: ["jsonl"]))
  var log: String?

  @Option(help: "The competition's name, where there is no plan.")
  var name: String?

  @Flag(help: "Let the users of the file's group read and write it too.") var group = false

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var official: OfficialOptions

  func validate() throws {
    if [plan, log, name].compactMap({ $0 }).count > 1 {
      throw ValidationError("--plan, --from and --name exclude each other")
    }
  }

  func run() throws {
    let now = try Process.now()
    // Everything that can be wrong is found before there is a file.
    let parcel = try log.map { try Parcel(logAt: $0) }
    let setup = try plan.map(PlanSetup.init(path:)) ?? PlanSetup(name: name ?? "Competition")
    let by = try official.name()
    let (store, summary) = try EventStore.create(
      at: database.path, madeAt: now, note: "A competition refereed with Tally.", identity: parcel?.competition,
      isSecond: parcel?.competition != nil, isForGroup: group,
      terminal: official.terminal ?? Process.environment("TALLY_TERMINAL"), listener: .people
    ) { writer in
      guard let parcel else {
        try writer.decide(setup.rulings, by: by, recordedAt: now, ruleSets: setup.documents)
        return setup.summary
      }
      let new = try writer.record(parcel)
      return "\(new.decisions) decisions, \(new.runs) runs, \(new.entries) entries"
    }
    Process.keep("\(database.path) was made")
    if parcel != nil { Merging.tellStrays(in: try Situation(store)) }
    Process.answer("\(safeForPeople(database.path)): \(safeForPeople(summary))\n")
  }
}

/// What a plan decides, worked out and checked before anything is written.
struct PlanSetup {
  var rulings: [Decision.Ruling]
  var documents: [RuleSetDocument] = []
  var summary: String

  init(name: String) {
    rulings = [.named(name, days: [])]
    summary = "\(name), no teams and no challenges yet"
  }

  init(path: String) throws {
    let loaded = try LoadedPlan(path, otherwise: "nothing was made")
    rulings = loaded.rulings
    documents = loaded.documents
    let teams = Words.count(Points(loaded.plan.teams.count), "team")
    summary = "\(loaded.plan.name), \(teams), \(Words.count(Points(loaded.plan.challenges.count), "challenge"))"
  }
}
