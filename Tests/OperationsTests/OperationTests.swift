import EventStore
import Operations
import Scoring
import Testing

@Suite("What officials do: refused it leaves nothing, done it is whole")
struct OperationTests {
  /// A decision and an entry, and a last word that may undo both.
  private struct Both: OfficialOperation {
    struct Late: Error {}
    let run: Run.ID
    let isRefusedAtTheEnd: Bool

    func read(_ reader: StoreReader) throws -> Competition { try reader.competition() }
    func decide(_ known: Competition, by official: String, at now: Int64) -> Records {
      Records(
        entries: [RunEntries(run, [NewEntry(.noted("a word"), at: .zero)])],
        decisions: [.named("Another name", days: [])])
    }
    func conclude(_ known: Competition, _ recorded: Recorded, _ reader: StoreReader) throws -> Recorded {
      if isRefusedAtTheEnd { throw Late() }
      #expect(try reader.competition().name == "Another name", "the end sees what was recorded")
      return recorded
    }
  }

  @Test("decisions and entries are recorded together, or not at all")
  func together() throws {
    let office = try Office()
    let run = try office.store.write {
      try $0.openRun(of: "coffee", for: "lasr", in: .trials, under: office.rules.1, by: "Ref", recordedAt: office.now)
    }.run.id
    let before = try office.log()
    #expect(throws: Both.Late.self) { try office.carryOut(Both(run: run, isRefusedAtTheEnd: true)) }
    #expect(try office.log() == before)
    let recorded = try office.carryOut(Both(run: run, isRefusedAtTheEnd: false))
    #expect(recorded.decisions.map(\.recordedAt) == [office.now])
    #expect(recorded.entries.map(\.fact) == [.noted("a word")])
    #expect(try office.log().count == before.count + 2)
  }

  @Test("what is for some is refused to others, with who may; where nobody is named everybody may")
  func permissions() throws {
    let office = try Office()
    let before = try office.log()
    for act in Act.allCases where act != .moveRuns && act != .signForReferees {
      do {
        try office.store.read { try $0.competition().require("Ref", may: act) }
        Issue.record("a referee may do what is the organiser's: \(act)")
      } catch let refusal as NotPermitted {
        #expect(refusal.act == act && refusal.official == "Ref" && refusal.named == ["Ada"])
      }
      try office.store.read { try $0.competition().require("Ada", may: act) }
      try Competition([]).require("anybody", may: act)
    }
    #expect(throws: NotPermitted.self) {
      try office.carryOut(AdmitToFinal("lasr", of: "coffee", reason: "why not"), by: "Ref")
    }
    #expect(try office.log() == before)
  }

  @Test("a team is admitted to a final once, if it entered and there is a final")
  func admitting() throws {
    let office = try Office()
    #expect(throws: AdmitToFinal.Refusal.notEntered("kcl", "coffee")) {
      try office.carryOut(AdmitToFinal("kcl", of: "coffee", reason: "why not"))
    }
    #expect(throws: Unknown(.team, "lsr", among: ["lasr", "kcl", "late"])) {
      try office.carryOut(AdmitToFinal("lsr", of: "coffee", reason: "why not"))
    }
    try office.carryOut(AdmitToFinal("lasr", of: "coffee", reason: "the lift failed"))
    #expect(
      try office.store.read { try $0.decisions().last?.ruling }
        == .admitted("lasr", to: "coffee", reason: "the lift failed"))
  }

  @Test("a decision is taken back once, and not what runs or everything rest on")
  func takingBack() throws {
    let office = try Office()
    _ = try office.store.write {
      try $0.openRun(of: "coffee", for: "lasr", in: .trials, under: office.rules.1, by: "Ref", recordedAt: office.now)
    }
    let decisions = try office.store.read { try $0.decisions() }
    func id(_ ruling: Decision.Ruling) throws -> Decision.ID {
      try #require(decisions.first { $0.ruling == ruling }?.id)
    }
    let before = try office.log()
    let entered = try id(.enteredChallenge("lasr", "coffee"))
    #expect(throws: TakeBackDecision.Refusal.self) { try office.carryOut(TakeBackDecision(entered, reason: "wrong")) }
    let name = try id(.named("A day", days: []))
    #expect(throws: TakeBackDecision.Refusal.lastName(name)) {
      try office.carryOut(TakeBackDecision(name, reason: "wrong"))
    }
    #expect(try office.log() == before)
    let late = try id(.enteredTeam("late", name: "Late", affiliation: ""))
    try office.carryOut(TakeBackDecision(late, reason: "they went home"))
    #expect(try office.store.read { try $0.competition().team("late") } == nil)
    let back = try #require(try office.store.read { try $0.decisions().last?.id })
    #expect(throws: TakeBackDecision.Refusal.takenBackAlready(late, by: back)) {
      try office.carryOut(TakeBackDecision(late, reason: "again"))
    }
    #expect(throws: TakeBackDecision.Refusal.isTakingBack(back)) {
      try office.carryOut(TakeBackDecision(back, reason: "again"))
    }
  }

  @Test("rules that are in force are not adopted again")
  func adopting() throws {
    let office = try Office()
    let (ruleSet, document) = office.rules
    #expect(throws: AdoptRules.Refusal.inForceAlready("coffee", document.reference)) {
      try office.carryOut(AdoptRules(ruleSet, document, for: "coffee", reason: "none"))
    }
    let other = try RuleSets.find("scrc-2025/through-the-door") { _ in [] }
    let change = try office.carryOut(AdoptRules(other.0, other.1, for: "coffee", reason: "a test"))
    #expect(change.challenge.rules == document.reference, "it is told from what to what")
    #expect(try office.store.read { try $0.competition().challenge("coffee")?.rules } == other.1.reference)
  }

  @Test("what another file knows comes in once; a contradiction is refused with everything that contradicts")
  func takingIn() throws {
    let office = try Office()
    let other = try Office()
    let parcel = try other.store.read { try $0.parcel() }
    #expect(throws: (any Error).self, "another competition") { try office.store.takeIn(TakeInLog(parcel)) }
    let before = try office.log()
    // The same names with the same content, but for one: both call their terminal 'office'.
    var changed = try office.store.read { try $0.parcel() }
    let index = try #require(changed.decisions.firstIndex { $0.ruling == .named("A day", days: []) })
    changed.decisions[index].ruling = .named("Another day", days: [])
    do {
      _ = try office.store.takeIn(TakeInLog(changed))
      Issue.record("a contradiction came in")
    } catch TakeInLog.Refusal.conflicts(let conflicts) {
      #expect(conflicts.count == 1)
    }
    #expect(try office.log() == before)
    let same = try office.store.takeIn(TakeInLog(try office.store.read { try $0.parcel() }))
    #expect(same.new.decisions == 0 && same.known == before.count - 1)
    #expect(try office.log() == before)
  }

  @Test("a challenge is added once, under a short name, and every team enters it")
  func challenges() throws {
    let office = try Office()
    let door = try RuleSets.find("scrc-2025/through-the-door") { _ in [] }
    #expect(throws: AddChallenge.Refusal.isThere("coffee")) {
      try office.carryOut(AddChallenge("coffee", title: "Again", rules: door.1))
    }
    #expect(throws: AddChallenge.Refusal.noShortName("The Door")) {
      try office.carryOut(AddChallenge("The Door", title: "The door", rules: door.1))
    }
    #expect(throws: NotPermitted.self) {
      try office.carryOut(AddChallenge("door", title: "The door", rules: door.1), by: "Ref")
    }
    try office.carryOut(AddChallenge("door", title: "The door", rules: door.1))
    let competition = try office.store.read { try $0.competition() }
    #expect(competition.teams.allSatisfy { competition.isEntered($0.id, in: "door") })
  }

  @Test("rules are found by their id, or by a file's name; what is none says what was meant")
  func rules() throws {
    #expect(throws: RuleSets.Refusal.self) { try RuleSets.find("scrc-2025/cofee-shop-orders") { _ in [] } }
    do {
      _ = try RuleSets.find("scrc-2025/cofee-shop-orders") { _ in [] }
    } catch RuleSets.Refusal.unknown(_, let meant) {
      #expect(meant == "scrc-2025/coffee-shop-orders")
    }
    do {
      _ = try RuleSets.find("mine.yaml", besides: "plans/plan.yaml") { path in
        #expect(path == "plans/mine.yaml", "it lies beside the plan")
        return [0xFF]
      }
      Issue.record("no text was read as rules")
    } catch RuleSets.Refusal.notUTF8(let file) {
      #expect(file == "plans/mine.yaml")
    }
  }

  @Test("a code that is none, and one that nobody has, are told apart; the log's own is found")
  func codes() throws {
    let office = try Office()
    #expect(throws: CodeQuestion.Refusal.noCode("hello")) { try CodeQuestion("hello", in: office.store) }
    #expect(throws: CodeQuestion.Refusal.unknown(code: "7Q2M-4XKD")) { try CodeQuestion("7q2m4xkd", in: office.store) }
    let parcel = try office.store.read { try $0.parcel() }
    let code = competitionCode(of: parcel, at: try Situation(office.store).heads)
    let answers = try CodeQuestion(code.lowercased(), in: office.store).answers
    #expect(answers.map(\.id) == ["now"] && answers.allSatisfy(\.holds))
    #expect(throws: NoRevision(1, of: 0)) { try Situation(office.store).requireRevision(1) }
  }

  @Test("no refusal names a command")
  func words() {
    let run = Run(
      id: "coffee-1", challenge: "coffee", team: "lasr", phase: .trials, number: 1,
      rules: RuleSetReference(id: "x", edition: 1, digest: ""))
    let refusals: [any OperationRefusal] = [
      NotPermitted(official: "Ref", act: .changePlan, duties: [.organiser], named: ["Ada"]),
      Unknown(.team, "x", among: []),
      AdmitToFinal.Refusal.noFinal("coffee"), AdmitToFinal.Refusal.isIn("lasr", "coffee"),
      TakeBackDecision.Refusal.isOnTheSheet(of: "coffee-1", "p"), TakeBackDecision.Refusal.lastName("d1"),
      TakeBackDecision.Refusal.runRestsOn("d1", run), ApplyPlan.Refusal.needsReason([]),
      ApplyPlan.Refusal.wouldWithdrawUnnamed(["kcl"]), AdmitToFinal.Refusal.isOut("kcl", "coffee"),
      Simulation.Refusal.twice("coffee"), AddChallenge.Refusal.isThere("coffee"),
      AddChallenge.Refusal.noShortName("C"), TakeInLog.Refusal.conflicts([]),
      TakeInLog.Refusal.saysTwiceWhose(file: "x"), RuleSets.Refusal.unknown("x", meant: nil),
      NoRevision(3, of: 2), CodeQuestion.Refusal.noCode("x"), CodeQuestion.Refusal.unknown(code: "x"),
      FileProtest.Refusal.nobodys, FileProtest.Refusal.otherTeam(said: "kcl", run),
      DecideProtest.Refusal.isAgainstDecision("p"), RuleSets.Refusal.notUTF8(file: "x"),
      RuleSets.Refusal.faulty("x", [], text: ""),
    ]
    for refusal in refusals {
      #expect(!refusal.problem.contains("tally "), "\(refusal.problem)")
      #expect(!refusal.problem.contains("--"), "\(refusal.problem)")
      #expect(!refusal.problem.hasSuffix("."), "\(refusal.problem)")
    }
  }
}
