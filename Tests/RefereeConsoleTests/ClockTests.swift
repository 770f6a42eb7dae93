import RefereeConsole
import Scoring
import ScoringTestSupport
import Testing

@Suite struct ClockTests {
  @Test("pauses are out of the clock") func pauses() {
    var desk = Desk()
    desk.play("enter space +10s space +30s a space +5s 1")
    #expect(desk.told == ["0:00 started", "0:10 paused", "0:10 recognise", "0:10 resumed", "0:15 bump"])
  }

  @Test("the desk's clock set back between pause and going on changes nothing") func clockSetBack() {
    var desk = Desk()
    desk.play("enter space +10s space")
    desk.wall -= 3_600_000
    desk.play("+5s space +5s a")
    #expect(desk.disk.state.isRunning)
    #expect(desk.told == ["0:00 started", "0:10 paused", "0:10 resumed", "0:15 recognise"])
    desk.wall += 900_000_000
    desk.play("+5s space")
    #expect(desk.told.last == "0:20 paused")
  }

  @Test("a pause taken back never was: the clock shows the time that passed") func pauseTakenBack() {
    var desk = Desk()
    desk.play("enter space +10s space +30s u u k a")
    #expect(desk.told == ["0:00 started", "0:40 recognise"])
  }

  @Test("the clock can be stopped a while ago, but not before it last went on") func pauseAgo() {
    var desk = Desk()
    desk.play("enter space +60s -20 space +5s space +5s -30 space")
    #expect(desk.told == ["0:00 started", "0:40 paused", "0:40 resumed", "0:40 paused"])
    #expect(desk.state.clock(at: desk.now) == clock("0:40"))
  }

  @Test("a minute and ten seconds before the end the console warns, and at zero says what the rules do") func warnings()
  {
    var desk = Desk()
    desk.play("enter space +539s")
    #expect(desk.bells == 0)
    desk.play("+1s")
    #expect(desk.text.contains("1 minute left."))
    desk.play("+50s")
    #expect(desk.text.contains("10 seconds left."))
    #expect(desk.text.contains("00:10 left of 10:00"))
    desk.play("+10s")
    #expect(desk.text.contains("TIME IS UP. What is seen now is kept and does not count."))
    #expect(desk.bells == 3)
    desk.play("+3s a")
    #expect(desk.bells == 3)
    #expect(desk.text.contains("00:03 OVER 10:00"))
    #expect(desk.state.score.total == 0)
  }

  @Test("an extension gives the warnings again") func extensionWarns() {
    var desk = Desk()
    desk.play("enter space +600s + '2:00' enter k +60s")
    #expect(desk.text.contains("1 minute left."))
    #expect(desk.text.contains("01:00 left of 12:00"))
  }

  @Test("the shell may sleep until the next second while the clock runs, and for ever while it stands") func nextTick()
  {
    var desk = Desk()
    #expect(desk.state.nextTick == nil)
    desk.play("enter space")
    desk.now += 300
    desk.hand(.tick)
    #expect(desk.state.nextTick == 700)
    desk.play("space")
    #expect(desk.state.nextTick == nil)
  }

  @Test("after a crash the run goes on with the right time, says what it assumed, and logs that") func crash() {
    var first = Desk()
    first.play("enter space +60s a +10s 1")
    var desk = first.reopened(after: 30_000)
    expectGolden(desk.text, "resumed")
    #expect(desk.state.clock(at: desk.now) == clock("1:40"))
    desk.play("y +5s a")
    #expect(desk.told == ["0:00 started", "1:00 recognise", "1:10 bump", "1:40 noted", "1:45 recognise"])
  }

  @Test("where the machine's own clock was kept, nothing is guessed after a crash, whatever the desk's clock says")
  func crashWithStamps() {
    var first = Desk()
    first.play("enter +5s -3 space +60s a")
    let stamp = first.drafts[0].stamp
    #expect(stamp == 1_002_000)
    var desk = Desk(log: first.disk, away: -99_000, stamps: ["e1": stamp])
    #expect(desk.state.clock(at: stamp + 75_000) == clock("1:15"))
    #expect(desk.text.contains("This machine's own clock went on."))
    #expect(!desk.text.contains("set back"))
    desk.now = stamp + 75_000
    desk.play("y +5s a")
    #expect(desk.told.last == "1:20 recognise")
  }

  @Test("after a crash the referee may know better: the clock stood still") func crashStood() {
    var first = Desk()
    first.play("enter space +60s a")
    var desk = first.reopened(after: 30_000)
    desk.play("s +60s space +5s a")
    #expect(desk.told == ["0:00 started", "1:00 recognise", "1:00 paused", "1:00 resumed", "1:05 recognise"])
  }

  @Test("after a crash the referee may know better: a second watch") func crashTyped() {
    var first = Desk()
    first.play("enter space +60s a")
    var desk = first.reopened(after: 30_000)
    desk.play("t '1:17' enter +5s a")
    #expect(desk.told.last == "1:22 recognise")
    #expect(desk.disk.state.isRunning)
  }

  @Test("a desk clock set back during a crash is said, and no time is taken off") func crashSetBack() {
    var first = Desk()
    first.play("enter space +60s a")
    let desk = first.reopened(after: -5_000)
    #expect(desk.text.contains("was set back meanwhile"))
    #expect(desk.state.clock(at: desk.now) == clock("1:00"))
  }

  @Test("killed after any key, a run is resumed with every entry that was kept") func killedAnywhere() {
    let script =
      "enter j space +9s a +1s bk bl 1 +3s dm 2 f '35' enter +2s space space g 'a' enter '3' enter u up enter k R y X y F enter c s a"
    let words = script.split(separator: " ")
    for count in 1...words.count {
      var desk = Desk()
      desk.play(words[..<count].joined(separator: " "))
      let again = desk.reopened(after: 1000)
      #expect(again.state.log.inFieldOrder == desk.disk.inFieldOrder)
      #expect(again.state.score == Score(of: desk.disk))
    }
  }

  @Test("a sleep of the whole machine is told, and the clock ran on") func asleep() {
    var desk = Desk()
    desk.play("enter space +10s")
    desk.now += 42_000
    desk.hand(.tick)
    #expect(desk.text.contains("The console was away for 00:42; the clock ran on to 00:52. @ sets it."))
    desk.play("@ '0:12' enter +3s a")
    #expect(desk.told.last == "0:15 recognise")
  }

  @Test("a paused clock can be set too, and stays paused") func setPaused() {
    var desk = Desk()
    desk.play("enter space +10s space @ '0:30' enter +5s")
    #expect(desk.disk.state.isPaused)
    #expect(desk.state.clock(at: desk.now) == clock("0:30"))
    desk.play("@ '0:05' enter")
    #expect(desk.text.contains("cannot be set before that"))
  }
}
