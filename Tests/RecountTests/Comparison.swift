import Recount
import Scoring

/// Where two ways to one score come apart, in words; empty where they agree.
func disagreements(of log: RunLog, typedAs entries: [Entry]? = nil) -> [String] {
  let sheet = log.rules.ruleSet
  let score = Score(of: log)
  let second = RunRecount(of: entries ?? log.entries, run: log.run, by: sheet)
  var found: [String] = []
  func compare<Value: Equatable>(_ what: String, _ first: Value, _ second: Value) {
    if first != second { found.append("\(what): the fold says \(first), the recount \(second)") }
  }
  compare("points", score.total, second.total)
  compare("achievements", score.achievements, second.achievements)
  compare("penalised", score.penalised, second.penalised)
  let measures = Measures(of: score, by: log.rules, keys: [])
  compare("time", measures.time, second.time.map { Points(Int($0.count)) })
  compare("disqualified", score.isDisqualified, second.isDisqualified)
  compare("disqualified from", score.disqualifications.map(\.scope), second.disqualifyingScopes)
  compare("finish", score.state.finish, second.finish)
  compare("void", score.state.isVoid, second.isVoid)
  compare("started", score.state.isStarted, second.isStarted)
  compare("invalid", score.isInvalid, second.isInvalid)
  for (item, quantity) in zip(sheet.items, score.quantities) {
    compare("what counts of '\(item.id)'", quantity, second.quantities[item.id])
  }
  return found
}

/// A team with the logs of its runs, before anybody has scored them.
struct LoggedTeam {
  var id: Team.ID
  var logs: [RunLog]
  var isEntered = true
  var hasWithdrawn = false
  var isDisqualified = false
}

extension LoggedTeam {
  /// The team with its runs recounted.
  func recounted(by sheet: RuleSet) -> TableRecount.Team {
    TableRecount.Team(
      id: id, runs: logs.map { RunRecount(of: $0.entries, run: $0.run, by: sheet) }, isEntered: isEntered,
      hasWithdrawn: hasWithdrawn, isDisqualified: isDisqualified)
  }
}

/// Where two ways to one table come apart, in words; empty where they agree.
func disagreements(of teams: [LoggedTeam], by sheet: RuleSet, plan: PhasePlan? = nil) -> [String] {
  let keys = plan?.ranking ?? sheet.ranking
  let contenders = teams.map { team in
    Contender(
      team: team.id, runs: team.logs.map { ScoredRun($0, keys: keys) }, isEntered: team.isEntered,
      hasWithdrawn: team.hasWithdrawn, isDisqualified: team.isDisqualified)
  }
  let first = sheet.standings(of: contenders, plan: plan).map { described($0, keys) }
  let recounted = teams.map { $0.recounted(by: sheet) }
  let recount = TableRecount(of: recounted, by: sheet, plan: plan)
  let second = recount.places.map { described($0, keys) }
  guard first.count == second.count else { return ["\(first.count) places and \(second.count)"] }
  return zip(first, second).compactMap { $0 == $1 ? nil : "the standings say \($0), the recount \($1)" }
}

/// A place in one line: all that the two ways have to agree on.
private func described(_ standing: Standing, _ keys: [RankingKey]) -> String {
  var words = "\(standing.team) \(standing.rank ?? 0) \(standing.isShared) \(standing.status.rawValue)"
  guard let result = standing.result else { return words }
  let measures = result.measures
  words += " \(measures.points) \(measures.achievements) \(measures.penalised) \(measures.time ?? -1)"
  words += " of \(result.counted.map(\.text).sorted())"
  for key in keys { words += ", \(key) \(measures.value(of: key.measure)?.description ?? "none")" }
  return words
}

private func described(_ place: TableRecount.Place, _ keys: [RankingKey]) -> String {
  var words = "\(place.team) \(place.rank ?? 0) \(place.isShared) \(place.status.rawValue)"
  guard let result = place.result else { return words }
  words += " \(result.points) \(result.achievements) \(result.penalised) \(result.time ?? -1)"
  words += " of \(result.counted.map(\.text).sorted())"
  for key in keys { words += ", \(key) \(result.value(of: key)?.description ?? "none")" }
  return words
}
