/// What a hand can have typed: by the times of the presses, tells keys that were pressed from one that is held down, and
/// from a text that came at once.
///
/// - A key held down is one press. What follows the same key within a tenth of a second is its repetition. A keyboard
///   waits for up to a second before it repeats, so the second of two equal keys is looked at for a tenth of a second: if
///   a third follows at once, both were repetitions. Counting with one key goes as fast as ten a second.
/// - Three keys and more at one moment (a fiftieth of a second from one to the next) are typed by no hand: they are told
///   as one burst, which is over when nothing comes for 0.3 s. Cursor keys do not count; a mouse's wheel sends them.
///
/// What it is told of are presses of keys or, where somebody types line by line, whole lines.
struct Hand<Stroke: Struck>: Sendable {
  /// Strokes of one moment that may still turn out to be something else.
  private var waiting: [Stroke] = []
  /// Whether the last of them is a repetition if the same key follows at once.
  private var isDoubtful = false
  private var last: Stroke?

  /// Within how many milliseconds the same key again is the key held down.
  static var repetition: Int64 { 100 }
  /// How long a keyboard may wait until it repeats.
  static var beforeRepetition: Int64 { 1000 }
  /// Keys that are no further apart come at one moment.
  static var moment: Int64 { 20 }
  /// How many keys a hand may press at one moment.
  static var fingers: Int { 2 }
  /// After how long without a key a burst is over.
  static var burstEnds: Int64 { 300 }

  /// What came of some strokes.
  enum Outcome {
    case stroke(Stroke)
    case burst([Stroke])
  }

  /// When there is next something to say if no key comes.
  var deadline: Int64? {
    guard let last, !waiting.isEmpty else { return nil }
    return last.at + (isBurst ? Hand.burstEnds : isDoubtful ? Hand.repetition : Hand.moment)
  }

  private var isBurst: Bool { waiting.count { !$0.isHeld && $0.counts } > Hand.fingers }

  mutating func take(_ stroke: Stroke) -> [Outcome] {
    var outcomes = rest(at: stroke.at)
    var stroke = stroke
    let gap = last.map { stroke.at - $0.at } ?? .max
    let isSame = last.map { stroke.isRepeated($0) } ?? false
    if isSame, gap < Hand.repetition {
      stroke.isHeld = true
      if isDoubtful, !waiting.isEmpty { waiting[waiting.count - 1].isHeld = true }
    }
    if gap >= (isBurst ? Hand.burstEnds : Hand.moment) { outcomes += settle() }
    isDoubtful = isSame && !stroke.isHeld && gap <= Hand.beforeRepetition
    waiting.append(stroke)
    last = stroke
    return outcomes
  }

  /// Says what is clear by now.
  mutating func rest(at now: Int64) -> [Outcome] {
    guard let deadline, now >= deadline else { return [] }
    return settle()
  }

  /// Everything that waits, whatever may come.
  mutating func settle() -> [Outcome] {
    defer { waiting = [] }
    return isBurst ? [.burst(waiting)] : waiting.map { .stroke($0) }
  }
}

/// Something that a hand did at a keyboard.
protocol Struck: Sendable {
  /// When it came.
  var at: Int64 { get }
  /// Whether it is only a key that is held down.
  var isHeld: Bool { get set }
  /// Whether it is one of those of which a hand can do only so many at a moment.
  var counts: Bool { get }
  /// Whether it is what a keyboard sends if the key of that one is held down.
  func isRepeated(_ other: Self) -> Bool
}

extension Press: Struck {
  var counts: Bool { !key.isMoving }
  func isRepeated(_ other: Press) -> Bool { key == other.key && !key.isMoving && key != .backspace }
}
