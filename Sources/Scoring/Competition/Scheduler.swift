/// Makes a fair running order: who is up where, and when.
///
/// It goes forward in time. Whenever an arena is free it takes, among the runs that may be held there, one of the
/// lowest round (every team's first run comes before anybody's second), of a team that is rested, and of these the
/// team that has waited longest. No team is in two places, and none runs again before its rest. The order in which
/// teams are given decides only where all else is equal, and it turns by one each round, so that nobody is always
/// first. The same wishes give the same order on every machine.
public struct Scheduler: Sendable {
  /// Where runs can be held.
  public var arenas: [Arena]
  /// When: from and until, in milliseconds since 1970 (UTC), in order and apart.
  public var windows: [Window]
  /// How long a team rests between the end of a run and its next, at least.
  public var rest: Milliseconds
  /// How long an arena needs between two runs.
  public var change: Milliseconds
  /// What is planned already and stays.
  public var fixed: [Slot]

  /// A stretch of time in which runs can be held.
  public struct Window: Hashable, Sendable {
    /// From when, in milliseconds since 1970 (UTC).
    public var from: Int64
    /// Until when.
    public var until: Int64
    /// A window.
    public init(from: Int64, until: Int64) {
      self.from = from
      self.until = until
    }
  }

  /// A run that is to be planned.
  public struct Wish: Hashable, Sendable {
    /// The challenge.
    public var challenge: Challenge.ID
    /// The phase.
    public var phase: Phase
    /// The team.
    public var team: Team.ID
    /// Which of the team's runs of this challenge and phase.
    public var number: Int
    /// For how long the arena is taken.
    public var length: Milliseconds
    /// A wish.
    public init(challenge: Challenge.ID, phase: Phase, team: Team.ID, number: Int, length: Milliseconds) {
      self.challenge = challenge
      self.phase = phase
      self.team = team
      self.number = number
      self.length = length
    }
  }

  /// A scheduler.
  public init(
    arenas: [Arena], windows: [Window], rest: Milliseconds, change: Milliseconds, fixed: [Slot] = []
  ) {
    self.arenas = arenas
    self.windows = windows
    self.rest = rest
    self.change = change
    self.fixed = fixed
  }

  /// The running order of these wishes, and those that found no place in the windows.
  public func plan(_ wishes: [Wish]) -> (slots: [Slot], unplaced: [Wish]) {
    var work = Work(self, wishes)
    while work.placeNext() {}
    return (work.placed.sorted { ($0.startsAt, $0.arena, $0.id) < ($1.startsAt, $1.arena, $1.id) }, work.left)
  }

  /// What is wrong with a running order, each as a sentence: a team in two places or without its rest, an arena taken
  /// twice or for a challenge that is not held there.
  public func problems(in slots: [Slot]) -> [String] {
    var problems: [String] = []
    let ordered = slots.sorted { ($0.startsAt, $0.id) < ($1.startsAt, $1.id) }
    for (index, slot) in ordered.enumerated() {
      if let arena = arenas.first(where: { $0.id == slot.arena }), !arena.holds(slot.challenge) {
        problems.append("\(slot.id): '\(slot.challenge)' is not held in arena '\(arena.id)'")
      }
      for later in ordered[(index + 1)...] where later.startsAt < slot.endsAt + max(rest.count, change.count) {
        if later.arena == slot.arena, later.startsAt < slot.endsAt {
          problems.append("\(slot.id) and \(later.id) are in arena '\(slot.arena)' at the same time")
        }
        guard later.team == slot.team else { continue }
        if later.startsAt < slot.endsAt {
          problems.append("team '\(slot.team)' is in two places: \(slot.id) and \(later.id)")
        } else if later.startsAt < slot.endsAt + rest.count {
          let minutes = (later.startsAt - slot.endsAt) / 60_000
          problems.append(
            "team '\(slot.team)' has \(minutes) min between \(slot.id) and \(later.id), not \(rest)")
        }
      }
    }
    return problems
  }
}

/// A running order in the making.
private struct Work {
  let scheduler: Scheduler
  /// The place of each team in the order in which teams were first named.
  let turn: [Team.ID: Int]
  var placed: [Slot] = []
  var left: [Scheduler.Wish]
  var held: [Slot]

  init(_ scheduler: Scheduler, _ wishes: [Scheduler.Wish]) {
    self.scheduler = scheduler
    var turn: [Team.ID: Int] = [:]
    for wish in wishes where turn[wish.team] == nil { turn[wish.team] = turn.count }
    self.turn = turn
    left = wishes
    held = scheduler.fixed
  }

  /// Places one run more: the earliest that is possible, and of those that could begin then the fairest.
  mutating func placeNext() -> Bool {
    var best: (start: Int64, arena: Int, wish: Int)?
    for (arenaIndex, arena) in scheduler.arenas.enumerated() {
      for (index, wish) in left.enumerated() where arena.holds(wish.challenge) && isInTurn(wish) {
        guard let start = earliestStart(of: wish, in: arena) else { continue }
        let candidate = (start: start, arena: arenaIndex, wish: index)
        if best.map({ isBetter(candidate, than: $0) }) ?? true { best = candidate }
      }
    }
    guard let best else { return false }
    let wish = left.remove(at: best.wish)
    let slot = Slot(
      challenge: wish.challenge, phase: wish.phase, team: wish.team, number: wish.number,
      arena: scheduler.arenas[best.arena].id, startsAt: best.start, length: wish.length)
    placed.append(slot)
    held.append(slot)
    return true
  }

  /// Of a challenge's runs only those of the lowest round come next.
  private func isInTurn(_ wish: Scheduler.Wish) -> Bool {
    !left.contains { $0.challenge == wish.challenge && ($0.phase, $0.number) < (wish.phase, wish.number) }
  }

  private func isBetter(
    _ a: (start: Int64, arena: Int, wish: Int), than b: (start: Int64, arena: Int, wish: Int)
  ) -> Bool {
    if a.start != b.start { return a.start < b.start }
    let (first, second) = (left[a.wish], left[b.wish])
    // The challenge with the most to do: otherwise its last runs come alone at the end.
    let (much, less) = (remaining(first.challenge), remaining(second.challenge))
    if much != less, a.arena == b.arena { return much > less }
    let (mine, theirs) = (lastEnd(of: first.team), lastEnd(of: second.team))
    if mine != theirs { return mine < theirs }
    let (early, late) = (turnInRound(first), turnInRound(second))
    if early != late { return early < late }
    return (a.arena, a.wish) < (b.arena, b.wish)
  }

  private func remaining(_ challenge: Challenge.ID) -> Int { left.lazy.filter { $0.challenge == challenge }.count }

  private func lastEnd(of team: Team.ID) -> Int64 { held.lazy.filter { $0.team == team }.map(\.endsAt).max() ?? .min }

  /// The order of the teams turns by one each round.
  private func turnInRound(_ wish: Scheduler.Wish) -> Int {
    ((turn[wish.team] ?? 0) + turn.count - (wish.number - 1) % max(1, turn.count)) % max(1, turn.count)
  }

  /// The first moment at which arena and team are free for the whole of the run, within a window.
  private func earliestStart(of wish: Scheduler.Wish, in arena: Arena) -> Int64? {
    let length = wish.length.count
    let others = held.filter { $0.arena == arena.id || $0.team == wish.team }
    for window in scheduler.windows {
      var start = window.from
      while start + length <= window.until {
        // The latest end among what is in the way, so that each step goes forward.
        let blocked = others.compactMap { slot -> Int64? in
          var needed = Int64.min
          if slot.arena == arena.id { needed = scheduler.change.count }
          if slot.team == wish.team { needed = max(needed, scheduler.rest.count) }
          let isInTheWay = start < slot.endsAt + needed && slot.startsAt < start + length + needed
          return isInTheWay ? slot.endsAt + needed : nil
        }.max()
        guard let blocked else { return start }
        start = blocked
      }
    }
    return nil
  }
}
