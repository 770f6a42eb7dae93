package import Operations
package import Reports
import Scoring

/// A season's standings: a table for each challenge and each overall table.
package struct SeasonView {
  private let season: Season

  package init(_ season: Season) { self.season = season }

  /// For people: names and titles stand elsewhere in the tables.
  package var report: Report {
    Report(
      title: "Season of \(season.competitions.count) competitions",
      blocks: season.benchmarks.map { benchmark in
        .table(Table(title: benchmark.title, columns: SeasonView.columns.dropLast(2), of: rows(of: benchmark)))
      })
  }

  /// For machines: one table of all.
  package var table: Table { Table(columns: SeasonView.columns, of: season.benchmarks.flatMap(rows)) }

  /// A team's line.
  private struct Row {
    var benchmark: Season.Benchmark
    var standing: SeasonStanding
    /// A competition that knows the team.
    var competition: Competition?
  }

  private func rows(of benchmark: Season.Benchmark) -> [Row] {
    benchmark.standings.map { Row(benchmark: benchmark, standing: $0, competition: season.competition(of: $0.team)) }
  }

  private static var columns: [Column<Row>] {
    [
      Column("benchmark", "Benchmark") { .text($0.benchmark.id) },
      Column("rank", "Place", alignment: .trailing) { row in
        row.standing.rank.map { .rank($0, shared: row.standing.isShared) } ?? .missing
      },
      Column("team", "Team") { row in
        .shown(
          as: Words.team(row.standing.team, in: row.competition ?? Competition([])), of: .text(row.standing.team.text))
      },
      Column(.exact("score", "Score")) { $0.standing.score.map { .number($0.description) } ?? .missing },
      Column("counted", "Counted") { .text($0.standing.counted.joined(separator: "; ")) },
      Column("dropped", "Dropped") { .text($0.standing.dropped.joined(separator: "; ")) },
      Column("status", "Status") { row in
        .text(
          row.standing.missing == 0
            ? "ranked" : "not ranked: \(Words.count(Points(row.standing.missing), "tournament")) too few")
      },
      Column("scores", "Scores") { row in
        .text(
          row.standing.results.map { result in
            "\(result.tournament): \(result.value)" + (result.gives == .everything ? "" : " (earned nothing)")
          }.joined(separator: "; "))
      },
      Column("decided_by", "Decided by", style: .dim) { .text($0.standing.decidedBy.map { Words.decider($0) } ?? "") },
      Column("name", "Name") { .text($0.competition?.team($0.standing.team)?.name ?? "") },
      Column("title", "Title") { .text($0.benchmark.title) },
    ]
  }
}

extension Words {
  /// Why a team has its place in a season: "score: 16 against 14 of lasr".
  fileprivate static func decider(_ decider: SeasonStanding.Decider) -> String {
    decider.isEqual
      ? "equal to \(decider.against)"
      : "score: \(number(decider.own)) against \(number(decider.other)) of \(decider.against)"
  }
}
