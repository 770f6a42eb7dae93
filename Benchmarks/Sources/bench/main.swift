// Ratios, not times: each subject is measured in turn with what it is compared with. See scripts/bench.
let benchmarks: [(name: String, about: String, run: () throws -> Void)] = [
  ("fold", "fold and rank 10,000 runs of 60 entries, against a loop that only sums", fold),
  ("rescore", "re-score 1,000,000 entries, against a loop that only sums", rescore),
  ("record", "record one entry, durably, against a raw SQLite insert", record),
  ("cold", "start, answer and end: 'tally standings' against the sqlite3 shell and /bin/true", cold),
  ("growth", "what a larger plan and a longer log cost more", growth),
  ("files", "import and export the demonstration day, against the sqlite3 shell", files),
]

let wanted = CommandLine.arguments.dropFirst()
guard wanted.allSatisfy({ name in benchmarks.contains { $0.name == name } }) else {
  print("usage: scripts/bench [NAME…]")
  for benchmark in benchmarks { print("  \(benchmark.name)  \(benchmark.about)") }
  quit(64)
}
do {
  for benchmark in benchmarks where wanted.isEmpty || wanted.contains(benchmark.name) {
    try benchmark.run()
    print("  alone: scripts/bench \(benchmark.name)")
  }
} catch {
  print("bench: \(error)")
  quit(1)
}
