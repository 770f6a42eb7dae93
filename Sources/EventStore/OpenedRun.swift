import Scoring

extension Table {
  static let run = Table(
    "run",
    [
      "id", "challenge", "team", "phase", "number", "rule_set_id", "rule_set_edition", "rule_set_digest", "official",
      "terminal", "opened_at",
    ])
}

extension OpenedRun {
  /// Its row in the table `run`.
  var row: [Value] {
    [
      .text(run.id.text), .text(run.challenge.text), .text(run.team.text), .text(run.phase.rawValue),
      .integer(Int64(run.number)), .text(run.rules.id.text), .integer(Int64(run.rules.edition)),
      .text(run.rules.digest), .text(official), .text(terminal), .integer(openedAt),
    ]
  }

  /// The run that a row of the table `run` holds.
  init(_ row: Columns) throws {
    self.init(
      run: Run(
        id: Run.ID(try row.text(0)), challenge: Challenge.ID(try row.text(1)), team: Team.ID(try row.text(2)),
        phase: try row.word(3), number: try row.count(4), rules: try RuleSetReference(row, from: 5)),
      official: try row.text(8), terminal: try row.text(9), openedAt: try row.moment(10))
  }
}
