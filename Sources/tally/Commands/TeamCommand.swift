import ArgumentParser
import EventStore
import Operations
import Pages
import Reports
import Scoring
import Text

/// `tally team …`.
struct TeamCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "team", abstract: "Enter, list and withdraw teams.",
    discussion: "EXAMPLE:\n  tally team add lasr \"LASR\" --affiliation \"King's College London\"",
    subcommands: [TeamAdd.self, TeamList.self, TeamWithdraw.self, TeamDisqualify.self, TeamImport.self])
}

/// `tally team add`.
struct TeamAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Enter a team, in every challenge or in some; or correct its name.",
    discussion: "EXAMPLE:\n  tally team add lasr \"LASR\" --affiliation \"King's College London\" --challenge coffee")

  @Argument(help: "The short name people will type: a–z, 0–9 and hyphens.") var team: Team.ID
  @Argument(help: "The name as the team writes it.") var name: String
  @Option(help: "Where it comes from.") var affiliation = ""
  @Option(name: .customLong("challenge"), help: "Enter this challenge (again for more; default: every challenge).")
  var challenges: [Challenge.ID] = []
  @Option(name: .customLong("division"), help: "It belongs to this division (again for more; default: as before).")
  var divisions: [Division.ID] = []
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var official: OfficialOptions

  func run() throws {
    let (name, affiliation) = (self.name.asName, self.affiliation.asName)
    try TeamNames.check(team, name, affiliation)
    let store = try official.open(database)
    let (entered, doubles) = try store.write { writer in
      let competition = try writer.reader.competition()
      try competition.require(official.name(), .organiser, .jury, to: "decides about teams")
      let challenges =
        try self.challenges.isEmpty
        ? competition.challenges.map(\.id)
        : self.challenges.map {
          try competition.require($0).id
        }
      for division in divisions where !competition.divisions.contains(where: { $0.id == division }) {
        throw unknown("division", division.text, competition.divisions.map(\.id.text), "tally plan show")
      }
      var rulings: [Decision.Ruling] = [.enteredTeam(team, name: name, affiliation: affiliation)]
      rulings += challenges.filter { !competition.isEntered(team, in: $0) }.map { .enteredChallenge(team, $0) }
      if !divisions.isEmpty, competition.divisionsOfTeam[team] != divisions {
        rulings.append(.grouped(team, in: divisions))
      }
      try writer.decide(rulings, by: official.name(), recordedAt: Process.now())
      let new = Team(id: team, name: name, affiliation: affiliation)
      return (challenges, competition.team(team) == new ? [] : new.nearNamesakes(among: competition.teams))
    }
    for double in doubles { Process.tell("warning: \(safeForPeople(double)); is it one team twice?") }
    Process.answer(
      "\(team): \(safeForPeople(name)), in \(entered.isEmpty ? "no challenge" : entered.map(\.text).joined(separator: ", "))\n"
    )
  }
}

/// What a team may be called.
enum TeamNames {
  static func check(_ team: Team.ID, _ name: String, _ affiliation: String) throws {
    guard team.isShortName else {
      throw CommandError("'\(safeForPeople(team.text))' is no short name; use 1 to 60 of a–z, 0–9 and hyphens")
    }
    guard (1...200).contains(name.utf8.count), name.unicodeScalars.contains(where: { !$0.properties.isWhitespace })
    else {
      throw CommandError("a team's name needs 1 to 200 bytes")
    }
    guard affiliation.utf8.count <= 200 else { throw CommandError("an affiliation may have 200 bytes at most") }
  }
}

/// `tally team list`.
struct TeamList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Show the teams and what they entered.",
    discussion: "EXAMPLE:\n  tally team list --format csv -o teams.csv")

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let competition = try database.openForReading().read { try $0.competitionWithoutOrder() }
    try output.show(ExportTables.teams(competition))
  }
}

/// `tally team withdraw`.
struct TeamWithdraw: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw", abstract: "Record that a team withdraws; what it has done stays.",
    discussion: "EXAMPLE:\n  tally team withdraw lasr --reason \"the robot's arm is broken\"")

  @Argument(help: "The team.") var team: Team.ID
  @Option(help: "Only from this challenge.") var challenge: Challenge.ID?
  @OptionGroup var reason: ReasonOption
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var official: OfficialOptions

  func run() throws {
    let followed = try Departures.record(team, challenge, reason, database, official) {
      .withdrew($0, from: $1, reason: $2)
    }
    Process.answer("\(team) withdraws from \(challenge?.text ?? "the competition")\n")
    try Departures.tell(followed)
  }
}

/// `tally team disqualify`.
struct TeamDisqualify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "disqualify", abstract: "Record that the organisers disqualify a team.",
    discussion: "EXAMPLE:\n  tally team disqualify lasr --challenge coffee --reason \"remote control\"")

  @Argument(help: "The team.") var team: Team.ID
  @Option(help: "Only from this challenge.") var challenge: Challenge.ID?
  @OptionGroup var reason: ReasonOption
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var official: OfficialOptions

  func run() throws {
    let followed = try Departures.record(team, challenge, reason, database, official) {
      .disqualified($0, from: $1, reason: $2)
    }
    Process.answer("\(team) is disqualified from \(challenge?.text ?? "the competition")\n")
    try Departures.tell(followed)
  }
}

/// Teams that go, or must.
enum Departures {
  static func record(
    _ team: Team.ID, _ challenge: Challenge.ID?, _ reason: ReasonOption, _ database: DatabaseOptions,
    _ official: OfficialOptions, _ ruling: (Team.ID, Challenge.ID?, String) -> Decision.Ruling
  ) throws -> DepartureView {
    guard reason.reason.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
      throw CommandError("a reason is needed: --reason TEXT")
    }
    return try official.open(database).write { writer in
      let before = try Situation(writer.reader)
      try before.competition.require(official.name(), .organiser, .jury, to: "decides about teams")
      _ = try before.competition.require(team)
      if let challenge { _ = try before.competition.require(challenge) }
      try writer.decide([ruling(team, challenge, reason.reason)], by: official.name(), recordedAt: Process.now())
      return DepartureView(of: team, challenge, from: before, to: try Situation(writer.reader))
    }
  }

  /// Says, to people, what followed.
  static func tell(_ followed: DepartureView) throws {
    if followed.isEmpty { return Process.tell("every place stays, and who is in the finals") }
    let report = Report(title: "What follows", blocks: followed.blocks)
    Process.tell(render(report, as: .text, options: RenderOptions(width: Process.terminalWidth)))
  }
}
