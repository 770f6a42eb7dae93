/// Why an entry was refused: what is wrong, and what would be right.
public struct Rejection: Error, Equatable, Sendable, CustomStringConvertible {
  /// Which rule of the log it breaks.
  public var reason: Reason
  /// The sentence for people.
  public var description: String
  /// The run whose log refused it, where somebody would look there.
  public var run: Run.ID?
  /// What was probably meant, where a name is unknown.
  public var meant: String?

  /// The rules of the log.
  public enum Reason: String, Sendable {
    case otherRun, conflictingEntry, notStarted, alreadyStarted, notRunning, notPaused, finished, voided, signed
    case unknownItem, notEntered, wrongFact, unknownInstance, missingInstance, unneededInstance, unknownLevel
    case badCount, badUnit, outsideScale, ownTeam, tooLateToDeclare, clockOutOfRange, clockAfterEnd
    case noRestartLeft, tooLateToRestart, unknownEntry, alreadyRetracted, notRetractable, unknownCheck, emptyText
    case noLeave, clockBeforeLast, signedAlready, refereeFirst, contradicts, shadowBook, noProtest, nothingToAccept
  }

  /// A rejection.
  public init(_ reason: Reason, _ description: String, of run: Run.ID? = nil, meant: String? = nil) {
    self.reason = reason
    self.description = description
    self.run = run
    self.meant = meant
  }
}
