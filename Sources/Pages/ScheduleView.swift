package import Operations
package import Reports
package import Scoring

/// The running order as tables.
package struct ScheduleView {
  package let planned: [(slot: Slot, run: RunLog?)]
  package let competition: Competition

  package init(planned: [(slot: Slot, run: RunLog?)], competition: Competition) {
    self.planned = planned
    self.competition = competition
  }

  private var time: LocalTime { LocalTime(competition) }
  private func name(_ team: Team.ID) -> String { Words.team(team, in: competition) }

  private func state(_ slot: Slot, _ run: RunLog?) -> String {
    if run == nil, !competition.isIn(slot.team, slot.challenge) { return "the team is out" }
    return RunStatus(of: run.map { Score(of: $0) }).rawValue
  }

  /// Everything that is planned, with what became of it.
  package var table: Table {
    var table = Table(
      title: "Running order",
      columns: [
        Table.Column("starts_at", "When"), Table.Column("arena", "Arena"), Table.Column("challenge", "Challenge"),
        Table.Column("phase", "Phase"), Table.Column("number", "No.", alignment: .trailing),
        Table.Column("team", "Team"), Table.Column("minutes", "Min", alignment: .trailing),
        Table.Column("state", "State"), Table.Column("run", "Run"), Table.Column("slot", "Planned run"),
      ])
    if planned.isEmpty {
      table.notes.append(
        competition.slots.isEmpty ? "Nothing is planned: 'tally schedule make' does it." : "Nothing of that is planned."
      )
    }
    for (slot, run) in planned {
      table.append([
        .shown(as: time.text(slot.startsAt), of: .text(Moment.text(slot.startsAt))), .text(slot.arena.text),
        .text(slot.challenge.text), .text(slot.phase.rawValue), .integer(slot.number),
        .shown(as: name(slot.team), of: .text(slot.team.text)), .integer(Int(slot.length.count / 60_000)),
        .text(state(slot, run)),
        run.map { .text($0.run.id.text) } ?? .missing, .text(slot.id.text),
      ])
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
  package static func next(_ arena: Arena.ID?, in order: RunningOrder, of competition: Competition, now: Int64) -> Table
  {
    let view = ScheduleView(planned: order.planned, competition: competition)
    var table = Table(
      title: "Next",
      columns: [
        Table.Column("arena", "Arena"), Table.Column("turn", "Turn"), Table.Column("team", "Team"),
        Table.Column("challenge", "Challenge"), Table.Column("phase", "Phase"),
        Table.Column("number", "No.", alignment: .trailing), Table.Column("starts_at", "When"),
        Table.Column("late", "Late, min", alignment: .trailing), Table.Column("run", "Run"),
      ])
    let arenas = arena.map { [$0] } ?? Set(view.planned.map(\.slot.arena)).sorted()
    if arenas.isEmpty { table.notes.append("Nothing is planned: 'tally schedule make' does it.") }
    for arena in arenas {
      let waiting = order.waiting(in: arena)
      for (turn, (slot, run)) in zip(["now", "then", "after that"], waiting) {
        table.append([
          .text(arena.text), .text(turn), .shown(as: view.name(slot.team), of: .text(slot.team.text)),
          .text(slot.challenge.text), .text(slot.phase.rawValue), .integer(slot.number),
          .shown(as: view.time.text(slot.startsAt), of: .text(Moment.text(slot.startsAt))),
          turn == "now" && now > slot.startsAt ? .integer(Int((now - slot.startsAt) / 60_000)) : .missing,
          run.map { .text($0.run.id.text) } ?? .missing,
        ])
      }
      if waiting.isEmpty { table.notes.append("Nothing more is planned in arena '\(arena)'.") }
    }
    return table
  }
}
