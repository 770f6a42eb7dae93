/// Makes keys of the bytes that a terminal sends.
///
/// A terminal sends much besides keys: cursor keys, the mouse, answers to questions that some program asked before it
/// died, pasted text. All of it begins with an escape or one of the 8-bit controls of ECMA-48 and has an end, which this
/// machine waits for however long it takes, so that no rest of it is ever read as keys. Only two things go by time: an
/// escape after which nothing comes is the Escape key, and a pasted text that stands still for two seconds is over.
///
/// Ctrl-C is Ctrl-C wherever it comes. Escape, with nothing behind it, ends whatever was begun and never finished.
public struct KeyReader: Sendable {
  private var letters = Letters()
  private var state = State.ready
  private var paste: Paste?
  private var lastCame: Int64?
  /// Whether a person was told that keys are being taken for the rest of something.
  private var hasTold = false

  /// A reader that has read nothing.
  public init() {}

  /// What the bytes came to.
  public enum Stroke: Hashable, Sendable {
    /// A key was pressed.
    case key(Key)
    /// The terminal says that a key is being held down.
    case held(Key)
    /// Something else.
    case notTaken(NotTaken)
  }

  /// How long nothing may follow an escape for it to be the Escape key.
  static let patience: Int64 = 50
  /// How long nothing may come of a pasted text for it to be over.
  static let pasteEnds: Int64 = 2000
  /// After how much quiet a byte that is no key is worth a word: a person may have pressed it.
  static let lateness: Int64 = 300

  private enum State: Equatable {
    /// The next byte is a key.
    case ready
    /// An escape came; inside a string it may be half of the string's end.
    case escape(endsString: Bool)
    /// An escape came with nothing behind it, and was taken for the key. What comes now may yet be its rest.
    case escaped
    /// An escape and one of those letters that begin something only if more follows at once: else they are a key with
    /// Alt, or simply a key where the escape was one.
    case doubtful(Character, isKey: Bool)
    /// An escape and signs that a letter will end.
    case designation(Character)
    /// `CSI`: numbers and signs, then a letter.
    case control(String)
    /// `CSI [`: a function key of the Linux console, with one letter more.
    case linuxKey
    /// `SS3`: a key's letter, perhaps after numbers.
    case single
    /// So many letters of a mouse's report are missing.
    case mouse(Int)
    /// A text that ends with `ST`, or a bell where that is allowed.
    case string(endsWithBell: Bool)
  }

  private struct Paste {
    var count = 0
    /// It stood still for so long that it is over with what comes next.
    var isStale = false
    /// Something came after that.
    var hasGoneOn = false
  }

  /// How long the reader may be left without bytes before ``rest(at:)`` has something to say.
  public var patience: Int64? {
    switch state {
    case .escape, .doubtful, .designation: KeyReader.patience
    default:
      paste.flatMap { !$0.isStale ? KeyReader.pasteEnds : $0.hasGoneOn ? KeyReader.patience : nil }
    }
  }

  /// The strokes that these bytes complete. `now` is when they came, in milliseconds.
  public mutating func read(_ bytes: some Sequence<UInt8>, at now: Int64) -> [Stroke] {
    var strokes = rest(at: now)
    var isLate = lastCame.map { now - $0 >= KeyReader.lateness } ?? false
    if paste?.isStale == true { paste?.hasGoneOn = true }
    for byte in bytes {
      for piece in letters.take(byte) { take(piece, isLate, &strokes) }
      isLate = false
    }
    lastCame = now
    return strokes
  }

  /// Nothing has come until now.
  public mutating func rest(at now: Int64) -> [Stroke] {
    guard let lastCame, now - lastCame >= KeyReader.patience else { return [] }
    var strokes: [Stroke] = []
    switch state {
    case .escape(let endsString):
      state = .escaped
      if endsString || paste != nil {
        endPaste(&strokes)
        if hasTold { strokes.append(.notTaken(.endOfSequence)) }
        hasTold = false
      } else {
        strokes.append(.key(.escape))
      }
    case .doubtful(let letter, let isKey):
      state = .ready
      strokes.append(isKey ? .key(.character(letter)) : .notTaken(.alt(.character(letter))))
    case .designation(let sign):
      state = .ready
      strokes.append(.notTaken(.alt(.character(sign))))
    case .ready, .escaped, .control, .linuxKey, .single, .mouse, .string: break
    }
    if let pasted = paste {
      if pasted.isStale {
        if pasted.hasGoneOn { endPaste(&strokes) }
      } else if now - lastCame >= KeyReader.pasteEnds {
        strokes.append(.notTaken(.pasted(pasted.count)))
        paste = Paste(isStale: true)
      }
    }
    return strokes
  }

  private mutating func endPaste(_ strokes: inout [Stroke]) {
    guard let pasted = paste else { return }
    paste = nil
    if pasted.count > 0 || !pasted.isStale { strokes.append(.notTaken(.pasted(pasted.count))) }
  }

  // MARK: One letter

  private mutating func take(_ piece: Letters.Piece, _ isLate: Bool, _ strokes: inout [Stroke]) {
    switch piece {
    case .letter("\u{03}"):
      state = .ready
      endPaste(&strokes)
      hasTold = false
      return strokes.append(.key(.interrupt))
    case .letter("\u{1B}"):
      return beginEscape(&strokes)
    case .letter, .stray, .half: break
    }
    if case .mouse(let missing) = state {
      state = missing > 1 ? .mouse(missing - 1) : .ready
      return tellIf(isLate, &strokes)
    }
    if let control = piece.control {
      return begin(control)
    }
    guard case .letter(let letter) = piece else {
      // Half a letter is nothing by itself, and no end of anything that has one.
      switch state {
      case .control, .string: break
      case .doubtful: state = .string(endsWithBell: false)
      case .ready, .escape, .escaped, .designation, .linuxKey, .single, .mouse: state = .ready
      }
      return
    }
    switch state {
    case .ready: takeKey(letter, &strokes)
    case .escape: takeAfterEscape(letter, &strokes)
    case .escaped:
      state = .ready
      switch letter {
      case "[", "O", "]", "P", "_", "^", "\\": takeAfterEscape(letter, &strokes)
      case "X": state = .doubtful("X", isKey: true)
      default: takeKey(letter, &strokes)
      }
    case .doubtful("N", _): state = .ready
    case .doubtful: state = .string(endsWithBell: false)
    case .designation: if !(" "..."/").contains(letter) { state = .ready }
    case .control(let text):
      takeControl(letter, after: text, &strokes)
      tellIf(isLate, &strokes)
    case .linuxKey:
      state = .ready
      tellIf(isLate, &strokes)
    case .single:
      if !("0"..."?").contains(letter) {
        state = .ready
        if paste == nil, let key = KeyReader.single[letter] { strokes.append(.key(key)) }
      }
      tellIf(isLate, &strokes)
    case .mouse: break
    case .string(let endsWithBell):
      if letter == "\u{18}" || (letter == "\u{07}" && endsWithBell) { return state = .ready }
      tellIf(isLate, &strokes)
    }
  }

  private mutating func tellIf(_ isLate: Bool, _ strokes: inout [Stroke]) {
    guard isLate, paste == nil else { return }
    hasTold = state != .ready
    strokes.append(.notTaken(.restOfSequence))
  }

  private mutating func beginEscape(_ strokes: inout [Stroke]) {
    var endsString = false
    switch state {
    case .string: endsString = true
    case .escape(let endedString):
      // An escape before an escape had nothing behind it.
      if !endedString, paste == nil { strokes.append(.key(.escape)) }
    case .doubtful(let letter, isKey: true): strokes.append(.key(.character(letter)))
    default: break
    }
    state = .escape(endsString: endsString)
  }

  private mutating func takeKey(_ letter: Unicode.Scalar, _ strokes: inout [Stroke]) {
    if paste != nil {
      paste?.count += 1
    } else if let key = KeyReader.key(letter) {
      strokes.append(.key(key))
    }
  }

  private mutating func takeAfterEscape(_ letter: Unicode.Scalar, _ strokes: inout [Stroke]) {
    switch letter {
    case "[": state = .control("")
    case "O": state = .single
    case "]": state = .string(endsWithBell: true)
    case "P", "_", "^": state = .string(endsWithBell: false)
    case "\\": state = .ready
    case "X", "N", "k": state = .doubtful(Character(letter), isKey: false)
    case " "..."/": state = .designation(Character(letter))
    default:
      state = .ready
      if paste != nil {
        paste?.count += 1
      } else if let key = KeyReader.key(letter) {
        strokes.append(.notTaken(.alt(key)))
      }
    }
  }

  /// One of the 8-bit controls, by itself or as a letter of UTF-8.
  private mutating func begin(_ control: UInt8) {
    switch (control, state) {
    case (0x9C, _): state = .ready
    case (_, .string): break
    case (0x9B, _): state = .control("")
    case (0x8F, _): state = .single
    case (0x8E, _): state = .doubtful("N", isKey: false)
    case (0x9D, _): state = .string(endsWithBell: true)
    case (0x90, _), (0x98, _), (0x9E, _), (0x9F, _): state = .string(endsWithBell: false)
    default: state = .ready
    }
  }

  private mutating func takeControl(_ letter: Unicode.Scalar, after text: String, _ strokes: inout [Stroke]) {
    switch letter {
    case "\0"..<" ", "\u{7F}": return
    case " "..."?":
      // Nothing that means a key is as long as this; it still has an end.
      if text.utf8.count < 64 { state = .control(text + String(letter)) }
      return
    case "[" where text.isEmpty: return state = .linuxKey
    case "M" where text.isEmpty: return state = .mouse(3)
    case "t" where text.isEmpty: return state = .mouse(2)
    case "T" where text.isEmpty: return state = .mouse(6)
    default: state = .ready
    }
    switch (text, letter) {
    case ("200", "~"): if paste == nil { paste = Paste() }
    case ("201", "~"): endPaste(&strokes)
    default: if paste == nil, let stroke = ControlKey(text, letter)?.stroke { strokes.append(stroke) }
    }
  }
}

extension KeyReader {
  /// The key that a letter by itself means.
  static func key(_ letter: Unicode.Scalar) -> Key? {
    switch letter {
    case "\r", "\n": .enter
    case "\u{7F}", "\u{08}": .backspace
    case "\t": .tab
    case "\u{03}": .interrupt
    case "\u{1A}": .suspend
    case "\u{0C}": .redraw
    default: letter.properties.generalCategory == .control ? nil : .character(Character(letter))
    }
  }

  /// What a letter after `SS3` means. The digits of a keypad that speaks like this are none of it: they are not plain
  /// keys, and the console switches such a keypad off.
  static let single: [Unicode.Scalar: Key] = [
    "A": .up, "B": .down, "C": .right, "D": .left, "H": .home, "F": .end, "M": .enter,
  ]
}

extension Letters.Piece {
  /// The 8-bit control that it is, if it is one.
  fileprivate var control: UInt8? {
    switch self {
    case .letter(let letter): (0x80...0x9F).contains(letter.value) ? UInt8(letter.value) : nil
    case .stray(let byte): (0x80...0x9F).contains(byte) ? byte : nil
    case .half: nil
    }
  }
}
