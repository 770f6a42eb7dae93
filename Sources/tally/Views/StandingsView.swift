import Reports
import Scoring

/// The standings of a phase of a challenge as tables: one for people, one for machines.
struct StandingsView {
  let table: Board.Table
  let competition: Competition

  /// What people see: the place, the team, what the ranking looks at, and what decided.
  var forPeople: Table {
    let keys = shownKeys
    var columns = [
      Table.Column("place", "Place", alignment: .trailing, style: .bold),
      Table.Column("team", "Team"),
    ]
    for (index, key) in keys.enumerated() {
      columns.append(Table.Column("key_\(index)", key.title.capitalisedFirst, alignment: .trailing))
    }
    columns.append(Table.Column("decided_by", "Decided by", style: .dim))
    var result = Table(title: title, columns: columns, notes: notes)
    for standing in table.standings {
      let name = competition.team(standing.team)?.name ?? standing.team.text
      var row: [Cell] = [place(standing), .text("\(name) (\(standing.team))")]
      for key in keys { row.append(value(of: key, standing)) }
      row.append(.text(comment(standing)))
      result.append(row)
    }
    return result
  }

  /// What files carry; the columns are a promise, see `docs/cli.md`.
  static let columns = [
    Table.Column("challenge", "Challenge"), Table.Column("phase", "Phase"),
    Table.Column("rank", "Rank", alignment: .trailing), Table.Column("team", "Team"), Table.Column("name", "Name"),
    Table.Column("points", "Points", alignment: .trailing),
    Table.Column("achievements", "Achievements", alignment: .trailing),
    Table.Column("penalised", "Penalised", alignment: .trailing), Table.Column("time", "Time", alignment: .trailing),
    Table.Column("status", "Status"), Table.Column("decided_by", "Decided by"),
  ]

  /// The rows for ``columns``.
  var rows: [[Cell]] {
    table.standings.map { standing in
      let measures = standing.result?.measures
      return [
        .text(table.challenge.id.text), .text(table.phase.rawValue),
        standing.rank.map { .rank($0, shared: standing.isShared) } ?? .missing, .text(standing.team.text),
        .text(competition.team(standing.team)?.name ?? ""), number(measures?.points), number(measures?.achievements),
        number(measures?.penalised), seconds(measures?.time), .text(standing.status.rawValue),
        .text(Words.decider(standing)),
      ]
    }
  }

  /// "Coffee shop orders · trials".
  var title: String { "\(table.challenge.title) · \(table.phase.rawValue)" }

  /// What people are shown: the ranking's keys, and the points where there are any.
  private var shownKeys: [RankingKey] {
    var keys = table.rule.keys.filter { $0.measure != .disqualified }
    if !keys.contains(where: { $0.measure == .points }), table.standings.contains(where: { hasPoints($0) }) {
      keys.append(.mostPoints)
    }
    return keys
  }

  private func hasPoints(_ standing: Standing) -> Bool { (standing.result?.measures.points ?? .zero) != .zero }

  private var notes: [String] {
    var notes: [String] = []
    for standing in table.standings {
      for run in standing.runs where !run.score.state.isVoid && run.score.state.finish == nil {
        notes.append("\(run.run.id) of \(standing.team) is \(run.score.state.word) and does not count yet.")
      }
      for run in standing.runs where !run.score.state.isVoid && run.score.isInvalid {
        let errors = run.score.findings.filter { $0.severity == .error }.map(\.message)
        notes.append("\(run.run.id) of \(standing.team) has an invalid sheet: \(errors.joined(separator: "; "))")
      }
    }
    return notes
  }

  private func place(_ standing: Standing) -> Cell {
    standing.rank.map { .rank($0, shared: standing.isShared) } ?? .missing
  }

  private func comment(_ standing: Standing) -> String {
    switch standing.status {
    case .ranked: Words.decider(standing)
    case .disqualified, .noShow, .void, .noRun, .withdrawn, .notEntered: standing.status.rawValue
    }
  }

  private func value(of key: RankingKey, _ standing: Standing) -> Cell {
    let value = standing.result?.measures.value(of: key.measure)
    switch key.measure {
    case .time: return seconds(value)
    case .points:
      guard let value else { return .missing }
      return .shown(as: shown(value), of: .number(value.description))
    case .disqualified, .achievements, .penalised, .item: return number(value)
    }
  }

  /// Points as the rule set wants them shown; never fewer decimals than tell two teams apart.
  private func shown(_ points: Points) -> String {
    let rounded = points.fixed(places: table.rules.ruleSet.decimals)
    return Points(rounded) == points ? rounded : points.decimal ?? points.fixed(places: 3)
  }

  private func number(_ value: Points?) -> Cell { value.map { .number($0.description) } ?? .missing }

  private func seconds(_ milliseconds: Points?) -> Cell {
    guard let milliseconds else { return .missing }
    return .shown(as: Words.time(milliseconds), of: .number((milliseconds / 1000).description))
  }
}

extension String {
  /// With the first letter in upper case.
  var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
