package import Operations
package import Reports
package import Scoring

/// The tables that `tally export` writes; their columns are a promise, see `docs/cli.md`.
package enum ExportTables {
  /// Teams and what they entered.
  package static func teams(_ competition: Competition) -> Table {
    func departure(_ team: Team) -> (status: String, reason: String) {
      if let out = competition.disqualifications.first(where: { $0.team == team.id && $0.challenge == nil }) {
        return ("disqualified", out.reason)
      }
      let gone = competition.withdrawals.first { $0.team == team.id && $0.challenge == nil }
      return gone.map { ("withdrawn", $0.reason) } ?? ("entered", "")
    }
    func entered(_ team: Team) -> [Challenge.ID] {
      competition.challenges.map(\.id).filter { competition.isEntered(team.id, in: $0) }
    }
    let columns: [Column<Team>] = [
      .text("id", "Team") { $0.id.text }, .text("name", "Name") { $0.name },
      .text("affiliation", "Affiliation") { $0.affiliation },
      .text("challenges", "Challenges") { entered($0).map(\.text).joined(separator: " ") },
      .text("status", "Status") { departure($0).status }, .text("reason", "Reason") { departure($0).reason },
      .text("divisions", "Divisions") {
        (competition.divisionsOfTeam[$0.id] ?? []).map(\.text).joined(separator: " ")
      },
    ]
    return Table(title: competition.name, columns: columns, of: competition.teams)
  }

  /// The challenges, with their rules and how much was held of them.
  package static func challenges(
    _ competition: Competition, runs: [Run], only: Challenge.ID? = nil
  ) -> Table {
    let columns: [Column<Challenge>] = [
      .text("id", "Challenge") { $0.id.text }, .text("title", "Title") { $0.title },
      .text("rules", "Rules") { $0.rules.id.text }, .count("edition", "Edition") { $0.rules.edition },
      .text("phases", "Phases") {
        $0.phases.isEmpty ? "trials" : $0.phases.map(\.phase.rawValue).joined(separator: ", ")
      },
      .count("teams", "Teams") { competition.entered[$0.id]?.count ?? 0 },
      .count("runs", "Runs") { challenge in runs.count { $0.challenge == challenge.id } },
    ]
    return Table(
      title: competition.name, columns: columns,
      of: competition.challenges.filter { only == nil || $0.id == only })
  }

  /// What each team's runs of a phase came to, and which runs counted.
  package static func results(_ board: Board, only challenge: Challenge.ID? = nil) -> Table {
    typealias Row = (part: Board.Table, standing: Standing)
    func dropped(_ standing: Standing) -> [Result.Dropped] {
      standing.result?.dropped ?? standing.runs.map { Result.Dropped(run: $0.run.id, reason: reason($0)) }
    }
    let columns: [Column<Row>] = [
      .text("challenge", "Challenge") { $0.part.challenge.id.text }, .text("phase", "Phase") { $0.part.phase.rawValue },
      .text("team", "Team") { $0.standing.team.text }, .text("status", "Status") { $0.standing.status.rawValue },
      .text("aggregation", "Aggregation") { $0.part.rule.aggregation.description },
      .text("counted", "Counted") { ($0.standing.result?.counted ?? []).map(\.text).joined(separator: " ") },
      .text("dropped", "Dropped") {
        dropped($0.standing).map { "\($0.run): \($0.reason.rawValue)" }.joined(separator: "; ")
      },
      .exact("points", "Points") { number($0.standing.result?.measures.points) },
      .exact("achievements", "Achievements") { number($0.standing.result?.measures.achievements) },
      .exact("penalised", "Penalised") { number($0.standing.result?.measures.penalised) },
      .exact("time", "Time") { number($0.standing.result?.measures.time.map { $0 / 1000 }) },
    ]
    let rows = board.tables.filter { challenge == nil || $0.challenge.id == challenge }
      .flatMap { part in part.standings.map { (part: part, standing: $0) } }
    return Table(columns: columns, of: rows)
  }

  private static func reason(_ run: ScoredRun) -> Result.Dropped.Reason { run.exclusion ?? .notAmongTheBest }

  /// Every run, practice included, with its score.
  package static func runs(_ logs: [RunLog], _ situation: Situation, title: String = "") -> Table {
    let counts = Counting(situation.board())
    let columns: [Column<(run: Run, score: Score)>] = [
      .text("run", "Run") { $0.run.id.text }, .text("challenge", "Challenge") { $0.run.challenge.text },
      .text("phase", "Phase") { $0.run.phase.rawValue }, .count("number", "No.") { $0.run.number },
      .text("team", "Team") { $0.run.team.text }, .text("state", "State") { $0.score.state.word },
      .optional("finish", "Ended by") { $0.score.state.finish?.rawValue },
      .exact("points", "Points") { number($0.score.total) },
      .count("achievements", "Achievements") { $0.score.achievements },
      .count("penalised", "Penalised") { $0.score.penalised },
      Column("disqualified", "Disqualified") { .flag($0.score.isDisqualified) },
      Column("time", "Time", alignment: .trailing) {
        $0.score.time.map { .duration(milliseconds: $0.count) } ?? .missing
      },
      .text("rules", "Rules") { $0.run.rules.id.text }, .count("edition", "Edition") { $0.run.rules.edition },
      .count("findings", "Findings") { $0.score.findings.count },
      .text("status", "Status") { RunStatus(of: $0.score).rawValue }, .text("counts", "Counts") { counts.word($0.run) },
    ]
    return Table(title: title, columns: columns, of: logs.map { (run: $0.run, score: Score(of: $0)) })
  }

  /// Every line of every score, with the entries that earned it.
  package static func scoreLines(_ logs: [RunLog]) -> Table {
    let columns: [Column<ScoredLine>] = [
      .text("run", "Run") { $0.log.run.id.text }, .count("line", "Line") { $0.number },
      .optional("item", "Item") { $0.item?.text }, .optional("instance", "Instance") { $0.instance?.text },
      .text("title", "Title") { $0.line.subject.title(in: $0.rules) }, .exact("seen", "Seen") { number($0.line.seen) },
      .exact("counted", "Counted") { number($0.line.counted) }, .exact("points", "Points") { number($0.line.points) },
      .text("working", "Working") { $0.score.working(of: $0.line, in: $0.rules) },
      .text("remarks", "Remarks") { $0.line.remarks.map(\.text).joined(separator: "; ") },
      .text("entries", "Entries") { $0.line.because.map(\.text).joined(separator: " ") },
      .optional("kind", "Kind") { row in row.item.flatMap(row.rules.item)?.kind.rawValue },
    ]
    let rows = logs.flatMap { log in
      let score = Score(of: log)
      return score.lines.enumerated().map { ScoredLine(log: log, score: score, number: $0 + 1, line: $1) }
    }
    return Table(columns: columns, of: rows)
  }

  /// A line of a run's score.
  private struct ScoredLine {
    var log: RunLog
    var score: Score
    var number: Int
    var line: Score.Line

    var rules: RuleSet { log.rules.ruleSet }
    var item: Item.ID? { if case .item(let id, _) = line.subject { id } else { nil } }
    var instance: Instance.ID? { if case .item(_, let instance) = line.subject { instance } else { nil } }
  }

  /// The whole log, entry by entry, in the order of the runs and their clocks.
  package static func log(_ logs: [RunLog]) -> Table {
    typealias Row = (entry: Entry, retraction: Entry?, rules: RuleSet)
    let columns: [Column<Row>] = [
      .text("run", "Run") { $0.entry.run.text }, .text("entry", "Entry") { $0.entry.id.text },
      .text("official", "Official") { $0.entry.official }, .text("terminal", "Terminal") { $0.entry.terminal },
      .count("number", "Number") { $0.entry.number },
      Column("clock", "Clock", alignment: .trailing) { .duration(milliseconds: $0.entry.clock.count) },
      .text("recorded_at", "Recorded at") { Moment.text($0.entry.recordedAt) },
      .text("fact", "Fact") { $0.entry.fact.kind.rawValue }, .optional("item", "Item") { $0.entry.fact.item?.text },
      .optional("instance", "Instance") { $0.entry.fact.instance?.text },
      .text("words", "In words") { $0.entry.fact.words(in: $0.rules) },
      .optional("retracted_by", "Retracted by") { $0.retraction?.id.text },
      .text("reason", "Reason") { if case .retracted(_, let why)? = $0.retraction?.fact { why } else { "" } },
      .exact("value", "Value") { said($0.entry.fact).value }, Column("unit", "Unit") { said($0.entry.fact).unit },
      Column("level", "Level") { said($0.entry.fact).level }, Column("rater", "Rater") { said($0.entry.fact).rater },
    ]
    let rows = logs.flatMap { log in
      log.inFieldOrder.map { (entry: $0, retraction: log.retraction(of: $0.id), rules: log.rules.ruleSet) }
    }
    return Table(columns: columns, of: rows)
  }

  /// What a fact says beside its item, for machines.
  private struct Said {
    var value = Cell.missing
    var unit = Cell.missing
    var level = Cell.missing
    var rater = Cell.missing
  }

  private static func said(_ fact: Fact) -> Said {
    switch fact {
    case .observed(_, _, let count): Said(value: .integer(count))
    case .chose(_, _, let level): Said(level: .text(level.text))
    case .measured(_, _, let quantity): Said(value: number(quantity.value), unit: .text(quantity.unit.rawValue))
    case .rated(_, _, let rater, let quantity):
      Said(value: number(quantity.value), unit: .text(quantity.unit.rawValue), rater: .text(rater.text))
    case .claimed(let total): Said(value: number(total))
    case .started, .paused, .resumed, .finished, .restarted, .extended, .retracted, .accepted, .signed, .protested,
      .ruled, .voided, .noted:
      Said()
    }
  }

  /// The podium of every challenge and overall table, and the special awards.
  package static func awards(
    _ situation: Situation, only challenge: Challenge.ID? = nil, forMachines: Bool = false
  ) -> Table {
    let (board, competition) = (situation.board(), situation.competition)
    let columns = [
      Table.Column("award", "Award"), Table.Column("place", "Place", alignment: .trailing),
      Table.Column("team", "Team"),
      Table.Column("name", "Name"), Table.Column("affiliation", "From"), Table.Column("reason", "Why"),
    ]
    var table = Table(columns: forMachines ? columns + [Table.Column("award_id", "Short name")] : columns)
    func add(_ id: String, _ award: String, _ place: Cell, _ team: Team.ID, _ reason: String) {
      let known = competition.team(team)
      table.append(
        [
          .text(award), place, .text(team.text), .text(known?.name ?? ""), .text(known?.affiliation ?? ""),
          .text(reason),
        ] + (forMachines ? [.text(id)] : []))
    }
    for result in board.results where challenge == nil || result.challenge.id == challenge {
      for standing in result.standings {
        guard let rank = standing.rank, rank <= 3, Contribution(of: standing) == .everything else { continue }
        add(
          result.challenge.id.text, result.challenge.title, .rank(rank, shared: standing.isShared), standing.team,
          Words.reason(standing))
      }
    }
    guard challenge == nil else { return table }
    for overall in board.overalls {
      for standing in overall.standings {
        guard let rank = standing.rank, rank <= 3, standing.isEarned else { continue }
        add(
          overall.overall.id.text, overall.overall.title, .rank(rank, shared: standing.isShared), standing.team,
          Words.reason(standing, in: overall.overall))
      }
    }
    for outcome in board.awards {
      for winner in outcome.winners {
        add(
          outcome.award.id.text, outcome.award.title, .missing, winner.team, Words.reason(of: winner, in: board))
      }
    }
    return table
  }

  /// Every protest and its decision.
  package static func protests(_ protests: [Protest], _ competition: Competition) -> Table {
    let time = LocalTime(competition)
    let columns: [Column<Protest>] = [
      .text("protest", "Protest") { $0.id.text }, .text("against", "Against") { $0.subject.words },
      .text("team", "Team") { $0.team.text }, Column("filed_at", "Filed at") { moment($0.filedAt, time) },
      .text("text", "The team says") { $0.text }, .text("outcome", "Outcome") { $0.ruling?.outcome.rawValue ?? "open" },
      .optional("decided_by", "Decided by") { $0.ruling?.official },
      Column("decided_at", "Decided at") { $0.ruling.map { moment($0.at, time) } ?? .missing },
      .text("reason", "Reason") { $0.ruling?.reason ?? "" },
    ]
    return Table(title: "Protests", columns: columns, of: protests)
  }

  /// A moment by the venue's clock for people, in UTC for machines.
  static func moment(_ moment: Int64, _ time: LocalTime) -> Cell {
    .shown(as: time.text(moment), of: .text(Moment.text(moment)))
  }

  private static func number(_ value: Points?) -> Cell { value.map { .number($0.description) } ?? .missing }
}

extension Words {
  /// Why a team gets an award, in the words of the table that says so: "place =2 in Best team: equal to lasr", "78 of 100
  /// points (78 %): coffee 40/50, door 38/50".
  static func reason(of winner: AwardWinner, in board: Board) -> String {
    switch winner.reason {
    case .best(let id, let place, let isShared):
      let table = board.overall(id)
      let why = table.flatMap { table in table.standing(of: winner.team).map { reason($0, in: table.overall) } } ?? ""
      return "place \(isShared ? "=" : "")\(place) in \(table?.overall.title ?? id.text)"
        + (why.isEmpty ? "" : ": \(why)")
    case .skill(let working):
      let share = working.percent.map { " (\($0.fixed(places: 1)) %)" } ?? ""
      return "\(Words.number(working.attained)) of \(Words.number(working.attainable)) points\(share): "
        + working.challenges.map { "\($0.challenge) \(Words.number($0.attained))/\(Words.number($0.attainable))" }
        .joined(separator: ", ")
    }
  }
}

/// Which runs count in the tables of their phases, and why the others do not.
private struct Counting {
  private var words: [Run.ID: String] = [:]

  init(_ board: Board) {
    for standing in board.tables.flatMap(\.standings) {
      for run in standing.runs { words[run.run.id] = run.exclusion.map { "no: \($0.rawValue)" } ?? "no" }
      for run in standing.result?.counted ?? [] { words[run] = "yes" }
      for dropped in standing.result?.dropped ?? [] { words[dropped.run] = "no: \(dropped.reason.rawValue)" }
    }
  }

  /// "yes", "no: other runs were better".
  func word(_ run: Run) -> String { words[run.id] ?? (run.phase == .practice ? "no: practice" : "no") }
}
