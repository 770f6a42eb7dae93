package import EventStore

/// A copy that was opened again and audited.
package struct VerifiedBackup {
  /// What is in it.
  package let counts: StoreCounts
  /// What the audit of the copy found. It is a true copy all the same: it would be found in the original.
  package let findings: [String]

  /// Copies a competition to another file.
  package init(of store: EventStore, at path: String) throws {
    (findings, counts) = try store.backup(to: path) { copy in
      (try AuditResult(of: copy).findings.map(\.finding.message), try copy.read { try $0.counts() })
    }
  }
}
