import Operations
package import Reports
package import Scoring
import Text

/// A table over several challenges as tables: one for people, one for machines.
package struct OverallView {
  package let table: OverallTable
  package let competition: Competition

  package init(table: OverallTable, competition: Competition) {
    self.table = table
    self.competition = competition
  }

  private var overall: Overall { table.overall }

  /// What people see: the place, the team, what the parts give, the total, and what decided.
  package var forPeople: Table {
    var columns = [
      Table.Column("place", "Place", alignment: .trailing, style: .bold),
      .team,
    ]
    for (index, part) in overall.parts.enumerated() {
      columns.append(.exact("part_\(index + 1)", part.title.capitalisedFirst))
    }
    columns.append(.exact("total", "Total"))
    if showsPlaces {
      for place in 1...3 {
        columns.append(Table.Column("place_\(place)", Words.ordinal(place).capitalisedFirst, alignment: .trailing))
      }
    }
    columns.append(Table.Column("decided_by", "Decided by", style: .dim))
    var result = Table(title: overall.title, columns: columns, notes: notes)
    for standing in table.standings {
      var row: [Cell] = [
        place(standing), .shown(as: Words.team(standing.team, in: competition), of: .text(standing.team.text)),
      ]
      row += standing.parts.map { short($0.weighted) }
      row.append(short(standing.total))
      if showsPlaces { row += (1...3).map { .integer(standing.count(ofPlace: $0)) } }
      row.append(.text(Words.reason(standing, in: overall)))
      result.append(row)
    }
    return result
  }

  /// How each total came about: what every challenge gave, and what a part made of it.
  package var working: Table {
    var result = Table(
      title: "How it came about",
      columns: [
        Table.Column("team", "Team"), Table.Column("part", "Part"), Table.Column("challenge", "Challenge"),
        Table.Column("place", "Place", alignment: .trailing), .exact("value", "Value"), .exact("share", "Share"),
        .exact("weighted", "Weighted"),
        Table.Column("counts", "Counts"),
      ])
    for standing in table.standings {
      for (part, plan) in zip(standing.parts, overall.parts) {
        for contribution in part.contributions {
          result.append([
            .text(standing.team.text), .text(plan.title), .text(contribution.challenge.text),
            contribution.rank.map { .rank($0, shared: contribution.isShared) } ?? .missing, short(contribution.value),
            .missing, .missing, contribution.value == nil ? .missing : .flag(contribution.isCounted),
          ])
        }
        result.append([
          .text(standing.team.text), .text(plan.title), .text("together"), .missing, short(part.value),
          short(part.normalised), short(part.weighted), .missing,
        ])
      }
    }
    return result
  }

  /// What files carry; the columns are a promise, see `docs/cli.md`. The last of them hold what the parts add: as many
  /// as the table with most parts has.
  package static func table(of views: [OverallView]) -> Table {
    let parts = views.map(\.overall.parts.count).max() ?? 0
    var table = Table(
      columns: [
        Table.Column("overall", "Overall"), Table.Column("rank", "Rank", alignment: .trailing),
        Table.Column("team", "Team"), Table.Column("name", "Name"), .exact("total", "Total"),
        .exact("exact_total", "Exact total"), Table.Column("first_places", "First places", alignment: .trailing),
        Table.Column("second_places", "Second places", alignment: .trailing),
        Table.Column("third_places", "Third places", alignment: .trailing), Table.Column("parts", "Parts"),
        Table.Column("status", "Status"), Table.Column("decided_by", "Decided by"),
      ] + Table.keyColumns(parts, "part", "Part"))
    for row in views.flatMap({ $0.rows(parts: parts) }) { table.append(row) }
    return table
  }

  private func rows(parts count: Int) -> [[Cell]] {
    table.standings.map { standing in
      let values = zip(overall.parts, standing.parts).map { ($0.title, short($1.weighted)) }
      let parts = zip(overall.parts, standing.parts).compactMap { plan, part in
        part.weighted.map { "\(plan.title): \($0)" }
      }
      return [
        .text(overall.id.text), place(standing), .text(standing.team.text),
        .text(competition.team(standing.team)?.name ?? ""), short(standing.total), short(standing.exactTotal),
        .integer(standing.count(ofPlace: 1)), .integer(standing.count(ofPlace: 2)),
        .integer(standing.count(ofPlace: 3)),
        .text(parts.joined(separator: "; ")), .text(standing.status.rawValue),
        standing.rank == nil ? .text("") : .text(Words.reason(standing, in: overall)),
      ] + Table.keyCells(values, count)
    }
  }

  /// Places are shown where they decide.
  private var showsPlaces: Bool { overall.order == .medals || overall.ties.contains(.places) }

  private var notes: [String] {
    var notes = overall.parts.map { part in
      var sentence = "\(part.title.capitalisedFirst): \(part.combination) of \(part.value)"
      sentence += part.source == .result ? "" : " in the \(part.source.rawValue)"
      sentence +=
        part.challenges.isEmpty ? " of all challenges" : " of \(part.challenges.map(\.text).joined(separator: ", "))"
      if let best = part.normalised { sentence += ", the best team's made \(best)" }
      if part.weight != 1 { sentence += ", times \(part.weight)" }
      return sentence + "."
    }
    notes += overall.parts.indices.compactMap { Words.spans(of: $0, in: table) }
    if let rounding = overall.rounding { notes.append("The total is rounded once, to \(rounding).") }
    if let division = overall.division {
      notes.append("Only teams of \(division), as if they had been alone.")
    }
    return notes
  }

  private func place(_ standing: OverallStanding) -> Cell {
    standing.rank.map { .rank($0, shared: standing.isShared) } ?? .missing
  }

  private func short(_ value: Points?) -> Cell {
    value.map { .shown(as: Words.short($0), of: .number($0.description)) } ?? .missing
  }
}
