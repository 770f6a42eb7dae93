package import Scoring

extension Competition {
  /// Throws when the time for protests against a run's sheet is over.
  package func requireOpenWindow(for log: RunLog, now: Int64, late: String?) throws(FileProtest.Refusal) {
    guard late == nil else { return }
    if let publication = publication(of: log.run.challenge), publication.isOfficial {
      throw .isOfficial(log.run.challenge, revision: publication.revision, log.run.id)
    }
    if let end = protestsClose(for: log), now > end { throw .isLate(log.run.id, ended: LocalTime(self).exact(end)) }
  }
}

extension Protest.Subject {
  /// "run coffee-3".
  package var words: String {
    switch self {
    case .run(let run): "run \(run)"
    case .decision(let decision): "decision \(decision)"
    }
  }
}
