import Reports
import Scoring

/// The tables that `tally export` writes; their columns are a promise, see `docs/cli.md`.
enum ExportTables {
  /// Teams and what they entered.
  static func teams(_ competition: Competition) -> Table {
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

  /// What each team's runs of a phase came to, and which runs counted.
  static func results(_ board: Board) -> Table {
    var table = Table(columns: [
      Table.Column("challenge", "Challenge"), Table.Column("phase", "Phase"), Table.Column("team", "Team"),
      Table.Column("status", "Status"), Table.Column("aggregation", "Aggregation"),
      Table.Column("counted", "Counted"), Table.Column("dropped", "Dropped"),
      Table.Column("points", "Points", alignment: .trailing),
      Table.Column("achievements", "Achievements", alignment: .trailing),
      Table.Column("penalised", "Penalised", alignment: .trailing), Table.Column("time", "Time", alignment: .trailing),
    ])
    for part in board.tables {
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
  static func runs(_ logs: [RunLog], _ situation: Situation, title: String = "") -> Table {
    var table = Table(
      title: title,
      columns: [
        Table.Column("run", "Run"), Table.Column("challenge", "Challenge"), Table.Column("phase", "Phase"),
        Table.Column("number", "No.", alignment: .trailing), Table.Column("team", "Team"),
        Table.Column("state", "State"), Table.Column("finish", "Ended by"),
        Table.Column("points", "Points", alignment: .trailing),
        Table.Column("achievements", "Achievements", alignment: .trailing),
        Table.Column("penalised", "Penalised", alignment: .trailing),
        Table.Column("disqualified", "Disqualified"), Table.Column("time", "Time", alignment: .trailing),
        Table.Column("rules", "Rules"), Table.Column("edition", "Edition", alignment: .trailing),
        Table.Column("findings", "Findings", alignment: .trailing),
      ])
    for log in logs {
      let score = Score(of: log)
      table.append([
        .text(log.run.id.text), .text(log.run.challenge.text), .text(log.run.phase.rawValue),
        .integer(log.run.number), .text(log.run.team.text), .text(score.state.word),
        score.state.finish.map { .text($0.rawValue) } ?? .missing, number(score.total),
        .integer(score.achievements), .integer(score.penalised), .flag(score.isDisqualified),
        score.time.map { .duration(milliseconds: $0.count) } ?? .missing, .text(log.run.rules.id.text),
        .integer(log.run.rules.edition), .integer(score.findings.count),
      ])
    }
    return table
  }

  /// Every line of every score, with the entries that earned it.
  static func scoreLines(_ logs: [RunLog]) -> Table {
    var table = Table(columns: [
      Table.Column("run", "Run"), Table.Column("line", "Line", alignment: .trailing), Table.Column("item", "Item"),
      Table.Column("instance", "Instance"), Table.Column("title", "Title"),
      Table.Column("seen", "Seen", alignment: .trailing), Table.Column("counted", "Counted", alignment: .trailing),
      Table.Column("points", "Points", alignment: .trailing), Table.Column("working", "Working"),
      Table.Column("remarks", "Remarks"), Table.Column("entries", "Entries"),
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
        ])
      }
    }
    return table
  }

  /// The whole log, entry by entry, in the order of the runs and their clocks.
  static func log(_ logs: [RunLog]) -> Table {
    var table = Table(columns: [
      Table.Column("run", "Run"), Table.Column("entry", "Entry"), Table.Column("official", "Official"),
      Table.Column("terminal", "Terminal"), Table.Column("number", "Number", alignment: .trailing),
      Table.Column("clock", "Clock", alignment: .trailing), Table.Column("recorded_at", "Recorded at"),
      Table.Column("fact", "Fact"), Table.Column("item", "Item"), Table.Column("instance", "Instance"),
      Table.Column("words", "In words"), Table.Column("retracted_by", "Retracted by"),
      Table.Column("reason", "Reason"),
    ])
    for log in logs {
      for entry in log.inFieldOrder {
        let retraction = log.retraction(of: entry.id)
        var reason = ""
        if case .retracted(_, let why)? = retraction?.fact { reason = why }
        table.append([
          .text(entry.run.text), .text(entry.id.text), .text(entry.official), .text(entry.terminal),
          .integer(entry.number), .duration(milliseconds: entry.clock.count), .text(Moment.text(entry.recordedAt)),
          .text(entry.fact.kind.rawValue), entry.fact.item.map { .text($0.text) } ?? .missing,
          entry.fact.instance.map { .text($0.text) } ?? .missing, .text(entry.fact.words(in: log.rules.ruleSet)),
          retraction.map { .text($0.id.text) } ?? .missing, .text(reason),
        ])
      }
    }
    return table
  }

  private static func number(_ value: Points?) -> Cell { value.map { .number($0.description) } ?? .missing }
}
