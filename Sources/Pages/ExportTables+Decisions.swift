import Operations
package import Reports
package import Scoring

extension ExportTables {
  /// Decisions as they were made; `all` holds the retractions. People read lengths of time and moments as they say them;
  /// for machines they stand in columns of their own, at the end.
  package static func decisions(
    _ decisions: [Decision], all: [Decision], _ competition: Competition, forMachines: Bool
  ) -> Table {
    let time = LocalTime(competition)
    var retractions: [Decision.ID: (by: Decision.ID, reason: String)] = [:]
    for decision in all {
      if case .retracted(let target, let reason) = decision.ruling { retractions[target] = (decision.id, reason) }
    }
    var columns = [
      Table.Column("decision", "Decision"), Table.Column("recorded_at", "At"), Table.Column("official", "Official"),
      Table.Column("kind", "Kind"), Table.Column("content", "What"), Table.Column("retracted_by", "Taken back by"),
      Table.Column("retraction_reason", "Why"),
    ]
    if forMachines {
      columns += [
        Table.Column("team", "Team"), Table.Column("challenge", "Challenge"), Table.Column("phase", "Phase"),
        Table.Column("arena", "Arena"), Table.Column("target", "About"), Table.Column("from", "From"),
        Table.Column("seconds", "Seconds", alignment: .trailing),
      ]
    }
    var table = Table(title: "Decisions", columns: columns)
    for decision in decisions.sorted(by: Decision.inOrder) {
      let fields = decision.ruling.fields
      let retraction = retractions[decision.id]
      var row: [Cell] = [
        .text(decision.id.text),
        .shown(as: time.text(decision.recordedAt), of: .text(Moment.text(decision.recordedAt))),
        .text(decision.official), .text(decision.ruling.kind.rawValue),
        .text(fields.map { "\($0.name): \(words(of: $0, time))" }.joined(separator: "; ")),
        retraction.map { .text($0.by.text) } ?? .missing, .text(retraction?.reason ?? ""),
      ]
      if forMachines {
        func text(_ names: String...) -> Cell {
          fields.lazy.compactMap { field -> Cell? in
            guard names.contains(field.name), case .text(let text) = field.value else { return nil }
            return .text(text)
          }.first ?? .missing
        }
        row += [
          text("team"), text("challenge"), text("phase"), text("arena"), text("target", "run", "protest", "slot"),
          text("from"), fields.lazy.compactMap(\.length).first.map { .duration(milliseconds: $0.count) } ?? .missing,
        ]
      }
      table.append(row)
    }
    return table
  }

  private static func words(of field: Field, _ time: LocalTime) -> String {
    if let length = field.length { return length.inMinutes }
    switch field.value {
    case .text(let text): return field.name == "from" ? Moment.parse(text).map(time.text) ?? text : text
    case .number(let number): return String(number)
    }
  }
}

extension Field {
  /// The length of time that it says; `nil` if it says something else.
  fileprivate var length: Milliseconds? {
    guard ["time", "slotLength"].contains(name), case .number(let number) = value else { return nil }
    return Milliseconds(number)
  }
}

extension Milliseconds {
  /// "30 min", or "7:30 min" where it is not whole minutes.
  fileprivate var inMinutes: String { count % 60_000 == 0 ? "\(count / 60_000) min" : "\(self) min" }
}
