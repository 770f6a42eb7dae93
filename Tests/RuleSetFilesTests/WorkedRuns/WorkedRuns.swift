import RuleSetFiles
import Scoring
import ScoringTestSupport
import Testing

/// Whole runs of the shipped sheets, worked with a pencil from the rulebook before any program scored them. The
/// working stands above each run; where program and pencil disagree, the rulebook decides.
@Suite("Worked runs")
enum WorkedRuns {
  /// Every worked run: a league's runs are entered here when its file is added.
  static let all =
    RobocupAthome2026.runs + RobocupGermanOpen2026.runs + RockinHome.runs + Sciroc2019.runs + Sciroc2021.runs
    + Scrc2023.runs + Scrc2025.runs

  @Suite("What the worked runs cover")
  struct Coverage {
    @Test("every shipped sheet has three worked runs at least: a perfect, an ordinary and a nasty one")
    func kinds() {
      let kinds = Dictionary(grouping: all, by: \.sheet).mapValues { $0.map(\.kind) }
      for sheet in RuleSetLibrary.shipped.map(\.id) {
        let own = kinds[sheet] ?? []
        #expect(own.count >= 3, "'\(sheet)' has \(own.count) worked runs")
        for kind in WorkedRun.Kind.allCases { #expect(own.contains(kind), "'\(sheet)' has no \(kind) worked run") }
      }
    }

    @Test("every line and every level of every shipped sheet is told in a worked run", arguments: sheets)
    func lines(sheet: RuleSet.ID) throws {
      let rules = try ShippedRuleSetsTests.shipped(sheet)
      let entries = all.filter { $0.sheet == sheet }.flatMap { $0.played(under: rules).log.standing }
      let seen = Set(entries.compactMap(\.fact.item))
      for item in rules.items where item.isEntered {
        #expect(seen.contains(item.id), "no worked run of '\(sheet)' tells '\(item.id)'")
        for level in item.levels {
          let isChosen = entries.contains {
            if case .chose(item.id, _, level.id) = $0.fact { true } else { false }
          }
          #expect(isChosen, "no worked run of '\(sheet)' chooses '\(level.id)' of '\(item.id)'")
        }
      }
    }

    /// Were one number of a sheet another, at least one worked run of it would come out otherwise.
    @Test("every number of every shipped sheet is held by a worked run", arguments: sheets)
    func numbers(sheet: RuleSet.ID) throws {
      let rules = try ShippedRuleSetsTests.shipped(sheet)
      let runs = all.filter { $0.sheet == sheet && $0.knownIssue == nil }
      for (change, changed) in rules.withOneNumberChanged {
        let caught = runs.contains { !$0.disagreements(under: changed).isEmpty }
        #expect(caught, "no worked run of '\(sheet)' notices: \(change)")
      }
    }

    /// Disqualified runs last, then achievements, then penalised behaviours, then time: the lineage's chain.
    @Test("every sheet of the Smart City lineage and RoCKIn is ranked by the chain, the others by points")
    func rankings() throws {
      for sheet in Self.sheets {
        let rules = try ShippedRuleSetsTests.shipped(sheet)
        if sheet.text.hasPrefix("robocup-") {
          #expect(rules.ranking == [.mostPoints], "\(sheet)")
        } else {
          #expect(rules.ranking == [.notDisqualified, .mostAchievements, .fewestPenalised, .shortestTime], "\(sheet)")
          #expect(rules.disqualified == .last, "\(sheet)")
        }
        #expect(rules.aggregation == .best, "\(sheet)")
      }
    }

    static let sheets = RuleSetLibrary.shipped.map(\.id)
  }
}

/// A run of a shipped sheet, and what the pencil makes of it.
struct WorkedRun: Sendable, CustomTestStringConvertible {
  /// What sort of run it is.
  enum Kind: String, CaseIterable, Sendable {
    /// As good as the sheet allows; where that is less than the printed maximum, the comment says why.
    case perfect
    /// As most are.
    case ordinary
    /// Full of the sheet's traps.
    case nasty
  }

  /// The sheet; set by `worked`.
  var sheet: RuleSet.ID = ""
  var kind: Kind
  var story: String
  var outcome: Outcome
  var script: [Told]
  /// What the program gets wrong, where it does.
  var knownIssue: String?
  var location: SourceLocation

  init(
    _ kind: Kind, _ story: String, _ outcome: Outcome, knownIssue: String? = nil,
    location: SourceLocation = #_sourceLocation, @ScriptBuilder _ script: () -> [Told]
  ) {
    self.kind = kind
    self.story = story
    self.outcome = outcome
    self.script = script()
    self.knownIssue = knownIssue
    self.location = location
  }

  var testDescription: String { "\(sheet), \(kind): \(story)" }

  /// The run at the desk: every entry asks whether it may be made.
  func played(under rules: RuleSet) -> (log: RunLog, refused: [Rejection.Reason]) {
    let told = run(under: rules) { script }
    var log = RunLog(told.run, under: told.rules)
    var refused: [Rejection.Reason] = []
    for entry in told.entries {
      do { try log.append(entry) } catch { refused.append(error.reason) }
    }
    return (log, refused)
  }

  /// Where program and pencil disagree.
  func disagreements(under rules: RuleSet) -> [String] {
    let (log, refused) = played(under: rules)
    let score = Score(of: log)
    var found: [String] = []
    func compare<Value: Equatable>(_ what: String, _ program: Value, _ pencil: Value) {
      if program != pencil { found.append("\(what): the program says \(program), the pencil \(pencil)") }
    }

    let keys = rules.ranking + rules.otherRankings.flatMap(\.keys)
    let measures = Measures(of: score, by: log.rules, keys: keys)
    for key in keys {
      compare(key.description, measures.value(of: key.measure), outcome.value(of: key.measure))
    }
    compare("points", score.total, outcome.points ?? 0)
    compare("the sum of the lines", score.lines.map(\.points).reduce(0, +), score.total)
    compare("disqualified", score.isDisqualified, outcome.isDisqualified)
    if let achievements = outcome.achievements { compare("achievements", score.achievements, achievements) }
    if let penalised = outcome.penalised { compare("penalised", score.penalised, penalised) }
    for (item, value) in outcome.values {
      let position = rules.items.firstIndex { $0.id == item }
      compare(item.text, position.flatMap { score.quantities[$0] }, value)
    }
    compare("state", score.state.word, outcome.state)
    compare("refused", refused, outcome.refused)
    compare("findings", score.findings.map(\.message), outcome.findings)
    return found
  }

  /// Fails where program and pencil disagree, with the program's working beside it.
  func check() throws {
    let rules = try ShippedRuleSetsTests.shipped(sheet)
    func compare() {
      let score = Score(of: played(under: rules).log)
      let working = score.lines.map { "\($0.subject.title(in: rules)): \(score.working(of: $0, in: rules))" }
      for disagreement in disagreements(under: rules) {
        Issue.record("\(disagreement)\n\(working.joined(separator: "\n"))", sourceLocation: location)
      }
    }
    if let knownIssue {
      withKnownIssue("\(knownIssue)", sourceLocation: location) { compare() }
    } else {
      compare()
    }
  }
}

/// What the pencil makes of a run: everything that its sheet is ranked by has to be stated.
struct Outcome: Sendable {
  var points: Points?
  var achievements: Int?
  var penalised: Int?
  var time: String?
  var isDisqualified = false
  /// What counted of single items; `nil` for what was not measured.
  var values: [Item.ID: Points?] = [:]
  /// The state's word, and the entries that the desk refuses.
  var state = "finished"
  var refused: [Rejection.Reason] = []
  var findings: [String] = []

  func value(of measure: RankingKey.Measure) -> Points? {
    switch measure {
    case .disqualified: isDisqualified ? 1 : 0
    case .points: points
    case .achievements: achievements.map { Points($0) }
    case .penalised: penalised.map { Points($0) }
    case .time: time.map { Points(Int(clock($0).count)) }
    case .item(let item): values[item] ?? nil
    }
  }
}

/// The worked runs of a sheet.
func worked(_ sheet: RuleSet.ID, @WorkedRunsBuilder _ runs: () -> [WorkedRun]) -> [WorkedRun] {
  runs().map {
    var run = $0
    run.sheet = sheet
    return run
  }
}

/// Collects runs: one statement each, so that the compiler reads them one by one.
@resultBuilder enum WorkedRunsBuilder {
  static func buildExpression(_ run: WorkedRun) -> [WorkedRun] { [run] }
  static func buildBlock(_ parts: [WorkedRun]...) -> [WorkedRun] { parts.flatMap { $0 } }
}

extension RuleSet {
  /// The sheet with one of its numbers changed, for each number that can change a score, with what was changed.
  fileprivate var withOneNumberChanged: [(String, RuleSet)] {
    var sheets: [(String, RuleSet)] = []
    func add(_ what: String, _ change: (inout RuleSet) -> Void) {
      var changed = self
      change(&changed)
      sheets.append((what, changed))
    }
    for (index, item) in items.enumerated() {
      func addItem(_ what: String, _ change: @escaping (inout Item) -> Void) {
        add("\(item.id): \(what)") { change(&$0.items[index]) }
      }
      switch item.worth {
      case .each(let points): addItem("\(points) each") { $0.worth = .each(points + 1) }
      case .percent(let each, let base, let cap):
        addItem("\(each) % each") { $0.worth = .percent(each + Points(1, over: 4), of: base, cap: cap) }
      case .nothing, .table, .levels, .tiers, .line, .factor: break
      }
      for (number, level) in item.levels.enumerated() {
        if level.points != .zero { addItem("points of '\(level.id)'") { $0.levels[number].points += 1 } }
        if countsAchievements(item) { addItem("'\(level.id)' counts") { $0.levels[number].count += 1 } }
      }
      if let limit = item.limit, item.levels.isEmpty {
        if !floorHides(item) { addItem("one more than \(limit)") { $0.limit = limit + 1 } }
        addItem("one less than \(limit)") { $0.limit = limit - 1 }
      }
      if let window = item.within {
        addItem("within \(window.length)") { $0.within?.length = window.length + Milliseconds(1) }
        addItem("within \(window.length)") { $0.within?.length = window.length - Milliseconds(1) }
      }
      if !item.needs.isEmpty { addItem("what it needs") { $0.needs = [] } }
      if !item.after.isEmpty { addItem("what it comes after") { $0.after = [] } }
      if !item.unless.isEmpty { addItem("what rules it out") { $0.unless = [] } }
      if item.isExempt { addItem("exempt") { $0.isExempt = false } }
    }
    for index in groups.indices where groups[index].keep != .all {
      add("how '\(groups[index].id)' keeps") { $0.groups[index].keep = .all }
    }
    if let limit = timeLimit {
      add("the time limit of \(limit)") { $0.timeLimit = limit + Milliseconds(1) }
      add("the time limit of \(limit)") { $0.timeLimit = limit - Milliseconds(1) }
      add("nothing counts after the time limit") { $0.countsAfterTimeLimit = true }
    }
    if let points = noShowPoints { add("the points of a no-show") { $0.noShowPoints = points + 1 } }
    if disqualified == .zero { add("a disqualified run scores zero") { $0.disqualified = .last } }
    if items.contains(where: { $0.modifies != nil }) {
      add("the floor of modifiers") { $0.modifierFloor = .none }
    }
    if total.floor != nil { add("the run's floor") { $0.total.floor = nil } }
    add("no more restarts") { $0.restart.allowed = (restart.allowed ?? 0) + 1 }
    if restart.allowed ?? 1 > 0 {
      add("what a restart does to what came before") { $0.restart.earlier = restart.earlier == .kept ? .void : .kept }
      if let points = restart.untilPoints { add("no restart from \(points) points") { $0.restart.untilPoints = nil } }
      if restart.penalty != .zero { add("what a restart costs") { $0.restart.penalty = restart.penalty + 1 } }
      if restart.penaltyOnlyIfScoring { add("when a restart costs") { $0.restart.penaltyOnlyIfScoring = false } }
    }
    return sheets
  }

  /// Whether a modifier takes its objective to zero within its limit anyway, so that one more would take nothing.
  private func floorHides(_ modifier: Item) -> Bool {
    guard modifierFloor != .none, let objective = modifier.modifies.flatMap(item), let limit = modifier.limit,
      case .each(let points) = modifier.worth, points < .zero
    else { return false }
    let family = [objective] + items.filter { $0.modifies == objective.id }
    let places = objective.per.flatMap { list in instances.first { $0.id == list }?.instances.count } ?? 1
    let most = family.reduce(Points.zero) { $0 + (self.most(of: $1) ?? .zero) } / Points(places)
    return -points * Points(limit) >= most
  }

  /// Whether the sheet is ranked by achievements, and this is one.
  private func countsAchievements(_ item: Item) -> Bool {
    ranking.contains(.mostAchievements) && item.modifies == nil && item.kind == .achievement
  }
}

/// What the program says of an entry after the time limit.
func tooLate(_ item: String, at time: String, of limit: String) -> String {
  "'\(item)' at \(time) is after the time limit of \(limit) and does not count"
}

/// The places of runs, one by each team, as a sheet ranks them: `["red", "blue"]`, worst last.
func ranked(_ sheet: RuleSet.ID, by keys: [RankingKey]? = nil, _ runs: KeyValuePairs<Team.ID, [Told]>) throws
  -> [String]
{
  let rules = try ShippedRuleSetsTests.shipped(sheet)
  let keys = keys ?? rules.ranking
  let contenders = runs.map { team, script in
    let log = run(Run.ID("\(team)-1"), team: team, under: rules) { script }
    return Contender(team: team, runs: [ScoredRun(log, keys: keys)])
  }
  return rules.standings(of: contenders, plan: PhasePlan(phase: .trials, ranking: keys)).map {
    "\($0.rank.map(String.init) ?? "–") \($0.team)"
  }
}
