import RefereeConsole
import Scoring
import ScoringTestSupport
import Testing

/// Slips of a hand, none of which may become a fact.
@Suite struct AccidentTests {
  @Test("items that ask for more are marked on the sheet, and those that log at once are not") func marked() {
    var desk = Desk(columns: 80)
    desk.play("enter space")
    for mark in ["b… Reaches the table", "d… Takes the order", "X… Hits a person", "f… Coffee spilled", "g… Manner"] {
      #expect(desk.text.contains(mark), "\(mark)")
    }
    for plain in ["a  Recognises", "e  Delivers", "1  Bumps", "j  Uses sign"] { #expect(desk.text.contains(plain)) }
  }

  @Test(
    "an item's key answers no question", arguments: ["b", "d", "u enter", "V", "a e !", "g 'anna' enter '3' enter g"])
  func noAnswer(question: String) {
    var desk = Desk()
    desk.play("enter space +10s a \(question)")
    let before = desk.drafts.count
    let text = desk.text
    for key in "1234567890aceX" { desk.play(String(key)) }
    #expect(desk.drafts.count == before, "\(desk.drafts.last!.fact)")
    #expect(text.split(separator: "\n").last == desk.text.split(separator: "\n").last, "the question stands")
  }

  @Test("the refusal of an item's key in a question names the item") func namesItem() {
    var desk = Desk()
    desk.play("enter space +10s b 1")
    #expect(desk.text.contains("'1' is 'Bumps into furniture' and no answer here. Nothing was logged: answer, or Esc."))
  }

  @Test("where a sheet has taken all small letters, answers have capitals; where all, the arrows") func lettersRunOut()
  {
    let places = InstanceList(
      id: "place", instances: (1...45).map { Instance(id: Instance.ID("p\($0)"), title: "Place \($0)") })
    var items: [Item] = (1...24).map { number in .make(.achievement, Item.ID("goal-\(number)")) }
    items[0].per = "place"
    var desk = Desk(.make(items) { $0.instances = [places] }, rows: 50)
    let keys = desk.console.keys
    let dealt = Set(items.indices.map { keys.strokes(forItemAt: $0) })
    desk.play("enter space a")
    #expect(desk.text.contains("A  Place 1 "))
    desk.play("A a" + String(repeating: " down", count: 44) + " enter")
    #expect(desk.told == ["0:00 started", "0:00 goal-1@p1", "0:00 goal-1@p45"])
    #expect(!dealt.contains("A") && !dealt.contains("O") && !dealt.contains("P"))
  }

  @Test("Backspace once too often leaves the question open") func backspace() {
    var desk = Desk()
    desk.play("enter space +10s f '9' back back back '12' enter")
    #expect(desk.told == ["0:00 started", "0:10 spilled=12 g"])
  }

  @Test(
    "a decimal comma is a decimal point, and one that may part thousands is asked about",
    arguments: [
      ("12,5", "12.5 g"), ("0,125", "0.125 g"), ("12,5_g", "12.5 g"), ("0,03_kg", "0.03 kg"), ("12.5", "12.5 g"),
      ("1,000", nil), ("12,345", nil), ("1,2,3", nil), ("1,2.3", nil), (",5", nil), ("5,", nil),
    ] as [(String, String?)])
  func comma(typed: String, logged: String?) {
    var desk = Desk()
    desk.play("enter space f '\(typed)' enter")
    #expect(desk.told == ["0:00 started"] + (logged.map { ["0:00 spilled=\($0)"] } ?? []))
    if logged == nil { #expect(desk.text.contains("> \(typed)"), "it is still there, to be mended") }
  }

  @Test("the paper sheet's total takes a comma too") func claimedComma() {
    var desk = Desk()
    desk.play("enter space = '12,5' enter")
    #expect(desk.drafts.last?.fact == .claimed(total: Points("12.5")!))
  }

  @Test(
    "Enter alone never chooses the worst",
    arguments: [
      "F", "space +5s V", "space +5s X", "space +5s R", "space +5s q", "space +5s a F enter c q",
      "space +5s @ '9:00' enter",
    ])
  func worst(question: String) {
    var desk = Desk()
    desk.play("enter \(question)")
    let (count, effects) = (desk.drafts.count, desk.effects.count { $0 == .leave })
    desk.play("enter")
    #expect(desk.drafts.count == count && desk.effects.count { $0 == .leave } == effects)
  }

  @Test("a team that did not come is still said with one key more") func noShow() {
    var desk = Desk()
    desk.play("enter F")
    #expect(desk.text.contains(">w  wait; nothing is logged"))
    desk.play("w F n")
    #expect(desk.told == ["0:00 finished no-show"])
  }

  @Test("Caps Lock is noticed: on the sheet, in a question, under the run sheet") func capsLock() {
    var desk = Desk()
    desk.play("enter space +10s A")
    #expect(desk.text.contains("Caps Lock? 'A' is no key, 'a' is. Nothing was logged."))
    desk.play("U")
    #expect(desk.text.contains("Caps Lock? 'U' is no key, 'u' is."))
    desk.play("b K")
    #expect(desk.text.contains("Caps Lock? 'K' is no answer, 'k' is."))
    desk.play("esc F")
    #expect(!desk.text.contains("Caps Lock"), "the end is called with a capital")
    desk.play("esc A F")
    #expect(desk.text.contains("Caps Lock? Small f is 'Coffee spilled'."))
    desk.play("esc F enter c S")
    #expect(desk.text.contains("Caps Lock? 'S' means nothing here"))
    #expect(desk.told == ["0:00 started", "0:10 finished completed"])
  }

  @Test("with Caps Lock on, no two keys of plain scoring void a run or end it") func capsLockVoids() {
    for first in "ABCDEFGHJUV" {
      for second in "ABCDEFGHJ1234567890" {
        var desk = Desk()
        desk.play("enter space +10s \(first) \(second)")
        let harmless: Set<Fact.Kind> = [.started, .observed]
        #expect(Set(desk.disk.entries.map(\.fact.kind)).isSubset(of: harmless), "\(first) \(second)")
      }
    }
  }

  @Test("setting the clock by more than a minute asks, by less it does not") func clockAsks() {
    var desk = Desk()
    desk.play("enter space +120s @ '5:00' enter")
    #expect(desk.text.contains("The clock shows 02:00. Set it on by 03:00, to 05:00?"))
    #expect(desk.told == ["0:00 started"])
    desk.play("y +10s @ '5:50' enter")
    #expect(desk.state.clock(at: desk.now) == clock("5:50"))
    desk.play("@ '4:00' enter")
    #expect(desk.text.contains("cannot be set before that"))
  }

  @Test("a clock that was set is taken back as one thing, and shows what it would have shown", arguments: 0..<3)
  func clockTakenBack(up: Int) {
    var desk = Desk()
    desk.play("enter space +120s @ '5:00' enter y +30s a u \(String(repeating: "up ", count: up + 1)) enter")
    #expect(desk.text.contains("Take back that the clock was set?"))
    desk.play("k")
    #expect(desk.state.clock(at: desk.now) == clock("2:30"))
    #expect(desk.disk.state.isRunning)
    #expect(desk.told == ["0:00 started", "5:30 recognise"])
  }

  @Test("set while it stands, and taken back, it stands where it stood") func pausedClockTakenBack() {
    var desk = Desk()
    desk.play("enter space +10s space +5s @ '0:30' enter +5s u enter k")
    #expect(desk.state.clock(at: desk.now) == clock("0:10"))
    #expect(desk.told == ["0:00 started", "0:10 paused"])
  }

  @Test("a forgotten item is logged at the limit when time was up") func forgottenAtLimit() {
    var desk = Desk()
    desk.play("enter space +602s F")
    #expect(desk.text.contains("an item's key: forgotten, logged at 10:00"))
    desk.play("a bk")
    #expect(desk.told == ["0:00 started", "10:00 recognise", "10:00 table@table-1"])
    #expect(desk.state.score.total == 30, "both count")
    desk.play("-30 enter 1 enter t")
    #expect(desk.told.contains("9:32 bump"))
    #expect(desk.told.last == "10:02 finished time-limit" && desk.disk.state.finishClock == .at(10))
  }

  @Test("an extension moves the limit at which it is logged") func forgottenAtExtendedLimit() {
    var desk = Desk()
    desk.play("enter space + '1:00' enter k +660s +5s F a")
    #expect(desk.told.last == "11:00 recognise")
  }

  @Test(
    "before the limit the checklist asks when it was",
    arguments: [
      ("enter", "2:00"), ("'20' enter", "1:40"), ("'-20' enter", "1:40"), ("'1:15' enter", "1:15"),
      ("'900' enter", "0:00"),
    ])
  func forgottenBefore(keys: String, clock: String) {
    var desk = Desk()
    desk.play("enter space +120s F +30s a")
    #expect(desk.text.contains("Recognises the waving customer: when?"))
    desk.play(keys + " enter c")
    #expect(Set(desk.told) == ["0:00 started", "\(clock) recognise", "2:00 finished completed"])
  }

  @Test("what cannot have been is refused where it is typed") func forgottenLater() {
    var desk = Desk()
    desk.play("enter space +120s F a '2:30' enter")
    #expect(desk.text.contains("The end was called at 02:00; 02:30 is later."))
    desk.play("esc esc")
    #expect(desk.told == ["0:00 started"])
  }

  @Test("an entry of a signed sheet is taken back together with the signatures, with one reason") func signedTogether()
  {
    var desk = Desk()
    desk.play("enter space +60s a F enter c s a 'Maria' enter esc u up up enter")
    #expect(desk.text.contains("The sheet is signed: both signatures are taken back with it. Why?"))
    desk.play("k")
    #expect(desk.told == ["0:00 started", "1:00 recognise"])
    #expect(desk.refused.isEmpty)
    desk.play("F enter c s a 'Maria' enter esc u")
    desk.play("enter")
    #expect(desk.text.contains("Take back both signatures? Why?"))
    desk.play("k -30a")
    #expect(desk.told.contains("0:30 recognise"))
  }

  // MARK: Keys that came in no usual way

  /// Presses of these keys at this moment.
  func presses(_ keys: String, _ desk: Desk) -> [Press] { keys.map { Press(.character($0), at: desk.now) } }

  @Test("a key held down logs once, and is told so; while something is typed it goes on") func held() {
    var desk = Desk()
    desk.play("enter space +10s 1")
    for _ in 0..<5 {
      desk.now += 33
      desk.hand(.pressed(Press(.character("1"), at: desk.now, isHeld: true)))
    }
    #expect(desk.told == ["0:00 started", "0:10 bump"])
    #expect(desk.text.contains("1 so far  ('1' is held down: that is once)"))
    desk.play("n 'ah")
    for _ in 0..<3 { desk.hand(.pressed(Press(.character("h"), at: desk.now, isHeld: true))) }
    desk.hand(.pressed(Press(.enter, at: desk.now, isHeld: true)))
    desk.play("enter")
    #expect(desk.disk.standing.last?.fact == .noted("'ahhhh"))
  }

  @Test("a key is logged for the moment at which it was pressed, not for that at which it is looked at")
  func pressedAt() {
    var desk = Desk()
    desk.play("enter space +10s")
    let pressed = desk.now
    desk.wait(2000)
    desk.hand(.pressed(Press(.character("a"), at: pressed)))
    #expect(desk.told == ["0:00 started", "0:10 recognise"])
    #expect(desk.drafts.last?.stamp == pressed)
  }

  @Test("keys that come at once log nothing until the referee says that they were typed, and then when they came")
  func burst() {
    var desk = Desk()
    desk.play("enter space +10s")
    desk.hand(.burst(presses("a1a", desk)))
    #expect(desk.told == ["0:00 started"])
    #expect(desk.text.contains("3 keys at once: nothing logged (pasted?)."))
    desk.play("+5s e")
    #expect(desk.text.contains("3 keys that came at once wait. Tab: they were typed, take them. Esc forgets them."))
    desk.hand(.key(.tab))
    #expect(desk.told == ["0:00 started", "0:10 recognise", "0:10 bump", "0:10 recognise", "0:15 deliver"])
    desk.hand(.key(.tab))
    desk.hand(.burst(presses("a1a", desk)))
    desk.play("esc")
    desk.hand(.key(.tab))
    #expect(desk.disk.entries.count == 5)
  }

  @Test("a text of more keys than anybody types ahead is nothing, and is not kept") func pastedText() {
    var desk = Desk()
    desk.play("enter space +10s")
    desk.hand(.burst(presses("the robot bumped 123 times into the door", desk)))
    #expect(desk.text.contains("40 characters at once: nothing logged (pasted?)."))
    desk.hand(.key(.tab))
    #expect(desk.told == ["0:00 started"])
  }

  @Test("keys that came at once in one question answer no other") func burstElsewhere() {
    var desk = Desk()
    desk.play("enter space +10s b")
    desk.hand(.burst(presses("k1a", desk)))
    desk.play("esc")
    desk.hand(.key(.tab))
    #expect(desk.told == ["0:00 started"])
    #expect(desk.text.contains("Those keys came where something else was asked."))
  }

  @Test("a word that comes at once where a text is asked is typed, for it is read before it is taken") func burstTyped()
  {
    var desk = Desk()
    desk.play("enter space n")
    desk.hand(.burst(presses("door stuck", desk)))
    desk.play("enter")
    #expect(desk.disk.standing.last?.fact == .noted("door stuck"))
  }

  @Test("what is not taken is said") func notTaken() {
    var desk = Desk()
    desk.play("enter space")
    for (what, words) in [
      (NotTaken.pasted(12), "12 characters pasted: nothing logged."), (.pasted(1), "1 character pasted"),
      (.alt(.character("a")), "Alt with 'a' means nothing here"),
      (.restOfSequence, "rest of what the terminal began to send"),
      (.endOfSequence, "Keys are keys again."),
    ] {
      desk.hand(.notTaken(what))
      #expect(desk.text.contains(words))
    }
    #expect(desk.told == ["0:00 started"])
  }

  // MARK: Line by line

  @Test("line by line, help and rulings swallow no key after them") func linesAfterHelp() {
    for page in ["?", "i a", "!"] {
      var desk = Desk(speaks: true)
      desk.type("y", page, " ")
      desk.wait(5000)
      desk.type("1")
      #expect(desk.told == ["0:00 started", "0:05 bump"], "\(page)")
    }
  }

  @Test("line by line, an answer can be its words, and esc goes out of a question") func linesAnswers() {
    var desk = Desk(speaks: true)
    desk.type("y", "start", "b table 2", "b", "esc", "d all", "b 1", "esc", "1")
    #expect(desk.told == ["0:00 started", "0:00 table@table-2", "0:00 order=all", "0:00 bump"])
  }
}
