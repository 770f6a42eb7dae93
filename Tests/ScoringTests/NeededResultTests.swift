import Scoring
import ScoringTestSupport
import Testing

/// What a team needs for a place, against playing it out.
@Suite("What a team needs for a place")
struct NeededResultTests {
  /// A run in the values that rankings compare.
  struct Played {
    var points = 0
    var goals = 0
    var bumps = 0
    var time = Milliseconds.at(5)

    func value(_ key: RankingKey) -> Points {
      switch key.measure {
      case .points: Points(points)
      case .achievements: Points(goals)
      case .penalised: Points(bumps)
      case .time: Points(Int(time.count))
      case .disqualified, .item: .zero
      }
    }

    /// The same with one of its values changed; `nil` where no run can have it.
    func with(_ value: Points, of key: RankingKey) -> Played? {
      guard value.isWhole, value >= .zero || key.measure == .points else { return nil }
      if key.measure == .time, Milliseconds(Milliseconds(value.numerator).description) == nil { return nil }
      var played = self
      let whole = Int(value.numerator)
      switch key.measure {
      case .points: played.points = whole
      case .achievements: played.goals = whole
      case .penalised: played.bumps = whole
      case .time: played.time = Milliseconds(Int64(whole))
      case .disqualified, .item: return nil
      }
      return played
    }
  }

  private static let goals = 4

  private func play(_ played: Played, by team: Team.ID, in event: inout Event) {
    var script: [Told] = []
    if played.goals > 0 { script.append(saw("goal", count: played.goals, at: "0:00")) }
    if played.bumps > 0 { script.append(saw("bump", count: played.bumps, at: "0:00")) }
    event.run(.trials, team, "\(played.points)", then: script, until: played.time.description)
  }

  private func standing(of team: Team.ID, after played: Played, in event: Event) -> Standing {
    var event = event
    play(played, by: team, in: &event)
    return event.board.tables[0].standing(of: team)!
  }

  /// An event of few values, so that ties are many; ranked and put together in one of many ways.
  private func event(_ chance: inout SeededCompetition) -> Event {
    let rankings: [[RankingKey]] = [
      [.mostAchievements, .fewestPenalised, .shortestTime], [.mostPoints, .fewestPenalised], [.shortestTime],
      [.fewestPenalised, .mostPoints, .shortestTime], [.mostPoints, .mostAchievements, .shortestTime],
      [.notDisqualified, .mostAchievements, RankingKey(.time, greaterIsBetter: true)],
      [RankingKey(.time, greaterIsBetter: false, step: 2000), .mostPoints],
      [.mostAchievements, RankingKey(.time, greaterIsBetter: false, step: 60_000), .mostPoints],
    ]
    let rules = RuleSet.make([
      .make(.judgement, "score") { $0.worth = .each(1) }, .achievement("goal") { $0.limit = NeededResultTests.goals },
      .penalty("bump"), .make(.disqualifying, "hit"),
    ]) {
      $0.ranking = chance.one(of: rankings)
      $0.aggregation = chance.one(of: [
        .best, .best, .sum, .mean, .last, .meanOfBest(2), .sumOfBest(2), .median, .meanWithoutWorst(1),
      ])
      $0.disqualified = chance.one(of: DisqualifiedRank.allCases)
    }
    let teams = (1...chance.number(2...5)).map { Team.ID("t\($0)") }
    var event = Event(teams, rules: rules)
    for team in teams {
      for _ in 0..<chance.number(0...3) { play(random(&chance), by: team, in: &event) }
      if chance.oneIn(8) { event.run(team, "1", then: [saw("hit")]) }
      if chance.oneIn(9) { event.rulings.append(.withdrew(team, from: nil, reason: "")) }
      if chance.oneIn(9) { event.rulings.append(.disqualified(team, from: nil, reason: "")) }
    }
    let table = event.board.tables[0]
    for (rank, tied) in Dictionary(grouping: table.standings.filter(\.isShared), by: { $0.rank! }) where rank % 2 == 1 {
      event.rulings.append(
        .settled(
          Tie(
            table: .phase("coffee", .trials), order: chance.shuffled(tied.map(\.team).sorted()), method: .jury,
            reason: "")))
    }
    return event
  }

  private func random(_ chance: inout SeededCompetition) -> Played {
    Played(
      points: chance.number(-1...3), goals: chance.number(0...3), bumps: chance.number(0...2),
      time: .at(chance.one(of: [1, 3, 5])))
  }

  @Test("law: a run is enough just if the team that plays it has the place; one less anywhere, and it has not")
  func law() {
    var (named, shared) = (0, 0)
    for seed in Seeds.all {
      var chance = SeededCompetition(seed: seed)
      let event = event(&chance)
      let table = event.board.tables[0]
      let team = chance.one(of: table.standings.map(\.team).sorted())
      guard event.competition.disqualification(of: team, from: "coffee") == nil else { continue }
      for place in 1...table.standings.count {
        let needed = NeededResult(for: team, place: place, in: table)
        func check(_ played: Played?, _ isEnough: Bool? = nil, _ comment: String = "") {
          guard let played, played.goals <= NeededResultTests.goals else { return }
          let standing = standing(of: team, after: played, in: event)
          let reached = standing.rank.map { $0 <= place } ?? false
          #expect(
            needed.isEnough(played.value) == reached,
            "seed \(seed), \(team) for place \(place): \(played), \(needed) \(comment)")
          if let isEnough {
            #expect(reached == isEnough, "seed \(seed), place \(place): \(played), \(needed) \(comment)")
          }
        }
        for _ in 1...8 { check(random(&chance)) }
        guard let limits = needed.limits, !limits.isEmpty else { continue }
        // With just the named numbers it has the place; the keys after the last limit may be what they will.
        named += 1
        var exact: Played? = Played(points: -9, goals: 0, bumps: 9, time: .at(90))
        for limit in limits { exact = exact?.with(limit.value, of: limit.key) }
        check(exact, true, "just at the limits")
        if let exact {
          let isShared = standing(of: team, after: exact, in: event).isShared
          // It is said only where it is so however good or bad the later keys are.
          if needed.isShared {
            #expect(isShared, "seed \(seed), \(team) for place \(place): \(exact), \(needed)")
            shared += 1
          }
        }
        for (index, limit) in limits.enumerated() {
          // Better in one key is enough however bad the later ones are; worse is not, however good they are.
          var (worst, best): (Played?, Played?) = (
            Played(points: -9, goals: 0, bumps: 9, time: .at(90)),
            Played(points: 90, goals: NeededResultTests.goals, bumps: 0, time: .zero)
          )
          for earlier in limits[..<index] {
            worst = worst?.with(earlier.value, of: earlier.key)
            best = best?.with(earlier.value, of: earlier.key)
          }
          if let better = limit.better { check(worst?.with(better, of: limit.key), true, "better in \(limit.key)") }
          let step: Points = limit.key.greaterIsBetter ? -1 : 1
          check(best?.with(limit.value + step, of: limit.key), false, "worse in \(limit.key)")
        }
      }
    }
    #expect(named > 60 && shared > 10, "\(named) answers named numbers, \(shared) of them a shared place")
  }

  @Test("more achievements than the sheet has are no answer")
  func sheetIsFull() throws {
    let rules = RuleSet.make([.make(.judgement, "score"), .achievement("goal") { $0.limit = 2 }]) {
      $0.ranking = [.mostAchievements]
      $0.aggregation = .sum
    }
    var event = Event(["a", "b"], rules: rules)
    for _ in 1...2 { event.run("b", "0", then: [saw("goal", count: 2)]) }
    #expect(NeededResult(for: "a", place: 1, in: event.board.tables[0]).limits == nil)
    event.run("a", "0", then: [saw("goal", count: 2)])
    let needed = NeededResult(for: "a", place: 1, in: event.board.tables[0])
    #expect(needed.limits == [NeededResult.Limit(key: .mostAchievements, value: 2, better: nil)] && needed.isShared)
  }

  @Test("a place that is held whatever happens needs nothing; below zero counts too")
  func any() throws {
    var event = Event(["a", "b"])
    event.held(.trials, ["a": "5", "b": "0"])
    #expect(NeededResult(for: "a", place: 1, in: event.board.tables[0]).isAnyEnough)
    var fresh = Event(["a", "b"])
    fresh.held(.trials, ["b": "-1"])
    let needed = NeededResult(for: "a", place: 1, in: fresh.board.tables[0])
    #expect(needed.limits?.map(\.value) == [-1, 0] && needed.limits?.map(\.better) == [0, nil])
  }
}
