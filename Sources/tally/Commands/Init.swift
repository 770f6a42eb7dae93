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
    // Everything that can be wrong is found before there is a file.
    let beginning: CreateCompetition =
      if let log {
        .copied(try Parcel(logAt: log))
      } else if let plan {
        .planned(try LoadedPlan(plan, otherwise: "nothing was made"))
      } else {
        .named(name ?? "Competition")
      }
    let made = try beginning.make(
      at: database.path, isForGroup: group, terminal: official.terminal ?? Process.environment("TALLY_TERMINAL"),
      listener: .people, by: official.name(), at: Process.now())
    Process.keep("\(database.path) was made")
    if log != nil { Merging.tellStrays(in: try Situation(made.store)) }
    Process.answer("\(safeForPeople(database.path)): \(safeForPeople(beginning.words(made.counts)))\n")
  }
}

extension CreateCompetition {
  /// What the new file begins with.
  fileprivate func words(_ counts: StoreCounts) -> String {
    switch self {
    case .named(let name): "\(name), no teams and no challenges yet"
    case .planned(let loaded):
      "\(loaded.plan.name), \(Words.count(Points(loaded.plan.teams.count), "team")), "
        + Words.count(Points(loaded.plan.challenges.count), "challenge")
    case .copied: "\(counts.decisions) decisions, \(counts.runs) runs, \(counts.entries) entries"
    }
  }
}
