import EventStore

extension AuditCheck {
  /// Whether SQLite can read the file from end to end, and nothing speaks of what is not there.
  package static func file(_ subject: AuditSubject) throws -> AuditOutcome {
    let damage = try subject.reader.integrityFindings().map {
      AuditFinding(
        name: .damaged, subject: "file", message: "the file is damaged (\($0)); keep it, and go on from the last backup"
      )
    }
    let dangling = try subject.reader.foreignKeyFindings().map {
      AuditFinding(name: .dangling, subject: "file", message: "\($0); it was taken out past Tally")
    }
    return AuditOutcome(checked: "SQLite's own check, and every reference", findings: damage + dangling)
  }

  /// Whether tables, indexes and triggers are those that Tally made.
  package static func tables(_ subject: AuditSubject) throws -> AuditOutcome {
    let findings = try subject.reader.schemaFindings().map {
      AuditFinding(name: .tables, subject: "tables", message: "\($0), so somebody has worked on the file past Tally")
    }
    return AuditOutcome(checked: "tables, indexes and triggers", findings: findings)
  }

  /// Whether rows were taken out of the order in which they arrived.
  package static func arrival(_ subject: AuditSubject) throws -> AuditOutcome {
    let findings = try subject.reader.orderFindings().map {
      AuditFinding(name: .takenOut, subject: "arrival", message: "\($0), past Tally; another file may still have them")
    }
    let counts = try subject.reader.counts()
    return AuditOutcome(
      checked: "\(counts.decisions) decisions, \(counts.runs) runs and \(counts.entries) entries in the order in which "
        + "they arrived", findings: findings)
  }
}
