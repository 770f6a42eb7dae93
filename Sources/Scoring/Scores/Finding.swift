/// Something odd, beside a score or in a file: told, never hidden, and never a reason to stop.
public struct Finding: Hashable, Sendable {
  /// How bad it is.
  public var severity: Severity
  /// What is wrong; what would be right.
  public var message: String
  /// The entry it is about, if it is about one.
  public var entry: Entry.ID?
  /// The check of the rule set that found it, if one did and nobody accepted it.
  public var check: Check.ID?
  /// What sort of thing is odd.
  public var kind: Kind

  /// How bad a finding is.
  public enum Severity: String, CaseIterable, Sendable {
    /// The result cannot stand as it is.
    case error
    /// Somebody should look.
    case warning
    /// It may be meant.
    case hint
  }

  /// What sort of thing is odd.
  public enum Kind: String, CaseIterable, Sendable {
    /// Something to look at.
    case oddity
    /// Entries that exclude each other, as two ends do: nobody can make them at one desk, a merge brings them together.
    case contradiction
    /// An entry that nothing can be made of: an item that the sheet does not have, a retraction of nothing.
    case meaningless
  }

  /// A finding.
  public init(
    _ severity: Severity, _ message: String, entry: Entry.ID? = nil, check: Check.ID? = nil, kind: Kind = .oddity
  ) {
    self.severity = severity
    self.message = message
    self.entry = entry
    self.check = check
    self.kind = kind
  }
}
