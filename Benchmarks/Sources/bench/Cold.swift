/// A process that starts, answers and ends, on the demonstration day.
func cold() throws {
  let day = try DemonstrationDay()
  let total = "SELECT r.challenge, r.team, count(*), sum(e.count) FROM run r JOIN entry e ON e.run = r.id GROUP BY 1, 2"
  let durable = "PRAGMA synchronous = EXTRA; INSERT INTO terminal VALUES (hex(randomblob(8)), hex(randomblob(8)))"
  func spawned(_ name: String, _ words: String...) -> Subject { Subject(name) { try spawn(words) } }

  try compare(
    "cold: a question about the demonstration day (\(day.entries) entries)", rounds: 100,
    [
      spawned("sqlite3, one query over all entries", "sqlite3", day.path, total),
      spawned("/bin/true", "/bin/true"),
      spawned("tally version", "bin/tally", "version"),
      spawned("tally team list", "bin/tally", "team", "list", "--db", day.path),
      spawned("tally run show coffee-1", "bin/tally", "run", "show", "coffee-1", "--db", day.path),
      spawned("tally standings coffee", "bin/tally", "standings", "coffee", "--db", day.path),
      spawned("tally standings", "bin/tally", "standings", "--db", day.path),
      spawned("tally next", "bin/tally", "next", "--db", day.path),
    ])

  // An open run of a usual length, written to by one process after the other; the team has had those it was to have.
  let words = ["--db", day.path, "--official", "R1"]
  try spawn(["bin/tally", "run", "open", "coffee", "cambridge", "--extra"] + words)
  let run = "coffee-\(day.coffeeRuns + 1)"
  try spawn(["bin/tally", "run", "start", run] + words)
  try compare(
    "cold: one thing seen, on the disk when the process ends", rounds: 100,
    [
      spawned("sqlite3, one insert, synchronous EXTRA", "sqlite3", day.path, durable),
      Subject("tally run saw") {
        try spawn(["bin/tally", "run", "saw", run, "status@table-1", "--at", "1:00"] + words)
      },
    ])
}
