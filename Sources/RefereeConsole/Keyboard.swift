/// A keyboard at the far end of a terminal: bytes and their times in, what the console is told out. It has no clock; what
/// it makes of a second depends on what it is given alone.
///
///     let since = …                              // nothing had come until then
///     inputs = keyboard.read(bytes, since: since, at: now)
///     inputs = keyboard.rest(at: now)            // nothing came within `keyboard.patience(at:)`
public struct Keyboard: Sendable {
  private var reader = KeyReader()
  private var hand = Hand<Press>()
  private var readerRestsFrom: Int64 = 0

  /// A keyboard on which nothing was pressed.
  public init() {}

  /// A hand needs this long for a key, several one after the other.
  static let pace: Int64 = 60

  /// What bytes came to that lay ready at `now`, of which nothing had come until `since`.
  ///
  /// A shell that waits for bytes knows when they come, and `since` is `now`. One that was at work meanwhile, saving what
  /// came before, finds those that came in that time all at once: then as many keys as a hand types in it are taken as
  /// typed one after the other, and a referee who types ahead loses nothing.
  public mutating func read(_ bytes: some Sequence<UInt8>, since: Int64, at now: Int64) -> [Input] {
    var inputs = rest(at: since)
    let strokes = reader.read(bytes, at: now)
    readerRestsFrom = now
    let count = Int64(strokes.count)
    let time = max(0, now - since)
    let isTyped = count < 3 || time >= count * Keyboard.pace
    for (index, stroke) in strokes.enumerated() {
      let at = isTyped ? since + time * Int64(index + 1) / count : now
      inputs += take(stroke, at: at)
    }
    return inputs + said(hand.rest(at: now))
  }

  /// Nothing came until now.
  public mutating func rest(at now: Int64) -> [Input] {
    let strokes = reader.rest(at: now)
    return said(hand.rest(at: now)) + strokes.flatMap { take($0, at: now) }
  }

  /// For how many milliseconds the keyboard may be left alone; `nil`: for ever.
  public func patience(at now: Int64) -> Int64? {
    let reader = reader.patience.map { readerRestsFrom + $0 }
    guard let deadline = [reader, hand.deadline].compactMap({ $0 }).min() else { return nil }
    return max(0, deadline - now)
  }

  private mutating func take(_ stroke: KeyReader.Stroke, at time: Int64) -> [Input] {
    switch stroke {
    // Ctrl-C waits for nothing, and nothing waits longer than it.
    case .key(.interrupt): said(hand.settle()) + [.pressed(Press(.interrupt, at: time))]
    case .key(let key): said(hand.take(Press(key, at: time)))
    case .held(let key): said(hand.take(Press(key, at: time, isHeld: !key.isMoving && key != .backspace)))
    case .notTaken(let what): [.notTaken(what)]
    }
  }

  private func said(_ outcomes: [Hand<Press>.Outcome]) -> [Input] {
    outcomes.map { outcome in
      switch outcome {
      case .stroke(let press): .pressed(press)
      case .burst(let presses): .burst(presses)
      }
    }
  }
}
