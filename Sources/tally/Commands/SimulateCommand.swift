import ArgumentParser
import EventStore
import Operations
import RefereeConsole
import Scoring

/// `tally simulate`: competitions that nobody held.
struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Make invented competitions: for training, for trying rules out, for load tests.",
    discussion: """
      Everything follows from the seed: the same seed gives the same logs, byte for byte. Each event has trials, a final
      of the best two for each challenge, and an overall table. No robot did any of it, and the files say so. With
      --large there may be a thousand teams and a thousand trials: 200 teams with 110 trials make a million entries.

      EXAMPLE:
        tally simulate --to season/ --seed 7 --events 4 --teams 12
        tally season season/event-*.sqlite
      """)

  @Option(help: "The folder (made if it is not there).", completion: .directory) var to: String
  @Option(help: "What everything follows from.") var seed: UInt64 = 1
  @Option(help: "How many events.") var events: Int = 1
  @Option(help: "How many teams.") var teams: Int = 8
  @Option(help: "How many trials each team has.") var trials: Int = 3
  @Option(help: "A challenge's rules: a shipped id (say it for each; default: the five of scrc-2025).")
  var rules: [String] = []
  @Option(help: "The first event's day.") var day: String = "2026-05-04"
  @Flag(help: "For load tests: up to 1000 teams and 1000 trials.") var large = false

  func validate() throws {
    let (mostTeams, mostTrials) = large ? (1000, 1000) : (200, 20)
    guard (1...100).contains(events), (2...mostTeams).contains(teams), (1...mostTrials).contains(trials) else {
      throw ValidationError(
        "--events is 1 to 100, --teams 2 to \(mostTeams), --trials 1 to \(mostTrials)"
          + (large ? "" : "; --large allows 1000 of each"))
    }
  }

  func run() throws {
    guard let start = Moment.parse(day + "T09:00:00.000Z") else { throw CommandError("'\(day)' is no day") }
    let chosen = rules.isEmpty ? Simulation.usualRules : rules
    let sheets = try chosen.map { try RuleSets.find($0) }
    let simulations = try Simulation.series(
      of: events, seed: seed, teams: teams, trials: trials, sheets: sheets, from: start)
    try WholeFile.makeFolder(to)
    let folder = to.hasSuffix("/") ? String(to.dropLast()) : to
    for (event, simulation) in zip(1..., simulations) {
      let path = "\(folder)/event-\(event).sqlite"
      let counts = try simulation.write(to: path) { done, all in
        if Process.isTerminal(2) { Process.show("event \(event) of \(events): \(done) of \(all) runs\r") }
      }
      Process.answer("\(path)\n")
      Process.tell("\(path): \(counts.runs) runs, \(counts.entries) entries, invented (seed \(seed))")
    }
  }
}
