import RefereeConsole
import Testing

/// What a terminal's bytes come to, sequence by sequence.
@Suite struct KeyReaderTests {
  typealias Stroke = KeyReader.Stroke

  /// Reads pieces with pauses between them, in milliseconds; then nothing comes for a second.
  func strokes(_ pieces: (String, pause: Int64)...) -> [Stroke] {
    read(pieces.map { (Array($0.0.utf8), $0.pause) })
  }

  func read(_ pieces: [([UInt8], pause: Int64)]) -> [Stroke] {
    var reader = KeyReader()
    var (now, strokes) = (Int64(1000), [Stroke]())
    for (bytes, pause) in pieces {
      strokes += reader.read(bytes, at: now)
      now += pause
    }
    return strokes + reader.rest(at: now + 1000)
  }

  func keys(_ text: String) -> [Stroke] { strokes((text, 0)) }

  static func characters(_ text: String) -> [Stroke] { text.map { .key(.character($0)) } }

  @Test("bytes become keys: letters, signs, what moves, Enter, Backspace, a lone escape") func plainKeys() {
    #expect(keys("aé日 ") == Self.characters("aé日 "))
    #expect(keys("\r\n\u{7F}\u{8}\t") == [.enter, .enter, .backspace, .backspace, .tab].map { .key($0) })
    #expect(keys("z\u{3}\u{1A}\u{C}\u{0}") == [.character("z"), .interrupt, .suspend, .redraw].map { .key($0) })
    #expect(keys("\u{1B}") == [.key(.escape)])
    #expect(keys("\u{1B}\u{1B}") == [.key(.escape), .key(.escape)])
    #expect(
      keys("\u{1B}[A\u{1B}[B\u{1B}OC\u{1B}[D\u{1B}[5~\u{1B}[6~\u{1B}OH\u{1B}[4~")
        == [.up, .down, .right, .left, .pageUp, .pageDown, .home, .end].map { .key($0) })
  }

  @Test("a key with Alt, Ctrl or anything else held is no plain key; only Alt is worth a word") func modified() {
    #expect(keys("\u{1B}a") == [.notTaken(.alt(.character("a")))])
    #expect(keys("\u{1B}é1") == [.notTaken(.alt(.character("é"))), .key(.character("1"))])
    #expect(keys("\u{1B}\r") == [.notTaken(.alt(.enter))])
    #expect(keys("\u{1B}X") == [.notTaken(.alt(.character("X")))])
    #expect(keys("\u{1B}-") == [.notTaken(.alt(.character("-")))])
    #expect(keys("\u{1B}[1;5A\u{1B}[1;2D\u{1B}[5;3~\u{1B}[27;5;97~") == [])
    // The locks are no keys that anybody holds.
    #expect(keys("\u{1B}[1;65A\u{1B}[1;129B") == [.key(.up), .key(.down)])
  }

  @Test(
    "what a terminal sends besides keys is nothing",
    arguments: [
      // Cursor, function and editing keys, of xterm, rxvt, the Linux console and screen.
      "\u{1B}[2~", "\u{1B}[3~", "\u{1B}[15~", "\u{1B}[24;2~", "\u{1B}OP", "\u{1B}O2P", "\u{1B}[[A", "\u{1B}[[E",
      "\u{1B}[Z",
      "\u{1B}[a", "\u{1B}Oa", "\u{1B}[E", "\u{1B}Oq",
      // The mouse: X10, UTF-8, SGR, urxvt, highlighting; the locator of a VT.
      "\u{1B}[M !!", "\u{1B}[M#11", "\u{1B}[M !\u{E1}", "\u{1B}[<0;11;1M", "\u{1B}[<0;11;1m", "\u{1B}[32;11;1M",
      "\u{1B}[t11", "\u{1B}[T1a1a11", "\u{1B}[1;2;3;4&w", "\u{1B}[M\u{80}\u{9B}1",
      // The window: focus, size, colours.
      "\u{1B}[I", "\u{1B}[O", "\u{1B}[8;24;80t", "\u{1B}[48;24;80;480;800t", "\u{1B}[?997;1n",
      // Late answers: who are you, where is the cursor, which mode, which keyboard.
      "\u{1B}[?62;4;22c", "\u{1B}[>41;380;0c", "\u{1B}[12;40R", "\u{1B}[0n", "\u{1B}[?2026;2$y", "\u{1B}[?0u",
      "\u{1B}P>|XTerm(380)\u{1B}\\", "\u{1B}P!|7E565445\u{1B}\\", "\u{1B}P1$r0m\u{1B}\\", "\u{1B}P0+r544e\u{1B}\\",
      "\u{1B}]11;rgb:1e1e/1e1e/2e2e\u{1B}\\", "\u{1B}]10;rgb:ffff/ffff/ffff\u{7}", "\u{1B}]52;c;MTEx\u{7}",
      "\u{1B}]lTitle 1 of 1\u{1B}\\", "\u{1B}_Gi=31;OK\u{1B}\\", "\u{1B}^a private word\u{1B}\\",
      "\u{1B}Xa string\u{1B}\\",
      "\u{1B}kscreen's title\u{1B}\\", "\u{1B}]0;Über 1\u{9C}", "\u{1B}P1\u{7}1\u{1B}\\",
      // The same with 8-bit controls, as letters of UTF-8.
      "\u{9B}?62;4c", "\u{8F}P", "\u{9D}11;rgb:1/1/1\u{9C}", "\u{90}>|a1\u{9C}", "\u{9F}G1\u{1B}\\", "\u{9E}1\u{9C}",
      "\u{98}1\u{9C}",
      // kitty: keys that come up, keys without a letter, anything held.
      "\u{1B}[97;1:3u", "\u{1B}[57441;2u", "\u{1B}[57358u", "\u{1B}[97;3u", "\u{1B}[97;9u", "\u{1B}[49;2u",
      "\u{1B}[13;1:3u",
      "\u{1B}[1;1:3A", "\u{1B}[57399;1:3u", "\u{1B}[97;5u",
    ])
  func nothing(_ sequence: String) {
    #expect(keys(sequence) == [])
    #expect(keys(sequence + "b").last == .key(.character("b")), "the key after it is taken")
    // SOS, which no terminal sends, and screen's titles begin with letters that are keys: whole, they are nothing.
    if sequence.hasPrefix("\u{1B}X") || sequence.hasPrefix("\u{1B}k") { return }
    // In two parts, wherever it is cut and however long the pause: at most its first byte is taken, for Escape.
    let bytes = Array(sequence.utf8)
    for cut in 1..<bytes.count {
      for pause in [30, 60, 400, 90_000] as [Int64] {
        let both = read([(Array(bytes[..<cut]), pause), (Array(bytes[cut...]), 1000), ([0x62], 0)])
        let keys = both.compactMap { if case .key(let key) = $0, key != .escape { key } else { nil } }
        #expect(keys == [.character("b")], "\(sequence.debugDescription) cut after \(cut), \(pause) ms")
      }
    }
  }

  @Test("raw 8-bit controls, which no UTF-8 terminal should send, begin the same") func rawControls() {
    #expect(read([([0x9B] + Array("1;5D".utf8) + [0x8F, 0x50], 0)]) == [])
    #expect(read([([0x9D] + Array("11;1".utf8) + [0x9C] + Array("b".utf8), 0)]) == Self.characters("b"))
    // A broken letter ends no text, and half a letter no number.
    #expect(read([(Array("\u{1B}]0;".utf8) + [0xC3] + Array("a11\u{7}b".utf8), 0)]) == Self.characters("b"))
    #expect(read([(Array("\u{1B}[1".utf8) + [0xE6, 0x9C] + Array("1;1Rb".utf8), 0)]) == Self.characters("b"))
    // In a text of UTF-8, 0x9C is half a letter and no end.
    #expect(read([(Array("\u{1B}]0;Ü11\u{7}b".utf8), 0)]) == Self.characters("b"))
  }

  @Test("the kitty keyboard: plain keys mean keys, with Shift where it makes a letter, and Ctrl-C answers") func kitty()
  {
    #expect(keys("\u{1B}[97u\u{1B}[49;1u\u{1B}[32u\u{1B}[98;1:1u") == Self.characters("a1 b"))
    #expect(keys("\u{1B}[97;2u\u{1B}[97:65;2u\u{1B}[49:33;2u\u{1B}[49;2;33u") == Self.characters("AA!!"))
    #expect(keys("\u{1B}[97;65u\u{1B}[97;66u") == Self.characters("Aa"), "Caps Lock")
    #expect(keys("\u{1B}[13u\u{1B}[27u\u{1B}[127u\u{1B}[9u") == [.enter, .escape, .backspace, .tab].map { .key($0) })
    #expect(keys("\u{1B}[57400u\u{1B}[57414u\u{1B}[57419u") == [.character("1"), .enter, .up].map { .key($0) })
    #expect(keys("\u{1B}[97;1:2u\u{1B}[1;1:2A") == [.held(.character("a")), .held(.up)])
    #expect(keys("\u{1B}[99;5u\u{1B}[99;69u\u{1B}[27;5;99~") == [.key(.interrupt), .key(.interrupt), .key(.interrupt)])
    #expect(keys("\u{1B}[122;5u\u{1B}[108;5u") == [.key(.suspend), .key(.redraw)])
    #expect(keys("\u{1B}[27;2;65~") == Self.characters("A"), "xterm's modifyOtherKeys says the letter itself")
  }

  @Test("nothing of a pasted text is a key, with both its marks, with pauses, without its end, with half of it")
  func pastes() {
    let (begin, end) = ("\u{1B}[200~", "\u{1B}[201~")
    #expect(keys("\(begin)aaa111\r\(end)b") == [.notTaken(.pasted(7)), .key(.character("b"))])
    #expect(
      strokes((begin + "note\u{1B}", 80), ("[201~", 300), ("1", 0)) == [
        .notTaken(.pasted(4)), .key(.character("1")),
      ])
    #expect(
      strokes((begin + "a1", 1900), ("b1", 1900), (end + "1", 0)) == [
        .notTaken(.pasted(4)), .key(.character("1")),
      ])
    // It stands still: what comes next is still its own, and what comes then is a key.
    #expect(
      strokes((begin + "a1", 2500), ("1", 300), ("1", 0)) == [
        .notTaken(.pasted(2)), .notTaken(.pasted(1)), .key(.character("1")),
      ])
    #expect(
      strokes((begin + "a1", 9000), ("b1" + end, 300), ("1", 0)) == [
        .notTaken(.pasted(2)), .notTaken(.pasted(2)), .key(.character("1")),
      ])
    #expect(
      strokes((begin + "a1", 400), ("\u{1B}", 300), ("1", 0)) == [
        .notTaken(.pasted(2)), .key(.character("1")),
      ], "Escape ends it too")
    #expect(keys(begin + "a1\u{3}1") == [.notTaken(.pasted(2)), .key(.interrupt), .key(.character("1"))])
    #expect(keys(begin + "a\u{1B}[M 1\u{1B}]0;1\u{7}\u{9B}A1" + end) == [.notTaken(.pasted(2))])
    #expect(keys("a\(end)b") == Self.characters("ab"), "an end without a beginning is nothing")
  }

  @Test("Ctrl-C answers in the middle of anything") func interrupt() {
    for begun in [
      "\u{1B}", "\u{1B}[", "\u{1B}[1;", "\u{1B}[M!", "\u{1B}O", "\u{1B}]0;a", "\u{1B}P", "\u{1B}X1", "\u{1B}[200~a",
      "\u{1B}[[", "\u{9D}", "\u{1B}( ",
    ] {
      #expect(
        keys(begun + "\u{3}b").suffix(2) == [.key(.interrupt), .key(.character("b"))], "\(begun.debugDescription)")
    }
    #expect(read([([0xE6, 0x97, 0x03], 0)]) == [.key(.interrupt)])
  }

  @Test("what was begun and never finished takes no fact and hides no key for long: it says so, and Escape ends it")
  func unfinished() {
    let rest = Stroke.notTaken(.restOfSequence)
    #expect(
      strokes(("\u{1B}]0;a", 5000), ("1", 500), ("1", 500), ("\u{1B}", 500), ("1", 0)) == [
        rest, rest, .notTaken(.endOfSequence), .key(.character("1")),
      ])
    #expect(strokes(("\u{1B}[", 5000), ("5", 500), ("a", 500), ("1", 0)) == [rest, rest, .key(.character("1"))])
    #expect(strokes(("\u{1B}[", 5000), ("\u{1B}", 500), ("1", 0)) == [.key(.escape), .key(.character("1"))])
  }

  @Test("letters that come in pieces are put together, and halves are dropped") func pieces() {
    let bytes = Array("aé日\u{1B}[A".utf8).map { ([$0], Int64(200)) }
    #expect(read(bytes) == Self.characters("aé日") + [.key(.escape), .key(.up)])
    #expect(read([([0xFF, 0xC3, 0x41, 0xE6, 0x97], 0), ([0x62], 0)]) == Self.characters("Ab"))
    // Too long, half of a pair, beyond the last letter.
    #expect(read([([0xE0, 0x80, 0xB1, 0xED, 0xA0, 0xB1, 0xF4, 0xB0, 0xB1, 0xB1, 0x62], 0)]) == Self.characters("b"))
  }
}
