extension Competition {
  /// All protests, the oldest first: those on the sheets of these runs and those against decisions.
  public func protests(on logs: some Sequence<RunLog>) -> [Protest] {
    (logs.flatMap { protests(on: $0) } + filedProtests).sorted { ($0.filedAt, $0.id) < ($1.filedAt, $1.id) }
  }

  /// The protests on a run's own sheet. One that nobody decided by itself is answered by the next ruling on the sheet.
  private func protests(on log: RunLog) -> [Protest] {
    let standing = log.standing
    return standing.indices.compactMap { index in
      let entry = standing[index]
      guard case .protested(let text) = entry.fact else { return nil }
      let id = Protest.ID(entry.id.text)
      var protest = Protest(
        id: id, subject: .run(log.run.id), team: log.run.team, text: text, filedAt: entry.recordedAt,
        ruling: protestRulings[id])
      if protest.ruling == nil {
        for later in standing[(index + 1)...] {
          guard case .ruled(let words) = later.fact else { continue }
          protest.ruling = Protest.Ruling(
            outcome: .answered, reason: words, official: later.official, at: later.recordedAt)
          break
        }
      }
      return protest
    }
  }

  /// Until when a team may protest against a run's sheet, in milliseconds since 1970 (UTC): so long after its end, or
  /// after the last provisional results that speak of it. `nil`: there is no limit before results are official.
  public func protestsClose(for log: RunLog) -> Int64? {
    guard let protestWindow else { return nil }
    let end = log.standing.last { if case .finished = $0.fact { true } else { false } }?.recordedAt
    let published = publications.filter {
      !$0.publication.isOfficial && ($0.publication.challenge ?? log.run.challenge) == log.run.challenge
    }.map(\.decision.recordedAt).max()
    guard let start = [end, published].compactMap({ $0 }).max() else { return nil }
    return start + protestWindow.count
  }

  /// The newest publication that speaks of a challenge.
  public func publication(of challenge: Challenge.ID) -> Publication? {
    publications.last { ($0.publication.challenge ?? challenge) == challenge }?.publication
  }
}
