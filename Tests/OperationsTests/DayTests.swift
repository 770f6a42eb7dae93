import EventStore
import Operations
import RuleSetFiles
import Scoring
import Testing

@Suite("A day at the desk: each use case does one thing, or refuses and leaves nothing")
struct DayTests {
  /// Throws away what an operation came to, and expects that it is refused so, with nothing recorded.
  private func refuses<O: OfficialOperation, R: OperationRefusal & Equatable>(
    _ office: Office, _ operation: O, by official: String = "Ada", _ refusal: R,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let before = try office.log()
    #expect(throws: refusal, sourceLocation: sourceLocation) { try office.carryOut(operation, by: official) }
    #expect(try office.log() == before, sourceLocation: sourceLocation)
  }

  private func say(_ office: Office, _ run: Run.ID, _ fact: Fact, at clock: Milliseconds = .zero) throws {
    _ = try office.carryOut(RecordFact(.fact(fact), of: run, at: clock, boot: nil), by: "Ref")
  }

  /// A trial that came to so many orders.
  private func trial(_ office: Office, _ team: Team.ID, orders: Int) throws -> Run.ID {
    let run = try office.carryOut(OpenRun(of: "coffee", for: team, in: .trials), by: "Ref").run.id
    try say(office, run, .started)
    for table in 0..<orders {
      try say(office, run, .observed("order-taken", at: Instance.ID("table-\(table + 1)"), count: 1), at: .at(1))
    }
    try say(office, run, .finished(.completed), at: .at(2))
    return run
  }

  @Test("a run is opened for a team that has one to come")
  func opening() throws {
    let office = try Office()
    try refuses(
      office, OpenRun(of: "coffee", for: "kcl", in: .trials),
      OpenRun.Refusal.noTurn(.notEntered, "kcl", "coffee", .trials))
    try refuses(office, OpenRun(of: "cofee", for: "lasr", in: .trials), Unknown(.challenge, "cofee", among: ["coffee"]))
    let turn = try office.carryOut(OpenRun(of: "coffee", for: "lasr", in: .trials))
    #expect(turn.turn == 1 && turn.run.run.id == "coffee-1" && turn.situation == nil)
    // Nothing was written in it: a console takes it, and goes on.
    let console = OpenRun(of: "coffee", for: "lasr", in: .trials, takesEmptyRun: true)
    let before = try office.log()
    #expect(try office.carryOut(console).run.id == "coffee-1")
    #expect(try office.log() == before)
    try say(office, "coffee-1", .started)
    try refuses(office, console, OpenRun.Refusal.unfinished("coffee-1", "lasr", "coffee"))
    #expect(throws: StoreError.self) { try office.carryOut(OpenRun(of: "coffee", for: "lasr", in: .trials)) }
    let book = try office.carryOut(OpenShadow(of: "coffee-1"))
    #expect(book.run.phase == .practice)
    try refuses(office, OpenShadow(of: "coffee-9"), Unknown(.run, "coffee-9", among: ["coffee-1", book.run.id.text]))
    _ = try office.carryOut(Departure(.withdrawal, of: "lasr", reason: "the arm"))
    try refuses(
      office, OpenRun(of: "coffee", for: "lasr", in: .trials),
      OpenRun.Refusal.noTurn(.withdrew("the arm"), "lasr", "coffee", .trials))
  }

  @Test("what is said follows from the log as it is: units, codes, clocks; and only referees sign for the referees")
  func saying() throws {
    let office = try Office()
    let run = try trial(office, "lasr", orders: 1)
    try refuses(office, RecordFact(.fact(.noted("x")), of: "x-1", boot: nil), Unknown(.run, "x-1", among: [run.text]))
    #expect(throws: Rejection.self) {
      try office.carryOut(RecordFact(.measured("order-taken", at: "table-1", typed: "3m"), of: run, boot: nil))
    }
    let stranger = RecordFact(.signed(as: .referee, by: nil), of: run, boot: nil)
    #expect(throws: NotPermitted.self) { try office.carryOut(stranger, by: "nobody") }
    let signed = try office.carryOut(stranger, by: "Ref")
    guard case .signed(as: .referee, let code, _) = signed.entry.fact else {
      Issue.record("no signature: \(signed.entry)")
      return
    }
    #expect(code.count == 9 && signed.entry.clock == .at(2), "the clock stands where the run ended")
    #expect(signed.log.state.refereeSignature == signed.entry.id)
    #expect(signed.nearOfficial == nil)
    let near = try office.carryOut(RecordFact(.fact(.noted("x")), of: run, boot: nil), by: "REF")
    #expect(near.nearOfficial == "Ref")
  }

  @Test("a tie is settled between those who share a place, once they do")
  func ties() throws {
    let office = try Office()
    _ = try office.carryOut(EnterTeam(Team(id: "kcl", name: "KCL", affiliation: "")))
    _ = try (trial(office, "lasr", orders: 2), trial(office, "kcl", orders: 1))
    func lots(_ teams: Team.ID...) -> SettleTie {
      SettleTie(in: "coffee", nil, by: .lots(of: teams, seed: "7"), reason: "rule 4")
    }
    try refuses(office, lots("lasr", "kcl"), SettleTie.Refusal.noSharedPlace("lasr: 1, kcl: 2"))
    try refuses(office, lots("lasr"), SettleTie.Refusal.notTwoOrMore(["lasr"]))
    let second = SettleTie(in: "best", nil, by: .jury(["lasr", "kcl"]), reason: "x")
    try refuses(office, second, Unknown(.challenge, "best", among: ["coffee"]))
    _ = try trial(office, "kcl", orders: 2)
    let outcome = try office.carryOut(lots("kcl", "lasr"))
    #expect(outcome.tie.order == Lots.order(of: ["kcl", "lasr"], seed: "7"))
    #expect(try Situation(office.store).board().holds(outcome.tie))
  }

  @Test("results are given out when nothing stands against it, or with a reason; the board is held and opened")
  func publishing() throws {
    let office = try Office()
    let run = try trial(office, "lasr", orders: 1)
    let official = Publish(nil, isOfficial: true, audit: [])
    do {
      _ = try office.carryOut(official)
      Issue.record("published although a sheet is not signed")
    } catch Publish.Refusal.objections(let objections) {
      #expect(objections.contains(.unsigned(run)))
      #expect(objections.contains { if case .notHeld = $0 { true } else { false } })
      #expect(objections.allSatisfy { !$0.words.contains("tally") })
    }
    let provisional = try office.carryOut(Publish(nil, isOfficial: false, audit: []))
    #expect(provisional.publication.revision == 1 && provisional.publication.objections.isEmpty)
    #expect(throws: Publish.Refusal.objections([.audit("a link is broken")])) {
      try office.carryOut(Publish(nil, isOfficial: false, audit: ["a link is broken"]))
    }
    let forced = try office.carryOut(
      Publish("coffee", isOfficial: true, isForced: true, reason: "the press waits", audit: []))
    #expect(forced.publication.revision == 2 && !forced.publication.objections.isEmpty)

    let table = Tie.Place.challenge("coffee")
    try refuses(office, OpenBoard(), OpenBoard.Refusal.notFrozen)
    #expect(throws: NotPermitted.self) { try office.carryOut(FreezeBoard(reason: ""), by: "Ref") }
    _ = try office.carryOut(FreezeBoard(reason: "the ceremony"))
    try refuses(office, FreezeBoard(reason: ""), FreezeBoard.Refusal.frozenAlready)
    _ = try office.carryOut(RevealTable(table, .announce))
    #expect(try office.store.read { try $0.competition() }.revealed[table] == 2)
    #expect(try office.carryOut(RevealTable(table, .openNext)).opened == 1)
    #expect(try office.carryOut(RevealTable(table, .openNext)).opened == nil, "all are open")
    _ = try office.carryOut(RevealTable(table, .takeBack))
    #expect(try office.store.read { try $0.competition() }.revealed[table] == 2)
    try office.carryOut(OpenBoard())
  }

  @Test("teams enter one by one or from a file, by those who decide about teams; all that is wrong is told at once")
  func teams() throws {
    let office = try Office()
    try refuses(
      office, EnterTeam(Team(id: "No Name", name: "x", affiliation: "")), TeamNameRefusal.noShortName("No Name"))
    try refuses(
      office, EnterTeam(Team(id: "new", name: "New", affiliation: ""), divisions: ["gold"]),
      Unknown(.division, "gold", among: []))
    let twin = try office.carryOut(EnterTeam(Team(id: "lasr2", name: "LASR", affiliation: "")))
    #expect(twin.entered == ["coffee"] && twin.namesakes.count == 1)
    func file(_ text: String) throws -> TeamFile { try TeamFile(Array(text.utf8), from: "teams.csv") }
    #expect(throws: ImportTeams.Refusal.self) { try file("name\nx\n") }
    let broken = try ImportTeams(file("id,name,challenges\nA b,x,coffee\nok,OK,cofee\nok2,OK,\n"))
    let before = try office.log()
    do {
      _ = try office.carryOut(broken)
      Issue.record("a broken file was taken")
    } catch ImportTeams.Refusal.faulty(let faults) {
      #expect(faults.map(\.line) == [2, 3])
      #expect(faults.first?.what as? TeamNameRefusal == .noShortName("A b"))
      #expect(faults.last?.what as? Unknown == Unknown(.challenge, "cofee", among: ["coffee"]))
    }
    let good = try ImportTeams(file("id,name\nbristol,Bristol\n"))
    #expect(throws: NotPermitted.self, "a file is no way around the organisers") {
      try office.carryOut(good, by: "Ref")
    }
    #expect(try office.log() == before)
    #expect(try office.carryOut(good).lines == ["+ bristol: 'Bristol'; enters coffee"])
    try refuses(office, Departure(.withdrawal, of: "lasr", reason: " "), Departure.Refusal.needsReason)
    let change = try Departure(.disqualification, of: "lasr", reason: "x").imagined(in: Situation(office.store))
    #expect(change.before.competition.isIn("lasr", "coffee") && !change.after.competition.isIn("lasr", "coffee"))
  }

  @Test("the running order is made, moved and lived through; what is impossible moves nothing")
  func schedule() throws {
    let office = try Office()
    _ = try office.carryOut(EnterTeam(Team(id: "kcl", name: "KCL", affiliation: "")))
    func make(_ windows: String...) -> MakeSchedule {
      MakeSchedule(.trials, of: [], in: windows, rest: .at(0), change: .at(0), length: .at(10))
    }
    try refuses(office, make("2025-09-23T09:30"), LocalTime.Refusal.noStretch("2025-09-23T09:30"))
    do {
      _ = try office.carryOut(make("2025-09-23T09:30/09:41"))
      Issue.record("too many runs found a place")
    } catch MakeSchedule.Refusal.noRoom(let runs, let minutes) {
      #expect(!runs.isEmpty && minutes == Int64(runs.count) * 10)
    }
    let made = try office.carryOut(make("2025-09-23T09:30/13:00")).order.slots
    try refuses(office, make("2025-09-23T09:30/13:00"), MakeSchedule.Refusal.plannedAlready(.trials))
    let (first, last) = (made[0], made[made.count - 1])
    do {
      _ = try office.carryOut(ChangeSchedule(.move(last.id, to: "2025-09-23 09:30", arena: nil), anyway: false))
      Issue.record("two runs were put in one place")
    } catch ChangeSchedule.Refusal.isTaken(let problems) {
      #expect(!problems.isEmpty)
    }
    let arena = first.arena
    try refuses(
      office, ChangeSchedule(.delay(arena, from: "2025-09-23 20:00", by: .at(5), reason: "x")),
      ChangeSchedule.Refusal.nothingWaits(arena, from: "2025-09-23 20:00 UTC"))
    let delayed = try office.carryOut(ChangeSchedule(.delay(arena, from: nil, by: .at(5), reason: "the door")))
    #expect(delayed.moved.count == made.count && delayed.problems.isEmpty)
    let run = try office.carryOut(RecordNoShow(first.id), by: "Ref")
    #expect(try Situation(office.store).log(of: run).state.finish == .noShow)
    try refuses(office, RecordNoShow(first.id), ChangeSchedule.Refusal.heldAlready(first.id, run))
    let next = try office.carryOut(OpenNextRun(in: arena), by: "Ref")
    #expect(next.run.id != run)
    #expect(try office.carryOut(OpenNextRun(in: arena), by: "Ref").run.id == next.run.id, "it is open already")
  }

  @Test("a question is answered as if, and nothing is recorded")
  func whatIf() throws {
    let office = try Office()
    let run = try trial(office, "lasr", orders: 2)
    let situation = try Situation(office.store)
    let before = try office.log()
    let seen = try #require(situation.log(of: run).entries.first { $0.fact.kind == .observed }?.id)
    let change = try ImaginedCorrections([.retracted(seen, reason: "what if")], of: run).change(in: situation)
    #expect(change.ofBoards.runs.map(\.run.id) == [run])
    #expect(throws: Rejection.self, "what could not be recorded is refused here too") {
      try ImaginedCorrections([.retracted("x", reason: "what if")], of: run).change(in: situation)
    }
    let rules = try RulesChange(to: office.rules.0, of: "coffee", only: run, in: situation)
    #expect(rules.runs == 1 && rules.changes.isEmpty && rules.only == run)
    #expect(try office.log() == before)
  }
}
