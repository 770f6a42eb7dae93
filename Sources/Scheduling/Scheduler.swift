public import Scoring

/// Makes a fair running order: who is up where, and when.
///
/// It goes forward in time. Whenever an arena is free it takes, among the runs that may be held there, one of the
/// lowest round (no second run of a challenge begins before everybody's first has), of a team that is rested, and of
/// these the team that has waited longest. Only the first run of a round goes to a team that has had none yet, if it is
/// rested, so that nobody is always first. No team is in two places, and none runs again before its rest. The order in
/// which teams are given decides only where all else is equal, and it turns by one each round. The same wishes give the
/// same order on every machine.
public struct Scheduler: Sendable {
  /// Where runs can be held.
  public var arenas: [Arena]
  /// When: from and until, in milliseconds since 1970 (UTC), in order.
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
    self.windows = windows.sorted { ($0.from, $0.until) < ($1.from, $1.until) }
    self.rest = rest
    self.change = change
    self.fixed = fixed
  }

  /// The running order of these wishes, and those that found no place in the windows.
  public func plan(_ wishes: [Wish]) -> (slots: [Slot], unplaced: [Wish]) {
    var work = Work(self, wishes)
    while work.placeNext() {}
    return (
      work.placed.sorted { ($0.startsAt, $0.arena, $0.id) < ($1.startsAt, $1.arena, $1.id) },
      wishes.indices.filter { work.unplaced.contains($0) }.map { wishes[$0] }
    )
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
      let nearby = ordered[(index + 1)...].prefix { $0.startsAt < slot.endsAt + max(rest.count, change.count) }
      for later in nearby {
        if later.arena == slot.arena, later.startsAt < slot.endsAt {
          problems.append("\(slot.id) and \(later.id) are in arena '\(slot.arena)' at the same time")
        }
        guard later.team == slot.team else { continue }
        if later.startsAt < slot.endsAt {
          problems.append("team '\(slot.team)' is in two places: \(slot.id) and \(later.id)")
        } else if later.startsAt < slot.endsAt + rest.count {
          let minutes = (later.startsAt - slot.endsAt) / 60_000
          problems.append(
            "team '\(slot.team)' has \(minutes) min between \(slot.id) and \(later.id), not \(rest.count / 60_000) min")
        }
      }
    }
    return problems
  }
}

/// A running order in the making.
private struct Work {
  private let scheduler: Scheduler
  private let wishes: [Scheduler.Wish]
  /// The place of each team in the order in which teams were first named.
  private let turn: [Team.ID: Int]
  private var inArena: [Arena.ID: TakenTimes]
  private var ofTeam: [Team.ID: TakenTimes]
  private var ofChallenge: [Challenge.ID: [Slot]]
  /// The rounds of each challenge that are not in turn yet, the next one first.
  private var rounds: [Challenge.ID: [Round]] = [:]
  /// How many runs of a challenge are still to be placed.
  private var remaining: [Challenge.ID: Int] = [:]
  /// The challenges whose round in turn has no run yet, and how often a team has had the first run of a round.
  private var untouched: Set<Challenge.ID> = []
  private var openings: [Opener: Int] = [:]
  /// The runs that are in turn, each with the first moment at which it could begin in each arena; `nil`: never.
  private var open: [Int: [Int64?]] = [:]
  private(set) var placed: [Slot] = []
  private(set) var unplaced: Set<Int>

  private struct Round {
    let phase: Phase
    let number: Int
    var wishes: [Int] = []
  }

  private struct Opener: Hashable {
    let challenge: Challenge.ID
    let team: Team.ID
  }

  /// What a run could be begun as; the least is the fairest.
  private struct Candidate: Comparable {
    let start: Int64
    let remaining: Int
    let openings: Int
    let lastEnd: Int64
    let turn: Int
    let arena: Int
    let wish: Int

    static func < (a: Candidate, b: Candidate) -> Bool {
      if a.start != b.start { return a.start < b.start }
      // The challenge with the most to do: otherwise its last runs come alone at the end.
      if a.remaining != b.remaining { return a.remaining > b.remaining }
      // Nobody opens a round twice before everybody who could has done it once.
      if a.openings != b.openings { return a.openings < b.openings }
      if a.lastEnd != b.lastEnd { return a.lastEnd < b.lastEnd }
      if a.turn != b.turn { return a.turn < b.turn }
      return (a.arena, a.wish) < (b.arena, b.wish)
    }
  }

  init(_ scheduler: Scheduler, _ wishes: [Scheduler.Wish]) {
    self.scheduler = scheduler
    self.wishes = wishes
    var turn: [Team.ID: Int] = [:]
    for wish in wishes where turn[wish.team] == nil { turn[wish.team] = turn.count }
    self.turn = turn
    inArena = Dictionary(grouping: scheduler.fixed, by: \.arena).mapValues { TakenTimes($0) }
    ofTeam = Dictionary(grouping: scheduler.fixed, by: \.team).mapValues { TakenTimes($0) }
    ofChallenge = Dictionary(grouping: scheduler.fixed, by: \.challenge)
    unplaced = Set(wishes.indices)
    for (index, wish) in wishes.enumerated() {
      remaining[wish.challenge, default: 0] += 1
      var all = rounds[wish.challenge] ?? []
      if let known = all.firstIndex(where: { $0.phase == wish.phase && $0.number == wish.number }) {
        all[known].wishes.append(index)
      } else {
        all.append(Round(phase: wish.phase, number: wish.number, wishes: [index]))
      }
      rounds[wish.challenge] = all
    }
    for challenge in rounds.keys {
      rounds[challenge]?.sort { ($0.phase, $0.number) < ($1.phase, $1.number) }
      openRound(of: challenge)
    }
  }

  /// Places one run more: the earliest that is possible, and of those that could begin then the fairest.
  mutating func placeNext() -> Bool {
    var best: Candidate?
    for (index, starts) in open {
      let wish = wishes[index]
      let lastEnd = ofTeam[wish.team]?.lastEnd ?? .min
      for (arena, start) in starts.enumerated() {
        guard let start, start <= best?.start ?? .max else { continue }
        let candidate = Candidate(
          start: start, remaining: remaining[wish.challenge] ?? 0, openings: openings(by: wish), lastEnd: lastEnd,
          turn: turnInRound(wish), arena: arena, wish: index)
        if best.map({ candidate < $0 }) ?? true { best = candidate }
      }
    }
    guard let best else { return false }
    place(wishes[best.wish], best)
    return true
  }

  private mutating func place(_ wish: Scheduler.Wish, _ chosen: Candidate) {
    let slot = Slot(
      challenge: wish.challenge, phase: wish.phase, team: wish.team, number: wish.number,
      arena: scheduler.arenas[chosen.arena].id, startsAt: chosen.start, length: wish.length)
    if untouched.remove(wish.challenge) != nil {
      openings[Opener(challenge: wish.challenge, team: wish.team), default: 0] += 1
    }
    placed.append(slot)
    unplaced.remove(chosen.wish)
    open[chosen.wish] = nil
    remaining[wish.challenge, default: 0] -= 1
    inArena[slot.arena, default: TakenTimes()].insert(slot)
    ofTeam[slot.team, default: TakenTimes()].insert(slot)
    ofChallenge[slot.challenge, default: []].append(slot)
    // Only what shares the arena or the team can be in the way of this run; and nothing can begin earlier than before.
    for (index, starts) in open {
      let isTeams = wishes[index].team == slot.team
      var later = starts
      for (arena, start) in starts.enumerated() where isTeams || arena == chosen.arena {
        later[arena] = start.flatMap { earliestStart(of: wishes[index], in: arena, from: $0) }
      }
      open[index] = later
    }
    if !open.keys.contains(where: { wishes[$0].challenge == wish.challenge }) { openRound(of: wish.challenge) }
  }

  /// The next round of a challenge is in turn: none of its runs begins before the last of the earlier rounds has.
  private mutating func openRound(of challenge: Challenge.ID) {
    guard let round = rounds[challenge]?.first else { return }
    rounds[challenge]?.removeFirst()
    let mine = ofChallenge[challenge] ?? []
    let from = mine.filter { ($0.phase, $0.number) < (round.phase, round.number) }.map(\.startsAt).max() ?? .min
    if !mine.contains(where: { $0.phase == round.phase && $0.number == round.number }) { untouched.insert(challenge) }
    for index in round.wishes {
      open[index] = scheduler.arenas.indices.map { earliestStart(of: wishes[index], in: $0, from: from) }
    }
  }

  /// How often the team has had the first run of a round, if this would be one.
  private func openings(by wish: Scheduler.Wish) -> Int {
    guard untouched.contains(wish.challenge) else { return 0 }
    return openings[Opener(challenge: wish.challenge, team: wish.team)] ?? 0
  }

  /// The order of the teams turns by one each round.
  private func turnInRound(_ wish: Scheduler.Wish) -> Int {
    let teams = max(1, turn.count)
    return ((turn[wish.team] ?? 0) + teams - (wish.number - 1) % teams) % teams
  }

  /// The first moment, not before this one, at which arena and team are free for the whole of the run, in a window.
  private func earliestStart(of wish: Scheduler.Wish, in arena: Int, from: Int64) -> Int64? {
    let arena = scheduler.arenas[arena]
    guard arena.holds(wish.challenge) else { return nil }
    let length = wish.length.count
    let (rest, change) = (scheduler.rest.count, scheduler.change.count)
    for window in scheduler.windows where window.until > from {
      var start = max(window.from, from)
      while start + length <= window.until {
        let blocked = [
          inArena[arena.id]?.free(from: start, for: length, apart: change),
          ofTeam[wish.team]?.free(from: start, for: length, apart: rest),
        ].compactMap { $0 }.max()
        guard let blocked else { return start }
        start = blocked
      }
    }
    return nil
  }
}

/// When something is taken: an arena, or a team.
private struct TakenTimes {
  /// In the order in which they begin.
  private var times: [(from: Int64, until: Int64)] = []
  private var longest: Int64 = 0
  /// When it is free for good.
  private(set) var lastEnd: Int64 = .min

  init(_ slots: [Slot] = []) {
    for slot in slots { insert(slot) }
  }

  mutating func insert(_ slot: Slot) {
    times.insert((slot.startsAt, slot.endsAt), at: firstIndex(from: slot.startsAt))
    longest = max(longest, slot.length.count)
    lastEnd = max(lastEnd, slot.endsAt)
  }

  /// When it is free again, if it is not free for so long from a moment on, with some time before and after: the latest
  /// end among what is in the way, so that each step goes forward.
  func free(from start: Int64, for length: Int64, apart: Int64) -> Int64? {
    var free: Int64?
    // What began longer ago than the longest lasts has ended.
    var index = firstIndex(from: start - apart - longest)
    while index < times.count, times[index].from < start + length + apart {
      if times[index].until + apart > start { free = max(free ?? .min, times[index].until + apart) }
      index += 1
    }
    return free
  }

  /// Where the first stands that begins then or later.
  private func firstIndex(from start: Int64) -> Int {
    var (low, high) = (0, times.count)
    while low < high {
      let middle = (low + high) / 2
      if times[middle].from < start { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
