import Scoring
import ScoringTestSupport
import Testing

@testable import EventStore

/// What is asked of the file without reading whole logs is what whole logs say.
@Suite("The lives of runs")
struct LivesTests {
  /// Runs of two teams in two phases, each told anything that could be said of its life, in any order.
  private static func parcel(_ chance: inout SeededGenerator) -> Parcel {
    var parcel = Parcel(ruleSets: [rulesDocument])
    for (number, (team, phase)) in [("lasr", Phase.trials), ("lasr", .final), ("homer", .trials), ("lasr", .trials)]
      .enumerated()
    {
      let run = Run(
        id: Run.ID("coffee-\(number + 1)"), challenge: "coffee", team: Team.ID(team), phase: phase, number: number + 1,
        rules: rulesReference)
      parcel.runs.append(OpenedRun(run: run, official: "ada", terminal: "kfmt", openedAt: 1))
      for count in 1...Int.random(in: 1...9, using: &chance) {
        let target = Entry.ID("\(run.id)-\(Int.random(in: 1...10, using: &chance))")
        let facts: [Fact] = [
          .started, .finished(.completed), .finished(.invalid), .finished(.noShow), .voided(reason: "v"), .noted("n"),
          .retracted(target, reason: "r"), .retracted(target, reason: "r"), .observed("deliver", at: nil, count: 1),
        ]
        parcel.entries.append(
          Entry(
            id: Entry.ID("\(run.id)-\(count)"), run: run.id, official: "bob", terminal: "run-\(run.id)", number: count,
            clock: Milliseconds(Int64.random(in: 0...9, using: &chance)), recordedAt: 8,
            fact: facts.randomElement(using: &chance)!))
      }
    }
    parcel.entries.shuffle(using: &chance)
    return parcel
  }

  @Test("whether a run has ended and whether it counts is in its life as in its whole log, whatever arrived when")
  func asWholeLogs() throws {
    var (open, ended, void) = (0, 0, 0)
    for seed in 1...60 as ClosedRange<UInt64> {
      var chance = SeededGenerator(seed: seed)
      let folder = try Folder()
      let store = try newStore(folder)
      try store.write { try $0.record(LivesTests.parcel(&chance)) }
      try store.read { reader in
        let logs = try reader.logs(rules: compile)
        var lives: [RunLog] = []
        for (team, phase) in [("lasr", Phase.trials), ("lasr", .final), ("homer", .trials), ("homer", .final)] {
          lives += try reader.lives(of: "coffee", phase, for: Team.ID(team))
        }
        let (found, all) = (lives.map(\.run.id).sorted(), logs.map(\.run.id).sorted())
        #expect(found == all)
        for life in lives {
          let whole = try #require(logs.first { $0.run.id == life.run.id }).state
          #expect(life.state.finish == whole.finish, "seed \(seed), \(life.run.id)")
          #expect(life.state.isVoid == whole.isVoid, "seed \(seed), \(life.run.id)")
          ended += whole.isFinished ? 1 : 0
          void += whole.isVoid ? 1 : 0
        }
        let openLogs = logs.filter { !$0.state.isFinished && !$0.state.isVoid }
        #expect(try reader.openRuns() == openLogs.map(\.run.id), "seed \(seed)")
        for team in ["lasr", "homer"] as [Team.ID] {
          let mine = openLogs.filter { $0.run.team == team }.map(\.run.id)
          #expect(try reader.openRuns(of: "coffee", for: team) == mine, "seed \(seed)")
          #expect(try reader.openRun(of: "coffee", for: team) == mine.first, "seed \(seed)")
        }
        #expect(try reader.openRuns(of: "door").isEmpty)
        open += openLogs.count
      }
    }
    #expect(min(open, ended, void) > 20, "the seeds have something of each: \(open), \(ended), \(void)")
  }

  @Test("a run's number is one more than any that was counted, by whatever name the rest of it goes")
  func lastNumber() throws {
    let folder = try Folder()
    let store = try newStore(folder)
    func last() throws -> Int { try store.read { try $0.lastRunNumber(of: "coffee") } }
    #expect(try last() == 0)
    let names = [
      "coffee-2", "coffee-10", "coffee-12-kfmt", "coffee-x", "coffee-", "coffee", "coffeeshop-40", "coffee-shop-40",
      "coffee-40-1", "coffee-99999999999", "coffee-99999999999999999999", "coffee--5", "Coffee-40", "door-40",
      "coffee/40",
    ]
    for (index, name) in names.enumerated() {
      let run = Run(
        id: Run.ID(name), challenge: "coffee", team: "lasr", phase: .trials, number: index + 1, rules: rulesReference)
      try store.write {
        try $0.record(
          Parcel(
            ruleSets: [rulesDocument], runs: [OpenedRun(run: run, official: "a", terminal: "t", openedAt: 1)]))
      }
    }
    #expect(try last() == 12)
  }

  @Test("without its running order a competition is the same, and costs no more for a large one")
  func withoutOrder() throws {
    func full(_ runs: Int) throws -> (Folder, EventStore) {
      let folder = try Folder()
      let store = try newStore(folder)
      var parcel = Parcel(ruleSets: [rulesDocument], decisions: decisionsOfLargePlan(runs: runs))
      for index in parcel.decisions.indices {
        guard case .heldChallenge(let id, let title, _) = parcel.decisions[index].ruling else { continue }
        parcel.decisions[index].ruling = .heldChallenge(id, title: title, rules: rulesReference)
      }
      try store.write { try $0.record(parcel) }
      return (folder, store)
    }
    let (few, many) = (try full(100), try full(800))
    let (whole, part) = try many.1.read { (try $0.competition(), try $0.competitionWithoutOrder()) }
    #expect(whole.slots.count > 700 && part.slots.isEmpty && part.dropped.isEmpty)
    #expect(part.name == whole.name && part.days == whole.days && part.teams == whole.teams)
    #expect(part.challenges == whole.challenges && part.entered == whole.entered)
    let ratio = try ScoringTestSupport.growth(from: few.1, to: many.1) { store in
      let teams = try store.read { try $0.competitionWithoutOrder() }.teams
      #expect(teams.count == 40)
    }
    // Eight times as many planned runs; only their decisions' kinds are looked at.
    #expect(ratio < 3)
  }

  @Test("opening a run and asking for lives cost the same however much the other runs have")
  func growth() throws {
    // Each store has so many runs of other teams; what is asked is one team's.
    func full(_ runs: Int) throws -> (Folder, EventStore) {
      let folder = try Folder()
      let store = try newStore(folder)
      var parcel = Parcel(ruleSets: [rulesDocument])
      for number in 1...runs {
        let run = Run(
          id: Run.ID("coffee-\(number)"), challenge: "coffee", team: Team.ID("team-\(number)"), phase: .trials,
          number: 1,
          rules: rulesReference)
        parcel.runs.append(OpenedRun(run: run, official: "ada", terminal: "kfmt", openedAt: 1))
        parcel.entries += (1...5).map { count in
          Entry(
            id: Entry.ID("\(run.id)-\(count)"), run: run.id, official: "bob", terminal: "t",
            number: (number - 1) * 5 + count, clock: .zero, recordedAt: 8,
            fact: count == 5 ? .finished(.completed) : .noted("n"))
        }
      }
      try store.write { try $0.record(parcel) }
      return (folder, store)
    }
    let (few, many) = (try full(100), try full(1600))
    let ratio = try ScoringTestSupport.growth(from: few.1, to: many.1) { store in
      for _ in 1...20 { #expect(try store.read { try $0.lives(of: "coffee", .trials, for: "team-7") }.count == 1) }
      #expect(try store.read { try $0.openRun(of: "coffee", for: "team-8") } == nil)
      try store.write {
        _ = try $0.openRun(
          of: "coffee", for: "team-7", in: .practice, under: rulesDocument, by: "ada", recordedAt: 1,
          besidesOpenRun: true)
      }
    }
    // Sixteen times as many runs; only their names are looked through, in an index.
    #expect(ratio < 6)
  }
}
