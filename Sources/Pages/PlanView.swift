package import Reports
import RuleSetFiles
package import Scoring

/// What is planned, for people: of a file or of a competition, both look alike.
package struct PlanView {
  package let competition: Competition

  package init(competition: Competition) {
    self.competition = competition
  }

  package var report: Report {
    var blocks: [Block] = []
    let facts = [
      ("Days", competition.days.joined(separator: ", ")), ("Venue", competition.venue),
      ("Time zone", competition.timeZone ?? ""),
      ("Protests", competition.protestWindow.map { "within \($0)" } ?? ""),
    ].filter { !$0.1.isEmpty }
    if !facts.isEmpty { blocks.append(.lines(facts.map { Line("\($0.0): \($0.1)") })) }
    for (heading, table) in tables where !table.rows.isEmpty { blocks += [.heading(heading), .table(table)] }
    return Report(title: competition.name, blocks: blocks)
  }

  private var tables: [(String, Table)] {
    [
      ("Arenas", arenas), ("Officials", officials), ("Divisions", divisions), ("Teams", teams),
      ("Challenges", challenges), ("Overall tables", overalls), ("Awards", awards),
    ]
  }

  private var arenas: Table {
    Table(
      columns: [Table.Column("id", "Arena"), Table.Column("title", "Title"), Table.Column("challenges", "Challenges")],
      rows: competition.arenas.map {
        [.text($0.id.text), .text($0.title), names($0.challenges.map(\.text), otherwise: "any")]
      })
  }

  private var officials: Table {
    Table(
      columns: [Table.Column("name", "Official"), Table.Column("duties", "Duties")],
      rows: competition.officials.map { [.text($0.name), .text($0.words)] })
  }

  private var divisions: Table {
    Table(
      columns: [Table.Column("id", "Division"), Table.Column("title", "Title"), Table.Column("teams", "Teams")],
      rows: competition.divisions.map { division in
        let members = competition.teams.map(\.id).filter {
          competition.divisionsOfTeam[$0]?.contains(division.id) ?? false
        }
        return [.text(division.id.text), .text(division.title), names(members.map(\.text), otherwise: "none")]
      })
  }

  private var teams: Table {
    Table(
      columns: [
        Table.Column("id", "Team"), Table.Column("name", "Name"), Table.Column("affiliation", "Affiliation"),
        Table.Column("divisions", "Divisions"), Table.Column("challenges", "Challenges"),
      ],
      rows: competition.teams.map { team in
        let entered = competition.challenges.map(\.id).filter { competition.isEntered(team.id, in: $0) }
        return [
          .text(team.id.text), .text(team.name), .text(team.affiliation),
          .text((competition.divisionsOfTeam[team.id] ?? []).map(\.text).joined(separator: ", ")),
          names(entered.map(\.text), otherwise: "none", all: competition.challenges.count),
        ]
      })
  }

  private var challenges: Table {
    var table = Table(columns: [
      Table.Column("id", "Challenge"), Table.Column("title", "Title"), Table.Column("rules", "Rules"),
      Table.Column("edition", "Edition", alignment: .trailing), Table.Column("phase", "Phase"),
      Table.Column("plan", "Plan"),
    ])
    for challenge in competition.challenges {
      for phase in challenge.phases.isEmpty ? [PhasePlan(phase: .trials)] : challenge.phases {
        table.append([
          .text(challenge.id.text), .text(challenge.title), .text(challenge.rules.id.text),
          .integer(challenge.rules.edition), .text(phase.phase.rawValue), .text(phase.words),
        ])
      }
    }
    return table
  }

  private var overalls: Table {
    var table = Table(columns: [
      Table.Column("id", "Table"), Table.Column("title", "Title"), Table.Column("division", "Division"),
      Table.Column("order", "Order"), Table.Column("part", "Part", alignment: .trailing),
      Table.Column("adds", "Adds up"),
      Table.Column("ties", "Ties"), Table.Column("rounding", "Rounding"),
    ])
    for overall in competition.overalls {
      for (index, part) in overall.parts.enumerated() {
        table.append([
          .text(overall.id.text), .text(overall.title), .text(overall.division?.text ?? "all"),
          .text(overall.order.rawValue), .integer(index + 1), .text(part.words),
          .text(overall.ties.map(\.description).joined(separator: ", ")), .text(overall.rounding?.description ?? ""),
        ])
      }
    }
    return table
  }

  private var awards: Table {
    Table(
      columns: [Table.Column("id", "Award"), Table.Column("who", "Who gets it")],
      rows: competition.awards.map { [.text($0.id.text), .text($0.words)] })
  }

  private func names(_ names: [String], otherwise: String, all: Int = 0) -> Cell {
    .text(names.isEmpty ? otherwise : names.count == all ? "all" : names.joined(separator: ", "))
  }
}
