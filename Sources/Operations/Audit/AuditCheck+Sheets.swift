import EventStore
import RefereeConsole
import RuleSetFiles
package import Scoring

extension AuditCheck {
  /// Whether every rule set is the text that runs and decisions are pinned to.
  package static func ruleSets(_ subject: AuditSubject) throws -> AuditOutcome {
    let documents = try subject.reader.ruleSets()
    var outcome = AuditOutcome(checked: "\(documents.count) rule sets")
    for document in documents where RuleSetLibrary.digest(of: document.text) != document.reference.digest {
      let name = "'\(document.reference.id)' (edition \(document.reference.edition))"
      outcome.findings.append(
        AuditFinding(
          name: .rulesChanged, subject: document.reference.id.text,
          message: "the text of the rules \(name) is not the one that runs were held under: it was changed past Tally; "
            + "a backup or an exported log has the right one"))
    }
    outcome.findings += try subject.reader.missingRuleSets().map {
      AuditFinding(name: .rulesMissing, subject: "rule sets", message: "\($0), whose text is not in the file")
    }
    return outcome
  }

  /// Whether something can be made of every run, entry and decision: nothing that was recorded is dropped in silence.
  package static func entries(_ subject: AuditSubject) throws -> AuditOutcome {
    let situation = try Situation(subject.reader)
    let strays =
      situation.competition.strays(in: situation.logs) + situation.competition.strays(among: situation.decisions)
    return AuditOutcome(
      checked: "what the rules make of \(situation.entries.count) entries of \(situation.logs.count) runs",
      findings: strays.map { AuditFinding(name: .stray, subject: $0.subject, message: $0.message) })
  }

  /// Whether every signed sheet is still what was signed, unless the signature was taken back.
  package static func signatures(_ subject: AuditSubject) throws -> AuditOutcome {
    let signatures = try subject.logs().flatMap(Signature.all)
    let coded = signatures.filter { !$0.code.isEmpty }
    var outcome = AuditOutcome(checked: "\(coded.count) signatures")
    outcome.findings = coded.compactMap { signature in
      signature.problem.map { AuditFinding(name: .signature, subject: signature.entry.id.text, message: $0) }
    }
    if coded.count < signatures.count {
      outcome.notes.append("\(signatures.count - coded.count) signatures carry no code, so nothing is known of them")
    }
    return outcome
  }
}

/// A signature that stands, held against the sheet that it is under.
package struct Signature {
  package var entry: Entry
  package var run: Run.ID
  package var role: Role
  /// The code that was signed.
  package var code: String
  /// What does not hold; `nil` while the sheet is what was signed.
  package var problem: String?

  /// The signatures under a run's sheet.
  package static func all(under log: RunLog) -> [Signature] {
    log.standing.compactMap { entry in
      guard case .signed(let role, let code, _) = entry.fact else { return nil }
      var signature = Signature(entry: entry, run: log.run.id, role: role, code: code)
      let now = sheetCode(of: log, digest: Digest.bytes)
      if now != code, sheetCode(of: log.asIfNeverVoided, digest: Digest.bytes) != code {
        signature.problem = signature.problem(in: log, now)
      }
      return signature
    }
  }

  private func problem(in log: RunLog, _ now: String) -> String {
    let earlier = log.entries.filter(wasRecordedBefore)
    let signed = RunLog(log.run, under: log.rules, recording: earlier)
    let what = "run \(run) was signed as \(role.rawValue) with the code \(code) (entry \(entry.id))"
    guard sheetCode(of: signed, digest: Digest.bytes) == code else {
      return "\(what), and what was recorded before gives another: an entry or the run's own line was changed, put in "
        + "or taken out (the sheet's code is \(now) now)"
    }
    let later = log.entries.filter { !wasRecordedBefore($0) && $0.id != entry.id && isPartOfSheet($0, in: log) }
    return "\(what), and the sheet was added to afterwards (\(later.map(\.id.text).joined(separator: ", "))); "
      + "sign it again as it is now, \(now), and take the old signature back"
  }

  private func wasRecordedBefore(_ other: Entry) -> Bool {
    other.terminal == entry.terminal
      ? other.number < entry.number
      : (other.recordedAt, other.id.text) < (entry.recordedAt, entry.id.text)
  }
}

extension RunLog {
  /// The log without what voids the run. A run that is voided after it was signed counts for nothing, and what was
  /// signed has not changed.
  fileprivate var asIfNeverVoided: RunLog {
    let voiding = Set(entries.filter { $0.fact.kind == .voided }.map(\.id))
    let rest = entries.filter { entry in
      if case .retracted(let target, _) = entry.fact, voiding.contains(target) { return false }
      return !voiding.contains(entry.id)
    }
    return RunLog(run, under: rules, recording: rest)
  }
}
