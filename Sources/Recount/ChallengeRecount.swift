public import Scoring

/// A challenge's tables, worked out a second time: trials, final, and what both make together.
public struct ChallengeRecount: Sendable {
  /// The challenge.
  public let challenge: Challenge.ID
  /// The trials, if there are any.
  public let trials: TableRecount?
  /// The final, if there is one.
  public let final: TableRecount?
  /// Who reaches the final, once there is something to say it.
  public let finalists: FinalistsRecount?
  /// The challenge's own places.
  public let places: [TableRecount.Place]

  /// One of the challenge's tables.
  func places(in source: Overall.Source) -> [TableRecount.Place] {
    switch source {
    case .result: places
    case .trials: trials?.places ?? []
    case .final: final?.places ?? []
    }
  }
}
