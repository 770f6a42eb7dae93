package import EventStore
package import Scoring

/// Everything a question is answered from, read as of one moment.
package struct Situation {
  package let competition: Competition
  package let decisions: [Decision]
  package let runs: [OpenedRun]
  package let logs: [RunLog]
  package let rules: [RuleSetReference: CompiledRules]
  package var entries: [Entry] { logs.flatMap(\.entries) }
  private var order = Once<RunningOrder>()
  private var underItsRules = Once<Board>()

  /// The moment of the log that a question is about.
  package enum AsOf {
    case now
    /// What had been recorded until then at the desk, in milliseconds since 1970 (UTC).
    case time(Int64)
    /// What each terminal had recorded so far.
    case heads(Heads)

    func covers(_ decision: Decision) -> Bool {
      switch self {
      case .now: true
      case .time(let limit): decision.recordedAt <= limit
      case .heads(let heads): heads.covers(decision)
      }
    }

    func covers(_ entry: Entry) -> Bool {
      switch self {
      case .now: true
      case .time(let limit): entry.recordedAt <= limit
      case .heads(let heads): heads.covers(entry)
      }
    }
  }

  /// Reads the whole competition, or of runs and rules only those of one challenge, as of a moment.
  package init(_ store: EventStore, of challenge: Challenge.ID? = nil, at moment: AsOf = .now) throws {
    self = try store.read { try Situation($0, of: challenge, at: moment) }
  }

  /// The same inside a transaction.
  package init(
    _ reader: StoreReader, of challenge: Challenge.ID? = nil, at moment: AsOf = .now,
    compiling ruleSets: RuleSets = .shared
  ) throws {
    func compiled(_ reference: RuleSetReference) throws -> CompiledRules? {
      try reader.ruleSet(digest: reference.digest).map(ruleSets.compile)
    }
    let decisions = try reader.decisions().filter(moment.covers)
    let competition = Competition(decisions)
    var challenge = challenge
    if let name = challenge {
      // Who is in a final may be for a table over several challenges to say, and a run of any challenge may disqualify
      // a team from the competition.
      let asksForOveralls = try competition.require(name).phases.contains { $0.qualifiedFrom != nil }
      let mayReachFar = try reader.ruleSets().contains { $0.text.contains("disqualifies") }
      if asksForOveralls || mayReachFar { challenge = nil }
    }
    let runs = try reader.runs(of: challenge)
    let logs = try reader.logs(of: challenge, rules: ruleSets.compile)
    let held = competition.challenges.filter { challenge == nil || $0.id == challenge }
    try self.init(
      competition, decisions, moment.cut(runs, logs, by: competition, compiled),
      rules: Situation.rules(of: held, opened: competition, decisions, runs, compiled))
  }

  /// Everything that a parcel tells, as of now. Its runs are scored by rules whose texts it has.
  package init(_ parcel: Parcel, compiling ruleSets: RuleSets) throws {
    let compiled = parcel.compiler(ruleSets)
    let competition = Competition(parcel.decisions)
    var logs: [RunLog] = []
    var positions: [Run.ID: Int] = [:]
    for opened in parcel.runs {
      let reference = competition.rules(of: opened.run)
      guard let rules = try compiled(reference) else { throw StoreError.noRuleSet(reference) }
      positions[opened.id] = logs.count
      logs.append(RunLog(opened.run, under: rules))
    }
    for entry in parcel.entries {
      if let position = positions[entry.run] { logs[position].record(entry) }
    }
    try self.init(
      competition, parcel.decisions, (parcel.runs, logs),
      rules: Situation.rules(
        of: competition.challenges, opened: competition, parcel.decisions, parcel.runs, compiled))
  }

  /// The same competition as of an earlier moment. The log of a run of which everything had been said then is the same
  /// log, and nothing of it is worked out anew.
  package func asOf(
    _ moment: AsOf, rules compiled: (RuleSetReference) throws -> CompiledRules?
  ) throws -> Situation {
    let decisions = decisions.filter(moment.covers)
    let competition = Competition(decisions)
    return try Situation(
      competition, decisions, moment.cut(runs, logs, by: competition, compiled),
      rules: Situation.rules(of: competition.challenges, opened: competition, decisions, runs, compiled))
  }

  private init(
    _ competition: Competition, _ decisions: [Decision], _ held: (runs: [OpenedRun], logs: [RunLog]),
    rules: [RuleSetReference: CompiledRules]
  ) {
    self.competition = competition
    self.decisions = decisions
    runs = held.runs
    logs = held.logs
    self.rules = rules
  }

  /// What these decisions and logs make, wherever they come from.
  package init(
    _ decisions: [Decision], runs: [OpenedRun] = [], logs: [RunLog] = [],
    rules: [RuleSetReference: CompiledRules] = [:]
  ) {
    competition = Competition(decisions)
    self.decisions = decisions
    self.runs = runs
    self.logs = logs
    self.rules = rules
  }

  /// The rules that these challenges are held under; and once a final was opened, those of before, from which it follows
  /// who was in it.
  private static func rules(
    of challenges: [Challenge], opened competition: Competition, _ decisions: [Decision], _ runs: [OpenedRun],
    _ compiled: (RuleSetReference) throws -> CompiledRules?
  ) rethrows -> [RuleSetReference: CompiledRules] {
    var rules: [RuleSetReference: CompiledRules] = [:]
    for held in challenges { rules[held.rules] = try compiled(held.rules) }
    if competition.finalOpenings.isEmpty { return rules }
    for reference in Set(decisions.compactMap(\.ruling.rules) + runs.map(\.run.rules)) where rules[reference] == nil {
      rules[reference] = try compiled(reference)
    }
    return rules
  }

  /// The same competition with other logs: "what if".
  package init(_ other: Situation, logs: [RunLog]) {
    competition = other.competition
    decisions = other.decisions
    runs = other.runs
    self.logs = logs
    rules = other.rules
  }

  /// The same with these decisions behind the others: "what if".
  package init(_ other: Situation, deciding rulings: [Decision.Ruling]) {
    let last = other.decisions.map(\.recordedAt).max() ?? 0
    let imagined = rulings.enumerated().map { index, ruling in
      Decision(
        id: Decision.ID("what-if-d\(index + 1)"), official: "", terminal: "what-if", number: index + 1,
        recordedAt: last + 1, ruling: ruling)
    }
    decisions = other.decisions + imagined
    competition = Competition(decisions)
    runs = other.runs
    logs = other.logs
    rules = other.rules
  }

  /// This moment of the log.
  package var heads: Heads { Heads(entries: entries, decisions: decisions) }

  /// All protests, the oldest first.
  package var protests: [Protest] { competition.protests(on: logs) }

  /// The board, under the rules that are in force or under others.
  package func board(forcing forced: [Challenge.ID: CompiledRules] = [:]) -> Board {
    if !forced.isEmpty { return Board(competition, logs: logs, rules: rules, forced: forced) }
    return underItsRules.value { Board(competition, logs: logs, rules: rules) }
  }

  /// The running order, and what was held for it.
  package var runningOrder: RunningOrder { order.value { RunningOrder(competition, logs: logs) } }

  /// The logs by run.
  package var logsByRun: [Run.ID: RunLog] {
    Dictionary(logs.map { ($0.run.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The team with this short name, or a sentence with what was probably meant.
  package func team(_ id: Team.ID) throws -> Team { try competition.require(id) }
}

extension Competition {
  /// The challenge with this short name, or a sentence with what was probably meant.
  package func require(_ id: Challenge.ID) throws -> Challenge {
    if let challenge = challenge(id) { return challenge }
    throw Unknown(.challenge, id.text, among: challenges.map(\.id.text))
  }

  /// The team with this short name, or a sentence with what was probably meant.
  package func require(_ id: Team.ID) throws -> Team {
    if let team = team(id) { return team }
    throw Unknown(.team, id.text, among: teams.map(\.id.text))
  }
}

extension Situation.AsOf {
  /// What there was of these runs then, under the rules that were in force then: some may have been adopted since.
  fileprivate func cut(
    _ runs: [OpenedRun], _ logs: [RunLog], by competition: Competition,
    _ compiled: (RuleSetReference) throws -> CompiledRules?
  ) throws -> (runs: [OpenedRun], logs: [RunLog]) {
    let there: [OpenedRun]
    switch self {
    case .now: return (runs, logs)
    case .time(let limit): there = runs.filter { $0.openedAt <= limit }
    case .heads:
      // A run is known by its entries: opening one is no entry of a terminal.
      let known = Set(logs.filter { $0.entries.contains(where: covers) }.map(\.run.id))
      there = runs.filter { known.contains($0.run.id) }
    }
    let known = Set(there.map(\.run.id))
    var rules: [RuleSetReference: CompiledRules] = [:]
    let cut = try logs.filter { known.contains($0.run.id) }.map { log in
      let reference = competition.rules(of: log.run)
      let then = try rules[reference] ?? compiled(reference) ?? log.rules
      rules[reference] = then
      if then.isSame(as: log.rules), log.entries.allSatisfy(covers) { return log }
      return RunLog(log.run, under: then, recording: log.entries.filter(covers))
    }
    return (there, cut)
  }
}

extension CompiledRules {
  /// Whether these are the same rules: in one competition an edition is one text.
  package func isSame(as other: CompiledRules) -> Bool {
    ruleSet.id == other.ruleSet.id && ruleSet.edition == other.ruleSet.edition
  }
}

extension Parcel {
  /// Makes rules of the texts that came along.
  package func compiler(_ ruleSets: RuleSets) -> (RuleSetReference) throws -> CompiledRules? {
    let documents = Dictionary(self.ruleSets.map { ($0.reference.digest, $0) }, uniquingKeysWith: { first, _ in first })
    return { try documents[$0.digest].map(ruleSets.compile) }
  }
}

/// What is worked out when it is first asked for, and kept. A class, so that a value which never changes can keep what
/// follows from it, and its copies with it.
private final class Once<Value> {
  private var known: Value?

  func value(_ make: () -> Value) -> Value {
    if let known { return known }
    let value = make()
    known = value
    return value
  }
}
