import RefereeConsole
import Scoring
import ScoringTestSupport
import Testing

/// The law of any bytes: whatever a terminal sends, cut anywhere and with any pause, is no fact unless plain keys say it,
/// and Ctrl-C always answers.
///
/// FUZZ_COUNT=1000000 tries a million streams (`scripts/prove console`), FUZZ_SEED others; a failure names the seed.
@Suite struct AnyBytesTests {
  static let streams = environment("FUZZ_COUNT").flatMap { UInt64($0) } ?? 6000
  static let parts = 0..<8 as Range<UInt64>

  /// The seeds of one part: each of the three laws tries a third of the streams.
  static func seeds(_ part: UInt64) -> Range<UInt64> {
    let first = (environment("FUZZ_SEED").flatMap { UInt64($0) } ?? 1) << 40 | part << 32
    return first..<first + max(1, (streams + 23) / 24)
  }

  /// What real terminals sent when they were asked, clicked, resized and pasted into: xterm, kitty, foot, the Linux
  /// console, tmux and screen.
  static let recorded: [[UInt8]] = [
    "\u{1B}[?62;22c", "\u{1B}[?65;1;2;4;6;9;15;16;17;18;21;22;28;29c", "\u{1B}[>41;379;0c", "\u{1B}[>1;4000;35c",
    "\u{1B}[>84;0;0c", "\u{1B}P>|XTerm(379)\u{1B}\\", "\u{1B}P>|kitty(0.35.2)\u{1B}\\", "\u{1B}P>|tmux 3.3a\u{1B}\\",
    "\u{1B}P!|00000000\u{1B}\\", "\u{1B}P!|464f4f54\u{1B}\\", "\u{1B}]10;rgb:ffff/ffff/ffff\u{1B}\\",
    "\u{1B}]11;rgb:0000/0000/0000\u{7}", "\u{1B}]4;1;rgb:cccc/2424/1d1d\u{1B}\\", "\u{1B}]52;c;MTExMQ==\u{1B}\\",
    "\u{1B}[24;80R", "\u{1B}[1;1R", "\u{1B}[0n", "\u{1B}[8;24;80t", "\u{1B}[4;1080;1920t", "\u{1B}]l1 coffee\u{1B}\\",
    "\u{1B}[?2026;2$y", "\u{1B}[?2004;1$y", "\u{1B}[?1u", "\u{1B}[?0u", "\u{1B}P1$r0m\u{1B}\\",
    "\u{1B}P1+r524742=38\u{1B}\\",
    "\u{1B}P0+r\u{1B}\\", "\u{1B}_Gi=31;OK\u{1B}\\", "\u{1B}_Gi=1;ENOENT:bad 1\u{1B}\\", "\u{1B}[M !!", "\u{1B}[M#11",
    "\u{1B}[M`a1", "\u{1B}[<0;12;5M", "\u{1B}[<0;12;5m", "\u{1B}[<64;1;1M", "\u{1B}[32;12;5M", "\u{1B}[35;12;5M",
    "\u{1B}[I",
    "\u{1B}[O", "\u{1B}[?997;1n", "\u{1B}[48;24;80;1080;1920t", "\u{1B}[[A", "\u{1B}[[B", "\u{1B}[[E", "\u{1B}[17~",
    "\u{1B}[1;5A", "\u{1B}[1;2P", "\u{1B}OP", "\u{1B}OS", "\u{1B}[Z", "\u{1B}[3;5~", "\u{1B}[2~", "\u{1B}[57441;2u",
    "\u{1B}[57441;1:3u", "\u{1B}[97;1:3u", "\u{1B}[97;5u", "\u{1B}[57358;64u", "\u{1B}[27;5;49~", "\u{1B}[5~",
    "\u{1B}[6~",
    "\u{1B}[A", "\u{1B}[B", "\u{1B}OC", "\u{1B}OD", "\u{1B}[H", "\u{1B}[4~", "\u{9B}24;80R", "\u{9B}?62c",
    "\u{9D}11;rgb:1/1/1\u{9C}", "\u{90}>|a1\u{9C}", "\u{9F}G1\u{9C}", "\u{9E}1\u{9C}", "\u{8F}A",
    "\u{1B}[200~the robot bumped 123 times\u{1B}[201~", "\u{1B}[200~a1\rb2\r\u{1B}[201~", "\u{1B}[200~\u{1B}[201~",
    "\u{1B}^tmux 1\u{1B}\\",
  ].map { Array($0.utf8) }

  /// Something a terminal sends that is no key, as it is written in its manual.
  func sequence(_ chance: inout SeededGenerator) -> [UInt8] {
    if chance.oneIn(2) { return Self.recorded.randomElement(using: &chance)! }
    func some(_ letters: String, _ most: Int) -> [UInt8] {
      (0..<Int.random(in: 0...most, using: &chance)).map { _ in letters.utf8.randomElement(using: &chance)! }
    }
    let is8Bit = chance.oneIn(6)
    func begin(_ letter: String, _ control: UInt8) -> [UInt8] {
      is8Bit ? [0xC2, control] : [0x1B] + Array(letter.utf8)
    }
    let end: [UInt8] = chance.oneIn(4) ? [0xC2, 0x9C] : Array("\u{1B}\\".utf8)
    let words = "a1b2 FVRXyun;-#@+=!?/\\[]{}~O"
    switch Int.random(in: 0..<8, using: &chance) {
    case 0:
      // Numbers with a letter behind them, which mean no key; or with a sign before them.
      let letters = Array("CDEFGIJKLNPQRSXZabcdefghijklmnopqrsvwxyz`@^".utf8)
      let sign = ["", "?", ">", "<", "="].randomElement(using: &chance)!
      return begin("[", 0x9B) + Array(sign.utf8) + [UInt8(ascii: "9")] + some("0123456789;:", 9)
        + [letters.randomElement(using: &chance)!]
    case 1: return begin("[", 0x9B) + Array("?1".utf8) + some("0123456789;", 6) + some(" !\"$%&'", 1) + Array("y".utf8)
    case 2: return begin("O", 0x8F) + some("0123456789;", 3) + some("PQRSabcdjklnopqrstuvwxyE", 0) + Array("P".utf8)
    case 3: return begin("]", 0x9D) + Array("5".utf8) + some(words, 30) + (chance.oneIn(2) ? [7] : end)
    case 4: return begin("P", 0x90) + Array("1".utf8) + some(words + "\u{7}", 30) + end
    case 5: return [begin("_", 0x9F), begin("^", 0x9E)].randomElement(using: &chance)! + some(words, 30) + end
    case 6:
      // The mouse's bytes may be anything from a space on; as UTF-8, beyond a byte.
      let places: [Unicode.Scalar] = (0..<3).map { _ in
        Unicode.Scalar(UInt32.random(in: 0x20..<(chance.oneIn(3) ? 0x7FF : 0x7F), using: &chance))!
      }
      return Array("\u{1B}[M".utf8) + places.flatMap { Array(String(Character($0)).utf8) }
    default: return Array("\u{1B}[200~".utf8) + some(words + "\r\t日é", 40) + Array("\u{1B}[201~".utf8)
    }
  }

  /// Cuts bytes anywhere and lets time pass where they are cut.
  func pieces(_ bytes: [UInt8], _ chance: inout SeededGenerator, longest: Int64) -> [([UInt8], Int64)] {
    var pieces: [([UInt8], Int64)] = []
    var left = bytes[...]
    while !left.isEmpty {
      let length = chance.oneIn(3) ? 1 : Int.random(in: 1...left.count, using: &chance)
      let pause = Int64.random(in: 0...(chance.oneIn(4) ? longest : 120), using: &chance)
      pieces.append((Array(left.prefix(length)), pause))
      left = left.dropFirst(length)
    }
    return pieces
  }

  /// What the console is told of some pieces, by a shell that comes back when the keyboard wants to be asked.
  func feed(_ keyboard: inout Keyboard, _ pieces: [([UInt8], Int64)], _ now: inout Int64) -> [Input] {
    var inputs: [Input] = []
    for (bytes, pause) in pieces {
      inputs += keyboard.read(bytes, since: now, at: now)
      let next = now + pause
      while let patience = keyboard.patience(at: now), now + patience < next {
        now += patience
        inputs += keyboard.rest(at: now)
      }
      now = next
    }
    return inputs
  }

  func keys(_ inputs: [Input]) -> [Key] {
    inputs.flatMap { input -> [Key] in
      switch input {
      case .pressed(let press): [press.key]
      case .burst(let presses): presses.map(\.key)
      default: []
      }
    }
  }

  func isHarmless(_ key: Key) -> Bool {
    switch key {
    case .up, .down, .left, .right, .pageUp, .pageDown, .home, .end, .escape: true
    case .character, .enter, .backspace, .tab, .interrupt, .suspend, .redraw: false
    }
  }

  @Test("no sequence is a key, and every plain key between sequences is one, wherever it is cut", arguments: parts)
  func sequences(part: UInt64) {
    for seed in Self.seeds(part) {
      var chance = SeededGenerator(seed: seed)
      var (keyboard, now, expected, found) = (Keyboard(), Int64(0), [Key](), [Key]())
      var history: [UInt8] = []
      for _ in 0..<Int.random(in: 1...8, using: &chance) {
        if chance.oneIn(3) {
          let key = "abdfmrs1234FVRX -#".randomElement(using: &chance)!
          expected.append(.character(key))
          found += keys(feed(&keyboard, [(Array(String(key).utf8), 150)], &now))
          history += Array(String(key).utf8)
        } else {
          // A paste that stands still for two seconds is over: between the parts of one, less time goes by.
          let bytes = sequence(&chance)
          let isPaste = bytes.starts(with: Array("\u{1B}[200~".utf8))
          found += keys(feed(&keyboard, pieces(bytes, &chance, longest: isPaste ? 1900 : 100_000), &now))
          now += 60
          history += bytes
        }
      }
      found += keys(keyboard.rest(at: now + 5000))
      if found.filter({ !isHarmless($0) }) != expected {
        Issue.record("seed \(seed): \(found) of \(String(decoding: history, as: UTF8.self).debugDescription)")
        return
      }
    }
  }

  /// Bytes that are nothing in particular: sequences with some of their bytes changed, left out, doubled, or swapped.
  func garbage(_ chance: inout SeededGenerator) -> [UInt8] {
    var bytes = (0..<Int.random(in: 1...5, using: &chance)).flatMap { _ in
      chance.oneIn(6)
        ? (0..<9).map { _ in UInt8.random(in: 0...255, using: &chance) } : sequence(&chance)
    }
    for _ in 0..<Int.random(in: 0...6, using: &chance) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &chance)
      switch Int.random(in: 0..<4, using: &chance) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &chance)
      case 1: bytes.remove(at: place)
      case 2: bytes.insert(bytes[place], at: place)
      default: bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &chance))
      }
    }
    return bytes
  }

  @Test("after any bytes at all Ctrl-C answers at once, and after Escape a key is a key", arguments: parts)
  func anything(part: UInt64) {
    for seed in Self.seeds(part) {
      var chance = SeededGenerator(seed: seed)
      var (keyboard, now) = (Keyboard(), Int64(0))
      let bytes = garbage(&chance)
      _ = feed(&keyboard, pieces(bytes, &chance, longest: 5000), &now)
      var other = keyboard
      let answer = other.read([3], since: now, at: now).contains {
        if case .pressed(let press) = $0 { press.key == .interrupt } else { false }
      }
      var end = now
      let ends: [([UInt8], Int64)] = [([0x1B], 1000), (Array("a".utf8), 1000)]
      let last = keys(feed(&keyboard, ends, &end) + keyboard.rest(at: end)).last
      if !answer || last != .character("a") {
        Issue.record(
          "seed \(seed): Ctrl-C \(answer), then \(String(describing: last)): \(String(decoding: bytes, as: UTF8.self).debugDescription)"
        )
        return
      }
    }
  }

  @Test("what bytes come to does not depend on where they are cut, as long as they come", arguments: parts)
  func cuts(part: UInt64) {
    for seed in Self.seeds(part) {
      var chance = SeededGenerator(seed: seed)
      let bytes = garbage(&chance)
      var (whole, parts) = (KeyReader(), KeyReader())
      let expected = whole.read(bytes, at: 0) + whole.rest(at: 9000)
      var found: [KeyReader.Stroke] = []
      for (piece, _) in pieces(bytes, &chance, longest: 0) { found += parts.read(piece, at: 0) }
      found += parts.rest(at: 9000)
      if found != expected {
        Issue.record(
          "seed \(seed): \(found), not \(expected): \(String(decoding: bytes, as: UTF8.self).debugDescription)")
        return
      }
    }
  }

  @Test("in whatever question they arrive, sequences log nothing", arguments: 0..<30 as Range<UInt64>)
  func questions(seed: UInt64) {
    let places = [
      "enter", "enter space", "enter space +10s b", "enter space d", "enter space f", "enter space f '12'",
      "enter space g",
      "enter space -", "enter space # '3'", "enter space n 'a'", "enter space +10s a u", "enter space a u enter",
      "enter space X", "enter space R", "enter space V", "enter space @", "enter space ?", "enter space i",
      "enter space !",
      "enter space +9s F", "enter space +9s F enter", "enter space F enter c", "enter F", "enter space +700s F", "",
    ]
    for place in places {
      var desk = Desk()
      desk.play(place)
      var (chance, keyboard) = (SeededGenerator(seed: seed), Keyboard())
      let before = desk.drafts.count
      var bytes: [UInt8] = []
      for _ in 0..<4 {
        let next = sequence(&chance)
        bytes += next
        let isPaste = next.starts(with: Array("\u{1B}[200~".utf8))
        for input in feed(&keyboard, pieces(next, &chance, longest: isPaste ? 1900 : 9000), &desk.now) {
          desk.hand(input)
        }
      }
      if desk.drafts.count != before {
        Issue.record("seed \(seed) at '\(place)': \(desk.drafts.last!.fact) of \(bytes)")
      }
      // And the keyboard lives.
      for input in keyboard.read([3], since: desk.now, at: desk.now) { desk.hand(input) }
      #expect(desk.effects.contains(.leave) || desk.text.contains("Leave"))
    }
  }
}
