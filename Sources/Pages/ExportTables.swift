package import Operations
package import Reports
package import Scoring

/// The tables that `tally export` writes; their columns are a promise, see `docs/cli.md`.
package enum ExportTables {
  /// Teams and what they entered.
  package static func teams(_ competition: Competition) -> Table {
    var table = Table(
      title: competition.name,
      columns: [
        Table.Column("id", "Team"), Table.Column("name", "Name"), Table.Column("affiliation", "Affiliation"),
        Table.Column("challenges", "Challenges"), Table.Column("status", "Status"), Table.Column("reason", "Reason"),
        Table.Column("divisions", "Divisions"),
      ])
    for team in competition.teams {
      let entered = competition.challenges.filter { competition.isEntered(team.id, in: $0.id) }.map(\.id.text)
      let disqualified = competition.disqualifications.first { $0.team == team.id && $0.challenge == nil }
      let withdrawn = competition.withdrawals.first { $0.team == team.id && $0.challenge == nil }
      let status = disqualified != nil ? "disqualified" : withdrawn != nil ? "withdrawn" : "entered"
      table.append([
        .text(team.id.text), .text(team.name), .text(team.affiliation), .text(entered.joined(separator: " ")),
        .text(status), .text((disqualified ?? withdrawn)?.reason ?? ""),
        .text((competition.divisionsOfTeam[team.id] ?? []).map(\.text).joined(separator: " ")),
      ])
    }
    return table
  }

  /// The challenges, with their rules and how much was held of them.
  package static func challenges(
    _ competition: Competition, runs: [Run], only: Challenge.ID? = nil
  ) -> Table {
    var table = Table(
      title: competition.name,
      columns: [
        Table.Column("id", "Challenge"), Table.Column("title", "Title"), Table.Column("rules", "Rules"),
        Table.Column("edition", "Edition", alignment: .trailing), Table.Column("phases", "Phases"),
        Table.Column("teams", "Teams", alignment: .trailing), Table.Column("runs", "Runs", alignment: .trailing),
      ])
    for challenge in competition.challenges where only == nil || challenge.id == only {
      table.append([
        .text(challenge.id.text), .text(challenge.title), .text(challenge.rules.id.text),
        .integer(challenge.rules.edition),
        .text(challenge.phases.isEmpty ? "trials" : challenge.phases.map(\.phase.rawValue).joined(separator: ", ")),
        .integer(competition.entered[challenge.id]?.count ?? 0),
        .integer(runs.filter { $0.challenge == challenge.id }.count),
      ])
    }
    return table
  }

  /// What each team's runs of a phase came to, and which runs counted.
  package static func results(_ board: Board, only challenge: Challenge.ID? = nil) -> Table {
    var table = Table(columns: [
      Table.Column("challenge", "Challenge"), Table.Column("phase", "Phase"), Table.Column("team", "Team"),
      Table.Column("status", "Status"), Table.Column("aggregation", "Aggregation"),
      Table.Column("counted", "Counted"), Table.Column("dropped", "Dropped"),
      .exact("points", "Points"), .exact("achievements", "Achievements"), .exact("penalised", "Penalised"),
      .exact("time", "Time"),
    ])
    for part in board.tables where challenge == nil || part.challenge.id == challenge {
      for standing in part.standings {
        let result = standing.result
        let dropped = result?.dropped ?? standing.runs.map { Result.Dropped(run: $0.run.id, reason: reason($0)) }
        table.append([
          .text(part.challenge.id.text), .text(part.phase.rawValue), .text(standing.team.text),
          .text(standing.status.rawValue), .text(part.rule.aggregation.description),
          .text((result?.counted ?? []).map(\.text).joined(separator: " ")),
          .text(dropped.map { "\($0.run): \($0.reason.rawValue)" }.joined(separator: "; ")),
          number(result?.measures.points), number(result?.measures.achievements), number(result?.measures.penalised),
          number(result?.measures.time.map { $0 / 1000 }),
        ])
      }
    }
    return table
  }

  private static func reason(_ run: ScoredRun) -> Result.Dropped.Reason { run.exclusion ?? .notAmongTheBest }

  /// Every run, practice included, with its score.
  package static func runs(_ logs: [RunLog], _ situation: Situation, title: String = "") -> Table {
    var table = Table(
      title: title,
      columns: [
        Table.Column("run", "Run"), Table.Column("challenge", "Challenge"), Table.Column("phase", "Phase"),
        Table.Column("number", "No.", alignment: .trailing), Table.Column("team", "Team"),
        Table.Column("state", "State"), Table.Column("finish", "Ended by"),
        .exact("points", "Points"),
        Table.Column("achievements", "Achievements", alignment: .trailing),
        Table.Column("penalised", "Penalised", alignment: .trailing),
        Table.Column("disqualified", "Disqualified"), Table.Column("time", "Time", alignment: .trailing),
        Table.Column("rules", "Rules"), Table.Column("edition", "Edition", alignment: .trailing),
        Table.Column("findings", "Findings", alignment: .trailing), Table.Column("status", "Status"),
        Table.Column("counts", "Counts"),
      ])
    let counts = Counting(situation.board())
    for log in logs {
      let score = Score(of: log)
      table.append([
        .text(log.run.id.text), .text(log.run.challenge.text), .text(log.run.phase.rawValue),
        .integer(log.run.number), .text(log.run.team.text), .text(score.state.word),
        score.state.finish.map { .text($0.rawValue) } ?? .missing, number(score.total),
        .integer(score.achievements), .integer(score.penalised), .flag(score.isDisqualified),
        score.time.map { .duration(milliseconds: $0.count) } ?? .missing, .text(log.run.rules.id.text),
        .integer(log.run.rules.edition), .integer(score.findings.count), .text(RunStatus(of: score).rawValue),
        .text(counts.word(log.run)),
      ])
    }
    return table
  }

  /// Every line of every score, with the entries that earned it.
  package static func scoreLines(_ logs: [RunLog]) -> Table {
    var table = Table(columns: [
      Table.Column("run", "Run"), Table.Column("line", "Line", alignment: .trailing), Table.Column("item", "Item"),
      Table.Column("instance", "Instance"), Table.Column("title", "Title"),
      .exact("seen", "Seen"), .exact("counted", "Counted"),
      .exact("points", "Points"), Table.Column("working", "Working"),
      Table.Column("remarks", "Remarks"), Table.Column("entries", "Entries"), Table.Column("kind", "Kind"),
    ])
    for log in logs {
      let score = Score(of: log)
      let rules = log.rules.ruleSet
      for (index, line) in score.lines.enumerated() {
        var item: Item.ID?
        var instance: Instance.ID?
        if case .item(let id, let at) = line.subject { (item, instance) = (id, at) }
        table.append([
          .text(log.run.id.text), .integer(index + 1), item.map { .text($0.text) } ?? .missing,
          instance.map { .text($0.text) } ?? .missing, .text(line.subject.title(in: rules)), number(line.seen),
          number(line.counted), number(line.points), .text(score.working(of: line, in: rules)),
          .text(line.remarks.map(\.text).joined(separator: "; ")),
          .text(line.because.map(\.text).joined(separator: " ")),
          item.flatMap(rules.item).map { .text($0.kind.rawValue) } ?? .missing,
        ])
      }
    }
    return table
  }

  /// The whole log, entry by entry, in the order of the runs and their clocks.
  package static func log(_ logs: [RunLog]) -> Table {
    var table = Table(columns: [
      Table.Column("run", "Run"), Table.Column("entry", "Entry"), Table.Column("official", "Official"),
      Table.Column("terminal", "Terminal"), Table.Column("number", "Number", alignment: .trailing),
      Table.Column("clock", "Clock", alignment: .trailing), Table.Column("recorded_at", "Recorded at"),
      Table.Column("fact", "Fact"), Table.Column("item", "Item"), Table.Column("instance", "Instance"),
      Table.Column("words", "In words"), Table.Column("retracted_by", "Retracted by"),
      Table.Column("reason", "Reason"), .exact("value", "Value"), Table.Column("unit", "Unit"),
      Table.Column("level", "Level"), Table.Column("rater", "Rater"),
    ])
    for log in logs {
      for entry in log.inFieldOrder {
        let retraction = log.retraction(of: entry.id)
        var reason = ""
        if case .retracted(_, let why)? = retraction?.fact { reason = why }
        table.append(
          [
            .text(entry.run.text), .text(entry.id.text), .text(entry.official), .text(entry.terminal),
            .integer(entry.number), .duration(milliseconds: entry.clock.count), .text(Moment.text(entry.recordedAt)),
            .text(entry.fact.kind.rawValue), entry.fact.item.map { .text($0.text) } ?? .missing,
            entry.fact.instance.map { .text($0.text) } ?? .missing, .text(entry.fact.words(in: log.rules.ruleSet)),
            retraction.map { .text($0.id.text) } ?? .missing, .text(reason),
          ] + said(entry.fact))
      }
    }
    return table
  }

  /// What a fact says beside its item, for machines: the value, its unit, the level, who rated.
  private static func said(_ fact: Fact) -> [Cell] {
    switch fact {
    case .observed(_, _, let count): [.integer(count), .missing, .missing, .missing]
    case .chose(_, _, let level): [.missing, .missing, .text(level.text), .missing]
    case .measured(_, _, let quantity): [number(quantity.value), .text(quantity.unit.rawValue), .missing, .missing]
    case .rated(_, _, let rater, let quantity):
      [number(quantity.value), .text(quantity.unit.rawValue), .missing, .text(rater.text)]
    case .claimed(let total): [number(total), .missing, .missing, .missing]
    case .started, .paused, .resumed, .finished, .restarted, .extended, .retracted, .accepted, .signed, .protested,
      .ruled, .voided, .noted:
      [.missing, .missing, .missing, .missing]
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
    var table = Table(
      title: "Protests",
      columns: [
        Table.Column("protest", "Protest"), Table.Column("against", "Against"), Table.Column("team", "Team"),
        Table.Column("filed_at", "Filed at"), Table.Column("text", "The team says"), Table.Column("outcome", "Outcome"),
        Table.Column("decided_by", "Decided by"), Table.Column("decided_at", "Decided at"),
        Table.Column("reason", "Reason"),
      ])
    for protest in protests {
      let ruling = protest.ruling
      table.append([
        .text(protest.id.text), .text(protest.subject.words), .text(protest.team.text),
        .shown(as: time.text(protest.filedAt), of: .text(Moment.text(protest.filedAt))), .text(protest.text),
        .text(ruling?.outcome.rawValue ?? "open"), ruling.map { .text($0.official) } ?? .missing,
        ruling.map { .shown(as: time.text($0.at), of: .text(Moment.text($0.at))) } ?? .missing,
        .text(ruling?.reason ?? ""),
      ])
    }
    return table
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
