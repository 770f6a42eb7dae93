import ArgumentParser
import EventStore
import Operations
import Pages
import Reports
import Scoring
import Text

/// `tally tie …`: shared places that must be told apart.
struct TieCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tie", abstract: "Settle a shared place: by deciding runs, by lots, or by the jury.",
    discussion: """
      Equal teams share a place until somebody settles the tie, once. Lots are drawn with a seed that is kept and shown,
      so anybody can draw them again. Deciding runs are practice runs: they count for nothing else. A tie is settled in
      the table in which just these teams share a place; --phase says which, where that is more than one.

      EXAMPLE:
        tally tie lots coffee --phase trials --team mku --team mk-college --reason "rule 4.6: lots"
        tally tie runs coffee --decided-by coffee-31 --decided-by coffee-32 --reason "deciding runs"
        tally tie list
      """,
    subcommands: [TieList.self, TieLots.self, TieRuns.self, TieJury.self], defaultSubcommand: TieList.self)
}

extension SettleTie.TablePhase: ExpressibleByArgument {}

/// Which table a tie is in, and why it is settled.
struct TieOptions: ParsableArguments {
  @Argument(help: "The challenge, or an overall table.") var table: String
  @Option(
    help: "The table of the challenge: trials, final, or result for both together (default: where they are tied).")
  var phase: SettleTie.TablePhase?
  @OptionGroup var reason: ReasonOption
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var official: OfficialOptions

  /// Records a settlement, if these teams do share a place and nobody has settled it yet.
  func settle(by means: SettleTie.Means) throws {
    let outcome = try official.carryOut(
      SettleTie(in: table, phase, by: means, reason: reason.reason), in: database)
    let tie = outcome.tie
    Process.answer(tie.order.enumerated().map { "\($0.offset + 1). \($0.element)\n" }.joined())
    let title = Words.table(tie.table, in: outcome.competition)
    Process.tell("\(safeForPeople(title)): settled by \(tie.method.words): \(safeForPeople(tie.reason))")
  }
}

/// `tally tie lots`.
struct TieLots: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lots", abstract: "Draw lots once; the seed is kept and shown.",
    discussion: "EXAMPLE:\n  tally tie lots coffee --team mku --team mk-college --reason \"rule 4.6\"")

  @Option(name: .customLong("team"), help: "A team that shares the place (say it for each).") var teams: [Team.ID]
  @Option(help: "The seed, where it was drawn in public (dice, a newspaper); default: drawn here.") var seed: String?
  @OptionGroup var options: TieOptions

  func run() throws {
    var random = SystemRandomNumberGenerator()
    let letters = Array("0123456789abcdefghjkmnpqrstvwxyz")
    let seed = seed ?? String((0..<12).map { _ in letters.randomElement(using: &random)! })
    try options.settle(by: .lots(of: teams, seed: seed))
  }
}

/// `tally tie runs`.
struct TieRuns: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs", abstract: "Let deciding runs settle it: practice runs, ranked by the challenge's own keys.",
    discussion: "EXAMPLE:\n  tally tie runs coffee --decided-by coffee-31 --decided-by coffee-32 --reason \"rule 4.5\"")

  @Option(name: .customLong("decided-by"), help: "A deciding run (say it for each).") var runs: [Run.ID]
  @OptionGroup var options: TieOptions

  func run() throws { try options.settle(by: .runs(runs)) }
}

/// `tally tie jury`.
struct TieJury: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jury", abstract: "Record the order that the jury decided.",
    discussion: "EXAMPLE:\n  tally tie jury coffee --team mku --team mk-college --reason \"rule 4.7\"")

  @Option(name: .customLong("team"), help: "The teams, the better first.") var teams: [Team.ID]
  @OptionGroup var options: TieOptions

  func run() throws { try options.settle(by: .jury(teams)) }
}

/// `tally tie list`.
struct TieList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Show the ties that were settled and whether they still hold, and the places still shared.",
    discussion: "EXAMPLE:\n  tally tie list")

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() throws { try output.show(TiesView(Situation(database.openForReading()).board()).table) }
}
