import Operations
package import Reports
package import Scoring

extension ExportTables {
  /// Decisions as they were made; `all` holds the retractions.
  package static func decisions(_ decisions: [Decision], all: [Decision], _ competition: Competition) -> Table {
    let time = LocalTime(competition)
    var retractions: [Decision.ID: (by: Decision.ID, reason: String)] = [:]
    for decision in all {
      if case .retracted(let target, let reason) = decision.ruling { retractions[target] = (decision.id, reason) }
    }
    var table = Table(
      title: "Decisions",
      columns: [
        Table.Column("decision", "Decision"), Table.Column("recorded_at", "At"), Table.Column("official", "Official"),
        Table.Column("kind", "Kind"), Table.Column("content", "What"), Table.Column("retracted_by", "Taken back by"),
        Table.Column("retraction_reason", "Why"),
      ])
    for decision in decisions.sorted(by: Decision.inOrder) {
      let content = decision.ruling.fields.map { field in
        switch field.value {
        case .text(let text): "\(field.name): \(text)"
        case .number(let number): "\(field.name): \(number)"
        }
      }
      let retraction = retractions[decision.id]
      table.append([
        .text(decision.id.text),
        .shown(as: time.text(decision.recordedAt), of: .text(Moment.text(decision.recordedAt))),
        .text(decision.official), .text(decision.ruling.kind.rawValue), .text(content.joined(separator: "; ")),
        retraction.map { .text($0.by.text) } ?? .missing, .text(retraction?.reason ?? ""),
      ])
    }
    return table
  }
}
