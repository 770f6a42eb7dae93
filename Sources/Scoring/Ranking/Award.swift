/// A special award: best newcomer, a skill's certificate.
public struct Award: Identifiable, Hashable, Sendable {
  /// Names an award within its competition: `best-newcomer`.
  public typealias ID = Identifier<Award>
  /// The short name that people type.
  public var id: ID
  /// What people read.
  public var title: String
  /// Who gets it.
  public var rule: Rule

  /// Who gets an award.
  public enum Rule: Hashable, Sendable {
    /// The best of an overall table, among the teams of a division where one is named.
    case best(of: Overall.ID, in: Division.ID?)
    /// Every team with so many per cent of the points that items with this tag can give over all challenges, save the
    /// winner of a table where one is named (RoboCup@Home 2026: certificates from 75 %, not for the overall winner).
    case skill(tag: String, percent: Points, except: Overall.ID?)
  }

  /// An award.
  public init(id: ID, title: String, rule: Rule) {
    self.id = id
    self.title = title
    self.rule = rule
  }
}
