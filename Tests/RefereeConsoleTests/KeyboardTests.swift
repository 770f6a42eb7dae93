import RefereeConsole
import Testing

/// What a hand can have typed, by the times of its keys.
@Suite struct KeyboardTests {
  /// Types texts with pauses behind them, and says what the console is told: a key by its sign, `(1)` where it is held
  /// down, `[ab]` for a burst, `!` for what is no key.
  func told(_ pieces: (String, pause: Int64)...) -> String { told(pieces) }

  func told(_ pieces: [(String, pause: Int64)]) -> String {
    var keyboard = Keyboard()
    var (now, inputs) = (Int64(1000), [Input]())
    for (text, pause) in pieces {
      inputs += keyboard.read(Array(text.utf8), since: now, at: now)
      let next = now + pause
      // As the shell does: it comes back when the keyboard wants to be asked.
      while let patience = keyboard.patience(at: now), now + patience < next {
        now += patience
        inputs += keyboard.rest(at: now)
      }
      now = next
    }
    inputs += keyboard.rest(at: now + 3000)
    return inputs.map(sign).joined()
  }

  func sign(_ input: Input) -> String {
    switch input {
    case .pressed(let press) where press.isHeld: "(\(sign(press.key)))"
    case .pressed(let press): sign(press.key)
    case .burst(let presses): "[" + presses.map { sign($0.key) }.joined() + "]"
    default: "!"
    }
  }

  func sign(_ key: Key) -> String {
    switch key {
    case .character(let character): String(character)
    case .enter: "⏎"
    case .escape: "⎋"
    case .up: "↑"
    case .backspace: "⌫"
    case .interrupt: "^C"
    default: "?"
    }
  }

  @Test("keys typed one after the other are keys, and two at one moment are two") func typed() {
    #expect(told(("a", 30), ("1", 30), ("b", 30), ("2", 0)) == "a1b2")
    #expect(told(("a1", 200), ("b2", 0)) == "a1b2")
  }

  @Test("a key held down is one press, whether the keyboard waits before it repeats or not") func held() {
    let repeated = Array(repeating: ("1", pause: Int64(33)), count: 12)
    #expect(told(repeated) == "1" + String(repeating: "(1)", count: 11))
    #expect(told([("1", 500)] + repeated) == "1" + String(repeating: "(1)", count: 12))
    #expect(told([("1", 660), ("1", 92), ("1", 92), ("a", 0)]) == "1(1)(1)a", "the Linux console's own pace")
    #expect(told(("1111111", 0)) == "1(1)(1)(1)(1)(1)(1)", "the machine stood still meanwhile")
  }

  @Test("counting with one key goes as fast as ten a second") func counted() {
    #expect(told(Array(repeating: ("1", pause: 110), count: 5)) == "11111")
    #expect(told(("1", 300), ("1", 1500), ("1", 300), ("a", 50), ("1", 0)) == "111a1")
    #expect(told(("1", 60), ("a", 60), ("1", 0)) == "1a1", "another key between them: it is another press")
  }

  @Test("what moves, and Backspace, go on as long as they are held") func movesOn() {
    #expect(told(Array(repeating: ("\u{1B}[A", pause: 33), count: 4)) == "↑↑↑↑")
    #expect(told(("\u{1B}[A\u{1B}[A\u{1B}[A", 0)) == "↑↑↑", "the wheel of a mouse")
    #expect(told(Array(repeating: ("\u{7F}", pause: 33), count: 3)) == "⌫⌫⌫")
  }

  @Test("three keys and more at one moment are a burst, however it is cut") func bursts() {
    #expect(told(("a1b", 0)) == "[a1b]")
    #expect(told(("the robot bumped 123 times", 0)) == "[the robot bumped 123 times]")
    #expect(told(("ab", 5), ("cd", 5), ("e", 250), ("f\r1", 400), ("1", 0)) == "[abcdef⏎1]1")
    #expect(told(Array("through a slow wire".map { (String($0), pause: 8) })) == "[through a slow wire]")
    #expect(told(("a1b\u{3}c", 0)) == "[a1b]^Cc", "Ctrl-C is none of it")
  }

  @Test("line by line, an Enter held down is one line, and many lines at once are none") func lines() {
    func told(_ lines: [(String, pause: Int64)]) -> [String] {
      var typed = TypedLines()
      var (now, inputs) = (Int64(1000), [Input]())
      for (line, pause) in lines {
        inputs += typed.take(line, at: now)
        let next = now + pause
        while let patience = typed.patience(at: now), now + patience < next {
          now += patience
          inputs += typed.rest(at: now)
        }
        now = next
      }
      inputs += typed.settle()
      return inputs.map {
        switch $0 {
        case .line(let line): line.isEmpty ? "⏎" : line
        case .notTaken(.lines(let count)): "\(count) lines"
        default: "?"
        }
      }
    }
    #expect(told([("a", 300), ("b 2", 300), ("", 400), ("", 400)]) == ["a", "b 2", "⏎", "⏎"])
    #expect(told([("F", 500), ("", 500)] + Array(repeating: ("", pause: 33), count: 20)) == ["F", "⏎"])
    #expect(told([("a", 0), ("1", 0), ("1", 0), ("y", 500), ("a", 0)]) == ["4 lines", "a"])
    #expect(told([("1", 100), ("1", 100)]) == ["1", "1"], "a line typed twice is two")
  }

  @Test("what was typed while the console was at work is typed, as much as a hand types in that time") func typeAhead()
  {
    func told(_ text: String, within time: Int64) -> [Input] {
      var keyboard = Keyboard()
      return keyboard.read(Array(text.utf8), since: 1000, at: 1000 + time) + keyboard.rest(at: 3000 + time)
    }
    let five = told("a1b1a", within: 500)
    #expect(five.map(sign).joined() == "a1b1a")
    // Each has a time of its own within the time in which it came.
    let times = five.compactMap { if case .pressed(let press) = $0 { press.at } else { nil } }
    #expect(times == [1100, 1200, 1300, 1400, 1500])
    #expect(told("a1b1a", within: 200).map(sign).joined() == "[a1b1a]")
    #expect(told(String(repeating: "ab", count: 20), within: 2000).map(sign).joined().hasPrefix("["))
    #expect(
      told(String(repeating: "ab", count: 11), within: 2000).map(sign).joined() == String(repeating: "ab", count: 11))
    #expect(told("11", within: 400).map(sign).joined() == "11", "pressed twice")
    #expect(told("1111111", within: 231).map(sign).joined() == "1(1)(1)(1)(1)(1)(1)", "held down")
  }
}
