import RuleSetFiles
import Scoring

/// Invented runs under a shipped rule set, the same every time: what the benchmarks score.
struct Season {
  let rules: CompiledRules
  let runs: [Run]
  /// The entries of each run.
  let entries: [[Entry]]
  let teams: [Team.ID]

  var entryCount: Int { entries.reduce(0) { $0 + $1.count } }

  /// `length` entries a run: a start, observations of items of the sheet at random, and an end.
  init(_ name: RuleSet.ID, runs count: Int, length: Int) {
    let rules = compiledRules(name)
    self.rules = rules
    let ruleSet = rules.ruleSet
    let reference = RuleSetReference(id: ruleSet.id, edition: ruleSet.edition, digest: "")
    let teams = (1...200).map { Team.ID("team-\($0)") }
    let seen = ruleSet.items.filter { $0.isEntered && $0.kind != .disqualifying }
    let end = ruleSet.timeLimit ?? Milliseconds(600_000)
    var random = SeededGenerator(seed: 1)
    var runs: [Run] = []
    var entries: [[Entry]] = []
    for number in 0..<count {
      let run = Run(
        id: Run.ID("run-\(number + 1)"), challenge: "challenge", team: teams[number % teams.count], phase: .trials,
        number: number / teams.count + 1, rules: reference)
      var facts: [Fact] = [.started]
      while facts.count < length - 1 {
        facts.append(Season.fact(about: seen.randomElement(using: &random)!, in: ruleSet, &random))
      }
      facts.append(.finished(.completed))
      entries.append(
        facts.enumerated().map { index, fact in
          Entry(
            id: Entry.ID("desk-\(number * length + index + 1)"), run: run.id, official: "R1", terminal: "desk",
            number: number * length + index + 1, clock: Milliseconds(end.count * Int64(index) / Int64(length)),
            recordedAt: Int64(1_758_614_400_000 + index * 1000), fact: fact)
        })
      runs.append(run)
    }
    self.runs = runs
    self.entries = entries
    self.teams = teams
  }

  private static func fact(about item: Item, in ruleSet: RuleSet, _ random: inout SeededGenerator) -> Fact {
    let places = ruleSet.instances.first { $0.id == item.per }?.instances ?? []
    let place = places.randomElement(using: &random)?.id
    if let level = item.levels.randomElement(using: &random) { return .chose(item.id, at: place, level.id) }
    guard item.isValued else { return .observed(item.id, at: place, count: Int.random(in: 1...3, using: &random)) }
    let value = item.scale?.lowerBound ?? Points(Int.random(in: 1...60, using: &random))
    let quantity = Quantity(value, item.unit)
    return item.kind == .judgement
      ? .rated(item.id, at: place, by: "jury", quantity) : .measured(item.id, at: place, quantity)
  }

  /// Their logs: names looked up, entries put in field order.
  func logs() -> [RunLog] { zip(runs, entries).map { RunLog($0, under: rules, recording: $1) } }

  /// The competition that they were run in.
  var competition: Competition {
    var rulings: [Decision.Ruling] = [
      .heldChallenge("challenge", title: rules.ruleSet.title, rules: runs[0].rules)
    ]
    for team in teams {
      rulings += [.enteredTeam(team, name: team.text, affiliation: ""), .enteredChallenge(team, "challenge")]
    }
    return Competition(
      rulings.enumerated().map { number, ruling in
        Decision(
          id: Decision.ID("d\(number + 1)"), official: "R1", terminal: "desk", number: number + 1, recordedAt: 0,
          ruling: ruling)
      })
  }
}

/// The least that scoring could be: the same entries as flat arrays of small numbers, nothing known about any rule.
struct PlainSheet {
  private var run: [Int32] = []
  private var item: [Int32] = []
  private var count: [Int32] = []
  private var worth: [Int32]
  private let runCount: Int

  init(_ season: Season) {
    let items = season.rules.ruleSet.items
    let position = Dictionary(uniqueKeysWithValues: items.enumerated().map { ($1.id, Int32($0)) })
    worth = items.map { item in
      if case .each(let points) = item.worth { Int32(points.numerator) } else { 1 }
    }
    worth.append(0)  // What is about no item.
    runCount = season.runs.count
    for (number, entries) in season.entries.enumerated() {
      for entry in entries {
        run.append(Int32(number))
        item.append(entry.fact.item.flatMap { position[$0] } ?? Int32(items.count))
        if case .observed(_, _, let times) = entry.fact { count.append(Int32(times)) } else { count.append(1) }
      }
    }
  }

  /// Each run's total: for each entry its item's points times its count.
  func totals() -> [Int32] {
    var totals = [Int32](repeating: 0, count: runCount)
    for index in run.indices { totals[Int(run[index])] &+= worth[Int(item[index])] &* count[index] }
    return totals
  }
}

/// A shipped rule set, ready to score.
func compiledRules(_ name: RuleSet.ID) -> CompiledRules {
  guard let ruleSet = RuleSetLibrary.find(name)?.read().0 else { fatalError("no rules '\(name)' are shipped") }
  return CompiledRules(ruleSet)
}
