import Operations
package import Reports
package import Scoring
import Text

/// Why a team stands where it stands: from the place to the deciding key, to runs counted and dropped, to score lines,
/// to entries. Whoever reads it needs to ask nobody.
package struct ExplanationView {
  package let table: Board.Table
  package let standing: Standing
  package let competition: Competition
  package let logs: [Run.ID: RunLog]
  /// Whether everybody may read it: see `RunView`.
  private let isPublic: Bool

  package init(
    table: Board.Table, standing: Standing, competition: Competition, logs: [Run.ID: RunLog], isPublic: Bool = false
  ) {
    self.isPublic = isPublic
    self.table = table
    self.standing = standing
    self.competition = competition
    self.logs = logs
  }

  /// The blocks of a report about one team in one challenge's phase.
  package var blocks: [Block] {
    var blocks: [Block] = [.heading(heading)]
    blocks.append(.lines(placeLines))
    if let result = standing.result {
      blocks.append(.paragraph(aggregationSentence(result)))
      for id in result.counted { blocks += runBlocks(id, "counts") }
      for dropped in result.dropped { blocks += runBlocks(dropped.run, "does not count: \(dropped.reason.rawValue)") }
    } else {
      for run in standing.runs.sorted(by: { $0.run.number < $1.run.number }) {
        blocks += runBlocks(run.run.id, "does not count")
      }
    }
    return blocks
  }

  private var heading: String {
    let name = Words.called(standing.team, in: competition)
    return "\(name) in \(table.challenge.title), \(table.phase.rawValue): \(placeText)"
  }

  private var placeText: String {
    guard let rank = standing.rank else { return standing.status.rawValue }
    let ranked = table.standings.filter { $0.rank != nil }.count
    let shared = standing.isShared ? " (shared)" : ""
    let disqualified = standing.status == .disqualified ? ", disqualified" : ""
    return "place \(rank) of \(ranked)\(shared)\(disqualified)"
  }

  private var placeLines: [Line] {
    var lines: [Line] = []
    if let withdrawal = competition.withdrawal(of: standing.team, from: table.challenge.id) {
      lines.append(Line("Withdrew: \(withdrawal.reason)"))
    }
    if let decision = competition.disqualification(of: standing.team, from: table.challenge.id) {
      lines.append(Line("Disqualified by the organisers: \(decision.reason)"))
    }
    guard standing.rank != nil else {
      lines.append(Line(whyNotRanked))
      return lines
    }
    lines.append(Line("Ranked by: \(table.rule.keys.map(\.description).joined(separator: ", then "))."))
    lines.append(Line("Rules \(table.rules.ruleSet.id), edition \(table.rules.ruleSet.edition)."))
    for (key, value) in values { lines.append(Line("\(key): \(value)", indent: 1)) }
    let decided = Words.reason(standing)
    if !decided.isEmpty { lines.append(Line("Decided by: \(decided).")) }
    if let next = nextBelow {
      lines.append(Line("Next below, \(Words.team(next.team, in: competition)): \(Words.reason(next))."))
    }
    return lines
  }

  /// The next team of the table, whose place was decided against this one. Of the first its own reason says it already.
  private var nextBelow: Standing? {
    guard let index = table.standings.firstIndex(where: { $0.team == standing.team }), index > 0,
      table.standings.indices.contains(index + 1)
    else { return nil }
    let next = table.standings[index + 1]
    return next.decidedBy?.against == standing.team ? next : nil
  }

  private var whyNotRanked: String {
    switch standing.status {
    case .notEntered: "The team did not enter this challenge."
    case .withdrawn: "The team has no run that counts, and none is to come."
    case .noRun: "The team has not finished a run yet."
    case .incomplete: "The team has fewer runs than a result is made of, and the rules do not rank such a team."
    case .noShow: "The team did not come to its runs."
    case .void: "The team's runs are void or to be repeated; that is neither a zero nor a loss."
    case .disqualified: "A disqualified team is not ranked here."
    case .ranked: "The team is ranked."
    }
  }

  private var values: [(String, String)] {
    guard let measures = standing.result?.measures else { return [] }
    return table.rule.keys.filter { $0.measure != .disqualified }.map {
      ($0.title, Words.value(measures.value(of: $0.measure), of: $0))
    }
  }

  private func aggregationSentence(_ result: Result) -> String {
    let runs = Words.count(Points(result.counted.count), "run")
    let total = result.counted.count + result.dropped.count
    return "Result: \(table.rule.aggregation) (\(runs) of \(total) counted)."
  }

  private func runBlocks(_ id: Run.ID, _ why: String) -> [Block] {
    guard let log = logs[id] else { return [] }
    let view = RunView(log, in: competition, isPublic: isPublic)
    let day = view.dayWords.map { " Times of day: \($0)." } ?? ""
    var lines = [
      Line("\(id), \(log.run.phase.runTitle) \(log.run.number), \(why). \(view.summary.capitalisedFirst).\(day)")
    ]
    lines += view.scoreLines(indent: 1, withEntries: true)
    lines += view.otherEntries(indent: 1)
    return [.lines(lines)]
  }
}
