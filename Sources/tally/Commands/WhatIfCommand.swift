import ArgumentParser
import EventStore
import Operations
import Pages
import Reports
import Scoring

/// `tally what-if …`: questions that touch nothing.
struct WhatIfCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "what-if",
    abstract: "Ask what would be: a place within reach, a protest granted, a team that goes.",
    discussion: """
      Nothing is recorded. The answers list every score and every place that would change. What other rules would change
      is asked with 'tally rescore'.

      EXAMPLE:
        tally what-if place coffee lasr 2
        tally what-if protest desk-1-46 --retract desk-1-40
        tally what-if retract coffee-3 desk-1-40
        tally what-if withdraw lasr
      """,
    subcommands: [
      WhatIfPlace.self, WhatIfProtest.self, WhatIfRules.self, WhatIfRetract.self, WhatIfWithdraw.self,
      WhatIfDisqualify.self,
    ])
}

/// `tally what-if place`.
struct WhatIfPlace: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "place", abstract: "What a team must score in one run more to reach a place.",
    discussion: """
      What the run must be worth if nobody else's result changes, and it is no disqualification. Less is not enough: the
      first key must be reached, and where it is reached just so, the next one.

      EXAMPLE:
        tally what-if place coffee lasr 2
      """)

  @Argument(help: "The challenge.") var challenge: Challenge.ID
  @Argument(help: "The team.") var team: Team.ID
  @Argument(help: "The place: 1, 2, 3 …") var place: Int
  @Option(help: "trials or final.") var phase: Phase = .trials
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if place < 1 { throw ValidationError("places begin at 1") }
  }

  func run() throws {
    let situation = try Situation(database.openForReading(), of: challenge)
    try output.show(PlaceQuestion(of: team, forPlace: place, in: phase, of: challenge, situation).report)
  }
}

/// `tally what-if protest`.
struct WhatIfProtest: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "protest", abstract: "What would change if a protest were granted with these corrections.",
    discussion: "EXAMPLE:\n  tally what-if protest desk-1-46 --retract desk-1-40")

  @Argument(help: "The protest.") var protest: Protest.ID
  @Option(help: "An entry of the run that would be taken back.") var retract: [Entry.ID] = []
  @Option(help: "An item that would count as seen: ITEM or ITEM@INSTANCE.") var saw: [ItemArgument] = []
  @Flag(name: .customLong("void"), help: "The run would not count.") var isVoided = false
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let situation = try Situation(database.openForReading())
    let protest = try situation.requireProtest(protest)
    let corrections = DecideProtest.Corrections(
      retract: retract, saw: saw.map { .init($0.item, at: $0.instance) }, isVoid: isVoided)
    let change = try ImaginedCorrections(corrections, granting: protest).change(in: situation)
    try output.show(Report(title: "If protest \(protest.id) were granted", blocks: ChangesView(change).blocks))
  }
}

/// `tally what-if retract`.
struct WhatIfRetract: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retract", abstract: "What would change if entries of a run were taken back.",
    discussion: "EXAMPLE:\n  tally what-if retract coffee-3 desk-1-40")

  @Argument(help: .run) var id: Run.ID
  @Argument(help: "The entries.") var entries: [Entry.ID]
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let facts = entries.map { Fact.retracted($0, reason: "what if") }
    let change = try ImaginedCorrections(facts, of: id).change(in: Situation(database.openForReading()))
    try output.show(
      Report(
        title: "If \(entries.map(\.text).joined(separator: ", ")) were taken back", blocks: ChangesView(change).blocks))
  }
}

/// `tally what-if withdraw`.
struct WhatIfWithdraw: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw", abstract: "What would follow if a team withdrew: places, and who is in the finals.",
    discussion: """
      Who is in a final is settled when its first run is opened; before that, another team moves up.

      EXAMPLE:
        tally what-if withdraw lasr coffee
      """)

  @Argument(help: "The team.") var team: Team.ID
  @Argument(help: "Only from this challenge.") var challenge: Challenge.ID?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let departure = Departure(.withdrawal, of: team, from: challenge, reason: "what if")
    let change = try departure.imagined(in: Situation(database.openForReading()))
    try output.show(
      Report(
        title: "If \(team) withdrew from \(challenge?.text ?? "the competition")",
        blocks: DepartureView(departure, change).blocks))
  }
}

/// `tally what-if disqualify`.
struct WhatIfDisqualify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "disqualify",
    abstract: "What would follow if the organisers disqualified a team: places, and who is in the finals.",
    discussion: "EXAMPLE:\n  tally what-if disqualify lasr coffee")

  @Argument(help: "The team.") var team: Team.ID
  @Argument(help: "Only from this challenge.") var challenge: Challenge.ID?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let departure = Departure(.disqualification, of: team, from: challenge, reason: "what if")
    let change = try departure.imagined(in: Situation(database.openForReading()))
    try output.show(
      Report(
        title: "If \(team) were disqualified from \(challenge?.text ?? "the competition")",
        blocks: DepartureView(departure, change).blocks))
  }
}
