/// What may be said of entries, and of the sheet as a whole.
extension RunLog {
  func decideCorrections(_ entry: Entry, _ state: RunState) throws(Rejection) {
    switch entry.fact {
    case .retracted(let target, let reason):
      try requireText(reason, "a reason")
      guard let struck = self.entry(target) else {
        throw Rejection(.unknownEntry, "run \(run.id) has no entry '\(target)'", of: run.id)
      }
      if struck.fact.kind == .retracted, !isRetractionOfNothing(struck) {
        throw Rejection(.notRetractable, "'\(target)' is itself a retraction; say again what it took back")
      }
      if retraction(of: target) != nil || struck.fact.kind == .retracted && isSettled(struck) {
        throw Rejection(.alreadyRetracted, "entry '\(target)' was taken back already")
      }
      if struck.fact.kind.isOfSheet, struck.fact.kind != .voided { try decideUnsigned(state) }
    case .voided(let reason): try requireText(reason, "a reason")
    case .extended(_, let reason): try requireText(reason, "a reason")
    case .accepted(let check, let reason):
      try requireText(reason, "a reason")
      guard rules.ruleSet.checks.contains(where: { $0.id == check }) else {
        throw Rejection(.unknownCheck, "the rules '\(rules.ruleSet.id)' have no check '\(check)'")
      }
      guard Score(of: self).findings.contains(where: { $0.check == check }) else {
        throw Rejection(
          .nothingToAccept, "the check '\(check)' has nothing against run \(run.id), or is accepted already")
      }
    case .noted(let text): try requireText(text, "a text")
    case .protested(let text):
      try requireText(text, "a text")
      try decideNoShadow("protested against")
    case .ruled(let text):
      try requireText(text, "a text")
      guard state.hasOpenProtest else {
        throw Rejection(.noProtest, "no protest is open on the sheet of run \(run.id)")
      }
    case .signed(let role, _, let name):
      if let name {
        guard role == .team else {
          throw Rejection(
            .wrongFact, "the referee signs in the official's own name; a name is for who signs for the team")
        }
        try requireName(name)
      }
      try decideSignature(role, state)
    default: break
    }
  }

  private func decideSignature(_ role: Role, _ state: RunState) throws(Rejection) {
    guard state.isFinished || state.isVoid else {
      throw Rejection(.notRunning, "run \(run.id) is \(state.word); it is signed when it has ended")
    }
    if let signature = role == .referee ? state.refereeSignature : state.teamSignature {
      throw Rejection(
        .signedAlready, "the \(role.rawValue) has signed run \(run.id) already (\(signature)); one signature is enough")
    }
    if role == .team {
      try decideNoShadow("signed by the team")
      guard state.refereeSignature != nil else {
        throw Rejection(.refereeFirst, "the referee signs run \(run.id) first, then the team")
      }
    }
    if let finding = Score(of: self).findings.first(where: { $0.severity == .error }) {
      throw Rejection(
        .contradicts,
        "the sheet of run \(run.id) contradicts itself: \(finding.message); mend it"
          + (finding.check == nil ? "" : " or accept it with a reason") + ", then sign")
    }
  }

  /// A second referee's book is compared with the first and counts for nothing: it is no sheet of the team's.
  private func decideNoShadow(_ done: String) throws(Rejection) {
    guard let original = shadowOf else { return }
    throw Rejection(.shadowBook, "run \(run.id) is a shadow book of \(original), which is never \(done)")
  }

  /// Either hand stands for the sheet as it is: what is added or taken back afterwards would be said in its name.
  func decideUnsigned(_ state: RunState) throws(Rejection) {
    let signatures = [state.refereeSignature, state.teamSignature].compactMap { $0 }
    guard !signatures.isEmpty else { return }
    let names = signatures.map(\.text).joined(separator: " and ")
    throw Rejection(
      .signed,
      "run \(run.id) is signed; take back \(signatures.count == 1 ? "the signature" : "the signatures") \(names) "
        + "first, with a reason")
  }

  func requireName(_ name: String) throws(Rejection) {
    guard name.unicodeScalars.contains(where: { !$0.properties.isWhitespace }), name.utf8.count <= 200 else {
      throw Rejection(.emptyText, "a name needs 1 to 200 bytes")
    }
  }

  private func requireText(_ text: String, _ what: String) throws(Rejection) {
    guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
      throw Rejection(.emptyText, "\(what) is needed")
    }
    guard text.utf8.count <= 4000 else { throw Rejection(.emptyText, "\(what) may have 4000 bytes at most") }
  }
}
