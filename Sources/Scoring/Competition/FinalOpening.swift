/// The first run of a challenge's final was opened: from then on it is settled who is in it.
///
/// The moment is kept as a place in the log, not as a time of day: what the terminal knew then says who is in, and no
/// wrong clock changes it.
public struct FinalOpening: Hashable, Sendable {
  /// The challenge.
  public var challenge: Challenge.ID
  /// The run. One that turns out to be void has opened nothing.
  public var run: Run.ID
  /// What had been recorded before.
  public var heads: Heads

  /// An opening.
  public init(of challenge: Challenge.ID, with run: Run.ID, after heads: Heads) {
    self.challenge = challenge
    self.run = run
    self.heads = heads
  }
}

extension Competition {
  /// The competition as it was known when a final was opened. What was taken back since still held then.
  public func known(at opening: FinalOpening) -> Competition {
    // An opening says of its own challenge that nothing was opened before it, whatever a foreign log may hold.
    Competition(
      decisions.filter { decision in
        if case .openedFinal(let other) = decision.ruling, other.challenge == opening.challenge { return false }
        return opening.heads.covers(decision)
      })
  }

  /// Who was admitted to a final when it had been opened, and was not out of the challenge then; `before` is the
  /// competition as it was known at the opening.
  public func lateAdmissions(to challenge: Challenge.ID, since before: Competition) -> [Departure] {
    let known = Set(before.admissions.map(\.decision))
    return admissions(to: challenge).filter { !$0.wasOut && !known.contains($0.decision) }
  }
}
