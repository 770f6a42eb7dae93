import RefereeConsole
import Scoring
import ScoringTestSupport
import Testing

@Suite struct LoggingTests {
  @Test("one key is one fact, and it is on the screen only when it is on disk") func durableFirst() {
    var desk = Desk()
    desk.play("enter space +5s")
    desk.isDiskSlow = true
    let before = desk.screen
    desk.play("a")
    #expect(
      desk.drafts.last
        == Draft(
          fact: .observed("recognise", at: nil, count: 1), clock: clock("0:05"),
          earliest: desk.disk.entries[0].recordedAt + 1, stamp: desk.now))
    #expect(desk.state.isWaiting)
    #expect(desk.screen.text.dropLast(3) == before.text.dropLast(3))
    #expect(desk.state.log.entries.count == 1)
    // What is typed meanwhile waits, and overtakes nothing.
    desk.play("1 a")
    #expect(desk.drafts.count == 2)
    desk.isDiskSlow = false
    for effect in desk.answer(desk.drafts[1]) {
      if case .append(let draft) = effect { _ = desk.answer(draft) }
    }
    #expect(desk.told == ["0:00 started", "0:05 recognise", "0:05 bump"])
  }

  @Test("what could not be saved is not shown, and is said") func brokenDisk() {
    var desk = Desk()
    desk.play("enter space +5s")
    desk.isDiskBroken = true
    desk.play("a")
    #expect(desk.text.contains("NOT SAVED: the disk is full"))
    #expect(desk.state.score.total == 0)
    #expect(desk.bells == 1)
    desk.isDiskBroken = false
    desk.play("a")
    #expect(desk.told == ["0:00 started", "0:05 recognise"])
  }

  @Test(
    "a forgotten fact is logged when it happened", arguments: [("-20a", "0:40"), ("-0:20a", "0:40"), ("-90a", "0:00")])
  func ago(keys: String, clock: String) {
    var desk = Desk()
    desk.play("enter space +60s \(keys) a")
    #expect(Set(desk.told) == ["0:00 started", "\(clock) recognise", "1:00 recognise"])
  }

  @Test("a forgotten start moves the clock") func forgottenStart() {
    var desk = Desk()
    desk.play("enter -20 space +10s a")
    #expect(desk.told == ["0:00 started", "0:30 recognise"])
  }

  @Test("the time of a fact is that of its first key, however long the rest of it takes") func firstKeyCounts() {
    var desk = Desk()
    desk.play("enter space +10s b +5s l +5s f +8s '35' enter X +2s y")
    #expect(desk.told == ["0:00 started", "0:10 table@table-2", "0:20 spilled=35 g", "0:28 hits"])
  }

  @Test("what is grave asks once more, and the same key twice is no answer") func graveAsks() {
    var desk = Desk()
    desk.play("enter space +10s X X X enter")
    #expect(desk.told == ["0:00 started"])
    desk.play("X y")
    #expect(desk.told == ["0:00 started", "0:10 hits"])
    #expect(desk.text.contains("DISQUALIFIED"))
  }

  @Test("nothing is logged for a declaration after the start, or for anything before it") func guards() {
    var desk = Desk()
    desk.play("enter a")
    #expect(desk.text.contains("has not started"))
    desk.play("j space j")
    #expect(desk.text.contains("must be declared before the start"))
    #expect(desk.told == ["0:00 sign-language", "0:00 started"])
    #expect(desk.refused.isEmpty)
  }

  @Test("what is seen beyond the limit is kept, and the referee is told at once that it does not count")
  func beyondLimit() {
    var desk = Desk()
    desk.play("enter space +10s 222")
    #expect(desk.text.contains("3 seen, 2 count: at most 2 count"))
    #expect(desk.state.score.penalised == 2)
  }

  @Test("several at once, and the last level chosen holds") func countsAndLevels() {
    var desk = Desk()
    desk.play("enter space +10s #3e dl dm")
    #expect(desk.told == ["0:00 started", "0:10 deliver x3", "0:10 order=one", "0:10 order=all"])
    #expect(desk.text.contains("all of it"))
  }

  @Test("a value outside its scale is said while it can still be mended") func valueOutsideScale() {
    var desk = Desk()
    desk.play("enter space +10s f '900' enter")
    #expect(desk.text.contains("'spilled' goes from 0 to 500; 900 is outside"))
    desk.play("back back back '0.09_kg' enter")
    #expect(desk.told == ["0:00 started", "0:10 spilled=0.09 kg"])
  }

  @Test("a jury's names are asked once and offered afterwards") func raters() {
    var desk = Desk()
    desk.play("enter space +10s g 'anna' enter '4' enter g k '5' enter g l 'lasr' enter '5' enter")
    #expect(desk.told == ["0:00 started", "0:10 manner=4 by anna", "0:10 manner=5 by anna"])
    #expect(desk.text.contains("team 'lasr' cannot judge its own run"))
  }

  @Test("an impossible combination is said at once, and accepted only with a reason that is logged") func impossible() {
    var desk = Desk()
    desk.play("enter space +10s e")
    #expect(desk.text.contains("Nothing can be delivered without reaching a table."))
    #expect(desk.bells == 1)
    desk.play("F enter c s")
    #expect(desk.text.contains("The sheet contradicts itself"))
    #expect(desk.state.score.state.refereeSignature == nil)
    desk.play("! k o 'table_was_taken_away' enter F s")
    #expect(
      desk.disk.standing.contains { $0.fact == .accepted("served-without-table", reason: "table was taken away") })
    #expect(desk.state.score.state.refereeSignature != nil)
  }

  @Test("what is impossible at a place is told with the place, and can be accepted as well") func impossibleAtPlace() {
    var rules = coffee
    rules.checks[0].per = "table"
    var desk = Desk(rules)
    desk.play("enter space +10s e")
    #expect(desk.text.contains("Table 3: Nothing can be delivered without reaching a table."))
    desk.play("F enter c s")
    #expect(desk.text.contains("The sheet contradicts itself"))
    desk.play("! k o 'table_was_taken_away' enter F s")
    #expect(
      desk.disk.standing.contains { $0.fact == .accepted("served-without-table", reason: "table was taken away") })
    #expect(desk.state.score.state.refereeSignature != nil)
  }

  @Test("any single entry can be taken back, not only the last; it stays in the log with the reason") func takeBack() {
    var desk = Desk()
    desk.play("enter space +10s a +5s 1 +5s e u up enter m")
    #expect(desk.told == ["0:00 started", "0:10 recognise", "0:20 deliver"])
    #expect(desk.disk.entries.count == 5)
    #expect(desk.disk.entries.last?.fact == .retracted("e3", reason: "logged twice"))
    desk.play("u home esc")
    #expect(desk.disk.entries.count == 5)
  }

  @Test("taking back begins with what was logged last, even if it happened earlier") func takeBackLatest() {
    var desk = Desk()
    desk.play("enter space +60s a -30 enter 1 u enter k")
    #expect(desk.told == ["0:00 started", "1:00 recognise"])
  }

  @Test("an end taken back lets the run go on, with the time that passed") func endTakenBack() {
    var desk = Desk()
    desk.play("enter space +60s F enter c esc u u k +5s a")
    #expect(desk.told == ["0:00 started", "1:05 recognise"])
    #expect(desk.state.score.state.isRunning)
  }

  @Test("a signed sheet is closed until its signature is taken back") func signed() {
    var desk = Desk()
    desk.play("enter space +60s a F enter c s esc a")
    #expect(desk.text.contains("The sheet is signed: nothing was logged. u takes the signatures back"))
    desk.play("u u k -30a")
    #expect(desk.told.contains("0:30 recognise"))
    #expect(desk.refused.isEmpty)
  }

  @Test("the checklist names what nobody touched, and the end's clock is that of F") func checklist() {
    var desk = Desk()
    desk.play("enter space +60s a F +30s")
    #expect(desk.text.contains("END of Coffee shop orders · LASR · trial 2 of 3"))
    #expect(desk.text.contains("1  Bumps into furniture") && !desk.text.contains("a  Recognises"))
    desk.play("1 enter +9s enter c")
    #expect(desk.told == ["0:00 started", "1:00 recognise", "1:00 bump", "1:00 finished completed"])
  }

  @Test("a checklist left by escape lets the run go on") func checklistLeft() {
    var desk = Desk()
    desk.play("enter space +60s F +30s esc a")
    #expect(desk.told == ["0:00 started", "1:30 recognise"])
  }

  @Test("the run's time is the limit when time is up, and the log keeps the moment of the key") func endForTime() {
    var late = Desk()
    late.play("enter space +610s F enter")
    #expect(late.text.contains("time is up, at 10:00"))
    late.play("t")
    #expect(late.told.last == "10:10 finished time-limit")
    #expect(late.disk.state.finishClock == .at(10))
    var later = Desk()
    later.play("enter space +605s a +5s F enter t")
    #expect(later.told.last == "10:10 finished time-limit")
    #expect(later.disk.state.finishClock == .at(10))
  }

  @Test("the end called a while ago is never before the last thing that was seen") func endAgo() {
    var desk = Desk()
    desk.play("enter space +40s a +20s -10 F enter c")
    #expect(desk.told.last == "0:50 finished completed")
    desk.play("esc u u k -40 F enter c")
    #expect(desk.told.last == "0:40 finished completed")
    #expect(desk.refused.isEmpty)
  }

  @Test("a team that did not come is ended without a start") func noShow() {
    var desk = Desk()
    desk.play("enter F n")
    #expect(desk.told == ["0:00 finished no-show"])
  }

  @Test("restart, extension, note, paper total and void are each a fact with its question") func otherFacts() {
    var desk = Desk()
    desk.play("enter space +60s a R")
    #expect(desk.text.contains("What was achieved before does not count any more. It costs 20 points. 1 of 1 left."))
    desk.play("y + '1:00' enter l n 'door_stuck' enter = '12.5' enter V p 'power_cut' enter")
    #expect(
      desk.disk.standing.map(\.fact.kind) == [.started, .observed, .restarted, .extended, .noted, .claimed, .voided])
    #expect(desk.text.contains("void: power cut"))
    desk.play("esc R y")
    #expect(desk.text.contains("is void"))
    #expect(desk.refused.isEmpty)
  }

  @Test("the team protests with words, and the decision is logged") func protest() {
    var desk = Desk()
    desk.play("enter space +60s F enter c s p 'table_two_was_reached' enter d 'granted' enter")
    #expect(desk.disk.standing.suffix(2).map(\.fact) == [.protested("table two was reached"), .ruled("granted")])
  }

  @Test("leaving a running clock asks; Ctrl-C a second time leaves") func leaving() {
    var desk = Desk()
    desk.play("enter space +5s q n")
    #expect(!desk.effects.contains(.leave))
    desk.play("interrupt interrupt")
    #expect(desk.effects.last == .leave)
  }

  @Test("the wrong run is left without a trace") func wrongRun() {
    var desk = Desk()
    desk.play("a 1 space esc q")
    #expect(desk.effects.last == .leave)
    #expect(desk.disk.entries.isEmpty)
  }

  @Test("entries that somebody makes elsewhere show up") func arrived() {
    var desk = Desk()
    desk.play("enter space +60s")
    let other = Entry(
      id: "x1", run: "coffee-2", official: "R9", terminal: "t2", number: 1, clock: clock("0:30"),
      recordedAt: desk.wall, fact: .paused)
    desk.disk.record(other)
    desk.hand(.arrived([other], wallTime: desk.wall + 5))
    #expect(desk.text.contains("R9 logged elsewhere: pause"))
    #expect(desk.state.clock(at: desk.now) == clock("0:30"))
  }

  @Test("line by line, an answer to 'how long ago?' is one answer and never several keys") func linesAtPrompts() {
    var desk = Desk(speaks: true)
    desk.type("y", "start")
    desk.wait(60_000)
    desk.isDiskSlow = true
    for lines in [["-", "   "], ["-", "start"], ["-", "aa1"], ["#", "a a a"], ["-", ""]] {
      for line in lines { desk.type(line) }
      #expect(desk.drafts.count == 1 && !desk.state.isWaiting)
      desk.play("esc esc")
    }
    desk.type("-", "20 a")
    #expect(desk.drafts.count == 2 && desk.drafts[1].clock == clock("0:40"))
  }

  @Test("whatever others wrote, nothing on the screen, in the sheet or in what is said acts on the terminal")
  func hostile() {
    let attack = "\u{1B}[2J\u{7}\r\n"
    let facts: [Fact] = [
      .noted(attack), .protested(attack), .ruled(attack), .rated("manner", at: nil, by: Rater.ID(attack), Quantity(3)),
      .accepted("served-without-table", reason: attack), .retracted("h0", reason: attack),
      .observed(Item.ID(attack), at: Instance.ID(attack), count: 1), .chose("order", at: nil, Item.Level.ID(attack)),
      .signed(as: .referee, code: attack), .voided(reason: attack),
    ]
    var desk = Desk(speaks: true)
    desk.play("enter space +60s")
    for (index, fact) in facts.enumerated() {
      let entry = Entry(
        id: Entry.ID("h\(index)"), run: "coffee-2", official: attack, terminal: "t", number: 1, clock: clock("0:30"),
        recordedAt: desk.wall, fact: fact)
      desk.disk.record(entry)
      desk.hand(.arrived([entry], wallTime: desk.wall))
      for keys in ["", "u", "esc !", "esc ?", "esc ig", "esc F", "enter", "esc esc esc"] {
        desk.play(keys)
        let texts = desk.screen.text + desk.console.runSheet(of: desk.disk) + desk.said
        #expect(!texts.contains { $0.unicodeScalars.contains { $0.value < 32 } }, "\(fact.kind) after '\(keys)'")
      }
    }
  }
}
