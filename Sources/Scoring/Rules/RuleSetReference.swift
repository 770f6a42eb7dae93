/// Pins a rule set: which one, which edition, and the digest of its text.
public struct RuleSetReference: Hashable, Sendable {
  /// The rule set.
  public var id: RuleSet.ID
  /// Its edition.
  public var edition: Int
  /// The SHA-256 of the file's bytes in hexadecimal, made by whoever read the file.
  public var digest: String
  /// A reference.
  public init(id: RuleSet.ID, edition: Int, digest: String) {
    self.id = id
    self.edition = edition
    self.digest = digest
  }
}
