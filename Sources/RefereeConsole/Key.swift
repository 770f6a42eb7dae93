/// A key as the referee pressed it.
public enum Key: Hashable, Sendable {
  /// A letter, digit or sign; the space bar is a space.
  case character(Character)
  /// Return.
  case enter
  /// Escape: out of whatever is open, nothing logged.
  case escape
  /// Rubs out the last letter of what is typed.
  case backspace
  /// The tabulator.
  case tab
  /// An arrow.
  case up, down, left, right
  /// A screenful.
  case pageUp, pageDown
  /// To an end.
  case home, end
  /// Ctrl-C: leave.
  case interrupt
  /// Ctrl-Z: back to the shell for a while.
  case suspend
  /// Ctrl-L: draw everything again.
  case redraw
}

/// Makes keys of the bytes that a terminal sends: UTF-8, escape sequences, and nothing of what is pasted (a pasted text
/// must not log thirty facts).
public struct KeyReader: Sendable {
  private var waiting: [UInt8] = []
  private var isPasting = false

  /// A reader that has read nothing.
  public init() {}

  /// Whether it holds the beginning of something. If nothing more comes for 25 milliseconds, call ``flush()``.
  public var isWaiting: Bool { !waiting.isEmpty }

  /// The keys that these bytes complete.
  public mutating func read(_ bytes: some Sequence<UInt8>) -> [Key] {
    waiting.append(contentsOf: bytes)
    var keys: [Key] = []
    while let (length, key) = next() {
      waiting.removeFirst(length)
      if let key, !isPasting { keys.append(key) }
    }
    return keys
  }

  /// Nothing more came: an escape by itself was the key; half a letter is dropped.
  public mutating func flush() -> [Key] {
    let isEscape = waiting.first == 0x1B && !isPasting
    let rest = waiting.dropFirst()
    waiting = []
    return isEscape ? [.escape] + read(rest) : []
  }

  /// How many bytes the next key takes, and the key if they mean one; `nil` if there are too few.
  private mutating func next() -> (Int, Key?)? {
    guard let first = waiting.first else { return nil }
    switch first {
    case 0x1B: return escapeSequence()
    case 0x0D, 0x0A: return (1, .enter)
    case 0x7F, 0x08: return (1, .backspace)
    case 0x09: return (1, .tab)
    case 0x03: return (1, .interrupt)
    case 0x1A: return (1, .suspend)
    case 0x0C: return (1, .redraw)
    case 0x20..<0x7F: return (1, .character(Character(Unicode.Scalar(first))))
    case 0xC2..<0xF5: return letter(first)
    default: return (1, nil)
    }
  }

  private func letter(_ first: UInt8) -> (Int, Key?)? {
    let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    let own = waiting.prefix(length)
    let isBroken = own.dropFirst().contains { $0 & 0xC0 != 0x80 }
    if isBroken { return (1, nil) }
    guard own.count == length else { return nil }
    let text = String(decoding: own, as: UTF8.self)
    guard text.unicodeScalars.count == 1, let scalar = text.unicodeScalars.first, scalar != "\u{FFFD}" else {
      return (length, nil)
    }
    return (length, scalar.properties.generalCategory == .control ? nil : .character(Character(scalar)))
  }

  private mutating func escapeSequence() -> (Int, Key?)? {
    guard waiting.count > 1 else { return nil }
    switch waiting[1] {
    case UInt8(ascii: "["):
      guard let end = waiting.dropFirst(2).firstIndex(where: { !(0x20...0x3F).contains($0) }) else {
        return waiting.count > 32 ? (1, nil) : nil
      }
      guard (0x40...0x7E).contains(waiting[end]) else { return (end, nil) }
      let text = String(decoding: waiting[2...end], as: UTF8.self)
      if text == "200~" { isPasting = true }
      if text == "201~" { isPasting = false }
      return (end + 1, Self.named[text])
    case UInt8(ascii: "O"):
      guard waiting.count > 2 else { return nil }
      return (3, Self.named[String(decoding: waiting[2...2], as: UTF8.self)])
    default:
      return (1, .escape)
    }
  }

  private static let named: [String: Key] = [
    "A": .up, "B": .down, "C": .right, "D": .left, "H": .home, "F": .end, "1~": .home, "4~": .end, "7~": .home,
    "8~": .end, "5~": .pageUp, "6~": .pageDown, "M": .enter,
  ]
}
