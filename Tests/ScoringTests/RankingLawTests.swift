import Scoring
import ScoringTestSupport
import Testing

/// Laws of the challenges' own tables and of tables over several challenges, for seeded events.
@Suite("The laws of finals and overall tables")
struct RankingLawTests {
  /// For each seed, an event of up to seven teams and three challenges; points are few, so that ties are many.
  private func everyEvent(_ check: (UInt64, inout SeededCompetition, Event) -> Void) {
    let rules: [FinalRule?] = [nil, .decides, .decidesFirst(1), .decidesFirst(2), .adds, .apart]
    let words: [String?] = [
      nil, "best 2", "50%", "1, 2 from 3, 3 from 5", "within 2", "best 1, and within 1 of the last",
    ]
    for seed in Seeds.seeds(80) {
      var chance = SeededCompetition(seed: seed)
      let teams = (1...chance.number(2...7)).map { Team.ID("team-\($0)") }
      let challenges: [Challenge.ID] = ["coffee", "door", "drone"]
      var event = Event(teams, challenges: challenges)
      event.rulings.removeAll { ruling in
        if case .enteredChallenge = ruling { return chance.oneIn(6) }
        return false
      }
      for challenge in challenges where chance.oneIn(2) {
        event.plan(challenge, qualification: chance.one(of: words), final: chance.one(of: rules))
      }
      for team in teams {
        if chance.oneIn(4) { event.rulings.append(.withdrew(team, from: chance.oneIn(2) ? "coffee" : nil, reason: "")) }
        if chance.oneIn(9) { event.rulings.append(.disqualified(team, from: "door", reason: "")) }
        if chance.oneIn(9) { event.rulings.append(.admitted(team, to: "coffee", reason: "")) }
        for challenge in challenges {
          for _ in 0..<chance.number(0...2) {
            event.run(
              chance.oneIn(3) ? .final : .trials, of: challenge, team, "\(chance.number(-1...4))",
              then: chance.oneIn(8) ? [saw("hit")] : [])
          }
        }
      }
      let values: [Overall.Value] = [.points, .achievements, .normalisedPoints(100), .league([10, 8, 6, 5])]
      event.plan(
        Overall(
          id: "best", title: "", order: chance.oneIn(3) ? .medals : .total,
          rounding: chance.oneIn(2) ? Rounding(to: 5, .halfUp) : nil, ties: chance.one(of: [[], [.places], [.part(2)]])),
        Overall.Part(
          title: "", value: chance.one(of: values), combination: chance.one(of: [.sum, .mean, .sumOfBest(2)])),
        Overall.Part(title: "", source: .trials, value: chance.one(of: values), normalised: chance.oneIn(2) ? 50 : nil))
      check(seed, &chance, event)
    }
  }

  @Test("the order of the input makes no difference")
  func order() {
    everyEvent { seed, chance, event in
      var other = event
      other.logs = chance.shuffled(event.logs)
      let (mine, theirs) = (event.board, other.board)
      #expect(mine.results.map(\.standings) == theirs.results.map { $0.standings.map { sorted($0, like: mine) } })
      #expect(mine.overalls.map(\.standings) == theirs.overalls.map(\.standings), "seed \(seed)")
      // Nor does the order in which the teams entered.
      var names = event
      names.rulings = event.rulings.filter { !$0.entersTeam } + chance.shuffled(event.rulings.filter(\.entersTeam))
      #expect(names.board.overalls.map(\.standings) == mine.overalls.map(\.standings), "seed \(seed)")
      #expect(names.board.results.map { $0.standings.map(\.rank) } == mine.results.map { $0.standings.map(\.rank) })
    }
  }

  /// The runs of a standing are kept as they came; only their order may differ.
  private func sorted(_ standing: Standing, like board: Board) -> Standing {
    var standing = standing
    for result in board.results {
      guard let other = result.standing(of: standing.team) else { continue }
      if Set(other.runs.map(\.run.id)) == Set(standing.runs.map(\.run.id)) { standing.runs = other.runs }
    }
    return standing
  }

  @Test("every competitor is in a challenge's table once; a place is one more than the number of teams above it")
  func places() {
    everyEvent { seed, _, event in
      let board = event.board
      for result in board.results {
        let teams = result.standings.map(\.team)
        #expect(Set(teams).count == teams.count, "seed \(seed)")
        let expected = [result.trials, result.final].flatMap { $0?.standings.map(\.team) ?? [] }
        #expect(Set(teams) == Set(expected), "seed \(seed)")
        checkPlaces(result.standings.map { ($0.rank, $0.isShared) }, seed)
        for standing in result.standings where standing.rank != nil {
          #expect(
            result.trials?.standing(of: standing.team)?.rank != nil
              || result.final?.standing(of: standing.team)?.rank != nil, "seed \(seed)")
        }
      }
      for result in board.results {
        for (above, below) in zip(result.standings, result.standings.dropFirst()) where below.rank != nil {
          let isEqual = below.decidedBy?.ground == .nothing
          #expect((above.rank == below.rank) == isEqual, "seed \(seed)")
        }
      }
      for table in board.overalls {
        #expect(table.standings.count == board.competition.teams.count, "seed \(seed)")
        #expect(Set(table.standings.map(\.team)).count == table.standings.count, "seed \(seed)")
        checkPlaces(table.standings.map { ($0.rank, $0.isShared) }, seed)
        for (above, below) in zip(table.standings, table.standings.dropFirst()) where below.rank != nil {
          let isEqual = below.decidedBy?.ground == .nothing
          #expect((above.rank == below.rank) == isEqual, "seed \(seed)")
        }
      }
    }
  }

  private func checkPlaces(_ places: [(rank: Int?, isShared: Bool)], _ seed: UInt64) {
    let ranks = places.compactMap(\.rank)
    #expect(places.prefix(ranks.count).allSatisfy { $0.rank != nil }, "seed \(seed): those with a place come first")
    for (rank, isShared) in places {
      guard let rank else { continue }
      #expect(rank == ranks.filter { $0 < rank }.count + 1, "seed \(seed)")
      #expect(isShared == (ranks.filter { $0 == rank }.count > 1), "seed \(seed)")
    }
  }

  @Test("a team that withdrew, or is disqualified, never qualifies; and nobody twice")
  func withdrawn() {
    everyEvent { seed, _, event in
      let board = event.board
      for result in board.results {
        let finalists = result.final?.qualified?.finalists ?? []
        #expect(Set(finalists.map(\.team)).count == finalists.count, "seed \(seed)")
        for finalist in finalists {
          #expect(board.competition.withdrawal(of: finalist.team, from: result.challenge.id) == nil, "seed \(seed)")
          #expect(result.trials?.standing(of: finalist.team)?.status != .disqualified, "seed \(seed)")
        }
      }
    }
  }

  @Test("whoever is above a finalist in the trials and can qualify is a finalist too")
  func fairQualification() {
    everyEvent { seed, _, event in
      let board = event.board
      for result in board.results {
        guard let trials = result.trials, let qualified = result.final?.qualified else { continue }
        let byPlace = qualified.finalists.filter { if case .admitted = $0.reason { false } else { true } }
        let last = byPlace.compactMap { trials.standing(of: $0.team)?.rank }.max() ?? 0
        for standing in trials.standings where standing.status == .ranked && (standing.rank ?? .max) <= last {
          let isGone = board.competition.withdrawal(of: standing.team, from: result.challenge.id) != nil
          #expect(isGone || qualified.contains(standing.team), "seed \(seed)")
        }
      }
    }
  }

  @Test("sharing places gives out as many league points as not sharing them")
  func leagueSum() {
    for seed in 1...100 as ClosedRange<UInt64> {
      var chance = SeededCompetition(seed: seed)
      let teams = (1...chance.number(1...8)).map { Team.ID("team-\($0)") }
      let league = (0..<chance.number(1...8)).map { _ in Points(chance.number(0...10)) }
      var event = Event(teams)
      event.plan(Overall(id: "best", title: ""), Overall.Part(title: "", value: .league(league)))
      for team in teams { event.run(team, "\(chance.number(0...3))") }
      let given = event.board.overalls[0].standings.compactMap(\.total).reduce(.zero, +)
      #expect(given == league.prefix(teams.count).reduce(.zero, +), "seed \(seed)")
    }
  }

  @Test("normalised values do not change when all points are multiplied by the same number, and the best is full")
  func scale() {
    for seed in 1...60 as ClosedRange<UInt64> {
      var chance = SeededCompetition(seed: seed)
      let teams = (1...chance.number(1...6)).map { Team.ID("team-\($0)") }
      let points = teams.map { _ in chance.number(-3...9) }
      let factor = chance.number(2...7)
      func totals(times factor: Int) -> [Team.ID: Points?] {
        var event = Event(teams)
        event.plan(Overall(id: "best", title: ""), Overall.Part(title: "", value: .normalisedPoints(100)))
        for (team, points) in zip(teams, points) { event.run(team, "\(points * factor)") }
        let standings = event.board.overalls[0].standings
        return Dictionary(uniqueKeysWithValues: standings.map { ($0.team, $0.total) })
      }
      let plain = totals(times: 1)
      #expect(plain == totals(times: factor), "seed \(seed)")
      let isAny = points.contains { $0 > 0 }
      #expect(plain.values.compactMap { $0 }.max() == (isAny ? 100 : 0), "seed \(seed)")
      #expect(plain.values.allSatisfy { (0...100).contains($0!) }, "seed \(seed)")
    }
  }
}

extension Decision.Ruling {
  fileprivate var entersTeam: Bool {
    switch self {
    case .enteredTeam: true
    default: false
    }
  }
}
