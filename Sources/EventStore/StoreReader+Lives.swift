import GRDB
public import Scoring

extension StoreReader {
  /// The lives of a team's runs of a challenge and phase: each run's log with nothing in it but what ends it, voids it
  /// or takes something back. Whether a run has ended and whether it counts is there as in its whole log; what it is
  /// worth is not.
  public func lives(of challenge: Challenge.ID, _ phase: Phase, for team: Team.ID) throws -> [RunLog] {
    let rows = try Rows(
      db, Table.run.selection + " WHERE challenge = ? AND team = ? AND phase = ? ORDER BY sequence",
      [.text(challenge.text), .text(team.text), .text(phase.rawValue)])
    var lives: [RunLog] = []
    while let row = try rows.next() {
      lives.append(RunLog(try Table.run.decode(row) { try OpenedRun($0) }.run, under: noRules))
    }
    for position in lives.indices {
      let rows = try Rows(
        db,
        Table.entry.selection + " WHERE run = ? AND kind IN ('finished', 'voided', 'retracted') ORDER BY sequence",
        [.text(lives[position].run.id.text)])
      while let row = try rows.next() { lives[position].record(try Table.entry.decode(row) { try Entry($0) }) }
    }
    return lives
  }

  /// The runs that have neither ended nor been voided, in any phase, in the order in which they arrived here: of a
  /// challenge and a team, or of all.
  public func openRuns(of challenge: Challenge.ID? = nil, for team: Team.ID? = nil) throws -> [Run.ID] {
    var (conditions, values) = ([String](), [Value]())
    if let challenge { (conditions, values) = (conditions + ["challenge = ?"], values + [.text(challenge.text)]) }
    if let team { (conditions, values) = (conditions + ["team = ?"], values + [.text(team.text)]) }
    // The same words as RunState: a standing entry that ends or voids. A retraction itself always stands. Such an entry
    // is among a run's last, so the search begins there.
    let rows = try Rows(
      db,
      "SELECT id FROM run WHERE " + (conditions + ["true"]).joined(separator: " AND ")
        + """
         AND (SELECT 1 FROM entry WHERE run = run.id AND kind IN ('finished', 'voided') AND NOT EXISTS (
            SELECT 1 FROM entry AS later WHERE later.run = entry.run AND later.kind = 'retracted'
              AND later.target = entry.id)
          ORDER BY sequence DESC LIMIT 1) IS NULL
        ORDER BY sequence
        """, values)
    var open: [Run.ID] = []
    while let row = try rows.next() { open.append(Run.ID(try row.text(0))) }
    return open
  }

  /// A run of this team at this challenge, in any phase, that has neither ended nor been voided.
  public func openRun(of challenge: Challenge.ID, for team: Team.ID) throws -> Run.ID? {
    try openRuns(of: challenge, for: team).first
  }

  /// The highest number that a run of this challenge has in its short name; 0: none has.
  func lastRunNumber(of challenge: Challenge.ID) throws -> Int {
    // The names from `coffee-` to `coffee.` lie side by side in their index, which alone is read. Among them may be the
    // runs of a challenge `coffee-4`, and numbers that nobody reaches by counting.
    let last = try db.integer(
      """
      SELECT max(number) FROM (SELECT CAST(substr(id, length(?1) + 1) AS INTEGER) AS number FROM run
        WHERE id >= ?1 AND id < ?2 AND substr(id, length(?1) + 1) NOT GLOB '*-*[0-9]*') WHERE number < 1000000000
      """, [.text(challenge.text + "-"), .text(challenge.text + ".")])
    return max(0, Int(last ?? 0))
  }
}

/// A life is told without a score.
private let noRules = CompiledRules(RuleSet(id: "none", edition: 1, title: ""))
