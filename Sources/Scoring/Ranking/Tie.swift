/// How teams with a shared place were told apart, after every key was equal. Recorded once, never made anew.
public struct Tie: Hashable, Sendable {
  /// The table that they are tied in.
  public var table: Place
  /// The teams, the better first.
  public var order: [Team.ID]
  /// By what.
  public var method: Method
  /// Why, or under which rule.
  public var reason: String

  /// A table.
  public enum Place: Hashable, Sendable {
    /// A phase of a challenge.
    case phase(Challenge.ID, Phase)
    /// A challenge, trials and final taken together.
    case challenge(Challenge.ID)
    /// An overall table.
    case overall(Overall.ID)
  }

  /// How they were told apart.
  public enum Method: Hashable, Sendable {
    /// Deciding runs, which count for nothing else.
    case runs([Run.ID])
    /// Lots: the order follows from the seed and the teams' names, so that anybody can draw it again.
    case lots(seed: String)
    /// By decision of the jury.
    case jury
  }

  /// A settled tie.
  public init(table: Place, order: [Team.ID], method: Method, reason: String) {
    self.table = table
    self.order = order
    self.method = method
    self.reason = reason
  }
}
