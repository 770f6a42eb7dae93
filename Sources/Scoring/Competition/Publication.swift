/// Results as they were given out: a numbered revision, over a moment of the log. What it said can be derived again
/// at any time.
public struct Publication: Hashable, Sendable {
  /// 1, 2, 3 … within the competition.
  public var revision: Int
  /// The challenge; `nil`: everything.
  public var challenge: Challenge.ID?
  /// Whether the results are final; otherwise they are provisional.
  public var isOfficial: Bool
  /// The moment of the log that it speaks of.
  public var heads: Heads
  /// The code of the whole log at that moment, to be printed and compared: `7Q2M-4XKD`.
  public var code: String
  /// What stood against it, where it was published all the same.
  public var objections: [String]
  /// Why it was published all the same; empty where nothing stood against it.
  public var reason: String

  /// A publication.
  public init(
    revision: Int, challenge: Challenge.ID?, isOfficial: Bool, heads: Heads, code: String, objections: [String] = [],
    reason: String = ""
  ) {
    self.revision = revision
    self.challenge = challenge
    self.isOfficial = isOfficial
    self.heads = heads
    self.code = code
    self.objections = objections
    self.reason = reason
  }
}
