import RuleSetFiles
import Scoring

/// Re-scoring 1,000,000 entries under the richest shipped sheet: the one with the most items.
func rescore() throws {
  let sheets = RuleSetLibrary.shipped.compactMap { $0.read().0 }
  guard let richest = sheets.max(by: { $0.items.count < $1.items.count }) else { return }
  let season = Season(richest.id, runs: 10_000, length: 100)
  let plain = PlainSheet(season)
  let logs = season.logs()
  let others = CompiledRules(richest)
  let count = season.entryCount

  try compare(
    "rescore: 1,000,000 entries (10,000 runs) under \(richest.id), \(richest.items.count) items, each line per entry",
    rounds: 9,
    [
      Subject("a loop that only sums", count: count * 10) { for _ in 0..<10 { consume(plain.totals()) } },
      Subject("the same rules again", count: count) { for log in logs { consume(Score(of: log)) } },
      Subject("other rules: names looked up again", count: count) {
        for log in logs { consume(Score(of: log, by: others)) }
      },
    ])
}
