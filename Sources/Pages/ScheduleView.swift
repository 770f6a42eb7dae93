package import Operations
package import Reports
package import Scoring

/// The running order as tables.
package struct ScheduleView {
  package let planned: [PlannedRun]
  package let competition: Competition
  /// How the reader would plan runs, in the words of the face; empty where nobody can from there.
  package let planning: String

  package init(planned: [PlannedRun], competition: Competition, planning: String = "") {
    self.planned = planned
    self.competition = competition
    self.planning = planning
  }

  private static func nothing(_ planning: String) -> String {
    "Nothing is planned" + (planning.isEmpty ? "." : ": \(planning) does it.")
  }

  private var time: LocalTime { LocalTime(competition) }
  private func name(_ team: Team.ID) -> String { Words.team(team, in: competition) }

  private func state(_ planned: PlannedRun) -> String {
    if planned.run == nil, !competition.isIn(planned.slot.team, planned.slot.challenge) { return "the team is out" }
    return RunStatus(of: planned.run.map { Score(of: $0) }).rawValue
  }

  /// Everything that is planned, with what became of it.
  package var table: Table {
    let columns: [Column<PlannedRun>] = [
      Column("starts_at", "When") { [time] in ExportTables.moment($0.slot.startsAt, time) },
      Column.text("arena", "Arena") { $0.slot.arena.text },
      Column.text("challenge", "Challenge") { $0.slot.challenge.text },
      Column.text("phase", "Phase") { $0.slot.phase.rawValue },
      Column("number", "No.", alignment: .trailing) { .integer($0.slot.number) },
      Column("team", "Team") { [self] in .shown(as: name($0.slot.team), of: .text($0.slot.team.text)) },
      Column("minutes", "Min", alignment: .trailing) { .integer(Int($0.slot.length.count / 60_000)) },
      Column.text("state", "State") { [self] in state($0) },
      Column("run", "Run") { $0.run.map { .text($0.run.id.text) } ?? .missing },
      Column.text("slot", "Planned run") { $0.slot.id.text },
    ]
    var table = Table(title: "Running order", columns: columns, of: planned)
    if planned.isEmpty {
      table.notes.append(
        competition.slots.isEmpty ? ScheduleView.nothing(planning) : "Nothing of that is planned.")
    }
    return table
  }

  /// What each team's day is like: so that everybody sees that it is fair.
  package var fairness: Table {
    var table = Table(
      title: "What it means for each team",
      columns: [
        Table.Column("team", "Team"), Table.Column("runs", "Runs", alignment: .trailing),
        Table.Column("first", "First"), Table.Column("last", "Ends"),
        Table.Column("shortest_rest", "Shortest rest, min", alignment: .trailing),
        Table.Column("longest_wait", "Longest wait, min", alignment: .trailing),
      ])
    for (team, slots) in Dictionary(grouping: planned.map(\.slot), by: \.team).sorted(by: { $0.key < $1.key }) {
      let ordered = slots.sorted { $0.startsAt < $1.startsAt }
      let waits = zip(ordered, ordered.dropFirst()).map { ($1.startsAt - $0.endsAt) / 60_000 }
      let sameDay = zip(ordered, ordered.dropFirst()).filter { time.day($0.startsAt) == time.day($1.startsAt) }
        .map { ($1.startsAt - $0.endsAt) / 60_000 }
      table.append([
        .shown(as: name(team), of: .text(team.text)), .integer(slots.count),
        .shown(as: time.text(ordered[0].startsAt), of: .text(Moment.text(ordered[0].startsAt))),
        .shown(
          as: time.text(ordered[ordered.count - 1].endsAt), of: .text(Moment.text(ordered[ordered.count - 1].endsAt))),
        waits.min().map { .integer(Int($0)) } ?? .missing, sameDay.max().map { .integer(Int($0)) } ?? .missing,
      ])
    }
    return table
  }

  /// Who is up in each arena, and who should get ready.
  package static func next(
    _ arena: Arena.ID?, in order: RunningOrder, of competition: Competition, now: Int64, planning: String = ""
  ) -> Table {
    let view = ScheduleView(planned: order.planned, competition: competition)
    let columns: [Column<(turn: String, planned: PlannedRun)>] = [
      Column.text("arena", "Arena") { $0.planned.slot.arena.text }, Column.text("turn", "Turn") { $0.turn },
      Column("team", "Team") { .shown(as: view.name($0.planned.slot.team), of: .text($0.planned.slot.team.text)) },
      Column.text("challenge", "Challenge") { $0.planned.slot.challenge.text },
      Column.text("phase", "Phase") { $0.planned.slot.phase.rawValue },
      Column("number", "No.", alignment: .trailing) { .integer($0.planned.slot.number) },
      Column("starts_at", "When") { ExportTables.moment($0.planned.slot.startsAt, view.time) },
      Column("late", "Late, min", alignment: .trailing) { turn, planned in
        turn == "now" && now > planned.slot.startsAt
          ? .integer(Int((now - planned.slot.startsAt) / 60_000)) : .missing
      },
      Column("run", "Run") { $0.planned.run.map { .text($0.run.id.text) } ?? .missing },
    ]
    let arenas = arena.map { [$0] } ?? Set(view.planned.map(\.slot.arena)).sorted()
    let waiting = arenas.map { order.waiting(in: $0) }
    return Table(
      title: "Next", columns: columns,
      of: waiting.flatMap { zip(["now", "then", "after that"], $0).map { (turn: $0, planned: $1) } },
      notes: (arenas.isEmpty ? [nothing(planning)] : [])
        + zip(arenas, waiting).filter { $1.isEmpty }.map { "Nothing more is planned in arena '\($0.0)'." })
  }
}
