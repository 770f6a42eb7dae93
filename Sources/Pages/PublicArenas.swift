import Operations
import Reports
import Scoring

/// What happens in the arenas, as far as the public may know: who is next, and what is running.
struct PublicArenas {
  private let board: PublicBoard
  private let situation: Situation
  private let competition: Competition
  private let time: LocalTime

  init(_ board: PublicBoard) {
    self.board = board
    situation = board.shown
    competition = situation.competition
    time = LocalTime(competition)
  }

  /// Who is up in each arena, and who should get ready. While the board is held, all that was still planned then: which
  /// of it was held since would tell.
  var next: Table {
    var table = Table(
      title: "Who is next",
      columns: [
        Table.Column("arena", "Arena"), Table.Column("turn", "Turn"), .team, Table.Column("challenge", "Challenge"),
        Table.Column("run", "Run"), Table.Column("starts_at", "Planned for", alignment: .trailing),
      ])
    let order = situation.runningOrder
    let arenas = Set(order.planned.map(\.slot.arena)).sorted()
    for arena in arenas {
      let waiting = order.waiting(in: arena)
      let turns = board.isHeld ? Array(repeating: "planned", count: waiting.count) : ["now", "then", "after that"]
      for (turn, slot) in zip(turns, waiting.map(\.slot)) {
        table.append([
          .shown(as: title(of: arena), of: .text(arena.text)), .text(turn), name(slot.team),
          .shown(
            as: competition.challenge(slot.challenge)?.title ?? slot.challenge.text, of: .text(slot.challenge.text)),
          .text("\(slot.phase.runTitle) \(slot.number)"),
          .shown(as: moment(slot.startsAt), of: .text(Moment.text(slot.startsAt))),
        ])
      }
    }
    if board.isHeld, !table.rows.isEmpty { table.notes.append("As it was planned when the board was held.") }
    return table
  }

  /// The runs whose clock was started and that have not ended. Points are told when a run has ended: a number that jumps
  /// up and down while referees correct themselves says nothing.
  var running: Table? {
    if board.isHeld { return nil }
    var table = Table(
      title: "Running now",
      columns: [
        .team, Table.Column("challenge", "Challenge"), Table.Column("run", "Run"), Table.Column("arena", "Arena"),
        Table.Column("clock", "Clock", alignment: .trailing), Table.Column("limit", "Limit", alignment: .trailing),
      ])
    let planned = situation.runningOrder.planned
    for log in situation.logs.sorted(by: { $0.run.id < $1.run.id }) {
      let state = log.state
      guard state.isStarted, !state.isFinished, !state.isVoid, log.run.phase != .practice,
        let id = state.clockEntry, let entry = log.entry(id)
      else { continue }
      let arena = planned.first { $0.run?.run.id == log.run.id }?.slot.arena
      let begin = entry.recordedAt - entry.clock.count
      table.append([
        name(log.run.team),
        .shown(
          as: competition.challenge(log.run.challenge)?.title ?? log.run.challenge.text,
          of: .text(log.run.challenge.text)),
        .text("\(log.run.phase.runTitle) \(log.run.number)"),
        arena.map { .shown(as: title(of: $0), of: .text($0.text)) } ?? .missing,
        // The clock goes on by itself: what is written is when it stood at nought.
        state.isPaused
          ? .text("paused at \(entry.clock)")
          : .shown(as: "since \(time.second(begin))", of: .text(Moment.text(begin))),
        state.timeLimit.map { .text("\($0)") } ?? .missing,
      ])
    }
    return table
  }

  private func name(_ team: Team.ID) -> Cell { .shown(as: Words.team(team, in: competition), of: .text(team.text)) }

  private func title(of arena: Arena.ID) -> String { competition.arena(arena)?.title ?? arena.text }

  /// The time of day; of an event of several days the day as well.
  private func moment(_ milliseconds: Int64) -> String {
    (competition.days.count > 1 ? "\(time.day(milliseconds)) " : "") + time.time(milliseconds)
  }
}
