/// Who of a table reaches the final.
public struct Qualification: Hashable, Sendable {
  /// How many.
  public var rule: Rule
  /// Teams so close behind the last of them are in too, in the table's first key.
  public var margin: Points?
  /// A qualification.
  public init(_ rule: Rule, margin: Points? = nil) {
    self.rule = rule
    self.margin = margin
  }

  /// How many teams of a table qualify.
  public enum Rule: Hashable, Sendable {
    /// The best so many (SciRoc 2019: the best two of the trials).
    case best(Int)
    /// A share of the ranked teams in per cent, rounded down, within these bounds.
    case share(Int, atLeast: Int?, atMost: Int?)
    /// So many, depending on how many teams take part (RoboCup@Home 2026: 3, from 9 teams 4, from 15 5, from 21 6).
    case steps([Step])
    /// All that are so close to the best in the table's first key.
    case within(Points)
  }

  /// From so many teams on, so many qualify.
  public struct Step: Hashable, Sendable {
    /// The number of teams that take part, at least.
    public var teams: Int
    /// How many of them qualify.
    public var places: Int
    /// A step.
    public init(teams: Int, places: Int) {
      self.teams = teams
      self.places = places
    }
  }
}

extension Qualification: CustomStringConvertible, LosslessStringConvertible {
  /// The words of a plan: `best 2`, `50% at least 3 at most 6`, `3, 4 from 9, 5 from 15`, `within 10`, each with
  /// `, and within 5 of the last` behind it where close teams are in too.
  public var description: String {
    var text: String
    switch rule {
    case .best(let count): text = "best \(count)"
    case .share(let percent, let least, let most):
      text = "\(percent)%"
      if let least { text += " at least \(least)" }
      if let most { text += " at most \(most)" }
    case .steps(let steps):
      text = steps.map { $0.teams <= 1 ? "\($0.places)" : "\($0.places) from \($0.teams)" }.joined(separator: ", ")
    case .within(let points): text = "within \(points)"
    }
    if let margin { text += ", and within \(margin) of the last" }
    return text
  }

  /// Reads the words of a plan.
  public init?(_ text: String) {
    var words = text
    if let range = text.firstRange(ofText: ", and within "), text.hasSuffix(" of the last") {
      let number = text[range.upperBound...].dropLast(" of the last".count)
      guard let points = Points(String(number)), points >= .zero else { return nil }
      margin = points
      words = String(text[..<range.lowerBound])
    }
    guard let rule = Rule(words) else { return nil }
    self.rule = rule
    guard description == text else { return nil }
  }

  /// The forms, for messages: what a plan may say.
  public static let forms = [
    "best N", "N%", "N% at least N at most N", "N, N from TEAMS, …", "within X", "…, and within X of the last",
  ]
}

extension Qualification.Rule {
  fileprivate init?(_ text: String) {
    func count(_ word: some StringProtocol) -> Int? { Int(word).flatMap { (1...999).contains($0) ? $0 : nil } }
    if text.hasPrefix("best ") {
      guard let count = count(text.dropFirst(5)) else { return nil }
      self = .best(count)
    } else if text.hasPrefix("within ") {
      guard let points = Points(String(text.dropFirst(7))), points >= .zero else { return nil }
      self = .within(points)
    } else if let sign = text.firstIndex(of: "%") {
      guard let percent = count(text[..<sign]), percent <= 100 else { return nil }
      var words = text[text.index(after: sign)...].split(separator: " ")[...]
      func bound(_ name: Substring) -> Int?? {
        guard words.prefix(2) == ["at", name] else { return .some(nil) }
        guard words.count >= 3, let number = count(words[words.startIndex + 2]) else { return nil }
        words = words.dropFirst(3)
        return .some(number)
      }
      guard let least = bound("least"), let most = bound("most"), words.isEmpty else { return nil }
      self = .share(percent, atLeast: least, atMost: most)
    } else {
      var steps: [Qualification.Step] = []
      for part in text.split(separator: ",", omittingEmptySubsequences: false) {
        let words = part.split(separator: " ")
        guard let places = words.first.flatMap({ count($0) }) else { return nil }
        if words.count == 1, steps.isEmpty {
          steps.append(Qualification.Step(teams: 1, places: places))
        } else if words.count == 3, words[1] == "from", let teams = count(words[2]), teams > steps.last?.teams ?? 1 {
          steps.append(Qualification.Step(teams: teams, places: places))
        } else {
          return nil
        }
      }
      self = .steps(steps)
    }
  }
}

extension String {
  /// The first place where another text occurs.
  func firstRange(ofText other: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(other) { return start..<index(start, offsetBy: other.count) }
      start = index(after: start)
    }
    return nil
  }
}
