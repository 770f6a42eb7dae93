import Foundation
import GRDB
import Scoring
import Testing

@testable import EventStore

@Suite("Writing")
struct WritingTests {
  let folder: Folder
  let store: EventStore

  init() throws {
    folder = try Folder()
    store = try newStore(folder)
    try store.openRun()
  }

  @Test("what is appended is there, numbered by the terminal, in every store of the file")
  func append() throws {
    try store.say(.started)
    let log = try store.say(.observed("deliver", at: nil, count: 2), .noted("x"), clock: .at(0, 31))
    #expect(log.entries.map(\.id.text) == ["kfmt-1", "kfmt-2", "kfmt-3"])
    let other = try EventStore.open(at: folder.file(), readOnly: true)
    #expect(try other.entries() == log.entries)
    #expect(try other.read { try $0.lastSequence() } == 3)
    #expect(try other.read { try $0.entries(after: 1).map(\.sequence) } == [2, 3])
  }

  @Test("a refused entry leaves no row, nor do those before it in the same breath")
  func rejected() throws {
    #expect {
      try store.say(.started, .observed("delivr", at: nil, count: 1))
    } throws: { ($0 as? Rejection)?.reason == .unknownItem }
    #expect(try store.entries().isEmpty)
    // Numbers are not used up by what was refused.
    #expect(try store.say(.started).entries.map(\.number) == [1])
  }

  @Test("an error of the caller's own undoes everything and comes out as it is")
  func callersError() throws {
    struct Mine: Error {}
    #expect(throws: Mine.self) {
      try store.write { writer in
        try writer.append(to: "coffee-1", rules: compile) { [$0.entry(.started, by: "a", clock: .zero, recordedAt: 0)] }
        _ = try writer.decide([.named("X", days: [])], by: "eva", recordedAt: 0)
        throw Mine()
      }
    }
    #expect(try store.read { try $0.counts() } == StoreCounts(ruleSets: 1, runs: 1))
  }

  @Test("the same entry again changes nothing; with another content it is a conflict")
  func again() throws {
    let entry = try #require(try store.say(.started).entries.first)
    let log = try store.write { try $0.append(to: "coffee-1", rules: compile) { _ in [entry, entry] } }
    #expect(log.entries == [entry])
    var other = entry
    other.official = "eve"
    #expect { try store.write { try $0.append(to: "coffee-1", rules: compile) { _ in [other] } } } throws: {
      ($0 as? Rejection)?.reason == .conflictingEntry
    }
    // The same id in another run.
    try store.openRun("homer")
    other.run = "coffee-2"
    #expect { try store.write { try $0.append(to: "coffee-2", rules: compile) { _ in [other] } } } throws: {
      guard case StoreError.conflicts(let conflicts) = $0 else { return false }
      return conflicts.map(\.id) == ["kfmt-1"]
    }
    #expect(try store.entries() == [entry])
  }

  @Test("a run that is not there is named")
  func noRun() throws {
    #expect(throws: StoreError.noRun("coffee-9")) { try store.say(.started, to: "coffee-9") }
  }

  @Test("runs get the challenge's next short name, whatever the phase, and the team's next number")
  func runNames() throws {
    func open(_ team: Team.ID, _ phase: Phase, _ challenge: Challenge.ID = "coffee") throws -> Run {
      try store.write {
        try $0.openRun(
          of: challenge, for: team, in: phase, under: rulesDocument, by: "ada", recordedAt: 0, besidesOpenRun: true
        ).run
      }
    }
    #expect(try open("homer", .practice).id == "coffee-2")
    let second = try open("lasr", .trials)
    #expect(second.id == "coffee-3" && second.number == 2)
    let final = try open("lasr", .final)
    #expect(final.id == "coffee-4" && final.number == 1)
    // A challenge whose name looks like a run of another.
    #expect(try open("lasr", .final, "coffee-4").id == "coffee-4-1")
    #expect(try open("lasr", .final).id == "coffee-5")
    let runs = try store.read { try $0.runs() }
    #expect(runs.map(\.id) == ["coffee-1", "coffee-2", "coffee-3", "coffee-4", "coffee-4-1", "coffee-5"])
    #expect(runs.allSatisfy { $0.terminal == "kfmt" && $0.official == "ada" })
    #expect(try store.read { try $0.runs(of: "coffee-4") }.map(\.id) == ["coffee-4-1"])
  }

  @Test("a team's second run waits until the first has ended or is void, as its log says")
  func openRuns() throws {
    let refused = StoreError.runIsOpen("coffee-1", team: "lasr", challenge: "coffee")
    func check(_ isOpen: Bool, location: SourceLocation = #_sourceLocation) throws {
      let state = try store.read { try $0.log(of: "coffee-1", rules: compile) }.state
      #expect((!state.isFinished && !state.isVoid) == isOpen, sourceLocation: location)
      #expect(
        try store.read { try $0.openRun(of: "coffee", for: "lasr") } == (isOpen ? "coffee-1" : nil),
        sourceLocation: location)
    }
    try check(true)
    #expect(throws: refused) { try store.openRun() }
    #expect(try store.openRun("homer") == "coffee-2")
    #expect(try store.openRun("lasr", "door") == "door-1")
    try store.say(.started, .noted("x"))
    try check(true)
    let end = try #require(try store.say(.finished(.completed)).entries.last)
    try check(false)
    try store.say(.retracted(end.id, reason: "not yet"))
    try check(true)
    #expect(throws: refused) { try store.openRun() }
    try store.say(.voided(reason: "wrong team"))
    try check(false)
    #expect(try store.openRun() == "coffee-3")
  }

  @Test("the rules travel with the first run, and another text under the same edition is a conflict")
  func ruleSets() throws {
    #expect(try store.read { try $0.ruleSets() } == [rulesDocument])
    var seen: [RuleSetDocument] = []
    _ = try store.read {
      try $0.log(of: "coffee-1") { document in
        seen.append(document)
        return try compile(document)
      }
    }
    #expect(seen == [rulesDocument])
    let changed = RuleSetDocument(
      RuleSetReference(id: "demo/coffee", edition: 1, digest: "d2"), text: "changed", source: "test")
    let forged = RuleSetDocument(rulesReference, text: "changed", source: "test")
    for document in [changed, forged] {
      #expect {
        try store.write {
          try $0.openRun(of: "coffee", for: "homer", in: .trials, under: document, by: "ada", recordedAt: 0)
        }
      } throws: {
        guard case StoreError.conflicts(let conflicts) = $0 else { return false }
        return conflicts.map(\.subject) == [.ruleSet]
      }
    }
    #expect(throws: StoreError.noRuleSet(changed.reference)) {
      try store.write {
        try $0.decide([.heldChallenge("c", title: "C", rules: changed.reference)], by: "eva", recordedAt: 0)
      }
    }
    #expect(try store.read { try $0.counts() } == StoreCounts(ruleSets: 1, runs: 1))
  }

  @Test("the logs of a challenge are the logs of its runs, and a frozen board is a prefix")
  func logs() throws {
    try store.openRun("homer")
    try store.openRun("lasr", "door")
    try store.say(.started, to: "coffee-2")
    try store.say(.started, to: "coffee-1")
    try store.say(.started, to: "door-1")
    try store.say(.noted("late"), to: "coffee-2")
    var compiled = 0
    let logs = try store.read {
      try $0.logs(of: "coffee") {
        compiled += 1
        return try compile($0)
      }
    }
    #expect(compiled == 1)
    #expect(logs.map(\.run.id) == ["coffee-1", "coffee-2"])
    #expect(logs.map { $0.entries.map(\.number) } == [[2], [1, 4]])
    for log in logs { #expect(try store.read { try $0.log(of: log.run.id, rules: compile).entries } == log.entries) }
    #expect(try store.read { try $0.logs(rules: compile).map(\.entries.count) } == [1, 2, 1])
    #expect(try store.read { try $0.logs(through: 2, rules: compile).map(\.entries.count) } == [1, 1, 0])
  }

  @Test("another process can go on with a run's clock")
  func stopwatch() throws {
    let reading = try #require(BootTime.now())
    try store.write {
      try $0.append(to: "coffee-1", rules: compile) { desk in
        #expect(desk.stopwatch == nil)
        return [desk.entry(.started, by: "a", clock: .zero, recordedAt: 0, reading: reading)]
      }
    }
    try store.say(.noted("x"))
    let other = try EventStore.open(at: folder.file(), readOnly: false, terminal: "other")
    try other.write {
      try $0.append(to: "coffee-1", rules: compile) { desk in
        #expect(desk.stopwatch == reading && desk.terminal == "other")
        return []
      }
    }
    let later = try #require(BootTime.now())
    #expect(later.boot == reading.boot && later.milliseconds >= reading.milliseconds)
  }

  @Test("a full disk is said to be full, nothing is half-written, and it goes on when there is space")
  func diskFull() throws {
    let text = String(repeating: "x", count: 3000)
    try store.queue.writeWithoutTransaction { db in
      let pages = try #require(try Int.fetchOne(db, sql: "PRAGMA page_count"))
      _ = try Int.fetchOne(db, sql: "PRAGMA max_page_count = \(pages + 4)")
    }
    var written = 0
    #expect(throws: StoreError.diskFull(path: folder.file())) {
      while true {
        try store.say(.noted(text), .noted(text))
        written += 2
      }
    }
    #expect(written > 0)
    #expect(try store.entries().count == written)
    try store.queue.writeWithoutTransaction { _ = try Int.fetchOne($0, sql: "PRAGMA max_page_count = 100000") }
    try store.say(.noted(text))
    #expect(try store.entries().map(\.number) == Array(1...written + 1))
    #expect(try store.integrityCheck().isEmpty)
  }

  @Test("a file that somebody else keeps is said to be busy, after the wait")
  func busy() throws {
    let path = folder.file()
    let patient = try EventStore.open(at: path, readOnly: false, busyTimeout: Milliseconds(200))
    let expected = StoreError.busy(path: path, waited: Milliseconds(200))
    #expect(expected.description.contains("locked for more than 0.2 s, so nothing was recorded; try again"))
    let raw = try DatabaseQueue(path: path)
    try raw.writeWithoutTransaction { db in
      try db.inTransaction(.immediate) { () throws in
        let start = ContinuousClock.now
        #expect(throws: expected) { try patient.say(.started) }
        #expect(start.duration(to: .now) >= .milliseconds(150))
        // Who only reads need not wait for a writer that has not come to its end.
        #expect(try patient.entries().isEmpty)
        return .commit
      }
      try db.inTransaction(.exclusive) {
        #expect(throws: expected) { try patient.entries() }
        #expect(throws: expected) {
          _ = try EventStore.open(at: path, readOnly: true, busyTimeout: Milliseconds(200))
        }
        return .commit
      }
    }
    try patient.say(.started)
  }

  @Test("whoever watches sees that another store has written")
  func dataVersion() throws {
    let watcher = try EventStore.open(at: folder.file(), readOnly: true)
    let before = try watcher.dataVersion()
    #expect(try watcher.dataVersion() == before)
    try store.say(.started)
    #expect(try watcher.dataVersion() != before)
  }
}

@Suite("Two writers", .timeLimit(.minutes(2)))
struct ConcurrencyTests {
  @Test("of two writers at once neither loses an entry, and no number is dealt twice")
  func together() async throws {
    let folder = try Folder()
    let first = try newStore(folder)
    let runs = try (0..<20).map { try first.openRun(Team.ID("team-\($0)")) }
    let path = folder.file()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<2 {
        group.addTask {
          let store = try EventStore.open(at: path, readOnly: false, terminal: "same", busyTimeout: .at(1))
          for number in 1...200 { try store.say(.noted("\(writer) \(number)"), to: runs[number % 20]) }
        }
      }
      // And one who reads meanwhile: entries come in one by one, never with a gap.
      group.addTask {
        let store = try EventStore.open(at: path, readOnly: true, busyTimeout: .at(1))
        var seen = 0
        while seen < 400, !Task.isCancelled {
          let numbers = try store.read { try $0.entries(after: Int64(seen)) }.map(\.entry.number)
          #expect(numbers == (0..<numbers.count).map { seen + $0 + 1 })
          seen += numbers.count
          usleep(2000)
        }
      }
      try await group.waitForAll()
    }
    let store = try EventStore.open(at: path, readOnly: true)
    let entries = try store.entries()
    #expect(entries.map(\.number) == Array(1...400))
    #expect(Set(entries.map(\.id)).count == 400)
    let texts = entries.compactMap { if case .noted(let text) = $0.fact { text } else { nil } }
    for writer in 0..<2 {
      #expect(texts.filter { $0.hasPrefix("\(writer) ") } == (1...200).map { "\(writer) \($0)" })
    }
    #expect(try store.integrityCheck().isEmpty)
  }

  @Test("what belongs together is seen together or not at all")
  func halfWritten() async throws {
    let folder = try Folder()
    try newStore(folder).openRun()
    let path = folder.file()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        let store = try EventStore.open(at: path, readOnly: false, busyTimeout: .at(1))
        for _ in 1...60 { try store.say(.noted("a"), .noted("b"), .noted("c")) }
      }
      group.addTask {
        let store = try EventStore.open(at: path, readOnly: true, busyTimeout: .at(1))
        var seen = 0
        while seen < 180, !Task.isCancelled {
          let counts = try store.read { reader in
            // Two questions in one read see the same moment.
            (try reader.counts().entries, try reader.entries().count)
          }
          #expect(counts.0 == counts.1 && counts.0 % 3 == 0)
          seen = counts.0
        }
      }
      try await group.waitForAll()
    }
  }

  @Test("of two who open a run at once for one team, one is told why not")
  func openRuns() async throws {
    let folder = try Folder()
    _ = try newStore(folder)
    let path = folder.file()
    let outcomes = await withTaskGroup(of: Swift.Result<Run.ID, any Error>.self) { group in
      for _ in 0..<4 {
        group.addTask { Swift.Result { try EventStore.open(at: path, readOnly: false).openRun() } }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(outcomes.compactMap { try? $0.get() } == ["coffee-1"])
    for case .failure(let error) in outcomes {
      #expect(error as? StoreError == .runIsOpen("coffee-1", team: "lasr", challenge: "coffee"))
    }
  }
}

@Suite("The names of terminals")
struct TerminalTests {
  let folder: Folder
  init() throws { folder = try Folder() }

  private func name(_ file: String = "tally.sqlite", terminal: String? = nil) throws -> String {
    try EventStore.open(at: folder.file(file), readOnly: false, terminal: terminal).write { try $0.terminal() }
  }

  @Test("a file on a machine keeps its name, and a copy gets another")
  func dealtOut() throws {
    let store = try newStore(folder, terminal: nil)
    let first = try store.write { try $0.terminal() }
    #expect(first.count == 4 && first.utf8.allSatisfy { (97...122).contains($0) })
    #expect(try name() == first)
    try store.close()
    try FileManager.default.copyItem(atPath: folder.file(), toPath: folder.file("copy.sqlite"))
    let second = try name("copy.sqlite")
    #expect(second != first)
    #expect(try name("copy.sqlite") == second)
    try FileManager.default.moveItem(atPath: folder.file(), toPath: folder.file("moved.sqlite"))
    #expect(try name("moved.sqlite") == first)
  }

  @Test("a name that is given goes on with its numbers")
  func given() throws {
    try newStore(folder, terminal: "desk-1").openRun()
    try EventStore.open(at: folder.file(), readOnly: false, terminal: "desk-1").say(.started)
    try EventStore.open(at: folder.file(), readOnly: false, terminal: "desk-2").say(.noted("x"))
    let log = try EventStore.open(at: folder.file(), readOnly: false, terminal: "desk-1").say(.noted("y"))
    #expect(log.entries.map(\.id.text) == ["desk-1-1", "desk-2-1", "desk-1-2"])
    #expect(throws: StoreError.badTerminalName("Desk 1")) { try name(terminal: "Desk 1") }
  }
}
