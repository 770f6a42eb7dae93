package import Scoring

extension Competition {
  /// Throws when the time for protests against a run's sheet is over.
  package func requireOpenWindow(for log: RunLog, now: Int64, late: String?) throws {
    guard late == nil else { return }
    if let publication = publication(of: log.run.challenge), publication.isOfficial {
      throw Refusal(
        "the results of '\(log.run.challenge)' are official since revision \(publication.revision); "
          + "one that must be taken all the same: 'tally protest file \(log.run.id) TEXT --late REASON'")
    }
    if let end = protestsClose(for: log), now > end {
      throw Refusal(
        "the time for protests against \(log.run.id) ended at \(LocalTime(self).exact(end)); "
          + "one that must be taken all the same: 'tally protest file \(log.run.id) TEXT --late REASON'")
    }
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
