import Scoring

/// Folding and ranking 10,000 runs of 60 entries, in all and by its parts.
func fold() throws {
  for name: RuleSet.ID in ["robocup-athome-2026/pick-and-place", "scrc-2025/coffee-shop-orders"] {
    let season = Season(name, runs: 10_000, length: 60)
    let plain = PlainSheet(season)
    let logs = season.logs()
    let competition = season.competition
    let rules = [season.runs[0].rules: season.rules]
    let rule = RankingRule(season.rules.ruleSet)
    let contenders = Dictionary(grouping: logs.map { ScoredRun($0, keys: rule.keys) }, by: \.run.team)
      .map { Contender(team: $0, runs: $1) }
    let count = season.entryCount
    let inRuns = season.runs.count

    try compare(
      "fold: 10,000 runs × 60 entries under \(name), each line per entry", rounds: 15,
      [
        Subject("a loop that only sums", count: count * 20) { for _ in 0..<20 { consume(plain.totals()) } },
        Subject("fold and rank", count: count) { consume(Board(competition, logs: logs, rules: rules)) },
        Subject("  fold alone", count: count) { for log in logs { consume(Score(of: log)) } },
        Subject("  rank alone", count: count) { consume(rule.standings(of: contenders)) },
        Subject("make the logs of entries", count: count) { consume(season.logs()) },
      ])
    print("  (\(inRuns) runs, \(season.rules.ruleSet.items.count) items, \(season.teams.count) teams)")
  }
}
