import Operations
import Scoring
import ScoringTestSupport
import Testing

@testable import Pages

/// Whole random competitions, told by every page.
@Suite("One place and one reason, whoever says it")
struct OneTruthTests {
  @Test("law: tables, files, explanations, awards and changes name one place and one reason for a team in a table")
  func law() throws {
    var (said, ties) = (0, 0)
    for seed in Seeds.seeds(150) {
      let event = SeededEvent(seed: seed)
      let truth = try OneTruth(Situation(event.decisions, logs: event.logs, rules: event.rules))
      for (first, second) in truth.contradictions { Issue.record("seed \(seed): \(first) and \(second)") }
      said += truth.statements.count
      ties += truth.statements.count { $0.reason.contains("settled by") }
      // A challenge that is one table has one truth, and who is in a final is what its table says.
      let board = event.board
      for result in board.results where !result.isCombined {
        let only = result.trials ?? result.final
        #expect(result.standings.map(\.rank) == only?.standings.map(\.rank), "seed \(seed)")
        #expect(result.standings.map(\.team) == only?.standings.map(\.team), "seed \(seed)")
      }
      for (tie, _) in event.competition.ties where board.holds(tie) {
        let shared = board.positions.filter { $0.table == tie.table }.flatMap(\.teams)
          .filter { tie.order.contains($0.team) && $0.position.isShared }
        #expect(shared.isEmpty, "seed \(seed): a tie that holds leaves nobody with a shared place")
      }
    }
    #expect(said > 5000 && ties > 100, "\(said) statements, \(ties) of settled ties")
  }
}
