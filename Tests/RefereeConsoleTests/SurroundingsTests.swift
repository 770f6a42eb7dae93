import RefereeConsole
import Scoring
import ScoringTestSupport
import Testing

/// What goes on around a console: other consoles, the team's other runs, the file, the disk.
@Suite struct SurroundingsTests {
  /// A run that was left with its clock running, opened again while this is so.
  func reopened(_ surroundings: Console.Surroundings) -> Desk {
    var first = Desk()
    first.play("enter space +60s a")
    return Desk(log: first.disk, away: 30_000, surroundings: surroundings)
  }

  @Test("a second console on a live run is told, asks nothing that is not so, and leaves no note") func second() {
    var desk = reopened(Console.Surroundings(consoles: ["R9 at desk-2"]))
    #expect(desk.text.contains("Beware, another console is open on this run: R9 at desk-2."))
    #expect(!desk.text.contains("stopped") && !desk.text.contains("Assumed"))
    desk.play("y +5s a")
    #expect(desk.told == ["0:00 started", "1:00 recognise", "1:35 recognise"])
  }

  @Test("without another console a run that was left running is assumed to have run on, as before") func alone() {
    let desk = reopened(Console.Surroundings())
    #expect(desk.text.contains("The clock was running when the console stopped"))
  }

  @Test("a console that is opened later is told once") func later() {
    var desk = Desk()
    desk.play("enter space")
    let other = Console.Surroundings(consoles: ["R9 at desk-2"])
    desk.hand(.surroundings(other))
    #expect(desk.text.contains("another console is open on this run: R9 at desk-2"))
    desk.play("esc")
    desk.hand(.surroundings(other))
    #expect(!desk.text.contains("Beware"))
  }

  @Test("a team that has begun elsewhere is warned of at the echo and asked about at the start") func elsewhere() {
    var desk = Desk(surroundings: Console.Surroundings(runs: ["door-3 (Through the door, R9)"]))
    #expect(desk.text.contains("Beware, LASR has begun elsewhere and not ended: door-3 (Through the door, R9)."))
    desk.play("y space enter")
    #expect(desk.told == [], "Enter alone starts nothing")
    desk.play("space")
    #expect(desk.text.contains("Start this run all the same?"))
    desk.play("+7s y +3s a")
    #expect(desk.told == ["0:00 started", "0:10 recognise"], "the clock goes from the key, not from the answer")
  }

  @Test("a team that begins elsewhere while this console waits is warned of, and not when the run has begun")
  func elsewhereLater() {
    let runs = Console.Surroundings(runs: ["door-3 (Through the door, R9)"])
    var waiting = Desk()
    waiting.play("enter")
    waiting.hand(.surroundings(runs))
    #expect(waiting.text.contains("has begun elsewhere"))
    var running = Desk()
    running.play("enter space")
    running.hand(.surroundings(runs))
    #expect(!running.text.contains("has begun elsewhere"))
  }

  @Test("the latest entry is marked whoever made it, and undo begins with one's own") func latest() {
    var desk = Desk()
    desk.play("enter space +60s a")
    let other = Entry(
      id: "x1", run: "coffee-2", official: "R9", terminal: "t2", number: 1, clock: clock("1:00"),
      recordedAt: desk.wall + 5, fact: .observed("bump", at: nil, count: 1))
    desk.disk.record(other)
    desk.hand(.arrived([other], wallTime: desk.wall + 5))
    let marked = desk.text.split(separator: "\n").filter { $0.hasSuffix("<") }
    #expect(marked.count == 1 && marked[0].contains("Bumps"))
    desk.play("u enter k")
    #expect(desk.told == ["0:00 started", "1:00 bump"])
  }

  @Test("where nothing can be logged, that stands on the screen, nothing is logged, and the sheet is still printed")
  func stopped() {
    var desk = Desk()
    desk.play("enter space +5s a")
    desk.hand(.stopped("the file is gone"))
    desk.play("1 esc")
    #expect(desk.text.contains("NOTHING CAN BE LOGGED: the file is gone."))
    #expect(desk.told == ["0:00 started", "0:05 recognise"])
    let bells = desk.bells
    desk.hand(.stopped("the file is gone"))
    #expect(desk.bells == bells, "it is told once")
    desk.hand(.goesOn("The file is back."))
    #expect(desk.text.contains("The file is back.") && !desk.text.contains("NOTHING CAN"))
    desk.play("1")
    #expect(desk.told.last == "0:05 bump")
    desk.hand(.stopped("the file is gone"))
    desk.play("q y")
    #expect(desk.effects.last == .leave)
  }

  @Test("after an error of the disk the screen says one thing, and that is so") func disk() {
    var desk = Desk()
    desk.play("enter space +5s")
    desk.isDiskSlow = true
    desk.play("a")
    desk.hand(.failed("the disk failed (5)", isKnown: false))
    #expect(desk.text.contains("NOT KNOWN WHETHER IT IS SAVED: the disk failed (5). Look at the log before"))
    #expect(!desk.text.contains("Nothing was logged"))
    desk.play("a")
    desk.isDiskSlow = false
    _ = desk.answer(desk.drafts.last!)
    desk.hand(.doubtful("The disk failed (5). The entry is in the log, but may not outlive a power cut."))
    #expect(desk.text.contains("may not outlive a power cut") && !desk.text.contains("NOT SAVED"))
    #expect(desk.told == ["0:00 started", "0:05 recognise"])
  }

  @Test("a name that is nearly another's is asked about, and the same one is not") func nearRaters() {
    var desk = Desk()
    desk.play("enter space g 'anna' enter '4' enter g l 'Anna' enter")
    #expect(desk.text.contains("'Anna' is nearly 'anna', who gave a value before. Who is it?"))
    desk.play("k '5' enter g l 'anna' enter '3' enter")
    #expect(desk.told == ["0:00 started", "0:00 manner=4 by anna", "0:00 manner=5 by anna", "0:00 manner=3 by anna"])
    desk.play("g l 'ANNA' enter l '2' enter")
    #expect(desk.told.last == "0:00 manner=2 by ANNA", "it may be somebody else after all")
  }
}
