import RefereeConsole

/// What keys mean on the stage. It reads keys, not lines: only Enter by itself opens, and a line that was typed or pasted
/// here in error opens nothing.
struct StageKeys {
  /// What a key asks for.
  enum Wish: Equatable { case open, takeBack, leave, redraw, suspend, hint, nothing }

  /// Whether something was typed that means nothing here: then Enter only ends that line.
  private(set) var isStray = false

  /// What came of the keyboard asks for. More keys at one moment than a hand can press open nothing, and a key held down
  /// is one key.
  mutating func wish(_ input: Input) -> Wish {
    switch input {
    case .pressed(let press): return press.isHeld ? .nothing : wish(press.key)
    case .burst(let presses):
      if presses.contains(where: { $0.key == .interrupt }) { return .leave }
      isStray = presses.last?.key != .enter
      return .hint
    case .notTaken: return .hint
    default: return .nothing
    }
  }

  private mutating func wish(_ key: Key) -> Wish {
    switch key {
    case .character("q"): return .leave
    case .character, .tab:
      isStray = true
      return .hint
    case .enter:
      defer { isStray = false }
      return isStray ? .nothing : .open
    case .backspace:
      defer { isStray = false }
      return isStray ? .nothing : .takeBack
    case .interrupt: return .leave
    case .redraw: return .redraw
    case .suspend: return .suspend
    case .escape, .up, .down, .left, .right, .pageUp, .pageDown, .home, .end: return .nothing
    }
  }
}
