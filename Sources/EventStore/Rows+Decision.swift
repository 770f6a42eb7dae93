import Scoring

extension Table {
  /// The competition's own log. The order of the columns is used by the functions below.
  static let decision = Table(
    "decision",
    [
      "id", "official", "terminal", "number", "recorded_at", "kind", "name", "days", "team", "affiliation", "challenge",
      "title", "rule_set_id", "rule_set_edition", "rule_set_digest", "phase", "runs", "aggregation", "ranking", "target",
      "reason",
    ])
}

/// The word for each kind of ruling in the database. Never changed, only added to.
private enum RulingKind: String {
  case named
  case heldChallenge = "held-challenge"
  case plannedPhase = "planned-phase"
  case enteredTeam = "entered-team"
  case enteredChallenge = "entered-challenge"
  case withdrew, disqualified, retracted
}

extension Decision {
  /// Its row in the table `decision`; throws for what the lists' text form cannot carry (a comma in a day).
  func row() throws -> [Value] {
    let kind: RulingKind
    var name: String?
    var days: [String]?
    var team: Team.ID?
    var affiliation: String?
    var challenge: Challenge.ID?
    var title: String?
    var rules: RuleSetReference?
    var plan: PhasePlan?
    var target: Decision.ID?
    var reason: String?
    // No default: a new kind of ruling must find its columns.
    switch ruling {
    case .named(let words, let dates):
      kind = .named
      name = words
      days = dates
    case .heldChallenge(let id, let words, let reference):
      kind = .heldChallenge
      challenge = id
      title = words
      rules = reference
    case .plannedPhase(let id, let phase):
      kind = .plannedPhase
      challenge = id
      plan = phase
    case .enteredTeam(let id, let words, let from):
      kind = .enteredTeam
      team = id
      name = words
      affiliation = from
    case .enteredChallenge(let id, let where_):
      kind = .enteredChallenge
      team = id
      challenge = where_
    case .withdrew(let id, let from, let why):
      kind = .withdrew
      team = id
      challenge = from
      reason = why
    case .disqualified(let id, let from, let why):
      kind = .disqualified
      team = id
      challenge = from
      reason = why
    case .retracted(let id, let why):
      kind = .retracted
      target = id
      reason = why
    }
    let list = days.map { $0.joined(separator: ", ") }
    guard list.map(Decision.days) == days else {
      throw StoreError.unstorable("a list of days with a comma inside a day (\"\(list ?? "")\")")
    }
    let aggregation = plan?.aggregation?.description
    guard aggregation.flatMap(Aggregation.init) == plan?.aggregation else {
      throw StoreError.unstorable("the aggregation '\(aggregation ?? "")'")
    }
    let ranking = plan?.ranking.map { $0.map(\.description).joined(separator: ", ") }
    guard ranking.flatMap(Decision.ranking) == plan?.ranking else {
      throw StoreError.unstorable("the ranking '\(ranking ?? "")'")
    }
    return [
      .text(id.text), .text(official), .text(terminal), .integer(Int64(number)), .integer(recordedAt),
      .text(kind.rawValue), Value(name), Value(list), Value(team?.text), Value(affiliation), Value(challenge?.text),
      Value(title), Value(rules?.id.text), Value(rules?.edition), Value(rules?.digest), Value(plan?.phase.rawValue),
      Value(plan?.runs), Value(aggregation), Value(ranking), Value(target?.text), Value(reason),
    ]
  }

  /// The decision that a row of the table `decision` holds.
  init(_ row: Columns) throws {
    self.init(
      id: ID(try row.text(0)), official: try row.text(1), terminal: try row.text(2), number: Int(try row.integer(3)),
      recordedAt: try row.integer(4), ruling: try Ruling(row))
  }

  fileprivate static func days(_ text: String) -> [String] { split(text) }

  fileprivate static func ranking(_ text: String) -> [RankingKey]? {
    let keys = split(text).map { RankingKey($0) }
    return keys.contains(nil) ? nil : keys.compactMap { $0 }
  }

  /// What was joined with ", "; no text at all is an empty list.
  private static func split(_ text: String) -> [String] {
    guard !text.isEmpty else { return [] }
    return text.split(separator: ",", omittingEmptySubsequences: false).enumerated().map { index, part in
      String(index > 0 && part.hasPrefix(" ") ? part.dropFirst() : part)
    }
  }
}

extension Decision.Ruling {
  fileprivate init(_ row: Columns) throws {
    func team() throws -> Team.ID { Team.ID(try row.text(8)) }
    func challenge() throws -> Challenge.ID { Challenge.ID(try row.text(10)) }
    func maybeChallenge() throws -> Challenge.ID? { try row.optionalText(10).map { Challenge.ID($0) } }

    switch try row.word(5, RulingKind.self) {
    case .named: self = .named(try row.text(6), days: Decision.days(try row.text(7)))
    case .heldChallenge:
      self = .heldChallenge(try challenge(), title: try row.text(11), rules: try RuleSetReference(row, from: 12))
    case .plannedPhase:
      let aggregation = try row.optionalText(17).map { text in
        guard let aggregation = Aggregation(text) else { throw Malformed(problem: "'\(text)' is no aggregation") }
        return aggregation
      }
      let ranking = try row.optionalText(18).map { text in
        guard let ranking = Decision.ranking(text) else { throw Malformed(problem: "'\(text)' is no ranking") }
        return ranking
      }
      self = .plannedPhase(
        try challenge(),
        PhasePlan(
          phase: try row.word(15), runs: try row.optionalInteger(16).map { Int($0) }, aggregation: aggregation,
          ranking: ranking))
    case .enteredTeam: self = .enteredTeam(try team(), name: try row.text(6), affiliation: try row.text(9))
    case .enteredChallenge: self = .enteredChallenge(try team(), try challenge())
    case .withdrew: self = .withdrew(try team(), from: try maybeChallenge(), reason: try row.text(20))
    case .disqualified: self = .disqualified(try team(), from: try maybeChallenge(), reason: try row.text(20))
    case .retracted: self = .retracted(Decision.ID(try row.text(19)), reason: try row.text(20))
    }
  }
}

extension RuleSetReference {
  /// The reference in three columns: id, edition, digest.
  init(_ row: Columns, from column: CInt) throws {
    self.init(
      id: RuleSet.ID(try row.text(column)), edition: Int(try row.integer(column + 1)), digest: try row.text(column + 2))
  }
}
