package import Operations
package import Scoring
import Text

extension Words {
  /// Why a standing is where it is, or in a word how it stands where it has no place: what every table, page and file
  /// says of it.
  static func reason(_ standing: Standing) -> String {
    guard standing.rank != nil else { return standing.status.rawValue }
    let decided = decider(standing)
    if standing.status != .disqualified || decided.hasSuffix(Standing.Status.disqualified.rawValue) { return decided }
    return decided.isEmpty ? standing.status.rawValue : "\(standing.status.rawValue); \(decided)"
  }

  /// The same of an overall table.
  static func reason(_ standing: OverallStanding, in overall: Overall) -> String {
    standing.rank == nil ? standing.status.rawValue : decider(standing, in: overall)
  }

  /// Why a standing is where it is: "fewest penalised: 1 against 2 of cranfield".
  private static func decider(_ standing: Standing) -> String {
    // Whoever stands on top is compared with the next below, everybody else with the next above.
    standing.decidedBy.map { words(of: $0, isAbove: standing.rank == 1) } ?? ""
  }

  /// Why the team above a standing is above it: that standing's own reason, seen from there.
  static func reason(above next: Standing) -> String {
    next.decidedBy.map { words(of: $0.fromAbove(next.team), isAbove: true) } ?? ""
  }

  /// The same of an overall table.
  static func reason(above next: OverallStanding, in overall: Overall) -> String {
    next.decidedBy.map { words(of: $0.fromAbove(next.team), in: overall) } ?? ""
  }

  private static func words(of decider: Standing.Decider, isAbove: Bool) -> String {
    let other = decider.against
    switch decider.ground {
    case .key: return decider.key.map { words(of: $0, decider) } ?? ""
    case .reachedFinal:
      return isAbove ? "reached the final, unlike \(other)" : "below \(other), which reached the final"
    case .ranInFinal:
      return isAbove ? "has a result in the final, unlike \(other)" : "below \(other), which has a result in the final"
    case .firstOfFinal(let places):
      let first = places == 1 ? "the first of the final" : "among the first \(places) of the final"
      return isAbove ? "\(first), unlike \(other)" : "below \(other), which is \(first)"
    case .settled(let method): return "equal to \(other) in every key; \(words(of: method))"
    case .nothing: return "equal to \(other) in every key"
    }
  }

  private static func words(of key: RankingKey, _ decider: Standing.Decider) -> String {
    let phase = decider.phase.map { "\($0.rawValue), " } ?? ""
    if key == .notDisqualified {
      return phase + (decider.own == .zero ? "not disqualified, unlike \(decider.against)" : "disqualified")
    }
    let (own, other) = apart(decider.own, decider.other, writtenAs: key.measure == .time ? .clock : .exact)
    return "\(phase)\(key): \(own) against \(other) of \(decider.against)"
  }

  /// How a tie was settled: "settled by lots (seed 7q2m)".
  package static func words(of method: Tie.Method) -> String { "settled by \(method.words)" }

  /// Why a team's place in an overall table is where it is: "total: 57 against 38 of scc".
  private static func decider(_ standing: OverallStanding, in overall: Overall) -> String {
    standing.decidedBy.map { words(of: $0, in: overall) } ?? ""
  }

  private static func words(of decider: OverallStanding.Decider, in overall: Overall) -> String {
    func values(_ what: String) -> String {
      let (own, other) = apart(decider.own, decider.other, writtenAs: .rounded)
      return "\(what): \(own) against \(other) of \(decider.against)"
    }
    switch decider.ground {
    case .total: return values("total")
    case .part(let number):
      let isThere = overall.parts.indices.contains(number - 1)
      return values(isThere ? overall.parts[number - 1].title : "part \(number)")
    case .places(let place): return values("most \(ordinal(place)) places")
    case .settled(let method): return "equal to \(decider.against); \(words(of: method))"
    case .nothing: return "equal to \(decider.against)"
    }
  }

  /// A number for a narrow column: exact where two decimals do, else rounded to two.
  package static func short(_ number: Points) -> String {
    let rounded = number.fixed(places: 2)
    return Points(rounded) == number ? number.description : rounded
  }

  /// "first", "second", "4th".
  static func ordinal(_ place: Int) -> String {
    let words = ["first", "second", "third"]
    return words.indices.contains(place - 1) ? words[place - 1] : Text.ordinal(place)
  }

  /// What a final does to the places of its challenge.
  package static func sentence(_ rule: FinalRule) -> String {
    switch rule {
    case .decides: "The final decides the places of its teams, the trials those of the rest."
    case .decidesFirst(1): "The final decides the first place, the trials the others."
    case .decidesFirst(let places): "The final decides the first \(places) places, the trials the others."
    case .adds: "The final is added to the trials."
    case .apart: "The trials decide; the final stands apart."
    }
  }
}
