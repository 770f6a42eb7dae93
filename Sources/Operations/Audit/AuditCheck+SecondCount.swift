import EventStore
import Recount
import Scoring

extension AuditCheck {
  /// Whether every run's score is the same when it is counted a second time, under the rules in force.
  package static func scores(_ subject: AuditSubject) throws -> AuditOutcome {
    let counts = try subject.secondCounts()
    let runs = counts.last?.runs.count ?? 0
    return AuditOutcome(
      checked: "the scores of \(runs) runs, counted a second time\(moments(subject))",
      findings: counts.flatMap(\.scoreFindings))
  }

  /// Whether every place is the same when it is worked out a second time: phases, finalists, challenges, tables over
  /// several challenges.
  package static func places(_ subject: AuditSubject) throws -> AuditOutcome {
    let counts = try subject.secondCounts()
    let tables = counts.last.map { $0.board.tables.count + $0.board.results.count + $0.board.overalls.count } ?? 0
    return AuditOutcome(
      checked: "\(tables) tables, worked out a second time\(moments(subject))",
      findings: counts.flatMap(\.placeFindings))
  }

  private static func moments(_ subject: AuditSubject) -> String {
    guard subject.publishedMoments > 0 else { return "" }
    return ", as they are now and at \(Words.count(Points(subject.publishedMoments), "published moment"))"
  }

  /// Whether the order of every lot is the one that its seed gives.
  package static func lots(_ subject: AuditSubject) throws -> AuditOutcome {
    let drawn = try subject.competition().ties.compactMap { tie, decision in
      tie.redrawnOrder.map { (tie: tie, decision: decision, order: $0) }
    }
    guard !drawn.isEmpty else { return AuditOutcome(checked: "") }
    return AuditOutcome(
      checked: "\(drawn.count) lots, drawn a second time",
      findings: drawn.filter { $0.order != $0.tie.order }.map { lot in
        AuditFinding(
          name: .lots, subject: lot.decision.text,
          message: "the lots of decision \(lot.decision) are recorded as \(names(lot.tie.order)), and their seed gives "
            + "\(names(lot.order)): take the decision back and draw again before witnesses")
      })
  }

  private static func names(_ teams: [Team.ID]) -> String { teams.map(\.text).joined(separator: ", ") }
}
