import RefereeConsole
import Scoring
import ScoringTestSupport
import Testing

@Suite struct FuzzTests {
  static let keys: [Key] =
    Array("abcdefghjklmnopqrstuvwxyz0123456789 uuFVRXYZ!?-+=@#;i'日é:..").map { .character($0) }
    + [
      .enter, .enter, .enter, .escape, .escape, .backspace, .up, .down, .left, .right, .pageUp, .pageDown, .home, .end,
      .tab, .interrupt, .suspend, .redraw,
    ]
  static let lines = [
    "", " ", "y", "a", "b l", "-20 a", "#3 a", "F", "c", "u", "1", "n x y", "start", "@1:00", "zz 1 2", ";a", "q", "s",
  ]

  static let phrases = [
    "F enter c", "s a", "F enter c s a", "u enter k", "e", "X y", "V k", "R y", "f '12' enter", "-20a", "bl",
    "! k k", "F p 'x' enter d 'y' enter", "= '5' enter", "+ '1:00' enter k", "n 'x' enter", "g 'k' enter '3' enter",
    "dl",
  ]

  /// CONSOLE_FUZZ_STEPS=1000000 plays longer; a failure names the seed and the step.
  static let steps = environment("CONSOLE_FUZZ_STEPS").flatMap { Int($0) } ?? 40_000

  @Test(
    "no key, tick or resize traps, is refused by the log unsaid, or draws beyond the terminal",
    arguments: 0..<8 as Range<UInt64>)
  func fuzz(part: UInt64) {
    let steps = max(1, Self.steps / 8)
    var (seed, done, entries) = (part << 32, 0, 0)
    while done < steps {
      seed += 1
      let length = min(500, steps - done)
      let (desk, played) = play(seed: seed, steps: length)
      entries += desk.disk.entries.count
      done += played
    }
    // The fuzzer must get somewhere: a run it never starts proves nothing.
    #expect(entries > steps / 40)
  }

  @Test("the phrases that are thrown in say every kind of fact") func phrasesSayAll() {
    var kinds: Set<Fact.Kind> = []
    // Some need a sheet that contradicts itself, and some one that does not.
    for (phrase, before) in Self.phrases.flatMap({ [($0, "a"), ($0, "e"), ($0, "a F enter c")] }) {
      var desk = Desk()
      desk.play("enter space space space +60s \(before) esc \(phrase)")
      kinds.formUnion(desk.disk.entries.map(\.fact.kind))
    }
    #expect(kinds == Set(Fact.Kind.allCases))
  }

  func play(seed: UInt64, steps: Int) -> (Desk, Int) {
    var chance = SeededGenerator(seed: seed)
    let speaks = chance.oneIn(4)
    var desk = Desk(
      columns: 80 + Int.random(in: 0..<60, using: &chance), rows: 24 + Int.random(in: 0..<20, using: &chance),
      speaks: speaks, shadowOf: chance.oneIn(9) ? "coffee-1" : nil,
      rehearsal: chance.oneIn(9) ? Rehearsal(of: coffee, seed: seed) : nil)
    desk.play("enter")
    var before = desk.disk.entries.count
    for step in 0..<steps {
      switch Int.random(in: 0..<100, using: &chance) {
      case 0..<66: desk.hand(.key(Self.keys.randomElement(using: &chance)!))
      case 66..<70: desk.play("esc esc esc " + Self.phrases.randomElement(using: &chance)!)
      case 70..<76: desk.play("space")
      case 76..<88: desk.wait(Int64.random(in: 0..<(chance.oneIn(9) ? 90_000 : 2500), using: &chance))
      case 88..<91:
        desk.now += Int64.random(in: 0..<100_000, using: &chance)
        desk.hand(.tick)
      case 91..<93: desk.wall += Int64.random(in: -5_000_000..<5_000_000, using: &chance)
      case 93..<95:
        let columns =
          chance.oneIn(5) ? Int.random(in: 0..<80, using: &chance) : Int.random(in: 80..<200, using: &chance)
        desk.hand(
          .resize(
            Screen.Size(
              columns: columns,
              rows: chance.oneIn(5) ? Int.random(in: 0..<24, using: &chance) : Int.random(in: 24..<60, using: &chance)))
        )
      case 95..<98: desk.hand(.line(Self.lines.randomElement(using: &chance)!))
      case 98:
        desk.isDiskBroken = chance.oneIn(6)
      default:
        if chance.oneIn(6) {
          let place = desk.disk
          desk = Desk(log: place, away: Int64.random(in: -10_000..<1_000_000, using: &chance))
        }
      }
      check(desk, before, seed: seed, step: step, isDrawn: step % 4 == 0)
      before = desk.disk.entries.count
      desk.effects.removeAll(keepingCapacity: true)
      // A run that is over has little left to try.
      let isOver = desk.disk.state.isFinished || desk.disk.state.isVoid
      if before > 150 || (isOver && chance.oneIn(40)) { return (desk, step + 1) }
    }
    return (desk, steps)
  }

  func check(_ desk: Desk, _ before: Int, seed: UInt64, step: Int, isDrawn: Bool) {
    let screen = isDrawn ? desk.screen : Screen(size: desk.state.screenSize, lines: [])
    let (size, text) = (screen.size, screen.text)
    let isFitting = text.count <= max(1, size.rows) && text.allSatisfy { testWidth($0) <= max(1, size.columns) }
    let isWhole = !isDrawn || size.columns < 80 || size.rows < 24 || text.count == size.rows
    let isTrue =
      desk.state.log.entries.count == desk.disk.entries.count && desk.state.log.entries.last == desk.disk.entries.last
      && !desk.state.isWaiting
    let isCursorIn = screen.cursor.map { $0.row < size.rows && $0.column < size.columns } ?? true
    let clock = desk.state.clock(at: desk.now)
    if !(desk.refused.isEmpty && isFitting && isWhole && isTrue && isCursorIn && (.zero ... .longest).contains(clock)) {
      Issue.record(
        """
        seed \(seed), step \(step): refused \(desk.refused), fitting \(isFitting), whole \(isWhole), true \(isTrue), \
        cursor \(isCursorIn), clock \(clock)
        \(desk.text)
        """)
    }
    if desk.disk.entries.count > before, desk.state.score != Score(of: desk.disk) {
      Issue.record("seed \(seed), step \(step): the score shown is not the log's")
    }
  }
}
