import ArgumentParser
import EventStore
import Operations
import Pages
import Scoring

/// `tally season`: several competitions as one.
struct SeasonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "season", abstract: "Make a season's standings of several competitions.",
    discussion: """
      For each challenge, and for each overall table, a team's best results of the season count, if it took part often
      enough (European Robotics League 2018/19: at least two tournaments, the best two). Teams are the same where their
      short names are. A team took part where it earned a result: not where it was disqualified or did not come. Sheets
      that give no points need --value achievements or league points by place.

      EXAMPLE:
        tally season leeds.sqlite milton-keynes.sqlite bologna.sqlite --value "league 10 8 6 5 4 3 2 1"
        tally season season/event-*.sqlite --only best --best 3 --at-least 2
      """)

  @Argument(help: "The competitions' files.", completion: .file(extensions: ["sqlite"])) var files: [String]
  @Option(help: "How many results count.") var best = 2
  @Option(help: "How many tournaments a team must have taken part in.") var atLeast = 2
  @Option(help: "What a result is worth: points, achievements, 'points to 100' or 'league 10 8 6 …'.")
  var value = "points"
  @Option(help: "Only this challenge or overall table (say it for each).") var only: [String] = []
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if files.count < 2 { throw ValidationError("a season has two competitions or more") }
    if !(1...99).contains(best) || !(1...99).contains(atLeast) {
      throw ValidationError("--best and --at-least are 1 to 99")
    }
    if Overall.Value(value) == nil {
      throw ValidationError("'\(value)' is no value; one of \(Overall.Value.forms.joined(separator: ", "))")
    }
  }

  func run() throws {
    guard let value = Overall.Value(value) else { return }
    let competitions = try files.map { file in
      let store = try EventStore.open(at: file, readOnly: true)
      return (file: file, identity: try store.read { try $0.identity() }.id, situation: try Situation(store))
    }
    let rule = SeasonRule(atLeast: atLeast, combination: .sumOfBest(best))
    let view = SeasonView(try Season(of: competitions, under: rule, value: value, only: only))
    if output.isForMachines { try output.show(view.table) } else { try output.show(view.report) }
  }
}
