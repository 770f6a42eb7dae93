public import Scoring

/// A robot that is played, so that a new referee can train before the doors open: what it does follows from a seed, and
/// afterwards the referee is told what was missed.
public struct Rehearsal: Sendable {
  /// What happens, in order.
  public let happenings: [Happening]

  /// Something the referee is told that the robot does.
  public struct Happening: Equatable, Sendable {
    /// When, on the run's clock.
    public var clock: Milliseconds
    /// What is seen, in words.
    public var sight: String
    /// What a referee should log; `nil` for what looks like something and is nothing.
    public var fact: Fact?
  }

  /// How late an entry may be and still mean a happening.
  private static let patience = Milliseconds(20_000)

  /// A rehearsal of this sheet: about two minutes and a half, never longer than the time limit.
  public init(of ruleSet: RuleSet, seed: UInt64, safe: (String) -> String = { $0 }) {
    var chance = SeededNumbers(seed: seed)
    var happenings: [Happening] = []
    let limit = min(ruleSet.timeLimit?.count ?? 150_000, 150_000) - 12_000
    var clock: Int64 = 4000
    var counts: [Item.ID: Int] = [:]
    let wanted = ruleSet.items.filter {
      $0.isEntered && $0.modifies == nil && $0.kind != .declaration && $0.kind != .judgement
    }
    while clock < limit, !wanted.isEmpty, happenings.count < 40 {
      let kind = chance.below(10)
      let pool = wanted.filter {
        switch $0.kind {
        case .achievement: kind < 5
        case .penalised: (5..<7).contains(kind)
        case .measurement, .record: kind == 7
        case .disqualifying: kind == 8 && clock > limit / 2
        case .judgement, .declaration: false
        }
      }
      if kind >= 9, let near = wanted.filter({ $0.kind == .penalised }).randomElement(using: &chance) {
        happenings.append(
          Happening(clock: Milliseconds(clock), sight: "almost, but it does not happen: \(safe(near.title))", fact: nil)
        )
      } else if let item = pool.randomElement(using: &chance) {
        let seen = counts[item.id, default: 0]
        let places = item.per.flatMap { list in ruleSet.instances.first { $0.id == list }?.instances } ?? []
        let isOnce = item.kind == .disqualifying || item.isValued || !item.levels.isEmpty
        let most = isOnce ? 1 : item.limit ?? 3
        if seen < most * max(1, places.count) {
          counts[item.id] = seen + 1
          let place = places.isEmpty ? nil : places[seen % places.count]
          happenings.append(Rehearsal.happening(item, at: place, Milliseconds(clock), &chance, safe))
        }
      }
      clock += 5000 + Int64(chance.below(9)) * 1000
    }
    happenings.append(
      Happening(
        clock: Milliseconds(max(clock, limit)), sight: "the robot stands still and says that it is done",
        fact: .finished(.completed)))
    self.happenings = happenings
  }

  private static func happening(
    _ item: Item, at place: Instance?, _ clock: Milliseconds, _ chance: inout SeededNumbers, _ safe: (String) -> String
  ) -> Happening {
    var sight = safe(item.title) + (place.map { ": " + safe($0.title) } ?? "")
    let fact: Fact
    if let level = item.levels.randomElement(using: &chance) {
      sight += " (\(safe(level.title)))"
      fact = .chose(item.id, at: place?.id, level.id)
    } else if item.isValued {
      let low = item.scale?.lowerBound ?? 1
      let high = item.scale?.upperBound ?? 20
      let value = (low + (high - low) * Points(chance.below(101), over: 100)).rounded(to: 1, .down)
      let quantity = Quantity(max(low, value), item.unit)
      sight += ", and it is \(quantity)"
      fact = .measured(item.id, at: place?.id, quantity)
    } else {
      fact = .observed(item.id, at: place?.id, count: 1)
    }
    return Happening(clock: clock, sight: sight, fact: fact)
  }

  /// What the referee is told at this reading of the clock.
  public func sight(at clock: Milliseconds, isPaused: Bool) -> String {
    guard let latest = happenings.last(where: { $0.clock <= clock }) else { return "the robot is about to move" }
    let isFresh = clock.count - latest.clock.count < 5000
    let isEnd = latest == happenings.last
    return isFresh || isEnd ? latest.sight : isPaused ? "the clock stands still" : "the robot moves on"
  }

  /// How a log compares with what was played.
  public func outcome(of log: RunLog) -> Outcome {
    var left = log.standing.filter { entry in
      if entry.fact.item != nil { return true }
      if case .finished = entry.fact { return true }
      return false
    }
    var outcome = Outcome(of: happenings.filter { $0.fact != nil }.count)
    // A shorter run ended before the rest could happen: what was not shown was not missed.
    let end = log.state.finishClock ?? .longest
    for happening in happenings {
      guard let fact = happening.fact else { continue }
      let index = left.firstIndex {
        $0.fact == fact && $0.clock >= happening.clock && $0.clock <= happening.clock + Rehearsal.patience
      }
      if let index {
        outcome.logged += 1
        outcome.delays.append(left[index].clock - happening.clock)
        left.remove(at: index)
      } else if happening.clock < end {
        outcome.missed.append(happening)
      }
    }
    outcome.unexpected = left
    return outcome
  }

  /// What a rehearsal showed.
  public struct Outcome: Equatable, Sendable {
    /// How much there was to log.
    public var of: Int
    /// How much of it was logged.
    public var logged = 0
    /// What was missed, or logged as something else.
    public var missed: [Happening] = []
    /// What was logged and did not happen then.
    public var unexpected: [Entry] = []
    /// How long each key took.
    public var delays: [Milliseconds] = []

    init(of count: Int) { of = count }
  }

  /// The outcome in words.
  func report(on log: RunLog, words: (Fact) -> String) -> [String] {
    let outcome = outcome(of: log)
    var lines = ["HOW IT WENT", "", "\(outcome.logged) of \(outcome.of) were logged as they happened."]
    let delays = outcome.delays.sorted()
    if !delays.isEmpty {
      let (half, all) = (delays[delays.count / 2].seconds, delays[delays.count - 1].seconds)
      lines.append("Half of the keys came within \(half.fixed(places: 1)) s, all within \(all.fixed(places: 1)) s.")
    }
    lines.append("")
    for happening in outcome.missed {
      lines.append("missed at \(clockText(happening.clock)): \(happening.sight)")
    }
    for entry in outcome.unexpected {
      lines.append("not shown at \(clockText(entry.clock)): \(words(entry.fact))")
    }
    if outcome.missed.isEmpty, outcome.unexpected.isEmpty {
      lines.append("Nothing was missed, and nothing was made up.")
    }
    return lines
  }
}
