import EventStore
import Reports

/// One thing that an audit makes sure of. A new check is a function in an extension of this type and a place in
/// ``all``.
package struct AuditCheck: Sendable {
  /// The word for it, in tables and files.
  package var id: String
  /// Looks, and says what it looked at and what does not hold.
  package var look: @Sendable (AuditSubject) throws -> AuditOutcome

  /// A check.
  package init(id: String, look: @escaping @Sendable (AuditSubject) throws -> AuditOutcome) {
    self.id = id
    self.look = look
  }

  /// Every check, in the order in which they are made and told: first whether the file can be trusted to be read, then
  /// whether the records are those that were made, then what rests on them.
  package static let all: [AuditCheck] = [
    AuditCheck(id: "file", look: file), AuditCheck(id: "tables", look: tables),
    AuditCheck(id: "arrival", look: arrival), AuditCheck(id: "chains", look: chains),
    AuditCheck(id: "witness", look: witness), AuditCheck(id: "rule sets", look: ruleSets),
    AuditCheck(id: "entries", look: entries), AuditCheck(id: "signatures", look: signatures),
    AuditCheck(id: "publications", look: publications),
    AuditCheck(id: "scores", look: scores), AuditCheck(id: "places", look: places), AuditCheck(id: "lots", look: lots),
    AuditCheck(id: "other file", look: otherFile), AuditCheck(id: "results", look: results),
  ]
}

/// What a check has looked at, and what it found.
package struct AuditOutcome {
  /// What was looked at, with numbers, for people; empty where there was nothing to look at.
  package var checked: String
  package var findings: [AuditFinding] = []
  /// What people should know and what is no finding.
  package var notes: [String] = []

  /// An outcome.
  package init(checked: String, findings: [AuditFinding] = [], notes: [String] = []) {
    self.checked = checked
    self.findings = findings
    self.notes = notes
  }
}

/// Something that does not hold.
package struct AuditFinding {
  /// The word for what is wrong.
  package var name: Name
  /// What it is about: a terminal, a record, a revision.
  package var subject: String
  /// What is wrong; what would be right.
  package var message: String

  /// A finding.
  package init(name: Name, subject: String, message: String) {
    self.name = name
    self.subject = subject
    self.message = message
  }

  /// What can be wrong. Never renamed: files are searched for these.
  package enum Name: String {
    case damaged, dangling, tables, takenOut = "taken-out"
    case gap, changed, changedRun = "changed-run", unlinked, unreadable
    case gone, replaced
    case rulesChanged = "rules-changed", rulesMissing = "rules-missing"
    case stray, signature, publication
    case score, place, lots, contradiction
    case otherCompetition = "other-competition", missing, different
    case fileChanged = "file-changed", fileMissing = "file-missing", fileAdded = "file-added"
    case resultsCode = "results-code", resultsHeads = "results-heads"
  }
}
