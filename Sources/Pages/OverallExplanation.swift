import Operations
package import Reports
package import Scoring
import Text

/// Why a team stands where it stands in a table over several challenges: the places in the challenges, what each is
/// worth, the parts, the total, and what decided.
package struct OverallExplanation {
  package let table: OverallTable
  package let standing: OverallStanding
  package let competition: Competition

  package init(table: OverallTable, standing: OverallStanding, competition: Competition) {
    self.table = table
    self.standing = standing
    self.competition = competition
  }

  /// The blocks of a report.
  package var blocks: [Block] {
    var lines: [Line] = []
    guard standing.rank != nil else {
      return [
        .heading(heading),
        .lines([Line("The team has no result in any challenge of this table: \(standing.status.rawValue).")]),
      ]
    }
    lines.append(Line(rule))
    for (index, part) in standing.parts.enumerated() {
      lines.append(Line(sentence(part, index)))
      lines += part.contributions.map { Line(sentence($0), indent: 1) }
    }
    if let total = standing.total, let exact = standing.exactTotal {
      let sum = standing.parts.compactMap { $0.weighted.map(shown) }.joined(separator: " + ")
      // Of one part there is nothing to add.
      let working = sum == shown(exact) ? "" : "\(sum) = "
      lines.append(
        Line(
          total == exact
            ? "Total: \(working)\(shown(total))."
            : "Total: \(working)\(shown(exact)), rounded once, at the end: \(shown(total))."))
    }
    if table.overall.order == .medals {
      lines.append(
        Line(
          "First places: \(standing.count(ofPlace: 1)), second: \(standing.count(ofPlace: 2)), third: \(standing.count(ofPlace: 3))."
        ))
    }
    lines.append(Line(decision))
    return [.heading(heading), .lines(lines)]
  }

  private var heading: String {
    let name = Words.called(standing.team, in: competition)
    guard let rank = standing.rank else { return "\(name) in \(table.overall.title): not ranked" }
    let ranked = table.standings.filter { $0.rank != nil }.count
    return "\(name) in \(table.overall.title): place \(rank) of \(ranked)\(standing.isShared ? " (shared)" : "")"
  }

  private var rule: String {
    switch table.overall.order {
    case .total: "Ranked by the total of \(Words.count(Points(table.overall.parts.count), "part"))."
    case .medals: "Ranked by first places, then second, then third places."
    }
  }

  private func sentence(_ part: OverallStanding.Part, _ index: Int) -> String {
    let planned = table.overall.parts[index]
    let title = planned.title.isEmpty ? "Part \(index + 1)" : planned.title.capitalisedFirst
    guard let value = part.value, let normalised = part.normalised, let weighted = part.weighted else {
      return "\(title): no value, because the team has no result in it."
    }
    let isMean = Words.spans(of: index, in: table) != nil
    let span = isMean ? " of \(Words.count(Points(part.held), "challenge"))" : ""
    var text = "\(title) (\(planned.value), \(planned.combination)\(span)): \(shown(value))"
    if let best = planned.normalised {
      text += "; in proportion to the best team's, which get \(shown(best)): \(shown(normalised))"
    }
    if planned.weight != 1 { text += "; × \(Words.number(planned.weight)) = \(shown(weighted))" }
    return text + "."
  }

  private func sentence(_ contribution: OverallStanding.ChallengeValue) -> String {
    let title = competition.challenge(contribution.challenge)?.title ?? contribution.challenge.text
    guard let value = contribution.value else { return "\(title): no result" }
    let place = contribution.rank.map { "place \(contribution.isShared ? "=" : "")\($0), " } ?? ""
    return "\(title): \(place)\(shown(value))\(contribution.isCounted ? "" : ", does not count: others are better")"
  }

  /// Exact where a decimal is, else to two decimals, and marked as such.
  private func shown(_ value: Points) -> String { value.decimal ?? "≈\(value.fixed(places: 2))" }

  private var decision: String {
    let words = Words.reason(standing, in: table.overall)
    return words.isEmpty ? "No other team is ranked here." : "Decided by: \(words)."
  }
}
