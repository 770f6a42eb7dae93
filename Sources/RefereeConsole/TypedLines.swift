/// Lines that somebody types at a terminal, where the console goes line by line: an Enter held down is one, and a pasted
/// text is none of them. What comes from a file or a pipe is not typed, and not held to a hand's speed.
public struct TypedLines: Sendable {
  private var hand = Hand<Line>()

  /// Nothing was typed.
  public init() {}

  private struct Line: Struck {
    var text: String
    var at: Int64
    var isHeld = false
    var counts: Bool { true }
    func isRepeated(_ other: Line) -> Bool { text.isEmpty && other.text.isEmpty }
  }

  /// A line came.
  public mutating func take(_ line: String, at now: Int64) -> [Input] { said(hand.take(Line(text: line, at: now))) }

  /// Nothing came until now.
  public mutating func rest(at now: Int64) -> [Input] { said(hand.rest(at: now)) }

  /// Nothing more will come.
  public mutating func settle() -> [Input] { said(hand.settle()) }

  /// For how many milliseconds it may be left alone; `nil`: for ever.
  public func patience(at now: Int64) -> Int64? { hand.deadline.map { max(0, $0 - now) } }

  private func said(_ outcomes: [Hand<Line>.Outcome]) -> [Input] {
    outcomes.compactMap { outcome in
      switch outcome {
      case .stroke(let line): line.isHeld ? nil : .line(line.text)
      case .burst(let lines): .notTaken(.lines(lines.count))
      }
    }
  }
}
