import Foundation
import GRDB
import Scoring
import Testing

@testable import EventStore

/// A stranger's file may hold any number in any row. None of them ends the process, here or after a merge.
@Suite("Numbers at the ends of their range")
struct BoundsTests {
  /// Every column of every table that holds a number, and what makes it one of another terminal's.
  static let columns = [
    "entry.number", "entry.clock", "entry.recorded_at", "entry.count", "entry.value_numerator",
    "entry.value_denominator",
    "entry.sequence", "run.number", "run.opened_at", "run.rule_set_edition", "run.sequence",
    "decision.number", "decision.recorded_at", "decision.sequence", "decision_field.number", "decision_field.position",
    "rule_set.edition", "competition.made_at", "stopwatch.milliseconds", "sqlite_sequence.seq",
  ]
  static let values: [Int64] = [.min, .min + 1, -1, 0, 1 << 31, 1 << 53, .max - 1, .max]

  private func store(_ folder: Folder, _ name: String, terminal: String) throws -> EventStore {
    let store = try newStore(folder, name, terminal: terminal)
    try store.write {
      try $0.decide(
        [.named("City", days: []), .plannedPhase("coffee", PhasePlan(phase: .trials, runs: 3))], by: "eva",
        recordedAt: 1,
        ruleSets: [rulesDocument])
    }
    try store.openRun()
    try store.write {
      try $0.append(to: "coffee-1", rules: compile) { desk in
        [
          desk.entry(
            .started, by: "ada", clock: .zero, recordedAt: 7, reading: BootTime(boot: "b", milliseconds: 1000))
        ]
      }
    }
    try store.say(
      .observed("bump", at: nil, count: 1), .claimed(total: Points(7, over: 3)),
      .noted("x"))
    return store
  }

  private func change(_ store: EventStore, _ column: String, to value: Int64) throws {
    let parts = column.split(separator: ".")
    try store.queue.writeWithoutTransaction { db in
      for name in try String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger'") {
        try db.execute(sql: "DROP TRIGGER " + name)
      }
      try db.execute(sql: "PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF")
      // One row of several, so that no two become the same.
      try db.execute(
        sql:
          "UPDATE \(parts[0]) SET \(parts[1]) = \(value) WHERE rowid = (SELECT max(rowid) FROM \(parts[0]) WHERE \(parts[1]) IS NOT NULL)"
      )
      try db.execute(sql: "PRAGMA ignore_check_constraints = OFF; PRAGMA foreign_keys = ON")
    }
  }

  /// Asks everything that can be asked; each question is answered or refused with a sentence.
  private func ask(_ store: EventStore, _ place: String) throws {
    let questions: [(EventStore) throws -> Void] = [
      { _ = try $0.read { try $0.parcel() } }, { _ = try $0.read { try $0.competition() } },
      { _ = try $0.read { try $0.logs(rules: compile).map { Score(of: $0) } } },
      { _ = try $0.read { try $0.chains() } },
      { _ = try $0.read { try ($0.orderFindings(), $0.missingRuleSets(), $0.counts(), $0.lastSequence()) } },
      { store in _ = try store.witnessStatement().map { said in try store.read { try $0.lacking(said) } } },
      { _ = try $0.read { try $0.parcel() }.entries.map { Moment.text($0.recordedAt) } },
      { try $0.say(.noted("x")) }, { try $0.openRun("mku") }, { _ = try $0.read { try $0.stopwatch(of: "kfmt-1") } },
      { _ = try $0.write { try $0.decide([.named("Town", days: [])], by: "eva", recordedAt: 2) } },
    ]
    for question in questions {
      do {
        try question(store)
      } catch let error as StoreError {
        if case .sqlite = error { Issue.record("\(place): \(error)") }
        #expect(!error.description.isEmpty)
      } catch is Rejection {}
    }
  }

  @Test("every question is answered or refused, whatever number stands in a row", arguments: columns)
  func asked(_ column: String) throws {
    for value in BoundsTests.values {
      let folder = try Folder()
      let store = try store(folder, "tally.sqlite", terminal: "kfmt")
      try change(store, column, to: value)
      try ask(store, "\(column) = \(value)")
    }
  }

  @Test("what is taken in has the bounds of an imported log", arguments: columns)
  func merged(_ column: String) throws {
    for value in BoundsTests.values {
      let folder = try Folder()
      let victim = try newStore(folder, "victim.sqlite", terminal: "kfmt")
      let other = try store(folder, "other.sqlite", terminal: "far")
      try change(other, column, to: value)
      do {
        let parcel = try other.read { try $0.parcel() }
        try victim.write { try $0.record(parcel) }
      } catch is StoreError {}
      let taken = try victim.read { try $0.parcel() }
      for entry in taken.entries {
        #expect(Moment.range.contains(entry.recordedAt) && FieldReader.counts.contains(Int64(entry.number)))
      }
      for run in taken.runs { #expect(Moment.range.contains(run.openedAt)) }
      for decision in taken.decisions { #expect(Moment.range.contains(decision.recordedAt)) }
      try ask(victim, "\(column) = \(value)")
    }
  }

  @Test(
    "a row past its bounds is named, and what it says is not reckoned with",
    arguments: [
      "entry.number", "entry.clock", "entry.recorded_at", "run.number", "run.opened_at", "run.rule_set_edition",
      "decision.number", "decision.recorded_at", "rule_set.edition", "competition.made_at",
    ])
  func named(_ column: String) throws {
    for value in [Int64.min, -1, .max] {
      let folder = try Folder()
      let store = try store(folder, "tally.sqlite", terminal: "kfmt")
      try change(store, column, to: value)
      #expect {
        _ = try store.read { try $0.parcel() }
      } throws: { error in
        guard case StoreError.brokenRow(_, _, let problem) = error else { return false }
        return problem.contains("\(value)")
      }
    }
  }

  @Test("what could not be read back is not written either")
  func written() throws {
    let folder = try Folder()
    let store = try store(folder, "tally.sqlite", terminal: "kfmt")
    for (number, moment) in [(0, 7), (Int.max, 7), (9, Int64.min), (9, -1), (9, Int64.max)] as [(Int, Int64)] {
      let entry = Entry(
        id: "far-1", run: "coffee-1", official: "a", terminal: "far", number: number, clock: .zero, recordedAt: moment,
        fact: .noted("x"))
      let decision = Decision(
        id: "far-d1", official: "a", terminal: "far", number: number, recordedAt: moment,
        ruling: .named("Town", days: []))
      #expect(throws: StoreError.self) { try store.write { try $0.record(Parcel(entries: [entry])) } }
      #expect(throws: StoreError.self) { try store.write { try $0.record(Parcel(decisions: [decision])) } }
      if moment == 7 { continue }
      #expect(throws: StoreError.self) {
        try store.write {
          try $0.openRun(
            of: "coffee", for: "mku", in: .trials, under: rulesDocument, by: "ada", recordedAt: moment)
        }
      }
    }
    _ = try store.read { try $0.parcel() }
  }

  @Test("a moment has a text, whatever number it is")
  func moments() {
    for value in BoundsTests.values + [-62_167_219_200_001, 253_402_300_800_000] {
      let text = Moment.text(value)
      #expect(text.utf8.count == 24 && text.hasSuffix("Z"), "\(value): \(text)")
    }
    #expect(Moment.text(.max) == "9999-12-31T23:59:59.999Z")
    #expect(Moment.text(Moment.range.upperBound) == "9999-12-31T23:59:59.999Z")
    #expect(Moment.parse("9999-12-31T23:59:59.999Z") == Moment.range.upperBound)
    #expect(Moment.text(.min) == "0000-01-01T00:00:00.000Z")
  }
}
