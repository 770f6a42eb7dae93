import RefereeConsole
package import Reports
package import Scoring

/// Where the books of one run differ.
package struct ComparisonView {
  private let original: RunLog
  private let comparisons: [(book: RunLog, comparison: Comparison)]

  package init(of original: RunLog, with books: [RunLog]) {
    self.original = original
    comparisons = books.map { ($0, Comparison(of: original, with: $0)) }
  }

  /// Whether any of them differs.
  package var differs: Bool { comparisons.contains { !$0.comparison.differences.isEmpty } }

  package var report: Report {
    Report(
      title: "\(original.run.id) compared",
      blocks: comparisons.flatMap { book, comparison -> [Block] in
        [
          .heading("with \(book.run.id): \(comparison.agreed) of \(comparison.compared) agree"),
          .table(table(comparison, book)),
        ]
      })
  }

  private func table(_ comparison: Comparison, _ book: RunLog) -> Table {
    let rules = book.rules.ruleSet
    return Table(
      columns: [
        Column.text("what", "What") { ComparisonView.title(of: $0.subject, in: rules) },
        Column.text("first", original.run.id.text) { $0.first }, Column.text("second", book.run.id.text) { $0.second },
        Column.text("note", "Note") { $0.isOnlyTiming ? "only the time differs" : "" },
      ], of: comparison.differences)
  }

  private static func title(of subject: Comparison.Subject, in rules: RuleSet) -> String {
    switch subject {
    case .item(let item, let instance): rules.title(of: item, at: instance)
    case .end: "why it ended"
    case .endClock: "the clock at its end"
    case .restarts: "restarts"
    case .void: "whether it counts"
    case .total: "the total"
    }
  }
}
