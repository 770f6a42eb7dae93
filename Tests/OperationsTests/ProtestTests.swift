import EventStore
import Operations
import RuleSetFiles
import Scoring
import Testing

@Suite("Protests: filed, decided once, corrected together with the answer")
struct ProtestTests {
  /// A run that has ended and is signed by both, and its entries by what they say.
  private func ended(_ office: Office) throws -> Run.ID {
    let rules = RuleSets()
    return try office.store.write { writer in
      let run = try writer.openRun(
        of: "coffee", for: "lasr", in: .trials, under: office.rules.1, by: "Ref", recordedAt: office.now
      ).run.id
      try writer.append(to: run, rules: rules.compile) { desk in
        [
          Fact.started, .noted("a bag"), .finished(.completed), .signed(as: .referee, code: ""),
          .signed(as: .team, code: ""),
        ]
        .enumerated().map { index, fact in
          desk.entry(fact, by: "Ref", clock: .at(index), recordedAt: office.now)
        }
      }
      return run
    }
  }

  private func log(_ run: Run.ID, _ office: Office) throws -> RunLog {
    let rules = RuleSets()
    return try office.store.read { try $0.log(of: run, rules: rules.compile) }
  }

  @Test("a run's sheet: filed by its team, decided with corrections, the signatures taken back first")
  func sheet() throws {
    let office = try Office()
    let run = try ended(office)
    let before = try office.log()
    let other = try log(run, office).run
    #expect(throws: FileProtest.Refusal.otherTeam(said: "kcl", other)) {
      try office.carryOut(FileProtest(run.text, "unfair", of: "kcl", late: nil, boot: nil))
    }
    #expect(throws: Unknown(.runOrDecision, "coffee-9", among: [run.text])) {
      try office.carryOut(FileProtest("coffee-9", "unfair", of: nil, late: nil, boot: nil))
    }
    #expect(try office.log() == before)
    let id = try office.carryOut(FileProtest(run.text, "it was a bag", of: "lasr", late: nil, boot: nil))
    let note = try #require(try log(run, office).entries.first { $0.fact == .noted("a bag") })
    let decision = DecideProtest(
      id, .granted, reason: "the video", corrections: .init(retract: [note.id], isVoid: true))
    let change = try office.carryOut(decision)
    let (earlier, later) = (change.before, change.after)
    #expect(earlier.protests.allSatisfy(\.isOpen) && later.protests.allSatisfy { !$0.isOpen })
    let now = try log(run, office)
    #expect(now.state.signatures.isEmpty && now.state.isVoid)
    #expect(now.retraction(of: note.id) != nil)
    let ruling = try #require(later.protests.first?.ruling)
    let after = try office.log()
    #expect(throws: DecideProtest.Refusal.decidedAlready(id, ruling)) { try office.carryOut(decision) }
    #expect(try office.log() == after)
  }

  @Test("a correction that the sheet refuses undoes the answer too")
  func together() throws {
    let office = try Office()
    let run = try ended(office)
    let id = try office.carryOut(FileProtest(run.text, "it was a bag", of: nil, late: nil, boot: nil))
    let before = try office.log()
    #expect(throws: Rejection.self) {
      try office.carryOut(
        DecideProtest(id, .partly, reason: "half", corrections: .init(saw: [.init("no-such-item")])))
    }
    #expect(try office.log() == before)
  }

  @Test("a decision: somebody's protest, and nothing on a sheet is corrected by it")
  func decision() throws {
    let office = try Office()
    let first = try #require(try office.store.read { try $0.decisions().first?.id })
    #expect(throws: FileProtest.Refusal.nobodys) {
      try office.carryOut(FileProtest(first.text, "unfair", of: nil, late: nil, boot: nil))
    }
    let id = try office.carryOut(FileProtest(first.text, "unfair", of: "kcl", late: "at the door", boot: nil))
    #expect(throws: DecideProtest.Refusal.isAgainstDecision(id)) {
      try office.carryOut(DecideProtest(id, .granted, reason: "yes", corrections: .init(isVoid: true)))
    }
    #expect(throws: Unknown(.protest, "no-such", among: [id.text])) {
      try office.carryOut(DecideProtest("no-such", .granted, reason: "yes", corrections: .init()))
    }
    let after = try office.carryOut(DecideProtest(id, .rejected, reason: "no", corrections: .init())).after
    #expect(after.protests.first?.ruling?.outcome == .rejected)
    #expect(after.protests.first?.text == "unfair (late: at the door)")
  }
}
