import Operations
package import Reports
package import Scoring
import Text

/// The standings of a phase of a challenge, or of the challenge itself, as tables: one for people, one for machines.
package struct StandingsView {
  private let challenge: Challenge
  /// `trials`, `final`, or `result` for both taken together.
  private let phase: String
  private let rules: RuleSet
  private let rule: RankingRule
  private let standings: [Standing]
  private let remarks: [String]
  private let competition: Competition

  /// A phase's table.
  package init(table: Board.Table, competition: Competition) {
    challenge = table.challenge
    phase = table.phase.rawValue
    rules = table.rules.ruleSet
    rule = table.rule
    standings = table.standings
    remarks = table.qualified.map { [QualifiedWords.sentence($0, table.plan?.qualification, in: competition)] } ?? []
    self.competition = competition
  }

  /// A challenge's own table, where trials and final make it together.
  package init?(result: ChallengeResult, competition: Competition) {
    guard result.isCombined, let trials = result.trials else { return nil }
    challenge = result.challenge
    phase = "result"
    rules = trials.rules.ruleSet
    rule = trials.rule
    standings = result.standings
    remarks = [Words.sentence(result.rule)]
    self.competition = competition
  }

  /// What people see: the place, the team, what the ranking looks at, and what decided.
  package var forPeople: Table {
    let keys = shownKeys
    var columns = [
      Table.Column("place", "Place", alignment: .trailing, style: .bold),
      Table.Column("team", "Team"),
    ]
    for (index, key) in keys.enumerated() {
      columns.append(Table.Column("key_\(index)", key.title.capitalisedFirst, alignment: .trailing))
    }
    if isResult { columns.append(Table.Column("from", "From")) }
    columns.append(Table.Column("decided_by", "Decided by", style: .dim))
    var result = Table(title: title, columns: columns, notes: notes)
    for standing in standings {
      var row: [Cell] = [place(standing), .text(Words.team(standing.team, in: competition))]
      for key in keys { row.append(value(of: key, standing)) }
      if isResult { row.append(from(standing)) }
      row.append(.text(Words.reason(standing)))
      result.append(row)
    }
    return result
  }

  /// What files carry; the columns are a promise, see `docs/cli.md`.
  package static let columns = [
    Table.Column("challenge", "Challenge"), Table.Column("phase", "Phase"),
    Table.Column("rank", "Rank", alignment: .trailing), Table.Column("team", "Team"), Table.Column("name", "Name"),
    Table.Column("points", "Points", alignment: .trailing),
    Table.Column("achievements", "Achievements", alignment: .trailing),
    Table.Column("penalised", "Penalised", alignment: .trailing), Table.Column("time", "Time", alignment: .trailing),
    Table.Column("status", "Status"), Table.Column("decided_by", "Decided by"),
  ]

  /// The rows for ``columns``.
  package var rows: [[Cell]] {
    standings.map { standing in
      let measures = standing.result?.measures
      return [
        .text(challenge.id.text), .text(phase),
        standing.rank.map { .rank($0, shared: standing.isShared) } ?? .missing, .text(standing.team.text),
        .text(competition.team(standing.team)?.name ?? ""), number(measures?.points), number(measures?.achievements),
        number(measures?.penalised), seconds(measures?.time), .text(standing.status.rawValue),
        standing.rank == nil ? .text("") : .text(Words.reason(standing)),
      ]
    }
  }

  /// "Coffee shop orders · trials".
  private var title: String { "\(challenge.title) · \(phase)" }

  private var isResult: Bool { phase == "result" }

  /// What people are shown: the ranking's keys, and the points where there are any.
  private var shownKeys: [RankingKey] {
    var keys = rule.keys.filter { $0.measure != .disqualified }
    if !keys.contains(where: { $0.measure == .points }), standings.contains(where: { hasPoints($0) }) {
      keys.append(.mostPoints)
    }
    return keys
  }

  private func hasPoints(_ standing: Standing) -> Bool { (standing.result?.measures.points ?? .zero) != .zero }

  private var notes: [String] {
    var notes = remarks
    // The tables of the phases have said the rest already.
    if isResult { return notes }
    for standing in standings {
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

  /// The phase that a place comes from.
  private func from(_ standing: Standing) -> Cell {
    guard standing.rank != nil else { return .missing }
    return .text(standing.phase?.rawValue ?? "both")
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
    let rounded = points.fixed(places: rules.decimals)
    return Points(rounded) == points ? rounded : points.decimal ?? points.fixed(places: 3)
  }

  private func number(_ value: Points?) -> Cell { value.map { .number($0.description) } ?? .missing }

  private func seconds(_ milliseconds: Points?) -> Cell {
    guard let milliseconds else { return .missing }
    return .shown(as: Words.time(milliseconds), of: .number((milliseconds / 1000).description))
  }
}
