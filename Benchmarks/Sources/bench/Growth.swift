/// What a larger competition costs more: each command on a small file and on a large one, in turn.
func growth() throws {
  // A plan that is all planned and not held yet: so many teams with so many trials at five challenges.
  func planned(_ name: String, teams: Int, trials: Int) throws -> String {
    let rules = [
      "coffee-shop-orders", "through-the-door", "helping-out-at-home", "picking-and-packing", "drone-delivery",
    ]
    var plan = "name: A plan to measure\ndays: [2026-05-04]\narenas:\n"
    for rule in rules { plan += "  - {id: \(rule), title: \(rule), challenges: [\(rule)]}\n" }
    plan += "teams:\n"
    for team in 1...teams { plan += "  - {id: team-\(team), name: Team \(team)}\n" }
    plan += "challenges:\n"
    for rule in rules {
      plan += "  - {id: \(rule), rules: scrc-2025/\(rule), phases: [{phase: trials, runs: \(trials)}]}\n"
    }
    let (file, path) = (try freshFile(name + ".yaml"), try freshFile(name + ".sqlite"))
    try write(plan, to: file)
    try spawn(["bin/tally", "init", "--plan", file, "--db", path])
    try spawn([
      "bin/tally", "schedule", "make", "--window", "2026-05-04T08:00/2026-07-04T20:00", "--rest", "0", "--db", path,
      "--official", "O",
    ])
    return path
  }
  func subjects(_ words: [String], _ small: String, _ large: String) -> [Subject] {
    let name = words.joined(separator: " ")
    return [
      Subject(name + ", small") { try spawn(["bin/tally"] + words + ["--db", small]) },
      Subject(name + ", large") { try spawn(["bin/tally"] + words + ["--db", large]) },
    ]
  }

  let (few, many) = (try planned("few", teams: 5, trials: 2), try planned("many", teams: 50, trials: 20))
  for words in [["team", "list"], ["next"], ["standings"]] {
    try compare("growth: 50 planned runs and 5,000", rounds: 15, subjects(words, few, many))
  }
  try compare("growth: 50 planned runs and 5,000", rounds: 15, [opening(few, "small"), opening(many, "large")])

  // An invented event of a thousand entries, and one of a hundred thousand.
  func simulated(_ name: String, teams: Int, trials: Int) throws -> String {
    let folder = filesFolder + "/" + name
    _ = try freshFile(name + "/event-1.sqlite")
    try spawn(["bin/tally", "simulate", "--to", folder, "--teams", "\(teams)", "--trials", "\(trials)"])
    return folder + "/event-1.sqlite"
  }
  let thousand = try simulated("thousand", teams: 8, trials: 3)
  let hundred = try simulated("hundred-thousand", teams: 200, trials: 11)
  let title = "growth: a thousand entries and a hundred thousand"
  try compare(title, rounds: 15, [opening(thousand, "small"), opening(hundred, "large")])
  try compare(title, rounds: 15, subjects(["next"], thousand, hundred))
  try compare(title, rounds: 7, subjects(["standings"], thousand, hundred))
  try compare(title, rounds: 3, subjects(["audit"], thousand, hundred))
}

/// A run opened in a fresh copy of a file.
private func opening(_ path: String, _ name: String) -> Subject {
  let copy = filesFolder + "/opening-\(name).sqlite"
  return Subject(
    "run open, " + name,
    prepare: {
      _ = try freshFile("opening-\(name).sqlite")
      try spawn(["cp", path, copy])
    },
    work: {
      try spawn([
        "bin/tally", "run", "open", "drone-delivery", "team-2", "--phase", "practice", "--db", copy, "--official", "R",
      ])
    })
}
