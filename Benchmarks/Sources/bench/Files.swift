/// The demonstration day taken in and out as files.
func files() throws {
  let day = try DemonstrationDay()
  let log = try freshFile("day.jsonl")
  let dump = try freshFile("day.sql")
  try spawn(["bin/tally", "log", "export", "-o", log, "--db", day.path])
  try spawn(["sqlite3", day.path, ".output \(dump)", ".dump"])
  let new = try freshFile("new.sqlite")

  try compare(
    "files: the demonstration day (\(day.entries) entries) taken in, durably", rounds: 25,
    [
      Subject("sqlite3, its own dump", prepare: { _ = try freshFile("new.sqlite") }) {
        try spawn(["sqlite3", new, "PRAGMA synchronous = EXTRA", ".read \(dump)"])
      },
      Subject("tally init --from the log", prepare: { _ = try freshFile("new.sqlite") }) {
        try spawn(["bin/tally", "init", "--from", log, "--db", new])
      },
    ])

  let folder = filesFolder + "/results"
  try compare(
    "files: the demonstration day written out", rounds: 25,
    [
      Subject("sqlite3 -csv of the entry table") {
        try spawn(["sqlite3", "-csv", "-header", day.path, "SELECT * FROM entry"])
      },
      Subject("tally log export") { try spawn(["bin/tally", "log", "export", "--db", day.path]) },
      Subject("tally export, all tables") { try spawn(["bin/tally", "export", "--to", folder, "--db", day.path]) },
    ])
}
