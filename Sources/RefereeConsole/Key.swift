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

  /// Whether it only moves about, so that pressing it often or holding it down can log nothing.
  var isMoving: Bool {
    switch self {
    case .up, .down, .left, .right, .pageUp, .pageDown, .home, .end: true
    case .character, .enter, .escape, .backspace, .tab, .interrupt, .suspend, .redraw: false
    }
  }
}

/// A key, and when it was pressed.
public struct Press: Hashable, Sendable {
  /// The key.
  public var key: Key
  /// The shell's monotonic time at which it came, in milliseconds.
  public var at: Int64
  /// Whether the key was only held down: the press that began it came before.
  public var isHeld: Bool

  /// A press of a key.
  public init(_ key: Key, at: Int64, isHeld: Bool = false) {
    self.key = key
    self.at = at
    self.isHeld = isHeld
  }
}

/// What a terminal sent that is no key, and that a person should hear of.
public enum NotTaken: Hashable, Sendable {
  /// So many characters were pasted, and the terminal said so.
  case pasted(Int)
  /// So many lines came at once.
  case lines(Int)
  /// A key together with Alt.
  case alt(Key)
  /// Something that came late was taken for the rest of what the terminal had begun to send.
  case restOfSequence
  /// Escape ended what the terminal had begun to send; keys are keys again.
  case endOfSequence
}
