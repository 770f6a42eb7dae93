import Operations
import Recount
import Scoring
import ScoringTestSupport
import Testing

/// What is disqualified, and who is absent, never gains by it: held against both ways to a place, each by itself.
/// `scripts/prove places` tries ten thousand competitions.
@Suite("Nobody gains by a disqualification or an absence")
struct ContributionLawTests {
  /// A team's place in a table, as either way gives it.
  struct Line {
    var team: Team.ID
    var rank: Int?
    var isDisqualified: Bool
    /// Whether it is worth less than nothing, by what ranks the table.
    var owes: Bool
  }

  /// A table of either way.
  struct Lines {
    var name: String
    var lines: [Line]
    /// Whether the rules say that what is disqualified scores zero, and is ranked with that.
    var scoresZero: Bool

    func rank(of team: Team.ID) -> Int? { lines.first { $0.team == team }?.rank }
  }

  enum Way: CaseIterable {
    case first, second
  }

  /// Every table of an event.
  private func tables(_ event: SeededEvent, _ way: Way) -> [Lines] {
    let competition = event.competition
    switch way {
    case .first:
      let board = Board(competition, logs: event.logs, rules: event.rules)
      return board.results.flatMap { result -> [Lines] in
        let rule = (result.trials ?? result.final)!.rule
        let tables = [result.trials, result.final].compactMap { $0 }
        return tables.map { lines("\(result.challenge.id) \($0.phase)", $0.standings, $0.rule) }
          + [lines("\(result.challenge.id)", result.standings, rule)]
      }
        + board.overalls.map { table in
          Lines(
            name: "\(table.overall.id)",
            lines: table.standings.map {
              Line(team: $0.team, rank: $0.rank, isDisqualified: $0.status == .disqualified, owes: false)
            }, scoresZero: false)
        }
    case .second:
      let recount = SecondCount(of: competition, logs: event.logs, rules: event.rules, at: "now").recount
      return recount.challenges.flatMap { result -> [Lines] in
        let challenge = competition.challenge(result.challenge)!
        let sheet = event.rules[challenge.rules]!.ruleSet
        func keys(_ phase: Phase) -> [RankingKey] { challenge.plan(of: phase)?.ranking ?? sheet.ranking }
        var tables: [Lines] = []
        if let trials = result.trials {
          tables.append(lines("\(result.challenge) trials", trials.places, sheet, keys(.trials)))
        }
        if let final = result.final {
          tables.append(lines("\(result.challenge) final", final.places, sheet, keys(.final)))
        }
        return tables + [lines("\(result.challenge)", result.places, sheet, keys(.trials))]
      }
        + recount.overalls.map { table in
          Lines(
            name: "\(table.overall)",
            lines: table.places.map {
              Line(team: $0.team, rank: $0.rank, isDisqualified: $0.status == .disqualified, owes: false)
            }, scoresZero: false)
        }
    }
  }

  private func lines(_ name: String, _ standings: [Standing], _ rule: RankingRule) -> Lines {
    Lines(
      name: name,
      lines: standings.map { standing in
        Line(
          team: standing.team, rank: standing.rank, isDisqualified: standing.status == .disqualified,
          owes: owes(rule.keys) { standing.result?.measures.value(of: $0.measure) })
      }, scoresZero: rule.disqualified == .zero)
  }

  private func lines(
    _ name: String, _ places: [TableRecount.Place], _ sheet: RuleSet, _ keys: [RankingKey]
  ) -> Lines {
    Lines(
      name: name,
      lines: places.map { place in
        Line(
          team: place.team, rank: place.rank, isDisqualified: place.status == .disqualified,
          owes: owes(keys) { place.result?.value(of: $0) })
      }, scoresZero: sheet.disqualified == .zero)
  }

  /// Whether a result is worse than one of nothing: no points, nothing achieved, nothing penalised, no time.
  private func owes(_ keys: [RankingKey], _ value: (RankingKey) -> Points?) -> Bool {
    for key in keys {
      let mine = value(key)
      let nothing: Points? = if case .time = key.measure { nil } else { Points.zero }
      if mine == nothing { continue }
      guard let mine, let nothing else { return mine == nil }
      return key.greaterIsBetter ? mine < nothing : mine > nothing
    }
    return false
  }

  /// Events without settled ties: a settlement tells apart just those who are tied, and so comes and goes with them.
  private func everyEvent(_ check: (UInt64, inout SeededCompetition, SeededEvent) -> Void) {
    for seed in Seeds.all {
      var event = SeededEvent(seed: seed)
      event.rulings.removeAll { if case .settled = $0 { true } else { false } }
      var chance = SeededCompetition(seed: seed &+ 77_777)
      check(seed, &chance, event)
    }
  }

  /// A run that somebody held and that was neither disqualified nor spoilt, under a sheet that knows a 'hit'.
  private func isClean(_ log: RunLog) -> Bool {
    let score = Score(of: log)
    return log.run.phase != .practice && log.rules.ruleSet.item("hit") != nil && !score.isDisqualified
      && !score.state.isVoid && score.state.isFinished && score.state.finish != .noShow
      && score.state.finish != .invalid
  }

  /// Whether an overall table adds up points or achievements of a challenge that ranks by something else first. The best
  /// run is then the best by the challenge's ranking: without it another counts that may have more points, as the manual
  /// says. What a team loses in the challenge it may win there, whoever loses a run for whatever reason.
  private func addsWhatNobodyRanksBy(_ table: String, _ event: SeededEvent) -> Bool {
    guard let overall = event.competition.overalls.first(where: { $0.id.text == table }) else { return false }
    return overall.parts.contains { part in
      let measure: RankingKey.Measure
      switch part.value {
      case .points, .normalisedPoints: measure = .points
      case .achievements, .normalisedAchievements: measure = .achievements
      case .league: return false
      }
      return event.competition.challenges.contains { challenge in
        guard part.challenges.isEmpty || part.challenges.contains(challenge.id) else { return false }
        let sheet = event.rules[challenge.rules].map { [$0.ruleSet.ranking] } ?? []
        return (sheet + challenge.phases.compactMap(\.ranking)).contains { keys in
          keys.first { $0.measure != .disqualified } != RankingKey(measure, greaterIsBetter: true)
        }
      }
    }
  }

  /// What is checked of one team: nowhere a better place, where it had one.
  private func expectNoBetter(
    _ team: Team.ID, _ before: [Lines], _ after: [Lines], _ what: String, onlyIfRankedBefore: Bool = false
  ) {
    for table in after {
      guard let new = table.rank(of: team) else { continue }
      let old = before.first { $0.name == table.name }?.rank(of: team)
      if onlyIfRankedBefore, old == nil { continue }
      #expect((old ?? .max) <= new, "\(what): \(team) in \(table.name) from \(old.map(String.init) ?? "-") to \(new)")
    }
  }

  @Test("a disqualification never makes anybody's place better", arguments: Way.allCases)
  func disqualifying(way: Way) {
    var tried = 0
    everyEvent { seed, chance, event in
      let clean = event.logs.indices.filter { isClean(event.logs[$0]) }
      guard !clean.isEmpty else { return }
      let before = tables(event, way)
      for behaviour in ["hit", "cheat", "bribe"] as [Item.ID] {
        var other = event
        let index = chance.one(of: clean)
        let run = event.logs[index].run
        other.logs[index].record(saw(behaviour, at: "0:30").entry(500, in: run.id))
        let after = tables(other, way).filter { !addsWhatNobodyRanksBy($0.name, event) }
        expectNoBetter(run.team, before, after, "seed \(seed), \(behaviour) in \(run.id)")
        tried += 1
      }
    }
    #expect(tried > 100)
  }

  @Test("a run more that is disqualified, missed or void makes no place better that was there", arguments: Way.allCases)
  func more(way: Way) {
    everyEvent { seed, chance, event in
      let held = event.logs.indices.filter { event.logs[$0].run.phase != .practice && isClean(event.logs[$0]) }
      guard !held.isEmpty else { return }
      let before = tables(event, way)
      for kind in 0..<3 {
        var other = event
        let run = event.logs[chance.one(of: held)].run
        var another = run
        another.number = 90
        another.id = Run.ID("\(run.id)-more")
        let told: [Told] =
          switch kind {
          case 0: [started(), rated("score", "4", by: "jury"), saw("goal"), saw("hit"), finished(at: "0:10")]
          case 1: [finished(.noShow, at: "0:00")]
          default: [started(), rated("score", "4", by: "jury"), finished(at: "0:10"), voided("wrong team", at: "0:10")]
          }
        let rules = event.rules[event.competition.rules(of: another)]!
        other.logs.append(
          RunLog(another, under: rules, recording: told.enumerated().map { $1.entry($0 + 1, in: another.id) }))
        // Whoever had no result may have one now, the last of all.
        let after = tables(other, way).filter { !addsWhatNobodyRanksBy($0.name, event) }
        expectNoBetter(
          run.team, before, after, "seed \(seed), kind \(kind), \(another.id)", onlyIfRankedBefore: true)
      }
    }
  }

  @Test(
    "no disqualified team stands above one that is not; where it scores zero, only above one that owes more",
    arguments: Way.allCases)
  func order(way: Way) {
    var disqualified = 0
    everyEvent { seed, _, event in
      for table in tables(event, way) {
        let ranked = table.lines.filter { $0.rank != nil }
        for line in ranked where line.isDisqualified {
          disqualified += 1
          for below in ranked where !below.isDisqualified && below.rank! > line.rank! {
            #expect(
              table.scoresZero && below.owes,
              "seed \(seed): \(line.team) is disqualified and above \(below.team) in \(table.name)")
          }
        }
      }
    }
    #expect(disqualified > 20)
  }
}
