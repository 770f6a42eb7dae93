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
  package init(_ reader: StoreReader, of challenge: Challenge.ID? = nil, at moment: AsOf = .now) throws {
    let ruleSets = RuleSets()
    decisions = try reader.decisions().filter(moment.covers)
    let competition = Competition(decisions)
    self.competition = competition
    // Who is in a final may be for a table over several challenges to say.
    let needsAll = try challenge.map { try competition.require($0).phases.contains { $0.qualifiedFrom != nil } }
    let challenge = needsAll == true ? nil : challenge
    func compiled(_ reference: RuleSetReference) throws -> CompiledRules? {
      try reader.ruleSet(digest: reference.digest).map(ruleSets.compile)
    }
    let opened = try reader.runs(of: challenge)
    var logs = try reader.logs(of: challenge, rules: ruleSets.compile)
    switch moment {
    case .now: runs = opened
    case .time(let limit):
      runs = opened.filter { $0.openedAt <= limit }
    case .heads(let heads):
      // A run is known by its entries: opening one is no entry of a terminal.
      let known = Set(logs.filter { $0.entries.contains(where: heads.covers) }.map(\.run.id))
      runs = opened.filter { known.contains($0.run.id) }
    }
    if case .now = moment {
    } else {
      let known = Set(runs.map(\.run.id))
      // The rules that were in force then: some may have been adopted since.
      logs = try logs.filter { known.contains($0.run.id) }.map { log in
        let rules = try compiled(competition.rules(of: log.run)) ?? log.rules
        return RunLog(log.run, under: rules, recording: log.entries.filter(moment.covers))
      }
    }
    self.logs = logs
    var rules: [RuleSetReference: CompiledRules] = [:]
    for held in competition.challenges where challenge == nil || held.id == challenge {
      rules[held.rules] = try compiled(held.rules)
    }
    self.rules = rules
  }

  /// The same competition with other logs: "what if".
  package init(_ other: Situation, logs: [RunLog]) {
    competition = other.competition
    decisions = other.decisions
    runs = other.runs
    self.logs = logs
    rules = other.rules
  }

  /// This moment of the log.
  package var heads: Heads { Heads(entries: entries, decisions: decisions) }

  /// All protests, the oldest first.
  package var protests: [Protest] { competition.protests(on: logs) }

  /// The board, under the rules that are in force or under others.
  package func board(forcing forced: [Challenge.ID: CompiledRules] = [:]) -> Board {
    Board(competition, logs: logs, rules: rules, forced: forced)
  }

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

/// "There is no team 'lsr'; did you mean 'lasr'?"
package func unknown(_ what: String, _ name: String, _ known: [String], _ command: String) -> Refusal {
  let hint = nearest(to: name, among: known).map { "did you mean '\($0)'?" } ?? "'\(command)' shows them all"
  return Refusal("there is no \(what) '\(name)'; \(hint)")
}
