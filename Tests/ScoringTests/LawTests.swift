import Scoring
import ScoringTestSupport
import Testing

/// The laws of the log: seeded, looped inside one test each; a failure names its seed.
@Suite("The laws of the log")
struct LawTests {
  private static let seeds: ClosedRange<UInt64> = 1...400

  /// For each seed, a sheet and the entries of a run: half of them as officials log, half nonsense.
  private func everyLog(_ check: (UInt64, inout SeededCompetition, CompiledRules, [Entry]) -> Void) {
    for seed in Self.seeds {
      var chance = SeededCompetition(seed: seed)
      let rules = CompiledRules(chance.ruleSet())
      let entries = seed % 2 == 0 ? chance.log(under: rules).entries : chance.nonsense(40, under: rules)
      check(seed, &chance, rules, entries)
    }
  }

  private func log(_ entries: [Entry], _ rules: CompiledRules) -> RunLog {
    RunLog(SeededCompetition(seed: 0).emptyLog(under: rules).run, under: rules, recording: entries)
  }

  @Test("absence: a retracted entry scores as if it had never been said")
  func absence() {
    everyLog { seed, chance, rules, entries in
      guard let said = entries.filter({ $0.fact.kind != .retracted }).randomElement(using: &chance.random) else {
        return
      }
      let retraction = Entry(
        id: "the-retraction", run: said.run, official: "R", terminal: "t", number: 99, clock: said.clock,
        recordedAt: said.recordedAt, fact: .retracted(said.id, reason: "never"))
      // Retractions of it that were there before stay, and have nothing to strike: only that is said of them.
      let without = log(entries.filter { $0.id != said.id }, rules)
      let with = log(entries + [retraction], rules)
      expectSame(Score(of: with), Score(of: without), "seed \(seed)")
      #expect(with.standing.map(\.id) == without.standing.map(\.id), "seed \(seed)")
    }
  }

  /// Two scores that are one, but for what is said of entries that nothing is made of.
  private func expectSame(_ a: Score, _ b: Score, _ comment: Comment) {
    #expect(a.lines == b.lines && a.total == b.total && a.quantities == b.quantities, comment)
    #expect(a.achievements == b.achievements && a.penalised == b.penalised && a.time == b.time, comment)
    #expect(a.disqualifications == b.disqualifications && a.state == b.state, comment)
    #expect(a.findings.filter { $0.kind != .meaningless } == b.findings.filter { $0.kind != .meaningless }, comment)
  }

  @Test("accounting: the total is the sum of the lines, each line's entries stand, and nothing is above its limit")
  func accounting() {
    everyLog { seed, chance, rules, entries in
      let log = log(entries, rules)
      let score = Score(of: log)
      #expect(score.total == score.lines.reduce(.zero) { $0 + $1.points }, "seed \(seed)")
      let standing = Set(log.standing.map(\.id))
      for line in score.lines {
        #expect(line.because.allSatisfy(standing.contains), "seed \(seed): \(line)")
        guard case .item(let id, _) = line.subject, let item = rules.ruleSet.item(id) else { continue }
        if let limit = item.limit, item.levels.isEmpty, !item.isValued {
          #expect(line.counted <= Points(limit), "seed \(seed): \(line)")
        }
      }
      checkCaps(seed, rules.ruleSet, score)
    }
  }

  private func checkCaps(_ seed: UInt64, _ sheet: RuleSet, _ score: Score) {
    guard score.state.finish != .noShow else { return }
    func points(where belongs: (Item) -> Bool) -> Points {
      score.lines.reduce(.zero) { sum, line in
        switch line.subject {
        case .item(let id, _), .modifierFloor(let id, _), .itemDisqualified(let id):
          guard let item = sheet.item(id) else { return sum }
          return belongs(item) ? sum + line.points : sum
        case .group, .restarts, .limits, .rounding, .disqualified, .noShow: return sum
        }
      }
    }
    for group in sheet.groups {
      guard let cap = group.cap, group.per == nil else { continue }
      let corrections = score.lines.reduce(Points.zero) { sum, line in
        if case .group(group.id, _, _) = line.subject { sum + line.points } else { sum }
      }
      let items = points { group.items.contains($0.modifies ?? $0.id) && $0.worth.isOfItem }
      #expect(items + corrections <= cap, "seed \(seed): \(group.id)")
    }
    if let cap = sheet.total.cap, sheet.total.order.last == .limits {
      let exempt = points { item in item.isExempt || sheet.items.contains { $0.id == item.modifies && $0.isExempt } }
      #expect(score.total - exempt <= cap, "seed \(seed)")
    }
  }

  @Test("permutation: the order in which entries arrive changes nothing")
  func permutation() {
    everyLog { seed, chance, rules, entries in
      let first = log(entries, rules)
      let score = Score(of: first)
      for _ in 0..<2 {
        let other = log(chance.shuffled(entries), rules)
        #expect(Score(of: other) == score, "seed \(seed)")
        #expect(other.inFieldOrder == first.inFieldOrder, "seed \(seed)")
        let differing = entries.first { other.retraction(of: $0.id) != first.retraction(of: $0.id) }
        #expect(differing == nil, "seed \(seed)")
      }
    }
  }

  @Test("prefix: the board as of entry n is the board of the first n entries")
  func prefix() {
    everyLog { seed, chance, rules, entries in
      var growing = log([], rules)
      for (index, entry) in entries.enumerated() {
        growing.record(entry)
        guard index % 5 == 0 || index == entries.count - 1 else { continue }
        // However the first n entries come to somebody else, the board is the same.
        let first = log(chance.shuffled(Array(entries.prefix(index + 1))), rules)
        #expect(Score(of: growing) == Score(of: first), "seed \(seed), \(index)")
      }
    }
  }

  @Test("once: the same entry twice is the same log")
  func once() {
    everyLog { seed, chance, rules, entries in
      let single = log(entries, rules)
      var twice = log([], rules)
      for entry in entries {
        twice.record(entry)
        twice.record(chance.one(of: entries.filter { twice.entry($0.id) != nil }))
      }
      #expect(twice.entries == single.entries, "seed \(seed)")
      #expect(Score(of: twice) == Score(of: single), "seed \(seed)")
    }
  }

  @Test("merge: union is commutative, associative and idempotent, retractions before what they retract included")
  func merge() {
    everyLog { seed, chance, rules, entries in
      func some() -> [Entry] { entries.filter { _ in chance.oneIn(2) } }
      let (a, b, c) = (some(), some(), some())
      func union(_ x: [Entry], _ y: [Entry]) -> [Entry] { log(x + y, rules).entries }
      func isSame(_ x: [Entry], _ y: [Entry]) -> Bool {
        let (one, other) = (log(x, rules), log(y, rules))
        return one.inFieldOrder == other.inFieldOrder && one.standing == other.standing
          && Score(of: one) == Score(of: other)
      }
      #expect(isSame(union(a, b), union(b, a)), "seed \(seed)")
      #expect(isSame(union(union(a, b), c), union(a, union(b, c))), "seed \(seed)")
      #expect(isSame(union(a, a), a), "seed \(seed)")
    }
  }

  @Test("deriving never traps, and every line can be explained, whatever the log says")
  func nonsense() {
    for seed in 1...1500 as ClosedRange<UInt64> {
      var chance = SeededCompetition(seed: seed)
      let rules = CompiledRules(chance.ruleSet())
      let log = log(chance.nonsense(chance.number(1...60), under: rules), rules)
      let score = Score(of: log)
      for line in score.lines {
        _ = score.working(of: line, in: rules.ruleSet)
        _ = line.subject.title(in: rules.ruleSet)
      }
      for told in chance.nonsense(5, under: rules) { try? log.decide(told) }
      _ = rules.ruleSet.standings(of: [
        Contender(team: "blue", runs: [ScoredRun(log, keys: rules.ruleSet.ranking)])
      ])
    }
  }
}

extension Worth {
  /// Whether it belongs to one item, not to a group or the run.
  fileprivate var isOfItem: Bool {
    switch self {
    case .percent(_, let base, _), .factor(_, let base, _): base == .objective
    case .nothing, .each, .table, .levels, .tiers, .line: true
    }
  }
}
