import ArgumentParser
import EventStore
import Operations
import Reports
import Scoring

/// `tally season`: several competitions as one.
struct SeasonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "season", abstract: "Make a season's standings of several competitions.",
    discussion: """
      For each challenge, and for each overall table, a team's best results of the season count, if it took part often
      enough (European Robotics League 2018/19: at least two tournaments, the best two). Teams are the same where their
      short names are.

      EXAMPLE:
        tally season leeds.sqlite milton-keynes.sqlite bologna.sqlite
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
    for (id, title) in benchmarks(boards.map(\.board)) where only.isEmpty || only.contains(id) {
      let tournaments = boards.compactMap { name, board in
        points(of: id, in: board).map { SeasonRule.Tournament(name: name, points: $0) }
      }
      tables.append(table(id, title, rule.standings(of: tournaments), boards.map(\.board)))
    }
    guard !tables.isEmpty else { throw CommandError("these competitions have nothing of that name in common") }
    if output.isForMachines {
      try output.show(Table(columns: tables[0].columns, rows: tables.flatMap(\.rows)))
    } else {
      try output.show(
        Report(title: "Season of \(boards.count) competitions", blocks: tables.map { .table($0) }))
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

  /// What each team reached in one competition; `nil` if that was not held there.
  private func points(of id: String, in board: Board) -> [Team.ID: Points]? {
    if let overall = board.overall(Overall.ID(id)) {
      return Dictionary(
        overall.standings.compactMap { standing in standing.total.map { (standing.team, $0) } },
        uniquingKeysWith: { first, _ in first })
    }
    guard let result = board.result(of: Challenge.ID(id)), let value = Overall.Value(value) else { return nil }
    let part = Overall.Part(title: "season", challenges: [result.challenge.id], value: value)
    let table = OverallTable(
      Overall(id: "season", title: "", parts: [part]), of: [result], in: board.competition)
    return Dictionary(
      table.standings.compactMap { standing in standing.exactTotal.map { (standing.team, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  private func table(_ id: String, _ title: String, _ standings: [SeasonStanding], _ boards: [Board]) -> Table {
    var table = Table(
      title: title,
      columns: [
        Table.Column("benchmark", "Benchmark"), Table.Column("rank", "Place", alignment: .trailing),
        Table.Column("team", "Team"), .exact("score", "Score"),
        Table.Column("counted", "Counted"), Table.Column("dropped", "Dropped"), Table.Column("status", "Status"),
      ])
    for standing in standings {
      let known = boards.map(\.competition).first { $0.team(standing.team) != nil }
      table.append([
        .text(id), standing.rank.map { .rank($0, shared: standing.isShared) } ?? .missing,
        .shown(as: Words.team(standing.team, in: known ?? Competition([])), of: .text(standing.team.text)),
        standing.score.map { .number($0.description) } ?? .missing,
        .text(standing.counted.joined(separator: "; ")), .text(standing.dropped.joined(separator: "; ")),
        .text(
          standing.missing == 0
            ? "ranked" : "not ranked: \(Words.count(Points(standing.missing), "tournament")) too few"),
      ])
    }
    return table
  }
}
