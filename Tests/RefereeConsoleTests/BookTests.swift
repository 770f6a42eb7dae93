import RefereeConsole
import Scoring
import ScoringTestSupport
import Testing

/// Codes of sheets, shadow books, rehearsals.
@Suite struct BookTests {
  static let entries: [Told] = [
    started(), saw("recognise", at: "0:31"), saw("bump", at: "0:40"), chose("order", "all", at: "1:00"),
    retracted("run-1-e3", "it did not happen", at: "1:10"), finished(at: "4:00"),
  ]

  func book(_ entries: [Told]) -> RunLog { run(under: coffee) { entries } }

  @Test("the code is eight letters that nobody mixes up, and the same for the same log in any order") func code() {
    let log = book(Self.entries)
    let code = sheetCode(of: log, digest: testDigest)
    #expect(code.count == 9 && code.allSatisfy { "0123456789ABCDEFGHJKMNPQRSTVWXYZ-".contains($0) })
    let shuffled = RunLog(log.run, under: log.rules, recording: log.entries.reversed())
    #expect(sheetCode(of: shuffled, digest: testDigest) == code)
    #expect(sheetCode(of: log, digest: { _ in [0xFF, 0, 0, 0, 1] }) == "ZW00-0001")
    #expect(sheetCode(of: log, digest: { _ in [] }) == "0000-0000")
  }

  @Test("one entry more, less or different is another code; signatures, protests and remarks are not part of it")
  func codeChanges() {
    let code = sheetCode(of: book(Self.entries), digest: testDigest)
    func other(_ entries: [Told]) -> String { sheetCode(of: book(entries), digest: testDigest) }
    #expect(other(Array(Self.entries.dropLast())) != code)
    #expect(
      other(Self.entries + [told(.voided(reason: "a\tb"), at: "4:00")])
        != other(Self.entries + [told(.voided(reason: "a\\tb"), at: "4:00")]))
    #expect(other(Self.entries + [retracted("run-1-e2", at: "4:00")]) != code)
    let signed =
      Self.entries + [
        told(.signed(as: .referee, code: "x"), at: "4:00"), told(.protested("no"), at: "4:00"),
        told(.ruled("yes"), at: "4:00"), retracted("run-1-e7", at: "4:00"), told(.noted("late"), at: "4:00"),
      ]
    #expect(other(signed) == code)
  }

  @Test("every field of every kind of fact makes a difference to the code") func everyField() {
    let facts: [Fact] = [
      .started, .paused, .resumed, .restarted, .finished(.completed), .finished(.noShow),
      .observed("a", at: nil, count: 1), .observed("a", at: nil, count: 2), .observed("a", at: "t", count: 1),
      .observed("b", at: nil, count: 1), .chose("a", at: nil, "l"), .chose("a", at: nil, "m"),
      .measured("a", at: nil, Quantity(1, .metres)), .measured("a", at: nil, Quantity(1, .centimetres)),
      .rated("a", at: nil, by: "x", Quantity(1)), .rated("a", at: nil, by: "y", Quantity(1)),
      .extended(Milliseconds(1), reason: "r"), .extended(Milliseconds(2), reason: "r"),
      .extended(Milliseconds(1), reason: "s"), .retracted("e", reason: "r"), .retracted("f", reason: "r"),
      .claimed(total: 1), .claimed(total: 2), .accepted("c", reason: "r"), .accepted("c", reason: "s"),
      .voided(reason: "r"), .voided(reason: "s"),
    ]
    let codes = facts.map { fact in sheetCode(of: book([told(fact)]), digest: testDigest) }
    #expect(Set(codes).count == facts.count)
  }

  @Test("a sheet that changed after it was signed says so") func changedSinceSigned() {
    var desk = Desk()
    desk.play("enter space +60s a F enter c s")
    #expect(!desk.console.runSheet(of: desk.disk).contains { $0.contains("CHANGED") })
    desk.play("esc n 'late' enter")
    #expect(!desk.console.runSheet(of: desk.disk).contains { $0.contains("CHANGED") }, "a remark changes no sheet")
    let code = desk.console.code(of: book(Self.entries))
    let log = book(
      Self.entries + [
        told(.signed(as: .referee, code: code), at: "4:00"), told(.claimed(total: 9), at: "4:00"),
      ])
    #expect(
      desk.console.runSheet(of: log).contains {
        $0.contains("Referee: signed") && $0.contains("THE SHEET HAS CHANGED SINCE")
      })
  }

  @Test("a signature that was given without a code says so, and does not cry wolf") func signedWithoutCode() {
    var desk = Desk()
    desk.play("enter")
    let log = book(Self.entries + [told(.signed(as: .referee, code: ""), at: "4:00")])
    let sheet = desk.console.runSheet(of: log)
    #expect(sheet.contains("Referee: signed by R1, without a code"))
    #expect(!sheet.contains { $0.contains("CHANGED") })
  }

  @Test("two books that saw the same agree, whoever wrote them and however they were corrected") func agree() {
    let first = book(Self.entries)
    let second = book([
      started(), saw("recognise", at: "0:33"), chose("order", "one", at: "0:50"), chose("order", "all", at: "1:01"),
      retracted("run-1-e3", "wrong key"), finished(at: "4:01"),
    ])
    let comparison = Comparison(of: first, with: second)
    #expect(comparison.differences.isEmpty)
    #expect(comparison.agreed == comparison.compared)
  }

  @Test("two books that differ are compared item by item, with the entries nobody else made") func differ() {
    let first = book([
      started(), saw("recognise", at: "0:31"), saw("recognise", at: "2:00"), saw("bump", at: "0:40"),
      saw("table", on: "table-1", at: "1:00"), chose("order", "all"), measured("spilled", "35g"),
      rated("manner", "4", by: "anna"), finished(at: "4:00"),
    ])
    let second = book([
      started(), saw("recognise", at: "0:29"), saw("bump", at: "3:00"), saw("table", on: "table-2", at: "1:00"),
      chose("order", "one"), measured("spilled", "0.035kg"), rated("manner", "5", by: "anna"),
      finished(.timeLimit, at: "4:10"), told(.restarted, at: "3:30"),
    ])
    let comparison = Comparison(of: first, with: second)
    let told = comparison.differences.map {
      "\($0.subject): \($0.first) / \($0.second)" + ($0.isOnlyTiming ? " (time)" : "")
    }
    #expect(
      told == [
        "item(recognise, at: nil): 2 / 1", "item(table, at: Optional(table-1)): 1 / nothing",
        "item(table, at: Optional(table-2)): nothing / 1", "item(order, at: nil): all / one",
        "item(bump, at: nil): 1 / 1 (time)", "item(spilled, at: nil): 35 g / 0.035 kg",
        "item(manner, at: nil): 4 by anna / 5 by anna", "end: completed / time-limit", "restarts: 0 / 1",
        "endClock: 4:00 / 10:00", "total: 59.5 / -20",
      ])
    #expect(comparison.differences[0].onlyFirst.map(\.clock) == [clock("2:00")])
    #expect(comparison.differences[0].onlySecond.isEmpty)
  }

  @Test("swapping the books swaps the columns and changes nothing else") func symmetric() {
    var chance = SeededGenerator(seed: 11)
    for _ in 0..<200 {
      func some() -> RunLog {
        book(
          [started()]
            + (0..<Int.random(in: 0..<12, using: &chance)).map { _ in
              saw(
                ["recognise", "bump", "repeat"].randomElement(using: &chance)!,
                at: "0:\(Int.random(in: 10..<59, using: &chance))")
            })
      }
      let (a, b) = (some(), some())
      let (forth, back) = (Comparison(of: a, with: b), Comparison(of: b, with: a))
      #expect(forth.agreed == back.agreed && forth.compared == back.compared)
      #expect(forth.differences.map(\.first) == back.differences.map(\.second))
      #expect(Comparison(of: a, with: a).differences.isEmpty)
    }
  }

  @Test("a rehearsal follows from its seed, fits the time limit and names only items of the sheet") func rehearsals() {
    for seed in 0..<50 as Range<UInt64> {
      let rehearsal = Rehearsal(of: coffee, seed: seed)
      #expect(rehearsal.happenings == Rehearsal(of: coffee, seed: seed).happenings)
      #expect(rehearsal.happenings.last?.fact == .finished(.completed))
      #expect(rehearsal.happenings.allSatisfy { $0.clock <= .at(10) })
      var log = book([started()])
      for happening in rehearsal.happenings {
        guard let fact = happening.fact else { continue }
        #expect(throws: Never.self) {
          try log.append(
            Entry(
              id: Entry.ID("h\(log.entries.count)"), run: "run-1", official: "R", terminal: "t", number: 1,
              clock: happening.clock + Milliseconds(900), recordedAt: Int64(log.entries.count), fact: fact))
        }
      }
      #expect(rehearsal.outcome(of: log).missed.isEmpty && rehearsal.outcome(of: log).unexpected.isEmpty)
    }
    #expect(Set((0..<50 as Range<UInt64>).map { Rehearsal(of: coffee, seed: $0).happenings.map(\.sight) }).count > 40)
  }

  @Test("a rehearsal shows what the robot does, and afterwards what was missed") func rehearse() {
    var desk = Desk(phase: .practice, columns: 80, rows: 24, rehearsal: Rehearsal(of: coffee, seed: 3))
    desk.play("enter space +4s")
    expectGolden(desk.text, "rehearsal-1-running")
    let first = desk.console.rehearsal!.happenings[0]
    if case .observed(let item, let at, _) = first.fact {
      let position = coffee.items.firstIndex { $0.id == item }!
      desk.play(desk.console.keys.strokes(forItemAt: position) + (at == nil ? "" : "k"))
    }
    desk.play("1 +146s F enter c")
    expectGolden(desk.text, "rehearsal-2-report")
  }
}
