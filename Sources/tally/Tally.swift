import ArgumentParser

/// The command: parse, call, print. What it knows lives in the libraries below it.
///
/// Every command says its `commandName`: left out, ArgumentParser makes it of the type's name at every start, for all
/// commands, and that takes a third of the start.
struct Tally: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tally",
    abstract: "Referee robot competitions: record what you see, and scores, rankings and exports follow.",
    discussion: """
      A competition is one file (--db, or TALLY_DB; default ./tally.sqlite). Officials record facts; points, places and
      exports are derived from them, and every one can be explained.

      EXAMPLES:
        tally init --plan competition.yaml
        tally run open coffee lasr            prints the run's short name: coffee-1
        tally run start coffee-1
        tally run saw coffee-1 delivered@table-2
        tally standings coffee
        tally explain lasr coffee
      """,
    version: Build.version,
    subcommands: [Version.self, RevealCommand.self],
    groupedSubcommands: [
      CommandGroup(
        name: "Prepare",
        subcommands: [Init.self, PlanCommand.self, TeamCommand.self, ChallengeCommand.self, RulesCommand.self]),
      CommandGroup(
        name: "Referee",
        subcommands: [RefereeCommand.self, RunCommand.self, ScheduleCommand.self, NextCommand.self]),
      CommandGroup(
        name: "Results",
        subcommands: [
          StandingsCommand.self, Explain.self, WhatIfCommand.self, FinalistsCommand.self, SeasonCommand.self,
        ]),
      CommandGroup(name: "Show", subcommands: [ServeCommand.self, ScreenCommand.self]),
      CommandGroup(
        name: "Decide and publish",
        subcommands: [
          ProtestCommand.self, TieCommand.self, RescoreCommand.self, DecisionCommand.self, PublishCommand.self,
          BoardCommand.self, RevisionsCommand.self, Export.self,
        ]),
      CommandGroup(name: "Keep safe", subcommands: [Audit.self, Backup.self, Merge.self, LogCommand.self]),
      CommandGroup(name: "Try out", subcommands: [SimulateCommand.self]),
    ])
}

/// `tally version`: for scripts that do not know `--version`.
struct Version: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "version", abstract: "Print the version.",
    discussion: "EXAMPLE:\n  tally version", shouldDisplay: false)

  func run() { print(Tally.configuration.version) }
}
