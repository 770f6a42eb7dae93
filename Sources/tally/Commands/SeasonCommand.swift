import ArgumentParser
import EventStore
import Operations
import Reports
import Scoring
import Text

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
    var boards: [(name: String, board: Board)] = []
    var seen: [String: String] = [:]
    for file in files {
      let store = try EventStore.open(at: file, readOnly: true)
      if let other = seen.updateValue(file, forKey: try store.read { try $0.identity() }.id) {
        throw CommandError("\(other) and \(file) are the same competition; name each one once")
      }
      let situation = try Situation(store)
      var name = situation.competition.name
      while boards.contains(where: { $0.name == name }) { name += " (\(file))" }
      boards.append((name, situation.board()))
    }
    let rule = SeasonRule(atLeast: atLeast, combination: .sumOfBest(best))
    var tables: [Table] = []
    let benchmarks = benchmarks(boards.map(\.board)).filter { only.isEmpty || only.contains($0.id) }
    for (id, _) in benchmarks {
      for (name, board) in boards { try refuse(id, without: board, name) }
    }
    for (id, title) in benchmarks {
      let tournaments = boards.compactMap { name, board in tournament(of: id, in: board, name) }
      tables.append(table(id, title, rule.standings(of: tournaments), boards.map(\.board)))
    }
    guard !tables.isEmpty else { throw CommandError("these competitions have nothing of that name in common") }
    if output.isForMachines {
      try output.show(Table(columns: tables[0].columns, rows: tables.flatMap(\.rows)))
    } else {
      try output.show(
        Report(title: "Season of \(boards.count) competitions", blocks: tables.map { .table($0.withoutLast(2)) }))
    }
  }

  /// The challenges and overall tables, in the order in which they were first held.
  private func benchmarks(_ boards: [Board]) -> [(id: String, title: String)] {
    var all: [(id: String, title: String)] = []
    for board in boards {
      let here =
        board.results.map { ($0.challenge.id.text, $0.challenge.title) }
        + board.overalls.map { ($0.overall.id.text, $0.overall.title) }
      for (id, title) in here where !all.contains(where: { $0.id == id }) { all.append((id, title)) }
    }
    return all
  }

  /// Refuses what would rank everybody first with nothing: points of sheets that give none.
  private func refuse(_ id: String, without board: Board, _ name: String) throws {
    if let overall = board.overall(Overall.ID(id))?.overall {
      let held = board.results.filter { result in
        overall.parts.contains { $0.challenges.isEmpty || $0.challenges.contains(result.challenge.id) }
      }
      guard overall.order == .total, !overall.parts.isEmpty, !held.isEmpty,
        overall.parts.allSatisfy(\.value.takesPoints), held.allSatisfy({ !$0.givesPoints })
      else { return }
      throw CommandError(
        "in \(safeForPeople(name)) the table '\(id)' adds up points, and the rules of its challenges give none, so everybody "
          + "would be first with nothing; let its parts take achievements or league points, or leave it out with --only"
      )
    }
    guard Overall.Value(value)?.takesPoints == true, let result = board.result(of: Challenge.ID(id)),
      !result.givesPoints
    else { return }
    throw CommandError(
      "in \(safeForPeople(name)) the rules of '\(id)' give no points, so everybody would be first with nothing; "
        + "say --value achievements, or --value 'league 10 8 6 5' for points by place")
  }

  /// What each team reached in one competition; `nil` if that was not held there.
  private func tournament(of id: String, in board: Board, _ name: String) -> SeasonRule.Tournament? {
    if let overall = board.overall(Overall.ID(id)) { return SeasonRule.Tournament(overall, name: name) }
    guard let result = board.result(of: Challenge.ID(id)), let value = Overall.Value(value) else { return nil }
    let part = Overall.Part(title: "season", challenges: [result.challenge.id], value: value)
    return SeasonRule.Tournament(
      OverallTable(Overall(id: "season", title: "", parts: [part]), of: [result], in: board.competition), name: name)
  }

  private func table(_ id: String, _ title: String, _ standings: [SeasonStanding], _ boards: [Board]) -> Table {
    var table = Table(
      title: title,
      columns: [
        Table.Column("benchmark", "Benchmark"), Table.Column("rank", "Place", alignment: .trailing),
        Table.Column("team", "Team"), .exact("score", "Score"),
        Table.Column("counted", "Counted"), Table.Column("dropped", "Dropped"), Table.Column("status", "Status"),
        Table.Column("scores", "Scores"), Table.Column("decided_by", "Decided by", style: .dim),
        Table.Column("name", "Name"), Table.Column("title", "Title"),
      ])
    for standing in standings {
      let known = boards.map(\.competition).first { $0.team(standing.team) != nil }
      let scores = standing.results.map { result in
        "\(result.tournament): \(result.value)" + (result.gives == .everything ? "" : " (earned nothing)")
      }
      table.append([
        .text(id), standing.rank.map { .rank($0, shared: standing.isShared) } ?? .missing,
        .shown(as: Words.team(standing.team, in: known ?? Competition([])), of: .text(standing.team.text)),
        standing.score.map { .number($0.description) } ?? .missing,
        .text(standing.counted.joined(separator: "; ")), .text(standing.dropped.joined(separator: "; ")),
        .text(
          standing.missing == 0
            ? "ranked" : "not ranked: \(Words.count(Points(standing.missing), "tournament")) too few"),
        .text(scores.joined(separator: "; ")), .text(standing.decidedBy.map { Words.decider($0) } ?? ""),
        .text(known?.team(standing.team)?.name ?? ""), .text(title),
      ])
    }
    return table
  }
}

extension Table {
  /// The same without its last columns: people read names and titles elsewhere in the table.
  fileprivate func withoutLast(_ count: Int) -> Table {
    var table = Table(title: title, columns: columns.dropLast(count), notes: notes)
    for row in rows { table.append(row.dropLast(count)) }
    return table
  }
}

extension ChallengeResult {
  /// Whether the rules it is held under give points at all.
  fileprivate var givesPoints: Bool { (trials ?? final)?.rules.ruleSet.givesPoints ?? true }
}

extension Words {
  /// Why a team has its place in a season: "score: 16 against 14 of lasr".
  fileprivate static func decider(_ decider: SeasonStanding.Decider) -> String {
    decider.isEqual
      ? "equal to \(decider.against)"
      : "score: \(number(decider.own)) against \(number(decider.other)) of \(decider.against)"
  }
}
