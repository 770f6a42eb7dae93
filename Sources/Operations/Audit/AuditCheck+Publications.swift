import EventStore
import Scoring

extension AuditCheck {
  /// Whether the log up to each publication is still what was published.
  package static func publications(_ subject: AuditSubject) throws -> AuditOutcome {
    let codes = try subject.publishedCodes()
    var outcome = AuditOutcome(checked: "\(codes.count) published revisions")
    for code in codes where !code.holds {
      outcome.findings.append(
        AuditFinding(
          name: .publication, subject: code.id,
          message: "\(code.id) was published with the code \(code.code), and the log up to that moment gives "
            + "\(code.now): something that it rests on was changed, put in or taken out"))
    }
    return outcome
  }
}

/// A code that people may have on paper.
package struct AuditCode {
  /// What it is of: `revision 2`, `run coffee-1 as referee`, `now`.
  package var id: String
  package var code: String
  /// What the code would be today.
  package var now: String
  /// The recorded words around it, for people.
  package var words = ""
  package var holds: Bool { code == now }
}

extension AuditSubject {
  /// The code of every revision that was ever given out.
  func publishedCodes() throws -> [AuditCode] { Array(try codes().dropLast()) }

  /// The codes of what was published, and of the log as it is. All are made in one go.
  package func codes() throws -> [AuditCode] {
    if let known = knownCodes { return known }
    let parcel = try parcel()
    let time = LocalTime(Competition(parcel.decisions))
    let publications = parcel.decisions.sorted(by: Decision.inOrder).compactMap { decision in
      if case .published(let publication) = decision.ruling { (publication, decision) } else { nil }
    }
    let moments = publications.map(\.0.heads) + [Heads(entries: parcel.entries, decisions: parcel.decisions)]
    let now = competitionCodes(of: parcel, at: moments)
    var codes = zip(publications, now).map { published, now in
      let (publication, decision) = published
      let what = publication.challenge.map { "'\($0)'" } ?? "everything"
      return AuditCode(
        id: "revision \(publication.revision)", code: publication.code, now: now,
        words: "\(what), \(publication.isOfficial ? "official" : "provisional"), \(time.exact(decision.recordedAt))")
    }
    if let whole = now.last {
      codes.append(AuditCode(id: "now", code: whole, now: whole, words: "the whole log as it is"))
    }
    knownCodes = codes
    return codes
  }

  /// The codes of signed sheets.
  package func signedCodes() throws -> [AuditCode] {
    let time = LocalTime(Competition(try parcel().decisions))
    return try logs().flatMap(Signature.all).map { signature in
      AuditCode(
        id: "run \(signature.run) as \(signature.role.rawValue)", code: signature.code,
        now: signature.problem == nil ? signature.code : "",
        words: signature.problem ?? "signed by \(signature.entry.official), \(time.exact(signature.entry.recordedAt))")
    }
  }
}
