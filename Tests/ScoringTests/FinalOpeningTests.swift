import Scoring
import ScoringTestSupport
import Testing

@Suite("Who is in a final is settled when its first run is opened")
struct FinalOpeningTests {
  /// red 6, blue 5, green 4 and gold 3 in the trials; the best two are in the final.
  private func day() -> Event {
    var event = Event(["red", "blue", "green", "gold"])
    event.plan(qualification: "best 2")
    event.held(.trials, ["red": "6", "blue": "5", "green": "4", "gold": "3"])
    return event
  }

  private func finalists(_ event: Event) -> [Team.ID] {
    event.board.tables.first { $0.phase == .final }?.qualified?.finalists.map(\.team) ?? []
  }

  @Test("a finalist who goes home after the final leaves the podium as it was; before it, it makes room")
  func goesHome() {
    var event = day()
    event.rulings.append(.withdrew("red", from: nil, reason: "a motor"))
    #expect(finalists(event) == ["blue", "green"])
    event.openFinal(with: "green", "4")
    event.run(.final, "blue", "3")
    let before = event.result()
    #expect(before.map { $0.prefix(8) } == ["1 green ", "2 blue 3", "3 red 6,", "4 gold 3"])
    event.rulings.append(.withdrew("blue", from: nil, reason: "home"))
    #expect(finalists(event) == ["blue", "green"])
    #expect(event.result() == before, "nobody who never ran in it climbs over red")
    #expect(
      event.board.tables[1].qualified?.settled?.byNow == ["green", "gold"], "and it is known what would have been")
  }

  @Test("a finalist who goes home in the middle of it, without a run, stays above those who did not reach it")
  func withoutARun() {
    var event = day()
    event.openFinal(with: "blue", "1")
    event.rulings.append(.withdrew("red", from: "coffee", reason: "a motor"))
    #expect(finalists(event) == ["red", "blue"])
    #expect(event.result().map { $0.prefix(6) } == ["1 blue", "2 red ", "3 gree", "4 gold"])
    #expect(event.board.tables[1].standing(of: "red")?.status == .withdrawn)
  }

  @Test(
    "no later decision changes it: disqualified, a plan, other rules, a tie, a decision taken back",
    arguments: [
      [Decision.Ruling.disqualified("red", from: "coffee", reason: "")], [.withdrew("red", from: nil, reason: "")],
      [
        .plannedPhase("coffee", PhasePlan(phase: .final, qualification: Qualification("best 1"))),
        .plannedPhase("coffee", PhasePlan(phase: .trials, ranking: [.shortestTime])),
      ],
      [.settled(Tie(table: .phase("coffee", .trials), order: ["gold", "blue"], method: .jury, reason: ""))],
      [.retracted("d11", reason: "the wrong table")], [.enteredTeam("late", name: "", affiliation: "")],
    ])
  func decisions(_ later: [Decision.Ruling]) {
    var event = Event(["red", "blue", "green", "gold"])
    event.plan(qualification: "best 2")
    event.held(.trials, ["red": "6", "blue": "4", "green": "4", "gold": "4"])
    event.rulings.append(
      .settled(Tie(table: .phase("coffee", .trials), order: ["blue", "green", "gold"], method: .jury, reason: "")))
    #expect(event.rulings.count == 12 && finalists(event) == ["red", "blue"])
    event.openFinal(with: "blue", "1")
    event.rulings += later
    #expect(finalists(event) == ["red", "blue"])
  }

  @Test("a trial that is corrected afterwards changes the trials, not who is in")
  func corrected() {
    var event = day()
    event.openFinal(with: "red", "1")
    for (index, log) in event.logs.enumerated() where log.run.team == "red" && log.run.phase == .trials {
      event.logs[index].record(voided("a protest was granted").entry(9, in: log.run.id))
    }
    #expect(event.table(.trials)[0].hasPrefix("1 blue"))
    #expect(finalists(event) == ["red", "blue"])
  }

  @Test("the committee may still let a team in; one that was out already is not")
  func admitted() {
    var event = day()
    event.openFinal(with: "red", "1")
    event.rulings.append(.admitted("green", to: "coffee", reason: "the trials were wrong"))
    event.rulings.append(.withdrew("gold", from: nil, reason: "home"))
    event.rulings.append(.admitted("gold", to: "coffee", reason: "too late"))
    #expect(finalists(event) == ["red", "blue", "green"])
    event.rulings.append(.withdrew("green", from: nil, reason: "home"))
    #expect(finalists(event) == ["red", "blue", "green"], "once in, in")
  }

  @Test("a run that turns out to be void has opened nothing; the next one has")
  func void() {
    var event = day()
    let run = event.openFinal(with: "gold", "1")
    event.rulings.append(.withdrew("red", from: nil, reason: "home"))
    #expect(finalists(event) == ["red", "blue"])
    let index = event.logs.firstIndex { $0.run.id == run }!
    event.logs[index].record(voided("it was a trial").entry(9, in: run))
    #expect(finalists(event) == ["blue", "green"])
    event.openFinal(with: "blue", "1")
    event.rulings.append(.withdrew("green", from: nil, reason: "home"))
    #expect(finalists(event) == ["blue", "green"])
  }

  @Test("what the terminal did not know yet does not count, whatever the clocks say")
  func unknown() {
    var event = day()
    let late = event.run("gold", "9")
    event.openFinal(with: "red", "1", knowing: { $0.run.id != late })
    #expect(event.table(.trials)[0].hasPrefix("1 gold"))
    #expect(finalists(event) == ["red", "blue"])
    #expect(event.board.tables[1].qualified?.settled?.byNow == ["gold", "red"], "so that the jury can let it in")
  }

  @Test("a final that an overall table says who is in, and one that nothing says who is in")
  func fromOverall() {
    var event = Event(["red", "blue", "green"], challenges: ["coffee", "door"])
    event.plan(Overall(id: "stage", title: ""), Overall.Part(title: "", challenges: ["door"]))
    event.plan(qualification: "best 1", from: "stage")
    event.held(.trials, of: "door", ["red": "6", "blue": "5", "green": "4"])
    event.openFinal(with: "red", "1")
    event.rulings.append(.disqualified("red", from: nil, reason: "late"))
    #expect(finalists(event) == ["red"])
    // Nothing had a result when it was opened: so nothing was settled.
    var empty = Event(["red", "blue"])
    empty.plan(qualification: "best 1")
    empty.openFinal(with: "blue", "1")
    #expect(finalists(empty) == [])
    empty.held(.trials, ["red": "6", "blue": "5"])
    #expect(finalists(empty) == ["red"])
  }

  @Test("law: nothing that is recorded after the first run of a final changes who is in it, but an admission")
  func law() {
    var settled = 0
    for seed in 1...300 as ClosedRange<UInt64> {
      let event = SeededEvent(seed: seed)
      let board = event.board
      for (index, ruling) in event.rulings.enumerated() {
        guard case .openedFinal(let opening) = ruling,
          let now = board.tables.first(where: { $0.challenge.id == opening.challenge && $0.phase == .final })?
            .qualified,
          now.settled?.run == opening.run,
          opening
            == event.competition.finalOpenings.first(where: {
              $0.challenge == opening.challenge && $0.run == opening.run
            })
        else { continue }
        // What anybody would have been told who asked just before, with what was known then.
        let before = Competition(
          event.decisions.prefix(index).filter { decision in
            if case .openedFinal(let other) = decision.ruling { return other.challenge != opening.challenge }
            return true
          })
        let logs = event.logs.compactMap { log -> RunLog? in
          let entries = log.entries.filter(opening.heads.covers)
          return entries.isEmpty
            ? nil : RunLog(log.run, under: event.rules[before.rules(of: log.run)]!, recording: entries)
        }
        let then = Board(before, logs: logs, rules: event.rules).tables
          .first { $0.challenge.id == opening.challenge && $0.phase == .final }
        let late = event.competition.admissions(to: opening.challenge).map(\.team)
        let told = then?.qualified?.finalists ?? []
        #expect(Array(now.finalists.prefix(told.count)) == told, "seed \(seed), \(opening.challenge)")
        #expect(now.finalists.dropFirst(told.count).allSatisfy { late.contains($0.team) }, "seed \(seed)")
        settled += 1
      }
    }
    #expect(settled > 60, "\(settled) finals were settled")
  }
}
