import EventStore
import LogFiles
import Scoring

extension AuditCheck {
  /// Whether everything that another file knows is here, as it is there. What only this one knows came later.
  static func otherFile(_ subject: AuditSubject) throws -> AuditOutcome {
    guard let (name, there) = subject.other else { return AuditOutcome(checked: "") }
    let here = try subject.parcel()
    var outcome = AuditOutcome(checked: "\(there.count) rule sets, decisions, runs and entries of \(name)")
    if let theirs = there.competition, theirs.id != here.competition?.id {
      outcome.findings.append(
        AuditFinding(
          name: .otherCompetition, subject: name,
          message: "\(name) is of another competition (\(theirs.id.prefix(8))); name a file of this one"))
    }
    outcome.findings += differences(here.canonicalLines(), there.canonicalLines(), name)
    return outcome
  }

  private static func differences(_ here: [LogLine], _ there: [LogLine], _ name: String) -> [AuditFinding] {
    let known = Dictionary(here.map { (RecordName($0), $0) }, uniquingKeysWith: { first, _ in first })
    var findings: [AuditFinding] = []
    var missing: [RecordName] = []
    for line in there {
      let record = RecordName(line)
      guard let own = known[record] else {
        missing.append(record)
        continue
      }
      if !own.withoutLink.json.utf8.elementsEqual(line.withoutLink.json.utf8) {
        findings.append(
          AuditFinding(
            name: .different, subject: record.id,
            message: "\(record.kind) \(record.id) says something else in \(name); one of the two was changed"))
      } else if let (mine, theirs) = own.links(with: line), mine != theirs {
        findings.append(
          AuditFinding(
            name: .different, subject: record.id,
            message:
              "\(record.kind) \(record.id) comes after other records in \(name); something before it was changed, "
              + "put in or taken out in one of the two"))
      }
    }
    return findings
      + stretches(missing).map { stretch in
        let (first, last) = (stretch[0], stretch[stretch.count - 1])
        let range = stretch.count == 1 ? "" : " to \(last.id) (\(stretch.count) in a row)"
        return AuditFinding(
          name: .missing, subject: first.id,
          message: "\(first.kind) \(first.id)\(range) is in \(name) and not here: merge that file to have all again")
      }
  }

  /// Records of a terminal with one number after the other, as one.
  private static func stretches(_ records: [RecordName]) -> [[RecordName]] {
    let sorted = records.sorted { ($0.kind, $0.terminal, $0.number, $0.id) < ($1.kind, $1.terminal, $1.number, $1.id) }
    var stretches: [[RecordName]] = []
    for record in sorted {
      if let last = stretches.last?.last, last.kind == record.kind, last.terminal == record.terminal,
        record.number > 0, last.number + 1 == record.number
      {
        stretches[stretches.count - 1].append(record)
      } else {
        stretches.append([record])
      }
    }
    return stretches
  }
}

/// What a record is called.
private struct RecordName: Hashable {
  var kind: String
  var id: String
  /// Whose, and which of its; 0 where it has no number.
  var terminal = ""
  var number = 0

  init(_ line: LogLine) {
    switch line {
    case .competition(let id, _, _): (kind, self.id) = ("competition", id)
    case .ruleSet(let reference, _): (kind, id) = ("rule set", "'\(reference.id)' (edition \(reference.edition))")
    case .decision(let decision, _):
      (kind, id, terminal, number) = ("decision", decision.id.text, decision.terminal, decision.number)
    case .run(let run): (kind, id) = ("run", run.id.text)
    case .entry(let entry, _): (kind, id, terminal, number) = ("entry", entry.id.text, entry.terminal, entry.number)
    }
  }

  static func == (a: RecordName, b: RecordName) -> Bool { a.kind == b.kind && a.id.utf8.elementsEqual(b.id.utf8) }
  func hash(into hasher: inout Hasher) {
    hasher.combine(kind)
    hasher.combine(id)
  }
}

extension LogLine {
  /// The links of two lines, where both have one.
  fileprivate func links(with other: LogLine) -> (String, String)? {
    switch (self, other) {
    case (.entry(_, let mine?), .entry(_, let theirs?)), (.decision(_, let mine?), .decision(_, let theirs?)):
      (mine, theirs)
    default: nil
    }
  }
}
