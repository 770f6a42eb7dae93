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

/// Which of a challenge's tables a tie is in.
enum TiePhase: String, ExpressibleByArgument, CaseIterable {
  case trials, final, result
}

/// Which table a tie is in.
struct TieOptions: ParsableArguments {
  @Argument(help: "The challenge, or an overall table.") var table: String
  @Option(
    help: "The table of the challenge: trials, final, or result for both together (default: where they are tied).")
  var phase: TiePhase?
  @OptionGroup var reason: ReasonOption
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var official: OfficialOptions

  /// The challenge that was named, if it is one.
  func challenge(in competition: Competition) throws -> Challenge? {
    let id = Challenge.ID(table)
    let overall = competition.overall(Overall.ID(table))
    guard phase == nil else { return try competition.require(id) }
    guard let overall else { return try competition.require(id) }
    if competition.challenge(id) == nil { return nil }
    throw CommandError(
      "'\(overall.id)' is a challenge and an overall table; say --phase trials, final or result for a table of the "
        + "challenge, or give the overall table another name in the plan")
  }

  /// The table in which just these teams share a place; a sentence that says what they do share, where there is none.
  func place(of teams: [Team.ID], in board: Board) throws -> Tie.Place {
    guard let challenge = try challenge(in: board.competition) else {
      return try require(teams, in: .overall(Overall.ID(table)), board)
    }
    if let phase {
      // Where one phase is the whole challenge, its table is the one that people see.
      let alone = board.result(of: challenge.id).flatMap { $0.isCombined ? nil : $0.trials ?? $0.final }
      switch phase {
      case .trials: return try require(teams, in: .phase(challenge.id, .trials), board)
      case .final: return try require(teams, in: .phase(challenge.id, .final), board)
      case .result:
        return try require(teams, in: alone.map { .phase(challenge.id, $0.phase) } ?? .challenge(challenge.id), board)
      }
    }
    switch board.tie(between: Set(teams), in: challenge.id) {
    case .found(let place): return place
    case .several(let places):
      let names = places.map(\.phaseWord)
      throw CommandError(
        "these teams share a place in more than one table of '\(challenge.id)' (\(names.joined(separator: ", "))); say "
          + "which is settled: " + names.map { "--phase \($0)" }.joined(separator: " or "))
    case .none: return try require(teams, in: .challenge(challenge.id), board)
    }
  }

  /// The table, if just these teams share a place in it.
  private func require(_ teams: [Team.ID], in place: Tie.Place, _ board: Board) throws -> Tie.Place {
    let positions = board.positions(in: place)
    let ranks = Set(teams.map { team in positions.first { $0.team == team }?.position.rank })
    guard ranks.count == 1, let rank = ranks.first ?? nil else {
      let words = teams.map { team in "\(team): \(positions.first { $0.team == team }?.position.text ?? "not ranked")" }
      throw CommandError(
        "these teams do not share a place (\(words.joined(separator: ", "))); 'tally tie list' shows who does")
    }
    let all = positions.filter { $0.position.rank == rank }.map(\.team)
    guard Set(all) == Set(teams) else {
      throw CommandError("place \(rank) is shared by \(all.listed); settle it between all of them")
    }
    return place
  }

  /// Records a settlement, if these teams do share a place and nobody has settled it yet.
  func settle(_ order: (Situation) throws -> (teams: [Team.ID], method: Tie.Method)) throws {
    let name = try official.name()
    let now = try Process.now()
    let store = try official.open(database)
    let (tie, title) = try store.write { writer in
      let situation = try Situation(writer.reader)
      let competition = situation.competition
      try competition.require(name, .organiser, .jury, to: "settles ties")
      // A table that is not there is said before anything about teams.
      _ = try challenge(in: competition)
      let (teams, method) = try order(situation)
      for team in teams { _ = try competition.require(team) }
      guard teams.count > 1, Set(teams).count == teams.count else {
        throw CommandError("a tie is between two or more teams, each named once; here: \(teams.listed)")
      }
      let place = try place(of: teams, in: situation.board())
      let tie = Tie(table: place, order: teams, method: method, reason: reason.reason)
      try writer.decide([.settled(tie)], by: name, recordedAt: now)
      return (tie, Words.table(place, in: competition))
    }
    Process.answer(tie.order.enumerated().map { "\($0.offset + 1). \($0.element)\n" }.joined())
    Process.tell("\(safeForPeople(title)): settled by \(tie.method.words): \(safeForPeople(tie.reason))")
  }
}

extension Tie.Place {
  /// What `--phase` calls a challenge's table.
  fileprivate var phaseWord: String {
    switch self {
    case .phase(_, let phase): phase.rawValue
    case .challenge, .overall: TiePhase.result.rawValue
    }
  }
}

extension [Team.ID] {
  fileprivate var listed: String { map(\.text).joined(separator: ", ") }
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
    try options.settle { _ in (Lots.order(of: teams, seed: seed), .lots(seed: seed)) }
  }
}

/// `tally tie runs`.
struct TieRuns: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs", abstract: "Let deciding runs settle it: practice runs, ranked by the challenge's own keys.",
    discussion: "EXAMPLE:\n  tally tie runs coffee --decided-by coffee-31 --decided-by coffee-32 --reason \"rule 4.5\"")

  @Option(name: .customLong("decided-by"), help: "A deciding run (say it for each).") var runs: [Run.ID]
  @OptionGroup var options: TieOptions

  func run() throws {
    try options.settle { situation in
      let logs = try runs.map { try situation.log(of: $0) }
      guard let first = logs.first else { throw CommandError("name the deciding runs: --decided-by RUN") }
      if let challenge = try options.challenge(in: situation.competition), challenge.id != first.run.challenge {
        throw CommandError(
          "run \(first.run.id) is of '\(first.run.challenge)'; a tie in '\(challenge.id)' is decided there")
      }
      let rule = RankingRule(first.rules.ruleSet)
      for log in logs where log.run.challenge != first.run.challenge || log.run.phase != .practice {
        throw CommandError(
          "run \(log.run.id) cannot decide: deciding runs are practice runs of one challenge, so that they count for "
            + "nothing else")
      }
      let standings = rule.standings(
        of: logs.map { Contender(team: $0.run.team, runs: [ScoredRun($0, keys: rule.keys)]) })
      guard standings.allSatisfy({ $0.rank != nil && !$0.isShared }) else {
        throw CommandError("the deciding runs do not tell the teams apart; hold others, or draw lots")
      }
      return (standings.map(\.team), .runs(runs))
    }
  }
}

/// `tally tie jury`.
struct TieJury: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jury", abstract: "Record the order that the jury decided.",
    discussion: "EXAMPLE:\n  tally tie jury coffee --team mku --team mk-college --reason \"rule 4.7\"")

  @Option(name: .customLong("team"), help: "The teams, the better first.") var teams: [Team.ID]
  @OptionGroup var options: TieOptions

  func run() throws { try options.settle { _ in (teams, .jury) } }
}

/// `tally tie list`.
struct TieList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Show the ties that were settled and whether they still hold, and the places still shared.",
    discussion: "EXAMPLE:\n  tally tie list")

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let situation = try Situation(database.openForReading())
    let competition = situation.competition
    var table = Table(
      title: "Ties",
      columns: [
        Table.Column("table", "Table"), Table.Column("teams", "Teams"), Table.Column("settled_by", "Settled by"),
        Table.Column("reason", "Reason"), Table.Column("decision", "Decision"), Table.Column("holds", "Holds"),
      ])
    let board = situation.board()
    for (tie, decision) in competition.ties {
      table.append([
        .text(Words.table(tie.table, in: competition)), .text(tie.order.map(\.text).joined(separator: ", ")),
        .text(tie.method.words), .text(tie.reason), .text(decision.text),
        .text(board.holds(tie) ? "yes" : "no: they are not tied as they were"),
      ])
    }
    for list in board.positions {
      let shared = Dictionary(grouping: list.teams.filter { $0.position.isShared }) { $0.position.rank ?? 0 }
      for (rank, teams) in shared.sorted(by: { $0.key < $1.key }) {
        table.append([
          .text(Words.table(list.table, in: competition)), .text(teams.map(\.team.text).joined(separator: ", ")),
          .text("shared place \(rank)"), .text(""), .missing, .missing,
        ])
      }
    }
    try output.show(table)
  }
}
