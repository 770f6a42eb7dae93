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
    next.decidedBy.map { words(of: $0.fromAbove(next.team), in: overall, isAbove: true) } ?? ""
  }

  private static func words(of decider: Standing.Decider, isAbove: Bool) -> String {
    let other = decider.against
    switch decider.ground {
    case .key: return decider.key.map { words(of: $0, decider) } ?? ""
    case .reachedFinal:
      return isAbove ? "reached the final, unlike \(other)" : "below \(other), which reached the final"
    case .ranInFinal:
      return isAbove ? "has a result in the final, unlike \(other)" : "below \(other), which has a result in the final"
    case .ranInTrials:
      return isAbove
        ? "has a result in the trials, unlike \(other)" : "below \(other), which has a result in the trials"
    case .notDisqualified: return isAbove ? "not disqualified, unlike \(other)" : "disqualified"
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
    standing.decidedBy.map { words(of: $0, in: overall, isAbove: standing.rank == 1) } ?? ""
  }

  private static func words(
    of decider: OverallStanding.Decider, in overall: Overall, isAbove: Bool
  ) -> String {
    func values(_ what: String) -> String {
      let (own, other) = apart(decider.own, decider.other, writtenAs: .rounded)
      return "\(what): \(own) against \(other) of \(decider.against)"
    }
    switch decider.ground {
    case .total: return values("total")
    case .notDisqualified: return isAbove ? "not disqualified, unlike \(decider.against)" : "disqualified"
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

  /// Whose results are of more or fewer runs than there were to be, and what becomes of that; `nil` where nobody's are:
  /// "Not all results are of 2 runs: 1 run of 2 for alpha, which did not come to 1. The mean is of the runs there are."
  static func unequalRuns(in table: Board.Table) -> String? {
    let counts = table.unequalRuns
    guard let expected = counts.first?.expected else { return nil }
    let teams = counts.map { count in
      let missed = count.missed == 0 ? "" : " (it did not come to \(count.missed))"
      let extra = count.held > count.expected ? " (more than planned)" : ""
      return "\(Words.count(Points(count.held), "run")) of \(count.expected) for \(count.team)\(missed)\(extra)"
    }
    let isShort = counts.contains { $0.held < $0.expected }
    let rule =
      switch table.rule.incomplete {
      case .asItIs: "'\(table.rule.aggregation)' takes the runs that there are."
      case .zero: isShort ? "A run that is missing counts as a run with nothing." : ""
      case .notRanked: isShort ? "Who lacks runs is not ranked." : ""
      }
    return "Not all results are of \(Words.count(Points(expected), "run")): \(teams.joined(separator: "; "))."
      + (rule.isEmpty ? "" : " \(rule)")
  }

  /// Over how many challenges a part goes for each team, where it is a mean; `nil` where it is none.
  static func spans(of part: Int, in table: OverallTable) -> String? {
    let plan = table.overall.parts[part]
    switch plan.combination {
    case .best, .last, .sum, .sumOfBest: return nil
    case .mean, .meanOfBest, .meanWithoutWorst, .median: break
    }
    let held = table.standings.compactMap { standing in
      standing.parts[part].value == nil ? nil : (standing.team, standing.parts[part].held)
    }
    let spans = Dictionary(grouping: held, by: \.1).sorted { $0.key > $1.key }.map { number, teams in
      let words = "over \(Words.count(Points(number), "challenge"))"
      return teams.count == held.count
        ? "\(words) for each team" : "\(words) for " + teams.map(\.0.text).joined(separator: ", ")
    }
    let title = plan.title.isEmpty ? "Part \(part + 1)" : plan.title.capitalisedFirst
    return spans.isEmpty ? nil : "\(title) goes \(spans.joined(separator: "; "))."
  }
}
