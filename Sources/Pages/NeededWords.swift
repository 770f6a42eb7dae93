package import Operations
package import Scoring

/// What a team needs in one run more for a place, in sentences.
package struct NeededWords {
  private let needed: NeededResult

  package init(_ needed: NeededResult) { self.needed = needed }

  /// "Enough: 24 achievements or more; or 23 achievements with at most 1 penalised; or 23 achievements with 2 penalised
  /// in 9:58.4 or less. Less is not enough."
  package var sentences: [String] {
    guard let limits = needed.limits else { return ["No single run is enough."] }
    guard let last = limits.indices.last else { return ["Any run is enough."] }
    var ways: [String] = []
    for (index, limit) in limits.enumerated() {
      guard let value = index == last ? limit.value : limit.better else { continue }
      let before = limits[..<index].map { ($0.key, NeededWords.exactly($0.key, $0.value)) }
      ways.append(NeededWords.way(before + [(limit.key, NeededWords.atLeast(limit.key, value))]))
    }
    var sentences = ["Enough: \(ways.joined(separator: "; or ")). Less is not enough."]
    if needed.isShared {
      let exact = NeededWords.way(limits.map { ($0.key, NeededWords.exactly($0.key, $0.value)) })
      sentences.append("With just \(exact) the place is shared.")
    }
    return sentences
  }

  /// "23 achievements with 2 penalised in 9:58.4 or less".
  private static func way(_ parts: [(key: RankingKey, words: String)]) -> String {
    var text = ""
    for (index, part) in parts.enumerated() {
      let isTime = part.key.measure == .time
      if index == 0 {
        text = isTime && !part.words.hasPrefix("a time") ? "a time of \(part.words)" : part.words
      } else {
        text += (isTime ? " in " : text.contains(" with ") ? " and " : " with ") + part.words
      }
    }
    return text
  }

  /// "23 achievements", "nothing penalised", "9:58.4".
  private static func exactly(_ key: RankingKey, _ value: Points) -> String {
    switch key.measure {
    case .points: Words.count(value, "point")
    case .achievements: Words.count(value, "achievement")
    case .penalised: value == .zero ? "nothing penalised" : "\(Words.number(value)) penalised"
    case .time: key.step == nil ? Words.time(value) : "a time that rounds to \(Words.time(key.compared(value)))"
    case .item(let item): "\(Words.number(value)) of \(item)"
    case .disqualified: "no disqualification"
    }
  }

  private static func atLeast(_ key: RankingKey, _ value: Points) -> String {
    if key.measure == .time { return Words.time(value) + (key.greaterIsBetter ? " or more" : " or less") }
    let exact = exactly(key, value)
    if key.greaterIsBetter { return exact + " or more" }
    return value == .zero && key.measure == .penalised ? exact : "at most " + exact
  }
}

extension NoTurn {
  /// "it withdrew: the arm is broken".
  package var words: String {
    switch self {
    case .notEntered: "it did not enter"
    case .withdrew(let reason): "it withdrew: \(reason)"
    case .disqualified(let reason): "it was disqualified by the organisers: \(reason)"
    case .disqualifiedByRun: "one of its runs disqualified it from more than that run"
    case .nobodyQualified: "nobody is in the final yet, because the trials have no result"
    case .notInFinal(let teams): "it is not in the final (in it: \(teams.map(\.text).joined(separator: ", ")))"
    case .allHeld(let runs): "it has held all its runs (\(runs))"
    }
  }
}
