package import EventStore
import Scoring

/// What an audit came to.
package struct AuditResult {
  /// What each check found, in the order of the checks.
  package var outcomes: [(check: AuditCheck, outcome: AuditOutcome)] = []
  /// The codes of what was published, and of the log as it is now.
  package var codes: [AuditCode] = []

  /// Everything that does not hold, the first thing first.
  package var findings: [(check: AuditCheck, finding: AuditFinding)] {
    outcomes.flatMap { step in step.outcome.findings.map { (step.check, $0) } }
  }

  /// Audits a file, alone or against what another knows, and with it a folder of its results; `more` is what is made
  /// sure of beside all else: pages, which operations know nothing of.
  package init(
    of store: EventStore, against other: (name: String, parcel: Parcel)? = nil, results: ResultsFolder? = nil,
    and more: [AuditCheck] = []
  ) throws {
    // The witness first: what is recorded after it was read is no loss.
    let witness = store.witnessStatement()
    self = try store.read { AuditResult(AuditSubject($0, witness: witness, other: other, results: results), and: more) }
  }

  private init(_ subject: AuditSubject, and more: [AuditCheck]) {
    for check in AuditCheck.all + more {
      let outcome: AuditOutcome
      do {
        outcome = try check.look(subject)
      } catch {
        let finding = AuditFinding(
          name: .unreadable, subject: check.id, message: "this could not be checked to the end: \(error)")
        outcome = AuditOutcome(checked: "not to the end", findings: [finding])
      }
      outcomes.append((check, outcome))
    }
    codes = (try? subject.codes()) ?? []
  }
}
