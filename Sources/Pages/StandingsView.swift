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
  /// The runs that would be in the table if they were of somebody.
  package var strays: [String] = []
  private let competition: Competition

  /// A phase's table.
  package init(table: Board.Table, competition: Competition) {
    challenge = table.challenge
    phase = table.phase.rawValue
    rules = table.rules.ruleSet
    rule = table.rule
    standings = table.standings
    let qualified = table.qualified.map {
      QualifiedWords.sentence($0, table.plan?.qualification, in: competition)
    }
    remarks = [qualified, Words.unequalRuns(in: table)].compactMap { $0 }
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
      .team,
    ]
    for (key, id) in zip(keys, columnIDs(of: keys)) { columns.append(.exact(id, key.title.capitalisedFirst)) }
    if isResult { columns.append(Table.Column("from", "From")) }
    columns.append(Table.Column("decided_by", "Decided by", style: .dim))
    var result = Table(title: title, columns: columns, notes: notes)
    for standing in standings {
      var row: [Cell] = [place(standing), team(standing)]
      for key in keys { row.append(value(of: key, standing)) }
      if isResult { row.append(from(standing)) }
      row.append(.text(Words.reason(standing)))
      result.append(row)
    }
    return result
  }

  /// What files carry; the columns are a promise, see `docs/cli.md`. The last of them hold the keys that the places were
  /// decided by: as many as the longest ranking has.
  package static func table(of views: [StandingsView]) -> Table {
    let keys = views.map(\.rule.keys.count).max() ?? 0
    var table = Table(
      columns: [
        Table.Column("challenge", "Challenge"), Table.Column("phase", "Phase"),
        Table.Column("rank", "Rank", alignment: .trailing), Table.Column("team", "Team"), Table.Column("name", "Name"),
        .exact("points", "Points"), .exact("achievements", "Achievements"), .exact("penalised", "Penalised"),
        .exact("time", "Time"), Table.Column("status", "Status"), Table.Column("decided_by", "Decided by"),
      ] + Table.keyColumns(keys, "key", "Key"))
    for row in views.flatMap({ $0.rows(keys: keys) }) { table.append(row) }
    return table
  }

  private func rows(keys: Int) -> [[Cell]] {
    standings.map { standing in
      let measures = standing.result?.measures
      let values = rule.keys.map { key in
        (key.description, value(of: key, standing))
      }
      return [
        .text(challenge.id.text), .text(phase),
        standing.rank.map { .rank($0, shared: standing.isShared) } ?? .missing, .text(standing.team.text),
        .text(competition.team(standing.team)?.name ?? ""), points(measures?.points), number(measures?.achievements),
        number(measures?.penalised), seconds(measures?.time), .text(standing.status.rawValue),
        standing.rank == nil ? .text("") : .text(Words.reason(standing)),
      ] + Table.keyCells(values, keys)
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
    notes += strays
    // The tables of the phases have said the rest already.
    if isResult { return notes }
    for standing in standings {
      for run in standing.runs where !run.score.state.isVoid && run.score.state.finish == nil {
        notes.append("\(run.run.id) of \(standing.team) is \(run.score.state.word) and does not count yet.")
      }
      for run in standing.runs where !run.score.state.isVoid {
        for finding in run.score.findings where finding.kind == .meaningless {
          let entry = finding.entry.map { " (\($0))" } ?? ""
          notes.append("\(run.run.id) of \(standing.team): \(finding.message)\(entry)")
        }
      }
      for run in standing.runs where !run.score.state.isVoid && run.score.isInvalid {
        let errors = run.score.findings.filter { $0.severity == .error }.map(\.message)
        notes.append("\(run.run.id) of \(standing.team) has an invalid sheet: \(errors.joined(separator: "; "))")
      }
    }
    return notes
  }

  /// The names that machines know the shown keys by: `achievements`, of two that are alike `time_2`.
  private func columnIDs(of keys: [RankingKey]) -> [String] {
    var ids = ["place", "team", "from", "decided_by"]
    for key in keys {
      var (id, number) = (key.title, 1)
      while ids.contains(id) {
        number += 1
        id = "\(key.title)_\(number)"
      }
      ids.append(id)
    }
    return Array(ids.dropFirst(4))
  }

  /// The team: people see how it is called, machines its short name.
  private func team(_ standing: Standing) -> Cell {
    .shown(as: Words.team(standing.team, in: competition), of: .text(standing.team.text))
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
    case .points: return points(value)
    case .disqualified, .achievements, .penalised, .item: return number(value)
    }
  }

  /// Points as the rule set wants them shown; never fewer decimals than tell two teams apart.
  private func shown(_ points: Points) -> String {
    let rounded = points.fixed(places: rules.decimals)
    return Points(rounded) == points ? rounded : points.decimal ?? points.fixed(places: 3)
  }

  private func points(_ value: Points?) -> Cell {
    value.map { .shown(as: shown($0), of: .number($0.description)) } ?? .missing
  }

  private func number(_ value: Points?) -> Cell { value.map { .number($0.description) } ?? .missing }

  private func seconds(_ milliseconds: Points?) -> Cell {
    guard let milliseconds else { return .missing }
    return .shown(as: Words.time(milliseconds), of: .number((milliseconds / 1000).description))
  }
}

extension Table {
  /// The columns of so many keys: `key_1` names the first, `value_1` has its value, exact.
  static func keyColumns(_ count: Int, _ id: String, _ title: String) -> [Column] {
    (0..<count).flatMap { index -> [Column] in
      [Column("\(id)_\(index + 1)", "\(title) \(index + 1)"), .exact("value_\(index + 1)", "Value \(index + 1)")]
    }
  }

  /// The cells of so many keys.
  static func keyCells(_ values: [(name: String, value: Cell)], _ count: Int) -> [Cell] {
    (0..<count).flatMap { index -> [Cell] in
      values.indices.contains(index) ? [.text(values[index].name), values[index].value] : [.missing, .missing]
    }
  }
}
