import RefereeConsole
import Scoring
import ScoringTestSupport
import Testing

/// Whole runs, key by key, against the screens a referee would see.
@Suite struct WholeRunTests {
  @Test("a run from the echo to both signatures looks like this") func wholeRun() {
    var desk = Desk(rows: 24, place: { Console.Place(rank: $0.total >= 60 ? 2 : 4, of: 6, leader: "110") })
    var frames: [String] = []
    func show(_ title: String) {
      frames += ["── \(title) " + String(repeating: "─", count: 108 - title.count), desk.text, ""]
    }
    expectGolden(desk.text, "run-1-echo")
    show("before the start: is this the run?")
    desk.play("enter")
    expectGolden(desk.text, "run-2-before-the-start")
    desk.play("j space +31s a +20s bk +9s 1 +40s dl")
    expectGolden(desk.text, "run-3-running")
    desk.play("+60s a +10s bl b")
    expectGolden(desk.text, "run-4-which-table")
    show("b was pressed: at which table?")
    desk.play("m +20s 1 u")
    expectGolden(desk.text, "run-5-take-back")
    desk.play("up enter")
    expectGolden(desk.text, "run-6-why")
    show("u, an arrow and Enter: any single entry can be taken back, with a reason")
    desk.play("l +10s -20e +60s e f '35' enter g 'anna' enter '4' enter +5s")
    expectGolden(desk.text, "run-7-later")
    show("a minute later: what was taken back stays, struck out")
    desk.play("+340s F")
    expectGolden(desk.text, "run-8-checklist")
    desk.play("2 enter")
    expectGolden(desk.text, "run-9-why-did-it-end")
    desk.play("c +3s s a")
    #expect(desk.text.contains("Who signs for LASR?"))
    desk.play("'Maria' space space 'Rossi' space enter")
    guard case .signed(as: .team, _, let name)? = desk.disk.entries.last?.fact else {
      return #expect(Bool(false), "the team's signature is the last entry")
    }
    #expect(name == "Maria Rossi")
    expectGolden(desk.console.runSheet(of: desk.disk).joined(separator: "\n"), "run-10-sheet")
    expectGolden(desk.text, "run-11-signed")
    show("the end: the sheet, its code, two signatures")
    expectGolden(frames.joined(separator: "\n"), "referee-session", in: "../../docs")
    #expect(desk.refused.isEmpty)
    #expect(Score(of: desk.disk) == desk.state.score)
  }

  @Test("the same run fits an 80×24 terminal") func smallTerminal() {
    var desk = Desk(columns: 80, rows: 24, place: { _ in Console.Place(rank: 1, isShared: true, of: 12, leader: nil) })
    desk.play("enter j space +31s a +20s bk +9s 1 +40s dl +440s")
    expectGolden(desk.text, "small-1-running")
    desk.play("X")
    expectGolden(desk.text, "small-2-confirm")
    desk.play("y u")
    expectGolden(desk.text, "small-3-take-back")
    desk.play("esc ?")
    expectGolden(desk.text, "small-4-help")
    desk.play("esc ia")
    expectGolden(desk.text, "small-5-rulings")
    desk.play("esc +61s")
    expectGolden(desk.text, "small-6-time-is-up")
    desk.play("F enter t")
    expectGolden(desk.text, "small-7-sheet")
  }

  @Test("wide letters, hostile names and a long sheet stay within their columns") func wideLetters() {
    var items: [Item] = (1...40).map { number in
      .make(.achievement, Item.ID("goal-\(number)")) {
        $0.title = "第\(number)の目標を達成する: a long sentence that must be cut"
      }
    }
    items += (1...14).map { number in .make(.penalised, Item.ID("bad-\(number)")) { $0.title = "Fault \(number)" } }
    items.append(.make(.disqualifying, "worst") { $0.title = "\u{1B}[31mred\u{7}" })
    var desk = Desk(.make(items), team: "日本チーム 🚢 e\u{301}quipe", columns: 80, rows: 24)
    desk.play("enter space +1s a ;a ;1")
    expectGolden(desk.text, "wide-1-first-page")
    desk.play("pgdn")
    expectGolden(desk.text, "wide-2-second-page")
    #expect(desk.screen.text.allSatisfy { testWidth($0) <= 80 && !$0.contains("\u{1B}") })
    #expect(desk.told == ["0:00 started", "0:01 goal-1", "0:01 goal-23", "0:01 bad-11"])
  }

  @Test("only ASCII is drawn where a terminal has nothing else") func onlyASCII() {
    var letters = lettering
    letters.isASCII = true
    var desk = Desk(columns: 80, rows: 24, lettering: letters)
    desk.play("enter space +31s a bk 1 u enter k a")
    expectGolden(desk.text, "ascii-running")
    #expect(desk.text.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test("in a terminal that is too small the console says so, and keys still count") func tooSmall() {
    var desk = Desk(columns: 60, rows: 10)
    desk.play("enter space +5s a")
    expectGolden(desk.text, "too-small")
    #expect(desk.told == ["0:00 started", "0:05 recognise"])
    desk.hand(.resize(Screen.Size(columns: 0, rows: 0)))
    #expect(desk.screen.lines.count <= 1)
  }

  @Test("line by line, a whole run is told in words") func lineMode() {
    var desk = Desk(speaks: true)
    desk.type("y", "start")
    desk.wait(31_000)
    desk.type("a", "b l", "-20 1", "1", "#3 a", "n the door stuck", "d", "all of it", "f", "35", "banana", "")
    desk.wait(510_000)
    desk.type("u", "", "l", "F", "", "c", "s", "a", "Maria Rossi", "q")
    expectGolden(desk.said.joined(separator: "\n"), "line-mode")
    #expect(
      desk.told == [
        "0:00 started", "0:11 bump", "0:31 recognise", "0:31 table@table-2", "0:31 bump", "0:31 recognise x3",
        "0:31 noted", "0:31 order=all", "9:01 finished completed", "9:01 signed", "9:01 signed",
      ])
    #expect(desk.effects.last == .leave)
  }

  @Test("a practice run and a shadow book feel the same, and say what they are") func practiceAndShadow() {
    let first: @Sendable (Score) -> Console.Place? = { _ in Console.Place(rank: 1, of: 6, leader: nil) }
    var practice = Desk(phase: .practice, columns: 80, rows: 24, place: first)
    practice.play("enter space +5s a")
    expectGolden(practice.text, "practice")
    var shadow = Desk(columns: 80, rows: 24, shadowOf: "coffee-1", place: first)
    expectGolden(shadow.text, "shadow-1-echo")
    shadow.play("enter space +5s a")
    expectGolden(shadow.text, "shadow-2-running")
    shadow.play("F enter c s a p")
    #expect(shadow.state.score.state.refereeSignature != nil)
    #expect(shadow.state.score.state.teamSignature == nil)
  }
}
