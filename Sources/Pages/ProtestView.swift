package import Operations
package import Reports
package import Scoring
import Text

/// A protest, how it was decided, and what the decision changed.
package struct ProtestView {
  private let protest: Protest
  private let competition: Competition
  /// What the decision changed; `nil`: nobody has decided it yet.
  private let change: Change?

  package init(_ protest: Protest, in competition: Competition, change: Change?) {
    self.protest = protest
    self.competition = competition
    self.change = change
  }

  package var report: Report {
    let time = LocalTime(competition)
    let team = competition.team(protest.team)?.name ?? protest.team.text
    var lines = [
      Line("Against: \(protest.subject.words)"),
      Line("Filed by \(team) at \(time.exact(protest.filedAt)): \(protest.text)"),
    ]
    guard let ruling = protest.ruling else {
      lines.append(Line("Open: nobody has decided it yet."))
      return Report(title: "Protest \(protest.id)", blocks: [.lines(lines)])
    }
    lines.append(
      Line(
        "\(ruling.outcome.rawValue.capitalisedFirst) by \(ruling.official) at \(time.exact(ruling.at)): \(ruling.reason)"
      ))
    return Report(
      title: "Protest \(protest.id)",
      blocks: [.lines(lines)] + (change.map { ChangesView($0).blocks } ?? []))
  }
}

extension ChangesView {
  /// What is different after a change.
  package init(_ change: Change) { self.init(changes: change.ofBoards, competition: change.after.competition) }
}
