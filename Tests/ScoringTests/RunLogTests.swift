import Scoring
import ScoringTestSupport
import Testing

@Suite("A run's log only grows")
struct RunLogTests {
  private static let rules = RuleSet.make([.achievement("deliver", 100), .penalty("bump", -20)])

  @Test("the same entry twice is recorded once")
  func once() throws {
    var log = run(under: Self.rules) { started() }
    let entry = saw("deliver", at: "0:31").entry(2, in: "run-1")
    try log.append(entry)
    try log.append(entry)
    #expect(log.entries.count == 2)
    #expect(Score(of: log).total == 100)
  }

  @Test("the same id with another content is a conflict, and nothing is overwritten")
  func conflict() throws {
    var log = run(under: Self.rules) {
      started()
      saw("deliver", at: "0:31", as: "e2")
    }
    let other = saw("bump", at: "0:31", as: "e2").entry(2, in: "run-1")
    #expect(
      throws: Rejection(
        .conflictingEntry, "entry e2 is already recorded and says something else; a new entry needs a new id")
    ) { try log.append(other) }
    #expect(Score(of: log).total == 100)
  }

  @Test("two ids that only look alike are two entries")
  func identity() {
    let log = run(under: Self.rules) {
      started()
      saw("deliver", as: "caf\u{e9}")
      saw("deliver", as: "cafe\u{301}")
    }
    #expect(log.entries.count == 3)
  }

  @Test("a penalty remembered after the finish is told in its place, within the run's clock")
  func late() throws {
    var log = run(under: Self.rules) {
      started()
      saw("deliver", at: "2:00")
      finished(at: "4:00")
    }
    try log.append(saw("bump", at: "1:30").entry(4, in: "run-1"))
    #expect(log.standing.map(\.clock) == ["0:00", "1:30", "2:00", "4:00"].map(clock))
    #expect(Score(of: log).total == 80)
    #expect(Score(of: log).lines.count == 2)
    #expect(
      throws: Rejection(.clockAfterEnd, "run run-1 ended at 4:00, so nothing can have been seen at 4:01")
    ) { try log.append(saw("bump", at: "4:01").entry(5, in: "run-1")) }
  }

  @Test("entries at one clock are told in the order of the desk, then of their ids")
  func fieldOrder() {
    func entry(_ id: Entry.ID, _ recordedAt: Int64) -> Entry {
      Entry(
        id: id, run: "run-1", official: "R1", terminal: "t", number: 1, clock: clock("1:00"), recordedAt: recordedAt,
        fact: .noted("x"))
    }
    let entries = [entry("b", 5), entry("a", 5), entry("c", 4)]
    let log = RunLog(run(under: Self.rules) {}.run, under: CompiledRules(Self.rules), recording: entries)
    #expect(log.inFieldOrder.map(\.id) == ["c", "a", "b"])
    #expect(log.entries.map(\.id) == ["b", "a", "c"])
  }

  @Test("a retracted entry is as if never said, and stays readable with the reason")
  func retraction() throws {
    var log = run(under: Self.rules) {
      started()
      saw("deliver", at: "0:31", as: "e2")
      saw("bump", at: "0:40")
    }
    try log.append(retracted("e2", "wrong team", at: "0:45").entry(4, in: "run-1"))
    #expect(Score(of: log).total == -20)
    #expect(log.entries.count == 4)
    #expect(log.standing.map(\.id.text) == ["run-1-e1", "run-1-e3"])
    #expect(log.retraction(of: "e2")?.fact == .retracted("e2", reason: "wrong team"))
    #expect(log.retraction(of: "run-1-e3") == nil)
    #expect(log.retraction(of: "nothing") == nil)
  }

  @Test("a retraction may come before what it retracts; of two the earlier in field order holds")
  func earlyRetraction() {
    let first = retracted("e2", "first", at: "0:40").entry(7, in: "run-1")
    let second = retracted("e2", "second", at: "0:50").entry(8, in: "run-1")
    let target = saw("deliver", at: "0:31", as: "e2").entry(9, in: "run-1")
    let orders = [
      [first, second, target], [second, first, target], [first, target, second], [second, target, first],
      [target, first, second], [target, second, first],
    ]
    for order in orders {
      let log = RunLog(run(under: Self.rules) {}.run, under: CompiledRules(Self.rules), recording: order)
      #expect(log.retraction(of: "e2")?.id == first.id)
      #expect(log.standing.isEmpty)
    }
  }

  @Test("a retraction is never itself struck out, not even by itself")
  func retractionOfRetraction() {
    let log = run(under: Self.rules) {
      started()
      saw("deliver", as: "e2")
      Told(fact: .retracted("e2", reason: "no"), as: "r1")
      Told(fact: .retracted("r1", reason: "yes"), as: "r2")
      Told(fact: .retracted("r3", reason: "me"), as: "r3")
    }
    #expect(Score(of: log).total == 0)
    #expect(log.retraction(of: "r1") == nil)
  }

  @Test("the same facts under other rules: what if")
  func rescored() {
    let log = run(under: Self.rules) {
      started()
      saw("deliver", count: 2)
    }
    let other = CompiledRules(RuleSet.make([.achievement("deliver", 7)]))
    #expect(Score(of: log, by: other).total == 14)
    #expect(log.rescored(under: other).entries == log.entries)
  }
}
