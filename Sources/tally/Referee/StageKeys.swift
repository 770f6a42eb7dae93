import RefereeConsole

/// What keys mean on the stage. It reads keys, not lines: only Enter by itself opens, and a line that was typed or pasted
/// here in error opens nothing.
struct StageKeys {
  /// What a key asks for.
  enum Wish: Equatable { case open, takeBack, leave, redraw, suspend, hint, nothing }

  /// Whether something was typed that means nothing here: then Enter only ends that line.
  private(set) var isStray = false

  /// What these keys ask for, which came in one go. More than one at once is no hand's work, and opens nothing.
  mutating func wishes(_ keys: [Key]) -> [Wish] {
    if keys.contains(.interrupt) { return [.leave] }
    if keys.count > 1 {
      isStray = isStray || keys.last != .enter
      return [.hint]
    }
    return keys.map { wish($0) }
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
