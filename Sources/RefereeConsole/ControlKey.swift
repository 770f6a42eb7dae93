/// The key that a `CSI` sequence means: a cursor key, or a key of the kitty keyboard protocol or of xterm's
/// `modifyOtherKeys`, which say the key's number, what is held beside it and whether it goes down, repeats or comes up.
///
/// Only plain keys mean a key, and Shift where it makes a letter; with anything else held, none does but Ctrl-C, Ctrl-Z
/// and Ctrl-L.
struct ControlKey {
  private var key: Key
  private var isHeld = false

  /// What it is a stroke of.
  var stroke: KeyReader.Stroke? { isHeld ? .held(key) : .key(key) }

  init?(_ text: String, _ letter: Unicode.Scalar) {
    guard text.utf8.allSatisfy({ (0x30...0x3B).contains($0) }) else { return nil }
    let fields = text.split(separator: ";", omittingEmptySubsequences: false).map {
      $0.split(separator: ":", omittingEmptySubsequences: false).map { UInt32($0) }
    }
    func number(_ field: Int, _ part: Int = 0) -> UInt32? {
      fields.indices.contains(field) && fields[field].indices.contains(part) ? fields[field][part] : nil
    }
    let isOther = letter == "~" && number(0) == 27 && fields.count > 2
    let held = Held(rawValue: (number(1) ?? 1) &- 1)
    let event = isOther ? 1 : number(1, 1) ?? 1
    guard event == 1 || event == 2 else { return nil }
    isHeld = event == 2

    if letter == "u" || isOther {
      guard let code = number(isOther ? 2 : 0) else { return nil }
      let text = isOther || fields.count < 3 ? [] : fields[2].compactMap { $0.flatMap(Unicode.Scalar.init) }
      let shifted = isOther ? nil : number(0, 1).flatMap(Unicode.Scalar.init)
      guard let key = ControlKey.key(code, held, shifted: shifted, text: text, isMade: isOther) else { return nil }
      self.key = key
    } else {
      guard held.subtracting(.locks).isEmpty else { return nil }
      let moving = letter == "~" ? number(0).flatMap { ControlKey.numbered[$0] } : ControlKey.lettered[letter]
      guard let moving, letter == "~" || number(0) ?? 1 == 1 else { return nil }
      self.key = moving
    }
  }

  /// What is held down besides the key.
  private struct Held: OptionSet {
    var rawValue: UInt32
    static let shift = Held(rawValue: 1)
    static let alt = Held(rawValue: 2)
    static let control = Held(rawValue: 4)
    static let capsLock = Held(rawValue: 64)
    static let numLock = Held(rawValue: 128)
    static let locks: Held = [.capsLock, .numLock]
  }

  private static func key(
    _ code: UInt32, _ held: Held, shifted: Unicode.Scalar?, text: [Unicode.Scalar], isMade: Bool
  ) -> Key? {
    let besides = held.subtracting(.locks)
    if besides == .control {
      switch code {
      case 99: return .interrupt
      case 122: return .suspend
      case 108: return .redraw
      default: return nil
      }
    }
    guard besides.isEmpty || besides == .shift else { return nil }
    switch code {
    case 13, 57414: return .enter
    case 27: return .escape
    case 8, 127: return .backspace
    case 9: return besides.isEmpty ? .tab : nil
    case 32: return .character(" ")
    case 57399...57408: return .character(Character(Unicode.Scalar(UInt8(48 + code - 57399))))
    case 57409: return .character(".")
    case 57410: return .character("/")
    case 57411: return .character("*")
    case 57412: return .character("-")
    case 57413: return .character("+")
    case 57415: return .character("=")
    case 57417: return .left
    case 57418: return .right
    case 57419: return .up
    case 57420: return .down
    case 57421: return .pageUp
    case 57422: return .pageDown
    case 57423: return .home
    case 57424: return .end
    // The rest of these numbers are keys without a letter: Shift itself, Caps Lock, F13, the volume.
    case 57344...63743: return nil
    default: break
    }
    guard let plain = Unicode.Scalar(code) else { return nil }
    var letter = plain
    if let only = text.first {
      guard text.count == 1 else { return nil }
      letter = only
    } else if besides == .shift {
      // xterm says the letter that Shift makes, kitty the one that it is made of.
      let made = isMade ? plain : shifted ?? plain.capital(isWanted: !held.contains(.capsLock))
      guard let made else { return nil }
      letter = made
    } else if held.contains(.capsLock) {
      letter = plain.capital(isWanted: true) ?? plain
    }
    guard letter.value > 0x20, case .character(let character)? = KeyReader.key(letter) else { return nil }
    return .character(character)
  }

  private static let lettered: [Unicode.Scalar: Key] = [
    "A": .up, "B": .down, "C": .right, "D": .left, "H": .home, "F": .end,
  ]

  private static let numbered: [UInt32: Key] = [
    1: .home, 4: .end, 7: .home, 8: .end, 5: .pageUp, 6: .pageDown,
  ]
}

extension Unicode.Scalar {
  /// The capital of a Latin letter, or the letter itself; `nil` for what Shift makes something of that depends on the
  /// keyboard.
  fileprivate func capital(isWanted: Bool) -> Unicode.Scalar? {
    if ("A"..."Z").contains(self) { return self }
    guard ("a"..."z").contains(self) else { return nil }
    return isWanted ? Unicode.Scalar(value - 32) : self
  }
}
