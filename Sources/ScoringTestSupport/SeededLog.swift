public import Scoring

extension SeededCompetition {
  /// A run as officials would log it: what the log refuses is left out. Entries carry a penalty remembered late, a
  /// second thought, a restart, as they come.
  public mutating func log(
    _ id: Run.ID = "run-1", team: Team.ID = "blue", number: Int = 1, under rules: CompiledRules
  ) -> RunLog {
    var log = emptyLog(id, team: team, number: number, under: rules)
    var clock = Milliseconds.zero
    var entryNumber = 0
    var known: [Entry.ID] = []
    func told(_ fact: Fact, _ clock: Milliseconds, _ log: inout RunLog) {
      entryNumber += 1
      let entry = Told(fact: fact, clock: clock).entry(entryNumber, in: id)
      if (try? log.append(entry)) != nil { known.append(entry.id) }
    }
    for item in rules.ruleSet.items where item.kind == .declaration && oneIn(2) {
      told(fact(of: item, rules), .zero, &log)
    }
    if oneIn(12) {
      told(.finished(.noShow), .zero, &log)
      return log
    }
    told(.started, .zero, &log)
    for _ in 0..<self.number(0...24) {
      clock = clock + Milliseconds(Int64(self.number(0...25_000)))
      switch self.number(0...19) {
      case 0: told(.restarted, clock, &log)
      case 1: told(.retracted(one(of: known), reason: "second thought"), clock, &log)
      case 2: told(.noted("as it was"), clock, &log)
      case 3: told(.extended(.at(0, 30), reason: "the light failed"), clock, &log)
      default:
        let seenAt = oneIn(6) ? Milliseconds(Int64(self.number(0...Int(clock.count)))) : clock
        told(fact(of: one(of: rules.ruleSet.items), rules), seenAt, &log)
      }
    }
    if !oneIn(8) {
      told(.finished(one(of: [.completed, .completed, .timeLimit, .teamStopped, .invalid])), clock, &log)
    }
    if oneIn(20) { told(.voided(reason: "wrong team"), clock, &log) }
    return log
  }

  /// Anything at all, decided by nobody: items that do not exist, wrong kinds, negative and huge counts and values,
  /// clocks out of bounds, several starts and ends, retractions of what comes later or never.
  public mutating func nonsense(_ count: Int, of run: Run.ID = "run-1", under rules: CompiledRules) -> [Entry] {
    (1...max(1, count)).map { index in
      let clock: Int64 = oneIn(12) ? extreme() : Int64(number(0...400_000))
      return Entry(
        id: Entry.ID("e\(index)"), run: run, official: "R", terminal: "t", number: index, clock: Milliseconds(clock),
        recordedAt: oneIn(12) ? extreme() : Int64(index), fact: anyFact(count, rules))
    }
  }

  private mutating func anyFact(_ count: Int, _ rules: CompiledRules) -> Fact {
    let items = rules.ruleSet.items
    let item = oneIn(10) || items.isEmpty ? Item.make(.achievement, "unknown") : one(of: items)
    let at: Instance.ID? = oneIn(5) ? nil : one(of: ["t1", "t2", "g1", "nowhere"])
    switch number(0...22) {
    case 0: return .started
    case 1: return one(of: [.paused, .resumed])
    case 2: return .finished(one(of: Finish.allCases))
    case 3: return .restarted
    case 4: return .extended(Milliseconds(oneIn(3) ? extreme() : 30_000), reason: "")
    case 5, 6: return .retracted(Entry.ID("e\(number(1...count + 2))"), reason: "")
    case 7: return .claimed(total: oneIn(2) ? Points(Int(extreme())) : 0)
    case 8: return .accepted("check", reason: "")
    case 9: return oneIn(2) ? .protested("") : .ruled("")
    case 10: return oneIn(5) ? .voided(reason: "") : .signed(as: one(of: Role.allCases), code: "")
    case 11: return .observed(item.id, at: at, count: oneIn(3) ? Int(extreme()) : number(-3...20_000))
    case 12: return .chose(item.id, at: at, one(of: ["l0", "l1", "l9"]))
    case 13:
      return .measured(item.id, at: at, Quantity(Points(Int(extreme()), over: number(1...9)), one(of: Unit.allCases)))
    case 14: return .rated(item.id, at: at, by: one(of: ["blue", "r1", "r2"]), Quantity(Points(Int(extreme()))))
    default: return fact(of: item, rules)
    }
  }

  /// Something that can be said of an item.
  public mutating func fact(of item: Item, _ rules: CompiledRules) -> Fact {
    let list = item.per.flatMap { per in rules.ruleSet.instances.first { $0.id == per } }
    let at = list.map { one(of: $0.instances).id }
    if !item.levels.isEmpty { return .chose(item.id, at: at, one(of: item.levels).id) }
    if item.isValued {
      let value = Quantity(Points(number(0...40), over: number(1...3)), item.unit)
      if item.kind == .judgement, oneIn(2) { return .rated(item.id, at: at, by: one(of: ["r1", "r2", "r3"]), value) }
      return .measured(item.id, at: at, value)
    }
    return .observed(item.id, at: at, count: number(1...3))
  }

  /// A log that nothing is in yet.
  public func emptyLog(
    _ id: Run.ID = "run-1", team: Team.ID = "blue", number: Int = 1, under rules: CompiledRules
  ) -> RunLog {
    let run = Run(
      id: id, challenge: "challenge", team: team, phase: .trials, number: number,
      rules: RuleSetReference(id: rules.ruleSet.id, edition: rules.ruleSet.edition, digest: ""))
    return RunLog(run, under: rules)
  }

  private mutating func extreme() -> Int64 {
    one(of: [.min, .min + 1, -1_000_000, -1, 0, 1, 9999, 10_000, 360_000_000, 360_000_001, .max - 1, .max])
  }
}
