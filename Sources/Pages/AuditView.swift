package import Operations
package import Reports
import Scoring

/// What an audit came to, for people and files.
package struct AuditView {
  package var path: String
  package var result: AuditResult

  package init(path: String, result: AuditResult) {
    self.path = path
    self.result = result
  }

  package var report: Report {
    let findings = result.findings
    let title = findings.isEmpty ? "all holds" : Words.count(Points(findings.count), "finding")
    var report = Report(title: "\(path): \(title)")
    if let (check, first) = findings.first {
      report.blocks.append(.paragraph("The first thing that does not hold (\(check.id)): \(first.message)."))
      report.blocks.append(.table(findingTable))
    }
    report.blocks.append(.table(checkTable))
    report.blocks.append(.table(AuditView.table(of: result.codes)))
    return report
  }

  private var findingTable: Table {
    Table(
      title: "What does not hold",
      columns: [
        Table.Column("id", "#", alignment: .trailing), Table.Column("check", "Check"),
        Table.Column("finding", "Finding"),
        Table.Column("subject", "About"), Table.Column("message", "What is wrong"),
      ],
      rows: zip(1..., result.findings).map { number, found in
        [
          .integer(number), .text(found.check.id), .text(found.finding.name.rawValue), .text(found.finding.subject),
          .text(found.finding.message),
        ]
      })
  }

  private var checkTable: Table {
    Table(
      title: "What was checked",
      columns: [
        Table.Column("id", "Check"), Table.Column("checked", "Looked at"),
        Table.Column("findings", "Findings", alignment: .trailing),
      ],
      rows: result.outcomes.filter { !$0.outcome.checked.isEmpty }.map { check, outcome in
        [.text(check.id), .text(outcome.checked), .integer(outcome.findings.count)]
      }, notes: result.outcomes.flatMap(\.outcome.notes))
  }

  /// Codes and whether they hold.
  package static func table(of codes: [AuditCode]) -> Table {
    Table(
      title: "Codes",
      columns: [
        Table.Column("id", "Of"), Table.Column("code", "Code"), Table.Column("holds", "Holds"),
        Table.Column("about", "About"),
      ], rows: codes.map { [.text($0.id), .text($0.code), .flag($0.holds), .text($0.words)] })
  }
}
